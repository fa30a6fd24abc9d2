/** What is the same for everybody who gets a page: checked, and with it how much of it is known. */

import { findZone } from "../context/zone.js";
import { KNOWN } from "../engine/protocol.js";
import { type Check, Input, moment, type Report, text, texts } from "../shared/input.js";
import type { Signals } from "../types/index.js";

/** What is the same for everybody who gets this page. What only a reader's device knows has no place here. */
export interface PublicFacts {
  /** Absent: now. The answer holds no longer than until `Written.until`. */
  readonly now?: number | Date;
  /** The zone that all readers of this page are in. Absent: nothing that asks a clock is decided here. */
  readonly timeZone?: string;
  /** The languages that this page is asked for in. Absent: the language that it says it is in. */
  readonly locales?: readonly string[];
  readonly page?: { readonly path?: string; readonly topics?: readonly string[] };
  readonly signals?: Signals;
}

const PUBLIC = ["now", "timeZone", "locales", "page", "signals"];
const OF_PAGES = ["path", "topics"];

/** What is told, and as bits which of it is known. */
export interface Told {
  readonly given: object;
  readonly known: number;
}

/** Only what is public, whatever an object brings along. Nothing of this machine stands in for what is not known of the
 *  reader, so that a fact of the wrong type is one that nobody knows. */
export function publicOnly(facts: PublicFacts, language: string | null, tell: Report): Told {
  leftOut(facts, PUBLIC, "", tell);
  leftOut(facts.page ?? {}, OF_PAGES, "/page", tell);
  const [all, page] = [new Input(facts, "", tell), new Input(facts, "", tell).in("page")];
  const now = all.get("now", moment) ?? Date.now();
  const told = {
    timeZone: all.get("timeZone", zoneAt(now)),
    locales: all.get("locales", texts),
    path: page.get("path", text),
    topics: page.get("topics", texts),
  };
  const known = Object.entries(told).reduce(
    (bits, [name, value]) => bits | (value === undefined ? 0 : KNOWN[name as keyof typeof told]),
    KNOWN.now as number,
  );
  const { timeZone = "UTC", locales = language ? [language] : [], path = "", topics = [] } = told;
  const given = {
    now,
    timeZone,
    locales,
    page: { path, query: "", referrer: "", source: "none", topics },
    signals: facts.signals,
  };
  return { given, known };
}

function leftOut(facts: object, known: readonly string[], path: string, tell: Report): void {
  for (const key of Object.keys(facts))
    if (!known.includes(key)) tell(`${path}/${key}`, "this is no public fact; it is left to the reader's device");
}

/** A zone that there is. */
const zoneAt =
  (now: number): Check<string> =>
  (value) => {
    const zone = text(value);
    return zone !== undefined && findZone(zone, now, true) ? zone : undefined;
  };
