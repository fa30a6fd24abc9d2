/** Tables of sums, whose kind their headers tell → what was counted, by experiment, metric, day and arm. */

import type { Cells } from "./cells.js";
import { isMissing } from "./cells.js";
import type { Complaints, Spot } from "./complaints.js";
import { type Kind, kindOf } from "./kinds.js";
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
        const found = kindOf(columns, spot, this.#complaints);
        if (!found || !this.#fits(found, spot(columns[0] ?? ""))) return false;
        take = this.#taker(found);
        return true;
      },
      row: (row) => {
        this.#rows += 1;
        const more = this.#rows <= ROWS;
        if (more) take(row);
        else this.#complaints.error(row.spot(), `there are more than ${ROWS} rows; these are no sums`);
        return more;
      },
    };
  }

  /** Does a table go with those before it? */
  #fits({ kind, dimensions, has }: Kind, spot: Spot): boolean {
    const refuse = (message: string): boolean => {
      this.#complaints.error(spot, message);
      return false;
    };
    const isDaily = !has("hour");
    if (kind === "schedule" && this.schedule.size > 0 && this.daily !== isDaily)
      return refuse("one analysis has arms by the hour or by the day");
    if (kind === "schedule") this.daily = isDaily;
    if (kind !== "arms") return true;
    if (this.arms.size > 0 && dimensions.join() !== this.dimensions.join())
      return refuse("tables of one analysis have the same dimensions");
    this.dimensions = dimensions;
    return true;
  }

  #taker(kind: Kind): (row: Row) => void {
    const { n, y = "", has } = kind;
    return {
      arms: (row: Row) => this.#arm(row, kind),
      hours: (row: Row) => this.#hour(row, n, y, has("arm")),
      schedule: (row: Row) => this.#scheduled(row, has("hour") ? "hour" : "day"),
      answers: (row: Row) => this.#response(row),
    }[kind.kind];
  }

  #arm(row: Row, { n, y, has }: Kind): void {
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
    counted.bare &&= y === undefined;
    if (isSound(sums, y ?? "sum_y", other, row.spot, this.#complaints))
      this.#add(counted, metric, { arm, day, cells, sums, spot: row.spot() }, other);
  }

  #add(counted: Counted, name: string, part: Part, other: Metric["other"]): void {
    const { arm, day, cells, sums, spot } = part;
    let metric = counted.metrics.get(name);
    if (!metric) {
      metric = { binary: true, other, parts: new Map() };
      counted.metrics.set(name, metric);
    }
    if (metric.other !== other)
      this.#complaints.error(spot, `sum_x is there in some rows of ${name || "the metric"} and not in others`);
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
    if (y === "conversions" || sessions === 0)
      isSound([sessions, sum, sum, 0, 0, 0], y, "", () => row.spot(y), this.#complaints);
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
