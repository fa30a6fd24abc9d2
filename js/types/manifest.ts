/** What a site writes: the manifest, and what may be wrong with it. */

/** Words: one text of MessageFormat 2 for every language, or one text per locale of the manifest. */
export type Words = string | { readonly [locale: string]: string };

export type Weekday = "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday";

/** A stretch of time. A date or date-time without offset is the reader's local time; one with `Z` or an offset is an instant.
 *  `from` is included. A plain date in `to` includes that whole day; anything else in `to` is the first moment outside. */
export interface Stretch {
  readonly from?: string;
  readonly to?: string;
  /** Only on these days of the week. */
  readonly weekdays?: readonly Weekday[];
  /** Only between these times of the reader's clock: `["18:00", "23:30"]`. Past midnight (`["22:00", "05:00"]`) they belong
   *  to the day on which they begin. */
  readonly hours?: readonly [from: string, to: string];
  /** Dates whose day, or whose `hours`, are left out. */
  readonly except?: readonly string[];
}

/** What comes again and again, by RFC 5545. */
export interface Recurrence {
  /** `FREQ=MONTHLY;BYDAY=-1FR`. MINUTELY, SECONDLY and BYSECOND are refused. */
  readonly rrule: string;
  /** Nothing comes before; what the rule does not say (the weekday, the time of day) it takes from here. */
  readonly from: string;
  /** Nothing begins after; what has begun goes on to its end. */
  readonly to?: string;
  /** How long each lasts: whole days (`"P1D"`), or a time whatever the clock does in it (`"PT2H30M"`). A day where `from` is a date. */
  readonly lasts?: string;
  /** Instead of `lasts`: between these times of the reader's clock, on each of the days. */
  readonly hours?: readonly [from: string, to: string];
  /** Dates on which nothing begins, or exact beginnings, written as `from` is. */
  readonly except?: readonly string[];
}

export type Schedule = Stretch | Recurrence;

/** A named time, which rules read as `calendar.NAME`. */
export type CalendarEntry = (Schedule | { readonly dates: readonly string[] } | { readonly holidays: string }) & {
  /** Countries (ISO 3166-1) in which it counts. Absent: everywhere. */
  readonly in?: readonly string[];
};

/** What is handed in beside a manifest. */
export interface CompileOptions {
  /** The first and the last year that matter: whose holidays are looked up, and to whose end recurrences without an end are
   *  expanded. Absent: the holidays of the year before this one to the third after it, and three years of a recurrence. */
  readonly years?: readonly [first: number, last: number] | undefined;
  /** The public holidays of a region such as `DE-BY` in a year, as `YYYY-MM-DD`. */
  readonly holidays?: ((region: string, year: number) => readonly string[]) | undefined;
}

/** How often a variant may be viewed. A day is one of the reader's calendar, a week begins on Monday, a session is a
 *  visit, and `ever` never ends. What a page shows stays there, even if its own view was the last one allowed. */
export interface Cap {
  /** 1 to 50. */
  readonly times: number;
  readonly per: "session" | "day" | "week" | "ever";
}

export interface Variant {
  /** A rule (CEL). Absent: always eligible. */
  readonly when?: string;
  /** When it may be shown. Of several, each lets it through. */
  readonly schedule?: Schedule | readonly Schedule[];
  readonly cap?: Cap | readonly Cap[];
  /** For how many days, of 24 hours each, it stays away after it was dismissed. */
  readonly cooldown?: number;
  /** A goal, or several: once one is reached, the variant is not shown again. */
  readonly stopAfter?: string | readonly string[];
  /** What it is about: who follows it, sends it away or comes by it to a goal tells of an interest in these topics. */
  readonly topics?: readonly string[];
  /** Words, URLs, or true and false, which switch an attribute. */
  readonly fields?: { readonly [field: string]: Words | boolean };
}

/** Something that lists choose from. */
export interface CatalogItem extends Variant {
  /** Letters, digits, `-` and `_`. In the page it stands in `data-tb-key`, and rules ask for `seen('SLOT/ID')`. */
  readonly id: string;
}

export interface Catalog {
  readonly items: readonly CatalogItem[];
}

/** A slot that shows the first items of a catalogue that pass, in the site's order. */
export interface ListSlot {
  readonly catalog: string;
  /** How many at most. */
  readonly count: number;
  readonly choose?: { readonly by: "order" };
  readonly variesRequests?: boolean;
  readonly announce?: boolean;
}

export interface Slot {
  /** The variant that the server's own markup shows. */
  readonly default: string;
  /** Tried in this order; the default is what is left when no other holds. */
  readonly variants: { readonly [variant: string]: Variant };
  readonly choose?: { readonly by: "order" };
  /** Allows this slot's variants to load different resources. Off: no choice changes what the page requests. */
  readonly variesRequests?: boolean;
  /** Has screen readers read out what changes here after the first rendering, politely and only to somebody who is there. */
  readonly announce?: boolean;
  /** Lets each field speak the best of the reader's languages that it is written in. Off: all of a slot speaks one language,
   *  the best in which all its fields are written. */
  readonly mixLanguages?: boolean;
}

/** A preference that the reader may declare. Rules read it as `preference.NAME`, words as `{$preference.NAME}`. */
export type Preference =
  | { readonly type: "text"; readonly default?: string }
  | { readonly type: "number"; readonly default?: number }
  | { readonly type: "flag"; readonly default?: boolean }
  | { readonly type: "choice"; readonly values: readonly string[]; readonly default?: string }
  | { readonly type: "list"; readonly values: readonly string[]; readonly default?: readonly string[] };

/** Something that the page may tell at any time, the same for everybody. Rules read it as `signal.NAME`, words as
 *  `{$signal.NAME}`. A list without `values` takes any texts. */
export type Signal =
  | Preference
  | { readonly type: "list"; readonly values?: readonly string[]; readonly default?: readonly string[] };

/** What a site publishes. The JSON Schema is at `tailorbird/manifest.schema.json`. */
export interface Manifest {
  readonly $schema?: string;
  readonly tailorbird: 1;
  /** BCP 47 tags; the first is the fallback. */
  readonly locales: readonly string[];
  /** How many milliseconds a page may wait for the module before it shows its default content for this view. 0 to 3000;
   *  absent: 100. Where the module stands in the page there is nothing to wait for. */
  readonly budget?: number;
  /** How what is remembered of a reader, on their device and with their consent, is kept. */
  readonly memory?: {
    /** For how many days something is remembered after it happened last; 1 to 3650. Absent: 180. */
    readonly days?: number;
  };
  readonly preferences?: { readonly [name: string]: Preference };
  readonly signals?: { readonly [name: string]: Signal };
  /** Named times: rules read them as `calendar.NAME`. */
  readonly calendar?: { readonly [name: string]: CalendarEntry };
  readonly audiences?: { readonly [name: string]: string };
  /** What readers may reach. Rules read how often as `converted('NAME')`. */
  readonly goals?: { readonly [name: string]: { readonly [key: string]: never } };
  /** What lists choose from. */
  readonly catalogs?: { readonly [name: string]: Catalog };
  readonly slots: { readonly [name: string]: Slot | ListSlot };
}

/** One thing that is wrong, and exactly where. */
export interface Problem {
  /** A JSON pointer into the manifest (`/slots/hero/variants/evening/when`), or into what was handed in. Empty: the whole. */
  readonly path: string;
  readonly message: string;
  readonly severity: "error" | "warning";
  /** Inside a rule, a message or a JSON text: the 1-based column. */
  readonly column?: number;
  /** In a JSON text: the 1-based line. */
  readonly line?: number;
}
