/** Everything that the JavaScript and the WebAssembly have to agree on, stated once here and once in `src/protocol`.
 *  `tests/protocol.rs` reads this file and compares the two, so that only enums and constants of literals may stand here. */

/** Separates the items of a list, which crosses as one text. */
export const ITEM = "\x1f";
/** Separates lists. */
export const GROUP = "\x1e";

/** The questions that a core answers. `src/web/core.rs` documents what each takes and answers. */
export enum Ask {
  /** Takes the bytes of a program, and answers why it is refused. Empty: it is not. */
  Open,
  /** The bits `NAMED` and `LANGUAGES`. */
  Traits,
  /** The names that the program reads, end to end. */
  Reads,
  /** The moments whose offset the next decision needs. */
  Moments,
  Decide,
  About,
  Tried,
  Patch,
  Observe,
  Explain,
  /** Forces a variant of a slot; without one, lets go. Answers a problem, or nothing. */
  Force,
  /** Takes the words of a language that come by themselves, and the language's number, and answers why they are refused. Only
   *  engines that are cut to a manifest have it. */
  Words,
  // Only the author build answers these four.
  Settled,
  /** Takes an almanac and the text of a manifest, the length of the almanac in bytes, and 1 where somebody wrote the text; where a page
   *  asks only for some capabilities, first the names of those, and third their length. */
  Compile,
  /** The bytes of what was compiled last. */
  Compiled,
  /** Takes an engine with marks, and answers it cut to what was compiled last. Nothing: it is no such engine. */
  Cut,
  // Only builds with memory answer the rest.
  Export,
  Insights,
  /** Takes in what the store holds, and answers what it needs. */
  Merge,
  /** The record that this page has to keep. */
  Record,
  /** Takes the bits `REMEMBER`, `LEARN`, `MEASURE` and `PAUSED`. */
  Allow,
  /** Takes the bits `EVERYTHING`, `LEARN`, `MEASURE` and `GONE`. */
  Forget,
  /** Takes the unit that experiments draw for. A number says that the page hands it in. */
  Unit,
  /** The probability with which a slot shows what it does, in millionths. */
  Share,
  /** Takes a slot and now where an arm was seen, or a goal, now and a value; without numbers answers what was measured. */
  Measure,
  /** Of a slot that learns the probability with which it shows what it does, in millionths, and what speaks for it: a list. */
  Promise,
  /** Takes a slot that learns and now, where it was seen, and answers something where that counts. */
  View,
  // Only the author build and engines that are cut to a manifest answer these.
  /** Takes the names of the lists that the reader has before them, and now. Answers a list for each list that ranks by vectors: its number,
   *  where they are, its items, and the history, pairs of an item and a weight. */
  Ranks,
  /** Takes the number of a list, and for each of its items three numbers: its score, the number of the item that tells most for it or
   *  −1, and how popular it is. */
  Scores,
}

/** Bits of a program: some rule or text depends on the name of the time zone. */
export const NAMED = 1;
/** There are several languages to choose from. */
export const LANGUAGES = 2;
/** Its slots speak the language of their place in the page. */
export const PLACES = 4;

/** Bits of a slot: its variants may load different resources. */
export const VARIES = 1;
/** Its changes are read out. */
export const ANNOUNCES = 2;
/** It is a list. */
export const LISTS = 4;
/** Each of its fields may be in another language. */
export const MIXES = 8;
/** It is a list that ranks its items. */
export const RANKS = 64;

/** Bits of what a server knows of a visit. */
export const KNOWN = { now: 1, timeZone: 2, locales: 4, path: 8, topics: 16 } as const;

/** Bits of what the reader permits: keeping across pages. */
export const REMEMBER = 1;
/** Deriving interests and habits. */
export const LEARN = 2;
/** Counting for the site. */
export const MEASURE = 4;
/** Nothing new is kept or learned. */
export const PAUSED = 8;

/** Bits of what is to be forgotten: all that is remembered. */
export const EVERYTHING = 1;
/** Another tab erased the store. */
export const GONE = 8;

