/** `tailorbird` where WebAssembly may not be compiled at run time: the platform compiles the module when it is deployed. */

import { Core, initSync } from "glue:full";
import module from "module:full";
import { Instance } from "../engine/instance.js";
import { services } from "../engine/services.js";
import { MemoryPage } from "../page/memory-page.js";
import type { OpenOptions, Page } from "../types/index.js";

export type * from "../types/index.js";

const runtime = new Instance(() => {
  initSync(module);
  return { Core, formatters: services };
});

/** Never throws: from bytes that are not sound it returns a page that leaves everything as it is. */
export function open(bytes: Uint8Array, options?: OpenOptions): Page {
  return new MemoryPage(runtime, bytes, options);
}
