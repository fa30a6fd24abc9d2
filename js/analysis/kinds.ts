/** What kind of table it is, by its header. Every column means something in its kind, or the table is refused. */

import type { Complaints, Spot } from "./complaints.js";

export interface Kind {
  readonly kind: "arms" | "hours" | "schedule" | "answers";
  /** How the columns of units and of their sum are called here. */
  readonly n: string;
  readonly y: string | undefined;
  readonly dimensions: readonly string[];
  readonly has: (column: string) => boolean;
}

/** Names that mean the same. */
const UNITS = ["n", "exposures", "sessions", "units"];
const TOTALS = ["sum_y", "conversions"];
const SUMS = ["sum_yy", "sum_x", "sum_xx", "sum_xy", "sum_d", "sum_dd", "sum_yd"];
/** What `tailorbird sums` and the queries of `tailorbird sql` say besides: it is no dimension. */
const BESIDES = ["excluded_units", "excluded_rows", "small"];
const COLUMNS: Readonly<Record<Kind["kind"], readonly string[]>> = {
  arms: ["experiment", "arm", "day", "metric", ...UNITS, ...TOTALS, ...SUMS, ...BESIDES],
  // Hours vary by themselves: the squares of single units say nothing more.
  hours: ["hour", "arm", ...UNITS, ...TOTALS, "sum_yy"],
  schedule: ["hour", "day", "arm"],
  answers: ["experiment", "metric", "arm", "reports", "yes", "epsilon"],
};
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  sum_yy: ["sum_y"],
  sum_x: ["sum_yy", "sum_xx", "sum_xy"],
  sum_xx: ["sum_x"],
  sum_xy: ["sum_x"],
  sum_d: ["sum_yy", "sum_dd", "sum_yd"],
  sum_dd: ["sum_d"],
  sum_yd: ["sum_d"],
};

/** Nothing: it was complained of. */
export function kindOf(
  columns: readonly string[],
  spot: (column: string) => Spot,
  complaints: Complaints,
): Kind | undefined {
  const has = (column: string): boolean => columns.includes(column);
  const [n = "", ...units] = UNITS.filter(has);
  const [y, ...totals] = TOTALS.filter(has);
  const kind = named(has, !!n, columns);
  const known = COLUMNS[kind];
  const dimensions = columns.filter((column) => !known.includes(column));
  const wrong: [column: string, message: string][] = [];
  const odd = dimensions.find((column) => kind !== "arms" || isOdd(column));
  if (odd !== undefined) wrong.push([odd, `nobody knows the column ${odd || "without a name"} in a table of ${kind}`]);
  for (const more of units) wrong.push([more, `${n} and ${more} are two names of the same column`]);
  for (const more of totals) wrong.push([more, `${y} and ${more} are two names of the same column`]);
  const missing = missingOf(kind, has, n, y);
  if (missing) wrong.push([columns[0] ?? "", missing]);
  const lacking = kind === "arms" ? columns.flatMap((column) => lacks(column, has)) : [];
  const [first] = [...wrong, ...lacking];
  if (first) return void complaints.error(spot(first[0]), first[1]);
  return { kind, n, y, dimensions, has };
}

function named(has: (column: string) => boolean, counted: boolean, columns: readonly string[]): Kind["kind"] {
  if (has("reports")) return "answers";
  if (has("hour")) return counted || TOTALS.some(has) ? "hours" : "schedule";
  return has("day") && has("arm") && columns.length === 2 ? "schedule" : "arms";
}

/** No name of a dimension: a slip of the pen, or a column of another kind of table. */
const isOdd = (column: string): boolean =>
  /^(sum|n|count|click|conver|user|value|mean)(s|_|$)|^$/.test(column) ||
  Object.values(COLUMNS).some((known) => known.includes(column));

function missingOf(
  kind: Kind["kind"],
  has: (column: string) => boolean,
  n: string,
  y: string | undefined,
): string | undefined {
  if (kind === "answers" && !has("yes")) return "the column yes is missing: how many of the reports say yes";
  if (kind === "hours" && !(n && y)) return `the column ${n ? "conversions" : "sessions"} is missing`;
  if (kind === "hours" || (has("arm") && (n || kind !== "arms"))) return undefined;
  return `the column ${has("arm") ? "n" : "arm"} is missing: a table has arm and n, hour and sessions, or arm and reports`;
}

function lacks(column: string, has: (column: string) => boolean): [column: string, message: string][] {
  if (column === "sum_d" && has("sum_x")) return [[column, "a ratio has no sum_x: there is one of the two"]];
  const missing = NEEDED[column]?.find((one) => !has(one));
  return missing ? [[column, `${column} needs the column ${missing}`]] : [];
}
