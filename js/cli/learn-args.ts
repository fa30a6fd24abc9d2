/** Parses the arguments of `tailorbird train` and `tailorbird evaluate`. */

import { Misunderstood } from "./usable.js";
import { optionsFrom } from "./words.js";

export const LEARN = `  tailorbird train LOG... --manifest FILE --slot NAME [OPTIONS]
                                      trains the prior of a slot that learns, and writes it into the
                                      manifest; rows have variant, reward (from 0 to 1) and a column for
                                      each feature, named as in the manifest, and may have propensity,
                                      weight and unit; as comma-separated values, JSON lines or Parquet
    --columns NAMES        what the site calls them, as variant=arm,reward=clicked
    -o FILE                writes the manifest there; - prints the prior instead
  tailorbird evaluate LOG... --manifest FILE --slot NAME [OPTIONS]
                                      says what a slot that learns would have earned on a log with
                                      propensities, beside one variant for everybody and chance
    --columns NAMES        the same
    --json                 prints it as JSON`;

export interface Learning {
  readonly files: readonly string[];
  /** The manifest. */
  readonly source: string;
  readonly slot: string;
  readonly columns: string | undefined;
  /** Where it goes. */
  readonly out: string;
  readonly json: boolean;
}

export function learningFrom(verb: "train" | "evaluate", words: readonly string[]): Learning {
  const evaluates = verb === "evaluate";
  const json = evaluates && words.includes("--json");
  const known = ["--manifest", "--slot", "--columns", ...(evaluates ? [] : ["-o"])];
  const { files, options } = optionsFrom(
    words.filter((word) => !json || word !== "--json"),
    known,
  );
  const { "--manifest": source, "--slot": slot, "--columns": columns, "-o": out } = options;
  if (files.length === 0) throw new Misunderstood(`${verb} takes files of a log`);
  if (!source) throw new Misunderstood(`${verb} needs --manifest and a file`);
  if (slot === undefined) throw new Misunderstood(`${verb} needs --slot and a name`);
  return { files, source, slot, columns, out: out ?? source, json };
}
