/** vanilla-cookieconsent (version 3): which categories readers accepted, told by its events on the window. */

import type { ConsentSource, ConsentState } from "../types/index.js";
import { answered, attempt, type Names, source, stateFrom, UNDECIDED } from "./source.js";

export interface VanillaOptions {
  /** The categories that have to be accepted, or services of one as `category/service`. Absent: `functionality` for `remember`,
   *  `personalization` for `learn`, `analytics` for `measure`. A category that the manager does not have stays unknown. */
  readonly categories?: Names;
  /** The module, where the site imports it: then what was chosen before is known at once. Absent: `globalThis.CookieConsent`. */
  readonly manager?: VanillaManager;
}

export interface VanillaManager {
  validConsent(): boolean;
  getCookie(): unknown;
}

interface Cookie {
  readonly categories?: readonly string[];
  /** Of every category, accepted or not. */
  readonly services?: { readonly [category: string]: readonly string[] };
}

const CATEGORIES: Names = { remember: "functionality", learn: "personalization", measure: "analytics" };
const EVENTS = ["cc:onFirstConsent", "cc:onConsent", "cc:onChange"];

export function vanillaCookieConsent({ categories, manager }: VanillaOptions = {}): ConsentSource {
  const names = { ...CATEGORIES, ...categories };
  let newest: ConsentState | undefined;
  const stateOf = ({ categories = [], services = {} }: Cookie): ConsentState =>
    stateFrom(names, (name) => {
      const [category = "", service] = name.split("/");
      if (!services[category] && !categories.includes(category)) return undefined;
      return answered(service ? services[category]?.includes(service) : categories.includes(category));
    });
  const read = (): ConsentState | undefined => {
    const asked = manager ?? (globalThis as { CookieConsent?: VanillaManager }).CookieConsent;
    // Before it has run it has nothing to read.
    const cookie = attempt(() => asked?.validConsent() && asked.getCookie());
    return cookie ? stateOf(cookie) : (newest ?? (asked && UNDECIDED));
  };
  return source(read, (tell) => {
    const hear = ({ detail }: { detail?: { cookie?: Cookie } }): void => {
      if (detail?.cookie) newest = attempt(() => stateOf(detail.cookie as Cookie));
      tell();
    };
    for (const event of EVENTS) globalThis.addEventListener?.(event, hear as EventListener);
    return () => {
      for (const event of EVENTS) globalThis.removeEventListener(event, hear as EventListener);
    };
  });
}
