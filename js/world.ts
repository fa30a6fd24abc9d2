/** What is true here and now: what was handed in, and for the rest what the browser says. Read anew for every
 *  decision, as far as it can change; where there is no page (a server) the rest is empty. */

import { GROUP, list } from "./core.js";
import { flag, Handed, moment, type Tell, text, texts, word } from "./read.js";
import { findZone, type Zone } from "./zone.js";

const DAY = 86_400_000;

export interface Seen {
  readonly texts: string;
  readonly numbers: readonly number[];
}

export class World {
  /** A zone is kept for the day: looking it up costs more than deciding. */
  #zone: { wanted: string | undefined; day: number; zone: Zone } | undefined;
  readonly #referrer = referrer();
  #search = "";
  /** What stands in it. */
  #query = "";

  /** In the order in which `src/web/here.rs` takes it. */
  look(given: object, tell: Tell): Seen {
    const all = new Handed(given, "", tell);
    const now = all.get("now", moment) ?? Date.now();
    const zone = this.#zoneOf(all.get("timeZone", text), now, tell);
    const page = all.in("page");
    const search = page.get("query", text) ?? globalThis.location?.search ?? "";
    if (search !== this.#search) {
      this.#search = search;
      const pairs = [...new URLSearchParams(search)].slice(0, 100);
      this.#query = list(pairs.flat().map((part) => part.slice(0, 2048)));
    }
    const groups = [
      [zone.name],
      [page.get("path", text) ?? globalThis.location?.pathname ?? ""],
      [page.get("referrer", text) ?? this.#referrer],
      all.get("locales", texts) ?? globalThis.navigator?.languages ?? [],
    ];
    const numbers = [now, ...device(all.in("device")), ...zone.changes];
    return { texts: [...groups.map(list), this.#query].join(GROUP), numbers };
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

/** The host that linked here, unless it is this site. */
function referrer(): string {
  try {
    const { referrer } = globalThis.document ?? {};
    // Where there is none, what would be thrown costs more than deciding.
    if (!referrer) return "";
    const from = new URL(referrer);
    return from.host === location.host ? "" : from.hostname;
  } catch {
    return "";
  }
}

/** Media queries, which are asked anew and parsed once. */
const lists: { [query: string]: MediaQueryList | undefined } = {};

/** Does this media query hold? -1: nobody can tell. */
function media(query: string): number {
  lists[query] ??= globalThis.matchMedia?.(query);
  return Number(lists[query]?.matches ?? -1);
}

function device(given: Handed): number[] {
  const not = (known: number): boolean => known < 1;
  // A desktop is wider than a tablet, a fine pointer is better than a coarse one.
  const better = (best: string, good: string): number => (not(media(best)) ? media(good) : 2);
  return [
    given.get("viewport", word(["phone", "tablet", "desktop"])) ?? better("(min-width:1024px)", "(min-width:640px)"),
    given.get("pointer", word(["none", "coarse", "fine"])) ?? better("(pointer:fine)", "(pointer:coarse)"),
    given.get("colorScheme", word(["light", "dark"])) ?? media("(prefers-color-scheme:dark)"),
    Number(given.get("reducedMotion", flag) ?? media("(prefers-reduced-motion:reduce)")),
    Number(
      given.get("saveData", flag) ??
        (globalThis.navigator as { connection?: { saveData?: boolean } })?.connection?.saveData ??
        -1,
    ),
  ];
}
