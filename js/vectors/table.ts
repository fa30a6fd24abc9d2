/** The rows of a table in a file: comma-separated values, JSON lines or Parquet, as fields of bytes. */

import { closeSync, openSync, readSync } from "node:fs";
import { type Row, readCsv } from "../logs/csv.js";
import { Fault } from "../logs/fault.js";
import { readLines } from "../logs/lines.js";
import { isJson, isParquet } from "../logs/take.js";
import { LONGEST } from "../logs/window.js";
import { type Begin, fieldOf } from "./fields.js";
import { readParquet } from "./parquet.js";

const decoder = new TextDecoder();

export interface Reading {
  /** The columns that somebody may want; those of JSON are looked for only by these names. */
  readonly wanted: readonly string[];
  /** Those that a line of JSON may lack. */
  readonly optional: readonly string[];
  readonly begin: Begin;
  /** Told how many bytes were read, each time that some were. */
  readonly heard: (bytes: number) => void;
}

export async function readTable(file: string, { wanted, optional, begin, heard }: Reading): Promise<void> {
  if (isParquet(file)) return readParquet(file, wanted, begin);
  if (isJson(file)) {
    const first = firstKeys(file);
    const columns = wanted.filter((name) => first.includes(name) || optional.includes(name));
    return readLines(file, columns, begin(columns), heard);
  }
  let take: ((row: Row) => void) | undefined;
  let width = 0;
  const each = (row: Row): boolean => {
    if (take && row.count !== width)
      throw new Fault(file, `this row has ${row.count} fields, and the header ${width}`, row.number);
    if (take) take(row);
    else {
      width = row.count;
      take = begin(checked(file, row, wanted));
    }
    return true;
  };
  readCsv(file, each, heard);
  if (!take) throw new Fault(file, "this file is empty");
}

function checked(file: string, row: Row, wanted: readonly string[]): string[] {
  const names = Array.from({ length: row.count }, (_, field) => fieldOf(row, field).trim());
  const twice = wanted.find((name) => names.indexOf(name) !== names.lastIndexOf(name));
  if (twice !== undefined) throw new Fault(file, "this column is there twice", 1, twice);
  return names;
}

/** What the first line of JSON has. What is wrong with it is said when it is read. */
function firstKeys(file: string): string[] {
  const handle = openSync(file, "r");
  const bytes = new Uint8Array(LONGEST);
  const read = readSync(handle, bytes, 0, LONGEST, 0);
  closeSync(handle);
  if (read === 0) throw new Fault(file, "this file is empty");
  const [line = ""] = decoder.decode(bytes.subarray(0, read)).trimStart().split("\n", 1);
  try {
    return Object.keys(JSON.parse(line));
  } catch {
    return [];
  }
}
