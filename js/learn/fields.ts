/** The fields that rows of every log have besides their features, each checked. */

import type { Row } from "../logs/csv.js";
import { Fault } from "../logs/fault.js";
import { numberFrom } from "../logs/parse.js";
import { fieldOf, isThere, quoted } from "../vectors/fields.js";
import { OWN } from "./columns.js";

/** What is less likely than this would count for more than all other rows, and what is more views than that too. */
const LEAST = 1e-9;
const MOST = 1e9;

type Own = (typeof OWN)[number];

/** Reads the rows of a file. */
export class Fields {
  private readonly places: Readonly<Record<Own, number>>;

  /** @param placeOf Where a column stands; below 0: nowhere. */
  constructor(
    private readonly file: string,
    private readonly columns: readonly string[],
    placeOf: (name: string) => number,
  ) {
    this.places = Object.fromEntries(OWN.map((name) => [name, placeOf(name)])) as Record<Own, number>;
  }

  has(name: Own): boolean {
    return this.places[name] >= 0;
  }

  wrong(row: Row, field: number, message: string): Fault {
    return new Fault(this.file, message, row.number, this.columns[field]);
  }

  /** The number of the variant among those that are known. */
  variant(row: Row, known: ReadonlyMap<string, number>): number {
    const field = this.filled(row, "variant");
    const found = known.get(fieldOf(row, field));
    if (found !== undefined) return found;
    const all = [...known.keys()].join(", ");
    throw this.wrong(row, field, `${quoted(row, field)} is no variant of this slot: it has ${all}`);
  }

  reward(row: Row): number {
    const what = "is not from 0 to 1: a reward is a success or none, or a share of them";
    return this.number(row, "reward", what, (one) => one >= 0 && one <= 1);
  }

  /** One where the log does not say. */
  propensity(row: Row): number {
    if (!this.has("propensity")) return 1;
    const what = `is not above 0 and at most 1, as a probability is; less than ${LEAST} counts as 0`;
    return this.number(row, "propensity", what, (one) => one >= LEAST && one <= 1);
  }

  /** The number of views; one where the log does not say. */
  weight(row: Row): number {
    if (!isThere(row, this.places.weight)) return 1;
    return this.number(row, "weight", `is no number of views from 0 to ${MOST}`, (one) => one >= 0 && one <= MOST);
  }

  /** Where the name of the reader begins and ends. */
  unit(row: Row): [start: number, end: number] {
    const field = this.filled(row, "unit");
    return [row.starts[field] as number, row.ends[field] as number];
  }

  private filled(row: Row, name: Own): number {
    const field = this.places[name];
    if (!isThere(row, field)) throw this.wrong(row, field, `the ${name} is missing`);
    return field;
  }

  private number(row: Row, name: Own, otherwise: string, isFine: (number: number) => boolean): number {
    const field = this.filled(row, name);
    const found = numberFrom(row.bytes, row.starts[field] as number, row.ends[field] as number);
    if (Number.isNaN(found)) throw this.wrong(row, field, `${quoted(row, field)} is no number`);
    if (!isFine(found)) throw this.wrong(row, field, `${quoted(row, field)} ${otherwise}`);
    return found;
  }
}
