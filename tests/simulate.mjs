// Manifests and grids → which variant shows where, compared with pages that were asked one by one, and the table of it.

import assert from "node:assert/strict";
import { readFile, rm, writeFile } from "node:fs/promises";
import { after, test } from "node:test";
import { inRoot } from "../scripts/paths.mjs";
import { tailorbird } from "./cli.mjs";

console.warn = () => {};
const { open, simulate } = await import("../dist/author.js");

const words = (title) => ({ fields: { title } });
const MANIFEST = {
  tailorbird: 1,
  locales: ["en", "de"],
  preferences: { diet: { type: "choice", values: ["any", "vegetarian"], default: "any" } },
  audiences: { evening: "now.hour >= 18 || now.hour < 5", tokyo: "place.zone == 'Asia/Tokyo'" },
  slots: {
    hero: {
      default: "welcome",
      variants: {
        welcome: words("Welcome"),
        launch: { schedule: { from: "2026-03-28T09:30:00Z", to: "2026-03-28T13:30:00Z" }, ...words("Now") },
        never: { when: "audience.tokyo && now.year < 1990", ...words("Then") },
        weekend: { when: "now.weekday in ['saturday', 'sunday'] && now.hour == 12", ...words("Noon") },
        evening: { when: "audience.evening", ...words("Good evening") },
      },
    },
    offer: {
      default: "none",
      variants: {
        green: { when: "preference.diet == 'vegetarian'", ...words("Leeks") },
        again: { when: "visitor.visits > 1 && visitor.daysAway == 1", ...words("Again") },
        sale: { when: "page.path == '/sale' && page.campaign.source == 'letter'", ...words("Sale") },
        small: { when: "device.viewport == 'phone' && locale.language == 'de'", ...words("Klein") },
        none: {},
      },
    },
  },
};
const WEEK = { from: "2026-03-23", zones: ["Europe/Berlin"], locales: ["en"], visits: [1], viewports: ["desktop"] };
const DAY = 86_400_000;

/** The first quarter of an hour in which a clock in the zone shows this date and hour. */
function instantBy(zone, date, hour) {
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
  const wanted = `${date} ${String(hour).padStart(2, "0")}:00`;
  const midnight = Date.parse(`${date}T00:00Z`);
  for (let at = midnight - DAY; at < midnight + 2 * DAY; at += 900_000) if (format.format(at) === wanted) return at;
  return null;
}

const slotOf = (simulation, name) => simulation.slots.find(({ slot }) => slot === name);
/** A Wednesday. */
const NOW = Date.parse("2026-11-25T10:17:00Z");
const run = (...args) => tailorbird(NOW, "simulate", ...args);

test("every cell shows what a page shows that is asked there and then", () => {
  const zones = ["Europe/Berlin", "Asia/Kathmandu", "America/St_Johns", "Australia/Lord_Howe"];
  const grid = { from: "2026-03-27", days: 4, zones, locales: ["de"], visits: [1], viewports: ["phone"] };
  const simulation = simulate(MANIFEST, grid);
  assert.deepEqual(simulation.problems, []);
  const device = { viewport: "phone", pointer: "coarse", colorScheme: "light", reducedMotion: false, saveData: false };
  let skipped = 0;
  for (const { slot, rows } of simulation.slots)
    for (const { zone, date, shown } of rows)
      for (const [hour, variant] of shown.entries()) {
        const now = instantBy(zone, date, hour);
        const options = { root: null, now, timeZone: zone, locales: ["de"], page: { path: "/" }, device };
        const page = now === null ? undefined : open(MANIFEST, options);
        assert.equal(variant, page?.decide(slot).variant ?? null, `${slot} ${zone} ${date} ${hour}`);
        page?.close();
        skipped += variant === null;
      }
  // Two in the morning in Berlin, for each slot.
  assert.equal(skipped, 2);
});

test("a clock that is put forward has no such hour, and one that is put back has it once", () => {
  const march = slotOf(simulate(MANIFEST, { ...WEEK, slots: ["hero"] }), "hero");
  const missing = march.rows.map(({ shown }) => shown.indexOf(null));
  assert.deepEqual(missing, [-1, -1, -1, -1, -1, -1, 2]);
  assert.equal(march.rows[6].weekday, "sunday");
  const october = slotOf(simulate(MANIFEST, { ...WEEK, from: "2026-10-25", days: 1 }), "hero");
  assert.equal(october.rows[0].shown.length, 24);
  assert.equal(october.rows[0].shown.includes(null), false);
});

test("shares add up, and a variant that never shows is listed", () => {
  const { rows, variants } = slotOf(simulate(MANIFEST, WEEK), "hero");
  const cells = rows.flatMap(({ shown }) => shown).filter(Boolean);
  assert.deepEqual(
    variants.map(({ variant }) => variant),
    ["welcome", "launch", "never", "weekend", "evening"],
  );
  for (const { variant, cells: counted, share } of variants) {
    assert.equal(counted, cells.filter((shown) => shown === variant).length, variant);
    assert.equal(share, counted / cells.length);
  }
  assert.equal(variants.find(({ variant }) => variant === "never").cells, 0);
  assert.equal(cells.length, 7 * 24 - 1);
});

