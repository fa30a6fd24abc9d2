/** Answers that may be lies → what is true of each arm. */

import type { ExperimentSummary } from "../types/analysis.js";
import { compareResponses } from "./compare.js";
import type { Complaints } from "./complaints.js";
import { brokenSplit, concluded } from "./conclude.js";
import { allow, ordered } from "./experiment.js";
import type { Responses } from "./gather.js";
import { isLess, type Settings, weightOf } from "./settings.js";
import { splitOf } from "./split.js";

/** The shares in which arms are told where they were randomised too. What is said of one of k arms is an answer of 2k: it is true with the odds
 *  e^ε to 1 of each other. */
function told(arms: readonly string[], epsilon: number | undefined, settings: Settings): Settings {
  const budget = epsilon ?? settings.given.epsilon;
  const weights = arms.map((arm) => weightOf(settings, arm));
  // An arm without a weight is complained of.
  if (!settings.given.privateArm || budget === undefined || weights.includes(0)) return settings;
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const shares = arms.map((arm, place) => [arm, 2 + Math.expm1(budget) * ((weights[place] ?? 0) / all)] as const);
  return {
    ...settings,
    given: { ...settings.given, weights: { ...settings.given.weights, ...Object.fromEntries(shares) } },
  };
}

/** The answers of one experiment, whose metrics were asked of the same people. */
export function responsesOf(
  all: readonly Responses[],
  settings: Settings,
  complaints: Complaints,
): ExperimentSummary | undefined {
  const [first] = all;
  if (!first) return undefined;
  const arms = new Map([...first.arms].map(([arm, { spot }]) => [arm, spot]));
  const names = ordered([...arms.keys()], settings);
  const of = (one: Responses, arm: string) => one.arms.get(arm) ?? { n: 0, yes: 0, spot: { path: "" } };
  const units = names.map((arm) => [arm, of(first, arm).n] as const);
  const split = splitOf(
    units,
    told(names, first.epsilon, settings),
    { experiment: first.experiment, arms },
    complaints,
  );
  const metrics = all.flatMap((one) => {
    const { metric, epsilon = settings.given.epsilon } = one;
    const missing = names.find((arm) => of(one, arm).n === 0);
    const spot = [...one.arms.values()][0]?.spot ?? { path: "" };
    if (missing !== undefined) complaints.error(spot, `${metric || "the table"} has no reports of arm ${missing}`);
    if (epsilon === undefined) complaints.error(spot, "epsilon is missing: a column, or an option");
    else if (!(epsilon > 0)) complaints.error(spot, `epsilon is above 0, not ${epsilon}`);
    if (complaints.failed || epsilon === undefined) return [];
    const counts = names.map((arm) => [arm, of(one, arm)] as const);
    const compared = compareResponses(counts, metric, epsilon, settings);
    return [{ metric, kind: "randomised" as const, less: isLess(settings, metric), ...compared, days: [], cells: [] }];
  });
  const warnings = settings.given.privateArm
    ? ["The arm was randomised too: reports of an arm are not its units, and the split is that of what was told."]
    : [];
  const flaw = split.broken ? brokenSplit(split) : undefined;
  const summary = {
    experiment: first.experiment,
    control: names[0] ?? "",
    split,
    metrics: allow(metrics, settings, flaw),
    warnings,
  };
  return { ...summary, conclusion: concluded(summary, settings, flaw) };
}
