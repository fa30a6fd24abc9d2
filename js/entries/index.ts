/** `tailorbird`: the WebAssembly is embedded in the JavaScript and starts synchronously at the first `open`. */

import compiled from "compiled:runtime";
import { start } from "../engine/channel.js";
import { Instance } from "../engine/instance.js";
import { formatters } from "../engine/intl.js";
import { MemoryPage } from "../page/memory-page.js";
import type { OpenOptions, Page } from "../types/index.js";

export type * from "../types/index.js";

const runtime = new Instance(() => start(compiled(), formatters));

/** Opens a compiled manifest. Never throws: with invalid bytes or without WebAssembly the page stays as it is. */
export function open(bytes: Uint8Array, options?: OpenOptions): Page {
  return new MemoryPage(runtime, bytes, options);
}
