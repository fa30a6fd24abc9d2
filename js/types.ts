/** The public types: what a site writes, what it may hand in, and what it gets back. */

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

export interface PageFacts {
  readonly path?: string;
  /** `?a=b&c=d`, with or without the question mark. Campaign parameters (`utm_*`) are read from it. */
  readonly query?: string;
  /** The referrer's host name; empty when there is none or it is this site. */
  readonly referrer?: string;
  /** Where the reader came from. Absent: told by the referrer, and by `utm_medium=email`. */
  readonly source?: "search" | "social" | "mail" | "own" | "none" | "other";
  /** What the page is about, instead of what its markup says. */
  readonly topics?: readonly string[];
  /** The language of the page as the server sent it. */
  readonly language?: string;
  readonly direction?: "ltr" | "rtl";
}

/** A position in degrees, as a page may know it. It is rounded to a tenth of a degree (about eleven kilometres) before
 *  anything is done with it. Nothing here asks the browser for one. */
export interface PlaceFacts {
  readonly latitude: number;
  readonly longitude: number;
}

export interface DeviceFacts {
  /** By width: phone below 640 CSS pixels, tablet below 1024, else desktop. */
  readonly viewport?: "phone" | "tablet" | "desktop";
  readonly pointer?: "none" | "coarse" | "fine";
  readonly colorScheme?: "light" | "dark";
  readonly reducedMotion?: boolean;
  readonly saveData?: boolean;
  /** As `prefers-contrast` says it. */
  readonly contrast?: "no-preference" | "more" | "less" | "custom";
  /** As `navigator.connection.effectiveType` says it, where there is one. */
  readonly connection?: "slow-2g" | "2g" | "3g" | "4g";
}

export type PreferenceValue = string | number | boolean | readonly string[];

/** What the page tells; null takes it back. */
export type Signals = { readonly [name: string]: PreferenceValue | null | undefined };

/** What this device remembers. In memory only: gone on reload. Moments are milliseconds since 1970; one that lies ahead
 *  counts as now. */
export interface Profile {
  /** How many visits, this one included. */
  readonly visits?: number;
  /** When the first visit was. */
  readonly firstVisit?: number | null;
  /** When the visit before this one was, in milliseconds since 1970. */
  readonly lastVisit?: number | null;
  /** When this visit began. Absent: now. */
  readonly thisVisit?: number | null;
  readonly preferences?: { readonly [name: string]: PreferenceValue };
  readonly events?: readonly {
    readonly kind: string;
    readonly slot?: string;
    /** Of a conversion, instead of the slot. */
    readonly goal?: string;
    /** Of a conversion `SLOT/VARIANT`, or empty where it is not known what led to it. */
    readonly variant: string;
    readonly times: number;
    /** The latest of them. */
    readonly moments?: readonly number[];
  }[];
  /** What the reader said of topics. */
  readonly topics?: { readonly [topic: string]: Exclude<Steering, "forget"> };
  /** What was learned of them. */
  readonly interests?: readonly LearnedInterest[];
  /** A moment (milliseconds since 1970), then how many visits began in each hour of the day and, after those, on each day of the
   *  week from Monday on; visits of 30 days before that moment count half. */
  readonly habits?: readonly number[];
}

/** How much a reader did with a topic. */
export interface LearnedInterest {
  readonly topic: string;
  /** The moment of the sums, in milliseconds since 1970. */
  readonly at: number;
  /** What it came to, halved for every 7 days that went by. */
  readonly short: number;
  /** The same, halved for every 30 days. */
  readonly long: number;
  readonly pages?: number;
  readonly clicks?: number;
  readonly dismissals?: number;
  readonly conversions?: number;
}

/** Anything here replaces what would be read from the browser: for servers, tests, previews and time travel. */
export interface Given {
  /** Milliseconds since 1970, a date, or a clock that says so. A value stands still; a clock runs. */
  readonly now?: number | Date | (() => number) | undefined;
  /** An IANA time zone, such as `Europe/Berlin`. */
  readonly timeZone?: string | undefined;
  /** The reader's languages, most wanted first. */
  readonly locales?: readonly string[] | undefined;
  readonly page?: PageFacts | undefined;
  /** For `place.near(…)`. Without it nothing is near. */
  readonly place?: PlaceFacts | undefined;
  readonly device?: DeviceFacts | undefined;
  /** What the page has told so far. */
  readonly signals?: Signals | undefined;
}

