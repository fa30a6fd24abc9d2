/** Texts of items → vectors, for a site on which nobody has read yet: words with their weights (tf-idf), and the directions in which texts
 *  differ most (latent semantic analysis; Deerwester and others 1990). It knows no language: words are what `Intl.Segmenter` says. */

import type { Row } from "../logs/csv.js";
import { Fault } from "../logs/fault.js";
import { LONGEST_ID, MOST_ITEMS } from "./events.js";
import { fieldOf, isThere } from "./fields.js";
import { gathered, type Sparse } from "./matrix.js";
import { ownName, type Renamed, TEXTS } from "./names.js";

/** A word in one text only links nothing, and one in more than half of the texts tells nothing apart. */
const FEWEST = 2;
const MOST = 0.5;

export class Texts {
  /** The words of each item, each with how often it is there. */
  private readonly items = new Map<string, Map<string, number>>();
  private repeated = 0;
  private readonly segmenter = new Intl.Segmenter("en", { granularity: "word" });

  taker(file: string, columns: readonly string[], renamed: Renamed): (row: Row) => void {
    const [item, text] = TEXTS.map((name) => columns.indexOf(ownName(renamed, name))) as [number, number];
    const wrong = (row: Row, field: number, message: string): Fault =>
      new Fault(file, message, row.number, columns[field]);
    return (row) => {
      if (!isThere(row, item)) throw wrong(row, item, "the item is missing");
      if ((row.ends[item] as number) - (row.starts[item] as number) > LONGEST_ID)
        throw wrong(row, item, `the name of an item has at most ${LONGEST_ID} bytes`);
      const id = fieldOf(row, item);
      const words = this.items.get(id) ?? new Map<string, number>();
      if (this.items.has(id)) this.repeated += 1;
      this.items.set(id, words);
      if (this.items.size > MOST_ITEMS) throw wrong(row, item, `there are more than ${MOST_ITEMS} items`);
      for (const { segment, isWordLike } of this.segmenter.segment(fieldOf(row, text).normalize("NFKC").toLowerCase()))
        if (isWordLike) words.set(segment, (words.get(segment) ?? 0) + 1);
    };
  }

  get ids(): string[] {
    return [...this.items.keys()].sort();
  }

  notes(file: string): string[] {
    if (this.items.size < 2) throw new Fault(file, `there are ${this.items.size} items: vectors need two`);
    return [
      `texts of ${this.items.size} items`,
      ...(this.repeated > 0 ? [`${this.repeated} rows name an item a second time: their texts are put together`] : []),
    ];
  }

  /** Weights of words, in rows of length 1, and the number of words. */
  matrix(file: string): { readonly rows: Sparse; readonly words: number } {
    const found = new Map<string, number>();
    for (const words of this.items.values())
      for (const word of words.keys()) found.set(word, (found.get(word) ?? 0) + 1);
    const total = this.items.size;
    const known = [...found]
      .filter(([, count]) => count >= FEWEST && count <= total * MOST)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    if (known.length === 0)
      throw new Fault(
        file,
        "no word is in several of the texts and not in most of them: nothing links one item with another",
      );
    const places = new Map(known.map(([word], place) => [word, place]));
    const rare = known.map(([, count]) => Math.log((1 + total) / (1 + count)) + 1);
    const [row, column, weight]: number[][] = [[], [], []] as number[][];
    for (const [item, id] of this.ids.entries()) {
      const weights: [number, number][] = [];
      for (const [word, times] of this.items.get(id) ?? []) {
        const place = places.get(word);
        if (place !== undefined) weights.push([place, (1 + Math.log(times)) * (rare[place] as number)]);
      }
      const length = Math.sqrt(weights.reduce((sum, [, one]) => sum + one * one, 0));
      for (const [place, one] of weights) {
        row?.push(item);
        column?.push(place);
        weight?.push(one / length);
      }
    }
    const events = {
      row: Int32Array.from(row ?? []),
      column: Int32Array.from(column ?? []),
      weight: Float64Array.from(weight ?? []),
      count: row?.length ?? 0,
    };
    return { rows: gathered(total, known.length, events).matrix, words: known.length };
  }
}
