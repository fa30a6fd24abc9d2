/** `tailorbird analyze FILE...`: sums that a site counted, and what they allow to be concluded. */

import { createReadStream, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type Analysis, chart, chartPage, type Problem, Reading, type SumsTable } from "../entries/analyze.js";
import type { Analyzing } from "./analyze-args.js";
import { areLogs } from "./analyze-log.js";
import { report } from "./analyze-table.js";
import { writeAll } from "./outputs.js";
import { count, line, say } from "./say.js";
import { summed } from "./sums.js";
import { sentence, Unusable, usable } from "./usable.js";

/** Returns the exit code. */
export async function runAnalyze({ files, options, json, chart: drawn }: Analyzing): Promise<number> {
  for (const out of [json, drawn])
    if (out !== undefined && files.some((file) => resolve(file) === resolve(out)))
      throw new Unusable(`${out} is a table that is read, and would be lost`);
  const reading = new Reading(options);
  if (areLogs(files)) await sum(files, reading);
  else for (const [place, file] of files.entries()) await read(file, `/${place}`, reading);
  const analysis = reading.end();
  for (const problem of analysis.problems) say(told(problem, files));
  const outputs = new Map<string, string>();
  const failed = analysis.problems.some(({ severity }) => severity === "error");
  if (failed) {
    say(`${files.join(", ")}: ${count(analysis.problems, "error")}, ${count(analysis.problems, "warning")}`);
    return 1;
  }
  say(report(analysis));
  if (json !== undefined) outputs.set(json, `${JSON.stringify(analysis, undefined, 2)}\n`);
  if (drawn !== undefined) outputs.set(drawn, drawing(analysis, drawn));
  writeAll(outputs);
  return 0;
}

const drawing = (analysis: Analysis, file: string): string =>
  file.endsWith(".svg") ? `${chart(analysis, 640)}\n` : chartPage(analysis);

/** Takes in the sums of raw events. */
async function sum(files: readonly string[], reading: Reading): Promise<void> {
  const { rows, warnings } = await summed(files, {});
  for (const warning of warnings) say(`warning: ${warning}`);
  reading.take(rows, "");
}

async function read(file: string, before: string, reading: Reading): Promise<void> {
  if (/\.json$/i.test(file)) return reading.take(rowsOf(file), before);
  const csv = reading.stream(before);
  try {
    for await (const piece of createReadStream(file, "utf8")) csv.feed(piece);
  } catch (thrown) {
    throw new Unusable(sentence(thrown));
  }
  csv.end();
}

function rowsOf(file: string): SumsTable {
  const text = usable(() => readFileSync(file, "utf8"), file).replace(/^\ufeff/, "");
  try {
    return JSON.parse(text);
  } catch (thrown) {
    throw new Unusable(`${file} is no JSON: ${thrown instanceof Error ? thrown.message : thrown}`);
  }
}

/** The file stands at the beginning of the path. */
function told(problem: Problem, files: readonly string[]): string {
  const [, place, rest = ""] = /^\/(\d+)(\/.*)?$/.exec(problem.path) ?? [];
  const file = place === undefined ? undefined : files[Number(place)];
  return file === undefined ? line(files.join(", "), problem) : line(file, { ...problem, path: rest });
}
