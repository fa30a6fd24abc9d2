/** The types of a page: its options, its decisions and its methods. */

import type { Problem, Value } from "./manifest.js";
import type { Choice, Consent, ConsentSource, Insight, Keeper, PreferenceValue, Profile, Steering } from "./reader.js";
import type { Because, Recommender } from "./recommend.js";

/** Facts about the page. */
export interface PageFacts {
  readonly path?: string;
  /** `?a=b&c=d`, with or without the question mark. Campaign parameters (`utm_*`) are read from it. */
  readonly query?: string;
  /** The referrer's host name; empty when there is none or it is this site. */
  readonly referrer?: string;
  /** The kind of site that the reader came from. Default: derived from the referrer and from `utm_medium=email`. */
  readonly source?: "search" | "social" | "mail" | "assistant" | "own" | "none" | "other";
  /** The topics of the page. Default: read from its markup (keywords, JSON-LD). */
  readonly topics?: readonly string[];
  /** The language of the page, for slots whose place says none. Default: `lang` of the document. */
  readonly language?: string;
  readonly direction?: "ltr" | "rtl";
}

/** A position in degrees, where a page knows it. It is rounded to a tenth of a degree (about eleven kilometres) before any
 *  use. Tailorbird never asks the browser for a position. */
export interface PlaceFacts {
  readonly latitude: number;
  readonly longitude: number;
}

/** Facts about the device. */
export interface DeviceFacts {
  /** By width: phone below 640 CSS pixels, tablet below 1024, else desktop. */
  readonly viewport?: "phone" | "tablet" | "desktop";
  readonly pointer?: "none" | "coarse" | "fine";
  readonly colorScheme?: "light" | "dark";
  readonly reducedMotion?: boolean;
  readonly saveData?: boolean;
  /** The value of the media feature `prefers-contrast`. */
  readonly contrast?: "no-preference" | "more" | "less" | "custom";
  /** The value of `navigator.connection.effectiveType`, in browsers that have it. */
  readonly connection?: "slow-2g" | "2g" | "3g" | "4g";
}

/** Values of signals by name. `null` takes a value back. */
export type Signals = { readonly [name: string]: PreferenceValue | null | undefined };

/** Facts that replace what would be read from the browser: for servers, tests, previews and time travel. */
export interface Given {
  /** The current time: milliseconds since 1970, a date, or a function that returns milliseconds. A value stands still, a
   *  function runs. */
  readonly now?: number | Date | (() => number) | undefined;
  /** An IANA time zone, such as `Europe/Berlin`. */
  readonly timeZone?: string | undefined;
  /** The reader's languages, most wanted first. */
  readonly locales?: readonly string[] | undefined;
  readonly page?: PageFacts | undefined;
  /** The position for `place.near(…)`. Default: none, and nothing is near. */
  readonly place?: PlaceFacts | undefined;
  readonly device?: DeviceFacts | undefined;
  /** The values of signals. */
  readonly signals?: Signals | undefined;
  /** Who is assigned in experiments, by an id of the site's own: it decides alone, is never kept, and never leaves. Default: a random
   *  id, kept with consent to `remember` and `measure`. */
  readonly unit?: string | undefined;
}

/** A document (also that of a frame), an element or a shadow root. It is described, and not named `ParentNode`, for projects
 *  without the DOM library. */
export interface SlotRoot {
  querySelectorAll(selectors: string): { readonly length: number };
}

/** Options of `open` from `tailorbird/contextual`. */
export interface ContextualOptions extends Given {
  /** Where to look for `data-tb-slot`, or a list of such places, which may grow. Default: the document, if there is one.
   *  `null`: nowhere. */
  readonly root?: SlotRoot | readonly SlotRoot[] | null;
  /** Does the page follow navigation without loading, as routers do it: decided again when path or query change, and slots that
   *  come then are filled? Default: true. */
  readonly navigation?: boolean;
  /** What ranks lists by vectors: called once for each file of vectors that the manifest names, after the first paint, with its address and
   *  hash. `(vectors) => import("tailorbird/recommend").then(({ recommender }) => recommender(vectors))` */
  readonly recommend?: ((vectors: string) => Promise<Pick<Recommender, "score">>) | undefined;
}

