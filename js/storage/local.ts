/** A keeper in localStorage, for `remember: "local"`. Where the browser forbids it, even reading the property throws. */

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
    // An event without a key says that everything was removed.
    const onStorage = ({ key }: StorageEvent): void => {
      if (key === null || key.startsWith(KEY)) listener();
    };
    globalThis.addEventListener("storage", onStorage);
    return () => globalThis.removeEventListener("storage", onStorage);
  },
};