test("readers are every combination, and each is shown their own", () => {
  const simulation = simulate(MANIFEST, {
    from: "2026-01-05",
    days: 1,
    hours: [12],
    zones: ["UTC"],
    visits: [1, 5],
    preferences: [{}, { diet: "vegetarian" }],
    pages: ["/", "/sale?utm_source=letter"],
    viewports: ["phone", "desktop"],
  });
  assert.deepEqual(simulation.problems, []);
  assert.equal(simulation.readers.length, 2 * 2 * 2 * 2 * 2);
  for (const { reader, shown } of slotOf(simulation, "offer").rows) {
    const { locale, visits, preferences, page, viewport } = simulation.readers[reader];
    const fallback = viewport === "phone" && locale === "de" ? "small" : "none";
    const later = visits > 1 ? "again" : page.path === "/sale" ? "sale" : fallback;
    assert.deepEqual(shown, [preferences.diet === "vegetarian" ? "green" : later]);
  }
});

test("without a grid: the zones of the rules and of six continents, always the same week", () => {
  const first = simulate(MANIFEST);
  assert.deepEqual(first, simulate(JSON.stringify(MANIFEST)));
  const { rows } = slotOf(first, "hero");
  assert.equal(rows[0].zone, "Asia/Tokyo");
  assert.equal(new Set(rows.map(({ zone }) => zone)).size, 6);
  assert.deepEqual([rows[0].date, rows[0].weekday, first.hours.length], ["2026-01-05", "monday", 24]);
  // Two languages, two counts of visits, and three viewports, because a rule names them.
  assert.equal(first.readers.length, 12);
});

test("what is wrong with a grid has its place, and there are no slots", () => {
  const wrong = {
    "/zones/1": { zones: ["UTC", "Mars/Base"] },
    "/slots/0": { slots: ["constructor"] },
    "/hours/0": { hours: [24] },
    "/visits/0": { visits: [0] },
    "/viewports/0": { viewports: ["watch"] },
    "/from": { from: "2026-02-30" },
    "/days": { days: 367 },
    "": { days: 366 },
  };
  for (const [path, grid] of Object.entries(wrong)) {
    const { problems, slots } = simulate(MANIFEST, grid);
    assert.deepEqual([problems.map((problem) => problem.path), slots], [[path], []]);
  }
  assert.match(simulate(MANIFEST, { days: 366 }).problems[0].message, /^a grid has at most 50000 cells, this has \d+$/);
  assert.equal(simulate({}).problems.length, 3);
  for (const strange of [null, { zones: "UTC" }, { hours: 6 }, { preferences: null }, { pages: [Symbol("page")] }]) {
    const { problems, slots } = simulate(MANIFEST, strange);
    assert.deepEqual(
      [problems[0]?.severity ?? "none", slots.length === 0],
      strange?.pages ? ["none", false] : ["error", true],
    );
  }
});

test("a preference that the manifest does not have is told once", () => {
  const { problems, slots } = simulate(MANIFEST, { ...WEEK, preferences: [{ shoe: 43 }] });
  assert.deepEqual(
    problems.map(({ path, severity }) => [path, severity]),
    [["/profile/preferences/shoe", "warning"]],
  );
  assert.equal(slots.length, 2);
});

const file = inRoot("target/simulated.json");
await writeFile(file, JSON.stringify(MANIFEST));

test("the command: equal days, zones and readers share a row, equal hours a column", async () => {
  const options = [
    "--zones",
    "Europe/Berlin,Asia/Tokyo",
    "--from",
    "2026-03-23",
    "--visits",
    "1,5",
    "--viewports",
    "phone",
  ];
  const { code, output } = await run(file, ...options);
  assert.equal(code, 0, output);
  assert.equal(output, await readFile(inRoot("tests/simulate.txt"), "utf8"));
  for (const line of output.split("\n")) assert.ok(line.length <= 100, line);
});

test("the command: a table that would be too wide becomes sentences, with what is usual at the end", async () => {
  const slot = { default: "the-usual-text-of-the-day", variants: { "the-usual-text-of-the-day": {} } };
  for (let hour = 0; hour < 24; hour += 2)
    slot.variants[`the-text-of-the-hour-${hour}`] = { when: `now.hour == ${hour}` };
  await writeFile(file, JSON.stringify({ tailorbird: 1, locales: ["en"], slots: { slot } }));
  const { code, output } = await run(file, "--zones", "UTC");
  assert.equal(code, 0, output);
  assert.match(output, /every day: 0–1 the-text-of-the-hour-0, 2–3 [\s\S]*, else\s+the-usual-text-of-the-day\n/);
  for (const line of output.split("\n")) assert.ok(line.length <= 100, line);
  await writeFile(file, JSON.stringify(MANIFEST));
});

