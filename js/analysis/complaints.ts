/** What is wrong with a table: each problem with its file, row and column. */

import type { Problem } from "../types/analysis.js";

/** So many are told one by one. */
const TOLD = 100;

/** Where a row or a cell stands. Lines and columns are counted from 1, and are only in text. */
export interface Spot {
  readonly path: string;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

export class Complaints {
  readonly #all: Problem[] = [];
  #more = 0;

  error(spot: Spot, message: string): void {
    this.#add(spot, message, "error");
  }

  warning(spot: Spot, message: string): void {
    this.#add(spot, message, "warning");
  }

  get failed(): boolean {
    return this.#all.some(({ severity }) => severity === "error");
  }

  get all(): readonly Problem[] {
    const rest = `${this.#more} more problems of this table are not listed`;
    return this.#more ? [...this.#all, { path: "", message: rest, severity: "warning" }] : this.#all;
  }

  #add({ path, line, column }: Spot, message: string, severity: Problem["severity"]): void {
    if (this.#all.length >= TOLD) this.#more += 1;
    else
      this.#all.push({
        path,
        message,
        severity,
        ...(line !== undefined && { line }),
        ...(column !== undefined && { column }),
      });
  }
}
