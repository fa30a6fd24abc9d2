/** The same sums by DuckDB: the query that `tailorbird sql` prints, over tables of what the files have. */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DIALECTS } from "../sql/dialects.js";
import { armsQuery, srmQuery } from "../sql/queries.js";
import type { Analysis, Metric } from "../sql/settings.js";
import type { Connection, DuckDb } from "./duckdb-types.js";
import { loadAll } from "./load.js";
import type { ArmRow, Summary, SumOptions } from "./summary.js";
import { sorted } from "./sums.js";
import { warningsOf } from "./warnings.js";

export async function rowsByDuckDb(
  { DuckDBInstance }: DuckDb,
  files: readonly string[],
  spans: SumOptions,
  by: readonly string[],
): Promise<Summary> {
  const folder = mkdtempSync(join(tmpdir(), "tailorbird-"));
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    await connection.run(`set temp_directory = ${DIALECTS.duckdb.text(folder)}; set timezone = 'UTC'`);
    const dimensions = by.filter((name) => name !== "day");
    await loadAll(connection, files, dimensions);
    const metrics = await metricsIn(connection);
    const rows = await sums(connection, metrics, spans, by, dimensions);
    const warnings = warningsOf(files[0] ?? "", rows, await unexposedIn(connection));
    return { rows, warnings, engine: "duckdb" };
  } finally {
    connection.closeSync();
    instance.closeSync();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Found {
  readonly name: string;
  readonly hasValues: boolean;
}

async function metricsIn(connection: Connection): Promise<Found[]> {
  const query = "select metric, count(amount) > 0 as has_values from log_events group by metric order by metric";
  const rows = (await connection.runAndReadAll(query)).getRowObjectsJS();
  return rows.map(({ metric, has_values }) => ({ name: `${metric}`, hasValues: has_values === true }));
}

/** Names of the log may be of any letters, so that the query has numbers in their place. */
async function sums(
  connection: Connection,
  found: readonly Found[],
  { window, before }: SumOptions,
  by: readonly string[],
  dimensions: readonly string[],
): Promise<ArmRow[]> {
  const metrics = Object.fromEntries(
    found.map(({ name, hasValues }, place): [string, Metric] => [
      `metric ${place}`,
      {
        table: "log_events",
        where: { metric: name },
        ...(hasValues && { value: "amount" }),
        ...(window && { window: `${window}s` }),
        ...(before && { before: `${before}s` }),
      },
    ]),
  );
  const numbers = new Map(dimensions.map((name, place) => [name, `d${place}`]));
  const analysis: Analysis = {
    exposures: { table: "log_exposures" },
    metrics,
    dimensions: Object.fromEntries([...numbers.values()].map((name) => [name, name])),
  };
  const cells = by.map((name) => numbers.get(name) ?? name);
  const purpose = before === undefined ? "arms" : "cuped";
  const write = found.length > 0 ? armsQuery : srmQuery;
  const query = write(DIALECTS.duckdb, analysis, { dialect: "duckdb", for: purpose, by: cells });
  const rows = (await connection.runAndReadAll(query)).getRowObjectsJS();
  return sorted(
    rows.map((row) => rowFrom(row, found, by, cells)),
    ["experiment", "arm", ...by, "metric"],
  );
}

/** A row under its own names, with plain numbers. */
function rowFrom(
  row: Record<string, unknown>,
  found: readonly Found[],
  by: readonly string[],
  cells: readonly string[],
) {
  const plain: Record<string, string | number> = {};
  for (const [key, value] of Object.entries(row)) {
    const name = by[cells.indexOf(key)] ?? key;
    if (key === "metric") plain[name] = found[Number(`${value}`.slice("metric ".length))]?.name ?? "";
    else plain[name] = typeof value === "bigint" ? Number(value) : typeof value === "number" ? value : `${value ?? ""}`;
  }
  return plain as unknown as ArmRow;
}

async function unexposedIn(connection: Connection): Promise<Map<string, number>> {
  const query =
    "select metric, count(*) as n from log_events anti join (select distinct unit from log_exposures) using (unit) " +
    "group by metric";
  const rows = (await connection.runAndReadAll(query)).getRowObjectsJS();
  return new Map(rows.map(({ metric, n }) => [`${metric}`, Number(n)]));
}
