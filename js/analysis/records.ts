/** A table, whatever it is written in → records whose cells know where they stand. */

import type { SumsTable } from "../types/analysis.js";
import type { Complaints, Spot } from "./complaints.js";
import { Csv, type CsvCell } from "./csv.js";

/** A row: what stands in a column, and where. */
export interface Row {
  readonly get: (column: string) => unknown;
  readonly spot: (column?: string) => Spot;
}

export interface Reader {
  /** The names of the columns, each with its place. False: they are refused. */
  header(columns: readonly string[], spot: (column: string) => Spot): boolean;
  row(row: Row): void;
}

/** Reads CSV in pieces. */
export class CsvRecords {
  readonly #csv: Csv;
  readonly #reader: Reader;
  readonly #complaints: Complaints;
  readonly #before: string;
  #columns: readonly string[] | undefined;
  #refused = false;
  #count = 0;

  /** @param before How paths begin: the number of the table, where there are several. */
  constructor(reader: Reader, complaints: Complaints, before: string) {
    this.#before = before;
    this.#reader = reader;
    this.#complaints = complaints;
    this.#csv = new Csv(
      (cells) => this.#take(cells),
      (message, line, column) => complaints.error({ path: before, line, column }, message),
    );
  }

  feed(piece: string): void {
    this.#csv.feed(piece);
  }

  end(): void {
    this.#csv.end();
    if (this.#refused || this.#complaints.failed) return;
    if (!this.#columns) this.#complaints.error({ path: this.#before }, "this table is empty");
    else if (this.#count === 0) this.#complaints.error({ path: this.#before }, "this table has a header and no rows");
  }

  #take(cells: readonly CsvCell[]): void {
    if (this.#refused) return;
    if (!this.#columns) this.#begin(cells);
    else this.#row(cells, this.#columns);
  }

  #begin(cells: readonly CsvCell[]): void {
    const columns = cells.map(({ text }) => text.toLowerCase());
    this.#columns = columns;
    const at = (column: string): Spot => {
      const { line, column: place } = cells[columns.indexOf(column)] ?? {};
      return { path: this.#before, line, column: place };
    };
    const again = columns.findIndex((column, place) => columns.indexOf(column) !== place);
    const twice = columns[again];
    if (twice !== undefined) {
      const { line, column } = cells[again] ?? {};
      this.#complaints.error(
        { path: this.#before, line, column },
        `the column ${twice || "without a name"} is there twice`,
      );
    }
    this.#refused = twice !== undefined || !this.#reader.header(columns, at);
  }

  #row(cells: readonly CsvCell[], columns: readonly string[]): void {
    const path = `${this.#before}/${this.#count}`;
    const [first] = cells;
    this.#count += 1;
    if (cells.length !== columns.length) {
      const message = `this row has ${cells.length} cells, and the header ${columns.length}`;
      this.#complaints.error({ path, line: first?.line, column: 1 }, message);
      return;
    }
    this.#reader.row({
      get: (column) => cells[columns.indexOf(column)]?.text,
      spot: (column) => {
        const { line, column: place } = (column !== undefined && cells[columns.indexOf(column)]) || (first ?? {});
        return { path: column === undefined ? path : `${path}/${column}`, line, column: place };
      },
    });
  }
}

/** Reads a whole table. */
export function readTable(table: SumsTable, reader: Reader, complaints: Complaints, before: string): void {
  if (typeof table !== "string") readRows(table, reader, complaints, before);
  else {
    const records = new CsvRecords(reader, complaints, before);
    records.feed(table);
    records.end();
  }
}

const isObject = (row: unknown): row is Readonly<Record<string, unknown>> =>
  typeof row === "object" && row !== null && !Array.isArray(row);

function readRows(rows: unknown, reader: Reader, complaints: Complaints, before: string): void {
  const sound = rowsFrom(rows, complaints, before);
  const columns = [...new Set(sound.flatMap((row) => Object.keys(row)))];
  if (sound.length === 0 || !reader.header(columns, (column) => ({ path: `${before}/0/${column}` }))) return;
  for (const [place, row] of sound.entries())
    reader.row({
      get: (column) => (Object.hasOwn(row, column) ? row[column] : undefined),
      spot: (column) => ({ path: `${before}/${place}${column === undefined ? "" : `/${column}`}` }),
    });
}

/** None, where one is wrong. */
function rowsFrom(rows: unknown, complaints: Complaints, before: string): readonly Readonly<Record<string, unknown>>[] {
  if (!Array.isArray(rows)) complaints.error({ path: before }, "a table is CSV text or a list of rows");
  else if (rows.length === 0) complaints.error({ path: before }, "this table is empty");
  else if (rows.every(isObject)) return rows;
  else complaints.error({ path: `${before}/${rows.findIndex((row) => !isObject(row))}` }, "a row is an object");
  return [];
}
