/** This site's localStorage as a keeper. Where the browser forbids it, even looking for it throws. */

import { KEY } from "../engine/protocol.js";
import type { Entries, Keeper } from "../types/index.js";

export const local: Keeper = {
  read: () => {
    const store = globalThis.localStorage;
    const entries: [string, string][] = [];
    for (let place = 0; place < store.length; place += 1) {
      const key = store.key(place);
      if (key?.startsWith(KEY)) entries.push([key, store.getItem(key) ?? ""]);
    }
    return entries satisfies Entries;
  },
  write: (changes) => {
    for (const [key, text] of changes)
      if (text === null) globalThis.localStorage.removeItem(key);
      else globalThis.localStorage.setItem(key, text);
  },
  subscribe: (listener) => {
    // Without a key everything was removed.
    const hear = ({ key }: StorageEvent): void => {
      if (key === null || key.startsWith(KEY)) listener();
    };
    globalThis.addEventListener("storage", hear);
    return () => globalThis.removeEventListener("storage", hear);
  },
};
