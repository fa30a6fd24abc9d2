// The rights of readers: what they may do with what is known of them: take it along, pause it, clear it, and hear of it.

import assert from "node:assert/strict";
import { describe } from "node:test";
import { browsers } from "../browsers.mjs";
import { GRANTED, testInTabs, visit } from "./tabs.mjs";

for (const browser of browsers)
  describe(browser.name, () => {
    testInTabs(browser, "export and import bring what was known, once", 1, async ({ tabs: [tab] }) => {
      const found = await tab.evaluate((state) => {
        kit.begin({ state });
        kit.visit();
        const exported = kit.page.export();
        kit.page.erase();
        kit.page.import(exported);
        kit.page.import(exported);
        // What is no profile takes nothing away.
        const before = kit.page.problems.length;
        for (const other of [null, undefined, 7, "x", [], [exported]]) kit.page.import(other);
        const told = kit.page.problems.slice(before).map(({ path, message }) => `${path}: ${message}`);
        return [kit.clicks(), kit.shows(), kit.page.export().visits === exported.visits, told];
      }, GRANTED);
      assert.deepEqual(found, [1, "Hello, Ada", true, Array(6).fill("/profile: this is no profile")]);
      await visit(tab);
      assert.equal(await tab.evaluate((state) => kit.begin({ state }), GRANTED), "Hello, Ada");
    });

    testInTabs(browser, "paused: what is there is used, and nothing is added", 1, async ({ tabs: [tab] }) => {
      await tab.evaluate((state) => {
        kit.begin({ state });
        kit.visit();
        kit.page.choose({ paused: true });
        kit.page.observe({ kind: "click", slot: "hero" });
      }, GRANTED);
      await visit(tab);
      assert.equal(await tab.evaluate((state) => kit.begin({ state }), GRANTED), "Hello, Ada");
      assert.equal(await tab.evaluate(() => kit.clicks()), 1);
      assert.equal(await tab.evaluate(() => kit.page.consent.paused), true);
    });

    testInTabs(browser, "what was cleared by hand is forgotten and not written anew", 1, async ({ tabs: [tab] }) => {
      const found = await tab.evaluate((state) => {
        kit.begin({ state });
        kit.visit();
        localStorage.clear();
        kit.page.observe({ kind: "view", slot: "hero" });
        return [kit.clicks(), kit.page.export().preferences];
      }, GRANTED);
      assert.deepEqual(found, [0, {}]);
    });

    testInTabs(browser, "subscribers are told, and may go", 1, async ({ tabs: [tab] }) => {
      const found = await tab.evaluate((state) => {
        kit.begin({ state });
        let told = 0;
        const stop = kit.page.subscribe(() => {
          told += 1;
        });
        kit.page.subscribe(() => {
          throw new Error("planted");
        });
        kit.page.observe({ kind: "click", slot: "hero" });
        kit.page.choose({ paused: true });
        kit.manager_.say({ learn: "denied" });
        kit.page.erase();
        stop();
        kit.page.observe({ kind: "click", slot: "hero" });
        return told;
      }, GRANTED);
      assert.equal(found, 4);
    });
  });
