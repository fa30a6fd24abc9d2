/** Tables of sums, whose kind their headers tell → what was counted, by experiment, metric, day and arm. */

import type { Cells } from "./cells.js";
import { isMissing } from "./cells.js";
import type { Complaints, Spot } from "./complaints.js";
import type { Reader, Row } from "./records.js";
import { isSound } from "./sound.js";
import type { Sums } from "./sums.js";

export interface Part {
  readonly arm: string;
  readonly day: string;
  /** The values of the public dimensions, in the order of their names. */
  readonly cells: readonly string[];
  readonly sums: Sums;
  readonly spot: Spot;
}

export interface Metric {
  /** Are all of Σy² their Σy? */
  binary: boolean;
  /** What the second variable is. Empty: there is none. */
  other: "" | "x" | "d";
  readonly parts: Map<string, Part>;
}

export interface Counted {
  readonly experiment: string;
  /** In the order of the table. */
  readonly arms: Map<string, Spot>;
  readonly metrics: Map<string, Metric>;
  /** Only units were counted. */
  bare: boolean;
}

export interface Hour {
  readonly at: number;
  readonly arm: string | undefined;
  readonly n: number;
  readonly sum: number;
  readonly spot: Spot;
}

export interface Responses {
  readonly experiment: string;
  readonly metric: string;
  readonly epsilon: number | undefined;
  readonly arms: Map<string, { readonly n: number; readonly yes: number; readonly spot: Spot }>;
}

/** Names that mean the same. */
const ALIASES: Readonly<Record<string, readonly string[]>> = {
  n: ["n", "exposures", "sessions", "units"],
  sum_y: ["sum_y", "conversions"],
};
const SUMS = ["sum_y", "sum_yy", "sum_x", "sum_xx", "sum_xy", "sum_d", "sum_dd", "sum_yd"];
const KNOWN = [
  "experiment",
  "arm",
  "day",
  "metric",
  "hour",
  "reports",
  "yes",
  "epsilon",
  // What `tailorbird sums` and the queries of `tailorbird sql` say besides: it is no dimension.
  "excluded_units",
  "excluded_rows",
  "small",
  ...SUMS,
  ...Object.values(ALIASES).flat(),
];
/** A public dimension has few values, or it is not one. */
const VALUES = 100;
/** More arms than anybody tries, and more rows than a table of sums has. */
const ARMS = 200;
const ROWS = 1_000_000;

export class Gather {
  readonly arms = new Map<string, Counted>();
  readonly hours = new Map<number, Hour>();
  readonly schedule = new Map<number, { readonly arm: string; readonly spot: Spot }>();
  /** The schedule has days and not hours. */
  daily = false;
  readonly responses = new Map<string, Responses>();
  dimensions: readonly string[] = [];
  #rows = 0;
  readonly #values = new Map<string, Set<string>>();
  readonly #cells: Cells;
  readonly #complaints: Complaints;

  constructor(cells: Cells, complaints: Complaints) {
    this.#cells = cells;
    this.#complaints = complaints;
  }

  /** Reads one more table. */
  reader(): Reader {
    let take: (row: Row) => void = () => {};
    return {
      header: (columns, spot) => {
        const found = this.#kind(columns, spot);
        if (found) take = found;
        return found !== undefined;
      },
      row: (row) => take(row),
    };
  }

