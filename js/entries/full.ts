/** `tailorbird/full`: `tailorbird` for manifests whose rules need the whole of CEL. `compile` says which entry is needed. */

import compiled from "compiled:full";
import { start } from "../engine/channel.js";
import { Instance } from "../engine/instance.js";
import { services } from "../engine/services.js";
import { MemoryPage } from "../page/memory-page.js";
import type { OpenOptions, Page } from "../types/index.js";

export type * from "../types/index.js";

const runtime = new Instance(() => start(compiled(), services));

/** Opens a compiled manifest. Never throws: with invalid bytes or without WebAssembly the page stays as it is. */
export function open(bytes: Uint8Array, options?: OpenOptions): Page {
  return new MemoryPage(runtime, bytes, options);
}
