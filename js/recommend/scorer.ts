/** The way into the WebAssembly that scores: `src/web/scorer.rs` says what crosses. */

import narrow from "source:scorer";
import wide from "source:scorer-wide";
import { type Channel, start } from "../engine/channel.js";
import { list } from "../engine/core.js";
import { Instance } from "../engine/instance.js";
import { moduleFrom } from "../engine/load.js";
import { type Ask, ITEM } from "../engine/protocol.js";
import { Score } from "./questions.js";

/** A module with one function that has a register of 128 bits. */
const WIDE = Uint8Array.of(
  ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0],
  ...[10, 8, 1, 6, 0, 65, 0, 253, 15, 11],
);

/** Can this browser take four items at once? */
const isWide = (): boolean => WebAssembly.validate(WIDE);

/** One of two engines is fetched, which answer alike. */
const compiled = (): Promise<WebAssembly.Module> => moduleFrom((isWide() ? wide : narrow)());

/** A file of vectors in an engine. */
export class Scorer {
  readonly #instance: Instance<Channel>;

  constructor(module: WebAssembly.Module) {
    const begin = start(module, () => ({}));
    this.#instance = new Instance(begin);
  }

  static async load(): Promise<Scorer> {
    return new Scorer(await compiled());
  }

  /** Why the bytes are refused: the place and a sentence. Undefined: they are not. */
  open(bytes: Uint8Array): readonly [place: string, sentence: string] | undefined {
    const refused = this.#text(Score.Open, bytes, []);
    return refused ? (refused.split(ITEM) as [string, string]) : undefined;
  }

  /** The numbers of items by their ids; −1 where there is none. */
  find(ids: readonly string[]): number[] {
    return ids.length ? this.#numbers(Score.Find, list(ids), []) : [];
  }

  names(items: readonly number[]): string[] {
    return this.#text(Score.Names, "", items).split(ITEM).slice(0, -1);
  }

  numbers(question: Score, numbers: readonly number[]): number[] {
    return this.#numbers(question, "", numbers);
  }

  #numbers(question: Score, texts: string, numbers: readonly number[]): number[] {
    return this.#instance.within((channel) => {
      const bytes = channel.bytes(question as number as Ask, texts, numbers);
      return [...new Float64Array(bytes.slice().buffer)];
    });
  }

  #text(question: Score, given: string | Uint8Array, numbers: readonly number[]): string {
    return this.#instance.within((channel) => channel.ask(question as number as Ask, given, numbers));
  }
}
