// The queries that `tailorbird sql` prints, run by DuckDB, PostgreSQL, MariaDB and SQLite on the same log: they agree row by row,
// with each other and with what the reader of the package sums.

import assert from "node:assert/strict";
import { appendFile, mkdir } from "node:fs/promises";
import { after, before, test } from "node:test";
import { sql, summarise } from "../../dist/logs.js";
import { inRoot } from "../../scripts/paths.mjs";
import { events, pairsOf, writeCsv } from "../vectors/log.mjs";
import { assertSame, fill, INCOMPLETE, plain, settingsFor } from "./agree.mjs";
import { duckdb, install, mysql, postgres, sqlite } from "./servers.mjs";
import { writeLog } from "./simulate.mjs";

/** MariaDB takes its time for more: `npm run bench -- databases` has ten million. */
const ROWS = 60_000;
const FOLDER = inRoot("target/logs-sql");
/** Items that differ in the case of their letters alone, and somebody who used one of them twice. */
const USES = [...events(150), ...events(12).map(([unit]) => [unit, "TASTE 1, no. 1"])]
  .map(([unit, item]) => [unit, item.replace(", no. ", "-").replace(" ", "-")])
  .flatMap((use, place) => (place % 9 ? [use] : [use, use]));
const FILES = { exposures: `${FOLDER}/exposures.csv`, events: `${FOLDER}/events.csv` };
const INCOMPLETE_FILES = { ...FILES, exposures: `${FOLDER}/incomplete.csv`, uses: `${FOLDER}/uses.csv` };

const databases = [];
before(async () => {
  await install();
  await mkdir(FOLDER, { recursive: true });
  writeLog(ROWS, FILES, 7);
  writeLog(ROWS, INCOMPLETE_FILES, 7);
  await appendFile(INCOMPLETE_FILES.exposures, `${INCOMPLETE.join("\n")}\n`);
  writeCsv(INCOMPLETE_FILES.uses, ["unit", "item"], [...USES, ["", "lost"], ["nobody", ""]]);
  for (const start of [duckdb, sqlite, postgres, mysql]) {
    const database = await start();
    databases.push(database);
    await fill(database, INCOMPLETE_FILES, FOLDER);
  }
});
after(() => Promise.all(databases.map(({ stop }) => stop())));

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
