/** `tailorbird sums FILE…`: raw events → the sums that may leave the machine. */

import { type SummariseOptions, type Summary, summarise } from "../entries/logs.js";
import { writeAll } from "./outputs.js";
import { say, visible } from "./say.js";
import { Misunderstood, sentence, Unusable } from "./usable.js";
import { optionsFrom } from "./words.js";

export const SUMS = `  tailorbird sums FILE... [OPTIONS]   sums up raw events for an analysis; rows have time, unit, and
                                      experiment and arm, or metric and value, as comma-separated
                                      values, JSON lines, or Parquet (with @duckdb/node-api)
    --window TIME          how long after the first exposure a metric counts, as 72h; default: for good
    --before TIME          how long before it the pre-period begins, as 14d
    --by NAMES             day and columns of the exposures, with commas between them
    -o OUT.csv             writes them into a file`;

export async function runSums(words: readonly string[]): Promise<number> {
  const { files, options } = optionsFrom(words, ["--window", "--before", "--by", "-o"]);
  if (files.length === 0) throw new Misunderstood("sums takes files");
  const { "--window": window, "--before": before, "--by": by, "-o": out } = options;
  const summary = await summed(files, {
    ...(window && { window }),
    ...(before && { before }),
    ...(by && { by: by.split(",") }),
  });
  for (const warning of summary.warnings) console.error(visible(`warning: ${warning}`));
  const text = csvOf(summary, by?.split(",") ?? []);
  if (out) {
    writeAll(new Map([[out, text]]));
    say(`${out}: ${summary.rows.length} rows`);
  } else process.stdout.write(visible(text));
  return 0;
}

/** What is wrong with a file is told as a sentence. */
export async function summed(files: readonly string[], options: SummariseOptions): Promise<Summary> {
  try {
    return await summarise(files, options);
  } catch (thrown) {
    throw new Unusable(sentence(thrown));
  }
}

/** A table of comma-separated values. */
function csvOf({ rows }: Summary, by: readonly string[]): string {
  const has = new Set(rows.flatMap((row) => Object.keys(row)));
  const sums = ["sum_y", "sum_yy", "sum_x", "sum_xx", "sum_xy"];
  const names = ["experiment", "arm", ...by, "metric", "n", ...sums, "excluded_units", "excluded_rows", "small"];
  const columns = names.filter((name) => has.has(name));
  const lines = [columns, ...rows.map((row) => columns.map((name) => `${row[name] ?? ""}`))];
  return lines.map((line) => `${line.map(quoted).join(",")}\n`).join("");
}

const quoted = (field: string): string => (/[",\r\n;\t]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);
