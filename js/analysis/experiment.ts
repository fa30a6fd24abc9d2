/** What was counted of an experiment → its metrics, with the days and cells of each. */

import type { Comparison, ExperimentSummary, MetricSummary } from "../types/analysis.js";
import { divisible, fishing, otherUnits, rough } from "./cautions.js";
import { type Arms, type Compared, compareSums, corrected, type Kind, verdictOf } from "./compare.js";
import type { Complaints } from "./complaints.js";
import { brokenSplit, concluded, listed } from "./conclude.js";
import type { Counted, Metric, Part } from "./gather.js";
import { summed } from "./parts.js";
import { isLess, marginOf, type Settings } from "./settings.js";
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
  for (const [name, metric] of counted.metrics) divisible(name, metric, names, counted, complaints);
  const metrics = counted.bare
    ? []
    : [...counted.metrics].map(([name, metric]) => metricOf(name, metric, names, dimensions, settings, warnings));
  const flaw = split.broken ? brokenSplit(split) : undefined;
  const allowed = allow(metrics, settings, flaw);
  warnings.push(...otherUnits(counted.metrics, names));
  if (dimensions.length) warnings.push(...fishing(allowed));
  const summary = { experiment: counted.experiment, control: names[0] ?? "", split, metrics: allowed, warnings };
  return { ...summary, conclusion: concluded(summary, settings, flaw) };
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
  warnings.push(...rough(name, kind, summed(parts, names)));
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
  const byDay = grouped(parts, ({ day }) => day);
  const days = [...byDay.keys()].sort();
  if (days.length < 2) return [];
  const missing = days.flatMap((day) => {
    const there = new Set(byDay.get(day)?.map(({ arm }) => arm));
    return names.filter((name) => !there.has(name)).map((name) => `${name} on ${day}`);
  });
  if (missing.length)
    warnings.push(`${metric || "The table"} has no row for ${listed(missing)}: nobody was counted there.`);
  const gone = between(days[0], days.at(-1)) - days.length;
  if (gone > 0)
    warnings.push(`${metric || "The table"} has no row for ${gone} of the days from ${days[0]} to ${days.at(-1)}.`);
  let seen: Arms<Sums> = summed([], names);
  return days.map((day) => {
    const today = summed(byDay.get(day) ?? [], names);
    seen = seen.map(([arm, sums], place) => [arm, plus(sums, today[place]?.[1] ?? NOBODY)] as const);
    const soFar = seen.map(([arm, sums]): Part => ({ arm, day, cells: [], sums, spot: { path: "" } }));
    return { day, comparisons: compare(soFar).comparisons };
  });
}

/** How many days there are, both among them. */
const between = (from = "", to = ""): number => (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;

function cellsOf(
  dimension: string,
  place: number,
  parts: readonly Part[],
  names: readonly string[],
  compare: (parts: readonly Part[]) => Compared,
  warnings: string[],
): MetricSummary["cells"] {
  const cells = grouped(parts, (part) => part.cells[place] ?? "");
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

function grouped(parts: readonly Part[], by: (part: Part) => string): Map<string, Part[]> {
  const groups = new Map<string, Part[]>();
  for (const part of parts) {
    const cell = by(part);
    const group = groups.get(cell);
    if (group) group.push(part);
    else groups.set(cell, [part]);
  }
  return groups;
}

type Named = readonly [metric: string, all: readonly Comparison[]];

/** Allows for the number of arms and metrics, on each day too, and within cells for all cells of the experiment. A guardrail is no hope
 *  of an effect.
 *  @param flaw Why nothing may be concluded: then no comparison is better or worse. */
export function allow(
  metrics: readonly MetricSummary[],
  settings: Settings,
  flaw: string | undefined,
): MetricSummary[] {
  const hopes = metrics.filter(({ metric }) => marginOf(settings, metric) === undefined);
  const named = (metric: string, parts: readonly { readonly comparisons: readonly Comparison[] }[]): Named[] =>
    parts.map(({ comparisons }) => [metric, comparisons]);
  const at = (name: string): Named[] =>
    hopes.flatMap(({ metric, days }) =>
      named(
        metric,
        days.filter(({ day }) => day === name),
      ),
    );
  const all = [
    hopes.flatMap((one) => named(one.metric, [one])),
    metrics.flatMap(({ metric, cells }) => named(metric, cells)),
    ...[...new Set(hopes.flatMap(({ days }) => days.map(({ day }) => day)))].map(at),
  ];
  const fresh = new Map(all.flatMap((group) => together(group, settings)));
  const silenced = (one: Comparison): Comparison => (flaw === undefined ? one : { ...one, verdict: "unclear" });
  const renewed = <One extends { readonly comparisons: readonly Comparison[] }>(one: One): One => ({
    ...one,
    comparisons: (fresh.get(one.comparisons) ?? one.comparisons).map(silenced),
  });
  return metrics.map((one) => ({ ...renewed(one), days: one.days.map(renewed), cells: one.cells.map(renewed) }));
}

/** Comparisons, and the same with p-values that allow for all of them. */
function together(group: readonly Named[], settings: Settings): [readonly Comparison[], Comparison[]][] {
  const ps = corrected(group.flatMap(([, all]) => all.map(({ p }) => p)));
  let place = -1;
  return group.map(([metric, all]) => [
    all,
    all.map((one) => {
      const p = ps[++place] ?? 1;
      return { ...one, p, verdict: verdictOf(one.lift ?? one.difference, p, metric, settings) };
    }),
  ]);
}
