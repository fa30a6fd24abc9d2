/** Rows of a log, kept in a few bytes each: what was shown, by which features, and what came of it. */

import type { Row } from "../logs/csv.js";
import { Fault } from "../logs/fault.js";
import { grown, Names } from "../logs/names.js";
import { ownName, type Renamed } from "../vectors/names.js";
import { columnsOf, type Fill, fillsOf } from "./columns.js";
import { Fields } from "./fields.js";
import type { Machine } from "./machine.js";
import { NUMBERS, WHOLES } from "./machine.js";
import type { Slot } from "./slot.js";

const FIRST = 1024;
/** The most numbers that are kept: 400 MB, and as much again while they are handed over. */
const MOST = 100_000_000;
/** Into so many parts readers are divided, as in `learn/src/log.rs`. */
const FOLDS = 5;

export class Rows {
  count = 0;
  views = 0;
  readonly units = new Names();
  hasUnits: boolean | undefined;
  hasPropensities = false;
  private hasWeights = false;
  private readonly width: number;
  private readonly known: ReadonlyMap<string, number>;
  private readonly fills: ReadonlyMap<string, Fill>;
  private features = new Float32Array(FIRST);
  private variants = new Uint32Array(FIRST);
  private unit = new Uint32Array(FIRST);
  private rewards = new Float64Array(FIRST);
  private propensities = new Float64Array(FIRST);
  private weights = new Float64Array(FIRST);

  /** @param needs Whether a log without propensities is of no use. */
  constructor(
    private readonly slot: Slot,
    private readonly renamed: Renamed,
    private readonly needs: boolean,
  ) {
    this.width = slot.features.length + 1;
    this.known = new Map(slot.variants.map((name, place) => [name, place]));
    this.fills = fillsOf(slot);
  }

  /** What takes the rows of a file with these columns. */
  taker(file: string, columns: readonly string[]): (row: Row) => void {
    const at = (name: string): number => columns.indexOf(ownName(this.renamed, name));
    const own = new Fields(file, columns, at);
    this.check(file, columns, { propensity: own.has("propensity"), unit: own.has("unit") });
    this.hasWeights ||= own.has("weight");
    const fills = [...this.fills].map(([name, fill]): [number, Fill] => [at(name), fill]);
    return (row) => {
      const view = { variant: own.variant(row, this.known), reward: own.reward(row), weight: own.weight(row) };
      const [propensity, unit] = [own.propensity(row), own.has("unit") ? own.unit(row) : undefined];
      // For no view nothing happened.
      if (view.weight === 0) return;
      this.widen(file, row);
      for (const [field, fill] of fills) {
        const message = fill(row, field, this.features, this.count * this.width + 1);
        if (message) throw own.wrong(row, field, message);
      }
      if (unit) this.unit[this.count] = this.units.idOf(row.bytes, ...unit);
      this.add({ ...view, propensity });
    };
  }

  private add(view: { variant: number; reward: number; weight: number; propensity: number }): void {
    const { count } = this;
    this.features[count * this.width] = 1;
    this.variants[count] = view.variant;
    this.rewards[count] = view.reward;
    this.propensities[count] = view.propensity;
    this.weights[count] = view.weight;
    this.count += 1;
    this.views += view.weight;
  }

  /** Gives all rows to the machine, and answers whether a row stands for several readers. */
  hand(machine: Machine, file: string): boolean {
    if (this.count === 0) throw new Fault(file, "there is no row in this log");
    const { count, slot, renamed } = this;
    const variants = this.variants.subarray(0, count);
    const unseen = slot.variants.find((_, place) => !variants.includes(place));
    if (unseen !== undefined)
      throw new Fault(
        file,
        `no row has “${unseen}”, so that nothing is known of it`,
        undefined,
        ownName(renamed, "variant"),
      );
    const folds = Uint32Array.from({ length: count }, (_, place) => foldOf(this.hashOf(place)));
    machine.putFeatures(this.features.subarray(0, count * this.width));
    machine.putWholes(WHOLES.variants, variants);
    machine.putWholes(WHOLES.units, this.unit.subarray(0, this.hasUnits ? count : 0));
    machine.putWholes(WHOLES.folds, folds);
    machine.putNumbers(NUMBERS.rewards, this.rewards.subarray(0, count));
    machine.putNumbers(NUMBERS.propensities, this.propensities.subarray(0, this.hasPropensities ? count : 0));
    machine.putNumbers(NUMBERS.weights, this.weights.subarray(0, count));
    return this.hasWeights && !this.hasUnits;
  }

  /** Some number for whoever saw a row. */
  private hashOf(place: number): number {
    return this.hasUnits ? this.units.hashOf(this.unit[place] as number) : Math.imul(place + 1, 0x9e3779b1) >>> 0;
  }

  private check(file: string, columns: readonly string[], has: { propensity: boolean; unit: boolean }): void {
    const optional: readonly string[] = ["propensity", "weight", "unit"];
    const own = (name: string): string => ownName(this.renamed, name);
    const missing = columnsOf(this.slot).filter((name) => !optional.includes(name) && !columns.includes(own(name)));
    if (missing.length > 0) {
      const found = columns.length > 0 ? `; this file has ${columns.join(", ")}` : "";
      const names = missing.map(own).join(", ");
      throw new Fault(file, `columns are missing: ${names}${found}. Other names are given with --columns`, 1);
    }
    if (this.needs && !has.propensity)
      throw new Fault(
        file,
        `the column ${own("propensity")} is missing: without it nobody knows what another way would have earned`,
        1,
      );
    if (this.hasUnits !== undefined && (this.hasUnits !== has.unit || this.hasPropensities !== has.propensity))
      throw new Fault(file, "of several files all have units and propensities, or none has", 1);
    this.hasUnits = has.unit;
    this.hasPropensities = has.propensity;
  }

  private widen(file: string, row: Row): void {
    const size = this.count + 1;
    if (size * this.width > MOST)
      throw new Fault(
        file,
        `there are more than ${MOST} numbers in this log, which is more than is kept: draw some of its readers`,
        row.number,
      );
    if (size * this.width > this.features.length) this.features = grown(this.features, size * this.width);
    if (size <= this.variants.length) return;
    this.variants = grown(this.variants, size);
    this.unit = grown(this.unit, size);
    this.rewards = grown(this.rewards, size);
    this.propensities = grown(this.propensities, size);
    this.weights = grown(this.weights, size);
  }
}

const foldOf = (hash: number): number => Math.floor((hash / 2 ** 32) * FOLDS);
