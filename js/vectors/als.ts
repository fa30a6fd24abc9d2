/** Least squares on all cores: readers and items take turns, each side by rows. */

import type { Fit } from "./machine.js";
import { floats, rowCount, type Sparse, turned } from "./matrix.js";
import type { Pool } from "./pool.js";
import { BLOCK, pieces, type Range, type Task } from "./tasks.js";

/** Twice as many give the same nDCG on MovieLens 100K, and half of them 1 % less. */
export const ROUNDS = 15;
/** How many events a worker gets at once, at most. */
const SHARE = 250_000;

export interface Training {
  readonly readers: Sparse;
  readonly items: number;
  readonly dims: number;
  readonly fit: Fit;
  readonly rounds?: number;
  /** Where items begin; without it, by chance that is always the same. */
  readonly from?: Float32Array | undefined;
  readonly tell?: (done: number, of: number) => void;
}

/** The vectors of the items. */
export async function leastSquares(pool: Pool, training: Training): Promise<Float32Array> {
  const { items: count, dims, fit, rounds = ROUNDS, from, tell } = training;
  const readers = evened(training.readers);
  const byItem = turned(readers, count);
  const own = await random(pool, rowCount(readers), dims);
  const items = await random(pool, count, dims);
  if (from) items.set(from);
  for (let round = 0; round < rounds; round += 1) {
    await solve(pool, readers, items, own, dims, fit);
    await solve(pool, byItem, own, items, dims, fit);
    tell?.(round + 1, rounds);
  }
  return items;
}

/** Who used four times as much counts twice as much, and not four times: nDCG is 1 to 2 % better by it, because vectors would be
 *  made for the few who use most: measured on MovieLens 100K, with 64 numbers in 8 bits and 32 in 4. Devices fold readers in without it. */
function evened({ starts, columns, weights }: Sparse): Sparse {
  const to = floats(columns.length);
  const mean = columns.length / (starts.length - 1);
  for (let row = 0; row + 1 < starts.length; row += 1) {
    const [from, end] = [starts[row] as number, starts[row + 1] as number];
    const share = Math.sqrt(mean / (end - from));
    for (let at = from; at < end; at += 1) to[at] = share * (weights[at] ?? 1);
  }
  return { starts, columns, weights: to };
}

/** Vectors to begin with. */
export async function random(pool: Pool, rows: number, dims: number): Promise<Float32Array> {
  const own = floats(rows * dims);
  await pool.run(parts(pool, rows, BLOCK).map((range): Task => ({ do: "random", own, dims, ...range })));
  return own;
}

async function solve(pool: Pool, rows: Sparse, other: Float32Array, own: Float32Array, dims: number, fit: Fit) {
  const square = await gram(pool, other, dims);
  const kept = pool.kept(other);
  const size = Math.min(SHARE, Math.ceil(rows.columns.length / (pool.size * 2)) + 1);
  const all = pieces(rows, { from: 0, to: rowCount(rows) }, size);
  await pool.run(
    all.map((range): Task => ({ do: "solve", rows, other: kept, gram: square, fit, own, dims, ...range })),
  );
}

/** XᵀX, whose blocks are added up in their order whoever made them. */
async function gram(pool: Pool, own: Float32Array, dims: number): Promise<Float32Array> {
  const rows = own.length / dims;
  const out = floats(Math.ceil(rows / BLOCK) * dims * dims);
  await pool.run(parts(pool, rows, BLOCK).map((range): Task => ({ do: "gram", own, dims, out, ...range })));
  const sum = new Float64Array(dims * dims);
  for (let at = 0; at < out.length; at += 1) {
    const place = at % sum.length;
    sum[place] = (sum[place] as number) + (out[at] as number);
  }
  const square = floats(sum.length);
  square.set(sum);
  return square;
}

/** As many parts as there are workers, each a number of whole blocks. */
function parts({ size }: Pool, rows: number, block: number): Range[] {
  const step = Math.max(1, Math.ceil(rows / block / size)) * block;
  return Array.from({ length: Math.ceil(rows / step) }, (_, place) => ({
    from: place * step,
    to: Math.min(rows, (place + 1) * step),
  }));
}
