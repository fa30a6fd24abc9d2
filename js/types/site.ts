/** The types of a page whose manifest is known: the site's own names, which a build writes down, take the place of plain texts. */

import type { Value } from "./manifest.js";
import type { ContextualOptions, ContextualPage, Decision, Given, OpenOptions, Page } from "./page.js";
import type { PreferenceValue, Steering } from "./reader.js";

/** What a build writes of a manifest. As it stands here it says nothing: every name is a text. */
export interface Site {
  /** The variants, the fields and the values of each slot. A list has none: its variant is an empty text. */
  readonly slots: { readonly [slot: string]: SiteSlot };
  /** The values of each preference and of each signal. */
  readonly preferences: { readonly [name: string]: PreferenceValue };
  readonly signals: { readonly [name: string]: PreferenceValue };
  readonly goals: string;
  /** The capabilities that the module has, of those that bring a method or an option. */
  readonly uses: string;
}

interface SiteSlot {
  readonly variant: string;
  readonly fields: Decision["fields"];
  readonly value?: Value | undefined;
}

export type SlotName<S extends Site> = keyof S["slots"] & string;

/** What one slot shows. */
export type DecisionOf<S extends Site, Name extends SlotName<S> = SlotName<S>> = {
  [N in Name]: Omit<Decision, "slot" | "variant" | "fields" | "value"> & {
    readonly slot: N;
    readonly variant: S["slots"][N]["variant"];
    readonly fields: S["slots"][N]["fields"];
    readonly value?: S["slots"][N] extends { readonly value: infer Own extends Value | undefined } ? Own : Value;
  };
}[Name];

type Has<S extends Site, Capability extends string> = Capability extends S["uses"] ? true : false;

/** What happens, in the names of a site. */
export type EventOf<S extends Site> =
  | { readonly kind: "view" | "click" | "dismiss"; readonly slot: SlotName<S>; readonly item?: string }
  | { readonly kind: "convert"; readonly goal: S["goals"]; readonly slot?: SlotName<S>; readonly item?: string }
  | { readonly kind: "visit" }
  | PreferenceOf<S["preferences"]>
  | (Has<S, "import"> extends true ? SteeringOf<S> : never);

type PreferenceOf<Preferences> = {
  [N in keyof Preferences]: { readonly kind: "preference"; readonly name: N; readonly value: Preferences[N] | null };
}[keyof Preferences];

type SteeringOf<S extends Site> =
  | { readonly kind: Steering; readonly topic: string }
  | { readonly kind: Steering; readonly slot: SlotName<S>; readonly item: string };

/** Of a list, an item is shown alone. */
type Forced<Variant extends string> = Variant extends "" ? string : Variant;

/** What takes or gives names of a site. */
interface Named<S extends Site> {
  readonly decisions: readonly DecisionOf<S>[];
  render(): DecisionOf<S>[];
  decide<Name extends SlotName<S>>(slot: Name): DecisionOf<S, Name> | undefined;
  decide(): readonly DecisionOf<S>[];
  observe(event: EventOf<S>): void;
  assume(given: Given): DecisionOf<S>[];
  signal(signals: { readonly [N in keyof S["signals"]]?: S["signals"][N] | null | undefined }): void;
  explain(slot: SlotName<S>): string[];
  take(slot: SlotName<S>): () => void;
  force<Name extends SlotName<S>>(slot: Name, variant: Forced<S["slots"][Name]["variant"]> | null): void;
  variants<Name extends SlotName<S>>(slot: Name): Forced<S["slots"][Name]["variant"]>[];
}

/** The method that each capability brings. */
interface Methods {
  readonly events: "observe";
  readonly declared: "signal";
  readonly given: "assume";
  readonly explain: "explain";
  readonly force: "force" | "variants";
  readonly insights: "insights";
  readonly load: "load";
  readonly take: "take";
  readonly export: "export";
  readonly import: "import";
}

/** The methods that were left out. */
type Absent<S extends Site> = { [C in keyof Methods]: Has<S, C> extends true ? never : Methods[C] }[keyof Methods];

type Base<S extends Site> = Has<S, "memory"> extends true ? Page : ContextualPage;

/** A page of a site. */
export type SitePage<S extends Site> = Omit<Base<S>, keyof Named<S> | Absent<S>> & Omit<Named<S>, Absent<S>>;

/** The options of `open` for a site. */
export type SiteOptions<S extends Site> = Omit<
  Has<S, "memory"> extends true ? OpenOptions : ContextualOptions,
  Has<S, "given"> extends true ? never : Exclude<keyof Given, "signals">
>;
