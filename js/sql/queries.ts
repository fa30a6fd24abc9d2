/** The queries. Names of the site stand only where a table is read; all that comes after has names of our own. */

import type { Dialect } from "./dialects.js";
import type { SqlOptions } from "./options.js";
import { Refused } from "./refused.js";
import type { Analysis, Metric } from "./settings.js";
import { type Cells, cellsOf, outcomeOf, sawOne, unitsOf } from "./units.js";
import { indented, listed, type Writer, withParts, writer } from "./writer.js";

/** Cells with fewer units are merged before anybody sees them. */
export const SMALL = 5;
/** The part with a row for each unit. */
const FIRSTS = "firsts";

/** The last step: a row for each arm, or each cell of an arm. */
function cellRows(write: Writer, from: string, cells: Cells, columns: readonly string[], metric?: string): string {
  const keys = ["experiment", "arm", ...cells.map(({ own }) => own)].map((own) => `o.${own}`);
  const names = ["experiment", "arm"].map(write.name);
  const printed = [...names, ...cells.map(({ printed }) => printed)].map((name, place) => `${keys[place]} as ${name}`);
  if (metric !== undefined) printed.push(`${write.text(metric)} as ${write.name("metric")}`);
  printed.push(`count(*) as ${write.name("n")}`, ...columns);
  printed.push(`v.units as ${write.name("excluded_units")}`, `l.exposures as ${write.name("excluded_rows")}`);
  if (cells.length > 0) printed.push(`case when count(*) < ${SMALL} then 1 else 0 end as ${write.name("small")}`);
  return [
    `select\n${listed(printed)}`,
    `from ${from} o\njoin several v on v.experiment = o.experiment\ncross join lacking l`,
    ...(from === FIRSTS ? [sawOne("o")] : []),
    `group by ${[...keys, "v.units", "l.exposures"].join(", ")}`,
  ].join("\n");
}

function ordered(write: Writer, parts: Readonly<Record<string, string>>, rows: readonly string[], keys: Cells): string {
  const order = ["experiment", "arm"].map(write.name).concat(keys.map(({ printed }) => printed));
  if (rows.length > 1) order.push(write.name("metric"));
  const all = order.map((name) => `a.${name}`).join(", ");
  return `${withParts(parts)}\nselect *\nfrom (\n${indented(rows.join("\nunion all\n"))}\n) a\norder by ${all}`;
}

/** Those of one kind that are wanted: all, or the one that was named. */
function chosen<Kind>(key: string, all: Readonly<Record<string, Kind>> = {}, name?: string): [string, Kind][] {
  const found = Object.entries(all).filter(([own]) => name === undefined || own === name);
  if (found.length > 0) return found;
  const known = Object.keys(all).join(", ");
  throw new Refused(`/${key}`, name ? `there is no \`${name}\`; there are ${known}` : `\`${key}\` is missing`);
}

