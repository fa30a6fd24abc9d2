/** Rows of a log, kept in a few bytes each: who used what, how much, and when. */

import type { Row } from "../logs/csv.js";
import { Fault } from "../logs/fault.js";
import { MOST_EVENTS, MOST_UNITS } from "../logs/ledger.js";
import { grown, Names } from "../logs/names.js";
import { momentFrom, numberFrom } from "../logs/parse.js";
import { isThere, quoted } from "./fields.js";
import { EVENTS, ownName, type Renamed } from "./names.js";

const FIRST = 1024;
/** The most items, as the file of vectors has it (`src/vectors/mod.rs`), and the longest name of one. */
export const MOST_ITEMS = 1_000_000;
export const LONGEST_ID = 65_535;

export class Events {
  readonly units = new Names();
  readonly items = new Names();
  count = 0;
  /** Rows of weight 0, which say that nothing happened. */
  empty = 0;
  row = new Int32Array(FIRST);
  column = new Int32Array(FIRST);
  weight = new Float64Array(FIRST);
  time: Float64Array;

  constructor(private readonly isTimed: boolean) {
    this.time = new Float64Array(isTimed ? FIRST : 0);
  }

  /** What takes the rows of a file with these columns. */
  taker(file: string, columns: readonly string[], renamed: Renamed): (row: Row) => void {
    const [unit, item, weight, time] = EVENTS.map((name) => columns.indexOf(ownName(renamed, name))) as [
      number,
      number,
      number,
      number,
    ];
    const wrong = (row: Row, field: number, message: string): Fault =>
      new Fault(file, message, row.number, columns[field]);
    if (this.isTimed && time < 0) throw new Fault(file, `a half-life needs the column ${ownName(renamed, "time")}`, 1);
    return (row) => {
      const { bytes, starts, ends } = row;
      for (const [field, what] of [
        [unit, "unit"],
        [item, "item"],
      ] as const)
        if (!isThere(row, field)) throw wrong(row, field, `the ${what} is missing`);
      if ((ends[item] as number) - (starts[item] as number) > LONGEST_ID)
        throw wrong(row, item, `the name of an item has at most ${LONGEST_ID} bytes`);
      const amount = isThere(row, weight) ? numberFrom(bytes, starts[weight] as number, ends[weight] as number) : 1;
      if (Number.isNaN(amount)) throw wrong(row, weight, `${quoted(row, weight)} is no number`);
      if (amount < 0) throw wrong(row, weight, `${quoted(row, weight)} is negative`);
      const moment = this.isTimed ? momentFrom(bytes, starts[time] as number, ends[time] as number) : 0;
      if (Number.isNaN(moment)) throw wrong(row, time, `${quoted(row, time)} is no time such as 2026-11-30T17:05:00Z`);
      if (amount === 0) this.empty += 1;
      else {
        const who = this.units.idOf(bytes, starts[unit] as number, ends[unit] as number);
        const what = this.items.idOf(bytes, starts[item] as number, ends[item] as number);
        const most = who >= MOST_UNITS || what >= MOST_ITEMS || this.count >= MOST_EVENTS;
        if (most) throw new Fault(file, TOO_MUCH, row.number);
        this.add(who, what, amount, moment);
      }
    };
  }

  private add(unit: number, item: number, weight: number, time: number): void {
    const at = this.count;
    if (at === this.row.length) this.widen();
    this.row[at] = unit;
    this.column[at] = item;
    this.weight[at] = weight;
    if (this.isTimed) this.time[at] = time;
    this.count += 1;
  }

  private widen(): void {
    const size = this.count + 1;
    this.row = grown(this.row, size);
    this.column = grown(this.column, size);
    this.weight = grown(this.weight, size);
    if (this.isTimed) this.time = grown(this.time, size);
  }
}

const TOO_MUCH =
  `there are more than ${MOST_EVENTS} events, ${MOST_UNITS} readers or ${MOST_ITEMS} items, which is more than this machine is asked to ` +
  "keep: have a warehouse count pairs with `tailorbird sql --for pairs`, or train with Spark";
