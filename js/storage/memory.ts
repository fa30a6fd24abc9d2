/** A keeper in the memory of the page, for `remember`. */

import type { Keeper } from "../types/index.js";

/** Keeps a profile for every `open` that is given this keeper, for as long as the page lives. */
export function memory(): Keeper {
  const store = new Map<string, string>();
  const listeners = new Set<() => void>();
  return {
    read: () => [...store],
    write: (changes) => {
      for (const [key, text] of changes)
        if (text === null) store.delete(key);
        else store.set(key, text);
      // Later, because a page is writing now.
      for (const listener of listeners) queueMicrotask(listener);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
