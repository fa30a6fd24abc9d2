/** The reader's time zone: its name from `Intl`, its offsets from a clock. Changes are found by looking every four weeks and
 *  halving where two looks differ. */

import { type Offset, offsetIn } from "../engine/offset.js";
import { FIRST_MOMENT, HORIZON_DAYS, LAST_MOMENT } from "../engine/protocol.js";

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
/** The time between two looks. No zone on record today changes twice within four weeks. */
const STEP = 28 * DAY;
/** Back to the beginning of this month, and of what its clock shows. */
const BACK = 33 * DAY;
/** A local time is its moment in UTC give or take a day, and as much again finds the change that it may fall into. */
const AROUND = 2 * DAY;

export interface Zone {
  readonly name: string;
  /** Pairs: a moment, and the offset from then on, in milliseconds. They tell the offset around now, and around each other
   *  moment that was asked for. */
  readonly changes: readonly number[];
}

type Range = readonly [from: number, to: number];

export const deviceOffset: Offset = (at) => -new Date(at).getTimezoneOffset() * MINUTE;

/** A zone by its name, or the device's. `undefined`: there is no such zone. The name of the device's own is looked up only
 *  where it is `named`: the first formatter of a page takes tens of milliseconds.
 *  @param moments Those that matter besides what lies around `now`, on any clock. */
export function findZone(
  name: string | undefined,
  now: number,
  named: boolean,
  moments: readonly number[] = [],
): Zone | undefined {
  const around = moments.map((at): Range => [at - AROUND, at + AROUND]);
  const ranges: Range[] = [...around, [now - BACK, now + HORIZON_DAYS * DAY]];
  if ($given && name !== undefined)
    try {
      return { name, changes: changesIn(ranges, offsetIn(name)) };
    } catch {
      return undefined;
    }
  const own = named ? new Intl.DateTimeFormat().resolvedOptions().timeZone : undefined;
  return { name: own ?? "", changes: changesIn(ranges, deviceOffset) };
}

/** The offset at the beginning of each range, where it is another than at the end of the one before, and every change in it. */
function changesIn(ranges: Range[], offset: Offset): number[] {
  const found: number[] = [];
  let [known, before] = [-Infinity, NaN];
  const look = (at: number, from?: number): void => {
    const after = offset(at);
    if (after !== before) found.push(from === undefined ? at : changeBetween(from, at, after, offset), after);
    [known, before] = [at, after];
  };
  for (const range of ranges.sort(([one], [other]) => one - other)) {
    const [from = 0, to = 0] = range.map((at) => Math.min(Math.max(at, FIRST_MOMENT), LAST_MOMENT));
    if (from > known) look(from);
    while (known < to) look(Math.min(known + STEP, to), known);
  }
  return found;
}

/** The minute at which the offset became `after`. */
function changeBetween(start: number, end: number, after: number, offset: Offset): number {
  let before = Math.floor(start / MINUTE);
  let from = Math.floor(end / MINUTE);
  while (from - before > 1) {
    const middle = Math.floor((before + from) / 2);
    if (offset(middle * MINUTE) === after) from = middle;
    else before = middle;
  }
  return from * MINUTE;
}
