/** What the dialects of SQL write differently. Everything else in the queries is the same in all of them. */

export interface Dialect {
  /** Said before the query, so that moments without a zone, and what is printed, are in UTC. */
  readonly before?: string;
  /** Names part of a table or a column, whatever is in it. */
  readonly name: (part: string) => string;
  /** A text as a value. Control characters and backslashes never come here. */
  readonly text: (value: string) => string;
  /** A column of moments, so that it can be compared. */
  readonly moment: (column: string) => string;
  /** A moment that many seconds later, or earlier. */
  readonly later: (moment: string, seconds: number) => string;
  /** The UTC day of a moment, as 2026-11-30. */
  readonly day: (moment: string) => string;
  /** The UTC hour of a moment, as 2026-11-30T17:00:00Z. */
  readonly hour: (moment: string) => string;
  /** A number in double precision. */
  readonly double: (column: string) => string;
  /** A unit as it is compared: byte for byte. */
  readonly unit: (column: string) => string;
  /** Said at the end of a subquery so that it is set apart before it is joined, and gets an index. */
  readonly apart?: string;
}

const same = (text: string): string => text;
const doubled = (mark: string) => (text: string) => mark + text.replaceAll(mark, mark + mark) + mark;
/** A backslash goes first: afterwards there are others. */
const escaped = (mark: string) => (text: string) =>
  mark + text.replaceAll("\\", "\\\\").replaceAll(mark, `\\${mark}`) + mark;
const cast = (type: string) => (column: string) => `cast(${column} as ${type})`;
const dateAdd = (moment: string, seconds: number): string => `dateadd(second, ${seconds}, ${moment})`;
const interval = (moment: string, seconds: number): string => `${moment} + interval '${seconds} seconds'`;
const intervalOf = (moment: string, seconds: number): string => `${moment} + interval ${seconds} second`;
const toChar = {
  day: (moment: string) => `to_char(${moment}, 'YYYY-MM-DD')`,
  hour: (moment: string) => `to_char(${moment}, 'YYYY-MM-DD"T"HH24":00:00Z"')`,
};
/** Functions that write a moment by a pattern with percent signs. */
const percent = (write: (moment: string, pattern: string) => string) => ({
  day: (moment: string) => write(moment, "'%Y-%m-%d'"),
  hour: (moment: string) => write(moment, "'%Y-%m-%dT%H:00:00Z'"),
});

const standard = { name: doubled('"'), text: doubled("'"), moment: same, unit: same };
const postgres: Dialect = {
  ...standard,
  ...toChar,
  before: "set time zone 'UTC';",
  later: interval,
  double: cast("double precision"),
};
const SQLITE_MOMENT = "'%Y-%m-%dT%H:%M:%f'";

export const DIALECTS = {
  duckdb: {
    ...standard,
    ...percent((moment, pattern) => `strftime(${moment}, ${pattern})`),
    before: "set timezone = 'UTC';",
    later: interval,
    double: cast("double"),
  },
  postgres,
  redshift: { ...postgres, before: "set timezone to 'UTC';" },
  mysql: {
    ...standard,
    ...percent((moment, pattern) => `date_format(${moment}, ${pattern})`),
    // MariaDB makes an index for a join only over rows that it has set apart; to MySQL this is a comment.
    before: "set time_zone = '+00:00' /*M! , optimizer_switch = 'derived_merge=off' */;",
    name: doubled("`"),
    later: intervalOf,
    double: (column) => `(${column} + 0e0)`,
    // Collations may hold `aB` and `ab` to be the same.
    unit: cast("binary"),
  },
  sqlite: {
    ...standard,
    ...percent((moment, pattern) => `strftime(${pattern}, ${moment})`),
    // There are no moments, only texts, which are compared letter by letter.
    moment: (column) => `strftime(${SQLITE_MOMENT}, ${column})`,
    later: (moment, seconds) => `strftime(${SQLITE_MOMENT}, ${moment}, '${seconds < 0 ? "" : "+"}${seconds} seconds')`,
    double: cast("real"),
    apart: "limit -1",
    unit: cast("text"),
  },
  bigquery: {
    ...percent((moment, pattern) => `format_timestamp(${pattern}, ${moment}, 'UTC')`),
    name: escaped("`"),
    text: escaped("'"),
    moment: (column) => `timestamp(${column})`,
    later: (moment, seconds) => `timestamp_add(${moment}, interval ${seconds} second)`,
    double: cast("float64"),
    unit: same,
  },
  snowflake: {
    ...standard,
    ...toChar,
    before: "alter session set timezone = 'UTC';",
    moment: (column) => `convert_timezone('UTC', ${column})`,
    later: dateAdd,
    double: cast("double"),
  },
  clickhouse: {
    ...standard,
    ...percent((moment, pattern) => `formatDateTime(${moment}, ${pattern}, 'UTC')`),
    name: escaped("`"),
    later: (moment, seconds) => `${moment} + toIntervalSecond(${seconds})`,
    double: (column) => `toFloat64(${column})`,
  },
  databricks: {
    before: "set time zone 'UTC';",
    name: doubled("`"),
    text: escaped("'"),
    moment: same,
    later: intervalOf,
    day: (moment) => `date_format(${moment}, 'yyyy-MM-dd')`,
    hour: (moment) => `concat(date_format(${moment}, 'yyyy-MM-dd'), 'T', date_format(${moment}, 'HH'), ':00:00Z')`,
    double: cast("double"),
    unit: same,
  },
  trino: {
    ...standard,
    ...percent((moment, pattern) => `date_format(${moment}, ${pattern})`),
    before: "set time zone 'UTC';",
    moment: (column) => `at_timezone(cast(${column} as timestamp(6) with time zone), 'UTC')`,
    later: (moment, seconds) => `date_add('second', ${seconds}, ${moment})`,
    double: cast("double"),
  },
  mssql: {
    name: (part) => `[${part.replaceAll("]", "]]")}]`,
    text: (value) => `N${doubled("'")(value)}`,
    moment: (column) => `switchoffset(cast(${column} as datetimeoffset), '+00:00')`,
    later: dateAdd,
    // Style 126 is ISO 8601.
    day: (moment) => `convert(varchar(10), ${moment}, 126)`,
    hour: (moment) => `convert(varchar(13), ${moment}, 126) + ':00:00Z'`,
    double: cast("float"),
    unit: (column) => `cast(${column} as nvarchar(400)) collate Latin1_General_100_BIN2`,
  },
} as const satisfies Record<string, Dialect>;

export type DialectName = keyof typeof DIALECTS;
