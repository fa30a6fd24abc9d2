/** Tables of sums → conclusions. Never throws: what is wrong is in the answer. */

import { problemFrom } from "../shared/problem.js";
import type { Analysis, AnalyzeOptions, ExperimentSummary, SumsTable } from "../types/analysis.js";
import { Cells } from "./cells.js";
import { Complaints } from "./complaints.js";
import { experimentOf } from "./experiment.js";
import { type Counted, Gather, type Responses } from "./gather.js";
import { hoursOf } from "./hours.js";
import { CsvRecords, readTable } from "./records.js";
import { responsesOf } from "./responses.js";
import { type Settings, settingsFrom } from "./settings.js";

/** Analyses one table, or several that belong together: days of one experiment, or hours and their arms. */
export function analyze(tables: SumsTable | readonly SumsTable[], options: AnalyzeOptions = {}): Analysis {
  const reading = new Reading(options);
  if (isOne(tables)) reading.take(tables, "");
  else for (const [place, table] of tables.entries()) reading.take(table, `/${place}`);
  return reading.end();
}

const isOne = (tables: SumsTable | readonly SumsTable[]): tables is SumsTable =>
  typeof tables === "string" ||
  !Array.isArray(tables) ||
  !tables.some((one) => typeof one === "string" || Array.isArray(one));

/** Tables as they come, for those that are too large to be held. */
export class Reading {
  readonly #complaints = new Complaints();
  readonly #settings: Settings;
  readonly #gather = new Gather(new Cells(this.#complaints), this.#complaints);

  constructor(options: AnalyzeOptions = {}) {
    this.#settings = settingsFrom(options, this.#complaints);
  }

  /** Takes in a whole table.
   *  @param before How the paths of its problems begin. */
  take(table: SumsTable, before: string): void {
    try {
      readTable(table, this.#gather.reader(), this.#complaints, before);
    } catch (thrown) {
      this.#failed(thrown);
    }
  }

  /** Takes in CSV piece by piece. */
  stream(before: string): { feed(piece: string): void; end(): void } {
    return new CsvRecords(this.#gather.reader(), this.#complaints, before);
  }

  end(): Analysis {
    const { alpha, once, tuning } = this.#settings;
    let experiments: readonly ExperimentSummary[] = [];
    try {
      if (!this.#complaints.failed) experiments = this.#experiments();
    } catch (thrown) {
      this.#failed(thrown);
    }
    const found = this.#complaints.failed ? [] : experiments;
    return { experiments: found, options: { alpha, once, tuning }, problems: this.#complaints.all };
  }

  #failed(thrown: unknown): void {
    const { path, message } = problemFrom(thrown);
    this.#complaints.error({ path }, message);
  }

  #experiments(): readonly ExperimentSummary[] {
    const gather = this.#gather;
    const kinds = [gather.arms.size, gather.hours.size, gather.responses.size].filter(Boolean).length;
    if (kinds > 1) this.#complaints.error({ path: "" }, "one analysis is of arms, of hours or of randomised answers");
    if (kinds === 0) this.#complaints.error({ path: "" }, "there are no sums to analyse");
    for (const counted of gather.arms.values()) this.#complete(counted);
    this.#known();
    if (this.#complaints.failed) return [];
    const hours = gather.hours.size ? hoursOf(gather, this.#settings, this.#complaints) : undefined;
    return [
      ...[...gather.arms.values()].map((one) => experimentOf(one, gather.dimensions, this.#settings, this.#complaints)),
      ...(hours ? [hours] : []),
      ...this.#asked([...gather.responses.values()]),
    ];
  }

  /** The options name metrics that are there. */
  #known(): void {
    const { arms, responses, hours } = this.#gather;
    const metrics = new Set([...arms.values()].flatMap((one) => [...one.metrics.keys()]));
    for (const { metric } of responses.values()) metrics.add(metric);
    if (hours.size) metrics.add("");
    const { less = [], guardrails = {} } = this.#settings.given;
    const named = [...metrics].map((metric) => metric || "one without a name").join(", ");
    for (const [option, names] of Object.entries({ less, guardrails: Object.keys(guardrails) }))
      for (const name of names)
        if (!metrics.has(name))
          this.#complaints.error({ path: `/${option}` }, `${option}: there is no metric ${name}; there are ${named}`);
  }

  /** Each metric has every arm. */
  #complete({ experiment, arms, metrics }: Counted): void {
    for (const [metric, { parts }] of metrics) {
      const there = new Set([...parts.values()].map(({ arm }) => arm));
      const where = [experiment, metric].filter(Boolean).join(", ") || "the table";
      for (const [arm, spot] of arms)
        if (!there.has(arm)) this.#complaints.error(spot, `arm ${arm} is missing in ${where}`);
    }
  }

  #asked(all: readonly Responses[]): readonly ExperimentSummary[] {
    const experiments = new Set(all.map(({ experiment }) => experiment));
    return [...experiments].flatMap((experiment) => {
      const own = all.filter((one) => one.experiment === experiment);
      return responsesOf(own, this.#settings, this.#complaints) ?? [];
    });
  }
}
