/** The context of a decision: the values that were handed in, and for the rest what the browser says. It is read anew for
 *  every decision, as far as it can change. Where there is no page (on a server) the rest is empty. */

import { list } from "../engine/core.js";
import { likely, sameLanguage } from "../engine/locale.js";
import {
  COLOR_SCHEMES,
  CONNECTIONS,
  CONTRASTS,
  ENTRIES,
  GROUP,
  LANGUAGES,
  NAMED,
  NOWHERE,
  OWN,
  PLACES,
  POINTERS,
  SOURCES,
  TEXT,
  VIEWPORTS,
} from "../engine/protocol.js";
import { type Check, flag, Input, moment, type Report, steps, text, texts, word } from "../shared/input.js";
import { real } from "../shared/real.js";
import { topics } from "./topics.js";
import { deviceOffset, findZone, type Zone } from "./zone.js";

const DAY = 86_400_000;
/** A language tag, as far as it matters here. */
const TAG = /^[a-z]{1,8}(-[a-z\d]+)*$/i;

/** How a whole address begins. */
const ADDRESS = /^[\w-]+:\/\//;

/** A path as a browser says it: from the root, encoded, without dots, and without a query. A host in front is none of it. */
const path: Check<string> = (value) => {
  const given = text(value);
  return given && text(new URL(ADDRESS.test(given) ? given : `http://a${given.replace(/^(?!\/)/, "/")}`).pathname);
};
/** Stands for the device's own zone, which has a name that no zone has. */
const DEVICE = " ";

/** A context as it crosses to the engine. */
export interface EncodedContext {
  readonly texts: string;
  readonly numbers: readonly number[];
}

/** In the order of `ContextText`. */
type Texts = [
  zone: string,
  path: string,
  referrer: string,
  locales: string,
  likely: string,
  query: string,
  topics: string,
];

/** Those of `ContextNumber` from `Viewport` to `Connection`, in its order. */
type Facts = [
  viewport: number,
  pointer: number,
  colorScheme: number,
  reducedMotion: number,
  saveData: number,
  contrast: number,
  connection: number,
];

/** All of `ContextNumber` but the zone, in its order. */
type Numbers = [now: number, ...device: Facts, source: number, latitude: number, longitude: number];

export class ContextReader {
  /** A zone is kept for the day: looking it up costs more than deciding. */
  #zone: { key: string; zone: Zone } | undefined;
  readonly #referrer = $referrer || $source ? readReferrer() : undefined;
  readonly #matches = $device ? mediaMatcher(() => this.deviceChanged?.()) : () => undefined;
  /** Called when a media query that the program reads has another answer. */
  deviceChanged: (() => void) | undefined;
  /** The query of the address, and the same as a list. */
  #search = "";
  #query = "";
  #reads = "";
  #traits = 0;
  /** May the reader's interests be learned from the topics of the page? */
  learns = false;

  serve(reads: string, traits: number): void {
    this.#reads = reads;
    this.#traits = traits;
    this.renew(true);
  }

