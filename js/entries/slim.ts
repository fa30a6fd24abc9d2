/** `tailorbird/slim`: the WebAssembly is a separate file, fetched before the first `open`. */

import { start } from "../engine/channel.js";
import { Instance } from "../engine/instance.js";
import { formatters } from "../engine/intl.js";
import { moduleFrom, type Source } from "../engine/load.js";
import { MemoryPage } from "../page/memory-page.js";
import { error, problemFrom } from "../shared/problem.js";
import type { OpenOptions, Page, Problem } from "../types/index.js";

export type * from "../types/index.js";
export type { Source };

let compiled: WebAssembly.Module | undefined;
let loading: Promise<boolean> | undefined;
let failure: Problem = error("`await ready()` comes before `open`");

const runtime = new Instance(() => {
  if (!compiled) throw failure;
  return start(compiled, formatters);
});

/** Fetches the WebAssembly, once. Never rejects: it resolves to whether `open` can work. */
export function ready(source: Source = new URL("./runtime.wasm", import.meta.url)): Promise<boolean> {
  loading ??= load(source);
  return loading;
}

async function load(source: Source): Promise<boolean> {
  try {
    compiled = await moduleFrom(source);
    return true;
  } catch (thrown) {
    failure = problemFrom(thrown);
    // The next call may try again.
    loading = undefined;
    return false;
  }
}

/** Opens a compiled manifest. Never throws: before `ready` or with invalid bytes the page stays as it is. */
export function open(bytes: Uint8Array, options?: OpenOptions): Page {
  return new MemoryPage(runtime, bytes, options);
}
