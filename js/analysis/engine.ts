/** The one way into the WebAssembly of the statistics: numbers in, numbers out. */

import compiled from "compiled:analysis";
import { start } from "../engine/channel.js";
import { Instance } from "../engine/instance.js";
import type { Statistic } from "./questions.js";

const instance = new Instance(() => start(compiled(), () => ({}))());

/** Asks. Throws a `Problem` where there is no WebAssembly. */
export function ask(question: Statistic, numbers: readonly number[]): Numbers {
  return instance.within((core) => {
    const bytes = core.bytes(question as number, "", numbers);
    return new Numbers(new Float64Array(bytes.slice().buffer));
  });
}

/** An answer, taken number by number. */
export class Numbers {
  #at = 0;
  readonly #all: Float64Array;

  constructor(all: Float64Array) {
    this.#all = all;
  }

  next(): number {
    this.#at += 1;
    return this.#all[this.#at - 1] ?? Number.NaN;
  }

  range(): readonly [number, number] {
    return [this.next(), this.next()];
  }

  rest(): number[] {
    return [...this.#all.subarray(this.#at)];
  }
}
