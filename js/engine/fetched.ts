/** A module that is fetched before it is needed: once, and again after a failure. */

import { error, problemFrom } from "../shared/problem.js";
import type { Problem } from "../types/index.js";
import { moduleFrom, type Source } from "./load.js";

export class Fetched {
  /** Where it is by itself: throws where a script does not know that. */
  readonly #beside: () => Source;
  #module: WebAssembly.Module | undefined;
  #loading: Promise<boolean> | undefined;
  #failure: Problem = error("`await ready()` comes before `open`");

  constructor(beside: () => Source) {
    this.#beside = beside;
  }

  /** Throws a `Problem` where it is not there. */
  get module(): WebAssembly.Module {
    if (!this.#module) throw this.#failure;
    return this.#module;
  }

  /** Never throws or rejects: it resolves to whether the module is there. */
  ready(source: Source | undefined): Promise<boolean> {
    this.#loading ??= this.#load(source);
    return this.#loading;
  }

  async #load(source: Source | undefined): Promise<boolean> {
    // A failure is never earlier than the promise that it takes away.
    await undefined;
    try {
      this.#module = await moduleFrom(source ?? this.#here());
      return true;
    } catch (thrown) {
      this.#failure = problemFrom(thrown);
      // The next call may try again.
      this.#loading = undefined;
      return false;
    }
  }

  #here(): Source {
    try {
      return this.#beside();
    } catch {
      throw error(
        "this script is no module and does not know where it is: `ready(url)` takes the address of runtime.wasm",
      );
    }
  }
}
