/** A WebAssembly instance that is started at first use, and given up for good after a trap. */

import { isProblem, problemFrom } from "../shared/problem.js";

export class Instance<Exports> {
  readonly #start: () => Exports;
  #exports: Exports | undefined;
  #trap: unknown;

  constructor(start: () => Exports) {
    this.#start = start;
  }

  get isOver(): boolean {
    return this.#trap !== undefined;
  }

  /** Runs a call into the WebAssembly: all of them go through here. Everything that it throws is a `Problem`. */
  within<Answer>(ask: (exports: Exports) => Answer): Answer {
    if (this.isOver) throw this.#trap;
    const exports = this.#started();
    try {
      return ask(exports);
    } catch (thrown) {
      if (isProblem(thrown)) throw thrown;
      // A trap unwinds nothing: the memory may be half written, so that nobody may enter again.
      this.#trap = problemFrom(thrown);
      throw this.#trap;
    }
  }

  /** A start that failed is tried again next time: a page may load what was missing. */
  #started(): Exports {
    try {
      this.#exports ??= this.#start();
      return this.#exports;
    } catch (thrown) {
      throw problemFrom(thrown);
    }
  }
}
