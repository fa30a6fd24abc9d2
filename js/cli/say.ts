/** What the command prints. Names come from the site's files: what could steer a terminal is shown as an escape. */

import { placeOf } from "../author/place.js";
import type { Problem } from "../types/index.js";

/** Control characters but the line break, and the marks that turn the direction of a line. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const STEERING = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

export function visible(text: string): string {
  return text.replace(STEERING, (letter) => `\\u{${letter.charCodeAt(0).toString(16)}}`);
}

export const say = (text: string): void => console.log(visible(text));

/** A problem in a file, in one line. */
export function line(file: string, { path, message, severity, line, column }: Problem): string {
  // Without a line, the column counts inside the rule or the message that the path names.
  const place = line === undefined ? file : `${file}:${line}:${column ?? 1}`;
  const inside = line === undefined && column !== undefined ? ` (column ${column})` : "";
  return `${place} ${severity}${path && ` ${path}`}: ${message}${inside}`;
}

/** The problems of a manifest, each with its exact place. */
export function tell(file: string, text: string, problems: readonly Problem[]): void {
  for (const problem of problems) say(line(file, { ...problem, ...placeOf(text, problem) }));
}

export function count(problems: readonly Problem[], severity: Problem["severity"]): string {
  const number = problems.filter((problem) => problem.severity === severity).length;
  return `${number} ${severity}${number === 1 ? "" : "s"}`;
}
