/** A log → vectors, with settings that are chosen on held-out readers, and what they are worth beside popularity and EASE. */

import { leastSquares, ROUNDS } from "./als.js";
import { countPairs, eigenvectors } from "./counts.js";
import { type Fold, type Held, type Split, split } from "./held.js";
import { judge, type Quality } from "./judge.js";
import type { Fit } from "./machine.js";
import { floats, picked, rowCount, type Sparse } from "./matrix.js";
import { type Method, pack } from "./pack.js";
import type { Pool } from "./pool.js";
import type { Model } from "./tasks.js";

/** What is known of a catalogue. */
export interface Catalogue {
  readonly ids: readonly string[];
  readonly popularity: Float32Array;
}

export interface TrainOptions {
  readonly dims: number;
  readonly bits: number;
  readonly method: Method;
  /** The fewest readers of a pair that counts. */
  readonly floor: number;
  readonly date: number;
  /** Which readers are held out. */
  readonly turn?: number;
  readonly tell?: Tell;
}

/** How far something has come. */
export type Tell = (what: string, done: number, of: number) => void;

export interface Tried extends Quality {
  readonly fit: Fit;
  /** On how many groups of readers. */
  readonly times: number;
}

export interface Trained {
  readonly file: Uint8Array;
  readonly fit: Fit;
  /** What was tried, in the order in which it was. */
  readonly tried: readonly Tried[];
  /** On readers by whom nothing was chosen; none: there are too few readers. */
  readonly judged?: {
    readonly own: Quality;
    readonly popularity: Quality;
    readonly ease: (Quality & { readonly regularisation: number }) | undefined;
  };
  readonly heldOut: number;
}

const LEAST_SQUARES: readonly Fit[] = grid([5, 10, 20, 40], [1, 2, 4, 8, 16]);
const COUNTS: readonly Fit[] = grid([0.003, 0.01, 0.03, 0.1], [1, 3, 10]);
/** Where nobody is held out. */
export const PLAIN = {
  als: { regularisation: 20, alpha: 2 },
  counts: { regularisation: 0.03, alpha: 1 },
  texts: { regularisation: 0.1, alpha: 3 },
};
const EASE = [50, 200, 800];
/** The most items that EASE is compared with: it takes seconds and megabytes at this size, and grows with the square and the cube. */
export const EASE_ITEMS = 2500;
/** Settings are chosen on so many events of whole readers. */
const SAMPLE = 500_000;
/** How many settings go on after each time of choosing. */
const GO_ON = [20, 8, 4, 4];
/** Rounds for choosing, where the order of settings is what counts, and those that take in the readers who were held out. */
const FIRST = 8;
const LAST = 5;

function grid(regularisations: readonly number[], alphas: readonly number[]): Fit[] {
  return regularisations.flatMap((regularisation) => alphas.map((alpha) => ({ regularisation, alpha })));
}

/** A way to vectors. */
interface Way {
  readonly fits: readonly Fit[];
  readonly plain: Fit;
  /** Whether vectors differ by the setting, or only how readers are folded in. */
  readonly refits: boolean;
  readonly vectors: (readers: Sparse, fit: Fit, rounds: Rounds) => Promise<Float32Array>;
}

/** How long something is made better, from where, and who wants to know. */
interface Rounds {
  readonly rounds?: number;
  readonly from?: Float32Array;
  readonly tell?: Tell;
}

export async function train(
  pool: Pool,
  readers: Sparse,
  catalogue: Catalogue,
  options: TrainOptions,
): Promise<Trained> {
  const way = options.method === "als" ? bySquares(pool, catalogue, options) : byCounts(pool, catalogue, options);
  const told = { ...(options.tell && { tell: options.tell }) };
  const parts = split(readers, options.turn);
  if (!parts) {
    const vectors = await way.vectors(readers, way.plain, told);
    return { file: packed(pool, catalogue, options, vectors, way.plain), fit: way.plain, tried: [], heldOut: 0 };
  }
  const tried = await choose(pool, way, parts.folds, catalogue, options);
  const { fit } = tried[0] as Tried;
  const vectors = await way.vectors(parts.train, fit, told);
  const own = { file: packed(pool, catalogue, options, vectors, fit), fit };
  const judged = await compare(pool, parts, catalogue, own, options);
  const all = await way.vectors(readers, fit, { ...told, from: vectors, rounds: LAST });
  return { file: packed(pool, catalogue, options, all, fit), fit, tried, judged, heldOut: rowCount(parts.judge.shown) };
}

function bySquares(pool: Pool, { ids }: Catalogue, { dims }: TrainOptions): Way {
  return {
    fits: LEAST_SQUARES,
    plain: PLAIN.als,
    refits: true,
    vectors: (readers, fit, { rounds = ROUNDS, from, tell }) =>
      leastSquares(pool, {
        readers,
        items: ids.length,
        dims,
        fit,
        rounds,
        from,
        tell: (done, of) => tell?.("training", done, of),
      }),
  };
}

