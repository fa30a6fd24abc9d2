/** `tailorbird`: the WebAssembly travels in the JavaScript and starts at the first `open`, with nothing to wait for. */

import { Core, initSync } from "glue:runtime";
import text from "text:runtime";
import { decode } from "./decode.js";
import { formatters } from "./intl.js";
import { Life } from "./life.js";
import { MemoryPage } from "./memory-page.js";
import type { OpenOptions, Page } from "./types.js";

export type * from "./types.js";

const runtime = new Life(() => {
  initSync(new WebAssembly.Module(decode(text)));
  return { Core, formatters };
});

/** Never throws: from bytes that are not sound, or without WebAssembly, it returns a page that leaves everything as it is. */
export function open(bytes: Uint8Array, options?: OpenOptions): Page {
  return new MemoryPage(runtime, bytes, options);
}
