/** `tailorbird` for platforms that forbid compiling WebAssembly at run time. They compile the module when it is deployed. */

import module from "module:full";
import { start } from "../engine/channel.js";
import { Instance } from "../engine/instance.js";
import { services } from "../engine/services.js";
import { MemoryPage } from "../page/memory-page.js";
import type { OpenOptions, Page } from "../types/index.js";

export type * from "../types/index.js";

const runtime = new Instance(() => start(module, services));

/** Opens a compiled manifest. Never throws: with invalid bytes the page stays as it is. */
export function open(bytes: Uint8Array, options?: OpenOptions): Page {
  return new MemoryPage(runtime, bytes, options);
}
