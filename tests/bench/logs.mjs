// How long ten million events take to be summed up: the reader of the package and DuckDB under it, beside DuckDB with a query that
// somebody wrote by hand and beside plain JavaScript. Answers that differ end it.

import { createReadStream } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { createInterface } from "node:readline";
import { DuckDBInstance } from "@duckdb/node-api";
import { summarise } from "../../dist/logs.js";
import { inRoot } from "../../scripts/paths.mjs";
import { writeLog } from "../logs/simulate.mjs";

const ROWS = 10_000_000;
const RUNS = 3;
const FOLDER = inRoot("target/bench-logs");
const FILES = { exposures: `${FOLDER}/exposures.csv`, events: `${FOLDER}/events.csv` };
const WINDOW = 72 * 3_600_000;

const own = (engine) => async () => {
  const { rows } = await summarise(Object.values(FILES), { engine, window: "72h" });
  return rows.map(({ experiment, arm, metric, n, sum_y }) => [experiment, arm, metric, n, sum_y]);
};

/** As an analyst would write it, without looking whether a row is sound. */
async function byHand() {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const reader = await connection.runAndReadAll(`
    with e as (select * from read_csv('${FILES.exposures}')), v as (select * from read_csv('${FILES.events}')),
    u as (select experiment, unit, min(arm) as arm, min(time) as first from e group by all having min(arm) = max(arm)),
    m as (select unnest(['order', 'signup']) as metric),
    o as (select u.experiment, u.arm, m.metric, u.unit,
      coalesce(case when m.metric = 'order' then sum(v.value) else max(1) filter (v.unit is not null) end, 0) as y
      from u cross join m left join v on v.unit = u.unit and v.metric = m.metric
        and v.time >= u.first and v.time < u.first + interval 72 hour
      group by u.experiment, u.arm, m.metric, u.unit)
    select experiment, arm, metric, count(*) as n, sum(y) as sum_y from o group by all order by 1, 2, 3`);
  connection.closeSync();
  instance.closeSync();
  return reader
    .getRowObjectsJS()
    .map(({ experiment, arm, metric, n, sum_y }) => [experiment, arm, metric, Number(n), sum_y]);
}

/** Without the header: there may be a unit called “unit”. */
async function* linesOf(file) {
  let isHeader = true;
  for await (const line of createInterface({ input: createReadStream(file) })) {
    if (!isHeader) yield line;
    isHeader = false;
  }
}

/** Lines, `split` and maps. */
async function plain() {
  const units = new Map();
  for await (const line of linesOf(FILES.exposures)) {
    const [time, unit, experiment, arm] = line.split(",");
    const key = `${experiment} ${unit}`;
    const at = Date.parse(time);
    const seen = units.get(key);
    if (!seen) units.set(key, { arm, at, several: false, order: 0, signup: 0 });
    else {
      if (seen.arm !== arm) seen.several = true;
      if (at < seen.at) seen.at = at;
    }
  }
  for await (const line of linesOf(FILES.events)) {
    const [time, unit, metric, value] = line.split(",");
    for (const experiment of ["headline", "price"]) {
      const seen = units.get(`${experiment} ${unit}`);
      const since = seen && Date.parse(time) - seen.at;
      if (!seen || since < 0 || since >= WINDOW) continue;
      if (metric === "order") seen.order += Number(value);
      else seen.signup = 1;
    }
  }
  const sums = new Map();
  for (const [key, { arm, several, ...found }] of units) {
    if (several) continue;
    for (const metric of ["order", "signup"]) {
      const cell = `${key.slice(0, key.indexOf(" "))} ${arm} ${metric}`;
      const sum = sums.get(cell) ?? [...cell.split(" "), 0, 0];
      sum[3] += 1;
      sum[4] += found[metric];
      sums.set(cell, sum);
    }
  }
  return [...sums.values()].sort((a, b) => (`${a.slice(0, 3)}` < `${b.slice(0, 3)}` ? -1 : 1));
}

const same = (a, b) => a === b || Math.abs(a - b) <= 1e-9 * Math.abs(a);

export async function logs(median) {
  await mkdir(FOLDER, { recursive: true });
  writeLog(ROWS, FILES);
  const ways = {
    "tailorbird, built in": own("built-in"),
    "tailorbird with DuckDB": own("duckdb"),
    "DuckDB, by hand": byHand,
    "plain JavaScript": plain,
  };
  const lines = [`${ROWS} events in two files of CSV, seconds: median (best)`];
  let expected;
  for (const [name, run] of Object.entries(ways)) {
    const seconds = [];
    for (let count = 0; count < (run === plain ? 1 : RUNS); count += 1) {
      const started = performance.now();
      const rows = await run();
      seconds.push((performance.now() - started) / 1000);
      expected ??= rows;
      const differs =
        rows.length !== expected.length || rows.some((row, i) => row.some((one, j) => !same(one, expected[i][j])));
      if (differs) throw new Error(`${name} gives other sums: ${JSON.stringify(rows)}`);
    }
    lines.push(`${name.padEnd(26)}${median(seconds).toFixed(1)} (${Math.min(...seconds).toFixed(1)})`);
  }
  await rm(FOLDER, { recursive: true, force: true });
  return lines;
}
