/** A file of comma-separated values, row by row, however long it is: RFC 4180, with any of three separators. */

import { Fault } from "./fault.js";
import { LONGEST, Window } from "./window.js";

const [QUOTE, COMMA, SEMICOLON, TAB, LINE, RETURN] = [34, 44, 59, 9, 10, 13];
/** The most columns. */
const MOST = 1000;

/** A row: where its fields begin and end in `bytes`. */
export interface Row {
  readonly bytes: Uint8Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** How many fields it has. */
  count: number;
  /** Counted from 1; the header is the first. */
  number: number;
  /** Fields with doubled quotes in them. */
  readonly doubled: number[];
}

/** Hands each row to `each`, the header too, as long as it answers true. Rows without anything in them are left out. Returns
 *  what stands between fields. */
export function readCsv(file: string, each: (row: Row) => boolean, heard?: (bytes: number) => void): string {
  const window = new Window(file, heard);
  try {
    return rowsOf(window, each);
  } finally {
    window.close();
  }
}

function rowsOf(window: Window, each: (row: Row) => boolean): string {
  const { bytes } = window;
  const row: Row = {
    bytes,
    starts: new Int32Array(MOST),
    ends: new Int32Array(MOST),
    count: 0,
    number: 1,
    doubled: [],
  };
  let start = window.open();
  const separator = separatorOf(bytes.subarray(start, window.end));
  for (;;) {
    const next = scan(window, row, start, separator);
    if (next >= 0) {
      for (const field of row.doubled) row.ends[field] = undoubled(row, field);
      const isEmpty = row.count === 1 && row.ends[0] === row.starts[0];
      if (!isEmpty && !each(row)) break;
      row.number += 1;
      start = next;
    } else if (window.isLast) break;
    else if (window.slide(start)) start = 0;
    else throw new Fault(window.file, `a row is longer than ${LONGEST} bytes`, row.number);
  }
  return String.fromCharCode(separator);
}

/** The one that the header has most of. */
function separatorOf(bytes: Uint8Array): number {
  const line = bytes.indexOf(LINE);
  const header = bytes.subarray(0, line < 0 ? bytes.length : line);
  const count = (one: number): number => header.reduce((sum, byte) => sum + Number(byte === one), 0);
  return [SEMICOLON, TAB].reduce((best, one) => (count(one) > count(best) ? one : best), COMMA);
}

/** Finds the fields of the row that begins at `start`. Returns where the next begins, or -1 if its end is not there yet. */
function scan(window: Window, row: Row, start: number, separator: number): number {
  const { bytes, end } = window;
  const { starts, ends } = row;
  let at = start;
  let count = 0;
  if (at >= end) return -1;
  row.doubled.length = 0;
  for (;;) {
    if (count === MOST) throw new Fault(window.file, `there are more than ${MOST} columns`, row.number);
    if (at < end && bytes[at] === QUOTE) {
      const after = quoted(window, row, count, at);
      if (after < 0) return -1;
      at = after;
    } else {
      starts[count] = at;
      while (at < end && bytes[at] !== separator && bytes[at] !== LINE) at += 1;
      ends[count] = at;
    }
    if (at >= end && !window.isLast) return -1;
    count += 1;
    if (at < end && bytes[at] === separator) {
      at += 1;
      continue;
    }
    if (at < end && bytes[at] !== LINE)
      throw new Fault(window.file, `there is something behind the closing quote of field ${count}`, row.number);
    row.count = count;
    const last = count - 1;
    const isReturn = ends[last] === at && at > (starts[last] as number) && bytes[at - 1] === RETURN;
    if (isReturn) ends[last] = at - 1;
    return at + 1;
  }
}

/** A field in quotes. Returns where it ends, or -1 if its end is not there yet. */
function quoted(window: Window, row: Row, field: number, quote: number): number {
  const { bytes, end, isLast } = window;
  let at = quote + 1;
  let isDoubled = false;
  for (; ; at += 1) {
    if (at >= end) {
      if (!isLast) return -1;
      throw new Fault(window.file, `the quote that begins field ${field + 1} does not end`, row.number);
    }
    if (bytes[at] !== QUOTE) continue;
    if (at + 1 >= end && !isLast) return -1;
    if (at + 1 >= end || bytes[at + 1] !== QUOTE) break;
    isDoubled = true;
    at += 1;
  }
  row.starts[field] = quote + 1;
  row.ends[field] = at;
  if (isDoubled) row.doubled.push(field);
  at += 1;
  return at < end && bytes[at] === RETURN ? at + 1 : at;
}

/** Takes the second of two quotes away where they lie. Returns where the field ends now. */
function undoubled({ bytes, starts, ends }: Row, field: number): number {
  let to = starts[field] as number;
  for (let from = to; from < (ends[field] as number); from += 1) {
    if (bytes[from] === QUOTE) from += 1;
    bytes[to] = bytes[from] as number;
    to += 1;
  }
  return to;
}
