/** The query that has a warehouse sum what `tailorbird analyze` takes, in the site's own names. */

import type { Problem } from "../types/index.js";
import { DIALECTS, type Dialect } from "./dialects.js";
import type { Purpose, SqlOptions } from "./options.js";
import { armsQuery, hoursQuery, pairsQuery, ratioQuery, SMALL, srmQuery } from "./queries.js";
import { Refused } from "./refused.js";
import { type Analysis, checkAnalysis } from "./settings.js";

export interface SqlAnswer {
  /** Absent if there is an error. */
  readonly sql?: string;
  readonly problems: readonly Problem[];
}

const WRITE = {
  arms: armsQuery,
  cuped: armsQuery,
  srm: srmQuery,
  ratio: ratioQuery,
  hours: hoursQuery,
  pairs: pairsQuery,
};

const UNITS = [
  "A unit counts from its first exposure. Units that saw several arms are left out: excluded_units has their number.",
  "Exposures without an experiment, unit, arm or time are left out: excluded_rows has their number.",
];
const NOTES: Readonly<Record<Purpose, readonly string[]>> = {
  arms: UNITS,
  cuped: [...UNITS, "x is the same metric before the first exposure."],
  srm: UNITS,
  ratio: UNITS,
  pairs: [
    `How many units used two items both. Pairs of fewer than ${SMALL} are left out. tailorbird vectors takes it.`,
  ],
  hours: ["A row is a session, or a conversion. Join the table of hours and arms by hour."],
};

/** Never throws: problems are in the answer. */
export function sql(analysis: Analysis, options: SqlOptions): SqlAnswer {
  const problems = checkAnalysis(analysis);
  if (problems.length > 0) return { problems };
  const dialect: Dialect = DIALECTS[options.dialect];
  try {
    const query = WRITE[options.for](dialect, analysis, options);
    return {
      problems,
      sql: [...notes(options), ...(dialect.before ? [dialect.before] : []), `${query};`, ""].join("\n"),
    };
  } catch (thrown) {
    if (!(thrown instanceof Refused)) throw thrown;
    return { problems: [{ path: thrown.path, message: thrown.message, severity: "error" }] };
  }
}

function notes({ dialect, for: purpose, by = [] }: SqlOptions): string[] {
  const small = `Cells of fewer than ${SMALL} units have small = 1: tailorbird analyze merges them.`;
  const all = [
    `tailorbird sql --dialect ${dialect} --for ${purpose}`,
    ...(purpose === "pairs" ? [] : ["Days and hours are those of UTC."]),
    ...NOTES[purpose],
  ];
  return [...all, ...(by.length > 0 ? [small] : [])].map((note) => `-- ${note}`);
}
