/** What a reader of the numbers should know besides: a warning, and in one case an error. */

import type { MetricSummary } from "../types/analysis.js";
import type { Arms, Kind } from "./compare.js";
import type { Complaints } from "./complaints.js";
import { listed } from "./conclude.js";
import type { Counted, Metric } from "./gather.js";
import { summed } from "./parts.js";
import type { Sums } from "./sums.js";

/** A ratio has something to divide by. */
export function divisible(
  name: string,
  { parts, other }: Metric,
  names: readonly string[],
  { arms }: Counted,
  complaints: Complaints,
) {
  if (other !== "d") return;
  for (const [arm, sums] of summed([...parts.values()], names))
    if (sums[3] === 0)
      complaints.error(
        arms.get(arm) ?? { path: "" },
        `sum_d of ${[name, arm].filter(Boolean).join(", ")} adds up to 0`,
      );
}

/** Of so few units, or of so few with a yes or with a no, nobody knows how the mean is spread. */
export function rough(name: string, kind: Kind, arms: Arms<Sums>): string[] {
  const isRough = (n: number, y: number): boolean => (kind === "proportion" ? Math.min(y, n - y) < 5 : n < 30);
  const few = arms.filter(([, [n, y]]) => isRough(n, y)).map(([arm]) => arm);
  const alike = arms.some(([, [n, y]]) => kind === "proportion" && (y === 0 || y === n));
  const what = kind === "proportion" ? "fewer than 5 with or without it" : "fewer than 30 units";
  const how = alike ? "; beside an arm with none or all, each has one more of both (Agresti and Caffo)" : "";
  return few.length ? [`${name || "The table"}: ${what} in ${listed(few)}; intervals are rough${how}.`] : [];
}

/** The split is that of the first metric. */
export function otherUnits(metrics: Counted["metrics"], names: readonly string[]): string[] {
  const units = [...metrics].map(
    ([name, { parts }]) => [name, summed([...parts.values()], names).map(([, [n]]) => n)] as const,
  );
  const [first, ...more] = units;
  const other = more.filter(([, own]) => own.join() !== first?.[1].join()).map(([name]) => name);
  return first && other.length ? [`${listed(other)}: other units than ${first[0]}, whose split was checked.`] : [];
}

export function fishing(metrics: readonly MetricSummary[]): string[] {
  const count = metrics.reduce(
    (sum, { cells }) => sum + cells.reduce((all, { comparisons }) => all + comparisons.length, 0),
    0,
  );
  return count === 0
    ? []
    : [
        `${count} comparisons in cells: without any effect one in twenty looks like one. Their p-values allow for it; what is found here is a question for the next experiment, and no answer.`,
      ];
}
