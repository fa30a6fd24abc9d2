/** `tailorbird`: the WebAssembly travels in the JavaScript and starts at the first `open`, with nothing to wait for. */

import { Core, initSync } from "glue:runtime";
import text from "text:runtime";
import { decode } from "../engine/decode.js";
import { Instance } from "../engine/instance.js";
import { formatters } from "../engine/intl.js";
import { MemoryPage } from "../page/memory-page.js";
import type { OpenOptions, Page } from "../types/index.js";

export type * from "../types/index.js";

const runtime = new Instance(() => {
  initSync(new WebAssembly.Module(decode(text)));
  return { Core, formatters };
});

/** Never throws: from bytes that are not sound, or without WebAssembly, it returns a page that leaves everything as it is. */
export function open(bytes: Uint8Array, options?: OpenOptions): Page {
  return new MemoryPage(runtime, bytes, options);
}
