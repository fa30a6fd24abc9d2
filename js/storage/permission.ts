/** The consent of a reader: what they chose, what the site's consent manager says and what the browser says become what may
 *  happen. */

import { KEY, LEARN, MEASURE, PAUSED, REMEMBER } from "../engine/protocol.js";
import type { Choice, Consent, Purpose, Word } from "../types/index.js";

/** The key of the consent record, which the next page and the other tabs read. */
export const CONSENT = `${KEY}consent`;

/** In the order of their bits. */
const PURPOSES: readonly Purpose[] = ["remember", "learn", "measure"];

type Words = { [P in Purpose]?: Word };
type Fields = { readonly [field: string]: unknown } | null;

/** The version of the consent record. A newer one is obeyed and never overwritten. */
const VERSION = 1;

export class Permission {
  #paused = false;
  #reader: Words = {};
  /** The last words of the consent manager, on this page or another. */
  #source: Words = {};
  /** Was the record written by a newer version of the package? */
  #newer = false;
  #chosen = false;
  /** Has the reader chosen something that is not in the record yet? */
  unsaved = false;

  /** Takes in what the consent manager says, which may be anything and as often as it likes. Answers whether it is news:
   *  that it does not know is none. */
  receive(state: unknown): boolean {
    const news = wordsIn(state).filter(([purpose, word]) => word !== "unknown" && word !== this.#source[purpose]);
    for (const [purpose, word] of news) this.#source[purpose] = word;
    return news.length > 0;
  }

  choose(choice: Choice): void {
    for (const [purpose, word] of wordsIn(choice)) this.#reader[purpose] = word;
    const paused = fieldOf(choice, "paused");
    if (typeof paused === "boolean") this.#paused = paused;
    this.#chosen = true;
    this.unsaved = true;
  }

  get state(): Consent {
    const words = Object.fromEntries(PURPOSES.map((purpose) => [purpose, this.#word(purpose)])) as Record<
      Purpose,
      Word
    >;
    return { ...words, paused: this.#paused, gpc: gpc(), site: { ...this.#source } };
  }

  get bits(): number {
    return PURPOSES.reduce(
      (bits, purpose, place) => (this.#word(purpose) === "granted" ? bits | (1 << place) : bits),
      this.#paused ? PAUSED : 0,
    );
  }

  #word(purpose: Purpose): Word {
    const own = this.#reader[purpose];
    const site = this.#source[purpose];
    if (own === "denied" || site === "denied") return "denied";
    if (own === "granted") return own;
    if (purpose !== "remember" && gpc()) return "denied";
    return site ?? "unknown";
  }

  /** Takes in the consent record, and answers what was allowed when it was written. Without a record nobody has chosen
   *  anything.
   *  @param first Is it read for the first time? Then what was said on this page is newer, and later the record is. */
  read(text: string | undefined, first: boolean): number {
    let record: Fields = null;
    try {
      record = JSON.parse(text ?? "null");
    } catch {
      // The text was cut off, or was written by something else.
    }
    const [reader, source] = ["reader", "source"].map((name) => Object.fromEntries(wordsIn(fieldOf(record, name))));
    this.#source = first ? { ...source, ...this.#source } : { ...this.#source, ...source };
    this.#newer = Number(fieldOf(record, "version")) > VERSION;
    if (!first || !this.#chosen) this.#paused = fieldOf(record, "paused") === true;
    this.#reader = first ? { ...reader, ...this.#reader } : { ...reader };
    this.#chosen = this.#paused || Object.keys(this.#reader).length > 0;
    return Number(fieldOf(record, "allowed")) & (REMEMBER | LEARN | MEASURE);
  }

  /** The consent record, where it has to be written: once something may be kept, or the reader has chosen what may not.
   *  @param known The record that is in the store already. */
  record(known: string | undefined): string | undefined {
    const bits = this.bits;
    if (this.#newer || (known === undefined && !this.#chosen && !(bits & REMEMBER))) return undefined;
    const [reader, source, paused] = [this.#reader, this.#source, this.#paused];
    return JSON.stringify({ version: VERSION, reader, source, paused, allowed: bits & ~PAUSED });
  }
}

/** The value of a field of anything, even of what throws when it is read. */
function fieldOf(object: unknown, name: string): unknown {
  try {
    return (object as Fields)?.[name];
  } catch {
    return undefined;
  }
}

function wordsIn(state: unknown): [Purpose, Word][] {
  const all = PURPOSES.map((purpose) => [purpose, fieldOf(state, purpose)] as [Purpose, Word]);
  return all.filter(([, word]) => word === "granted" || word === "denied" || word === "unknown");
}

/** Does the browser send Global Privacy Control, or Do Not Track, which came before it? */
function gpc(): boolean {
  type Told = { readonly navigator?: { readonly globalPrivacyControl?: boolean; readonly doNotTrack?: string | null } };
  return (
    (globalThis as Told).navigator?.globalPrivacyControl === true || (globalThis as Told).navigator?.doNotTrack === "1"
  );
}
