/** Did every arm get its share? */

import type { Split } from "../types/analysis.js";
import type { Complaints } from "./complaints.js";
import { ask } from "./engine.js";
import type { Counted } from "./gather.js";
import { Statistic } from "./questions.js";
import type { Settings } from "./settings.js";

/** A split that is less probable is broken: `src/statistics/ratio_check.rs`. */
const ALERT = 0.001;

export function splitOf(
  units: readonly (readonly [arm: string, n: number])[],
  { given, once }: Settings,
  { experiment, arms }: Pick<Counted, "experiment" | "arms">,
  complaints: Complaints,
): Split {
  const name = experiment ? `experiment ${experiment}` : "the table";
  const weights = units.map(([arm]) => (given.weights ? (given.weights[arm] ?? 0) : 1));
  const spot = (arm: string) => arms.get(arm) ?? { path: "" };
  for (const [arm, n] of units) {
    if (!arms.has(arm)) complaints.error({ path: "/control" }, `${name} has no arm ${arm}`);
    else if (n === 0) complaints.error(spot(arm), `arm ${arm} has nobody in it`);
    else if (given.weights && !given.weights[arm])
      complaints.error(spot(arm), `arm ${arm} has ${n} units and no weight`);
  }
  for (const arm of Object.keys(given.weights ?? {}))
    if (given.weights?.[arm] && !arms.has(arm))
      complaints.error({ path: `/weights/${arm}` }, `${name} has no arm ${arm}`);
  if (arms.size === 1)
    complaints.error(spot([...arms.keys()][0] ?? ""), `${name} has one arm; there is nothing to compare it with`);
  const total = units.reduce((sum, [, n]) => sum + n, 0);
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const answer = ask(Statistic.Split, [...units.map(([, n]) => n), ...weights]);
  const [p, always] = answer.range();
  return {
    arms: units.map(([arm, n], place) => ({ arm, n, expected: (total * (weights[place] ?? 0)) / all })),
    p,
    always,
    broken: (once ? p : Math.min(p, always)) < ALERT,
  };
}