const sumOf = (write: Writer, text: string, name: string): string => `sum(${text}) as ${write.name(name)}`;
const pathOf = (name: string): string => `/metrics/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;

export function armsQuery(dialect: Dialect, analysis: Analysis, { for: purpose, metric, by = [] }: SqlOptions): string {
  const write = writer(dialect);
  const cells = cellsOf(dialect, analysis, by);
  const isCuped = purpose === "cuped";
  const metrics = chosen("metrics", analysis.metrics, metric).filter(([, { before }]) => !isCuped || metric || before);
  if (metrics.length === 0) throw new Refused("/metrics", 'no metric has a pre-period: `before`, such as "14d"');
  const parts = { ...unitsOf(write, analysis, cells) };
  const columns = [sumOf(write, "o.y", "sum_y"), sumOf(write, "o.y * o.y", "sum_yy")];
  if (isCuped)
    for (const [text, name] of [
      ["o.x", "sum_x"],
      ["o.x * o.x", "sum_xx"],
      ["o.x * o.y", "sum_xy"],
    ] as const)
      columns.push(sumOf(write, text, name));
  const rows = metrics.map(([name, one], place) => {
    const from = `outcome_${place + 1}`;
    parts[from] = outcomeOf(write, one, cells, pathOf(name), isCuped);
    return cellRows(write, from, cells, columns, name);
  });
  return ordered(write, parts, rows, cells);
}

export function srmQuery(dialect: Dialect, analysis: Analysis, { by = [] }: SqlOptions): string {
  const write = writer(dialect);
  const cells = cellsOf(dialect, analysis, by);
  return ordered(write, unitsOf(write, analysis, cells), [cellRows(write, FIRSTS, cells, [])], cells);
}

/** What stands above the line and what stands below it, unit by unit. A sum of both, because planners guess wrong about joins of what
 *  was grouped. */
function bothOf(write: Writer, above: string, below: string, cells: Cells): string {
  const keys = ["experiment", "unit", "arm", ...cells.map(({ own }) => own)].join(", ");
  const none = write.double("0");
  return [
    `select ${keys}, sum(y) as y, sum(d) as d`,
    `from (\n  select ${keys}, y as y, ${none} as d from ${above}`,
    `  union all\n  select ${keys}, ${none} as y, y as d from ${below}\n) u`,
    `group by ${keys}`,
  ].join("\n");
}

export function ratioQuery(dialect: Dialect, analysis: Analysis, { metric, by = [] }: SqlOptions): string {
  const write = writer(dialect);
  const cells = cellsOf(dialect, analysis, by);
  const parts = { ...unitsOf(write, analysis, cells) };
  const { metrics = {} } = analysis;
  const columns = [
    ["o.y", "sum_y"],
    ["o.d", "sum_d"],
    ["o.y * o.y", "sum_yy"],
    ["o.d * o.d", "sum_dd"],
    ["o.y * o.d", "sum_yd"],
  ].map(([text = "", name = ""]) => sumOf(write, text, name));
  const rows = chosen("ratios", analysis.ratios, metric).map(([name, ratio], place) => {
    const [y, d, both] = ["above", "below", "ratio"].map((part) => `${part}_${place + 1}`) as [string, string, string];
    for (const [part, key] of [
      [y, ratio.of],
      [d, ratio.per],
    ] as const)
      parts[part] = outcomeOf(write, metrics[key] as Metric, cells, pathOf(key), false);
    parts[both] = bothOf(write, y, d, cells);
    return cellRows(write, both, cells, columns, name);
  });
  return ordered(write, parts, rows, cells);
}

/** Totals of the site by the hour. No unit is looked at: a row is a session, or a conversion. */
export function hoursQuery(dialect: Dialect, analysis: Analysis, { metric, by = [] }: SqlOptions): string {
  const write = writer(dialect);
  const { sessions, metrics } = analysis;
  if (!sessions) throw new Refused("", "`sessions` is missing: the table with a row for each session");
  if (by.length > 0) throw new Refused("", "hours are not told apart by anything else");
  const [[, one], ...more] = chosen("metrics", metrics, metric) as [[string, Metric], ...unknown[]];
  if (more.length > 0) throw new Refused("/metrics", "hours are those of one metric: say which");
  const hour = (alias: string, time = "time"): string => write.hour(write.moment(write.column(alias, time)));
  const amount = one.value ? write.double(write.column("m", one.value)) : "1";
  const [sum, square] = [sumOf(write, "h.y", "sum_y"), sumOf(write, "h.y * h.y", "sum_yy")];
  const printed = one.value
    ? [sumOf(write, "h.session", "n"), sum, square]
    : [sumOf(write, "h.session", "sessions"), sumOf(write, "h.y", "conversions")];
  const rows = [
    `select ${hour("s", sessions.time)} as at_hour, 1 as session, 0 as y\n${write.from(sessions, "s")}`,
    `select ${hour("m", one.time)} as at_hour, 0 as session, ${amount} as y\n${write.from(one, "m")}`,
  ];
  return (
    `select\n${listed([`h.at_hour as ${write.name("hour")}`, ...printed])}\nfrom (\n` +
    `${indented(rows.join("\nunion all\n"))}\n) h\ngroup by h.at_hour\norder by h.at_hour`
  );
}

/** How many units used two items both. Fewer than so many leave no trace in it; an item with itself says how many used it. */
export function pairsQuery(dialect: Dialect, { interactions }: Analysis, { metric, by = [] }: SqlOptions): string {
  const write = writer(dialect);
  if (!interactions)
    throw new Refused("", "`interactions` is missing: the table with a row for each item that a unit used");
  if (metric !== undefined || by.length > 0)
    throw new Refused("", "pairs are those of all items, and told apart by nothing");
  const [unit, item] = [interactions.unit ?? "unit", interactions.item ?? "item"].map((name) =>
    write.column("u", name),
  ) as [string, string];
  // A text is printed, and compared byte for byte, which is not the same in all collations.
  const uses = [`${write.unit(unit)} as unit`, `${write.unit(item)} as item`, `min(${item}) as named`];
  const from = write.from(interactions, "u");
  const known = `${from}${from.includes("\nwhere ") ? " and" : "\nwhere"} ${unit} is not null and ${item} is not null`;
  const parts = { uses: `select\n${listed(uses)}\n${known}\ngroup by ${write.unit(unit)}, ${write.unit(item)}` };
  const printed = ["min(a.named) as i", "min(b.named) as j", "count(*) as n"].map((one) =>
    one.replace(/\w$/, write.name),
  );
  return [
    `${withParts(parts)}\nselect\n${listed(printed)}`,
    "from uses a\njoin uses b on a.unit = b.unit and a.item <= b.item",
    `group by a.item, b.item\nhaving count(*) >= ${SMALL}`,
  ].join("\n");
}