/** The kinds of reason, by their numbers. */
export const REASONS = [
  "rule-holds",
  "always",
  "default",
  "rule-fails",
  "rule-error",
  "too-early",
  "too-late",
  "value-missing",
  "cap-reached",
  "cooling-down",
  "converted",
  "listed",
  "forced",
  "arm",
  "other-arm",
  "held-out",
  "other-experiment",
  "no-traffic",
] as const;
/** The kinds that only slots have that learn; their numbers follow. */
export const LEARNED_REASONS = ["learned", "explored", "outbid"] as const;
/** A bit for each kind of reason that is about the variant's rule. */
export const RULED = 0b11001;
/** A bit for each kind of reason with which a variant is shown. */
export const SHOWN = 0b1100_0011_1000_0000_0111;
/** Why an item of a list that ranks stands where it does, by their numbers. */
export const RANKED = ["order", "like", "interest", "new", "popular", "owner", "boosted"] as const;
/** The character code that marks the first kind of reason. */
export const FIRST_REASON = 48;
/** The character code that marks the first name whose value is missing. */
export const FIRST_NAME = 80;

/** The texts of a context, by their places. Each is a list. */
export enum ContextText {
  Zone,
  Path,
  Referrer,
  Locales,
  /** The languages that are wanted in the page, with their likely scripts and regions. */
  Likely,
  /** Names and values by turns. */
  Query,
  Topics,
}

/** The numbers of a context, by their places: of a word its place in its set, of a flag 1 or 0, and -1 where nobody knows. */
export enum ContextNumber {
  Now,
  Viewport,
  Pointer,
  ColorScheme,
  ReducedMotion,
  SaveData,
  Contrast,
  Connection,
  Source,
  /** Of a position in steps of the grid, or `NOWHERE`. */
  Latitude,
  Longitude,
  /** From here on pairs: a moment, and the zone's offset from then on in milliseconds. */
  Zone,
}

export const SOURCES = ["mail", "search", "social", "assistant", "own", "none", "other"] as const;
/** The place of `own` among them. */
export const OWN = 4;
export const VIEWPORTS = ["phone", "tablet", "desktop"] as const;
export const POINTERS = ["none", "coarse", "fine"] as const;
export const COLOR_SCHEMES = ["light", "dark"] as const;
export const CONTRASTS = ["no-preference", "more", "less", "custom"] as const;
export const CONNECTIONS = ["slow-2g", "2g", "3g", "4g"] as const;

/** The kinds of value that a preference or a signal is declared with. */
export enum Declared {
  /** It is taken back. */
  Nothing,
  Text,
  Number,
  Flag,
  List,
}

/** The events by which a reader steers what they see of a topic. */
export const STEERING = ["more", "less", "never", "forget"] as const;
/** The numbers of a learned interest, in the order in which they cross. */
export const INTEREST = ["at", "short", "long", "pages", "clicks", "dismissals", "conversions"] as const;

/** The kinds of formatter that the engine borrows, as a way to write begins. */
export enum Formatter {
  Number = "n",
  Moment = "d",
  Plural = "p",
  /** A list of texts, with `GROUP` between them. */
  List = "l",
  /** A stretch of time from now, in a unit or in milliseconds. */
  Relative = "r",
  /** A text in Unicode's normal form. */
  Normal = "s",
}

/** Longer texts are cut, in code units here and in bytes there. */
export const TEXT = 2048;
/** Longer lists end here. */
export const ENTRIES = 100;
/** The largest number of counters, and of anything else in a profile that is handed in. */
export const COUNTERS = 1000;
/** The latest moments that are kept of each kind of event. */
export const MOMENTS = 50;
/** The largest value of a goal that is reached once. */
export const WORTH = 1_000_000;
/** Positions are rounded to so many steps a degree. */
export const GRID = 10;
/** Stands for the latitude and the longitude of a position that nobody knows. */
export const NOWHERE = -2000;
/** How far ahead changes of a zone's offset are looked for. */
export const HORIZON_DAYS = 400;
/** The years 1 to 9999, in milliseconds since 1970. */
export const FIRST_MOMENT = -62_135_596_800_000;
export const LAST_MOMENT = 253_402_300_799_999;

/** Every key in a store begins with this. */
export const KEY = "tailorbird:";

/** The elements that may stand in a message, and the attribute that each may have. */
export const ELEMENTS = { a: "href", b: "", br: "", em: "", i: "", span: "class", strong: "" } as const;
/** How a URL that a site writes may begin. */
export const URL_BEGINNINGS = "/ # ? ./ ../ https:// http:// mailto: tel:";
