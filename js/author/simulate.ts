/** A manifest and a grid of moments and readers become the variant that each slot shows in every cell. */

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

/** Every value on one axis meets every value on the others. */
export interface Grid {
  /** Only these slots. Default: all. */
  readonly slots?: readonly string[];
  /** Default: the zones that rules name, and one on each of six continents. */
  readonly zones?: readonly string[];
  /** The first day in each zone, as `2026-11-23`. Default: always the same Monday, so that the answer is always the same. */
  readonly from?: string;
  /** How many days, 366 at most. Default: 7. */
  readonly days?: number;
  /** The reader's own hours, 0 to 23; each is looked at when it begins. Default: all. */
  readonly hours?: readonly number[];
  /** Readers of one language each. Default: the manifest's locales. */
  readonly locales?: readonly string[];
  /** How many visits, this one included; whoever was here before came the day before. Default: 1 and 2. */
  readonly visits?: readonly number[];
  /** What readers have declared. Default: nothing. */
  readonly preferences?: readonly Preferences[];
  /** A text is an address: `/sale?utm_source=letter`. Default: `/`. */
  readonly pages?: readonly (string | PageFacts)[];
  /** Default: a desktop, or all three where a rule names `device.viewport`. */
  readonly viewports?: readonly Viewport[];
}

/** One combination of everything that is not time or zone. */
export interface SimulatedReader {
  readonly locale: string;
  readonly visits: number;
  readonly preferences: Preferences;
  readonly page: PageFacts;
  readonly viewport: Viewport;
}

/** One reader's day. */
export interface SimulatedRow {
  readonly zone: string;
  /** In the zone: `2026-11-23`. */
  readonly date: string;
  readonly weekday: "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday";
  /** The place in `readers`. */
  readonly reader: number;
  /** The variant at each of `hours`; null where the clocks skip the beginning of that hour. */
  readonly shown: readonly (string | null)[];
}

export interface SimulatedSlot {
  readonly slot: string;
  /** One for each zone, date and reader, in this order. */
  readonly rows: readonly SimulatedRow[];
  /** Every variant in the manifest's order: in how many cells it shows, and in which share of them (0 to 1). */
  readonly variants: readonly { readonly variant: string; readonly cells: number; readonly share: number }[];
}

export interface Simulation {
  /** Of the manifest, the grid and the pages. Where there is an error there are no slots. */
  readonly problems: readonly Problem[];
  readonly hours: readonly number[];
  readonly readers: readonly SimulatedReader[];
  readonly slots: readonly SimulatedSlot[];
}

/** The author build's own verbs. */
export interface Verbs {
  compile(manifest: Manifest | string): { readonly bytes?: Uint8Array; readonly problems: readonly Problem[] };
  open(bytes: Uint8Array, options: OpenOptions): Page;
}

/** The most moments of readers in a grid: half a minute of work on a large site. */
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

/** Never throws. */
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

/** A list has none of its own. */
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
    pages: pages.map((page) => ({ path: "/", query: "", referrer: "", ...page })),
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

/** Everything that is wrong with a grid, each with its place in it. */
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

/** A day, and what all slots show in each of its hours. */
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

/** When a clock in the zone shows a local time: the first time that it does, or null where it never does. */
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

/** Whatever the browser would be asked is said, so that the same grid has the same answer everywhere. */
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

/** A page that is not decided again before its answer may change: most hours are like the one before. */
function decider(page: Page): (now: number) => ReadonlyMap<string, string> {
  let [from, until, shown] = [Infinity, Infinity, new Map<string, string>()];
  return (now) => {
    if (now < from || now >= until) {
      const decisions = page.assume({ now });
      // Of a list, what it shows together.
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