/** A store in which several sites of one origin remember their readers apart. */
export interface Remember {
  readonly in: "local" | Keeper;
  /** Whose memory it is. Programs of one name share it, and neither read nor erase that of another. Default: no name. */
  readonly name?: string;
}

/** Options of `open`. */
export interface OpenOptions extends ContextualOptions {
  /** A profile of this reader that is known already, for example an exported one. */
  readonly profile?: Profile;
  /** The source of consent, for example a consent manager. Without one, only the reader's own `choose` counts. */
  readonly consent?: ConsentSource | undefined;
  /** The store for what the reader agreed to have remembered: `"local"` is this site's localStorage, `tailorbird/keepers`
   *  has others, and `{ in, name }` keeps several sites of one origin apart. Default: none, and all is gone with the page. */
  readonly remember?: "local" | Keeper | Remember | undefined;
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
    | "forced"
    | "arm"
    | "other-arm"
    | "held-out"
    | "other-experiment"
    | "no-traffic"
    | "learned"
    | "explored"
    | "outbid"
    | "always"
    | "default";
  readonly variant: string;
  /** The rule as the site wrote it, or the name of the value that is missing. */
  readonly rule?: string;
  /** The values that the rule read, by name. */
  readonly facts?: { readonly [name: string]: PreferenceValue | null };
  /** Of a list that ranks: why the item stands where it does. */
  readonly because?: Because | ListedBecause;
}

/** Why an item of a list stands where it does, besides what a recommender knows. */
export type ListedBecause =
  /** It is the next in the site's own order. */
  | { readonly kind: "order" }
  /** It was published not long ago. */
  | { readonly kind: "new" }
  /** Its owner has a least share of the list. */
  | { readonly kind: "owner"; readonly owner: string };

/** An item of a catalogue that a list shows. */
export interface Item {
  readonly id: string;
  /** The content, ready to show. */
  readonly fields: Decision["fields"];
  /** The value that the manifest gives it, if there is one. */
  readonly value?: Value;
}

/** The decision for one slot. It stays the same object (`===`) until something about it changes, and so do its parts. Treat
 *  it as read-only. */
export interface Decision {
  readonly slot: string;
  readonly variant: string;
  /** The locale that the fields are written in. */
  readonly locale: string;
  readonly direction: "ltr" | "rtl";
  /** The content, ready to show. Booleans of the manifest stay booleans. */
  readonly fields: { readonly [field: string]: string | boolean };
  /** The value that the manifest gives the variant, if there is one: frozen, and the same object as long as it says the same. */
  readonly value?: Value;
  /** The items of a list in order. A list has an empty `variant` and no `fields`. */
  readonly items?: readonly Item[];
  /** The fields in another language than their slot, where `mixLanguages` allows it. */
  readonly languages?: { readonly [field: string]: { readonly locale: string; readonly direction: "ltr" | "rtl" } };
  /** The reasons in the order in which variants were tried. The last one says why this variant was chosen. */
  readonly reasons: readonly Reason[];
  /** The probability with which an experiment, or a slot that learns, gave this reader this variant, or none. 1 where nothing is left
   *  to chance. */
  readonly propensity: number;
  /** The features that speak most for the variant, where a slot learns: none where chance chose, or nothing is known. */
  readonly because?: readonly string[];
  /** The next moment (milliseconds since 1970) at which the answer may change, or null. */
  readonly until: number | null;
}

/** Events that every page takes. */
export type ContextualEvent =
  /** An impression, a click or a dismissal. In a list, `item` names the item; a view without it counts all shown items. */
  | { readonly kind: "view" | "click" | "dismiss"; readonly slot: string; readonly item?: string }
  | {
      readonly kind: "convert";
      readonly goal: string;
      readonly slot?: string;
      readonly item?: string;
      readonly value?: number;
    }
  | { readonly kind: "preference"; readonly name: string; readonly value: PreferenceValue | null }
  | { readonly kind: "visit" };

/** What was measured of one experiment on this device. */
export interface Measured {
  /** The arm that the reader saw first. */
  readonly arm: string;
  /** The number of page views in which the arm was really seen. */
  readonly exposures: number;
  /** The moment at which it was seen first. */
  readonly since: number;
  /** What was reached after that: how often, and the sum of the values. */
  readonly goals: { readonly [goal: string]: { readonly times: number; readonly value: number } };
}

