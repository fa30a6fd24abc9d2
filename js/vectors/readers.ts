/** The events of a log → rows of readers, in an order that depends on their names alone and says nothing about them. */

import { Fault } from "../logs/fault.js";
import type { Names } from "../logs/names.js";
import type { Events } from "./events.js";
import { floats, gathered, lengthOf, rowCount, type Sparse, turned, wholes } from "./matrix.js";

export interface Readers {
  readonly readers: Sparse;
  /** The names of the items, in their order. */
  readonly catalogue: { readonly ids: string[]; readonly popularity: Float32Array };
  readonly notes: readonly string[];
}

/** @param halfLife Seconds after which an event counts half.
 *  @param floor Items with fewer readers are left out. */
export function readersOf(file: string, events: Events, floor: number, halfLife?: number): Readers {
  if (halfLife !== undefined) fade(events, halfLife);
  const { order: rows } = ordered(events.units, true);
  const { order: columns, sorted } = ordered(events.items, false);
  renumber(events.row, events.count, rows);
  renumber(events.column, events.count, columns);
  const { matrix, repeated } = gathered(rows.length, columns.length, events);
  const byItem = turned(matrix, columns.length);
  const keeps = sorted.map((_, item) => lengthOf(byItem, item) >= floor);
  const readers = only(matrix, keeps);
  const ids = sorted.map((id) => events.items.textOf(id)).filter((_, item) => keeps[item]);
  const popularity = floats(ids.length);
  for (const [at, item] of readers.columns.entries())
    popularity[item] = (popularity[item] as number) + (readers.weights[at] ?? 1);
  const notes = [
    `${rowCount(readers)} readers and ${ids.length} items, ${readers.columns.length} pairs of both`,
    ...(events.empty > 0 ? [`${events.empty} rows have a weight of 0 and are left out`] : []),
    ...(repeated > 0 ? [`${repeated} rows name a reader and an item a second time: their weights are added up`] : []),
    ...(ids.length < keeps.length
      ? [`${keeps.length - ids.length} items have fewer than ${floor} readers and are left out`]
      : []),
  ];
  if (rowCount(readers) < 2 || ids.length < 2)
    throw new Fault(
      file,
      `there are ${rowCount(readers)} readers and ${ids.length} items of at least ${floor} readers: vectors need two of each`,
    );
  return { readers, catalogue: { ids, popularity }, notes };
}

/** Events count half after so many seconds, counted back from the last one. */
function fade({ time, weight, count }: Events, seconds: number): void {
  let last = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < count; at += 1) last = Math.max(last, time[at] as number);
  for (let at = 0; at < count; at += 1)
    weight[at] = (weight[at] as number) * 2 ** (((time[at] as number) - last) / (seconds * 1_000_000));
}

/** The place of each name: by its letters, or by its hash, which says nothing about who it is. */
function ordered(names: Names, isHashed: boolean): { order: Int32Array; sorted: number[] } {
  const sorted = Array.from({ length: names.size }, (_, id) => id);
  const texts = isHashed ? [] : sorted.map((id) => names.textOf(id));
  const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  if (isHashed) sorted.sort((a, b) => names.hashOf(a) - names.hashOf(b) || byText(names.textOf(a), names.textOf(b)));
  else sorted.sort((a, b) => byText(texts[a] as string, texts[b] as string));
  const order = new Int32Array(names.size);
  for (const [place, id] of sorted.entries()) order[id] = place;
  return { order, sorted };
}

function renumber(numbers: Int32Array, count: number, order: Int32Array): void {
  for (let at = 0; at < count; at += 1) numbers[at] = order[numbers[at] as number] as number;
}

/** Rows with only some of their columns, and without those that have none left. */
function only(matrix: Sparse, keeps: readonly boolean[]): Sparse {
  let next = 0;
  const places = keeps.map((isKept) => (isKept ? next++ : -1));
  const columns = new Uint32Array(matrix.columns.length);
  const weights = new Float32Array(matrix.weights.length);
  const starts = [0];
  let end = 0;
  for (let row = 0; row < rowCount(matrix); row += 1) {
    for (let at = matrix.starts[row] as number; at < (matrix.starts[row + 1] as number); at += 1) {
      const place = places[matrix.columns[at] as number] as number;
      if (place < 0) continue;
      columns[end] = place;
      if (weights.length) weights[end] = matrix.weights[at] as number;
      end += 1;
    }
    if (end > (starts[starts.length - 1] as number)) starts.push(end);
  }
  const to = { starts: wholes(starts.length), columns: wholes(end), weights: floats(weights.length ? end : 0) };
  to.starts.set(starts);
  to.columns.set(columns.subarray(0, end));
  to.weights.set(weights.subarray(0, to.weights.length));
  return to;
}
