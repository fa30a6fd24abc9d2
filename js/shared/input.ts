/** Reads what was handed in. A value of another type is left out, and reported. */

import { COUNTERS, ENTRIES, GRID, MOMENTS, TEXT } from "../engine/protocol.js";
import { MISFIT } from "./problem.js";

/** More numbers than the sums of the most features are. */
const NUMBERS = 4096;

/** Adds a problem to those of the page. */
export type Report = (path: string, message: string) => void;

/** The value as it is used, or nothing where it has the wrong type. */
export type Check<T> = (value: unknown) => T | undefined;

export const text: Check<string> = (value) => (typeof value === "string" ? value.slice(0, TEXT) : undefined);

/** 1 or 0. */
export const flag: Check<number> = (value) => (typeof value === "boolean" ? Number(value) : undefined);

export const count: Check<number> = (value) => (typeof value === "number" && value >= 1 ? value : undefined);

export const amount: Check<number> = (value) => (Number.isFinite(value) ? (value as number) : undefined);

/** Degrees, rounded at once to the grid on which positions lie. */
export const steps =
  (most: number): Check<number> =>
  (value) =>
    typeof value === "number" && Math.abs(value) <= most ? Math.round(value * GRID) : undefined;

export const texts: Check<string[]> = (value) => {
  if (!Array.isArray(value)) return undefined;
  const items = value.slice(0, ENTRIES).map(text);
  return items.includes(undefined) ? undefined : (items as string[]);
};

/** Milliseconds, a date, or a clock: a function that answers one of them. */
export const moment: Check<number> = (value) => {
  const milliseconds = Number(
    typeof value === "function" ? value() : value instanceof Date || typeof value === "number" ? value : NaN,
  );
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
};

/** The latest of a list of moments, which stand at its end. */
export const moments: Check<number[]> = (value) =>
  Array.isArray(value) && value.every(Number.isFinite) ? value.slice(-MOMENTS) : undefined;

/** A list of numbers that is no longer than any that a profile has. */
export const amounts: Check<number[]> = (value) =>
  Array.isArray(value) && value.length <= NUMBERS && value.every(Number.isFinite) ? value : undefined;

/** The place of a word in a set. */
export const word =
  (words: readonly string[]): Check<number> =>
  (value) =>
    words.includes(value as string) ? words.indexOf(value as string) : undefined;

/** A name and its value. */
export type Entry = [name: string, value: unknown];

/** An object that was handed in, or nothing. The value of a getter that throws is left out. */
export class Input {
  readonly #object: unknown;
  readonly #path: string;
  readonly #report: Report;

  constructor(object: unknown, path: string, report: Report) {
    this.#object = object;
    this.#path = path;
    this.#report = report;
  }

  get<T>(key: string, check: Check<T>): T | undefined {
    let value: unknown;
    let found: T | undefined;
    try {
      value = (this.#object as Record<string, unknown> | undefined)?.[key];
      if (value === undefined || value === null) return undefined;
      found = check(value);
    } catch {}
    if (found === undefined) this.#report(`${this.#path}/${key}`, MISFIT);
    return found;
  }

  /** The value of a key, to be read in turn. */
  in(key: string): Input {
    const value = this.get(key, (value) => value);
    return new Input(value, `${this.#path}/${key}`, this.#report);
  }

  entries(): Entry[] {
    try {
      return this.#first(Object.entries(this.#object as object), ENTRIES);
    } catch {
      return [];
    }
  }

  items(): Input[] {
    const object = this.#object;
    return Array.isArray(object)
      ? this.#first(object, COUNTERS).map((item, place) => new Input(item, `${this.#path}/${place}`, this.#report))
      : [];
  }

  #first<T>(list: readonly T[], most: number): T[] {
    if (list.length > most) this.#report(this.#path, `only the first ${most} are taken`);
    return list.slice(0, most);
  }
}
