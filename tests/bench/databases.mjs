// Ten million events in DuckDB, PostgreSQL, MariaDB and SQLite: the queries that `tailorbird sql` prints agree row by row with each other
// and with the reader of files. What differs ends it; seconds are printed.

import { appendFile, mkdir, rm } from "node:fs/promises";
import { sql, summarise } from "../../dist/logs.js";
import { inRoot } from "../../scripts/paths.mjs";
import { assertSame, fill, INCOMPLETE, plain, settingsFor } from "../logs/agree.mjs";
import { duckdb, install, mysql, postgres, sqlite } from "../logs/servers.mjs";
import { writeLog } from "../logs/simulate.mjs";

const FOLDER = inRoot("target/bench-databases");
const FILES = { exposures: `${FOLDER}/exposures.csv`, events: `${FOLDER}/events.csv` };
/** Each with what the reader of files is asked for the same. */
const CASES = {
  arms: [{ for: "arms" }, {}],
  "arms by day": [{ for: "arms", by: ["day"] }, { by: ["day"] }],
  "cuped of order": [{ for: "cuped", metric: "order" }, { before: "10d" }],
  srm: [{ for: "srm" }],
  ratio: [{ for: "ratio" }],
  "hours of signup": [{ for: "hours", metric: "signup" }],
};

async function timed(work) {
  const started = performance.now();
  const answer = await work();
  return [answer, ((performance.now() - started) / 1000).toFixed(1)];
}

/** What the reader sums up, as the databases tell it. */
async function read(options, { metric }) {
  const files = Object.values(FILES);
  const { rows } = await summarise(files, { engine: "built-in", window: "72h", ...options });
  const own = rows.filter((row) => !metric || row.metric === metric);
  return plain(own.map((row) => ({ ...row, excluded_rows: INCOMPLETE.length })));
}

/** @param expected The rows of each case, of the reader and of the databases before. The reader does not count how often something
 *  happened. */
async function measure(database, expected) {
  const { name, dialect, query } = database;
  for (const [what, [options]] of Object.entries(CASES)) {
    const { sql: text } = sql(settingsFor(dialect), { dialect, ...options });
    const [rows, seconds] = await timed(async () => plain(await query(text)));
    for (const [who, known] of expected[what]) {
      const mine = who === "the reader" ? rows.filter(({ metric }) => metric !== "orders") : rows;
      assertSame(mine, known, `${what}: ${name} beside ${who}`);
    }
    expected[what].push([name, rows]);
    const like = expected[what].map(([who]) => who).slice(0, -1);
    console.log(
      `${name.padEnd(12)}${what.padEnd(16)}${seconds.padStart(8)} s  ${rows.length} rows${like.length ? ` as ${like.join(", ")}` : ""}`,
    );
  }
}

export async function databases(count) {
  await install();
  await mkdir(FOLDER, { recursive: true });
  const written = writeLog(count, FILES, 7);
  console.log(`${written.toLocaleString("en")} events`);
  const expected = {};
  for (const [what, [options, own]] of Object.entries(CASES)) {
    if (own) {
      const [rows, seconds] = await timed(() => read(own, options));
      expected[what] = [["the reader", rows]];
      console.log(`${"the reader".padEnd(12)}${what.padEnd(16)}${seconds.padStart(8)} s  ${rows.length} rows`);
    } else expected[what] = [];
  }
  await appendFile(FILES.exposures, `${INCOMPLETE.join("\n")}\n`);
  for (const start of [duckdb, postgres, sqlite, mysql]) {
    const database = await start();
    try {
      const [, seconds] = await timed(() => fill(database, FILES, FOLDER));
      console.log(`${database.name.padEnd(12)}${"loaded in".padEnd(16)}${seconds.padStart(8)} s`);
      await measure(database, expected);
    } finally {
      await database.stop();
    }
  }
  await rm(FOLDER, { recursive: true, force: true });
}
