/** What was counted of an experiment → its metrics, with the days and cells of each. */

import type { Comparison, ExperimentSummary, MetricSummary } from "../types/analysis.js";
import { type Arms, type Compared, compareSums, corrected, type Kind, verdictOf } from "./compare.js";
import type { Complaints } from "./complaints.js";
import { concluded } from "./conclude.js";
import type { Counted, Metric, Part } from "./gather.js";
import type { Settings } from "./settings.js";
import { isLess } from "./settings.js";
import { splitOf } from "./split.js";
import { NOBODY, plus, type Sums } from "./sums.js";

/** Of fewer units nothing is told by itself. */
const LEAST = 5;
const MERGED = "(others)";

const kindOf = ({ binary, other }: Metric): Kind =>
  other === "d" ? "ratio" : other === "x" ? "adjusted" : binary ? "proportion" : "mean";

/** The control comes first. */
export function ordered(arms: readonly string[], { given }: Settings): readonly string[] {
  const control = given.control ?? arms[0] ?? "";
  return [control, ...arms.filter((arm) => arm !== control)];
}

export function experimentOf(
  counted: Counted,
  dimensions: readonly string[],
  settings: Settings,
  complaints: Complaints,
): ExperimentSummary {
  const names = ordered([...counted.arms.keys()], settings);
  const warnings: string[] = [];
  const [first] = counted.metrics.values();
  const units = first ? summed([...first.parts.values()], names) : [];
  const split = splitOf(
    units.map(([arm, [n]]) => [arm, n]),
    settings,
    counted,
    complaints,
  );
  const metrics = counted.bare
    ? []
    : [...counted.metrics].map(([name, metric]) => metricOf(name, metric, names, dimensions, settings, warnings));
  const allowed = allow(metrics, settings);
  if (dimensions.length) warnings.push(...fishing(allowed));
  const summary = { experiment: counted.experiment, control: names[0] ?? "", split, metrics: allowed, warnings };
  return { ...summary, conclusion: concluded(summary, settings) };
}

function summed(parts: readonly Part[], names: readonly string[]): Arms<Sums> {
  const sums = new Map(names.map((name) => [name, NOBODY]));
  for (const { arm, sums: own } of parts) sums.set(arm, plus(sums.get(arm) ?? NOBODY, own));
  return [...sums];
}

function metricOf(
  name: string,
  metric: Metric,
  names: readonly string[],
  dimensions: readonly string[],
  settings: Settings,
  warnings: string[],
): MetricSummary {
  const parts = [...metric.parts.values()];
  const kind = kindOf(metric);
  const compare = (some: readonly Part[]): Compared => compareSums(summed(some, names), name, kind, settings);
  const days = daysOf(parts, names, compare, name, warnings);
  const cells = dimensions.flatMap((dimension, place) => cellsOf(dimension, place, parts, names, compare, warnings));
  return { metric: name, kind, less: isLess(settings, name), ...compare(parts), days, cells };
}

/** What was known at the end of each day. */
function daysOf(
  parts: readonly Part[],
  names: readonly string[],
  compare: (parts: readonly Part[]) => Compared,
  metric: string,
  warnings: string[],
): MetricSummary["days"] {
  const days = [...new Set(parts.map(({ day }) => day))].sort();
  if (days.length < 2) return [];
  const missing = days.flatMap((day) => {
    const there = new Set(parts.filter((part) => part.day === day).map(({ arm }) => arm));
    return names.filter((name) => !there.has(name)).map((name) => `${name} on ${day}`);
  });
  if (missing.length)
    warnings.push(`${metric || "The table"} has no row for ${listed(missing)}: nobody was counted there.`);
  let seen: Arms<Sums> = summed([], names);
  return days.map((day) => {
    const today = summed(
      parts.filter((part) => part.day === day),
      names,
    );
    seen = seen.map(([arm, sums], place) => [arm, plus(sums, today[place]?.[1] ?? NOBODY)] as const);
    const soFar = seen.map(([arm, sums]): Part => ({ arm, day, cells: [], sums, spot: { path: "" } }));
    return { day, comparisons: compare(soFar).comparisons };
  });
}

export const listed = (all: readonly string[]): string =>
  all.length > 5 ? `${all.slice(0, 5).join(", ")} and ${all.length - 5} more` : all.join(", ");

function cellsOf(
  dimension: string,
  place: number,
  parts: readonly Part[],
  names: readonly string[],
  compare: (parts: readonly Part[]) => Compared,
  warnings: string[],
): MetricSummary["cells"] {
  const cells = grouped(parts, place);
  const isSmall = (some: readonly Part[]): boolean => summed(some, names).some(([, [n]]) => n < LEAST);
  const small = [...cells].filter(([, some]) => isSmall(some));
  for (const [cell] of small) cells.delete(cell);
  const merged = small.flatMap(([, some]) => some);
  const called = listed(small.map(([cell]) => cell));
  const few = `fewer than ${LEAST} units in an arm`;
  if (merged.length && isSmall(merged))
    warnings.push(`${dimension} ${called}: ${few}, also together; not told by itself.`);
  else if (merged.length) {
    cells.set(MERGED, merged);
    warnings.push(`${dimension} ${called}: ${few}; told together as ${MERGED}.`);
  }
  return [...cells].map(([cell, some]) => ({ dimension, cell, ...compare(some) }));
}

function grouped(parts: readonly Part[], place: number): Map<string, Part[]> {
  const groups = new Map<string, Part[]>();
  for (const part of parts) {
    const cell = part.cells[place] ?? "";
    groups.set(cell, [...(groups.get(cell) ?? []), part]);
  }
  return groups;
}

/** Allows for the number of arms and metrics, and within cells for all cells of the experiment. A guardrail is no hope of an effect. */
export function allow(metrics: readonly MetricSummary[], settings: Settings): MetricSummary[] {
  const isHope = ({ metric }: MetricSummary): boolean => settings.given.guardrails?.[metric] === undefined;
  const next = iterator(corrected(metrics.filter(isHope).flatMap(({ comparisons }) => comparisons.map(({ p }) => p))));
  const cells = metrics.flatMap((metric) => metric.cells.flatMap(({ comparisons }) => comparisons.map(({ p }) => p)));
  const nextCell = iterator(corrected(cells));
  const renewed = (one: Comparison, p: number, metric: string): Comparison => ({
    ...one,
    p,
    verdict: verdictOf(one.lift ?? one.difference, p, metric, settings),
  });
  return metrics.map((metric) => ({
    ...metric,
    comparisons: metric.comparisons.map((one) => (isHope(metric) ? renewed(one, next(), metric.metric) : one)),
    cells: metric.cells.map((cell) => ({
      ...cell,
      comparisons: cell.comparisons.map((one) => renewed(one, nextCell(), metric.metric)),
    })),
  }));
}

function iterator(all: readonly number[]): () => number {
  let place = 0;
  return () => {
    place += 1;
    return all[place - 1] ?? 1;
  };
}

function fishing(metrics: readonly MetricSummary[]): string[] {
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
