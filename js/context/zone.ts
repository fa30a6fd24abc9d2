/** The reader's time zone: its name from `Intl`, its offsets from a clock. Changes are found by looking every four weeks and
 *  halving where two looks differ. */

import { type Offset, offsetIn } from "../engine/offset.js";
import { FIRST_MOMENT, HORIZON_DAYS, LAST_MOMENT } from "../engine/protocol.js";

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
/** The time between two looks. No zone on record today changes twice within four weeks. */
const STEP = 28 * DAY;
const HORIZON = HORIZON_DAYS * DAY;
/** The latest start from which the horizon can be seen. */
const LAST = LAST_MOMENT - HORIZON - STEP;

export interface Zone {
  readonly name: string;
  /** Pairs: a moment, and the offset from then on, in milliseconds. */
  readonly changes: readonly number[];
}

const deviceOffset: Offset = (at) => -new Date(at).getTimezoneOffset() * MINUTE;

/** A zone by its name, or the device's. `undefined`: there is no such zone. The name of the device's own is looked up only
 *  where it is `named`: the first formatter of a page takes tens of milliseconds. */
export function findZone(name: string | undefined, now: number, named: boolean): Zone | undefined {
  if (name === undefined) {
    const own = named ? new Intl.DateTimeFormat().resolvedOptions().timeZone : undefined;
    return { name: own ?? "", changes: changesAround(now, deviceOffset) };
  }
  try {
    return { name, changes: changesAround(now, offsetIn(name)) };
  } catch {
    return undefined;
  }
}

/** The offset that holds since before `now`, and every change up to the horizon. */
function changesAround(now: number, offset: Offset): number[] {
  // Nine days back, so that the beginning of this week, or a local time that has just passed, is placed rightly.
  let start = Math.min(Math.max(now - 9 * DAY, FIRST_MOMENT), LAST);
  const end = start + HORIZON;
  let before = offset(start);
  const found = [-Infinity, before];
  for (; start < end; start += STEP) {
    const after = offset(start + STEP);
    if (after !== before) found.push(changeBetween(start, start + STEP, after, offset), after);
    before = after;
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
