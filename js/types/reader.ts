/** The types of a reader: their profile, their consent, and the store. */

/** A value of a preference or a signal. */
export type PreferenceValue = string | number | boolean | readonly string[];

/** A profile: everything that a device remembers of its reader. Moments are milliseconds since 1970; one in the future
 *  counts as now. */
export interface Profile {
  /** The number of visits, this one included. */
  readonly visits?: number;
  /** The moment of the first visit. */
  readonly firstVisit?: number | null;
  /** The moment of the visit before this one. */
  readonly lastVisit?: number | null;
  /** The moment at which this visit began. Default: now. */
  readonly thisVisit?: number | null;
  readonly preferences?: { readonly [name: string]: PreferenceValue };
  readonly events?: readonly {
    readonly kind: string;
    readonly slot?: string;
    /** The goal of a conversion, which has no `slot`. */
    readonly goal?: string;
    /** The variant. For a conversion, the `SLOT/VARIANT` that led to it, or empty where that is unknown. */
    readonly variant: string;
    readonly times: number;
    /** The moments of the latest events. */
    readonly moments?: readonly number[];
  }[];
  /** The reader's own words on topics. */
  readonly topics?: { readonly [topic: string]: Exclude<Steering, "forget"> };
  /** The interests that were learned. */
  readonly interests?: readonly LearnedInterest[];
  /** A moment, then 24 counts of visits by hour of the day and 7 by day of the week from Monday on. The counts decay with a
   *  half-life of 30 days before that moment. */
  readonly habits?: readonly number[];
  /** What came of what a slot that learns has shown: the checksum of the features, the moment of the sums, views, successes, the moment of
   *  the last view, how many features of it wait for a success, and they and the sums in parts of 65,536. The sums decay with a half-life of
   *  60 days before that moment. */
  readonly outcomes?: readonly {
    readonly slot: string;
    readonly variant: string;
    readonly numbers: readonly number[];
  }[];
}

/** A learned interest in a topic. */
export interface LearnedInterest {
  readonly topic: string;
  /** The moment for which the two sums hold. */
  readonly at: number;
  /** The weight of all events, with a half-life of 7 days. */
  readonly short: number;
  /** The weight of all events, with a half-life of 30 days. */
  readonly long: number;
  readonly pages?: number;
  readonly clicks?: number;
  readonly dismissals?: number;
  readonly conversions?: number;
}

/** What a reader may say about a topic. */
export type Steering = "more" | "less" | "never" | "forget";

/** The purposes of consent: `remember` keeps data across pages, `learn` derives interests, `measure` counts for the site. */
export type Purpose = "remember" | "learn" | "measure";

/** The state of a purpose. Unknown means no. */
export type Word = "granted" | "denied" | "unknown";

/** The states of all purposes. A purpose that is missing is unknown. */
export type ConsentState = { readonly [P in Purpose]?: Word };

/** A source of consent. `tailorbird/consent` has ready-made ones. */
export interface ConsentSource {
  readonly initial: ConsentState;
  /** Calls the listener after every change. Returns a function that unsubscribes. */
  subscribe?(listener: (state: ConsentState) => void): () => void;
}

/** The consent that holds: the reader's choice, the consent manager's state and the browser's signal combined. */
export interface Consent {
  readonly remember: Word;
  readonly learn: Word;
  readonly measure: Word;
  /** While paused, nothing new is kept or learned, and existing data is still used. */
  readonly paused: boolean;
  /** True if the browser sends Global Privacy Control (or the older Do Not Track). Then `learn` and `measure` are denied,
   *  unless the reader granted them here. */
  readonly gpc: boolean;
  /** The last state of the site's consent manager. The reader cannot grant here what it denies. */
  readonly site: ConsentState;
}

/** The reader's choice. A purpose that is missing stays as it was; `unknown` takes a choice back. */
export interface Choice extends ConsentState {
  readonly paused?: boolean;
}

/** One insight: something that is known of the reader, and from what. */
export interface Insight {
  readonly kind:
    | "preference"
    | "steering"
    | "interest"
    | "visits"
    | "habit"
    | "shown"
    | "dismissed"
    | "converted"
    | "outcomes";
  /** The name of the preference, the topic, the `SLOT/VARIANT` or the goal. */
  readonly name: string;
  /** The strength of an interest (0 to 1), a count, or the declared value. */
  readonly value: PreferenceValue;
  /** The insight as a sentence. */
  readonly text: string;
  /** A sentence that says which events it comes from. */
  readonly from: string;
}

/** The entries of a store: texts by key. All keys begin with `tailorbird:`. */
export type Entries = readonly (readonly [key: string, text: string])[];

/** A store. It may answer at once or with a promise. If it throws, nothing more is kept, and the page goes on. */
export interface Keeper {
  read(): Entries | Promise<Entries>;
  /** Writes the changes in this order. `null` removes a key. */
  write(changes: readonly (readonly [key: string, text: string | null])[]): void | Promise<void>;
  /** Calls the listener when another tab may have changed something. Returns a function that unsubscribes. */
  subscribe?(listener: () => void): () => void;
}
