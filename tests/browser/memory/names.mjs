// Two sites on one origin: what one remembers the other neither reads nor erases.

import assert from "node:assert/strict";
import { describe } from "node:test";
import { browsers } from "../browsers.mjs";
import { GRANTED, settle, testInTabs, visit } from "./tabs.mjs";

for (const browser of browsers)
  describe(browser.name, () => {
    for (const keeper of ["local", "indexed", "memory"])
      testInTabs(browser, `${keeper}: sites of other names know nothing of each other`, 1, async ({ tabs: [tab] }) => {
        await tab.evaluate(
          async ({ keeper, granted }) => {
            const store = keeper === "local" ? keeper : kit.keepers[keeper]();
            kit.sites = Object.fromEntries(
              ["", "ferry", "a/b %"].map((name) => [
                name,
                kit.open(kit.bytes, { remember: name ? { in: store, name } : store, root: null }),
              ]),
            );
            kit.known = () =>
              Object.values(kit.sites).map((page) => [page.export().preferences.name ?? null, page.consent.remember]);
            kit.sites.ferry.choose(granted);
          },
          { keeper, granted: GRANTED },
        );
        const known = async () => {
          await settle(tab);
          return tab.evaluate(() => kit.known());
        };
        const nobody = [null, "unknown"];
        assert.deepEqual(await known(), [nobody, [null, "granted"], nobody]);
        await tab.evaluate(() => {
          for (const [name, page] of Object.entries(kit.sites)) {
            page.choose({ remember: "granted" });
            page.observe({ kind: "preference", name: "name", value: `Ada of ${name}` });
          }
        });
        const all = ["", "ferry", "a/b %"].map((name) => [`Ada of ${name}`.trim(), "granted"]);
        assert.deepEqual(await known(), all);
        await tab.evaluate(() => kit.sites["a/b %"].erase());
        assert.deepEqual(await known(), [all[0], all[1], nobody]);
        await tab.evaluate(() => kit.sites[""].erase());
        assert.deepEqual(await known(), [nobody, all[1], nobody]);
        await tab.evaluate(() => kit.sites.ferry.choose({ remember: "denied" }));
        assert.deepEqual(await known(), [nobody, [null, "denied"], nobody]);
      });

    testInTabs(
      browser,
      "what was kept without a name is there for a page without one, and for no other",
      1,
      async ({ tabs: [tab] }) => {
        await tab.evaluate((state) => {
          kit.begin({ state });
          kit.visit();
        }, GRANTED);
        await settle(tab);
        await visit(tab);
        const named = await tab.evaluate(
          (state) => kit.begin({ state, keeper: { in: "local", name: "ferry" } }),
          GRANTED,
        );
        assert.equal(named, "Welcome");
        await settle(tab);
        await visit(tab);
        assert.equal(await tab.evaluate((state) => kit.begin({ state }), GRANTED), "Hello, Ada");
        const keys = await tab.evaluate(() =>
          kit.keys().filter((key) => !/^tailorbird:(ferry\/)?[a-z0-9:]+$/.test(key)),
        );
        assert.deepEqual(keys, []);
      },
    );
  });
