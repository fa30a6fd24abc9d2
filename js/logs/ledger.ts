/** Who saw which arm first, and what they did: the rows of a log, kept in a few bytes each. */

import { grown, Names } from "./names.js";

const FIRST = 1024;
/** The most units and the most events that are kept. Together they take about two gigabytes. */
export const MOST_UNITS = 20_000_000;
export const MOST_EVENTS = 50_000_000;

/** Said with a place when there is more than is kept. */
export class TooMuch extends Error {}

const tooMuch = (most: number, what: string): TooMuch =>
  new TooMuch(
    `there are more than ${most} ${what}, which is more than the reader keeps in memory: install @duckdb/node-api, ` +
      "or have a database sum it with `tailorbird sql`",
  );

export class Ledger {
  readonly units = new Names();
  readonly experiments = new Names();
  readonly arms = new Names();
  readonly metrics = new Names();
  /** One for each dimension. */
  readonly dimensions: readonly Names[];

  // A pair is a unit in an experiment. Those of a unit are a chain.
  pairs = 0;
  pairExperiment = new Int32Array(FIRST);
  pairArm = new Int32Array(FIRST);
  pairFirst = new Float64Array(FIRST);
  /** Whether the unit saw several arms. */
  pairSeveral = new Uint8Array(FIRST);
  pairDimensions: Int32Array[];
  private pairNext = new Int32Array(FIRST);
  private firstPair = new Int32Array(FIRST);

  events = 0;
  eventUnit = new Int32Array(FIRST);
  eventMetric = new Int32Array(FIRST);
  eventTime = new Float64Array(FIRST);
  eventValue = new Float64Array(FIRST);
  /** By metric: whether its events have values. */
  readonly hasValues: boolean[] = [];

  constructor(dimensions: number) {
    this.dimensions = Array.from({ length: dimensions }, () => new Names());
    this.pairDimensions = this.dimensions.map(() => new Int32Array(FIRST));
  }

  /** A row that says which arm a unit saw. */
  exposure(unit: number, experiment: number, arm: number, time: number, dimensions: Int32Array): void {
    const pair = this.pairOf(unit, experiment);
    if (pair < 0) {
      this.addPair(unit, experiment, arm, time, dimensions);
      return;
    }
    if (this.pairArm[pair] !== arm) this.pairSeveral[pair] = 1;
    const first = this.pairFirst[pair] as number;
    if (time > first || (time === first && !this.isLess(dimensions, pair))) return;
    this.pairFirst[pair] = time;
    for (const [place, column] of this.pairDimensions.entries()) column[pair] = dimensions[place] as number;
  }

  /** A row that says what a unit did. */
  event(unit: number, metric: number, time: number, value: number): void {
    const at = this.events;
    if (at === MOST_EVENTS) throw tooMuch(MOST_EVENTS, "events");
    if (at === this.eventUnit.length) this.widenEvents();
    this.eventUnit[at] = unit;
    this.eventMetric[at] = metric;
    this.eventTime[at] = time;
    this.eventValue[at] = value;
    this.events += 1;
  }

  /** The number of a unit. */
  unitOf(bytes: Uint8Array, start: number, end: number): number {
    const id = this.units.idOf(bytes, start, end);
    if (id === MOST_UNITS) throw tooMuch(MOST_UNITS, "units");
    if (id >= this.firstPair.length) this.firstPair = grown(this.firstPair, id + 1);
    return id;
  }

  /** The first of a unit's pairs, or -1. */
  firstOf(unit: number): number {
    return (this.firstPair[unit] as number) - 1;
  }

  /** The unit's next pair, or -1. */
  nextOf(pair: number): number {
    return (this.pairNext[pair] as number) - 1;
  }

  private pairOf(unit: number, experiment: number): number {
    let pair = this.firstOf(unit);
    while (pair >= 0 && this.pairExperiment[pair] !== experiment) pair = this.nextOf(pair);
    return pair;
  }

  private addPair(unit: number, experiment: number, arm: number, time: number, dimensions: Int32Array): void {
    const pair = this.pairs;
    if (pair === MOST_UNITS) throw tooMuch(MOST_UNITS, "units in experiments");
    if (pair === this.pairArm.length) this.widenPairs();
    this.pairExperiment[pair] = experiment;
    this.pairArm[pair] = arm;
    this.pairFirst[pair] = time;
    for (const [place, column] of this.pairDimensions.entries()) column[pair] = dimensions[place] as number;
    this.pairNext[pair] = this.firstPair[unit] as number;
    this.firstPair[unit] = pair + 1;
    this.pairs += 1;
  }

  /** Of two rows at the same moment that counts whose dimensions come first in the order of their letters, as in SQL. */
  private isLess(dimensions: Int32Array, pair: number): boolean {
    for (const [place, names] of this.dimensions.entries()) {
      const [one, other] = [dimensions[place] as number, this.pairDimensions[place]?.[pair] as number];
      if (one !== other) return names.textOf(one) < names.textOf(other);
    }
    return false;
  }

  private widenPairs(): void {
    const size = this.pairs + 1;
    this.pairExperiment = grown(this.pairExperiment, size);
    this.pairArm = grown(this.pairArm, size);
    this.pairFirst = grown(this.pairFirst, size);
    this.pairSeveral = grown(this.pairSeveral, size);
    this.pairNext = grown(this.pairNext, size);
    this.pairDimensions = this.pairDimensions.map((column) => grown(column, size));
  }

  private widenEvents(): void {
    const size = this.events + 1;
    this.eventUnit = grown(this.eventUnit, size);
    this.eventMetric = grown(this.eventMetric, size);
    this.eventTime = grown(this.eventTime, size);
    this.eventValue = grown(this.eventValue, size);
  }
}
