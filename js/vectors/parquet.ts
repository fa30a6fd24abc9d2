/** The rows of a Parquet file: by DuckDB if it is installed, or else by hyparquet, which is built in and reads what is compressed with
 *  Snappy or not at all. Both give the same. */

import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects, parquetSchema } from "hyparquet";
import type { Row } from "../logs/csv.js";
import type { DuckDb } from "../logs/duckdb-types.js";
import { Fault } from "../logs/fault.js";
import { findDuckDb } from "../logs/summarise.js";
import { LONGEST } from "../logs/window.js";
import { DIALECTS } from "../sql/dialects.js";
import type { Begin } from "./fields.js";

const { name: quotedName, text: quotedText } = DIALECTS.duckdb;
/** How many rows hyparquet makes objects of at once. */
const PIECE = 100_000;

/** Some rows, a value for each column. */
type Values = readonly (readonly unknown[])[];
/** The columns of a file, and its rows piece by piece. */
interface Opened {
  readonly columns: readonly string[];
  readonly rows: (columns: readonly string[]) => AsyncIterable<Values>;
  readonly close: () => void;
}

export async function readParquet(file: string, wanted: readonly string[], begin: Begin): Promise<void> {
  const { columns, rows, close } = await opened(file);
  try {
    const names = wanted.filter((name) => columns.includes(name));
    const row = new Fields(file, names);
    const take = begin(names.length > 0 ? names : columns);
    if (names.length === 0) return;
    for await (const piece of rows(names)) for (const values of piece) take(row.filled(values));
  } finally {
    close();
  }
}

/** The values themselves, such as vectors. */
export async function parquetRows(file: string, wanted: readonly string[]): Promise<unknown[][]> {
  const { columns, rows, close } = await opened(file, true);
  try {
    const missing = wanted.filter((name) => !columns.includes(name));
    if (missing.length > 0)
      throw new Fault(file, `the columns lack ${missing.join(", ")}; there are ${columns.join(", ")}`);
    const all: unknown[][] = [];
    for await (const piece of rows(wanted)) for (const values of piece) all.push([...values]);
    return all;
  } finally {
    close();
  }
}

async function opened(file: string, isPlain = false): Promise<Opened> {
  const duckdb = await findDuckDb();
  try {
    return duckdb ? await byDuckDb(duckdb, file, isPlain) : await byHyparquet(file);
  } catch (thrown) {
    throw new Fault(file, `this cannot be read as Parquet: ${(thrown as Error).message.trim()}`);
  }
}

/** @param isPlain Values are given as they are, and not as texts. */
async function byDuckDb({ DuckDBInstance }: DuckDb, file: string, isPlain: boolean): Promise<Opened> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const close = (): void => {
    connection.closeSync();
    instance.closeSync();
  };
  const from = `read_parquet(${quotedText(file)})`;
  try {
    await connection.run("set timezone = 'UTC'");
    const found = (await connection.runAndReadAll(`describe select * from ${from}`)).getRowObjectsJS();
    return {
      columns: found.map(({ column_name }) => `${column_name}`),
      async *rows(columns) {
        const names = columns.map(quotedName);
        const values = isPlain ? names : names.map((name) => `cast(${name} as varchar)`);
        const result = await connection.stream(`select ${values.join(", ")} from ${from}`);
        for await (const piece of result.yieldRowsJs()) yield piece;
      },
      close,
    };
  } catch (thrown) {
    close();
    throw thrown;
  }
}

async function byHyparquet(file: string): Promise<Opened> {
  const source = await asyncBufferFromFile(file);
  const metadata = await parquetMetadataAsync(source);
  const total = Number(metadata.num_rows);
  return {
    columns: parquetSchema(metadata).children.map(({ element }) => element.name),
    async *rows(columns) {
      for (let rowStart = 0; rowStart < total; rowStart += PIECE) {
        const rowEnd = Math.min(total, rowStart + PIECE);
        const options = { file: source, metadata, columns: [...columns], rowStart, rowEnd };
        const objects = await parquetReadObjects(options).catch((thrown: Error) => {
          const advice = /compression/i.test(thrown.message) ? ": npm install -D @duckdb/node-api reads it" : "";
          throw new Fault(file, `${thrown.message}${advice}`);
        });
        yield objects.map((object) => columns.map((name) => object[name]));
      }
    },
    close: () => {},
  };
}

/** A row whose fields are written into bytes. */
class Fields {
  private readonly row: Row;
  private readonly encoder = new TextEncoder();

  constructor(
    private readonly file: string,
    private readonly names: readonly string[],
  ) {
    const list = (): Int32Array => new Int32Array(names.length);
    this.row = {
      bytes: new Uint8Array(LONGEST),
      starts: list(),
      ends: list(),
      count: names.length,
      number: 0,
      doubled: [],
    };
  }

  filled(values: readonly unknown[]): Row {
    const { row } = this;
    row.number += 1;
    let at = 0;
    for (const [place, value] of values.entries()) {
      row.starts[place] = at;
      const text = this.textOf(value, place);
      const { read, written } = this.encoder.encodeInto(text, row.bytes.subarray(at));
      if (read < text.length) throw new Fault(this.file, `a row is longer than ${LONGEST} bytes`, row.number);
      at += written;
      row.ends[place] = at;
    }
    return row;
  }

  private textOf(value: unknown, place: number): string {
    if (value === null || value === undefined) return "";
    if (value instanceof Date) return value.toISOString();
    if (typeof value !== "object") return `${value}`;
    throw new Fault(this.file, "this is no text, number or time", this.row.number, this.names[place]);
  }
}
