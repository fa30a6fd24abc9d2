// The occurrences of random recurrence rules (target/rrule-native.json, from `cargo test --features testing --test rrule`)
// compared with those that the package rrule finds.

import { test } from "node:test";
import rrule from "rrule";
import { answers, none } from "./native.mjs";

const { RRule } = rrule;
const MOST = 30;

/**
 * Where the package is known to find something else than RFC 5545 says. Besides: of BYSETPOS it takes a number before the
 * first of a set for the first, and gives an occurrence twice that two numbers pick; so the rules here have no such.
 */
const KNOWN = {
  // It counts the days of the week in which the rule begins from the beginning on, and not from the week's first day.
  "BYSETPOS in the first week": ({ freq, bysetpos, wkst, dtstart }) =>
    freq === RRule.WEEKLY && bysetpos && (dtstart.getUTCDay() + 6) % 7 !== (wkst?.weekday ?? 0),
  // 1 and 2 January 2022 lie in week 52 of 2021 (ISO 8601), but it looks for a week 52 or 53 of the year before by another count.
  "the last week of the year before": ({ byweekno }) => [byweekno].flat().some((week) => week > 51),
};

/** It looks for the next occurrence up to the year 9999, whatever UNTIL says: for short periods that takes minutes. */
function endless({ freq }, native) {
  return native.length === 0 && freq !== RRule.YEARLY && freq !== RRule.MONTHLY;
}

/** It gives the times of a day, and what BYSETPOS picks, in the order in which they are written. */
function sorted(numbers) {
  return Array.isArray(numbers) ? [...numbers].sort((a, b) => a - b) : numbers;
}

function occurrences({ byhour, byminute, bysetpos, ...options }) {
  return new RRule({ ...options, byhour: sorted(byhour), byminute: sorted(byminute), bysetpos: sorted(bysetpos) })
    .all((_, place) => place < MOST)
    .map(Number)
    .slice(0, MOST);
}

const dates = (list) => list.map((at) => new Date(at).toISOString().slice(0, 16)).join(" ");

/** In words, what differs; `undefined`: nothing. `null`: the package cannot say, or is known to say something else. */
function differs([text, start, end, native]) {
  const parsed = RRule.parseString(text);
  const until = new Date(Math.min(parsed.until ?? end, end));
  const options = { ...parsed, dtstart: new Date(start), until };
  if (endless(options, native)) return null;
  const found = occurrences(options);
  if (JSON.stringify(found) === JSON.stringify(native)) return undefined;
  if (Object.values(KNOWN).some((differs) => differs(options))) return null;
  return `${text} from ${dates([start])}\n    got      ${dates(native)}\n    expected ${dates(found)}`;
}

test("random recurrences come when the package rrule says", async (t) => {
  const rules = await answers("rrule-native");
  const found = rules.map(differs);
  const left = found.filter((one) => one === null).length;
  t.diagnostic(`${rules.length} rules, ${left} of them left out, because the package cannot say`);
  none(found.filter(Boolean));
});
