// The occurrences of random recurrence rules (target/rrule-native.json, from `cargo test --features compile --test rrule`)
// compared with those that the package rrule finds.

import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import rrule from "rrule";

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

const file = new URL("../target/rrule-native.json", import.meta.url);
if (!existsSync(file)) {
  console.log("rrule: no native answers; run `cargo test --features compile --test rrule` first");
  console.log("0 passed, 0 failed, 1 skipped");
  process.exit();
}

const counts = { passed: 0, failed: 0, skipped: 0 };
for (const [text, start, end, native] of JSON.parse(await readFile(file, "utf8"))) {
  const parsed = RRule.parseString(text);
  const dtstart = new Date(start);
  const until = new Date(Math.min(parsed.until ?? end, end));
  const options = { ...parsed, dtstart, until };
  if (endless(options, native)) {
    counts.skipped += 1;
    continue;
  }
  const found = occurrences(options);
  if (JSON.stringify(found) === JSON.stringify(native)) counts.passed += 1;
  else if (Object.values(KNOWN).some((differs) => differs(options))) counts.skipped += 1;
  else {
    counts.failed += 1;
    const dates = (list) => list.map((at) => new Date(at).toISOString().slice(0, 16)).join(" ");
    if (counts.failed <= 20)
      console.log(
        `FAILED  ${text} from ${dates([start])}\n    got      ${dates(native)}\n    expected ${dates(found)}`,
      );
  }
}
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exitCode = counts.failed > 0 ? 1 : 0;