test("the command: --json is what simulate answers, and hours may go over midnight", async () => {
  const options = [
    "--zones",
    "UTC",
    "--from",
    "2026-03-23",
    "--days",
    "2",
    "--hours",
    "22-2",
    "--prefer",
    '{"diet":"any"}',
  ];
  const { code, output } = await run(file, ...options, "--slot", "hero", "--pages", "/sale", "--json");
  assert.equal(code, 0, output);
  const grid = { zones: ["UTC"], from: "2026-03-23", days: 2, hours: [22, 23, 0, 1], preferences: [{ diet: "any" }] };
  assert.deepEqual(JSON.parse(output), simulate(MANIFEST, { ...grid, slots: ["hero"], pages: ["/sale"] }));
});

test("the command: the holidays of the grid's year are looked up", async () => {
  const slot = {
    default: "work",
    variants: { feast: { when: "calendar.holiday", ...words("Feast") }, work: words("Work") },
  };
  const calendar = { holiday: { holidays: "DE-BY" } };
  await writeFile(file, JSON.stringify({ tailorbird: 1, locales: ["en"], calendar, slots: { slot } }));
  const options = ["--zones", "Europe/Berlin", "--from", "2034-12-31", "--days", "2", "--hours", "12", "--visits", "1"];
  const { code, output } = await run(file, ...options, "--json");
  assert.equal(code, 0, output);
  const { rows } = slotOf(JSON.parse(output), "slot");
  assert.deepEqual(
    rows.map(({ date, shown }) => [date, ...shown]),
    [
      ["2034-12-31", "work"],
      ["2035-01-01", "feast"],
    ],
  );
  const table = await run(file, ...options);
  assert.match(table.output, /: looks at the years 2033 to 2037\n/);
  await writeFile(file, JSON.stringify(MANIFEST));
});

test("the command: a holiday that takes part of a day is one for that part", async () => {
  const slot = {
    default: "work",
    variants: { feast: { when: "calendar.holiday", ...words("Feast") }, work: words("Work") },
  };
  /** The hours of each day that are holidays. */
  const feasts = async (holidays, zone, from, days) => {
    const calendar = { holiday: { holidays } };
    await writeFile(file, JSON.stringify({ tailorbird: 1, locales: ["en"], calendar, slots: { slot } }));
    const options = ["--zones", zone, "--from", from, "--days", String(days), "--visits", "1", "--json"];
    const { code, output } = await run(file, ...options);
    assert.equal(code, 0, output);
    return slotOf(JSON.parse(output), "slot").rows.map(({ shown }) => {
      const hours = shown.flatMap((name, hour) => (name === "feast" ? [hour] : []));
      return hours.length > 0 ? `${hours[0]}-${hours.at(-1)}` : "";
    });
  };
  const shanghai = (from, days) => feasts("CN", "Asia/Shanghai", from, days);
  assert.deepEqual(await shanghai("2026-03-07", 3), ["", "12-23", ""]);
  assert.deepEqual(await shanghai("2026-05-04", 1), ["12-23"]);
  assert.deepEqual(await shanghai("2026-08-01", 1), ["12-23"]);
  assert.deepEqual(await shanghai("2026-10-01", 4), ["0-23", "0-23", "0-23", ""]);
  // 90 hours from the evening of 29 March on.
  const istanbul = await feasts("TR", "Europe/Istanbul", "2025-03-28", 7);
  assert.deepEqual(istanbul, ["", "18-23", "0-23", "0-23", "0-23", "0-11", ""]);
  await writeFile(file, JSON.stringify(MANIFEST));
});

test("the command: from the coming Monday, and wrong usage is 2, a wrong grid 1", async () => {
  const { output } = await run(file, "--zones", "UTC", "--json");
  const [{ date, weekday }] = JSON.parse(output).slots[0].rows;
  assert.deepEqual([date, weekday], ["2026-11-30", "monday"]);
  for (const words of [[], [file, file], [file, "--fast"], [file, "--zones"], [file, "--prefer", "leeks"], ["absent"]])
    assert.equal((await run(...words)).code, 2, words.join(" "));
  for (const words of [
    ["--hours", "x"],
    ["--days", "many"],
    ["--zones", "Nowhere/Land"],
    ["--slot", "nothing"],
  ]) {
    const { code, output } = await run(file, ...words);
    assert.equal(code, 1, output);
    assert.match(output, / error \//);
  }
});

after(() => rm(file));

test("what could steer a terminal is printed as an escape", async () => {
  const name = "\u001b[2J\u202eevil\u0007";
  const steering = inRoot("target/steering.json");
  await writeFile(steering, JSON.stringify({ tailorbird: 1, locales: ["en"], slots: {}, [name]: 1 }));
  const { output } = await tailorbird(Date.UTC(2026, 0, 1), "check", steering);
  assert.match(output, /\\u\{1b\}\[2J\\u\{202e\}evil\\u\{7\}/);
  for (const letter of name.match(/[^\w[]/g)) assert.ok(!output.includes(letter), JSON.stringify(output));
});
