/** A store in the memory of this page, for `remember`. */

import type { Keeper } from "../types/index.js";

/** Nothing but this page's memory: what is kept in it is there for every `open` that is given it, and gone with the page. */
export function memory(): Keeper {
  const store = new Map<string, string>();
  const listeners = new Set<() => void>();
  return {
    read: () => [...store],
    write: (changes) => {
      for (const [key, text] of changes)
        if (text === null) store.delete(key);
        else store.set(key, text);
      // Not in the middle of a page that is writing.
      for (const listener of listeners) queueMicrotask(listener);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