/** What was measured on this device, by the names of experiments. */
export interface Report {
  readonly [experiment: string]: Measured;
}

/** Events that a page with memory takes. */
export type PageEvent =
  | ContextualEvent
  /** The reader wants more of a topic, less of it or none, or wants what was learned about it forgotten. */
  | { readonly kind: Steering; readonly topic: string }
  /** The same for all topics of an item in a list. */
  | { readonly kind: Steering; readonly slot: string; readonly item: string };

/** A page that remembers nothing. `tailorbird/contextual` opens it. Its methods may be passed on unbound. */
export interface ContextualPage {
  /** Everything that went wrong so far. Each part of the page that something is wrong with stays as the server sent it. */
  readonly problems: readonly Problem[];
  /** Decides every slot under `root` (without a root: every slot of the manifest) and writes what differs into the page. */
  render(): Decision[];
  /** All decisions, in the order of the manifest: the same frozen list until one changes. */
  readonly decisions: readonly Decision[];
  /** Decides one slot, without touching the page. */
  decide(slot: string): Decision | undefined;
  /** @deprecated Use `decisions`. */
  decide(): readonly Decision[];
  /** Reports an event. The page is decided again, except after a view or a click, so that nothing changes under the
   *  reader's eyes and hands. */
  observe(event: ContextualEvent): void;
  /** Replaces facts of the browser from now on (`undefined` goes back to the browser's own), and renders. */
  assume(given: Given): Decision[];
  /** Sets signals, which are the same for every reader: a weather warning, a match day. They add to those set before, and
   *  the page is decided again if one changed. Signals are no part of the profile: never exported, and not erased with it. */
  signal(signals: Signals): void;
  /** Calls the listener once after each change: of a decision (an event, a signal, the clock, the address), of the profile and
   *  of the consent, also by another tab. Returns a function that unsubscribes. */
  subscribe(listener: () => void): () => void;
  /** Leaves a slot to somebody else, such as a framework: nothing is written there any more, and nothing restored; decisions go on.
   *  Returns a function that gives it back. It is written anew when all who took it have given it back. */
  take(slot: string): () => void;
  /** Shows a variant whatever its conditions say, for a preview; `null` lets go. Nothing that happens in the slot is counted, learned
   *  or kept meanwhile. Of a list, an item is shown alone. */
  force(slot: string, variant: string | null): void;
  /** The names of a slot's variants, or of a list's items: what may be forced there. */
  variants(slot: string): string[];
  /** Takes in a newer program for the same reader: the profile, the consent, and the given facts and signals that it knows are
   *  kept. Bytes that are refused are a problem, and the page stays as it was. */
  load(bytes: Uint8Array): void;
  /** Returns the reasons of the newest decision as sentences, in the reader's language if the manifest has it. */
  explain(slot: string): string[];
  /** Gives the page back as the server sent it, until the next `render()`: for caches that take a snapshot of it. */
  restore(): void;
  /** Restores the page as the server sent it, and stops every timer. The memory is freed when no code holds the page or one
   *  of its decisions any more. */
  close(): void;
}

/** A page that can remember its reader. `tailorbird` opens it. */
export interface Page extends ContextualPage {
  observe(event: PageEvent): void;
  /** The consent that holds now: the same frozen object until it changes. */
  readonly consent: Consent;
  /** Records the reader's own choice, for all of their tabs. It outweighs a consent manager's grant and Global Privacy
   *  Control. It cannot grant what a consent manager denies. */
  choose(choice: Choice): void;
  /** Returns what is known of the reader, and from which events, in their language if the manifest has it: the
   *  same frozen list until it changes. */
  insights(): readonly Insight[];
  /** Returns what was measured of experiments on this device: the same frozen object until it changes. */
  report(): Report;
  /** Returns everything that is remembered. */
  export(): Profile;
  /** Replaces what is known by an exported profile. Anything else is a problem, and nothing is lost. */
  import(profile: Profile): void;
  /** Erases everything in memory and in the store, the reader's choice included, and decides the page again. */
  erase(): void;
}