/** What `tailorbird/contextual` takes. */
export interface ContextualOptions extends Given {
  /** Where to look for `data-tb-slot`: a document, also that of a frame, an element, a shadow root, or a list of them,
   *  which may grow. Default: the document, where there is one. `null`: nowhere. */
  readonly root?: ParentNode | readonly ParentNode[] | null;
}

export interface OpenOptions extends ContextualOptions {
  /** What is already known of this reader. */
  readonly profile?: Profile;
  /** What the reader agreed to, as a consent manager says it. Without one only the reader's own `choose` counts. */
  readonly consent?: ConsentSource | undefined;
  /** Where to keep what the reader agreed to have remembered: `"local"` is this site's localStorage, `tailorbird/keepers` has
   *  others. Absent: nowhere, it is gone with the page. */
  readonly remember?: "local" | Keeper | undefined;
}

/** Why a variant was shown or passed over. */
export interface Reason {
  readonly kind:
    | "rule-holds"
    | "rule-fails"
    | "rule-error"
    | "too-early"
    | "too-late"
    | "value-missing"
    | "cap-reached"
    | "cooling-down"
    | "converted"
    | "listed"
    | "always"
    | "default";
  readonly variant: string;
  /** The rule as the site wrote it, or the name of the value that is missing. */
  readonly rule?: string;
  /** What the rule read, and what it found. */
  readonly facts?: { readonly [name: string]: PreferenceValue | null };
}

/** An item of a catalogue that a list shows. */
export interface Item {
  readonly id: string;
  /** Ready to show. */
  readonly fields: Decision["fields"];
}

/** While nothing about it changes it stays the same object, and so do the parts of it: `===` tells, as React likes it.
 *  So it is to be read only; what is written into it would stay there until it changes. */
export interface Decision {
  readonly slot: string;
  readonly variant: string;
  /** The locale that the fields are written in. */
  readonly locale: string;
  readonly direction: "ltr" | "rtl";
  /** Ready to show. What the manifest says is true or false is that here too. */
  readonly fields: { readonly [field: string]: string | boolean };
  /** Of a list: what it shows, in its order. The variant is empty then, and so are the fields. */
  readonly items?: readonly Item[];
  /** The fields that are in another language than their slot, where it may mix them. */
  readonly languages?: { readonly [field: string]: { readonly locale: string; readonly direction: "ltr" | "rtl" } };
  /** In the order of the ladder; the last one is why this variant was chosen. */
  readonly reasons: readonly Reason[];
  /** The probability with which this variant was chosen. 1 where nothing is left to chance. */
  readonly propensity: number;
  /** The next moment (milliseconds since 1970) at which the answer may change, or null. */
  readonly until: number | null;
}

export type Steering = "more" | "less" | "never" | "forget";

/** What happens in any page. */
export type ContextualEvent =
  /** In a list with the item that it happened to; a view without one is a view of all that the list shows. */
  | { readonly kind: "view" | "click" | "dismiss"; readonly slot: string; readonly item?: string }
  | { readonly kind: "convert"; readonly goal: string; readonly slot?: string; readonly item?: string }
  | { readonly kind: "preference"; readonly name: string; readonly value: PreferenceValue | null }
  | { readonly kind: "visit" };

export type PageEvent =
  | ContextualEvent
  /** The reader wants more of a topic, less, or none; or has what was learned of it forgotten. */
  | { readonly kind: Steering; readonly topic: string }
  /** The same of the topics of an item in a list. */
  | { readonly kind: Steering; readonly slot: string; readonly item: string };

