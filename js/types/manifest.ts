/** The types of a manifest, which a site writes, and of the problems that are found in it. */

/** Words: one MessageFormat 2 message for every language, or one message per locale of the manifest. */
export type Words = string | { readonly [locale: string]: string };

/** The days of the week, as schedules name them. */
export type Weekday = "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday";

/** A period of time. A date or date-time without an offset is the reader's local time; one with `Z` or an offset is an instant.
 *  `from` is included. A plain date in `to` includes that whole day; a date-time in `to` is the first moment after the period. */
export interface Stretch {
  readonly from?: string;
  readonly to?: string;
  /** The schedule is on only on these days of the week. */
  readonly weekdays?: readonly Weekday[];
  /** The schedule is on only between these times of the reader's clock: `["18:00", "23:30"]`. Hours past midnight
   *  (`["22:00", "05:00"]`) belong to the day on which they begin. */
  readonly hours?: readonly [from: string, to: string];
  /** Dates that are left out: the whole day, or the `hours` that begin on it. */
  readonly except?: readonly string[];
  /** The time zone on whose clock it is: `"America/New_York"`. Default: the reader's. */
  readonly zone?: string;
}

/** A recurring period of time, as RFC 5545 defines recurrence rules. */
export interface Recurrence {
  /** `FREQ=MONTHLY;BYDAY=-1FR`. MINUTELY, SECONDLY and BYSECOND are refused. */
  readonly rrule: string;
  /** The first possible occurrence. What the rule leaves out (the weekday, the time of day) is taken from here. */
  readonly from: string;
  /** No occurrence begins after this. One that has begun runs to its end. */
  readonly to?: string;
  /** The length of each occurrence: calendar days (`"P1D"`) or elapsed time (`"PT2H30M"`). Default where `from` is a
   *  date: one day. */
  readonly lasts?: string;
  /** Instead of `lasts`: each occurrence is on between these times of the reader's clock. */
  readonly hours?: readonly [from: string, to: string];
  /** Occurrences that are left out: dates, or exact beginnings in the form of `from`. */
  readonly except?: readonly string[];
  /** The time zone on whose clock it is: `"America/New_York"`. Default: the reader's. */
  readonly zone?: string;
}

/** A period of time, or a recurring one. */
export type Schedule = Stretch | Recurrence;

/** Days of another calendar, each as month and day: `07-15`, several in a row `07-15/07-21`, in a leap month `05L-15`. */
export interface OtherDates {
  readonly dates: readonly string[];
  /** The calendar, by its name in CLDR (RFC 7529). */
  readonly rscale:
    | "chinese"
    | "coptic"
    | "dangi"
    | "ethiopic"
    | "hebrew"
    | "indian"
    | "islamic-civil"
    | "islamic-tbla"
    | "islamic-umalqura"
    | "persian";
}

/** A named time. Rules read it as `calendar.NAME`. */
export type CalendarEntry = (
  | Schedule
  | { readonly dates: readonly string[] }
  | OtherDates
  | { readonly holidays: string }
) & {
  /** The countries (ISO 3166-1) in which the entry counts. Default: everywhere. */
  readonly in?: readonly string[];
};

/** Options of `compile` and `check`. */
export interface CompileOptions {
  /** The first and the last year for which holidays are looked up and recurrences without an end are expanded. Default:
   *  holidays from last year to three years from now, and three years of a recurrence. */
  readonly years?: readonly [first: number, last: number] | undefined;
  /** Returns the public holidays of a region such as `DE-BY` in a year: days (`2026-12-24`), several days in a row
   *  (`2026-12-24/2026-12-26`), or parts of days (`2026-03-08T12:00/2026-03-09T00:00`), all on the reader's clock. */
  readonly holidays?: ((region: string, year: number) => readonly string[]) | undefined;
}

/** A frequency cap: how many impressions of a variant a reader may get. Hours, days and months are those of the reader's
 *  calendar, a week begins on Monday, `{ "hours": 24 }` are the last 24 hours at any moment, a session is a visit, and `ever` never ends. A variant that a page already shows stays there, even
 *  if its own impression was the last one allowed. */
export interface Cap {
  /** 1 to 50. */
  readonly times: number;
  readonly per: "session" | "hour" | "day" | "week" | "month" | "ever" | { readonly hours: number };
}

