/** Problems → what bundlers take as an error or a warning: one sentence, and the place in the manifest. */

import { placeOf } from "../author/place.js";
import type { Problem } from "../types/index.js";

/** What bundlers of Rollup's kind show. */
export interface Message {
  readonly message: string;
  readonly id: string;
  readonly plugin: string;
  readonly loc?: { readonly file: string; readonly line: number; readonly column: number };
  readonly frame?: string;
}

/** How a bundler shows places: `loc` it prints itself, from a column that counts from 0, in bytes or not; others take a sentence. */
export type Style = "loc" | "bytes" | "sentence";

/** The first problem with its place; the others follow, a line each. */
export function messageFrom(problems: readonly Problem[], file: string, text: string, style: Style): Message {
  const [first, ...others] = problems;
  const lines = others.map((problem) => withPlace(problem, file, text));
  const place = first && placeOf(text, first);
  const head = !first ? "" : style === "sentence" ? withPlace(first, file, text) : sentence(first);
  const message = { message: [head, ...lines].join("\n"), id: file, plugin: "tailorbird" };
  if (!place || style === "sentence") return message;
  const before = text.slice(text.lastIndexOf("\n", place.at - 1) + 1, place.at);
  const column = style === "bytes" ? Buffer.byteLength(before) : before.length;
  return { ...message, loc: { file, line: place.line, column }, frame: frame(text, place.line, before.length) };
}

/** The same as an error that is thrown. */
export function errorFrom(problems: readonly Problem[], file: string, text: string): Error {
  const wrong = problems.filter(({ severity }) => severity === "error");
  const { message, ...about } = messageFrom(wrong, file, text, "loc");
  return Object.assign(new Error(message), about);
}

const sentence = ({ path, message }: Problem): string => `${path && `${path}: `}${message}`;

function withPlace(problem: Problem, file: string, text: string): string {
  const place = placeOf(text, problem);
  return `${file}${place ? `:${place.line}:${place.column}` : ""} ${sentence(problem)}`;
}

/** The lines around a place, with a mark below it. */
function frame(text: string, line: number, column: number): string {
  const first = Math.max(line - 3, 0);
  const rows = text.split("\n").slice(first, line + 2);
  const shown = rows.map((row, place) => `${first + place + 1}`.padStart(4).concat(`  |  ${row.replace("\r", "")}`));
  shown.splice(line - first, 0, `${" ".repeat(4)}  |  ${" ".repeat(column)}^`);
  return shown.join("\n");
}
