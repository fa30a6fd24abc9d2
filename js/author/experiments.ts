/** What experiments do to their units: the arm of each hour, and how many readers another manifest would move. The engine draws here
 *  too: from a manifest that has nothing but the experiments, each in a slot of its own. */

import { error, problemFrom } from "../shared/problem.js";
import type { Given, Manifest, OpenOptions, Page, Problem } from "../types/index.js";

const HOUR = 3_600_000;
/** The most hours of one table: ten years. */
const HOURS = 87_840;
/** So many readers are drawn to find out how many move: half a per cent is told for sure. */
const READERS = 20_000;

/** Which hours. */
export interface HoursOptions {
  readonly experiment: string;
  /** The first moment: a date or a date-time. */
  readonly from: string;
  /** The first moment after them. */
  readonly to: string;
}

/** The arm of each hour. */
export interface Hours {
  /** Each begins at `hour`, a moment in UTC. An empty arm: nobody sees one. */
  readonly hours: readonly { readonly hour: string; readonly arm: string }[];
  readonly problems: readonly Problem[];
}

/** How many readers of an experiment another manifest moves, as shares of all. */
export interface Move {
  readonly experiment: string;
  /** Into another arm. */
  readonly moved: number;
  /** Into the experiment. */
  readonly joined: number;
  /** Out of it. */
  readonly left: number;
}

/** The result of `moves`. */
export interface Moves {
  readonly moves: readonly Move[];
  readonly problems: readonly Problem[];
}

/** The functions of the author build that this needs. */
interface Tools {
  compile(manifest: Manifest): { readonly bytes?: Uint8Array; readonly problems: readonly Problem[] };
  open(bytes: Uint8Array, options: OpenOptions): Page;
}

export function hoursOf(manifest: Manifest, { experiment, from, to }: HoursOptions, tools: Tools): Hours {
  try {
    const unit = manifest.experiments?.[experiment]?.unit;
    if (unit !== "hour" && unit !== "day")
      throw { ...error(`“${experiment}” is no experiment by the hour or the day`), path: "/experiment" };
    const [first, last] = [momentOf(from, "/from"), momentOf(to, "/to")];
    const count = Math.ceil((last - first) / HOUR);
    if (count > HOURS) throw { ...error(`there are at most ${HOURS} hours in a table`), path: "/to" };
    const draw = drawer(manifest, tools);
    const starts = Array.from({ length: Math.max(count, 0) }, (_, place) => first + place * HOUR);
    const hours = starts.map((now) => ({ hour: new Date(now).toISOString(), arm: draw({ now })(experiment) }));
    return { hours, problems: [] };
  } catch (thrown) {
    return { hours: [], problems: [problemFrom(thrown)] };
  }
}

export function movesOf(before: Manifest, after: Manifest, tools: Tools): Moves {
  try {
    const names = Object.keys(after.experiments ?? {}).filter((name) => {
      const unit = (of: Manifest): string => of.experiments?.[name]?.unit ?? "reader";
      return before.experiments?.[name] && unit(before) === "reader" && unit(after) === "reader";
    });
    const counts = names.map((experiment) => ({ experiment, moved: 0, joined: 0, left: 0 }));
    const [old, fresh] = [drawer(before, tools), drawer(after, tools)];
    for (let reader = 0; reader < READERS && names[0]; reader += 1) {
      const [one, other] = [old, fresh].map((draw) => draw({ unit: `reader ${reader}` }));
      for (const count of counts) {
        const [was, is] = [one?.(count.experiment), other?.(count.experiment)];
        if (was !== is) count[was && is ? "moved" : is ? "joined" : "left"] += 1 / READERS;
      }
    }
    return { moves: counts, problems: [] };
  } catch (thrown) {
    return { moves: [], problems: [problemFrom(thrown)] };
  }
}

/** The full hour of a moment. */
function momentOf(text: string, path: string): number {
  const moment = Date.parse(text);
  if (Number.isNaN(moment))
    throw { ...error(`“${text}” is no date, such as 2026-12-24 or 2026-12-24T18:00:00Z`), path };
  return Math.floor(moment / HOUR) * HOUR;
}

/** Answers, for what is given, the arm that an experiment draws, or nothing. */
function drawer({ experiments = {} }: Manifest, tools: Tools): (given: Given) => (experiment: string) => string {
  const own = Object.entries(experiments).map(([name, { when: _, schedule: __, arms, ...rest }]) => {
    // Items may be called what no variant can be.
    const known = Object.fromEntries(Object.entries(arms).map(([arm, weight]) => [`a${arm}`, weight]));
    const variants = { ...Object.fromEntries(Object.keys(known).map((arm) => [arm, {}])), none: {} };
    return [name, { ...rest, slot: name, arms: known }, { default: "none", variants }] as const;
  });
  const { bytes, problems } = tools.compile({
    tailorbird: 1,
    locales: ["en"],
    experiments: Object.fromEntries(own.map(([name, experiment]) => [name, experiment])),
    slots: Object.fromEntries(own.map(([name, , slot]) => [name, slot])),
  });
  const [problem] = problems;
  if (!bytes) throw problem ?? error("there is no experiment");
  const page = tools.open(bytes, { root: null, timeZone: "UTC", locales: ["en"] });
  return (given) => {
    page.assume({ root: null, timeZone: "UTC", locales: ["en"], ...given } as Given);
    return (experiment) => {
      const variant = page.decide(experiment)?.variant ?? "none";
      return variant === "none" ? "" : variant.slice(1);
    };
  };
}
