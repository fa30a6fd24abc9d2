/** `tailorbird` where WebAssembly may not be compiled at run time: the platform compiles the module when it is deployed. */

import { Core, initSync } from "glue:full";
import module from "module:full";
import { Life } from "./life.js";
import { MemoryPage } from "./memory-page.js";
import { services } from "./services.js";
import type { OpenOptions, Page } from "./types.js";

export type * from "./types.js";

const runtime = new Life(() => {
  initSync(module);
  return { Core, formatters: services };
});

/** Never throws: from bytes that are not sound it returns a page that leaves everything as it is. */
export function open(bytes: Uint8Array, options?: OpenOptions): Page {
  return new MemoryPage(runtime, bytes, options);
}
