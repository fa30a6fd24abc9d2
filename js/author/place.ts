/** A problem and the text of its manifest → the exact line and column. The compiler knows the line; inside a rule or a message it
 *  counts from where that begins. */

import type { Problem } from "../types/index.js";

export interface Place {
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1, in characters. */
  readonly column: number;
  /** The place in the text. */
  readonly at: number;
}

/** Absent where the problem is none of the text, but of what was handed in. */
export function placeOf(text: string, { path, line, column }: Problem): Place | undefined {
  if (line === undefined) return undefined;
  const inLine = text.split("\n", line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  const begins = isJson(text) ? values(text).get(path) : undefined;
  const start = begins !== undefined && lineOf(text, begins) === line ? begins : undefined;
  if (start === undefined) return place(text, line, after(text, inLine, column ?? 1, /./suy));
  if (column === undefined || text[start] !== '"') return place(text, line, start);
  return place(text, line, after(text, start + 1, column, LETTER));
}

/** The place of the value that a JSON pointer names. */
export function placeAt(text: string, pointer: string): Place | undefined {
  const at = values(text).get(pointer);
  return at === undefined ? undefined : place(text, lineOf(text, at), at);
}

/** A letter of a text in JSON, which may be an escape. */
const LETTER = /\\u[dD][89abAB]..\\u....|\\u....|\\.|./suy;

/** Where the letter of that number begins. */
function after(text: string, start: number, number: number, letter: RegExp): number {
  letter.lastIndex = start;
  for (let count = 1; count < number && letter.test(text); count += 1);
  return letter.lastIndex || start;
}

const place = (text: string, line: number, at: number): Place => {
  const before = text.slice(text.lastIndexOf("\n", at - 1) + 1, at);
  return { line, column: [...before].length + 1, at };
};

const lineOf = (text: string, at: number): number => text.slice(0, at).split("\n").length;

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

interface Inside {
  /** The key or the number of the value that comes next. Absent where a key comes. */
  step: string | number | undefined;
}

/** Where each value begins, by its JSON pointer. */
function values(text: string): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const stack: Inside[] = [];
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    const inside = stack.at(-1);
    if (token === "}" || token === "]") stack.pop();
    else if (token === ",") next(inside);
    else if (inside && inside.step === undefined) inside.step = JSON.parse(token);
    else if (token !== ":") {
      found.set(stack.map(({ step }) => `/${escaped(`${step}`)}`).join(""), index);
      if (token === "{" || token === "[") stack.push({ step: token === "[" ? 0 : undefined });
    }
  }
  return found;
}

function next(inside: Inside | undefined): void {
  if (inside) inside.step = typeof inside.step === "number" ? inside.step + 1 : undefined;
}

/** As JSON pointers write it. */
const escaped = (step: string): string => step.replaceAll("~", "~0").replaceAll("/", "~1");
