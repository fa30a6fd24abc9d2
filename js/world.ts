/** What is true here and now: what was handed in, and for the rest what the browser says. Read anew for every
 *  decision; where there is no page (a server) the rest is empty. */

import { GROUP, list } from "./core.js";
import { type Check, flag, Handed, moment, type Tell, text, texts, word } from "./read.js";
import { topics } from "./topics.js";
import { findZone, type Zone } from "./zone.js";

const DAY = 86_400_000;

/** In the engine's order. */
const SOURCES = ["mail", "search", "social", "own", "none", "other"];
const OWN = 3;

export interface Seen {
  readonly texts: string;
  readonly numbers: Float64Array;
}

export class World {
  /** A zone is kept for the day: looking it up costs more than deciding. */
  #zone: { wanted: string | undefined; day: number; zone: Zone } | undefined;

  /** The names that the program reads, as one text. */
  readonly #reads: string;

  constructor(reads: string) {
    this.#reads = reads;
  }

  /** In the order in which `src/web/here.rs` takes it. */
  look(given: object, tell: Tell): Seen {
    const all = new Handed(given, "", tell);
    const now = all.get("now", moment) ?? Date.now();
    const zone = this.#zoneOf(all.get("timeZone", text), now, tell);
    const page = all.in("page");
    const reads = this.#reads;
    const told = page.get("referrer", text);
    const from = told ?? referrer();
    const query = [...new URLSearchParams(page.get("query", text) ?? globalThis.location?.search ?? "")];
    const groups = [
      [zone.name],
      [page.get("path", text) ?? globalThis.location?.pathname ?? ""],
      [from ?? ""],
      all.get("locales", texts) ?? globalThis.navigator?.languages ?? [],
      query.slice(0, 100).flatMap((pair) => pair.map((part) => part.slice(0, 2048))),
      page.get("topics", texts) ?? (reads.includes("page.topics") ? topics() : []),
    ];
    // The referrer itself tells all classes but this site.
    const source = page.get("source", word(SOURCES)) ?? (told === undefined && from === "" ? OWN : -1);
    const numbers = [now, ...device(all.in("device"), reads), source, ...zone.changes];
    return { texts: groups.map(list).join(GROUP), numbers: Float64Array.from(numbers) };
  }

  #zoneOf(wanted: string | undefined, now: number, tell: Tell): Zone {
    const day = Math.floor(now / DAY);
    const kept = this.#zone;
    if (kept && kept.wanted === wanted && kept.day === day) return kept.zone;
    let zone = findZone(wanted, now);
    if (!zone) tell("/timeZone", "there is no such time zone; the device's own is used");
    zone ??= findZone(undefined, now) as Zone;
    this.#zone = { wanted, day, zone };
    return zone;
  }
}

/** The host that linked here; empty where it is this site, nothing where there is none. */
function referrer(): string | undefined {
  try {
    const from = new URL(document.referrer);
    return from.host === location.host ? "" : from.hostname;
  } catch {}
}

/** The place of the first value that this media feature has; -1: nobody can tell. */
const media = (feature: string, values: readonly string[]): number =>
  values.findIndex((value) => globalThis.matchMedia?.(`(${feature}:${value})`).matches);

type Connection = { connection?: { saveData?: boolean; effectiveType?: string } };

/** Looks only for what the program reads: each question costs the page some microseconds. */
function device(given: Handed, reads: string): number[] {
  const { connection } = (globalThis.navigator ?? {}) as Connection;
  const look = (key: string, check: Check<number>, otherwise: () => number | undefined): number =>
    given.get(key, check) ?? (reads.includes(key) ? otherwise() : undefined) ?? -1;
  const choose = (key: string, words: readonly string[], feature: string, values = words): number =>
    look(key, word(words), () => media(feature, values));
  const speeds = ["slow-2g", "2g", "3g", "4g"];
  return [
    choose("viewport", ["phone", "tablet", "desktop"], "max-width", ["639.99px", "1023.99px", "99999px"]),
    choose("pointer", ["none", "coarse", "fine"], "pointer"),
    choose("colorScheme", ["light", "dark"], "prefers-color-scheme"),
    look("reducedMotion", flag, () => media("prefers-reduced-motion", ["no-preference", "reduce"])),
    look("saveData", flag, () => Number(connection?.saveData ?? -1)),
    choose("contrast", ["no-preference", "more", "less", "custom"], "prefers-contrast"),
    look("connection", word(speeds), () => speeds.indexOf(connection?.effectiveType ?? "")),
  ];
}
