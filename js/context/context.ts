/** What is true here and now: what was handed in, and for the rest what the browser says. Read anew for every
 *  decision, as far as it can change; where there is no page (a server) the rest is empty. */

import { GROUP, list } from "../engine/protocol.js";
import { flag, Input, moment, type Report, steps, text, texts, word } from "../shared/input.js";
import { likely } from "./locale.js";
import { topics } from "./topics.js";
import { findZone, type Zone } from "./zone.js";

const DAY = 86_400_000;

/** In the engine's order. */
const SOURCES = ["mail", "search", "social", "own", "none", "other"];
const OWN = 3;

/** Does anything depend on what the zone is called? */
const NAMED = 1;
/** Are there languages to choose from? Chromium takes 4 ms to look up the first one. */
const LANGUAGES = 2;

export interface Seen {
  readonly texts: string;
  readonly numbers: readonly number[];
}

export class World {
  /** A zone is kept for the day: looking it up costs more than deciding. */
  #zone: { wanted: string | undefined; day: number; zone: Zone } | undefined;
  readonly #referrer = referrer();
  readonly #media = asker();
  #search = "";
  /** What stands in it. */
  #query = "";

  /** The names that the program reads, as one text. */
  readonly #reads: string;
  readonly #asks: number;
  /** Is there somebody who learns from what a page is about? */
  learns = false;

  /** @param asks What is dear the first time, as `Ask.Problem` answers it. */
  constructor(reads: string, asks: number) {
    this.#reads = reads;
    this.#asks = asks;
  }

  /** In the order in which `src/web/here.rs` takes it. */
  look(given: object, tell: Report): Seen {
    const all = new Input(given, "", tell);
    const now = all.get("now", moment) ?? Date.now();
    const zone = this.#zoneOf(all.get("timeZone", text), now, tell);
    const page = all.in("page");
    const reads = this.#reads;
    const told = page.get("referrer", text);
    const from = told ?? this.#referrer;
    const place = all.in("place");
    const position = [place.get("latitude", steps(90)) ?? NaN, place.get("longitude", steps(180)) ?? NaN];
    const search = page.get("query", text) ?? globalThis.location?.search ?? "";
    if (search !== this.#search) {
      this.#search = search;
      const pairs = [...new URLSearchParams(search)].slice(0, 100);
      this.#query = list(pairs.flat().map((part) => part.slice(0, 2048)));
    }
    const locales = all.get("locales", texts) ?? globalThis.navigator?.languages ?? [];
    const groups = [
      list([zone.name]),
      list([page.get("path", text) ?? globalThis.location?.pathname ?? ""]),
      list([from ?? ""]),
      list(locales),
      list(this.#asks & LANGUAGES ? locales.map(likely) : []),
      this.#query,
      list(page.get("topics", texts) ?? (this.learns || reads.includes("page.topics") ? topics() : [])),
    ];
    // The referrer itself tells all classes but this site.
    const source = page.get("source", word(SOURCES)) ?? (told === undefined && from === "" ? OWN : -1);
    const numbers = [now, ...device(all.in("device"), reads, this.#media), source, ...position, ...zone.changes];
    return { texts: groups.join(GROUP), numbers };
  }

  #zoneOf(wanted: string | undefined, now: number, tell: Report): Zone {
    const day = Math.floor(now / DAY);
    const kept = this.#zone;
    if (kept && kept.wanted === wanted && kept.day === day) return kept.zone;
    const named = (this.#asks & NAMED) > 0;
    let zone = findZone(wanted, now, named);
    if (!zone) tell("/timeZone", "there is no such time zone; the device's own is used");
    zone ??= findZone(undefined, now, named) as Zone;
    this.#zone = { wanted, day, zone };
    return zone;
  }
}

/** The host that linked here; empty where it is this site, nothing where there is none. */
function referrer(): string | undefined {
  try {
    const { referrer } = globalThis.document ?? {};
    // Where there is none, what would be thrown costs more than deciding.
    if (!referrer) return undefined;
    const from = new URL(referrer);
    return from.host === location.host ? "" : from.hostname;
  } catch {}
}

type Connection = { connection?: { saveData?: boolean; effectiveType?: string } };

/** Does a media query hold? It is asked anew and parsed once. */
function asker(): (query: string) => boolean | undefined {
  const lists: { [query: string]: MediaQueryList | undefined } = {};
  return (query) => {
    try {
      lists[query] ??= globalThis.matchMedia?.(query);
    } catch {
      // Nobody can tell.
    }
    return lists[query]?.matches;
  };
}

/** Media queries are asked only for what the program reads: each costs the page some microseconds. */
function device(given: Input, reads: string, media: (query: string) => boolean | undefined): number[] {
  const { connection } = (globalThis.navigator ?? {}) as Connection;
  /** The place of the first value that the media feature has; -1: nobody can tell. */
  const look = (key: string, feature: string, values: readonly string[], check = word(values)): number =>
    given.get(key, check) ?? (reads.includes(key) ? values.findIndex((value) => media(`(${feature}:${value})`)) : -1);
  const speeds = ["slow-2g", "2g", "3g", "4g"];
  return [
    look("viewport", "max-width", ["639.99px", "1023.99px", "99999px"], word(["phone", "tablet", "desktop"])),
    look("pointer", "pointer", ["none", "coarse", "fine"]),
    look("colorScheme", "prefers-color-scheme", ["light", "dark"]),
    look("reducedMotion", "prefers-reduced-motion", ["no-preference", "reduce"], flag),
    Number(given.get("saveData", flag) ?? connection?.saveData ?? -1),
    look("contrast", "prefers-contrast", ["no-preference", "more", "less", "custom"]),
    given.get("connection", word(speeds)) ?? speeds.indexOf(connection?.effectiveType ?? ""),
  ];
}
