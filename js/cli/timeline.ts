/** Formats the schedules of a valid manifest for a terminal: when each is on in the coming year, where two overlap and
 *  where none is on. The engine decides it, from each `until` to the next. */

import { variantsOf } from "../author/simulate.js";
import { type CompileOptions, compile, type Manifest, open, type Schedule } from "../entries/author.js";

const WEEK = 7 * 86_400_000;
const WEEKS = 52;
/** The largest number of decisions. */
const MOST_STEPS = 20_000;
/** The largest number of periods that are listed for one kind. */
const LISTED = 3;

interface Stretch {
  readonly from: number;
  readonly to: number;
  /** The variants whose schedule is on, in the manifest's order. */
  readonly on: readonly string[];
}

type Scheduled = readonly (readonly [variant: string, schedule: Schedule | readonly Schedule[]])[];

/** @param start milliseconds since 1970. The clock is that of this machine's zone. */
export function timeline({ locales, slots }: Manifest, options: CompileOptions, start: number): string[] {
  return Object.entries(slots).flatMap(([slot, written]) => {
    const scheduled: Scheduled = Object.entries(variantsOf(written)).flatMap(([name, { schedule }]) =>
      schedule === undefined ? [] : [[name, schedule] as const],
    );
    return scheduled.length > 0 ? section(slot, scheduled, walk(locales, scheduled, options, start)) : [];
  });
}

/** Decides each schedule in a slot of its own, so that nothing else has an influence. */
function walk(locales: Manifest["locales"], scheduled: Scheduled, options: CompileOptions, start: number): Stretch[] {
  const probe = ([, schedule]: Scheduled[number], place: number) => [
    `s${place}`,
    { default: "off", variants: { on: { schedule }, off: {} } },
  ];
  const { bytes } = compile({ tailorbird: 1, locales, slots: Object.fromEntries(scheduled.map(probe)) }, options);
  let at = start;
  const page = bytes && open(bytes, { root: null, now: () => at });
  const end = start + WEEKS * WEEK;
  const stretches: Stretch[] = [];
  for (let step = 0; page && at < end && step < MOST_STEPS; step += 1) {
    const from = at;
    const decisions = page.decide();
    const on = scheduled.flatMap(([name], place) => (decisions[place]?.variant === "on" ? [name] : []));
    at = Math.min(end, ...decisions.flatMap(({ until }) => until ?? []));
    const last = stretches.at(-1);
    if (last && String(last.on) === String(on)) stretches[stretches.length - 1] = { ...last, to: at };
    else stretches.push({ from, to: at, on });
  }
  page?.close();
  return stretches;
}

function section(slot: string, scheduled: Scheduled, stretches: readonly Stretch[]): string[] {
  const [first, last] = [stretches.at(0), stretches.at(-1)];
  if (!first || !last) return [];
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const width = Math.max(...scheduled.map(([name]) => name.length));
  const rows = scheduled.map(
    ([name]) => `  ${name.padEnd(width)}  ${marks(first.from, (stretch) => stretch.on.includes(name), stretches)}`,
  );
  const kinds = new Map<string, Stretch[]>();
  for (const stretch of stretches) {
    if (stretch.on.length === 1) continue;
    const none = scheduled.length > 1 ? "none of them" : "off";
    const title = stretch.on.length > 1 ? `at once ${stretch.on.join(", ")}` : none;
    kinds.set(title, [...(kinds.get(title) ?? []), stretch]);
  }
  const notes = [...kinds].map(([title, all]) => {
    const listed = all.slice(0, LISTED).map(({ from, to }) => `${date(from)} to ${date(to)}`);
    return `  ${title}: ${listed.join(", ")}${all.length > LISTED ? `, and ${all.length - LISTED} more` : ""}`;
  });
  const span = `${date(first.from)} to ${date(last.to)}`;
  return [`/slots/${slot}: schedules, ${span} in ${timeZone}, a mark for each week`, ...rows, ...notes];
}

/** Draws a mark for each week: on for the whole week, in part, or not at all. */
function marks(start: number, is: (stretch: Stretch) => boolean, stretches: readonly Stretch[]): string {
  const time = (week: number) =>
    stretches.filter(is).reduce((sum, { from, to }) => {
      const begin = start + week * WEEK;
      return sum + Math.max(0, Math.min(to, begin + WEEK) - Math.max(from, begin));
    }, 0);
  return Array.from({ length: WEEKS }, (_, week) => time(week))
    .map((on) => (on === 0 ? "·" : on === WEEK ? "█" : "▒"))
    .join("");
}

/** Formats a moment on this machine's clock: `2026-12-24 18:00`. */
function date(at: number): string {
  return new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "short" }).format(at);
}
