/** A table of how many readers used two items both, as a warehouse counted it. */

import type { Row } from "../logs/csv.js";
import { Fault } from "../logs/fault.js";
import { grown, Names } from "../logs/names.js";
import { numberFrom } from "../logs/parse.js";
import { LONGEST_ID, MOST_ITEMS } from "./events.js";
import { isThere, quoted } from "./fields.js";
import type { Catalogue } from "./kinds.js";
import { floats, gathered, type Sparse } from "./matrix.js";
import { ownName, PAIRS, type Renamed } from "./names.js";

const FIRST = 1024;

export class Pairs {
  private readonly items = new Names();
  private count = 0;
  private one = new Int32Array(FIRST);
  private other = new Int32Array(FIRST);
  private readers = new Float64Array(FIRST);

  taker(file: string, columns: readonly string[], renamed: Renamed): (row: Row) => void {
    const [i, j, n] = PAIRS.map((name) => columns.indexOf(ownName(renamed, name))) as [number, number, number];
    const wrong = (row: Row, field: number, message: string): Fault =>
      new Fault(file, message, row.number, columns[field]);
    return (row) => {
      const { bytes, starts, ends } = row;
      const [one, other] = [i, j].map((field) => {
        if (!isThere(row, field)) throw wrong(row, field, "the item is missing");
        if ((ends[field] as number) - (starts[field] as number) > LONGEST_ID)
          throw wrong(row, field, `the name of an item has at most ${LONGEST_ID} bytes`);
        return this.items.idOf(bytes, starts[field] as number, ends[field] as number);
      }) as [number, number];
      if (this.items.size > MOST_ITEMS) throw wrong(row, i, `there are more than ${MOST_ITEMS} items`);
      if (!isThere(row, n)) throw wrong(row, n, "the number of readers is missing");
      const readers = numberFrom(bytes, starts[n] as number, ends[n] as number);
      if (Number.isNaN(readers)) throw wrong(row, n, `${quoted(row, n)} is no number`);
      if (readers < 0) throw wrong(row, n, `${quoted(row, n)} is negative`);
      this.add(one, other, readers);
    };
  }

  /** Both halves of the table. Items are in the order of their names. */
  matrix(file: string, floor: number): { counts: Sparse; catalogue: Catalogue; notes: string[] } {
    const names = Array.from({ length: this.items.size }, (_, id) => this.items.textOf(id));
    const sums = this.sums(names.length);
    const own = (id: number): number => sums.get(id * names.length + id) ?? 0;
    const without = names.findIndex((_, id) => own(id) === 0);
    if (without >= 0)
      throw new Fault(
        file,
        `there is no row of ${JSON.stringify(names[without])} with itself, which has the number of its readers`,
      );
    const kept = names.map((_, id) => id).filter((id) => own(id) >= floor);
    kept.sort((a, b) => ((names[a] as string) < (names[b] as string) ? -1 : 1));
    if (kept.length < 2)
      throw new Fault(file, `there are ${kept.length} items of at least ${floor} readers: vectors need two`);
    const popularity = floats(kept.length);
    for (const [place, id] of kept.entries()) popularity[place] = own(id);
    const { counts, few } = both(sums, names.length, kept, floor);
    const notes = [
      `${sums.size} pairs of ${names.length} items`,
      ...(sums.size < this.count
        ? [`${this.count - sums.size} rows name a pair a second time: their numbers are added up`]
        : []),
      ...(few > 0 ? [`${few} pairs have fewer than ${floor} readers and are left out`] : []),
    ];
    return { counts, catalogue: { ids: kept.map((id) => names[id] as string), popularity }, notes };
  }

  /** The number of readers of each pair, the lower id first. */
  private sums(size: number): Map<number, number> {
    const sums = new Map<number, number>();
    for (let at = 0; at < this.count; at += 1) {
      const [one, other] = [this.one[at] as number, this.other[at] as number];
      const key = Math.min(one, other) * size + Math.max(one, other);
      sums.set(key, (sums.get(key) ?? 0) + (this.readers[at] as number));
    }
    return sums;
  }

  private add(one: number, other: number, readers: number): void {
    const at = this.count;
    if (at === this.one.length) {
      this.one = grown(this.one, at + 1);
      this.other = grown(this.other, at + 1);
      this.readers = grown(this.readers, at + 1);
    }
    this.one[at] = one;
    this.other[at] = other;
    this.readers[at] = readers;
    this.count += 1;
  }
}

function both(sums: ReadonlyMap<number, number>, size: number, kept: readonly number[], floor: number) {
  const places = new Map(kept.map((id, place) => [id, place]));
  const [row, column, weight] = [
    new Int32Array(2 * sums.size),
    new Int32Array(2 * sums.size),
    new Float64Array(2 * sums.size),
  ];
  let [count, few] = [0, 0];
  for (const [key, readers] of sums) {
    const [one, other] = [places.get(Math.floor(key / size)), places.get(key % size)];
    if (one === undefined || other === undefined || readers < floor) {
      few += 1;
      continue;
    }
    for (const [a, b] of one === other
      ? [[one, one]]
      : [
          [one, other],
          [other, one],
        ]) {
      row[count] = a as number;
      column[count] = b as number;
      weight[count] = readers;
      count += 1;
    }
  }
  return { counts: gathered(kept.length, kept.length, { row, column, weight, count }).matrix, few };
}
