/** What the numbers of an experiment allow to be concluded, and what they do not: one sentence. */

import type { Comparison, Difference, ExperimentSummary, MetricSummary } from "../types/analysis.js";
import { intervalOf } from "./compare.js";
import type { Settings } from "./settings.js";

export type Unconcluded = Omit<ExperimentSummary, "conclusion">;

/** Three digits that say something, and never fewer than a tenth of a percent. */
export const share = (value: number): string => {
  const size = Math.abs(100 * value);
  return `${size.toFixed(places(size))} %`;
};
const places = (size: number): number =>
  size === 0 || size >= 10 ? 1 : Math.min(10, Math.max(2, 2 - Math.floor(Math.log10(size))));

export const percent = (value: number): string => `${value < 0 ? "−" : "+"}${share(value)}`;

export const probability = (p: number): string => (p < 0.0001 ? "< 0.0001" : p.toFixed(4));

const number = (value: number): string => (value < 0 ? "−" : "+") + String(Number(Math.abs(value).toPrecision(4)));

/** So many differences are told one by one. */
const TOLD = 3;

interface Told {
  readonly metric: MetricSummary;
  readonly one: Comparison;
}

/** @param flaw Why nothing may be concluded at all. */
export function concluded({ metrics, control }: Unconcluded, settings: Settings, flaw?: string): string {
  if (flaw !== undefined) return `Nothing may be concluded: ${flaw}.`;
  if (metrics.length === 0) return "The arms got their shares as they should; nothing else was counted.";
  const all = metrics.flatMap((metric) => metric.comparisons.map((one) => ({ metric, one })));
  const hopes = all.filter(({ one }) => !one.guardrail);
  const guarded = all.flatMap((told) => guardedBy(told, control, settings));
  const found = hopes.filter(({ one }) => one.verdict !== "unclear");
  if (found.length === 0) return `${[...unclear(hopes, control, settings), ...guarded].join("; ")}.`;
  const certain = settings.once ? "at this one look" : "at any number of looks";
  const each = found.length > 1 ? ", each interval for itself" : "";
  const limits = "how large the effect is elsewhere or later, and for whom, may not";
  const shown = shownOf(found, hopes.length, control, settings);
  return `${[shown, ...guarded].join(", but ")}: that may be concluded ${certain}${each}; ${limits}.`;
}

export const brokenSplit = ({ p, always }: { readonly p: number; readonly always: number }): string =>
  `the arms did not get their shares (p ${probability(Math.min(p, always))}), so that they differ by more than the variant; find out why first`;

/** The surest first. */
function shownOf(found: readonly Told[], hopes: number, control: string, settings: Settings): string {
  const sorted = [...found].sort((one, other) => one.one.p - other.one.p);
  const told = (found.length > TOLD ? sorted : found).slice(0, TOLD).map((one) => toldOf(one, control, settings));
  const more = found.length - told.length;
  const rest = hopes - found.length;
  const others = [
    ...(more > 0 ? [`${more} more differ${more === 1 ? "s" : ""} from “${control}”`] : []),
    ...(rest > 0 ? [`of ${rest} other comparison${rest === 1 ? "" : "s"} no difference is shown`] : []),
  ];
  return [...told, ...others].join("; ");
}

const named = (metric: string): string => (metric ? ` in ${metric}` : "");

const toldOf = ({ metric, one }: Told, control: string, settings: Settings): string =>
  `“${one.arm}” is ${one.verdict} than “${control}”${named(metric.metric)}${between(one, settings)}`;

/** What a guardrail does not hold. */
function guardedBy({ metric, one }: Told, control: string, settings: Settings): string[] {
  const { guardrail, lift } = one;
  if (!guardrail || guardrail.held) return [];
  const margin = percent(guardrail.margin).slice(1);
  const [from, to] = lift ? intervalOf(lift, settings) : [Number.NaN, Number.NaN];
  if (metric.less ? from > guardrail.margin : to < -guardrail.margin)
    return [
      `“${one.arm}” is worse than “${control}”${named(metric.metric)} by more than the ${margin} that it may cost${between(one, settings)}`,
    ];
  return [`it is not shown that “${one.arm}” is less than ${margin} worse than “${control}”${named(metric.metric)}`];
}

function between({ lift, difference }: Comparison, settings: Settings): string {
  const write = (known: Difference, as: (value: number) => string): string => {
    const [from, to] = intervalOf(known, settings);
    return `, by ${as(known.estimate)} (between ${as(from)} and ${as(to)})`;
  };
  return lift ? write(lift, percent) : difference ? write(difference, number) : "";
}

/** The first comparison of which something is known, how many others there are, and those of which nothing is. */
function unclear(hopes: readonly Told[], control: string, settings: Settings): string[] {
  const isKnown = ({ one }: Told): boolean => one.difference !== undefined;
  const [first, ...more] = hopes.filter(isKnown);
  const silent = hopes.filter((told) => !isKnown(told));
  const unknown = [...new Set(silent.map(({ one }) => one.silent))].map((why) => {
    const arms = [...new Set(silent.filter(({ one }) => one.silent === why).map(({ one }) => `“${one.arm}”`))];
    return `${first ? "nothing" : "Nothing"} may be concluded of ${listed(arms)} beside “${control}”: ${why}`;
  });
  if (!first) return hopes.length ? unknown : ["Nothing but guardrails was counted"];
  const { metric, one } = first;
  const known = one.lift ?? (one.difference as Difference);
  const [from, to] = intervalOf(known, settings);
  const as = one.lift ? percent : number;
  const others = more.length
    ? `, and ${more.length} other comparison${more.length > 1 ? "s" : ""} show${more.length > 1 ? "" : "s"} none either`
    : "";
  const why = hopes.length > 1 ? `, allowing for ${hopes.length} comparisons` : ` by the randomisation test`;
  const apart = from > 0 || to < 0 ? why : "";
  return [
    `No difference is shown${apart}: “${one.arm}” is between ${as(from)} and ${as(to)} of “${control}”${named(metric.metric)}${others}; that there is no difference may not be concluded`,
    ...unknown,
  ];
}

/** Some names, and how many others. */
export const listed = (all: readonly string[]): string =>
  all.length > 5 ? `${all.slice(0, 5).join(", ")} and ${all.length - 5} more` : all.join(", ");
