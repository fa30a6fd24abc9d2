/** One manifest file, compiled again only when its text changes, and the types that are written of it. */

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Built } from "../author/build.js";
import { providerBeside } from "../author/date-holidays.js";
import { registration } from "../author/declarations.js";
import { problemFrom } from "../shared/problem.js";
import type { PluginOptions } from "./options.js";
import type { Tools } from "./tools.js";

/** What became of the text that stands in the file now. */
export interface Outcome extends Built {
  readonly text: string;
}

/** An outcome with a module. */
export type Good = Outcome & Required<Pick<Outcome, "code" | "script" | "bytes" | "uses">>;

export class Site {
  readonly file: string;
  readonly #build: Tools["build"];
  readonly #root: string;
  readonly #options: PluginOptions;
  #known: Outcome | undefined;
  /** The last one that had no error. */
  good: Good | undefined;

  constructor(build: Tools["build"], root: string, file: string, options: PluginOptions) {
    this.#build = build;
    this.file = file;
    this.#root = root;
    this.#options = options;
  }

  /** Reads the file. Bundlers ask for each of their environments; the same text is compiled once. */
  read(): Outcome {
    try {
      return this.compile(readFileSync(this.file, "utf8"));
    } catch (thrown) {
      return { text: "", problems: [problemFrom(thrown)] };
    }
  }

  compile(written: string): Outcome {
    const text = written.replace(/^\ufeff/, "");
    if (this.#known?.text !== text) {
      this.#known = { text, ...this.#build(text, this.#optionsFor(text)) };
      if (isGood(this.#known)) this.#keep(this.#known);
    }
    return this.#known;
  }

  /** Holidays are those of the package `date-holidays`, as on the command line, where the site hands in none. */
  #optionsFor(text: string): PluginOptions {
    const { holidays = text.includes('"holidays"') ? providerBeside(this.file) : undefined } = this.#options;
    return { ...this.#options, holidays };
  }

  #keep(good: Good): void {
    this.good = good;
    const { types } = this.#options;
    if (types === false) return;
    const file = types === undefined ? join(dirname(this.file), "tailorbird.d.ts") : resolve(this.#root, types);
    const declared = registration(good.text, new Set(good.uses));
    // Editors and watchers look up at every write.
    if (!existsSync(file) || readFileSync(file, "utf8") !== declared) writeFileSync(file, declared);
  }
}

export const isGood = (outcome: Outcome): outcome is Good => outcome.code !== undefined;
