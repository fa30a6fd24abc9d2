/** Settings, chosen on readers who are held out. Those that are worse than others go on to no further readers. */

import type { Fold } from "./held.js";
import { judge, type Quality } from "./judge.js";
import type { Job, Tried } from "./kinds.js";
import type { Fit } from "./machine.js";
import { picked, type Sparse } from "./matrix.js";
import { packed } from "./pack.js";

/** Settings are chosen on so many events of whole readers. */
const SAMPLE = 500_000;
/** How many settings go on after each time of choosing, where each costs a training. */
const GO_ON = [20, 8, 4, 4];
/** Rounds for choosing, where the order of settings is what counts. */
const ROUNDS = 8;

/** What was tried, the best first. */
export async function choose(job: Job, folds: readonly Fold[]): Promise<Tried[]> {
  const { way, options } = job;
  const counts = folds.map((_, fold) => (way.refits ? (GO_ON[fold] ?? 0) : way.fits.length));
  const total = counts.reduce((sum, count) => sum + count, 0);
  let done = 0;
  const tell = (): void => options.tell?.("choosing settings", ++done, total);
  let tried: Tried[] = way.fits.map((fit) => ({ fit, times: 0, ndcg: 0, recall: 0 }));
  for (const [place, fold] of folds.entries()) {
    const judged = await judgeAll(job, fold, tried.slice(0, counts[place]), tell);
    tried = tried.map((one) => including(one, judged.get(one.fit)));
    tried.sort((a, b) => b.times - a.times || b.ndcg - a.ndcg);
  }
  return tried;
}

/** The mean over one more group of readers. */
function including(one: Tried, found: Quality | undefined): Tried {
  if (!found) return one;
  const { times } = one;
  const mean = (before: number, now: number): number => (before * times + now) / (times + 1);
  return { fit: one.fit, times: times + 1, ndcg: mean(one.ndcg, found.ndcg), recall: mean(one.recall, found.recall) };
}

async function judgeAll(job: Job, { train, held }: Fold, tried: readonly Tried[], tell: () => void) {
  const { pool, way } = job;
  const sample = sampled(train);
  const found = new Map<Fit, Quality>();
  let file: Uint8Array | undefined;
  for (const { fit } of tried) {
    if (!file || way.refits) file = packed(job, await way.vectors(sample, fit, { rounds: ROUNDS }), fit);
    found.set(fit, await judge(pool, { kind: "file", file: pool.kept(file), fit }, held));
    tell();
  }
  return found;
}

/** The first readers: their order says nothing about them. */
function sampled(readers: Sparse): Sparse {
  if (readers.columns.length <= SAMPLE) return readers;
  const length = Math.max(1, readers.starts.findIndex((start) => start > SAMPLE) - 1);
  const rows = Uint32Array.from({ length }, (_, place) => place);
  return picked(readers, rows);
}
