/** vanilla-cookieconsent, version 3: the accepted categories, from its events on the window. */

import type { ConsentSource, ConsentState } from "../types/index.js";
import { answered, attempt, type Names, source, stateFrom, UNDECIDED } from "./source.js";

export interface VanillaOptions {
  /** The categories that have to be accepted, or services of one as `category/service`. Absent: `functionality` for `remember`,
   *  `personalization` for `learn`, `analytics` for `measure`. A category that the manager does not have stays unknown. */
  readonly categories?: Names;
  /** The module, where the site imports it, so that an earlier answer is known at once. Absent: `globalThis.CookieConsent`. */
  readonly manager?: VanillaManager;
}

export interface VanillaManager {
  validConsent(): boolean;
  getCookie(): unknown;
}

interface Cookie {
  readonly categories?: readonly string[];
  /** The accepted services of every category, accepted or not. */
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
    const module = manager ?? (globalThis as { CookieConsent?: VanillaManager }).CookieConsent;
    // Before the manager has run it has no cookie.
    const cookie = attempt(() => module?.validConsent() && module.getCookie());
    return cookie ? stateOf(cookie) : (newest ?? (module && UNDECIDED));
  };
  return source(read, (onChange) => {
    const onEvent = ({ detail }: { detail?: { cookie?: Cookie } }): void => {
      if (detail?.cookie) newest = attempt(() => stateOf(detail.cookie as Cookie));
      onChange();
    };
    for (const event of EVENTS) globalThis.addEventListener?.(event, onEvent as EventListener);
    return () => {
      for (const event of EVENTS) globalThis.removeEventListener(event, onEvent as EventListener);
    };
  });
}
