/** `tailorbird/slim`: the WebAssembly is a separate file, fetched before the first `open`. */

import beside from "source:runtime";
import { start } from "../engine/channel.js";
import { Fetched } from "../engine/fetched.js";
import { Instance } from "../engine/instance.js";
import { formatters } from "../engine/intl.js";
import type { Source } from "../engine/load.js";
import { MemoryPage } from "../page/memory-page.js";
import type { OpenOptions, Page } from "../types/index.js";

export type * from "../types/index.js";
export type { Source };

const fetched = new Fetched(beside);

const runtime = new Instance(() => start(fetched.module, formatters));

/** Fetches the WebAssembly, once. Never rejects: it resolves to whether `open` can work.
 *  @param source Default: the file beside this one. A bundle that is no module does not know where that is. */
export function ready(source?: Source): Promise<boolean> {
  return fetched.ready(source);
}

/** Opens a compiled manifest. Never throws: before `ready` or with invalid bytes the page stays as it is. */
export function open(bytes: Uint8Array, options?: OpenOptions): Page {
  return new MemoryPage(runtime, bytes, options);
}
