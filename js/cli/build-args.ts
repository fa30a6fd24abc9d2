/** Parses the arguments of `tailorbird build`. */

import { resolve } from "node:path";
import { EVERYTHING, type Extra } from "../entries/build.js";
import { Misunderstood } from "./usable.js";

export const BUILD = `  tailorbird build FILE [OPTIONS]     writes a module with an engine that has nothing but what the manifest
                                      uses, and its types beside it
    -o OUT.js              default: FILE with the ending .tailorbird.js
    --with NAMES           what the page uses besides, with commas between them, or "everything"
    --separate             the engine is a file of its own, which caches keep and browsers compile
                           while it comes, and open() is asynchronous; of several languages each has
                           its words in a file, and pages carry those of their own
    --html PAGES           writes it as a script into pages instead (with -o also), each of which has an
                           empty <script data-tb-script="inline"></script>; 'pages/**/*.html' is one of
                           the ways to name them
    --watch                builds again whenever FILE or a page changes`;

export interface Building {
  readonly file: string;
  /** The module. None: only pages are written. */
  readonly out: string | undefined;
  readonly extras: readonly Extra[];
  readonly separate: boolean;
  readonly watch: boolean;
  /** As they were named. */
  readonly pages: readonly string[];
}

export function buildingFrom(words: readonly string[]): Building {
  const files: string[] = [];
  const pages: string[] = [];
  let out: string | undefined;
  let extras: readonly string[] = [];
  let [separate, watch] = [false, false];
  const waiting = [...words];
  const next = (option: string, what: string): string => {
    const value = waiting.shift();
    if (!value || isOption(value)) throw new Misunderstood(`${option} needs ${what}`);
    return value;
  };
  for (let word = waiting.shift(); word !== undefined; word = waiting.shift())
    if (word === "-o" || word === "--out") out = next(word, "a file");
    else if (word === "--with") extras = extrasFrom(next(word, "names"));
    else if (word === "--separate") separate = true;
    else if (word === "--watch") watch = true;
    else if (word === "--html") {
      pages.push(next(word, "pages"));
      // Where the shell knows the pages, they are several words.
      while (waiting[0] && !isOption(waiting[0])) pages.push(waiting.shift() as string);
    } else if (isOption(word)) throw new Misunderstood(`there is no option \`${word}\``);
    else files.push(word);
  const [file] = files;
  if (!file || files.length > 1)
    throw new Misunderstood(`build takes one file${pages.length && !file ? ", before its options" : ""}`);
  if (out !== undefined) checkOut(out, file);
  else if (pages.length === 0) out = `${file.replace(/\.json$/, "")}.tailorbird.js`;
  return { file, out, pages, separate, watch, extras: extras as Extra[] };
}

const isOption = (word: string): boolean => word.startsWith("-");

const extrasFrom = (names: string): readonly string[] => (names === "everything" ? EVERYTHING : names.split(","));

function checkOut(out: string, file: string): void {
  // The types stand beside it under the same name.
  if (!/[^/\\]\.m?js$/.test(out)) throw new Misunderstood(`-o takes a file with the ending .js or .mjs, not ${out}`);
  if (resolve(out) === resolve(file)) throw new Misunderstood(`-o is ${file}, which is the manifest`);
}
