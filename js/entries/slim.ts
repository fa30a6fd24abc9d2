/** `tailorbird/slim`: the WebAssembly is a file of its own, fetched before the first `open`. */

import { Core, initSync } from "glue:runtime";
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
  initSync(compiled);
  return { Core, formatters };
});

/** Fetches the WebAssembly once, however often it is called. Never rejects: it says whether `open` can work. */
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
    // The network may be back at the next call.
    loading = undefined;
    return false;
  }
}

/** Never throws: before `ready`, or from bytes that are not sound, it returns a page that leaves everything as it is. */
export function open(bytes: Uint8Array, options?: OpenOptions): Page {
  return new MemoryPage(runtime, bytes, options);
}
