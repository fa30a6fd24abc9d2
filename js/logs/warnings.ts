/** What was left out of the sums, in sentences. */

import { Fault } from "./fault.js";
import type { ArmRow } from "./summary.js";

export function warningsOf(file: string, rows: readonly ArmRow[], unexposed: ReadonlyMap<string, number>): string[] {
  if (rows.length === 0) throw new Fault(file, "there is no exposure in it that counts: no unit saw one arm");
  const excluded = new Map(rows.map((row) => [row.experiment, row.excluded_units]));
  const several = [...excluded]
    .filter(([, count]) => count > 0)
    .map(([experiment, count]) => `${experiment}: ${count} units saw several arms and are left out`);
  const unknown = [...unexposed]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([metric, count]) => `${metric}: ${count} events are those of units without an exposure and are left out`);
  return [...several, ...unknown];
}
