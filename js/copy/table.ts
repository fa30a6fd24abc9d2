/** Rows of a file, as they come: comma-separated values, JSON lines, or one list of objects in JSON. */

import { open } from "node:fs/promises";
import { Csv, type CsvCell } from "../analysis/csv.js";
import type { Cell, Row } from "./rows.js";

/** What is wrong with a table itself. */
export class BrokenTable extends Error {}

const PIECE = 1 << 16;

/** The rows of a table, which may be larger than memory. */
export async function* rows(file: string, needed: readonly string[]): AsyncGenerator<Row> {
  yield* /\.(json|jsonl|ndjson)$/i.test(file) ? fromJson(file, needed) : fromCsv(file, needed);
}

async function* pieces(file: string): AsyncGenerator<string> {
  const handle = await open(file);
  try {
    for await (const piece of handle.createReadStream({ encoding: "utf8", highWaterMark: PIECE })) yield piece;
  } finally {
    await handle.close().catch(() => {});
  }
}

async function* fromCsv(file: string, needed: readonly string[]): AsyncGenerator<Row> {
  const waiting: Row[] = [];
  let names: readonly string[] | undefined;
  const take = (cells: readonly CsvCell[]): void => {
    if (names)
      waiting.push({
        line: cells[0]?.line ?? 1,
        cells: new Map(names.map((name, place) => [name, cellAt(cells, place)])),
      });
    else names = named(file, cells, needed);
  };
  const csv = new Csv(take, (message, line, column) => {
    throw new BrokenTable(`${file}:${line}:${column}: ${message}`);
  });
  for await (const piece of pieces(file)) {
    csv.feed(piece);
    yield* waiting.splice(0);
  }
  csv.end();
  if (!names) throw new BrokenTable(`${file}: there is no header`);
  yield* waiting;
}

/** A row that is too short has empty cells at its end. */
function cellAt(cells: readonly CsvCell[], place: number): Cell {
  const { line = 1, column = 1, text = "" } = cells.at(-1) ?? {};
  return cells[place] ?? { text: "", line, column: column + text.length };
}

function named(file: string, header: readonly CsvCell[], needed: readonly string[]): readonly string[] {
  const names = header.map(({ text }) => text);
  const missing = needed.filter((name) => !names.includes(name));
  if (missing.length > 0)
    throw new BrokenTable(
      `${file}:${header[0]?.line ?? 1}:1: there is no column ${missing.join(", ")}; there are ${names.join(", ")}`,
    );
  return names;
}

async function* fromJson(file: string, needed: readonly string[]): AsyncGenerator<Row> {
  let rest = "";
  let line = 0;
  let isList: boolean | undefined;
  for await (const piece of pieces(file)) {
    rest += piece;
    isList ??= rest.trimStart().startsWith("[");
    if (isList) continue;
    const lines = rest.split("\n");
    rest = lines.pop() ?? "";
    for (const one of lines) {
      line += 1;
      if (one.trim()) yield rowOf(file, parsed(file, one, line), line, needed);
    }
  }
  if (!isList) {
    if (rest.trim()) yield rowOf(file, parsed(file, rest, line + 1), line + 1, needed);
    return;
  }
  const list = parsed(file, rest, 1);
  for (const [place, one] of (list as unknown[]).entries()) yield rowOf(file, one, place + 1, needed);
}

function parsed(file: string, text: string, line: number): unknown {
  try {
    return JSON.parse(text);
  } catch (thrown) {
    throw new BrokenTable(`${file}:${line}: ${thrown instanceof Error ? thrown.message : thrown}`);
  }
}

function rowOf(file: string, value: unknown, line: number, needed: readonly string[]): Row {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new BrokenTable(`${file}:${line}: an object was expected`);
  const known = Object.entries(value).map(([name, one]) => [name, one === null ? "" : String(one)] as const);
  const cells = new Map(known.map(([name, text]) => [name, { text, line, column: 1 }]));
  for (const name of needed) if (!cells.has(name)) cells.set(name, { text: "", line, column: 1 });
  return { line, cells };
}
