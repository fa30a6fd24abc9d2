/** Totals of hours, and which arm each had → what the arms did: a switchback. */

import type { ArmSummary, Comparison, Difference, ExperimentSummary, MetricSummary } from "../types/analysis.js";
import { comparison } from "./compare.js";
import type { Complaints } from "./complaints.js";
import { concluded } from "./conclude.js";
import { ask } from "./engine.js";
import { allow, ordered } from "./experiment.js";
import type { Gather, Hour } from "./gather.js";
import { Statistic } from "./questions.js";
import { isLess, numbersOf, type Settings } from "./settings.js";

/** Chance of the randomisation test: always the same. */
const SEED = 1;
/** With fewer the interval says little. */
const FEW = 8;
const DAY = 24;
const WEEK = 7 * DAY;
/** What comes again, and after how many hours it can be no chance. */
const ROUNDS = [
  { what: "hour of the day", round: DAY, enough: 2 * DAY },
  { what: "hour of the week", round: WEEK, enough: 3 * WEEK },
];

type Armed = Hour & { readonly arm: string };

export function hoursOf(gather: Gather, looked: Settings, complaints: Complaints): ExperimentSummary | undefined {
  // Blocks come one after the other, and no interval here is for any number of looks.
  const settings = { ...looked, once: true };
  const warnings: string[] = [];
  const hours = armed(gather, complaints, warnings);
  const arms = ordered([...new Set(hours.map(({ arm }) => arm))], settings);
  const [control = ""] = arms;
  if (!hours.some(({ arm }) => arm === control))
    complaints.error({ path: "/control" }, `no hour has the arm ${control}`);
  if (arms.length < 2) complaints.error({ path: "" }, "all hours have one arm; there is nothing to compare it with");
  for (const arm of arms)
    if (total(hours, arm)[0] === 0) complaints.error({ path: "" }, `arm ${arm} has hours and no sessions`);
  if (complaints.failed) return undefined;
  if (!looked.once)
    warnings.push(
      "A switchback is for one look at an end that was planned; who looks more often finds effects that are not there.",
    );
  const compared = arms.slice(1).map((arm) => beside(control, arm, hours, settings));
  const [few] = compared.map(({ blocks }) => blocks).sort((one, other) => one - other);
  if (few !== undefined && few < FEW)
    warnings.push(
      `There ${few === 1 ? "is only 1 block" : `are only ${few} blocks`} of neighbouring hours with both arms.`,
    );
  const flaw = fixed(hours);
  const [metric] = allow([metricOf(arms, hours, compared, settings)], settings, flaw);
  const summary = { experiment: "", control, metrics: metric ? [metric] : [], warnings };
  return { ...summary, conclusion: concluded(summary, settings, flaw) };
}

function armed({ hours, schedule, daily }: Gather, complaints: Complaints, warnings: string[]): Armed[] {
  const all = [...hours.values()].sort((one, other) => one.at - other.at);
  const used = new Set<number>();
  const found = all.flatMap((hour) => {
    const at = daily ? hour.at - (hour.at % DAY) : hour.at;
    used.add(at);
    const planned = schedule.get(at)?.arm;
    const arm = hour.arm ?? planned;
    if (planned !== undefined && arm !== planned)
      complaints.error(hour.spot, `this hour has the arms ${arm} and ${planned}`);
    if (arm === undefined)
      complaints.error(hour.spot, "nothing says which arm this hour had: a column arm, or a table of hour and arm");
    return arm === undefined ? [] : [{ ...hour, arm }];
  });
  warnings.push(...gaps(found));
  const rest = [...schedule.keys()].filter((at) => !used.has(at)).length;
  if (rest) warnings.push(`${rest} of the ${schedule.size} ${daily ? "days" : "hours"} with an arm have no totals.`);
  return found;
}

function gaps(hours: readonly Armed[]): string[] {
  const steps = hours.slice(1).map(({ at }, place) => at - (hours[place]?.at ?? at));
  const step = steps.reduce((least, one) => Math.min(least, one), DAY);
  const missing = steps.reduce((all, one) => all + Math.round(one / step) - 1, 0);
  if (missing === 0) return [];
  const what = step === DAY ? "day" : "hour";
  return [`${missing} ${what}${missing === 1 ? "" : "s"} between the first and the last have no totals.`];
}

/** An arm that always has the same hours of the day, or days of the week, differs by what those have of their own. */
function fixed(hours: readonly Armed[]): string | undefined {
  const isFixed = (round: number): boolean => {
    const arms = new Map(hours.map(({ at, arm }) => [at % round, arm]));
    return hours.every(({ at, arm }) => arms.get(at % round) === arm);
  };
  const span = (hours.at(-1)?.at ?? 0) - (hours[0]?.at ?? 0) + 1;
  const found = ROUNDS.find(({ round, enough }) => span >= enough && isFixed(round));
  return found && `every ${found.what} had always the same arm, so that the arms differ by that as well`;
}

const total = (hours: readonly Armed[], arm: string): readonly [n: number, sum: number] => {
  const own = hours.filter((hour) => hour.arm === arm);
  return [own.reduce((all, { n }) => all + n, 0), own.reduce((all, { sum }) => all + sum, 0)];
};

interface Beside {
  readonly comparison: Comparison;
  readonly blocks: number;
  readonly randomisation: number;
}

function beside(control: string, arm: string, hours: readonly Armed[], settings: Settings): Beside {
  const both = hours.filter((hour) => hour.n > 0 && (hour.arm === control || hour.arm === arm));
  const numbers = both.flatMap(({ at, arm: own, n, sum }) => [at, Number(own === arm), n, sum]);
  const answer = ask(Statistic.Switchback, [...numbersOf(settings, isLess(settings, "")), SEED, ...numbers]);
  const [blocks, randomisation] = answer.range();
  const [n, sum] = total(both, control);
  const { lift, difference, ...found } = comparison(answer, arm, n + total(both, arm)[0], sum / n, "", settings);
  if (blocks < 2)
    return {
      blocks,
      randomisation,
      comparison: { ...found, silent: "there are no two blocks of hours with both arms" },
    };
  // Of few blocks nobody knows how their differences are spread: the test that supposes nothing has the last word.
  const rest = blocks < FEW ? { ...found, p: Math.max(found.p, randomisation) } : found;
  const told = { ...(difference && { difference: forOne(difference) }), ...(lift && { lift: forOne(lift) }) };
  return { blocks, randomisation, comparison: { ...rest, ...told } };
}

/** Without what is said for any number of looks. */
const forOne = ({ always, ...rest }: Difference): Difference => rest;

function metricOf(
  arms: readonly string[],
  hours: readonly Armed[],
  all: readonly Beside[],
  settings: Settings,
): MetricSummary {
  const [first] = all;
  return {
    metric: "",
    kind: "switchback",
    less: isLess(settings, ""),
    arms: arms.map((arm): ArmSummary => {
      const [n, sum] = total(hours, arm);
      return { arm, n, mean: sum / n };
    }),
    comparisons: all.map(({ comparison }) => comparison),
    days: [],
    cells: [],
    ...(first && { blocks: first.blocks, randomisation: first.randomisation }),
  };
}
