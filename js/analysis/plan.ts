/** Before an experiment: how many units it takes, and how long. */

import { problemFrom } from "../shared/problem.js";
import type { Plan, PlanOptions, Problem } from "../types/analysis.js";
import { Complaints } from "./complaints.js";
import { ask } from "./engine.js";
import { Statistic } from "./questions.js";

/** Plans an experiment. Never throws. */
export function plan(options: PlanOptions): Plan {
  const complaints = new Complaints();
  try {
    check(options, complaints);
    if (complaints.failed) return { problems: complaints.all };
    return { ...planned(options), problems: [] };
  } catch (thrown) {
    return { problems: [problemFrom(thrown) satisfies Problem] };
  }
}

function check(options: PlanOptions, complaints: Complaints): void {
  const {
    base,
    lift,
    sd,
    alpha = 0.05,
    power = 0.8,
    arms = 2,
    looks,
    epsilon,
    perDay,
    days,
    tuning,
    switchback,
  } = options ?? {};
  const { sessions = 0, noise = 0 } = switchback ?? { sessions: 1 };
  const refuse = (name: string, what: string): void => complaints.error({ path: `/${name}` }, `${name} ${what}`);
  const isPositive = (value: number | undefined): boolean =>
    value === undefined || (value > 0 && Number.isFinite(value));
  if (sd === undefined && !(base > 0 && base < 1)) refuse("base", `of a rate is between 0 and 1, not ${base}`);
  else if (!Number.isFinite(base) || base === 0) refuse("base", `is a mean other than 0, not ${base}`);
  else if (lift !== undefined && !(Number.isFinite(lift) && lift !== 0))
    refuse("lift", `is a share other than 0, not ${lift}`);
  else if (lift !== undefined && sd === undefined && !(base * (1 + lift) > 0 && base * (1 + lift) < 1))
    refuse("lift", `of ${lift} takes the rate out of 0 to 1`);
  if (lift === undefined && !(perDay && days)) refuse("lift", "is missing, or perDay and days");
  for (const [name, value] of Object.entries({ sd, perDay, days, epsilon, tuning, sessions }))
    if (!isPositive(value)) refuse(name, `is above 0, not ${value}`);
  for (const [name, value] of Object.entries({ alpha, power }))
    if (!(value > 0 && value < 1)) refuse(name, `is between 0 and 1, not ${value}`);
  if (!(Number.isInteger(arms) && arms > 1)) refuse("arms", `is a number of 2 or more, not ${arms}`);
  if (epsilon !== undefined && sd !== undefined) refuse("epsilon", "is for rates, which have no sd");
  if (!(noise >= 0 && Number.isFinite(noise))) refuse("noise", `is 0 or more, not ${noise}`);
  if (looks && !isRising(looks)) refuse("looks", "are shares that rise, from above 0 to at most 1");
}

const isRising = (looks: readonly number[]): boolean =>
  looks.length > 0 && looks.every((look, place) => look > (looks[place - 1] ?? 0) && look <= 1);

function planned(options: PlanOptions): Omit<Plan, "problems"> {
  const { base, lift, sd = 0, alpha = 0.05, power = 0.8, arms = 2, perDay, days, tuning = 5000, epsilon = 0 } = options;
  // Each of several arms is compared with the control (Bonferroni).
  const each = alpha / (arms - 1);
  const units = perDay && days ? (perDay * days) / arms : 0;
  const { sessions = 0, noise = 0.05 } = options.switchback ?? {};
  const target = base * (1 + (lift ?? 0.1));
  const answer = ask(Statistic.Plan, [base, target, sd, each, power, tuning, epsilon, units, sessions, noise]);
  const [once, always] = answer.range();
  const [smallest, pairs] = answer.range();
  const [needed, neededAlways] = [Math.ceil(once), Math.ceil(always)];
  const daysFor = (each: number): number => Math.ceil((each * arms) / (perDay ?? Number.NaN));
  return {
    ...(lift !== undefined && { units: needed, unitsAlways: neededAlways }),
    ...(lift !== undefined && perDay && { days: daysFor(needed), daysAlways: daysFor(neededAlways) }),
    ...(units > 0 && { smallestLift: smallest / base - 1 }),
    ...(sessions > 0 && lift !== undefined && { hours: 2 * Math.ceil(pairs) }),
    ...(options.looks && { bounds: ask(Statistic.Bounds, [each, 2, ...options.looks]).rest() }),
  };
}
