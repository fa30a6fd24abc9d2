/** The ways from readers to vectors, and the settings that each may have. */

import { leastSquares, ROUNDS } from "./als.js";
import { countPairs, eigenvectors } from "./counts.js";
import type { Catalogue, TrainOptions, Way } from "./kinds.js";
import type { Fit } from "./machine.js";
import type { Pool } from "./pool.js";

const LEAST_SQUARES: readonly Fit[] = grid([5, 10, 20, 40], [1, 2, 4, 8, 16]);
const COUNTS: readonly Fit[] = grid([0.003, 0.01, 0.03, 0.1], [1, 3, 10]);
/** What suits most: the best on MovieLens 100K, also of texts. */
export const PLAIN = {
  als: { regularisation: 20, alpha: 2 },
  counts: { regularisation: 0.03, alpha: 1 },
  texts: { regularisation: 0.1, alpha: 3 },
};

function grid(regularisations: readonly number[], alphas: readonly number[]): Fit[] {
  return regularisations.flatMap((regularisation) => alphas.map((alpha) => ({ regularisation, alpha })));
}

export const wayOf = (pool: Pool, catalogue: Catalogue, options: TrainOptions): Way =>
  options.method === "als" ? bySquares(pool, catalogue, options) : byCounts(pool, catalogue, options);

function bySquares(pool: Pool, { ids }: Catalogue, { dims }: TrainOptions): Way {
  return {
    fits: LEAST_SQUARES,
    plain: PLAIN.als,
    refits: true,
    vectors: (readers, fit, { rounds = ROUNDS, from, tell }) =>
      leastSquares(pool, {
        ...{ readers, items: ids.length, dims, fit, rounds, from },
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
