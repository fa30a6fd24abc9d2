/** What is known of a reader, what they agreed to, and where it is kept. */

export type PreferenceValue = string | number | boolean | readonly string[];

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

export type Steering = "more" | "less" | "never" | "forget";

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
