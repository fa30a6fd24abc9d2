/** A file with a JSON object in each line, as the same rows that comma-separated values give. */

import type { Row } from "./csv.js";
import { Fault } from "./fault.js";
import { LONGEST, Window } from "./window.js";

const LINE = 10;
/** The column of numbers. A text of digits is none. */
const VALUE = "value";
const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** Hands each row to `each`, with a field for each of `columns`, in their order. What a line has besides is left alone. */
export function readLines(
  file: string,
  columns: readonly string[],
  each: (row: Row) => void,
  heard?: (bytes: number) => void,
): void {
  const window = new Window(file, heard);
  const room = new Uint8Array(LONGEST * 3);
  const fields = (): Int32Array => new Int32Array(columns.length);
  const row: Row = { bytes: room, starts: fields(), ends: fields(), count: columns.length, number: 1, doubled: [] };
  const take = (start: number, end: number): void => {
    const text = decoder.decode(window.bytes.subarray(start, end));
    if (text.trim()) {
      fill(row, columns, parsed(file, row.number, text), file);
      each(row);
    }
    row.number += 1;
  };
  try {
    linesOf(window, row, take);
  } finally {
    window.close();
  }
}

function linesOf(window: Window, row: Row, take: (start: number, end: number) => void): void {
  let start = window.open();
  for (;;) {
    const line = window.bytes.subarray(0, window.end).indexOf(LINE, start);
    if (line >= 0) {
      take(start, line);
      start = line + 1;
    } else if (window.isLast) {
      if (start < window.end) take(start, window.end);
      return;
    } else if (window.slide(start)) start = 0;
    else throw new Fault(window.file, `a row is longer than ${LONGEST} bytes`, row.number);
  }
}

function parsed(file: string, number: number, text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (thrown) {
    throw new Fault(file, `this is no JSON: ${(thrown as Error).message}`, number);
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new Fault(file, "each line has to be a JSON object", number);
}

function fill(row: Row, columns: readonly string[], values: Record<string, unknown>, file: string): void {
  let at = 0;
  for (const [place, column] of columns.entries()) {
    const text = textOf(Object.hasOwn(values, column) ? values[column] : undefined, column);
    if (text === undefined) throw new Fault(file, misfit(column, values[column]), row.number, column);
    row.starts[place] = at;
    at += encoder.encodeInto(text, row.bytes.subarray(at)).written;
    row.ends[place] = at;
  }
}

function textOf(value: unknown, column: string): string | undefined {
  if (value === undefined || value === null) return "";
  if (typeof value === "number" || (typeof value === "boolean" && column !== VALUE)) return `${value}`;
  return typeof value === "string" && column !== VALUE ? value : undefined;
}

const misfit = (column: string, value: unknown): string =>
  `${JSON.stringify(value)} is no ${column === VALUE ? "number" : "text or number"}`;
