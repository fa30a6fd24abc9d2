/** What `tailorbird vectors` runs: item vectors from a log, counts of pairs, texts, or other people's training. For tools that run in Node. */

export { secondsOf } from "../sql/settings.js";
export type { Method } from "../vectors/kinds.js";
export { type Made, type MakeOptions, makeVectors, type PackOptions, packFactors } from "../vectors/make.js";
export { COLUMNS } from "../vectors/names.js";
