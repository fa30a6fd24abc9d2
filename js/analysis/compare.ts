/** Sums of several arms → what is known of each, and of how it differs from the control. */

import type { ArmSummary, Comparison, Difference, MetricSummary, Range, Verdict } from "../types/analysis.js";
import { ask, type Numbers } from "./engine.js";
import { Statistic } from "./questions.js";

import { isLess, numbersOf, type Settings } from "./settings.js";
import type { Sums } from "./sums.js";

export type Kind = MetricSummary["kind"];

/** Arms of which the first is the control. */
export type Arms<Counts> = readonly (readonly [arm: string, counts: Counts])[];

export interface Compared {
  readonly arms: readonly ArmSummary[];
  readonly comparisons: readonly Comparison[];
}

const KINDS: readonly Kind[] = ["proportion", "mean", "ratio", "adjusted"];
const SILENT = [
  "",
  "nobody is in one of the two arms",
  "the control's mean is 0, so that nothing is relative to it",
  "all units of an arm are alike",
  "the control's mean is below 0, so that a share of it means nothing",
];
/** The last of them. */
const BELOW = 4;

export function compareSums(arms: Arms<Sums>, metric: string, kind: Kind, settings: Settings): Compared {
  const less = isLess(settings, metric);
  const given = [...numbersOf(settings, less), KINDS.indexOf(kind), ...arms.flatMap(([, sums]) => sums)];
  const units = arms.map(([arm, [n]]) => [arm, n] as const);
  return compared(ask(Statistic.Compare, given), units, metric, settings, kind === "adjusted");
}

export function compareResponses(
  arms: Arms<{ readonly n: number; readonly yes: number }>,
  metric: string,
  epsilon: number,
  settings: Settings,
): Compared {
  const counts = arms.flatMap(([, { n, yes }]) => [n, yes]);
  const given = [
    ...numbersOf(settings, isLess(settings, metric)),
    epsilon,
    Number(!!settings.given.privateArm),
    ...counts,
  ];
  const units = arms.map(([arm, { n }]) => [arm, n] as const);
  return compared(ask(Statistic.Randomised, given), units, metric, settings, false);
}

function compared(
  answer: Numbers,
  units: readonly (readonly [string, number])[],
  metric: string,
  settings: Settings,
  adjusted: boolean,
): Compared {
  const arms = units.map(([arm, n]): ArmSummary => {
    const [after, mean] = answer.range();
    const [interval, best] = [answer.range(), answer.next()];
    return {
      arm,
      n,
      mean,
      ...(adjusted && { adjusted: after }),
      ...(interval.every(Number.isFinite) && { interval }),
      ...(Number.isFinite(best) && { best }),
    };
  });
  const [first] = arms;
  const others = units.slice(1);
  return {
    arms,
    comparisons: others.map(([arm, n]) => comparison(answer, arm, (first?.n ?? 0) + n, first?.mean, metric, settings)),
  };
}

/** Reads what the WebAssembly says of an arm beside the control.
 *  @param n Units of both.
 *  @param base The mean of the control. */
export function comparison(
  answer: Numbers,
  arm: string,
  n: number,
  base: number | undefined,
  metric: string,
  settings: Settings,
): Comparison {
  const [difference, why] = differenceFrom(answer);
  const [share, whyNoLift] = differenceFrom(answer);
  const isBelow = base !== undefined && base < 0;
  const lift = isBelow ? undefined : share;
  const silent = SILENT[why || (isBelow ? BELOW : whyNoLift)];
  const known = lift ?? difference;
  const p = known ? pOf(known, settings) : 1;
  const guardrail = guard(lift, n, metric, settings);
  return {
    arm,
    ...(difference && { difference }),
    ...(lift && { lift }),
    ...(silent && { silent }),
    p,
    verdict: verdictOf(known, p, metric, settings),
    ...(guardrail && { guardrail }),
  };
}

/** The p-value that counts. */
const pOf = ({ p, always }: Difference, { once }: Settings): number => (once ? p : (always?.p ?? p));

/** The interval that counts. */
export const intervalOf = ({ interval, always }: Difference, { once }: { readonly once: boolean }): Range =>
  once ? interval : (always?.interval ?? interval);

export function verdictOf(known: Difference | undefined, p: number, metric: string, settings: Settings): Verdict {
  if (!known || p >= settings.alpha) return "unclear";
  return known.estimate > 0 === isLess(settings, metric) ? "worse" : "better";
}

function differenceFrom(answer: Numbers): [found: Difference | undefined, silent: number] {
  const silent = answer.next();
  const [estimate, error] = answer.range();
  const freedom = answer.next();
  const p = answer.next();
  const interval = answer.range();
  const always = { p: answer.next(), interval: answer.range() };
  const [chance, mean] = answer.range();
  const believed = answer.range();
  const [control, arm] = answer.range();
  const belief = { chance, mean, interval: believed, risk: { control, arm } };
  return [silent ? undefined : { estimate, error, freedom, p, interval, always, belief }, silent];
}

/** Is a metric not worse by more than its margin? What is better is more, so that a metric of which less is better is turned round. */
function guard(lift: Difference | undefined, n: number, metric: string, settings: Settings) {
  const margin = settings.given.guardrails?.[metric];
  if (margin === undefined) return undefined;
  if (!lift) return { margin, held: false, p: 1 };
  const { estimate, error, freedom } = lift;
  const better = isLess(settings, metric) ? -estimate : estimate;
  const { alpha, tuning, once } = settings;
  const answer = ask(Statistic.Guard, [better, error, freedom, n, margin, alpha, tuning]);
  const atEnd = answer.next();
  answer.next();
  const p = once ? atEnd : answer.next();
  return { margin, held: p < alpha, p };
}

/** P-values that allow for how many they are, by Holm. */
export function corrected(all: readonly number[]): readonly number[] {
  return all.length > 1 ? ask(Statistic.Correct, all).rest().slice(0, all.length) : all;
}
