/** Simulation: which variant each slot shows in every cell of a grid of moments and readers. */

import { findZone } from "../context/zone.js";
import { error, problemFrom } from "../shared/problem.js";
import type {
  Decision,
  DeviceFacts,
  Manifest,
  OpenOptions,
  Page,
  PageFacts,
  PreferenceValue,
  Problem,
  Slot,
} from "../types/index.js";

export type Preferences = { readonly [name: string]: PreferenceValue };
export type Viewport = NonNullable<DeviceFacts["viewport"]>;

/** The axes of a simulation. Every value on one axis is combined with every value on the others. */
export interface Grid {
  /** The slots to simulate. Default: all. */
  readonly slots?: readonly string[];
  /** The time zones. Default: the zones that rules name, and one on each of six continents. */
  readonly zones?: readonly string[];
  /** The first day in each zone, as `2026-11-23`. Default: a fixed Monday, so that results can be compared. */
  readonly from?: string;
  /** The number of days, at most 366. Default: 7. */
  readonly days?: number;
  /** The hours of the reader's clock, 0 to 23. Each is decided at its beginning. Default: all. */
  readonly hours?: readonly number[];
  /** The languages of readers, one reader for each. Default: the manifest's locales. */
  readonly locales?: readonly string[];
  /** The numbers of visits, this one included. The previous visit was a day before. Default: 1 and 2. */
  readonly visits?: readonly number[];
  /** The declared preferences of readers. Default: none. */
  readonly preferences?: readonly Preferences[];
  /** The pages, as facts or as an address: `/sale?utm_source=letter`. Default: `/`. */
  readonly pages?: readonly (string | PageFacts)[];
  /** The kinds of device. Default: desktop, or all three if a rule reads `device.viewport`. */
  readonly viewports?: readonly Viewport[];
}

/** A reader of a simulation: one combination of all axes except time and zone. */
export interface SimulatedReader {
  readonly locale: string;
  readonly visits: number;
  readonly preferences: Preferences;
  readonly page: PageFacts;
  readonly viewport: Viewport;
}

/** One day of one reader in one zone. */
export interface SimulatedRow {
  readonly zone: string;
  /** The date in the zone: `2026-11-23`. */
  readonly date: string;
  readonly weekday: "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday";
  /** The index in `readers`. */
  readonly reader: number;
  /** The variant at each of `hours`. Null where the clock skips the beginning of that hour. */
  readonly shown: readonly (string | null)[];
}

/** The result for one slot. */
export interface SimulatedSlot {
  readonly slot: string;
  /** One row for each zone, date and reader, in this order. */
  readonly rows: readonly SimulatedRow[];
  /** Each variant in the manifest's order, with the number and the share (0 to 1) of the cells in which it shows. */
  readonly variants: readonly { readonly variant: string; readonly cells: number; readonly share: number }[];
}

/** The result of `simulate`. */
export interface Simulation {
  /** Problems of the manifest, the grid and the pages. With an error there are no slots. */
  readonly problems: readonly Problem[];
  readonly hours: readonly number[];
  readonly readers: readonly SimulatedReader[];
  readonly slots: readonly SimulatedSlot[];
}

/** The functions of the author build that a simulation calls. */
export interface Verbs {
  compile(manifest: Manifest | string): { readonly bytes?: Uint8Array; readonly problems: readonly Problem[] };
  open(bytes: Uint8Array, options: OpenOptions): Page;
}

/** The largest number of cells in a grid: about half a minute of work for a large site. */
export const CELLS = 50_000;

const DAY = 86_400_000;
const HOUR = 3_600_000;
const MONDAY = "2026-01-05";
const ZONES = [
  "Europe/Berlin",
  "America/New_York",
  "America/Sao_Paulo",
  "Africa/Lagos",
  "Asia/Tokyo",
  "Australia/Sydney",
];
const VIEWPORTS: readonly Viewport[] = ["phone", "tablet", "desktop"];
const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"] as const;

type Full = Required<Omit<Grid, "pages">> & { readonly pages: readonly PageFacts[] };

