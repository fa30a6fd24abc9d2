/** Vectors from counts of pairs alone: eigenvectors of the counts, each as long as the root of its eigenvalue. */

import { random } from "./als.js";
import { FLOATS } from "./machine.js";
import { floats, rowCount, type Sparse, turned, wholes } from "./matrix.js";
import type { Pool } from "./pool.js";
import { type Counted, pieces, type Task } from "./tasks.js";

/** How many more eigenvectors are looked for than are kept, so that the last ones kept are right. */
const MORE = 16;
const ROUNDS = 12;
const SHARE = 250_000;

/** How many readers used two items both, where at least `floor` did. */
export async function countPairs(pool: Pool, readers: Sparse, items: number, floor: number): Promise<Sparse> {
  const byItem = turned(readers, items);
  const kept = pool.kept(readers);
  const all = pieces(byItem, { from: 0, to: items }, SHARE);
  const tasks = all.map(
    (range): Task => ({ do: "count", readers: kept, items: byItem, total: items, floor, ...range }),
  );
  return joined((await pool.run(tasks)) as Counted[], items);
}

function joined(parts: readonly Counted[], rows: number): Sparse {
  const total = parts.reduce((sum, { columns }) => sum + columns.length, 0);
  const to = { starts: wholes(rows + 1), columns: wholes(total), weights: floats(total) };
  let [row, at] = [0, 0];
  for (const { starts, columns, counts } of parts) {
    to.columns.set(columns, at);
    to.weights.set(counts, at);
    for (const start of starts.subarray(1)) {
      row += 1;
      to.starts[row] = at + start;
    }
    at += columns.length;
  }
  return to;
}

/** What a symmetric matrix multiplies by: rows of it, one after the other if there are several, as Aᵀ and A of A·Aᵀ. */
export type Factors = readonly Sparse[];

/** The first eigenvectors of a product of matrices that is symmetric, scaled by the root of their share of the greatest eigenvalue. */
export async function eigenvectors(
  pool: Pool,
  factors: Factors,
  dims: number,
  tell?: (done: number, of: number) => void,
): Promise<Float32Array> {
  const rows = rowCount(factors[factors.length - 1] as Sparse);
  const width = dims + MORE;
  const { machine } = pool;
  let basis = await random(pool, rows, width);
  for (let round = 0; round <= ROUNDS; round += 1) {
    machine.putFloats(FLOATS.own, basis);
    machine.do("orthonormal", width);
    basis.set(machine.floats(FLOATS.own, basis.length));
    const image = await times(pool, factors, basis, width);
    tell?.(round + 1, ROUNDS + 1);
    if (round < ROUNDS) basis = image;
    else machine.putFloats(FLOATS.other, image);
  }
  machine.putFloats(FLOATS.own, basis);
  machine.do("turn", width);
  const values = machine.answer().slice();
  return scaled(machine.floats(FLOATS.own, basis.length), values, width, dims);
}

async function times(pool: Pool, factors: Factors, basis: Float32Array, dims: number): Promise<Float32Array> {
  let from = basis;
  for (const rows of factors) {
    const own = floats(rowCount(rows) * dims);
    const other = pool.kept(from);
    const all = pieces(rows, { from: 0, to: rowCount(rows) }, SHARE);
    await pool.run(all.map((range): Task => ({ do: "multiply", rows, other, own, dims, ...range })));
    from = own;
  }
  return from;
}

function scaled(basis: Float32Array, values: Float32Array, width: number, dims: number): Float32Array {
  const first = values[0] as number;
  const roots = Array.from(values.subarray(0, dims), (value) => Math.sqrt(Math.max(0, value / first) || 0));
  const to = floats((basis.length / width) * dims);
  for (let at = 0; at < to.length; at += 1)
    to[at] = (basis[Math.floor(at / dims) * width + (at % dims)] as number) * (roots[at % dims] as number);
  return to;
}
