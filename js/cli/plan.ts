/** `tailorbird plan`: how many units an experiment takes, and how long, before it starts. */

import { type Plan, type PlanOptions, plan } from "../entries/analyze.js";
import { say } from "./say.js";
import { Misunderstood } from "./usable.js";
import { numberFrom, optionsFrom } from "./words.js";

export const PLAN = `  tailorbird plan --base N --lift N [OPTIONS]
                                      says how many units an experiment takes, and how long
    --base N               the mean without the change; of a rate it is between 0 and 1
    --lift N               the effect to be found, as a share of the mean, as 0.2 or -0.1; without it,
                           --per-day and --days say which lift is the smallest that they find
    --sd N                 the standard deviation of a unit; without it, the mean is a rate
    --per-day N            how many units come in a day, for all arms together
    --days N               how many days there are
    --arms N               default: 2
    --power N              how often the effect is found where it is; default: 0.8
    --alpha N              how often it is found where there is none; default: 0.05
    --tuning N             the units at which intervals for any number of looks are tightest; default: 5000
    --looks SHARES         when it is looked at, if that is planned, as 0.25,0.5,1 of all units
    --epsilon N            the privacy budget of randomised answers
    --sessions N           of a switchback: sessions in an hour
    --noise N              of a switchback: how much hours vary by themselves, as a share; default: 0.05
    --json                 the answer as JSON`;

/** What each option of the command is called in the function. */
const OPTIONS: Readonly<Record<string, string>> = {
  "--base": "base",
  "--lift": "lift",
  "--sd": "sd",
  "--per-day": "perDay",
  "--days": "days",
  "--arms": "arms",
  "--power": "power",
  "--alpha": "alpha",
  "--tuning": "tuning",
  "--epsilon": "epsilon",
  "--sessions": "sessions",
  "--noise": "noise",
};

export function runPlan(words: readonly string[]): number {
  const { json, options } = planningFrom(words);
  const found = plan(options);
  if (json) say(JSON.stringify(found, undefined, 2));
  else for (const { path, message, severity } of found.problems) say(`${severity} ${optionOf(path)}: ${message}`);
  if (found.problems.length) return 1;
  if (!json) for (const line of linesOf(found, options)) say(line);
  return 0;
}

function planningFrom(words: readonly string[]): { json: boolean; options: PlanOptions } {
  const json = words.includes("--json");
  const others = words.filter((word) => word !== "--json");
  const { files, options } = optionsFrom(others, [...Object.keys(OPTIONS), "--looks"]);
  if (files.length) throw new Misunderstood(`plan takes no file, such as \`${files[0]}\``);
  const { "--looks": looks, ...rest } = options;
  const named = Object.entries(rest).map(([option, text]) => [OPTIONS[option], numberFrom(option, text)]);
  const { sessions, noise, ...numbers } = Object.fromEntries(named);
  if (numbers.base === undefined) throw new Misunderstood("plan takes --base");
  if (noise !== undefined && sessions === undefined) throw new Misunderstood("--noise goes with --sessions");
  return {
    json,
    options: {
      ...numbers,
      ...(looks !== undefined && { looks: looks.split(",").map((text) => numberFrom("--looks", text)) }),
      ...(sessions !== undefined && { switchback: { sessions, ...(noise !== undefined && { noise }) } }),
    },
  };
}

/** The option that a problem is about. */
function optionOf(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return Object.entries(OPTIONS).find(([, known]) => known === name)?.[0] ?? `--${name}`;
}

const whole = (value: number): string => value.toLocaleString("en");
const share = (value: number): string => `${Number((100 * value).toPrecision(3))} %`;

function linesOf(found: Plan, { days, looks = [], alpha = 0.05, arms = 2 }: PlanOptions): string[] {
  const { units, unitsAlways, smallestLift, hours, bounds } = found;
  const needs = (count: number, time: number | undefined, how: string): string =>
    `${whole(count)} units in each of ${arms} arms${time === undefined ? "" : `, ${whole(time)} days`}: ${how}`;
  const told = bounds?.map((bound, place) => `${bound.toFixed(3)} at ${share(looks[place] ?? 1)}`).join(", ");
  return [
    ...(units === undefined ? [] : [needs(units, found.days, "for one look, at the end")]),
    ...(unitsAlways === undefined ? [] : [needs(unitsAlways, found.daysAlways, "for any number of looks")]),
    ...(smallestLift === undefined
      ? []
      : [`${share(smallestLift)} is the smallest lift that ${days} days find, with one look at the end`]),
    ...(hours === undefined ? [] : [`${whole(hours)} hours of a switchback, half of them in each arm`]),
    ...(told ? [`planned looks: standard errors that an effect has to be from 0, for α ${alpha}: ${told}`] : []),
  ];
}
