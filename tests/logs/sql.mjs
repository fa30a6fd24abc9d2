// The queries that `tailorbird sql` prints, run by DuckDB, PostgreSQL, MariaDB and SQLite on the same log: they agree row by row,
// with each other and with what the reader of the package sums.

import assert from "node:assert/strict";
import { appendFile, mkdir } from "node:fs/promises";
import { after, before, test } from "node:test";
import { sql, summarise } from "../../dist/logs.js";
import { inRoot } from "../../scripts/paths.mjs";
import { events, pairsOf, writeCsv } from "../vectors/log.mjs";
import { duckdb, install, mysql, postgres, sqlite } from "./servers.mjs";
import { writeLog } from "./simulate.mjs";

/** MariaDB takes its time for more. */
const ROWS = 60_000;
const FOLDER = inRoot("target/logs-sql");
/** Items that differ in the case of their letters alone, and somebody who used one of them twice. */
const USES = [...events(150), ...events(12).map(([unit]) => [unit, "TASTE 1, no. 1"])]
  .map(([unit, item]) => [unit, item.replace(", no. ", "-").replace(" ", "-")])
  .flatMap((use, place) => (place % 9 ? [use] : [use, use]));
const FILES = { exposures: `${FOLDER}/exposures.csv`, events: `${FOLDER}/events.csv` };
/** Exposures without a unit, an arm and a time. A log with them is refused, so that only databases see them. */
const INCOMPLETE = [
  "2026-11-02T00:00:00Z,,headline,bold,phone",
  "2026-11-02T00:00:00Z,u1,headline,,phone",
  ",u2,headline,bold,phone",
];

/** Names that are words of SQL, or have marks of it in them. */
const analysis = {
  exposures: {
    table: ["shop", 'ex"po`s]ures; --'],
    experiment: "select",
    unit: 'user "id"',
    arm: "from",
    time: "order",
  },
  sessions: { table: ["shop", 'ex"po`s]ures; --'], time: "order" },
  metrics: {
    signup: {
      table: "shop.group",
      unit: "where",
      time: "table",
      where: { "it's": "signup" },
      window: "72h",
      before: "10d",
    },
    order: {
      table: "shop.group",
      unit: "where",
      time: "table",
      value: "value",
      where: { "it's": "order" },
      window: "72h",
      before: "10d",
    },
    orders: {
      table: "shop.group",
      unit: "where",
      time: "table",
      as: "count",
      where: { "it's": "order" },
      window: "72h",
    },
  },
  ratios: { basket: { of: "order", per: "orders" } },
  dimensions: { device: "group by" },
  interactions: { table: ["shop", 'li"ke`s]'], unit: 'user "id"', item: "select" },
};

/** How each database writes a name, a moment with its zone, one in UTC without, and a number: by hand, so that what is tested does
 *  not test itself. */
const double = (mark) => (name) => mark + name.split(mark).join(mark + mark) + mark;
const WRITES = {
  postgres: {
    name: double('"'),
    zoned: (text) => `cast(${text} as timestamptz)`,
    plain: (text) => `cast(${text} as timestamp)`,
    number: "double precision",
  },
  duckdb: {
    name: double('"'),
    zoned: (text) => `cast(${text} as timestamptz)`,
    plain: (text) => `cast(${text} as timestamp)`,
    number: "double",
  },
  sqlite: { name: double('"'), zoned: (text) => text, plain: (text) => text, number: "real" },
  mysql: {
    name: double("`"),
    zoned: (text) => `cast(replace(${text}, 'Z', '') as datetime)`,
    plain: (text) => `cast(replace(${text}, 'Z', '') as datetime)`,
    number: "double",
  },
};

/** The log in a database, under the site's own names. */
async function fill({ dialect, execute, stage }) {
  const { name, zoned, plain, number } = WRITES[dialect];
  const text = (column) => `nullif(${name(column)}, '')`;
  await stage("staged_exposures", ["time", "unit", "experiment", "arm", "device"], `${FOLDER}/incomplete.csv`);
  await stage("staged_events", ["time", "unit", "metric", "value"], FILES.events);
  await stage("staged_uses", ["unit", "item"], `${FOLDER}/uses.csv`);
  // SQLite has no schemas but files.
  if (dialect === "sqlite") await execute(`attach '${FOLDER}/unused' as shop;`);
  else await execute("create schema shop;");
  const exposures = [
    [zoned(text("time")), "order"],
    [text("unit"), 'user "id"'],
    [text("experiment"), "select"],
    [text("arm"), "from"],
    [text("device"), "group by"],
  ];
  const events = [
    [plain(text("time")), "table"],
    [text("unit"), "where"],
    [text("metric"), "it's"],
    [`cast(${text("value")} as ${number})`, "value"],
  ];
  const create = (table, columns, from) =>
    `create table ${schema(dialect)}.${name(table)} as select ${columns.map(([value, own]) => `${value} as ${name(own)}`).join(", ")} from ${from};`;
  const uses = [
    [text("unit"), 'user "id"'],
    [text("item"), "select"],
  ];
  await execute(create('li"ke`s]', uses, dialect === "mysql" ? "test.staged_uses" : "staged_uses"));
  await execute(
    create('ex"po`s]ures; --', exposures, dialect === "mysql" ? "test.staged_exposures" : "staged_exposures"),
  );
  await execute(create("group", events, dialect === "mysql" ? "test.staged_events" : "staged_events"));
}

