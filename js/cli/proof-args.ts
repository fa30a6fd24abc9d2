/** Parses the arguments of `tailorbird proof`. */

import { Misunderstood } from "./usable.js";
import { optionsFrom } from "./words.js";

export const PROOF = `  tailorbird proof TEXT... [OPTIONS]  says what is wrong with texts, whoever wrote them: facts of the brief
                                      that are missing or wrong, claims that it does not have, words that
                                      are never said, and what a channel does not take
    --brief FILE           the facts, and what must and must not be said
    --voice FILE           how the brand writes
    --channel NAMES        with commas between them; default: those of the brief
    --channels FILE        a site's own limits, over those of the package
    --locale TAG           the language of the texts; default: the first of the brief
    --table FILE --text COLUMN
                           instead of TEXT: a text in each row of a table, whose cells fill the brief
                           where it says { "column": NAME }; as comma-separated values or JSON
    --json                 prints every finding as JSON, a line for each text`;

export interface Proofing {
  readonly files: readonly string[];
  readonly json: boolean;
  readonly brief: string | undefined;
  readonly voice: string | undefined;
  readonly channels: readonly string[];
  readonly table: string | undefined;
  readonly locale: string | undefined;
  readonly rows: { readonly file: string; readonly column: string } | undefined;
}

export function proofFrom(words: readonly string[]): Proofing {
  const json = words.includes("--json");
  const known = ["--brief", "--voice", "--channel", "--channels", "--locale", "--table", "--text"];
  const { files, options } = optionsFrom(
    words.filter((word) => word !== "--json"),
    known,
  );
  const { "--table": file, "--text": column, "--brief": brief } = options;
  if ((file === undefined) !== (column === undefined)) throw new Misunderstood("--table and --text go together");
  if (file !== undefined && !brief) throw new Misunderstood("--table needs a --brief that its cells fill");
  if (file === undefined && files.length === 0) throw new Misunderstood("proof takes texts");
  if (file !== undefined && files.length > 0) throw new Misunderstood("--table takes the place of texts");
  return {
    files,
    json,
    brief,
    voice: options["--voice"],
    channels: options["--channel"]?.split(",").map((name) => name.trim()) ?? [],
    table: options["--channels"],
    locale: options["--locale"],
    rows: file !== undefined && column !== undefined ? { file, column } : undefined,
  };
}
