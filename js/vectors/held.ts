/** Readers who are held out (strong generalisation): a model learns from the others, sees part of what these used, and has to find
 *  the rest. */

import { floats, lengthOf, picked, rowCount, type Sparse, wholes } from "./matrix.js";

/** The share of what a held-out reader used that is looked for. */
const HIDDEN = 0.2;
/** The share of readers to judge by, and how many settings are chosen by at a time. More than so many say little more. */
const SHARE = 0.1;
const CHOOSING = 0.2;
const MOST = 1000;
/** How often other readers are taken to choose by, where one time has not as many as it could. */
const FOLDS = 4;
/** With fewer readers there is nothing to judge by. */
const FEWEST = 10;

export interface Held {
  readonly shown: Sparse;
  readonly hidden: Sparse;
}

/** Readers by whom settings are chosen, and the others. */
export interface Fold {
  readonly train: Sparse;
  readonly held: Held;
}

export interface Split {
  /** All but those to judge by. */
  readonly train: Sparse;
  readonly folds: readonly Fold[];
  readonly judge: Held;
}

/** Readers stand in an order that says nothing about them; `turn` takes other ones. None: there are too few. */
export function split(readers: Sparse, turn = 0): Split | undefined {
  const order = Array.from({ length: rowCount(readers) }, (_, place) => place);
  if (turn > 0) order.sort((a, b) => mixed(a, turn) - mixed(b, turn) || a - b);
  const usable = order.filter((row) => lengthOf(readers, row) > 1);
  const size = Math.min(MOST, Math.floor(usable.length * SHARE));
  if (size < FEWEST) return undefined;
  const judged = usable.slice(0, size);
  const others = usable.slice(size);
  const width = Math.min(MOST, Math.floor(others.length * CHOOSING));
  const folds = Array.from({ length: width < MOST ? FOLDS : 1 }, (_, fold) => {
    const chosen = others.slice(fold * width, (fold + 1) * width);
    return { train: without(readers, [...judged, ...chosen]), held: hidden(picked(readers, chosen), turn) };
  });
  return { train: without(readers, judged), folds, judge: hidden(picked(readers, judged), turn + 1) };
}

function without(readers: Sparse, rows: readonly number[]): Sparse {
  const out = new Set(rows);
  return picked(
    readers,
    Array.from({ length: rowCount(readers) }, (_, row) => row).filter((row) => !out.has(row)),
  );
}

/** Some whole number for a number. */
function mixed(number: number, turn: number): number {
  let hash = Math.imul(number + 1, 0x9e3779b1) ^ Math.imul(turn + 1, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 16), 0xc2b2ae35);
  return (hash ^ (hash >>> 15)) >>> 0;
}

function hidden(readers: Sparse, turn: number): Held {
  const isHidden = new Uint8Array(readers.columns.length);
  for (let row = 0; row < rowCount(readers); row += 1) {
    const from = readers.starts[row] as number;
    const places = Array.from({ length: lengthOf(readers, row) }, (_, place) => from + place);
    places.sort((a, b) => mixed(a, turn + 17) - mixed(b, turn + 17) || a - b);
    for (const place of places.slice(0, Math.max(1, Math.floor(places.length * HIDDEN)))) isHidden[place] = 1;
  }
  return { shown: kept(readers, (at) => isHidden[at] === 0), hidden: kept(readers, (at) => isHidden[at] === 1) };
}

/** Only some of what stands in rows. */
function kept(readers: Sparse, keeps: (at: number) => boolean): Sparse {
  const starts = wholes(readers.starts.length);
  const places: number[] = [];
  for (let row = 0; row < rowCount(readers); row += 1) {
    for (let at = readers.starts[row] as number; at < (readers.starts[row + 1] as number); at += 1)
      if (keeps(at)) places.push(at);
    starts[row + 1] = places.length;
  }
  const [columns, weights] = [wholes(places.length), floats(readers.weights.length ? places.length : 0)];
  for (const [place, at] of places.entries()) {
    columns[place] = readers.columns[at] as number;
    if (weights.length) weights[place] = readers.weights[at] as number;
  }
  return { starts, columns, weights };
}