const schema = (dialect) => (dialect === "sqlite" ? "main" : "shop");

const settingsFor = (dialect) => {
  if (dialect !== "sqlite") return analysis;
  return JSON.parse(JSON.stringify(analysis).replaceAll('"shop', '"main'));
};

const databases = [];
before(async () => {
  await install();
  await mkdir(FOLDER, { recursive: true });
  writeLog(ROWS, FILES, 7);
  writeLog(ROWS, { exposures: `${FOLDER}/incomplete.csv`, events: FILES.events }, 7);
  await appendFile(`${FOLDER}/incomplete.csv`, `${INCOMPLETE.join("\n")}\n`);
  writeCsv(`${FOLDER}/uses.csv`, ["unit", "item"], [...USES, ["", "lost"], ["nobody", ""]]);
  for (const start of [duckdb, sqlite, postgres, mysql]) {
    const database = await start();
    databases.push(database);
    await fill(database);
  }
});
after(() => Promise.all(databases.map(({ stop }) => stop())));

/** Numbers as numbers, and rows in one order, whatever the order of letters is. */
const plain = (rows) =>
  rows
    .map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plainly(value)])))
    .sort((a, b) => (key(a) < key(b) ? -1 : 1));
const plainly = (value) => {
  if (value === null || value === "NULL" || value === "") return "";
  return Number.isNaN(Number(value)) ? value : Number(value);
};
const key = (row) =>
  ["experiment", "arm", "day", "device", "metric", "hour", "i", "j"].map((name) => row[name] ?? "").join("|");

function assertSame(found, expected, what) {
  assert.equal(found.length, expected.length, `${what}: rows`);
  for (const [place, row] of expected.entries())
    for (const [name, value] of Object.entries(row)) {
      const other = found[place][name];
      const near = typeof value === "number" && Math.abs(other - value) <= 1e-9 * Math.abs(value);
      assert.ok(
        near || other === value,
        `${what}, row ${place}, ${name}: ${other}, not ${value}: ${JSON.stringify(row)}`,
      );
    }
}

const answers = (options) =>
  Promise.all(
    databases.map(async ({ name, dialect, query }) => {
      const { sql: text, problems } = sql(settingsFor(dialect), { dialect, ...options });
      assert.deepEqual(problems, []);
      return [name, plain(await query(text))];
    }),
  );

const own = async (options) => {
  const { rows } = await summarise(Object.values(FILES), { engine: "built-in", window: "72h", ...options });
  return plain(rows.map((row) => ({ ...row, excluded_rows: INCOMPLETE.length })));
};

const CASES = [
  { for: "arms", least: 10, own: {} },
  { for: "arms", by: ["day", "device"], least: 200, own: { by: ["day", "device"] } },
  { for: "arms", by: ["device"], metric: "order", least: 9, own: { by: ["device"] } },
  { for: "cuped", metric: "order", least: 5, own: { before: "10d" } },
  { for: "cuped", metric: "signup", by: ["day"], least: 100, own: { by: ["day"], before: "10d" } },
  { for: "srm", least: 5 },
  { for: "srm", by: ["device"], least: 9 },
  { for: "ratio", least: 5 },
  { for: "ratio", by: ["day"], least: 100 },
  { for: "hours", metric: "signup", least: 500 },
  { for: "hours", metric: "order", least: 500 },
];

for (const { least, own: given, ...options } of CASES)
  test(`${options.for}${options.by ? ` by ${options.by}` : ""}${options.metric ? ` of ${options.metric}` : ""}: the databases agree`, async () => {
    const [[, expected], ...others] = await answers(options);
    assert.ok(expected.length >= least, `${expected.length} rows`);
    for (const [name, rows] of others) assertSame(rows, expected, name);
    if (!given) return;
    const read = (await own(given)).filter(({ metric }) => !options.metric || metric === options.metric);
    // The reader does not count how often something happened.
    assertSame(
      expected.filter(({ metric }) => metric !== "orders"),
      read,
      "the reader",
    );
  });

test("pairs: the databases agree, and with what is counted by hand", async () => {
  const found = await answers({ for: "pairs" });
  const units = new Map(USES.map((use) => [use.join("|"), use]));
  const expected = plain(pairsOf([...units.values()]).map(([i, j, n]) => ({ i, j, n }))).filter(({ n }) => n >= 5);
  assert.ok(expected.length >= 500, `${expected.length} pairs`);
  assert.ok(expected.some(({ i, j }) => i === "TASTE-1-1" && j === i));
  for (const [name, rows] of found) assertSame(rows, expected, name);
});