/** Runs a simulation. Never throws. */
export function run(manifest: Manifest | string, grid: Grid, verbs: Verbs): Simulation {
  const none: Simulation = { problems: [], hours: [], readers: [], slots: [] };
  try {
    const { bytes, problems } = verbs.compile(manifest);
    if (!bytes) return { ...none, problems };
    const written: Manifest = JSON.parse(typeof manifest === "string" ? manifest : JSON.stringify(manifest));
    const full = completed(grid, written);
    const readers = readersOf(full);
    const wrong = [...faults(full, written, readers.length)];
    if (wrong.length > 0) return { ...none, problems: [...problems, ...wrong] };
    const told = [...problems];
    const rows = lived(bytes, full, readers, verbs, told);
    const slots = full.slots.map((slot) => summed(slot, Object.keys(variantsOf(written.slots[slot])), rows));
    return { problems: told, hours: full.hours, readers, slots };
  } catch (thrown) {
    return { ...none, problems: [problemFrom(thrown)] };
  }
}

/** Returns the variants of a slot. A list has none. */
export function variantsOf(slot: Manifest["slots"][string] | undefined): Slot["variants"] {
  return slot && "variants" in slot ? (slot.variants ?? {}) : {};
}

function completed(grid: Grid, written: Manifest): Full {
  const variants = Object.values(written.slots).flatMap((slot) => Object.values(variantsOf(slot)));
  const rules = JSON.stringify([written.audiences, written.catalogs, variants.map(({ when }) => when)]);
  const named = [...rules.matchAll(/[A-Z]\w+(?:\/[\w+-]+)+/g)].map(([zone]) => zone);
  const pages = (grid.pages ?? ["/"]).map((page) => (typeof page === "string" ? addressed(page) : page));
  return {
    slots: Object.keys(written.slots),
    zones: [...new Set([...named.filter((zone) => findZone(zone, 0, true)), ...ZONES])],
    from: MONDAY,
    days: 7,
    hours: Array.from({ length: 24 }, (_, hour) => hour),
    locales: written.locales,
    visits: [1, 2],
    preferences: [{}],
    viewports: rules.includes("device.viewport") ? VIEWPORTS : ["desktop"],
    ...grid,
    pages: pages.map((page) => ({ path: "/", query: "", referrer: "", language: "", ...page })),
  };
}

function addressed(address: string): PageFacts {
  const [path = "/", query = ""] = address.split(/\?(.*)/s);
  return { path, query };
}

function readersOf({ locales, visits, preferences, pages, viewports }: Full): SimulatedReader[] {
  return locales.flatMap((locale) =>
    visits.flatMap((visits) =>
      preferences.flatMap((preferences) =>
        pages.flatMap((page) => viewports.map((viewport) => ({ locale, visits, preferences, page, viewport }))),
      ),
    ),
  );
}

/** Yields every problem of a grid, with its place. */
function* faults(grid: Full, written: Manifest, readers: number): Generator<Problem> {
  const whole = (number: number, least: number, most: number): boolean =>
    Number.isInteger(number) && number >= least && number <= most;
  const each = function* <T>(axis: string, values: readonly T[], sound: (value: T) => boolean, message: string) {
    for (const [place, value] of values.entries())
      if (!sound(value)) yield { ...error(message), path: `/${axis}/${place}` };
  };
  yield* each("slots", grid.slots, (slot) => Object.hasOwn(written.slots, slot), "the manifest has no such slot");
  yield* each("zones", grid.zones, (zone) => findZone(zone, 0, true) !== undefined, "there is no such time zone");
  yield* each("hours", grid.hours, (hour) => whole(hour, 0, 23), "an hour is a whole number from 0 to 23");
  yield* each("visits", grid.visits, (visits) => whole(visits, 1, 2 ** 31), "visits are a whole number from 1");
  yield* each(
    "viewports",
    grid.viewports,
    (name) => VIEWPORTS.includes(name),
    "a viewport is phone, tablet or desktop",
  );
  if (dateOf(Date.parse(`${grid.from}T00:00Z`)) !== grid.from)
    yield { ...error("a day such as 2026-11-23 was expected"), path: "/from" };
  const cells = grid.zones.length * grid.days * grid.hours.length * readers;
  if (!whole(grid.days, 1, 366)) yield { ...error("a grid has 1 to 366 days"), path: "/days" };
  else if (cells > CELLS) yield error(`a grid has at most ${CELLS} cells, this has ${cells}`);
}

