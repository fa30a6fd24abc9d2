/** `tailorbird hours FILE`: the arm of each hour as a table, and `check --against`: how many readers move. */

import { hours, type Move, moves } from "../entries/author.js";
import { textOf } from "./manifest.js";
import { say, tell } from "./say.js";
import { Misunderstood } from "./usable.js";

export const HOURS = `  tailorbird hours FILE --experiment NAME --from DATE --to DATE
                                      prints the arm of each hour (UTC) of an experiment by the hour or
                                      the day as CSV: hour,arm`;

const OPTIONS = ["--experiment", "--from", "--to"];

export function runHours(words: readonly string[]): number {
  const given: Record<string, string> = {};
  const files: string[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? "";
    if (OPTIONS.includes(word)) {
      index += 1;
      given[word.slice(2)] = words[index] ?? "";
    } else if (word.startsWith("-")) throw new Misunderstood(`there is no option \`${word}\``);
    else files.push(word);
  }
  const [file] = files;
  const { experiment, from, to } = given;
  if (!file || files.length > 1) throw new Misunderstood("hours takes one file");
  if (!experiment || !from || !to) throw new Misunderstood("hours takes --experiment, --from and --to");
  const text = textOf(file);
  const table = hours(text, { experiment, from, to });
  tell(file, text, table.problems);
  if (table.problems.length > 0) return 1;
  say(["hour,arm", ...table.hours.map(({ hour, arm }) => `${hour},${arm}`)].join("\n"));
  return 0;
}

/** Says how many readers move between two manifests. */
export function sayMoves(before: string, after: string): void {
  const found = moves(textOf(before), after);
  tell(before, "", found.problems);
  for (const move of found.moves) say(sentence(move));
  if (!found.moves[0] && !found.problems[0]) say(`no experiment by reader is in ${before} too`);
}

function sentence({ experiment, moved, joined, left }: Move): string {
  const [a, b, c] = [moved, joined, left].map((share) => `${(share * 100).toFixed(1)} %`);
  return `experiment “${experiment}”: ${a} of readers change their arm, ${b} come in, ${c} leave it; who agreed to be measured and saw an arm stays in it`;
}