/** One version of a slot's content. */
export interface Variant {
  /** A rule (CEL): the variant may be shown only where it holds. Default: always. */
  readonly when?: string;
  /** The times at which the variant may be shown. With several schedules, any one of them is enough. */
  readonly schedule?: Schedule | readonly Schedule[];
  /** Limits on impressions, or the name of one of the manifest's `caps`. With several caps, all of them count. */
  readonly cap?: Cap | string | readonly (Cap | string)[];
  /** The number of days (of 24 hours each) for which the variant is not shown after the reader dismissed it. */
  readonly cooldown?: number;
  /** One goal or several. Once the reader has reached one of them, the variant is not shown again. */
  readonly stopAfter?: string | readonly string[];
  /** The topics of the variant. A click, a dismissal or a conversion changes the reader's learned interest in them. */
  readonly topics?: readonly string[];
  /** What is said of its make, such as `urgency`: what a slot learns of one variant helps others with the same tag. */
  readonly tags?: readonly string[];
  /** The content, by field name: words, URLs, or booleans that switch an attribute on or off. */
  readonly fields?: { readonly [field: string]: Words | boolean };
  /** A value for programs: at most 4 KB as JSON, 16 levels deep. Nothing of it is written into the page. All values of a slot have
   *  one type; `null` is none. */
  readonly value?: Value | null;
}

/** What JSON can say, but null. */
export type Value = string | number | boolean | readonly (Value | null)[] | { readonly [key: string]: Value | null };

/** An item of a catalogue. Lists choose from these. */
export interface CatalogItem extends Variant {
  /** Letters, digits, `-` and `_`. The page has it in `data-tb-key`, and rules read `seen('SLOT/ID')`. */
  readonly id: string;
  /** What the site adds to its relevance where a list ranks, from −10 to 10. Default: 0. What the reader did counts up to 1. */
  readonly boost?: number;
  /** A day such as `2026-12-24`, which begins in UTC, or a moment with its offset. */
  readonly published?: string;
  /** Whose it is, for least shares. */
  readonly owner?: string;
}

/** The list ranks its items for each reader, in pages that are built for the manifest; elsewhere the site's order stands. */
export interface Rank {
  readonly by: "rank";
  /** The file of item vectors and its hash: `/items.vectors#sha256-…`. Until it is there the site's order stands. */
  readonly vectors?: string;
  /** How much items that share topics stand apart, from 0 to 1. Default: 0.3. */
  readonly diversity?: number;
  /** How much the list follows the mix of topics of what the reader opened, from 0 to 1. Default: 0. */
  readonly calibration?: number;
  /** The least share of the places, rounded up, of items that were published within so many days. Default: 0, and 14 days. */
  readonly fresh?: { readonly share?: number; readonly days?: number };
  /** The least share of the places, rounded up, of each owner, or by their names. */
  readonly owners?: number | { readonly [owner: string]: number };
}

/** A catalogue of items for list slots. */
export interface Catalog {
  readonly items: readonly CatalogItem[];
}

/** A slot that shows a list: the first items of a catalogue whose rules hold, in the site's order. */
export interface ListSlot {
  readonly catalog: string;
  /** The largest number of items to show. */
  readonly count: number;
  readonly choose?: { readonly by: "order" } | Rank;
  readonly variesRequests?: boolean;
  readonly announce?: boolean;
}

/** A place in the page that shows one of several variants. */
export interface Slot {
  /** The name of the variant that the server's own markup shows. */
  readonly default: string;
  /** The variants, by name. They are tried in this order; the default is shown when no other may be. */
  readonly variants: { readonly [variant: string]: Variant };
  /** How the slot chooses among the variants that may be shown: the first of them, or by what it learns. Default: by order. */
  readonly choose?: { readonly by: "order" } | Bandit;
  /** Allows the variants of this slot to load different resources. Default: false, and no choice changes which requests
   *  the page makes. */
  readonly variesRequests?: boolean;
  /** Makes the slot a polite live region: screen readers announce changes after the first rendering, while the reader
   *  is on the page. */
  readonly announce?: boolean;
  /** Lets each field use the best of the reader's languages that it is written in. Default: false, and the whole slot uses
   *  one language, the best one in which all its fields are written. */
  readonly mixLanguages?: boolean;
}

/** A feature that a slot learns by: a fact, or a rule that is true or false; of a number without limits of its own also from where to
 *  where it goes. A fact that is one of several words is a number for each. */
export type Feature = string | { readonly of: string; readonly from: number; readonly to: number };

/** A slot that learns which variant to show: a contextual bandit, on the reader's own device. */
export interface Bandit {
  readonly by: "bandit";
  /** The goal that is a success. Default: a click in the slot. */
  readonly goal?: string;
  /** Facts and rules that it learns by. Default: none, and one variant is best for a reader at all times. */
  readonly features?: readonly Feature[];
  /** What is known of all readers beforehand, as `tailorbird train` writes it. Default: nothing. */
  readonly prior?: Prior;
  /** The share of views, up to 0.2, in which chance chooses, so that it is known how often each variant is shown. Default: 0. */
  readonly floor?: number;
}

/** What is known beforehand of a slot that learns. */
export interface Prior {
  /** How much what happens differs from what is to be expected: a standard deviation. */
  readonly noise: number;
  /** The checksum of the features. */
  readonly features: number;
  /** Of each variant the means of its weights, and the Cholesky factor of their precision in units of the noise, row by row: numbers of 16
   *  bits as base64. */
  readonly variants: { readonly [variant: string]: string };
  /** From what it was trained. */
  readonly trained?: string;
}

