/** `tailorbird sql FILE`: the query for a warehouse. */

import { placeAt } from "../author/place.js";
import { type Analysis, DIALECTS, PURPOSES, type SqlOptions, sql } from "../entries/logs.js";
import { textOf } from "./manifest.js";
import { writeAll } from "./outputs.js";
import { line, say, visible } from "./say.js";
import { Misunderstood, usable } from "./usable.js";
import { optionsFrom } from "./words.js";

export const SQL = `  tailorbird sql FILE [OPTIONS]       prints the query that has a warehouse sum up an experiment, or
                                      count pairs of items; FILE says where its tables are and what their
                                      columns are called
    --dialect NAME         duckdb, postgres, mysql, sqlite, bigquery, snowflake, clickhouse,
                           databricks, redshift, trino or mssql
    --for NAME             arms, cuped, srm, ratio or hours; or pairs, for tailorbird vectors
    --metric NAME          only this metric, or this ratio
    --by NAMES             day and dimensions, with commas between them
    -o OUT                 writes it into a file`;

interface Asked {
  readonly file: string;
  readonly out: string | undefined;
  readonly options: SqlOptions;
}

function askedFrom(words: readonly string[]): Asked {
  const { files, options } = optionsFrom(words, ["--dialect", "--for", "--metric", "--by", "-o"]);
  const [file] = files;
  if (!file || files.length > 1) throw new Misunderstood("sql takes one file");
  const dialect = oneOf("--dialect", options["--dialect"], Object.keys(DIALECTS)) as SqlOptions["dialect"];
  const purpose = oneOf("--for", options["--for"], PURPOSES) as SqlOptions["for"];
  const metric = options["--metric"];
  const by = options["--by"]?.split(",");
  return {
    file,
    out: options["-o"],
    options: { dialect, for: purpose, ...(metric && { metric }), ...(by && { by }) },
  };
}

function oneOf(option: string, value: string | undefined, known: readonly string[]): string {
  if (value && known.includes(value)) return value;
  throw new Misunderstood(`${option} takes one of ${known.join(", ")}${value ? `, not \`${value}\`` : ""}`);
}

export function runSql(words: readonly string[]): number {
  const { file, out, options } = askedFrom(words);
  const text = textOf(file);
  const { sql: query, problems } = sql(
    usable((): Analysis => JSON.parse(text)),
    options,
  );
  for (const problem of problems) say(line(file, { ...problem, ...placeAt(text, problem.path) }));
  if (query === undefined) return 1;
  if (out) writeAll(new Map([[out, query]]));
  else process.stdout.write(visible(query));
  return 0;
}
