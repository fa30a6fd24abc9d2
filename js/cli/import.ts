/** `tailorbird import FILE`: a payload of GrowthBook's SDK becomes a manifest. */

import { placeAt } from "../author/place.js";
import { importGrowthBook, type Type } from "../growthbook/import.js";
import { textOf } from "./manifest.js";
import { writeAll } from "./outputs.js";
import { line, say, visible } from "./say.js";
import { Misunderstood, usable } from "./usable.js";
import { optionsFrom } from "./words.js";

export const IMPORT = `  tailorbird import FILE [OPTIONS]    makes a manifest of a payload of GrowthBook's SDK, and says what of it
                                      does not carry over
    --types TYPES          what attributes are (text, number, flag or list), as plan=text,tags=list;
                           default: what they are compared with
    -o OUT.json            writes it into a file`;

const TYPES: readonly string[] = ["text", "number", "flag", "list"];

export function runImport(words: readonly string[]): number {
  const { files, options } = optionsFrom(words, ["--types", "-o"]);
  const [file] = files;
  if (!file || files.length > 1) throw new Misunderstood("import takes one file");
  const text = textOf(file);
  const payload: unknown = usable(() => JSON.parse(text));
  const { manifest, unit, left } = importGrowthBook(payload, { types: typesFrom(options["--types"]) });
  const tell = (told: string): void => console.error(visible(told));
  for (const { path, message } of left)
    tell(line(file, { path, message, severity: "warning", ...placeAt(text, path) }));
  if (unit !== undefined) tell(`${file}: its experiments deal by \`${unit}\`: open(bytes, { unit })`);
  const written = `${JSON.stringify(manifest, null, 2)}\n`;
  const out = options["-o"];
  if (out) {
    writeAll(new Map([[out, written]]));
    say(`${out}: ${Object.keys(manifest.slots as object).length} slots, ${left.length} features do not carry over`);
  } else process.stdout.write(visible(written));
  return left.some(({ path }) => path === "") ? 1 : 0;
}

function typesFrom(text = ""): Record<string, Type> {
  const parts = text.split(",").filter(Boolean);
  return Object.fromEntries(
    parts.map((part) => {
      const [, path = "", type = ""] = /^(.+)=(\w+)$/.exec(part) ?? [];
      if (!TYPES.includes(type)) throw new Misunderstood(`--types takes such as plan=text,tags=list, not \`${part}\``);
      return [path, type as Type];
    }),
  );
}