function byCounts(pool: Pool, { ids }: Catalogue, { dims, floor }: TrainOptions): Way {
  return {
    fits: COUNTS,
    plain: PLAIN.counts,
    refits: false,
    async vectors(readers, _, { tell }) {
      const counts = await countPairs(pool, readers, ids.length, floor);
      return eigenvectors(pool, [counts], dims, (done, of) => tell?.("training", done, of));
    },
  };
}

const packed = (pool: Pool, { ids, popularity }: Catalogue, options: TrainOptions, vectors: Float32Array, fit: Fit) =>
  pack(pool.machine, { ids, popularity, vectors, fit, ...options });

/** What was tried, the best first. Those that are worse than others go on to no further readers. */
async function choose(
  pool: Pool,
  way: Way,
  folds: readonly Fold[],
  catalogue: Catalogue,
  options: TrainOptions,
): Promise<Tried[]> {
  const sums = new Map<Fit, { readonly times: number; readonly ndcg: number; readonly recall: number }>();
  const tried = (): Tried[] =>
    [...sums]
      .map(([fit, { times, ndcg, recall }]) => ({ fit, times, ndcg: ndcg / times, recall: recall / times }))
      .sort((a, b) => b.times - a.times || b.ndcg - a.ndcg);
  let left = way.fits;
  const total = folds.reduce((sum, _, fold) => sum + (way.refits ? (GO_ON[fold] as number) : way.fits.length), 0);
  let done = 0;
  for (const [place, fold] of folds.entries()) {
    const judged = await judgeAll(pool, way, fold, left, catalogue, options, () =>
      options.tell?.("choosing settings", ++done, total),
    );
    for (const [fit, { ndcg, recall }] of judged) {
      const before = sums.get(fit) ?? { times: 0, ndcg: 0, recall: 0 };
      sums.set(fit, { times: before.times + 1, ndcg: before.ndcg + ndcg, recall: before.recall + recall });
    }
    const next = way.refits ? (GO_ON[place + 1] ?? 0) : way.fits.length;
    left = tried()
      .slice(0, next)
      .map(({ fit }) => fit);
  }
  return tried();
}

async function judgeAll(
  pool: Pool,
  way: Way,
  { train: readers, held }: Fold,
  fits: readonly Fit[],
  catalogue: Catalogue,
  options: TrainOptions,
  tell: () => void,
) {
  const sample = sampled(readers);
  const found = new Map<Fit, Quality>();
  let file: Uint8Array | undefined;
  for (const fit of fits) {
    if (!file || way.refits)
      file = packed(pool, catalogue, options, await way.vectors(sample, fit, { rounds: FIRST }), fit);
    found.set(fit, await judge(pool, { kind: "file", file: pool.kept(file), fit }, held));
    tell();
  }
  return found;
}

/** The first readers: their order says nothing about them. */
function sampled(readers: Sparse): Sparse {
  if (readers.columns.length <= SAMPLE) return readers;
  const count = readers.starts.findIndex((start) => start > SAMPLE) - 1;
  return picked(
    readers,
    Uint32Array.from({ length: count }, (_, place) => place),
  );
}

async function compare(
  pool: Pool,
  { train: readers, folds, judge: held }: Split,
  catalogue: Catalogue,
  own: { file: Uint8Array; fit: Fit },
  { tell }: TrainOptions,
) {
  const { popularity, ids } = catalogue;
  const scores = floats(popularity.length);
  for (const item of readers.columns) scores[item] = (scores[item] as number) + 1;
  return {
    own: await judge(pool, { kind: "file", file: pool.kept(own.file), fit: own.fit }, held),
    popularity: await judge(pool, { kind: "popularity", scores: pool.kept(scores) }, held),
    ease: ids.length <= EASE_ITEMS ? await ease(pool, readers, ids.length, folds[0] as Fold, held, tell) : undefined,
  };
}

async function ease(pool: Pool, readers: Sparse, items: number, fold: Fold, held: Held, tell?: Tell) {
  let best: { readonly ndcg: number; readonly regularisation: number } | undefined;
  for (const [place, regularisation] of EASE.entries()) {
    const model = await easeOf(pool, fold.train, items, regularisation);
    const ndcg = model ? (await judge(pool, model, fold.held)).ndcg : 0;
    if (!best || ndcg > best.ndcg) best = { ndcg, regularisation };
    tell?.("comparing with EASE", place + 1, EASE.length + 1);
  }
  const { regularisation } = best as { regularisation: number };
  const model = await easeOf(pool, readers, items, regularisation);
  tell?.("comparing with EASE", EASE.length + 1, EASE.length + 1);
  return model && { ...(await judge(pool, model, held)), regularisation };
}

async function easeOf(pool: Pool, readers: Sparse, items: number, regularisation: number): Promise<Model | undefined> {
  const counts = await countPairs(pool, readers, items, 1);
  const weights = floats(items * items);
  const [isFound] = await pool.run([{ do: "ease", counts, regularisation, out: weights }]);
  return isFound ? { kind: "pairs", weights: pool.kept(weights), items } : undefined;
}