/** A page that remembers nothing: what `tailorbird/contextual` opens. */
export interface ContextualPage {
  /** What went wrong, if anything. The page stays as the server sent it wherever something did. */
  readonly problems: readonly Problem[];
  /** Decides every slot under `root` (every slot of the manifest where there is no root), and patches what differs. */
  render(): Decision[];
  /** Decides without touching the page. */
  decide(slot: string): Decision | undefined;
  decide(): Decision[];
  /** Tells what happened. It decides the page again, unless it is a view or a click, which change nothing under the reader's
   *  eyes and hands. */
  observe(event: ContextualEvent): void;
  /** Takes these for true from now on instead of what the browser says (`undefined` gives the browser its say again), and renders. */
  assume(given: Given): Decision[];
  /** Tells what is the same for everybody: a weather warning, a match day. Adds to what was told before, and decides the
   *  page again where something changed. It is no part of the profile: never exported, and not forgotten with it. */
  signal(signals: Signals): void;
  /** The reasons of the newest decision as sentences, in the reader's language where the manifest has it. */
  explain(slot: string): string[];
  /** Gives the page back as the server sent it, and stops every timer. The memory goes when nobody holds the page, or a
   *  decision of it, any more. */
  close(): void;
}

export interface Page extends ContextualPage {
  observe(event: PageEvent): void;
  /** What may happen now, and what the browser's own signal says. */
  readonly consent: Consent;
  /** The reader's own choice, which is kept and shows in their other tabs. It outweighs what a consent manager grants, and
   *  Global Privacy Control; to what a manager denies it adds nothing. */
  choose(choice: Choice): void;
  /** Tells that something changed, here or in another tab: what is known, what was chosen, or both. Returns how to stop it. */
  subscribe(listener: () => void): () => void;
  /** What is known of the reader and from what, in their language where the manifest has it. */
  insights(): Insight[];
  /** Everything that is remembered. */
  export(): Profile;
  /** Takes an exported profile in the place of what is known. What is none is a problem, and nothing is lost. */
  import(profile: Profile): void;
  /** Forgets everything, the reader's choice too, leaves nothing in the store, and decides the page again. */
  erase(): void;
}

/** What a reader may agree to: that this device remembers across pages, that interests are learned, that the site is told counts. */
export type Purpose = "remember" | "learn" | "measure";

/** Unknown means no. */
export type Word = "granted" | "denied" | "unknown";

/** A purpose that is missing is unknown. */
export type ConsentState = { readonly [P in Purpose]?: Word };

/** Where consent comes from. `tailorbird/consent` has some ready-made. */
export interface ConsentSource {
  readonly initial: ConsentState;
  /** Told whenever a word changes, until it is called off. */
  subscribe?(listener: (state: ConsentState) => void): () => void;
}

/** What may happen: what the reader chose, what their consent manager says and what their browser says, put together. */
export interface Consent {
  readonly remember: Word;
  readonly learn: Word;
  readonly measure: Word;
  /** Nothing new is kept or learned; what is there goes on being used. */
  readonly paused: boolean;
  /** Does the browser send Global Privacy Control (or the older Do Not Track)? Then `learn` and `measure` are denied, unless
   *  the reader chose them here. */
  readonly gpc: boolean;
  /** What the site's consent manager said last. What it denies the reader cannot grant here. */
  readonly site: ConsentState;
}

/** What the reader chose. What is missing stays as it was; unknown takes a choice back. */
export interface Choice extends ConsentState {
  readonly paused?: boolean;
}

/** One thing that is known of the reader. */
export interface Insight {
  readonly kind: "preference" | "steering" | "interest" | "visits" | "habit" | "shown" | "dismissed" | "converted";
  /** Of the preference, the topic, `SLOT/VARIANT` or the goal. */
  readonly name: string;
  /** Of an interest from 0 to 1; of what is counted how often; else what was said. */
  readonly value: PreferenceValue;
  /** What is known, as a sentence. */
  readonly text: string;
  /** And from what. */
  readonly from: string;
}

/** What a store holds: texts by keys, all of which begin with `tailorbird:`. */
export type Entries = readonly (readonly [key: string, text: string])[];

/** A store. It may answer at once or with a promise, and whatever it throws ends the keeping and nothing else. */
export interface Keeper {
  read(): Entries | Promise<Entries>;
  /** In this order; null removes. */
  write(changes: readonly (readonly [key: string, text: string | null])[]): void | Promise<void>;
  /** Told when another tab may have changed something, until it is called off. */
  subscribe?(listener: () => void): () => void;
}
