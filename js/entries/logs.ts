/** `tailorbird/logs`: from a log, or a warehouse, to the sums that an analysis needs. For tools that run in Node. */

export { summarise } from "../logs/summarise.js";
export type { ArmRow, SummariseOptions, Summary } from "../logs/summary.js";
export { isLog } from "../logs/take.js";
export { DIALECTS, type Dialect, type DialectName } from "../sql/dialects.js";
export { PURPOSES, type Purpose, type SqlOptions } from "../sql/options.js";
export type { Analysis, Exposures, Metric, Source } from "../sql/settings.js";
export { type SqlAnswer, sql } from "../sql/sql.js";
