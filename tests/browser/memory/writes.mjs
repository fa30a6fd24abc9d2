// Before consent nothing is written anywhere, and the counting that says so counts.

import assert from "node:assert/strict";
import { describe } from "node:test";
import { browsers } from "../browsers.mjs";
import { GRANTED, settle, testInTabs, visit } from "./tabs.mjs";

for (const browser of browsers)
  describe(browser.name, () => {
    testInTabs(
      browser,
      "before consent nothing is written, whatever happens",
      1,
      async ({ tabs: [tab] }) => {
        for (const keeper of ["local", "indexed"])
          for (const state of [undefined, {}, { remember: "unknown", learn: "granted" }, { remember: "denied" }]) {
            await tab.evaluate(
              (options) => {
                kit.begin(options);
                kit.visit();
                kit.page.import(kit.page.export());
                kit.page.erase();
                kit.visit();
              },
              { keeper, state },
            );
            await settle(tab);
            const kept = await tab.evaluate(async () => [globalThis.writes, kit.keys(), await kit.databases()]);
            assert.deepEqual(kept, [[], [], []]);
            await visit(tab);
          }
      },
      { init: watchWrites },
    );

    testInTabs(
      browser,
      "the counting of writes counts",
      1,
      async ({ tabs: [tab] }) => {
        await tab.evaluate((state) => kit.begin({ state }), GRANTED);
        await tab.evaluate(() => kit.visit());
        assert.ok((await tab.evaluate(() => globalThis.writes)).includes("setItem"));
      },
      { init: watchWrites },
    );
  });

/** Runs before anything else in a page: everything that could keep something tells that it was asked to. */
function watchWrites() {
  const writes = [];
  globalThis.writes = writes;
  const watch = (object, name, what = name) => {
    const before = object[name];
    object[name] = function (...args) {
      writes.push(what);
      return before.apply(this, args);
    };
  };
  watch(Storage.prototype, "setItem");
  watch(IDBObjectStore.prototype, "put");
  watch(IDBObjectStore.prototype, "add");
  watch(IDBDatabase.prototype, "createObjectStore");
  if (globalThis.CacheStorage) watch(CacheStorage.prototype, "open", "caches.open");
  const { set, get } = Object.getOwnPropertyDescriptor(Document.prototype, "cookie");
  Object.defineProperty(Document.prototype, "cookie", {
    get,
    set(text) {
      writes.push("cookie");
      set.call(this, text);
    },
  });
}
