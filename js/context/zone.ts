/** The reader's zone: its name from `Intl`, its offsets by asking a clock. Changes are found by looking every four
 *  weeks and halving where two looks differ; no zone data is downloaded. */

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
/** How far apart the looks are. No zone on record today changes twice within four weeks. */
const STEP = 28 * DAY;
/** How far ahead changes are looked for. */
const HORIZON = 400 * DAY;
/** The years 1 to 9999, less the horizon. */
const FIRST = -62_135_596_800_000;
const LAST = 253_402_300_799_999 - HORIZON - STEP;

export interface Zone {
  readonly name: string;
  /** Pairs: a moment, and the offset from then on, in milliseconds. */
  readonly changes: readonly number[];
}

type Offset = (at: number) => number;

const ownOffset: Offset = (at) => -new Date(at).getTimezoneOffset() * MINUTE;

/** `undefined`: there is no such zone. What the device's own is called is found out where it is wanted: the first
 *  formatter of a page takes tens of milliseconds. */
export function findZone(name: string | undefined, now: number, named: boolean): Zone | undefined {
  if (name === undefined) {
    const own = named ? new Intl.DateTimeFormat().resolvedOptions().timeZone : undefined;
    return { name: own ?? "", changes: changes(now, ownOffset) };
  }
  try {
    return { name, changes: changes(now, offsetIn(name)) };
  } catch {
    return undefined;
  }
}

/** A clock in the zone that writes its numbers in one order: `11/23/2026, 14:05:06`. */
function offsetIn(timeZone: string): Offset {
  const two = "2-digit";
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: two,
    day: two,
    hour: two,
    minute: two,
    second: two,
  });
  return (at) => {
    const [month, day, year, hour, minute, second] = (format.format(at).match(/\d+/g) ?? []).map(Number) as number[];
    const local = new Date(0);
    local.setUTCFullYear(year ?? 1970, (month ?? 1) - 1, day);
    local.setUTCHours(hour ?? 0, minute, second);
    return local.getTime() - Math.floor(at / 1000) * 1000;
  };
}

const clocks = new Map<string, Offset>();

/** A zone's offset at any moment, its clock made once; `NaN`: there is no such zone. */
export function offsetAt(zone: string, at: number): number {
  try {
    const clock = clocks.get(zone) ?? offsetIn(zone);
    clocks.set(zone, clock);
    return clock(at);
  } catch {
    return NaN;
  }
}

/** The offset that holds since before `now`, and every change up to the horizon. */
function changes(now: number, offset: Offset): number[] {
  // Nine days back, so that the beginning of this week, or a local time that has just passed, is placed rightly.
  let start = Math.min(Math.max(now - 9 * DAY, FIRST), LAST);
  const end = start + HORIZON;
  let before = offset(start);
  const found = [-Infinity, before];
  for (; start < end; start += STEP) {
    const after = offset(start + STEP);
    if (after !== before) found.push(halve(start, start + STEP, after, offset), after);
    before = after;
  }
  return found;
}

/** The minute at which the offset became `after`. */
function halve(start: number, end: number, after: number, offset: Offset): number {
  let before = Math.floor(start / MINUTE);
  let from = Math.floor(end / MINUTE);
  while (from - before > 1) {
    const middle = Math.floor((before + from) / 2);
    if (offset(middle * MINUTE) === after) from = middle;
    else before = middle;
  }
  return from * MINUTE;
}
