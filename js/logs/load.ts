/** Files → the tables `log_exposures` and `log_events` of DuckDB, with every row checked. */

import { DIALECTS } from "../sql/dialects.js";
import type { Connection } from "./duckdb-types.js";
import { Fault } from "./fault.js";
import { COLUMNS, headerOf, isJson, isParquet, ledgerOf } from "./take.js";

const { name: quoted, text } = DIALECTS.duckdb;

const TIME =
  "\\d{4}-\\d\\d-\\d\\d([T ]([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d(\\.\\d{1,9})?)?(Z|[+-](0\\d|1[0-5])(:?[0-5]\\d)?)?)?";
/** Times that have an offset and no seconds, or an offset without a colon, which DuckDB does not read. */
const LACKING = "^(.{16})(Z|[+-].*)$";
const JOINED = "^(.{16,}[+-]\\d\\d)(\\d\\d)$";
const NUMBER = "[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?";

/** What may be wrong with a row, in the order in which it is looked for. The first that holds is what is said. */
const FAULTS = [
  ["unit", "unit is null", "the unit is missing"],
  ["time", "time is null", "the time is missing"],
  ["time", "moment is null", "this is no time such as 2026-11-30T17:05:00Z"],
  ["metric", "arm is not null and metric is not null", "a row has an arm or a metric, not both"],
  ["arm", "arm is null and (metric is null or experiment is not null)", "this is missing"],
  ["experiment", "arm is not null and experiment is null", "the name of the experiment is missing"],
  ["value", "metric is not null and value is not null and amount is null", "this is no number"],
  ["value", "metric is not null and amount < 0", "this is negative"],
] as const;
const FAULT = `case ${FAULTS.map(([, when], place) => `when ${when} then ${place + 1}`).join(" ")} else 0 end`;

/** How most logs write a time. */
const USUAL = "\\d{4}-\\d\\d-\\d\\d[T ]([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\dZ";
const TEXT_TIME =
  `case when regexp_full_match(time, '${USUAL}') then try_cast(left(time, 19) as timestamp) ` +
  `when regexp_full_match(time, '${TIME}') then cast(try_cast(regexp_replace(` +
  `regexp_replace(time, '${LACKING}', '\\1:00\\2'), '${JOINED}', '\\1:\\2') as timestamptz) as timestamp) end`;
const FINITE = "isfinite(try_cast(value as double))";
const NAMES = ["time", "unit", "experiment", "arm", "metric", "value"] as const;

/** A file as DuckDB reads it. */
interface Source {
  readonly from: string;
  readonly has: (name: string) => boolean;
  readonly isText: (name: string) => boolean;
}

/** Fills both tables. What DuckDB finds wrong, the reader here says with its place. */
export async function loadAll(connection: Connection, files: readonly string[], dimensions: readonly string[]) {
  try {
    const rows: string[] = [];
    for (const file of files) rows.push(rowsOf(await sourceOf(connection, file, dimensions), dimensions));
    await connection.run(`create temp table log_rows as ${rows.join(" union all ")}`);
  } catch (thrown) {
    throw faultOf(files, dimensions) ?? thrown;
  }
  await checkRows(connection, files, dimensions);
  const own = dimensions.map((_, place) => `, d${place}`).join("");
  await connection.run(
    `create temp view log_exposures as select unit, experiment, arm, moment as time${own} from log_rows ` +
      "where arm is not null; " +
      "create temp view log_events as select unit, metric, moment as time, amount from log_rows where metric is not null",
  );
}

