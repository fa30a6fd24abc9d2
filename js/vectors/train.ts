/** Readers → vectors, with settings that are chosen and judged on others. */

import { choose } from "./choose.js";
import { compare } from "./compare.js";
import { split } from "./held.js";
import type { Catalogue, Job, Trained, TrainOptions, Tried } from "./kinds.js";
import { rowCount, type Sparse } from "./matrix.js";
import { packed } from "./pack.js";
import type { Pool } from "./pool.js";
import { wayOf } from "./ways.js";

/** Rounds that take in the readers who were held out. */
const LAST = 5;

export async function train(
  pool: Pool,
  readers: Sparse,
  catalogue: Catalogue,
  options: TrainOptions,
): Promise<Trained> {
  const way = wayOf(pool, catalogue, options);
  const job: Job = { pool, way, catalogue, options };
  const told = options.tell ? { tell: options.tell } : {};
  const parts = split(readers, options.turn);
  if (!parts) {
    const vectors = await way.vectors(readers, way.plain, told);
    return { file: packed(job, vectors, way.plain), fit: way.plain, tried: [], heldOut: 0 };
  }
  const tried = await choose(job, parts.folds);
  const { fit } = tried[0] as Tried;
  const vectors = await way.vectors(parts.train, fit, told);
  const judged = await compare(job, parts, packed(job, vectors, fit), fit);
  const all = await way.vectors(readers, fit, { ...told, from: vectors, rounds: LAST });
  return { file: packed(job, all, fit), fit, tried, judged, heldOut: rowCount(parts.judge.shown) };
}
