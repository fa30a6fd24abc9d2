/** The parts of a query that follow single units: who was shown what first, and what came of it. */

import type { Dialect } from "./dialects.js";
import { Refused } from "./refused.js";
import { type Analysis, type Metric, secondsOf } from "./settings.js";
import { indented, listed, type Writer } from "./writer.js";

/** What results are told apart by, beside experiments and arms: columns of `firsts`, and how each is printed. */
export type Cells = readonly { readonly own: string; readonly printed: string; readonly source?: string }[];

export function cellsOf(dialect: Dialect, { dimensions = {} }: Analysis, by: readonly string[]): Cells {
  return by.map((name, place) => {
    if (name === "day") return { own: "on_day", printed: dialect.name("day") };
    const source = Object.hasOwn(dimensions, name) ? dimensions[name] : undefined;
    const known = ["day", ...Object.keys(dimensions)].join(", ");
    if (source === undefined) throw new Refused("/dimensions", `there is no dimension \`${name}\`; there are ${known}`);
    return { own: `dimension_${place + 1}`, printed: dialect.name(name), source };
  });
}

const FIRST = "min(case when p.complete = 1 then p.shown_at end)";

/** Whether a unit saw one arm and no other: the least is the greatest. Written so that planners expect many such rows, and not the
 *  few that equality leaves. */
export const sawOne = (alias: string): string => `where ${alias}.arm >= ${alias}.other_arm`;

/** Who was shown what first. `firsts` has a row for each unit of an experiment. */
export function unitsOf(write: Writer, { exposures }: Analysis, cells: Cells): Readonly<Record<string, string>> {
  if (!exposures) throw new Refused("", "`exposures` is missing: the table of who was shown which arm, and when");
  const { experiment = "experiment", unit = "unit", arm = "arm", time = "time" } = exposures;
  const column = (name: string): string => write.column("e", name);
  const [e, u, a, t] = [column(experiment), column(unit), column(arm), column(time)];
  const own = cells.filter(({ source }) => source !== undefined);
  const shown = [
    `${e} as experiment`,
    `${write.unit(u)} as unit`,
    `${a} as arm`,
    `${write.moment(t)} as shown_at`,
    `case when ${e} is null or ${u} is null or ${a} is null or ${write.moment(t)} is null then 0 else 1 end as complete`,
    ...own.map(({ own, source = "" }) => `${write.column("e", source)} as ${own}`),
  ];
  const order = ["s.complete desc", "s.shown_at", ...own.map(({ own }) => `s.${own}`)].join(", ");
  const placed = `select s.*, row_number() over (partition by s.experiment, s.unit order by ${order}) as place\nfrom shown s`;
  const first = [
    "p.experiment as experiment",
    "p.unit as unit",
    "min(case when p.complete = 1 then p.arm end) as arm",
    "max(case when p.complete = 1 then p.arm end) as other_arm",
    `${FIRST} as first_at`,
    "sum(1 - p.complete) as incomplete",
    ...own.map(({ own }) => `min(case when p.place = 1 then p.${own} end) as ${own}`),
  ];
  if (cells.some(({ own }) => own === "on_day")) first.push(`${write.day(FIRST)} as on_day`);
  const group = (from: string) => `select\n${listed(first)}\nfrom ${from} p\ngroup by p.experiment, p.unit`;
  return {
    shown: `select\n${listed(shown)}\n${write.from(exposures, "e")}`,
    ...(own.length > 0 ? { placed, firsts: group("placed") } : { firsts: group("shown") }),
    several:
      "select f.experiment as experiment, sum(case when f.arm <> f.other_arm then 1 else 0 end) as units\n" +
      "from firsts f\ngroup by f.experiment",
    lacking: "select sum(f.incomplete) as exposures\nfrom firsts f",
  };
}

/** What of a metric's rows counts within a span around the first exposure. In double precision, which its square does not leave. */
function countedWithin(write: Writer, metric: Metric, span: string): string {
  const { value, as = value ? "sum" : "converted" } = metric;
  const counted = as === "sum" ? "m.amount" : "1";
  return write.double(`${as === "converted" ? "max" : "sum"}(case when ${span} then ${counted} else 0 end)`);
}

/** A row for each unit that saw one arm, with `y`, and `x` from before. */
export function outcomeOf(write: Writer, metric: Metric, cells: Cells, path: string, pre: boolean): string {
  const { unit = "unit", time = "time", value, window, before } = metric;
  const rows = [
    `${write.unit(write.column("m", unit))} as unit`,
    `${write.moment(write.column("m", time))} as at_time`,
  ];
  if (value) rows.push(`${write.double(write.column("m", value))} as amount`);
  const until = window ? ` and m.at_time < ${write.later("k.first_at", secondsOf(window) ?? 0)}` : "";
  const group = ["experiment", "unit", "arm", ...cells.map(({ own }) => own)];
  const columns = group.map((name) => `k.${name} as ${name}`);
  columns.push(`${countedWithin(write, metric, `m.at_time >= k.first_at${until}`)} as y`);
  if (pre) {
    if (!before) throw new Refused(path, '`before` is missing: how long the pre-period is, such as "14d"');
    const from = write.later("k.first_at", -(secondsOf(before) ?? 0));
    columns.push(`${countedWithin(write, metric, `m.at_time < k.first_at and m.at_time >= ${from}`)} as x`);
  }
  const source = `select ${rows.join(", ")}\n${write.from(metric, "m")}${write.apart ? `\n${write.apart}` : ""}`;
  return [
    `select\n${listed(columns)}`,
    `from firsts k\nleft join (\n${indented(source)}\n) m on m.unit = k.unit`,
    sawOne("k"),
    `group by ${group.map((name) => `k.${name}`).join(", ")}`,
  ].join("\n");
}
