/** Public facts: the input of server-side rendering, checked, with the set of facts that are known. */

import { findZone } from "../context/zone.js";
import { KNOWN } from "../engine/protocol.js";
import { type Check, Input, moment, type Report, text, texts } from "../shared/input.js";
import type { Signals } from "../types/index.js";

/** Facts that are the same for everybody who gets this page. Facts that only a reader's device knows are left out. */
export interface PublicFacts {
  /** The moment. Default: now. The result holds until `Written.until`. */
  readonly now?: number | Date;
  /** The time zone of all readers of this page. Without it, no slot that reads a clock is decided here. */
  readonly timeZone?: string;
  /** The requested languages. Default: the language of the page. */
  readonly locales?: readonly string[];
  readonly page?: { readonly path?: string; readonly topics?: readonly string[] };
  readonly signals?: Signals;
}

const PUBLIC = ["now", "timeZone", "locales", "page", "signals"];
const OF_PAGES = ["path", "topics"];

/** The checked facts, and as bits which of them are known. */
export interface Told {
  readonly given: object;
  readonly known: number;
}

/** Takes the public facts out of an object. A fact that is missing or has the wrong type is unknown; nothing of this machine
 *  replaces it. */
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
    page: { path, query: "", referrer: "", source: "none", topics, language: language ?? "" },
    signals: facts.signals,
  };
  return { given, known };
}

function leftOut(facts: object, known: readonly string[], path: string, tell: Report): void {
  for (const key of Object.keys(facts))
    if (!known.includes(key)) tell(`${path}/${key}`, "this is no public fact; it is left to the reader's device");
}

/** Accepts a time zone that exists. */
const zoneAt =
  (now: number): Check<string> =>
  (value) => {
    const zone = text(value);
    return zone !== undefined && findZone(zone, now, true) ? zone : undefined;
  };
