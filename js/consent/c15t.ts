/** c15t: the consents for its categories, from its store. */

import type { ConsentSource, ConsentState } from "../types/index.js";
import { answered, type Names, source, stateFrom, unanswered, waitFor } from "./source.js";

export interface C15tOptions {
  /** The categories that have to be consented to. Absent: `functionality` for `remember`, `experience` for `learn`,
   *  `measurement` for `measure`. A category that the manager does not ask for stays unknown. */
  readonly categories?: Names;
  /** The `consentStore` of `getOrCreateConsentRuntime`. Absent: `globalThis.c15tStore`, whenever it comes. */
  readonly store?: C15tStore;
}

export interface C15tStore {
  getState(): { hasConsented(): boolean; readonly consents: object; readonly consentCategories: readonly string[] };
  subscribe(listener: () => void): () => void;
}

const CATEGORIES: Names = { remember: "functionality", learn: "experience", measure: "measurement" };

/** A source for c15t. What c15t grants by itself, where no law asks for consent, is no reader's answer, and stays unknown. */
export function c15t({ categories, store }: C15tOptions = {}): ConsentSource {
  const names = { ...CATEGORIES, ...categories };
  const find = (): C15tStore | undefined => store ?? (globalThis as { c15tStore?: C15tStore }).c15tStore;
  let newest: ConsentState | undefined;
  const read = (): ConsentState | undefined => {
    const state = find()?.getState();
    if (!state) return undefined;
    const consents = state.consents as { readonly [category: string]: boolean | undefined };
    // `resetConsents` clears what was stored and makes readers unconsented again, as c15t documents it.
    newest = state.hasConsented()
      ? stateFrom(names, (name) => (state.consentCategories.includes(name) ? answered(consents[name]) : undefined))
      : unanswered(newest);
    return newest;
  };
  return source(read, (onChange) => {
    let unsubscribe: (() => void) | undefined;
    const stop = waitFor(find, (found) => {
      unsubscribe = found.subscribe(() => onChange());
      onChange();
    });
    return () => {
      stop();
      unsubscribe?.();
    };
  });
}