const dateOf = (at: number): string => (Number.isNaN(at) ? "" : new Date(at).toISOString().slice(0, 10));

/** One day, with the variants of all slots at each hour. */
type Lived = Omit<SimulatedRow, "shown"> & { readonly shown: readonly (ReadonlyMap<string, string> | null)[] };

function lived(
  bytes: Uint8Array,
  grid: Full,
  readers: readonly SimulatedReader[],
  verbs: Verbs,
  told: Problem[],
): Lived[] {
  const first = Date.parse(`${grid.from}T00:00Z`);
  return grid.zones.flatMap((zone) => {
    const instant = clockOf(zone, first);
    return Array.from({ length: grid.days }, (_, day) => first + day * DAY).flatMap((midnight) =>
      readers.map((reader, place) => {
        const instants = grid.hours.map((hour) => instant(midnight + hour * HOUR));
        const now = instants.find((at) => at !== null) ?? midnight;
        const page = verbs.open(bytes, {
          root: null,
          now,
          ...given(reader, zone),
          profile: profileOf(reader, now - DAY),
        });
        const decide = decider(page);
        const shown = instants.map((now) => (now === null ? null : decide(now)));
        const known = (a: Problem) => told.some((b) => a.path === b.path && a.message === b.message);
        told.push(...page.problems.filter((problem) => !known(problem)));
        page.close();
        const weekday = WEEKDAYS[new Date(midnight).getUTCDay()] ?? "sunday";
        return { zone, date: dateOf(midnight), weekday, reader: place, shown };
      }),
    );
  });
}

/** Maps local time in a zone to an instant: the first one, or null where the clock skips that time. */
function clockOf(zone: string, first: number): (local: number) => number | null {
  const changes = findZone(zone, first, true)?.changes ?? [];
  const spans = changes.flatMap((from, place) =>
    place % 2 ? [] : [{ from, offset: changes[place + 1] ?? 0, to: changes[place + 2] ?? Infinity }],
  );
  return (local) => {
    for (const { from, offset, to } of spans) if (local - offset >= from && local - offset < to) return local - offset;
    return null;
  };
}

/** States every fact that would be read from the browser, so that the same grid has the same result everywhere. */
function given({ locale, page, viewport }: SimulatedReader, timeZone: string): OpenOptions {
  const pointer = viewport === "desktop" ? "fine" : "coarse";
  const device = { viewport, pointer, colorScheme: "light", reducedMotion: false, saveData: false } as const;
  return { timeZone, locales: [locale], page, device };
}

const profileOf = ({ visits, preferences }: SimulatedReader, before: number) => ({
  visits,
  lastVisit: visits > 1 ? before : null,
  preferences,
});

/** Decides a page at a moment, and only when its answer may have changed: most hours are like the one before. */
function decider(page: Page): (now: number) => ReadonlyMap<string, string> {
  let [from, until, shown] = [Infinity, Infinity, new Map<string, string>()];
  return (now) => {
    if (now < from || now >= until) {
      const decisions = page.assume({ now });
      // A list is named by its items.
      const name = ({ variant, items }: Decision): string => items?.map(({ id }) => id).join(" ") ?? variant;
      shown = new Map(decisions.map((decision) => [decision.slot, name(decision)]));
      from = now;
      until = Math.min(...decisions.map((decision) => decision.until ?? Infinity));
    }
    return shown;
  };
}

function summed(slot: string, known: readonly string[], all: readonly Lived[]): SimulatedSlot {
  const rows = all.map((row) => ({ ...row, shown: row.shown.map((shown) => shown?.get(slot) ?? null) }));
  const cells = rows.flatMap(({ shown }) => shown.filter((variant) => variant !== null));
  const variants = [...new Set([...known, ...cells])].map((variant) => {
    const count = cells.filter((shown) => shown === variant).length;
    return { variant, cells: count, share: cells.length > 0 ? count / cells.length : 0 };
  });
  return { slot, rows, variants };
}
