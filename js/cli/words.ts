/** Options with one value each, and the files beside them. */

import { Misunderstood } from "./usable.js";

export interface Words {
  readonly files: readonly string[];
  readonly options: Readonly<Record<string, string>>;
}

export function optionsFrom(words: readonly string[], known: readonly string[]): Words {
  const files: string[] = [];
  const options: Record<string, string> = {};
  const waiting = [...words];
  for (let word = waiting.shift(); word !== undefined; word = waiting.shift()) {
    if (!word.startsWith("-")) {
      files.push(word);
      continue;
    }
    if (!known.includes(word)) throw new Misunderstood(`there is no option \`${word}\``);
    const value = waiting.shift();
    // A number may be below 0, and a file what is printed.
    if (value === undefined || /^-(?![\d.]|$)/.test(value)) throw new Misunderstood(`${word} needs a value`);
    options[word] = value;
  }
  return { files, options };
}

export function numberFrom(option: string, text: string): number {
  const number = text.trim() ? Number(text) : Number.NaN;
  if (!Number.isFinite(number)) throw new Misunderstood(`${option} takes a number, not ${text}`);
  return number;
}
