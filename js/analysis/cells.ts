/** Cells → numbers, names and moments, or what is wrong with them. */

import type { Complaints } from "./complaints.js";
import type { Row } from "./records.js";

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

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
    if (typeof number === "number" && Number.isFinite(number)) return number;
    const comma = typeof value === "string" && /^-?\d+,\d+$/.test(value);
    const hint = comma ? "; decimals are written with a point" : "";
    return this.#refuse(row, column, `${column} is no number: ${shown(value)}${hint}`);
  }

  /** A number of units. */
  count(row: Row, column: string): number | undefined {
    const number = this.number(row, column);
    if (number === undefined) return undefined;
    if (number < 0) return this.#refuse(row, column, `${column} is negative: ${number}`);
    if (!Number.isInteger(number))
      return this.#refuse(row, column, `${column} counts, and is no whole number: ${number}`);
    return number;
  }

  name(row: Row, column: string): string | undefined {
    const value = row.get(column);
    if (isMissing(value)) return this.#refuse(row, column, `${column} is missing`);
    return typeof value === "string" ? value : String(value);
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
