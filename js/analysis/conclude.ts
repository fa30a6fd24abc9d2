/** What the numbers of an experiment allow to be concluded, and what they do not: one sentence. */

import type { Comparison, Difference, ExperimentSummary, MetricSummary } from "../types/analysis.js";
import { intervalOf } from "./compare.js";
import type { Settings } from "./settings.js";

export type Unconcluded = Omit<ExperimentSummary, "conclusion">;

export const percent = (share: number): string =>
  `${share < 0 ? "−" : "+"}${Math.abs(100 * share).toFixed(Math.abs(share) < 0.1 ? 2 : 1)} %`;

export const probability = (p: number): string => (p < 0.0001 ? "< 0.0001" : p.toFixed(4));

const number = (value: number): string => (value < 0 ? "−" : "+") + String(Number(Math.abs(value).toPrecision(4)));

export function concluded(summary: Unconcluded, settings: Settings): string {
  const { split, metrics, control } = summary;
  if (split?.broken)
    return `Nothing may be concluded: the arms did not get their shares (p ${probability(Math.min(split.p, split.always))}), so that they differ by more than the variant; find out why first.`;
  if (metrics.length === 0) return "The arms got their shares as they should; nothing else was counted.";
  const broken = metrics.flatMap(guards).filter(({ held }) => !held);
  const all = metrics.flatMap((metric) => metric.comparisons.map((one) => ({ metric, one })));
  const found = all.filter(
    ({ metric, one }) => one.verdict !== "unclear" && !settings.given.guardrails?.[metric.metric],
  );
  const shown = found.map(({ metric, one }) => told(metric, one, control, settings));
  const guarded = broken.map(
    ({ metric, arm, margin }) =>
      `it is not shown that “${arm}” costs less than ${percent(margin).slice(1)} of ${metric}`,
  );
  const certain = settings.once ? "at this one look" : "at any number of looks";
  if (shown.length === 0) return `${[unclear(all, control, settings), ...guarded].join(", and ")}.`;
  const limits = "how large the effect is elsewhere or later, and for whom, may not";
  return `${[shown.join("; "), ...guarded].join(", but ")}: that may be concluded ${certain}; ${limits}.`;
}

function guards({ metric, comparisons }: MetricSummary) {
  return comparisons.flatMap(({ arm, guardrail }) => (guardrail ? [{ metric, arm, ...guardrail }] : []));
}

const named = (metric: string): string => (metric ? ` in ${metric}` : "");

function told({ metric }: MetricSummary, one: Comparison, control: string, settings: Settings): string {
  return `“${one.arm}” is ${one.verdict} than “${control}”${named(metric)}${between(one, settings)}`;
}

function between({ lift, difference }: Comparison, settings: Settings): string {
  const write = (known: Difference, as: (value: number) => string): string => {
    const [from, to] = intervalOf(known, settings);
    return `, by ${as(known.estimate)} (between ${as(from)} and ${as(to)})`;
  };
  return lift ? write(lift, percent) : difference ? write(difference, number) : "";
}

function unclear(
  all: readonly { metric: MetricSummary; one: Comparison }[],
  control: string,
  settings: Settings,
): string {
  const [first, ...more] = all;
  if (!first) return "No difference is shown";
  const { metric, one } = first;
  const known = one.lift ?? one.difference;
  if (!known) return `Nothing may be concluded of “${one.arm}” beside “${control}”: ${one.silent}`;
  const [from, to] = intervalOf(known, settings);
  const as = one.lift ? percent : number;
  const others = more.length
    ? `, and ${more.length} other comparison${more.length > 1 ? "s" : ""} show none either`
    : "";
  const apart = from > 0 || to < 0 ? `, allowing for ${all.length} comparisons` : "";
  return `No difference is shown${apart}: “${one.arm}” is between ${as(from)} and ${as(to)} of “${control}”${named(metric.metric)}${others}; that there is no difference may not be concluded`;
}
