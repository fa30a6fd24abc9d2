/** Cells → numbers, names and moments, or what is wrong with them. */

import type { Complaints } from "./complaints.js";
import type { Row } from "./records.js";

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** Digits with anything between them that some people write in numbers. */
const GROUPED = /^[+-]?\d[\d.,'’\s]*\d$/;
const PLAINLY = "; decimals are written with a point, thousands with nothing";
/** Squares of larger numbers, and of smaller than its inverse, are not kept. */
const LARGEST = 1e100;

const shown = (value: unknown): string => {
  const text = typeof value === "string" ? `“${value}”` : String(value);
  return text.length > 42 ? `${text.slice(0, 40)}…` : text;
};

export const isMissing = (value: unknown): boolean => value === undefined || value === null || value === "";

export class Cells {
  readonly #complaints: Complaints;

  constructor(complaints: Complaints) {
    this.#complaints = complaints;
  }

  /** A finite number. Nothing: it was complained of. */
  number(row: Row, column: string): number | undefined {
    const value = row.get(column);
    if (isMissing(value)) return this.#refuse(row, column, `${column} is missing`);
    const number = typeof value === "string" && NUMBER.test(value) ? Number(value) : value;
    const hint = typeof value === "string" && GROUPED.test(value) ? PLAINLY : "";
    if (typeof number !== "number" || !Number.isFinite(number))
      return this.#refuse(row, column, `${column} is no number: ${shown(value)}${hint}`);
    if (number === 0 || (Math.abs(number) > 1 / LARGEST && Math.abs(number) < LARGEST)) return number;
    return this.#refuse(row, column, `${column} is out of reach: ${shown(value)}; choose another unit`);
  }

  /** A number of units. */
  count(row: Row, column: string): number | undefined {
    const number = this.number(row, column);
    if (number === undefined) return undefined;
    // Who writes thousands so writes decimals with a comma.
    if (/^\d{1,3}\.\d{3}$/.test(String(row.get(column))) && typeof row.get(column) === "string")
      return this.#refuse(row, column, `${column} counts, and might be ${number} or ${number * 1000}${PLAINLY}`);
    if (number < 0) return this.#refuse(row, column, `${column} is negative: ${number}`);
    if (number > Number.MAX_SAFE_INTEGER)
      return this.#refuse(row, column, `${column} is more than anybody counts: ${number}`);
    if (!Number.isInteger(number))
      return this.#refuse(row, column, `${column} counts, and is no whole number: ${number}`);
    return number;
  }

  name(row: Row, column: string): string | undefined {
    const value = row.get(column);
    if (isMissing(value)) return this.#refuse(row, column, `${column} is missing`);
    if (!["string", "number", "boolean"].includes(typeof value))
      return this.#refuse(row, column, `${column} is no text`);
    return String(value);
  }

  /** A day, as 2026-11-30. */
  day(row: Row, column: string): string | undefined {
    const text = this.name(row, column);
    if (text === undefined) return undefined;
    const day = /^(\d{4}-\d\d-\d\d)(?:[T ]00:00(?::00(?:\.0+)?)?(?:Z|\+00(?::?00)?)?| UTC)?$/.exec(text)?.[1];
    if (day !== undefined && isDay(day)) return day;
    return this.#refuse(row, column, `${column} is no day as 2026-11-30: ${shown(text)}`);
  }

  /** An hour in UTC, as 2026-11-30T13:00Z, or a day. Hours since 1970. */
  hour(row: Row, column: string): number | undefined {
    const text = this.name(row, column);
    if (text === undefined) return undefined;
    const found = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d)(?::00(?::00(?:\.0+)?)?)?(?:Z|\+00(?::?00)?| UTC)?)?$/.exec(text);
    const hour = Number(found?.[2] ?? 0);
    if (found?.[1] && isDay(found[1]) && hour < 24) return Date.parse(`${found[1]}T00:00:00Z`) / 3_600_000 + hour;
    return this.#refuse(row, column, `${column} is no whole hour in UTC as 2026-11-30T13:00Z: ${shown(text)}`);
  }

  #refuse(row: Row, column: string, message: string): undefined {
    this.#complaints.error(row.spot(column), message);
    return undefined;
  }
}

function isDay(text: string): boolean {
  const moment = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text);
}
