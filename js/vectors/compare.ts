/** What vectors are worth on held-out readers, beside popularity and EASE. */

import { countPairs } from "./counts.js";
import type { Fold, Held, Split } from "./held.js";
import { judge } from "./judge.js";
import type { Job, Judged, Tell } from "./kinds.js";
import type { Fit } from "./machine.js";
import { floats, type Sparse } from "./matrix.js";
import type { Pool } from "./pool.js";
import type { Model } from "./tasks.js";

/** The λ that EASE may have. */
const REGULARISATIONS = [50, 200, 800];
/** The most items that EASE is compared with: it takes seconds and megabytes at this size, and grows with the cube and the square. */
const MOST_ITEMS = 2500;

export async function compare(
  { pool, catalogue, options }: Job,
  parts: Split,
  file: Uint8Array,
  fit: Fit,
): Promise<Judged> {
  const { ids } = catalogue;
  const scores = floats(ids.length);
  for (const item of parts.train.columns) scores[item] = (scores[item] as number) + 1;
  return {
    own: await judge(pool, { kind: "file", file: pool.kept(file), fit }, parts.judge),
    popularity: await judge(pool, { kind: "popularity", scores: pool.kept(scores) }, parts.judge),
    ease: ids.length <= MOST_ITEMS ? await ease(pool, parts, ids.length, options.tell) : undefined,
  };
}

async function ease(pool: Pool, { train, folds, judge: held }: Split, items: number, tell?: Tell) {
  const told = (done: number): void => tell?.("comparing with EASE", done, REGULARISATIONS.length + 1);
  let best: { readonly ndcg: number; readonly regularisation: number } | undefined;
  for (const [place, regularisation] of REGULARISATIONS.entries()) {
    const ndcg = await worth(pool, folds[0] as Fold, items, regularisation);
    if (!best || ndcg > best.ndcg) best = { ndcg, regularisation };
    told(place + 1);
  }
  const { regularisation } = best as { regularisation: number };
  const quality = await judged(pool, train, items, regularisation, held);
  told(REGULARISATIONS.length + 1);
  return quality && { ...quality, regularisation };
}

const worth = async (pool: Pool, { train, held }: Fold, items: number, regularisation: number): Promise<number> =>
  (await judged(pool, train, items, regularisation, held))?.ndcg ?? 0;

/** None: the matrix has no inverse. */
async function judged(pool: Pool, readers: Sparse, items: number, regularisation: number, held: Held) {
  const counts = await countPairs(pool, readers, items, 1);
  const weights = floats(items * items);
  const [isFound] = await pool.run([{ do: "ease", counts, regularisation, out: weights }]);
  const model: Model = { kind: "pairs", weights: pool.kept(weights), items };
  return isFound ? judge(pool, model, held) : undefined;
}