  /** Does it matter what language the places of the page are in? */
  get placed(): boolean {
    return $language && (this.#traits & PLACES) > 0;
  }

  /** Looks the zone up anew next time: one that was handed in only where `everything` may have changed. */
  renew(everything = false): void {
    if (everything || this.#zone?.key.startsWith(DEVICE)) this.#zone = undefined;
  }

  /** @param moments Tells the moments whose offset matters, besides those around one.
   *  @param places Slots whose place says a language, each with it. */
  read(
    given: object,
    report: Report,
    moments: (now: number) => readonly number[],
    places: Iterable<readonly [slot: string, language: string]>,
  ): EncodedContext {
    const all = $given ? new Input(given, "", report) : NOTHING;
    const page = $given ? all.in("page") : NOTHING;
    const place = $given && $near ? all.in("place") : NOTHING;
    const now = ($given ? all.get("now", moment) : undefined) ?? Date.now();
    const zone = this.#findZone($given ? all.get("timeZone", text) : undefined, now, report, moments);
    const handedIn = $given ? page.get("referrer", text) : undefined;
    const referrer = handedIn === undefined ? this.#referrer : hostOf(handedIn);
    const handedInLocales = $given ? all.get("locales", texts) : undefined;
    if ($given)
      for (const tag of handedInLocales ?? [])
        if (!TAG.test(tag)) report("/locales", `“${tag}” is no language tag, such as en-GB`);
    const locales = handedInLocales ?? globalThis.navigator?.languages ?? [];
    const language =
      $language && this.placed
        ? (($given ? page.get("language", text) : undefined) ??
          (globalThis.document && real(document).documentElement.lang) ??
          "")
        : "";
    const lists: Texts = [
      list([zone.name]),
      $path || $learn
        ? list([($given ? page.get("path", path) : undefined) ?? globalThis.location?.pathname ?? ""])
        : "",
      $referrer || $source ? list([referrer ?? ""]) : "",
      list(locales),
      $language && this.#traits & LANGUAGES ? list(wanted(language, locales)) : "",
      $search ? this.#parse(($given ? page.get("query", text) : undefined) ?? globalThis.location?.search ?? "") : "",
      $topics || $learn
        ? list(($given ? page.get("topics", texts) : undefined) ?? (this.#readsTopics ? topics() : []))
        : "",
    ];
    const numbers: Numbers = [
      now,
      ...($device ? readDevice($given ? all.in("device") : undefined, this.#reads, this.#matches) : NO_DEVICE),
      // The engine tells all sources but this site by the referrer.
      $source
        ? (($given ? page.get("source", word(SOURCES)) : undefined) ?? (handedIn !== "" && referrer === "" ? OWN : -1))
        : -1,
      ($given && $near ? place.get("latitude", steps(90)) : undefined) ?? NOWHERE,
      ($given && $near ? place.get("longitude", steps(180)) : undefined) ?? NOWHERE,
    ];
    const groups: string[] = lists;
    if ($language)
      for (const [slot, own] of places) if (own !== language) groups.push(list([slot, ...wanted(own, locales)]));
    return { texts: groups.join(GROUP), numbers: [...numbers, ...zone.changes] };
  }

  get #readsTopics(): boolean {
    return this.learns || this.#reads.includes("page.topics");
  }

  #parse(search: string): string {
    if (search !== this.#search) {
      this.#search = search;
      const pairs = [...new URLSearchParams(search)].slice(0, ENTRIES);
      this.#query = list(pairs.flat().map((part) => part.slice(0, TEXT)));
    }
    return this.#query;
  }

  #findZone(name: string | undefined, now: number, report: Report, moments: (now: number) => readonly number[]): Zone {
    // A device that has moved mostly shows another time.
    const key = `${name ?? DEVICE} ${Math.floor(now / DAY)} ${deviceOffset(now)}`;
    if (this.#zone?.key === key) return this.#zone.zone;
    const look = (name?: string): Zone | undefined =>
      findZone(name, now, $named && (this.#traits & NAMED) > 0, moments(now));
    let zone = $given ? look(name) : undefined;
    if ($given && !zone) report("/timeZone", "there is no such time zone; the device's own is used");
    zone ??= look() as Zone;
    this.#zone = { key, zone };
    return zone;
  }
}

/** Where nothing may be handed in, nobody asks for it. */
const NOTHING = undefined as never as Input;

/** Returns the languages that are wanted in a place, most wanted first, with their likely scripts and regions: its own, and
 *  then the reader's. Where it names no region, the reader's own regions of it come before it. */
function wanted(place: string, reader: readonly string[]): string[] {
  const own = reader.filter((tag) => !/-([a-z]{2}|\d{3})\b/i.test(place) && sameLanguage(tag, place));
  return [...own, ...(place ? [place] : []), ...reader].map(likely);
}

/** The host of the page that linked here. Empty: it is this site. Nothing: there is none. */
function readReferrer(): string | undefined {
  const { referrer } = real(globalThis.document ?? {});
  return referrer ? hostOf(referrer) : undefined;
}

/** The host of an address; a text that is none stays as it is. */
function hostOf(address: string): string {
  // The error that `URL` would throw costs more than deciding.
  if (!ADDRESS.test(address)) return address;
  try {
    const { host, hostname } = new URL(address);
    return host === globalThis.location?.host ? "" : hostname;
  } catch {
    return address;
  }
}

/** What the browser may say of its connection. */
export interface Device {
  connection?: EventTarget & { saveData?: boolean; effectiveType?: (typeof CONNECTIONS)[number] };
}

/** What nobody knows of a device whose facts nothing reads. */
const NO_DEVICE: Facts = [-1, -1, -1, -1, -1, -1, -1];

type Matcher = (query: string) => boolean | undefined;

/** Tells whether a media query holds. It is asked anew each time and parsed once.
 *  @param changed Called when a query that was asked for has another answer. */
function mediaMatcher(changed: () => void): Matcher {
  const lists: { [query: string]: MediaQueryList | undefined } = {};
  const parsed = (query: string): MediaQueryList | undefined => {
    const list = globalThis.matchMedia?.(query);
    list?.addEventListener?.("change", changed);
    return list;
  };
  return (query) => {
    try {
      lists[query] ??= parsed(query);
    } catch {
      // A sandbox may forbid it: then nobody knows.
    }
    return lists[query]?.matches;
  };
}

/** Media queries are asked only for names that the program reads: each costs the page some microseconds. */
function readDevice(given: Input | undefined, reads: string, matches: Matcher): Facts {
  const { connection } = (globalThis.navigator ?? {}) as Device;
  /** The place of the first value that the media feature has; -1: nobody knows. */
  const find = (key: string, feature: string, values: readonly string[], check = word(values)): number =>
    given?.get(key, check) ??
    (reads.includes(key) ? values.findIndex((value) => matches(`(${feature}:${value})`)) : -1);
  return [
    find("viewport", "max-width", ["639.99px", "1023.99px", "99999px"], word(VIEWPORTS)),
    find("pointer", "pointer", POINTERS),
    find("colorScheme", "prefers-color-scheme", COLOR_SCHEMES),
    find("reducedMotion", "prefers-reduced-motion", ["no-preference", "reduce"], flag),
    Number(given?.get("saveData", flag) ?? connection?.saveData ?? -1),
    find("contrast", "prefers-contrast", CONTRASTS),
    given?.get("connection", word(CONNECTIONS)) ?? CONNECTIONS.indexOf(connection?.effectiveType as "4g"),
  ];
}
