/** Rows of a log, kept in a few bytes each: what was shown, by which features, and what came of it. */

import type { Row } from "../logs/csv.js";
import { Fault } from "../logs/fault.js";
import { grown, Names } from "../logs/names.js";
import { numberFrom } from "../logs/parse.js";
import { fieldOf, isThere, quoted } from "../vectors/fields.js";
import { ownName, type Renamed } from "../vectors/names.js";
import { columnsOf, type Fill, fillsOf, OWN } from "./columns.js";
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
    const [variant, reward, propensity, weight, unit] = OWN.map(at) as [number, number, number, number, number];
    this.check(file, columns, { propensity: propensity >= 0, unit: unit >= 0 });
    this.hasWeights ||= weight >= 0;
    const fills = [...this.fills].map(([name, fill]): [number, Fill] => [at(name), fill]);
    return (row) => {
      const wrong = (field: number, message: string): Fault => new Fault(file, message, row.number, columns[field]);
      const number = (field: number, what: string): number => {
        if (!isThere(row, field)) throw wrong(field, `the ${what} is missing`);
        const found = numberFrom(row.bytes, row.starts[field] as number, row.ends[field] as number);
        if (Number.isNaN(found)) throw wrong(field, `${quoted(row, field)} is no number`);
        return found;
      };
      if (!isThere(row, variant)) throw wrong(variant, "the variant is missing");
      const shown = this.known.get(fieldOf(row, variant));
      if (shown === undefined)
        throw wrong(
          variant,
          `${quoted(row, variant)} is no variant of this slot: it has ${this.slot.variants.join(", ")}`,
        );
      const came = number(reward, "reward");
      if (came < 0 || came > 1)
        throw wrong(
          reward,
          `${quoted(row, reward)} is not from 0 to 1: a reward is a success or none, or a share of them`,
        );
      const views = isThere(row, weight) ? number(weight, "weight") : 1;
      if (views < 0) throw wrong(weight, `${quoted(row, weight)} is negative`);
      const likely = propensity < 0 ? 1 : number(propensity, "propensity");
      if (!(likely > 0 && likely <= 1))
        throw wrong(propensity, `${quoted(row, propensity)} is not above 0 and at most 1, as a probability is`);
      if (unit >= 0 && !isThere(row, unit)) throw wrong(unit, "the unit is missing");
      // For no view nothing happened.
      if (views === 0) return;
      this.widen(file, row);
      const { count, width } = this;
      this.features[count * width] = 1;
      for (const [field, fill] of fills) {
        const message = fill(row, field, this.features, count * width + 1);
        if (message) throw wrong(field, message);
      }
      this.variants[count] = shown;
      this.rewards[count] = came;
      this.propensities[count] = likely;
      this.weights[count] = views;
      if (unit >= 0)
        this.unit[count] = this.units.idOf(row.bytes, row.starts[unit] as number, row.ends[unit] as number);
      this.count += 1;
      this.views += views;
    };
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
