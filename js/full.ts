/** `tailorbird/full`: the same as `tailorbird`, for manifests whose rules need the whole of CEL. Compiling says so. */

import { Core, initSync } from "glue:full";
import text from "text:full";
import { decode } from "./decode.js";
import { Life } from "./life.js";
import { MemoryPage } from "./memory-page.js";
import { services } from "./services.js";
import type { OpenOptions, Page } from "./types.js";

export type * from "./types.js";

const runtime = new Life(() => {
  initSync(new WebAssembly.Module(decode(text)));
  return { Core, formatters: services };
});

/** Never throws: from bytes that are not sound, or without WebAssembly, it returns a page that leaves everything as it is. */
export function open(bytes: Uint8Array, options?: OpenOptions): Page {
  return new MemoryPage(runtime, bytes, options);
}
