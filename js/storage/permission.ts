/** What the reader chose, what the site's consent manager says and what the browser says become what may happen. */

import { KEY, LEARN, MEASURE, PAUSED, REMEMBER } from "../engine/protocol.js";
import type { Choice, Consent, ConsentState, Purpose, Word } from "../types/index.js";

/** Where the words stand, so that the next page and the other tabs know them. */
export const CONSENT = `${KEY}consent`;

const PURPOSES: readonly Purpose[] = ["remember", "learn", "measure"];

type Words = { [P in Purpose]?: Word };
type Fields = { readonly [field: string]: unknown } | null;

/** The version of the record. What a newer one says counts, and stays as it stands. */
const VERSION = 1;

export class Permission {
  #paused = false;
  #reader: Words = {};
  /** What the source said last, here or elsewhere. */
  #source: Words = {};
  #newer = false;
  /** Has the reader chosen something? */
  #chosen = false;

  /** A source may say anything, as often as it likes. That it does not know is no news. */
  hear(state: unknown): boolean {
    const news = words(state).filter(([purpose, word]) => word !== "unknown" && word !== this.#source[purpose]);
    for (const [purpose, word] of news) this.#source[purpose] = word;
    return news.length > 0;
  }

  choose(choice: Choice): void {
    for (const [purpose, word] of words(choice)) this.#reader[purpose] = word;
    const paused = field(choice, "paused");
    if (typeof paused === "boolean") this.#paused = paused;
    this.#chosen = true;
  }

  get state(): Consent {
    const [remember, learn, measure] = PURPOSES.map((purpose) => this.#word(purpose)) as [Word, Word, Word];
    return { remember, learn, measure, paused: this.#paused, gpc: gpc(), site: { ...this.#source } };
  }

  get bits(): number {
    const granted = PURPOSES.map((purpose, place) => (this.#word(purpose) === "granted" ? 1 << place : 0));
    return granted.reduce((sum, bit) => sum | bit, this.#paused ? PAUSED : 0);
  }

  #word(purpose: Purpose): Word {
    const own = this.#reader[purpose];
    const told = this.#source[purpose];
    if (own === "denied" || told === "denied") return "denied";
    if (own === "granted") return own;
    if (purpose !== "remember" && gpc()) return "denied";
    return told ?? "unknown";
  }

  /** Takes in the record, and answers what was allowed when it was written. What was said on this page before it could be
   *  read is newer; later what another tab has written is. Without a record nobody has chosen anything. */
  read(text: string | undefined, first: boolean): number {
    let record: Fields = null;
    try {
      record = JSON.parse(text ?? "null");
    } catch {
      // It was cut, or is somebody else's.
    }
    const [reader, source] = ["reader", "source"].map((name) => Object.fromEntries(words(field(record, name))));
    this.#source = first ? { ...source, ...this.#source } : { ...this.#source, ...source };
    this.#newer = Number(field(record, "version")) > VERSION;
    if (!first || !this.#chosen) this.#paused = field(record, "paused") === true;
    this.#reader = first ? { ...reader, ...this.#reader } : { ...reader };
    this.#chosen = this.#paused || Object.keys(this.#reader).length > 0;
    return Number(field(record, "allowed")) & (REMEMBER | LEARN | MEASURE);
  }

  /** The record, if there may be one: once something may be kept, or the reader has chosen what may not.
   *  @param known Is there one already? */
  record(known: boolean): string | undefined {
    const bits = this.bits;
    if (this.#newer || !(known || this.#chosen || bits & REMEMBER)) return undefined;
    const [reader, source, paused] = [this.#reader, this.#source, this.#paused];
    return JSON.stringify({ version: VERSION, reader, source, paused, allowed: bits & ~PAUSED });
  }
}

/** Whatever it is, and however it throws when it is looked at. */
function field(object: unknown, name: string): unknown {
  try {
    return (object as Fields)?.[name];
  } catch {
    return undefined;
  }
}

function words(state: unknown): [Purpose, Word][] {
  const all = PURPOSES.map((purpose) => [purpose, field(state as ConsentState, purpose)] as [Purpose, Word]);
  return all.filter(([, word]) => word === "granted" || word === "denied" || word === "unknown");
}

/** Global Privacy Control, or the Do Not Track before it. */
function gpc(): boolean {
  type Told = { readonly navigator?: { readonly globalPrivacyControl?: boolean; readonly doNotTrack?: string | null } };
  return (
    (globalThis as Told).navigator?.globalPrivacyControl === true || (globalThis as Told).navigator?.doNotTrack === "1"
  );
}
