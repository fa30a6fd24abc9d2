/** What a page hands in, what is decided for it, and what it can do. */

import type { Problem } from "./manifest.js";
import type { Choice, Consent, ConsentSource, Insight, Keeper, PreferenceValue, Profile, Steering } from "./reader.js";

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

/** What the page tells; null takes it back. */
export type Signals = { readonly [name: string]: PreferenceValue | null | undefined };

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