async function sourceOf(connection: Connection, file: string, dimensions: readonly string[]): Promise<Source> {
  if (isParquet(file)) return parquet(connection, file);
  // In JSON the digits of a text stay in quotes, and are no number.
  const type = (name: string): string => (isJson(file) && name === "value" ? "JSON" : "VARCHAR");
  const options = (names: readonly string[]): string =>
    `columns = {${names.map((name) => `${text(name)}: '${type(name)}'`).join(", ")}}`;
  if (isJson(file)) {
    const names = [...COLUMNS, ...dimensions];
    const from = `read_json(${text(file)}, format = 'newline_delimited', ${options(names)})`;
    return { from, has: () => true, isText: () => true };
  }
  const { names, separator } = headerOf(file, dimensions);
  const form = `auto_detect = false, header = true, delim = ${text(separator)}, quote = '"', escape = '"'`;
  const from = `read_csv(${text(file)}, ${form}, ${options(names)})`;
  return { from, has: (name) => names.includes(name), isText: () => true };
}

async function parquet(connection: Connection, file: string): Promise<Source> {
  const from = `read_parquet(${text(file)})`;
  const rows = (await connection.runAndReadAll(`describe select * from ${from}`)).getRowObjectsJS();
  const types = new Map(rows.map(({ column_name, column_type }) => [`${column_name}`, `${column_type}`]));
  return { from, has: (name) => types.has(name), isText: (name) => (types.get(name) ?? "VARCHAR") === "VARCHAR" };
}

/** The query for the rows of a file, with the number of what is wrong with each. */
function rowsOf({ from, has, isText }: Source, dimensions: readonly string[]): string {
  const field = (name: string): string =>
    has(name) ? `nullif(cast(${quoted(name)} as varchar), '')` : "null::varchar";
  const own = dimensions.map((_, place) => `d${place}`);
  const raw = [
    ...NAMES.map((name) => `${field(name)} as ${name}`),
    ...dimensions.map((name, place) => `coalesce(${field(name)}, '') as d${place}`),
    ...(isText("time") ? [] : ["cast(time as timestamp) as stamp"]),
  ];
  const number = isText("value") ? `regexp_full_match(value, '${NUMBER}') and ${FINITE}` : FINITE;
  const typed =
    `select *, ${isText("time") ? TEXT_TIME : "stamp"} as moment, case when ${number} then value::double end as amount ` +
    `from (select ${raw.join(", ")} from ${from})`;
  return `select ${["unit", "experiment", "arm", "metric", "moment", "amount", ...own].join(", ")}, ${FAULT} as fault from (${typed})`;
}

/** A metric has values in all of its rows, or in none. */
const MIXED =
  "select 1 from log_rows where metric is not null group by metric having count(amount) not in (0, count(*))";

async function checkRows(connection: Connection, files: readonly string[], dimensions: readonly string[]) {
  const query = `select coalesce(max(fault), 0) as fault, exists (${MIXED}) as mixed from log_rows`;
  const [row] = (await connection.runAndReadAll(query)).getRowObjectsJS();
  if (Number(row?.fault) === 0 && row?.mixed === false) return;
  throw faultOf(files, dimensions) ?? (await faultByRow(connection, files, dimensions));
}

/** What the reader here finds wrong with files that it can read. */
function faultOf(files: readonly string[], dimensions: readonly string[]): unknown {
  try {
    ledgerOf(
      files.filter((file) => !isParquet(file)),
      dimensions,
    );
    return undefined;
  } catch (thrown) {
    return thrown;
  }
}

/** The first row of a Parquet file with something wrong in it. Its first row is 1: it has no header. */
async function faultByRow(connection: Connection, files: readonly string[], dimensions: readonly string[]) {
  for (const file of files.filter(isParquet)) {
    const rows = rowsOf(await parquet(connection, file), dimensions);
    const query = `select * from (select row_number() over () as row, fault from (${rows})) where fault > 0 limit 1`;
    const [found] = (await connection.runAndReadAll(query)).getRowObjectsJS();
    const [column, , message] = FAULTS[Number(found?.fault) - 1] ?? [];
    if (message) return new Fault(file, message, Number(found?.row), column);
  }
  return new Fault(files[0] ?? "", "a metric has values in some of its rows, and none in others", undefined, "value");
}