  #kind(columns: readonly string[], spot: (column: string) => Spot): ((row: Row) => void) | undefined {
    const has = (column: string): boolean => columns.includes(column);
    const named = (column: string): string | undefined => ALIASES[column]?.find(has);
    const [n, y] = [named("n"), named("sum_y")];
    const refuse = (column: string, message: string): undefined => void this.#complaints.error(spot(column), message);
    const odd = columns.find((column) => !KNOWN.includes(column) && (/^(sum|n)_|^$/.test(column) || has("hour")));
    if (odd !== undefined) return refuse(odd, `nobody knows the column ${odd || "without a name"}`);
    if (has("reports") && has("arm")) {
      if (!has("yes")) return refuse("reports", "the column yes is missing: how many of the reports say yes");
      return (row) => this.#response(row);
    }
    if (has("hour") && n && y) return (row) => this.#hour(row, n, y, has("arm"));
    if ((has("hour") || has("day")) && has("arm") && !n) {
      this.daily = !has("hour");
      return (row) => this.#scheduled(row, this.daily ? "day" : "hour");
    }
    if (!has("arm") || !n) {
      const missing = has("arm") ? "n" : "arm";
      return refuse(
        columns[0] ?? "",
        `the column ${missing} is missing: a table has arm and n, hour and sessions, or arm and reports`,
      );
    }
    return this.#armed(columns, n, y, spot);
  }

  #armed(columns: readonly string[], n: string, y: string | undefined, spot: (column: string) => Spot) {
    const lacks = (column: string, needs: readonly string[]): boolean => {
      const missing = columns.includes(column) ? needs.find((one) => !columns.includes(one)) : undefined;
      if (missing) this.#complaints.error(spot(column), `${column} needs the column ${missing}`);
      return missing !== undefined;
    };
    const both = columns.includes("sum_x") && columns.includes("sum_d");
    if (both) this.#complaints.error(spot("sum_d"), "a ratio has no sum_x: there is one of the two");
    const needs = { sum_yy: ["sum_y"], sum_x: ["sum_yy", "sum_xx", "sum_xy"], sum_xx: ["sum_x"], sum_xy: ["sum_x"] };
    const ratio = { sum_d: ["sum_yy", "sum_dd", "sum_yd"], sum_dd: ["sum_d"], sum_yd: ["sum_d"] };
    const wrong = Object.entries({ ...needs, ...ratio }).some(([column, all]) => lacks(column, all));
    if (wrong || both) return undefined;
    const dimensions = columns.filter((column) => !KNOWN.includes(column));
    if (this.arms.size > 0 && dimensions.join() !== this.dimensions.join()) {
      this.#complaints.error(spot(columns[0] ?? ""), "tables of one analysis have the same dimensions");
      return undefined;
    }
    this.dimensions = dimensions;
    return (row: Row) => this.#arm(row, { n, y, columns });
  }

  #arm(row: Row, { n, y, columns }: { n: string; y: string | undefined; columns: readonly string[] }): void {
    const has = (column: string): boolean => columns.includes(column);
    const optional = (column: string): string | undefined => (has(column) ? this.#cells.name(row, column) : "");
    const [experiment, metric] = [optional("experiment"), optional("metric")];
    const arm = this.#cells.name(row, "arm");
    const day = has("day") ? this.#cells.day(row, "day") : "";
    const cells = this.dimensions.map((name) => this.#value(row, name));
    const other = has("sum_d") ? "d" : has("sum_x") && !isMissing(row.get("sum_x")) ? "x" : "";
    const sums = this.#sums(row, n, y, has("sum_yy"), other);
    if (experiment === undefined || metric === undefined || arm === undefined || day === undefined || !sums) return;
    const counted = this.#experiment(experiment);
    if (!counted.arms.has(arm)) counted.arms.set(arm, row.spot("arm"));
    if (counted.arms.size > ARMS)
      return void this.#complaints.error(row.spot("arm"), `there are more than ${ARMS} arms`);
    this.#rows += 1;
    if (this.#rows > ROWS)
      return void this.#complaints.error(row.spot(), `there are more than ${ROWS} rows; these are no sums`);
    counted.bare &&= y === undefined;
    this.#add(counted, metric, y ?? "sum_y", { arm, day, cells, sums, spot: row.spot() }, other);
  }

  #add(counted: Counted, name: string, y: string, part: Part, other: Metric["other"]): void {
    const { arm, day, cells, sums, spot } = part;
    let metric = counted.metrics.get(name);
    if (!metric) {
      metric = { binary: true, other, parts: new Map() };
      counted.metrics.set(name, metric);
    }
    if (metric.other !== other)
      this.#complaints.error(spot, `sum_x is there in some rows of ${name || "the metric"} and not in others`);
    if (!isSound(sums, y, spot, this.#complaints)) return;
    metric.binary &&= other === "" && sums[1] === sums[2];
    const key = JSON.stringify([day, cells, arm]);
    const before = metric.parts.get(key)?.spot.line;
    const where = before === undefined ? "" : `, first in line ${before}`;
    const what = [name, day, ...cells].filter(Boolean).join(", ");
    if (metric.parts.has(key))
      this.#complaints.error(spot, `arm ${arm}${what && ` of ${what}`} is there twice${where}`);
    metric.parts.set(key, part);
  }

  #experiment(experiment: string): Counted {
    const found = this.arms.get(experiment) ?? { experiment, arms: new Map(), metrics: new Map(), bare: true };
    this.arms.set(experiment, found);
    return found;
  }

  #value(row: Row, name: string): string {
    const cell = row.get(name);
    const value = isMissing(cell) ? "(none)" : String(cell);
    const values = this.#values.get(name) ?? new Set();
    this.#values.set(name, values.add(value));
    if (values.size === VALUES + 1)
      this.#complaints.error(row.spot(name), `${name} has more than ${VALUES} values; a public dimension has few`);
    return value;
  }

  #sums(row: Row, n: string, y: string | undefined, squared: boolean, other: Metric["other"]): Sums | undefined {
    const cells = this.#cells;
    const count = cells.count(row, n);
    // Without squares it is a yes or a no of each unit.
    const sum = y === undefined ? 0 : squared ? cells.number(row, y) : cells.count(row, y);
    const squares = squared ? cells.number(row, "sum_yy") : sum;
    const names = { "": [], x: ["sum_x", "sum_xx", "sum_xy"], d: ["sum_d", "sum_dd", "sum_yd"] }[other];
    const more = names.map((name) => cells.number(row, name));
    const all = [count, sum, squares, more[0] ?? 0, more[1] ?? 0, more[2] ?? 0];
    return all.includes(undefined) || more.includes(undefined) ? undefined : (all as unknown as Sums);
  }

  #hour(row: Row, n: string, y: string, armed: boolean): void {
    const at = this.#cells.hour(row, "hour");
    const [sessions, sum] = [this.#cells.count(row, n), this.#cells.number(row, y)];
    const arm = armed ? this.#cells.name(row, "arm") : undefined;
    if (at === undefined || sessions === undefined || sum === undefined) return;
    if (y === "conversions") isSound([sessions, sum, sum, 0, 0, 0], y, row.spot(y), this.#complaints);
    if (this.hours.has(at)) this.#complaints.error(row.spot("hour"), `the hour ${row.get("hour")} is there twice`);
    this.hours.set(at, { at, arm, n: sessions, sum, spot: row.spot("hour") });
  }

  #scheduled(row: Row, column: "hour" | "day"): void {
    const at = this.#cells.hour(row, column);
    const arm = this.#cells.name(row, "arm");
    if (at === undefined || arm === undefined) return;
    if (this.schedule.has(at)) this.#complaints.error(row.spot(column), `${row.get(column)} has an arm twice`);
    this.schedule.set(at, { arm, spot: row.spot(column) });
  }

  #response(row: Row): void {
    const optional = (column: string): string => (isMissing(row.get(column)) ? "" : String(row.get(column)));
    const [experiment, metric] = [optional("experiment"), optional("metric")];
    const arm = this.#cells.name(row, "arm");
    const [n, yes] = [this.#cells.count(row, "reports"), this.#cells.count(row, "yes")];
    const epsilon = isMissing(row.get("epsilon")) ? undefined : this.#cells.number(row, "epsilon");
    if (arm === undefined || n === undefined || yes === undefined) return;
    if (yes > n) this.#complaints.error(row.spot("yes"), `more reports say yes (${yes}) than there are (${n})`);
    const key = JSON.stringify([experiment, metric]);
    const found = this.responses.get(key) ?? { experiment, metric, epsilon, arms: new Map() };
    this.responses.set(key, found);
    if (found.epsilon !== epsilon) this.#complaints.error(row.spot("epsilon"), "epsilon differs from the row before");
    if (found.arms.has(arm)) this.#complaints.error(row.spot("arm"), `arm ${arm} is there twice`);
    found.arms.set(arm, { n, yes, spot: row.spot("arm") });
  }
}
