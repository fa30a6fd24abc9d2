/** The options, checked, and as the WebAssembly takes them. */

import type { AnalyzeOptions } from "../types/analysis.js";
import type { Complaints } from "./complaints.js";

export interface Settings {
  readonly given: AnalyzeOptions;
  readonly alpha: number;
  readonly tuning: number;
  readonly once: boolean;
}

const TUNING = 5000;

export function settingsFrom(given: AnalyzeOptions, complaints: Complaints): Settings {
  const { alpha = 0.05, tuning = TUNING, once = false, prior, guardrails = {}, weights = {}, epsilon } = given;
  const refuse = (name: string, what: string): void => complaints.error({ path: `/${name}` }, `${name} ${what}`);
  if (!(alpha > 0 && alpha < 1)) refuse("alpha", `is between 0 and 1, not ${alpha}`);
  if (!(tuning > 0 && Number.isFinite(tuning))) refuse("tuning", `is a number of units, not ${tuning}`);
  if (prior && !(Number.isFinite(prior.mean) && prior.sd > 0 && Number.isFinite(prior.sd)))
    refuse("prior", "has a mean, and an sd above 0");
  for (const [metric, margin] of Object.entries(guardrails))
    if (!(margin > 0 && margin < 1)) refuse(`guardrails/${metric}`, `is a share between 0 and 1, not ${margin}`);
  for (const [arm, weight] of Object.entries(weights))
    if (!(weight >= 0 && Number.isFinite(weight))) refuse(`weights/${arm}`, `is 0 or more, not ${weight}`);
  if (epsilon !== undefined && !(epsilon > 0 && epsilon < 50)) refuse("epsilon", `is above 0, not ${epsilon}`);
  return { given, alpha, tuning, once };
}

/** α, tuning, the prior's mean and standard deviation (0: it is flat), and whether less is better. */
export function numbersOf({ given, alpha, tuning }: Settings, less: boolean): number[] {
  const { mean = 0, sd = 0 } = given.prior ?? {};
  return [alpha, tuning, mean, sd, Number(less)];
}

export const isLess = ({ given }: Settings, metric: string): boolean => given.less?.includes(metric) ?? false;
