/** A table and a brief with columns in it → a brief for each row. `{ "column": "price" }` in a brief is filled with that cell. */

import type { Brief } from "../types/copy.js";
import type { Problem } from "../types/index.js";

export interface Cell {
  readonly text: string;
  /** Counted from 1. */
  readonly line: number;
  readonly column: number;
}

/** A row of a table, by the names of its columns. */
export interface Row {
  readonly line: number;
  readonly cells: ReadonlyMap<string, Cell>;
}

/** A problem in a table: its line and column are the cell's. */
export type RowProblem = Problem & { readonly line: number; readonly column: number };

export interface RowBrief {
  readonly brief: Brief;
  readonly problems: readonly RowProblem[];
  /** The cell that a value of the brief came from, by its JSON pointer. */
  readonly from: ReadonlyMap<string, Cell>;
}

interface FromColumn {
  readonly column: string;
  /** The cell is a list, with this between its items. */
  readonly split?: string;
}

const isColumn = (value: unknown): value is FromColumn =>
  typeof value === "object" && value !== null && typeof (value as { column?: unknown }).column === "string";

/** Where a number has to be. */
const NUMBERS = /\/(amount|from|to)$/;

/** The columns that a brief names. */
export function columnsOf(template: unknown): readonly string[] {
  if (isColumn(template)) return [template.column];
  if (typeof template !== "object" || template === null) return [];
  return [...new Set(Object.values(template).flatMap(columnsOf))];
}

/** Fills a brief with the cells of a row. */
export function fill(template: unknown, row: Row): RowBrief {
  const problems: RowProblem[] = [];
  const from = new Map<string, Cell>();
  const wrong = (path: string, { line, column }: Cell, message: string): undefined => {
    problems.push({ path, message, severity: "error", line, column });
  };
  const cellFor = (path: string, { column, split }: FromColumn): unknown => {
    const cell = row.cells.get(column);
    if (!cell?.text)
      return wrong(path, cell ?? { text: "", line: row.line, column: 1 }, `column ${column} has nothing here`);
    from.set(path, cell);
    if (split) return cell.text.split(split).map((one) => one.trim());
    if (!NUMBERS.test(path)) return cell.text;
    const number = Number(cell.text);
    // As JSON writes it: “1,299” may be one or a thousand.
    const isNumber = /^-?\d+(\.\d+)?$/.test(cell.text) && Number.isFinite(number);
    return isNumber
      ? number
      : wrong(path, cell, `column ${column}: a number such as 1299.5 was expected, not “${cell.text}”`);
  };
  const filled = (value: unknown, path: string): unknown => {
    if (isColumn(value)) return cellFor(path, value);
    if (Array.isArray(value)) return value.map((one, place) => filled(one, `${path}/${place}`));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, filled(one, `${path}/${key}`)]));
  };
  return { brief: filled(template, "") as Brief, problems, from };
}

/** A problem of the filled brief, at the cell that it came from. */
export function inTable(problem: Problem, { from }: RowBrief, row: Row): RowProblem {
  const cell = [...from].find(([path]) => problem.path === path || problem.path.startsWith(`${path}/`))?.[1];
  const { line, column } = cell ?? { line: row.line, column: 1 };
  return { path: problem.path, message: problem.message, severity: problem.severity, line, column };
}