/** A preference that the reader may declare. Rules read it as `preference.NAME`, words as `{$preference.NAME}`. */
export type Preference =
  | { readonly type: "text"; readonly default?: string }
  | { readonly type: "number"; readonly default?: number }
  | { readonly type: "flag"; readonly default?: boolean }
  | { readonly type: "choice"; readonly values: readonly string[]; readonly default?: string }
  | { readonly type: "list"; readonly values: readonly string[]; readonly default?: readonly string[] };

/** A live input that the page may set at any time, the same for every reader. Rules read it as `signal.NAME`, words as
 *  `{$signal.NAME}`. A list without `values` takes any texts. */
export type Signal =
  | Preference
  | { readonly type: "list"; readonly values?: readonly string[]; readonly default?: readonly string[] };

/** A range of the hash of an experiment, from 0 to 1: the first share, and the first after it. */
export type HashRange = readonly [from: number, to: number];

/** An experiment: variants of a slot that different readers see by chance, chosen on their own device. */
export interface Experiment {
  readonly slot: string;
  /** The variants, or of a list the items that stand first, each with its weight: whole numbers that relate to each other, or shares
   *  that add up to 1. Or each with its ranges of the hash. A variant without `when` that is an arm is shown by its experiment
   *  alone. */
  readonly arms: { readonly [variant: string]: number | HashRange | readonly HashRange[] };
  /** The rule (CEL) of those who take part; the rules of all arms have to hold too. Default: everybody. */
  readonly when?: string;
  /** When it runs. Default: always. */
  readonly schedule?: Schedule | readonly Schedule[];
  /** The share of readers who take part, or with `layer` the share of it. Default: 1. */
  readonly traffic?: number;
  /** Experiments of one layer never meet in one reader: each has a part of it, one behind the other, or the part that it says. */
  readonly layer?: string | { readonly name: string; readonly from: number; readonly to: number };
  /** The share of readers who take part in no experiment that says so, the same readers for all. Default: 0. */
  readonly holdout?: number;
  /** What is assigned. The arm of an hour or a day (of UTC) is the same for all readers. Default: `reader`. */
  readonly unit?: "reader" | "hour" | "day";
  /** What is hashed with the unit. Default: the name of the experiment. */
  readonly seed?: string;
  /** The version of GrowthBook's hash. Default: 2. */
  readonly hashVersion?: 1 | 2;
}

/** The manifest that a site publishes. Its JSON Schema is `tailorbird/manifest.schema.json`. */
export interface Manifest {
  readonly $schema?: string;
  readonly tailorbird: 1;
  /** BCP 47 tags; the first is the fallback. */
  readonly locales: readonly string[];
  /** Whose language a slot speaks: that of its place in the page, or the reader's. Default: `page`. */
  readonly languages?: "page" | "reader";
  /** The number of milliseconds that a page may wait for the module before it shows its default content for this view: 0
   *  to 3000, default 100. A page that carries the module has nothing to wait for. */
  readonly budget?: number;
  /** How long data about the reader is kept, on their device and with their consent. */
  readonly memory?: {
    /** The number of days for which an event is remembered after it last happened: 1 to 3650, default 180. */
    readonly days?: number;
  };
  readonly preferences?: { readonly [name: string]: Preference };
  readonly signals?: { readonly [name: string]: Signal };
  /** Named times: rules read them as `calendar.NAME`. */
  readonly calendar?: { readonly [name: string]: CalendarEntry };
  /** Named rules (CEL). Other rules read them as `audience.NAME`. */
  readonly audiences?: { readonly [name: string]: string };
  /** Conversions that count. Rules read how often one happened as `converted('NAME')`. */
  readonly goals?: { readonly [name: string]: { readonly [key: string]: never } };
  /** Caps that several variants share by their name: impressions of all of them count together. */
  readonly caps?: { readonly [name: string]: Cap | readonly Cap[] };
  /** Catalogues, from which list slots choose items. */
  readonly catalogs?: { readonly [name: string]: Catalog };
  readonly slots: { readonly [name: string]: Slot | ListSlot };
  /** Variants that are shown by chance. */
  readonly experiments?: { readonly [name: string]: Experiment };
}

/** One problem and its exact place. */
export interface Problem {
  /** A JSON pointer into the manifest (`/slots/hero/variants/evening/when`) or into the options. Empty: the whole of it. */
  readonly path: string;
  readonly message: string;
  readonly severity: "error" | "warning";
  /** The 1-based column in a rule, a message or a JSON text. */
  readonly column?: number;
  /** The 1-based line in a JSON text. */
  readonly line?: number;
}
