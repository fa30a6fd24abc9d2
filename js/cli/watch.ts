/** Does something whenever one of some files has changed, until somebody ends the process. */

import { type FSWatcher, readFileSync, watch } from "node:fs";
import { dirname } from "node:path";
import { say } from "./say.js";

/** The number of milliseconds in which several changes are one: editors write a file in steps. */
const STEP = 50;

/** What stands in files, by their names; nothing where there is none. */
type Texts = ReadonlyMap<string, string | undefined>;

/** @param files Names the files. They are looked for anew each time.
 *  @param build Answers what it wrote into some of them. Never rejects. */
export async function watchAll(files: () => readonly string[], build: () => Promise<Texts>): Promise<void> {
  const watcher = new Watcher(files, build);
  await watcher.run();
  await new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
  watcher.close();
}

class Watcher {
  readonly #files: () => readonly string[];
  readonly #build: () => Promise<Texts>;
  /** By the names of folders: what an editor puts in the place of a file is another file. */
  readonly #folders = new Map<string, FSWatcher>();
  #seen: Texts = new Map();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isAtWork = false;

  constructor(files: () => readonly string[], build: () => Promise<Texts>) {
    this.#files = files;
    this.#build = build;
  }

  /** Builds as long as a file says something else than before, which one may do meanwhile. */
  async run(): Promise<void> {
    if (this.#isAtWork) return;
    this.#isAtWork = true;
    for (let now = this.#look(); !areSame(now, this.#seen); now = this.#look())
      this.#seen = new Map([...now, ...(await this.#build())]);
    this.#isAtWork = false;
  }

  close(): void {
    clearTimeout(this.#timer);
    for (const folder of this.#folders.values()) folder.close();
  }

  /** What stands in the files. From now on changes in their folders are told. */
  #look(): Texts {
    const files = this.#files();
    for (const folder of new Set(files.map((file) => dirname(file)))) this.#follow(folder);
    return new Map(files.map((file) => [file, textIn(file)]));
  }

  #follow(folder: string): void {
    if (this.#folders.has(folder)) return;
    try {
      const watcher = watch(folder, () => this.#wake());
      this.#folders.set(folder, watcher);
      watcher.on("error", ({ message }) => say(message));
    } catch (thrown) {
      say(String(thrown));
    }
  }

  #wake(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.run(), STEP);
  }
}

const areSame = (one: Texts, other: Texts): boolean =>
  one.size === other.size && [...one].every(([file, text]) => other.has(file) && other.get(file) === text);

function textIn(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
