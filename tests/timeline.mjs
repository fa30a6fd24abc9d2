// Schedules → the timeline that `check` prints, compared with what each schedule says in plain arithmetic of dates.

import assert from "node:assert/strict";
import { rm, writeFile } from "node:fs/promises";
import { after, test } from "node:test";
import { inRoot } from "../scripts/paths.mjs";
import { tailorbird } from "./cli.mjs";

const DAY = 86_400_000;
const WEEK = 7 * DAY;
const file = inRoot("target/timeline.json");
// The command reads the clock of this machine's zone.
process.env.TZ = "UTC";

const NOW = Date.parse("2026-11-25T10:17:00Z");
const today = Math.floor(NOW / DAY) * DAY;
const day = (number) => new Date(today + number * DAY).toISOString().slice(0, 10);

async function checked(slots) {
  await writeFile(file, JSON.stringify({ tailorbird: 1, locales: ["en"], slots }));
  const { code, output } = await tailorbird(NOW, "check", file);
  const lines = output.trimEnd().split("\n");
  return { code, lines: lines.slice(lines.findIndex((line) => line.endsWith("warnings")) + 1) };
}

const scheduled = (schedules) => ({
  default: "usual",
  variants: {
    ...Object.fromEntries(Object.entries(schedules).map(([name, schedule]) => [name, { schedule }])),
    usual: {},
  },
});

/** What the week that begins at a moment has of these stretches. */
const mark = (begin, stretches) => {
  const on = stretches.reduce(
    (sum, [from, to]) => sum + Math.max(0, Math.min(to, begin + WEEK) - Math.max(from, begin)),
    0,
  );
  return on === 0 ? "·" : on === WEEK ? "█" : "▒";
};

const rowOf = (lines, name) =>
  lines
    .find((line) => line.startsWith(`  ${name} `))
    ?.trim()
    .split(/ +/)
    .at(-1);

/** The beginning of the first week, to the minute. */
const begins = (lines) => Date.parse(`${/schedules, (\S+ \S+) to /.exec(lines[0])[1].replace(" ", "T")}Z`);

test("each week of each schedule, where two overlap and where none is", async () => {
  const slot = scheduled({
    first: { from: day(20), to: day(59) },
    second: { from: `${day(50)}T18:00`, to: day(79) },
    later: { from: day(100) },
  });
  const { code, lines } = await checked({ hero: slot });
  assert.equal(code, 0, lines.join("\n"));
  const start = begins(lines);
  assert.equal(start, NOW, lines[0]);
  const at = (number, hours = 0) => today + number * DAY + hours * 3_600_000;
  const expected = {
    first: [[at(20), at(60)]],
    second: [[at(50, 18), at(80)]],
    later: [[at(100), at(1000)]],
  };
  for (const [name, stretches] of Object.entries(expected)) {
    const marks = Array.from({ length: 52 }, (_, week) => mark(start + week * WEEK, stretches)).join("");
    assert.equal(rowOf(lines, name), marks, name);
  }
  assert.deepEqual(lines.slice(4), [
    `  none of them: ${day(0)} 10:17 to ${day(20)} 00:00, ${day(80)} 00:00 to ${day(100)} 00:00`,
    `  at once first, second: ${day(50)} 18:00 to ${day(60)} 00:00`,
  ]);
});

test("hours of the week are in part on every week, and what is off is counted", async () => {
  const { lines } = await checked({ bar: scheduled({ open: { weekdays: ["monday"], hours: ["09:00", "17:00"] } }) });
  assert.equal(rowOf(lines, "open"), "▒".repeat(52));
  const off = lines.at(-1);
  assert.match(off, /^ {2}off: (\S+ \S+ to \S+ \S+, ){3}and 50 more$/);
  const mondays = [...off.matchAll(/ to (\S+) 09:00/g)].map(([, date]) => new Date(date).getUTCDay());
  assert.deepEqual(mondays.slice(-2), [1, 1]);
});

test("no schedule or an error: no timeline", async () => {
  assert.deepEqual((await checked({ hero: scheduled({}) })).lines, []);
  const { code, lines } = await checked({ hero: scheduled({ first: { from: "soon" } }) });
  assert.equal(code, 1);
  assert.deepEqual(
    lines.filter((line) => line.includes("schedules,")),
    [],
  );
});

after(() => rm(file));
