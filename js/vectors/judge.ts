/** How well models do on held-out readers. */

import type { Held } from "./held.js";
import { floats, rowCount } from "./matrix.js";
import type { Pool } from "./pool.js";
import type { Model, Task } from "./tasks.js";

export interface Quality {
  /** nDCG@10. */
  readonly ndcg: number;
  /** Recall@20. */
  readonly recall: number;
}

/** How many readers a worker gets at once. */
const SHARE = 64;

export async function judge(pool: Pool, model: Model, { shown, hidden }: Held): Promise<Quality> {
  const count = rowCount(shown);
  const out = floats(2 * count);
  const tasks = Array.from({ length: Math.ceil(count / SHARE) }, (_, place): Task => {
    const range = { from: place * SHARE, to: Math.min(count, (place + 1) * SHARE) };
    return { do: "evaluate", model, shown, held: hidden, out, ...range };
  });
  await pool.run(tasks);
  const mean = (first: number): number => {
    let sum = 0;
    for (let at = first; at < out.length; at += 2) sum += out[at] as number;
    return sum / count;
  };
  return { ndcg: mean(0), recall: mean(1) };
}
