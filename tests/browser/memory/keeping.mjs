// What is kept in the two stores of browsers: on the next page, in other tabs, erased, revoked, and by many at once.

import assert from "node:assert/strict";
import { describe } from "node:test";
import { browsers } from "../browsers.mjs";
import { GRANTED, settle, testInTabs, until, visit } from "./tabs.mjs";

const TABS = 3;
const INCREMENTS = 200;

for (const browser of browsers)
  describe(browser.name, () => {
    for (const keeper of ["local", "indexed"]) {
      const late = keeper === "indexed";
      testInTabs(
        browser,
        `${keeper}: after a grant it is kept, and there on the next page`,
        1,
        async ({ tabs: [tab] }) => {
          assert.equal(await tab.evaluate((options) => kit.begin(options), { keeper, state: {} }), "Welcome");
          await tab.evaluate(() => kit.visit());
          await tab.evaluate((state) => kit.manager_.say(state), GRANTED);
          await tab.evaluate(() => kit.page.observe({ kind: "click", slot: "hero" }));
          // A store that answers late takes what it is given a moment later.
          await until(tab, async (keeper) => /^c 1 hero greeting 1 /m.test(await kit.texts(keeper)), keeper);
          await visit(tab);
          const first = await tab.evaluate((options) => kit.begin(options), { keeper, state: GRANTED });
          // What answers late comes late; what answers at once is there at the first decision.
          if (late) await until(tab, () => kit.shows() === "Hello, Ada");
          else assert.equal(first, "Hello, Ada");
          assert.equal(await tab.evaluate(() => kit.clicks()), 2);
        },
      );

      testInTabs(
        browser,
        `${keeper}: what one tab does shows in the other, and erasing leaves nothing in any`,
        2,
        async ({ tabs: [one, other] }) => {
          for (const tab of [one, other])
            await tab.evaluate((options) => kit.begin(options), { keeper, state: GRANTED });
          await settle(one, other);
          await one.evaluate(() => kit.page.observe({ kind: "preference", name: "name", value: "Ada" }));
          await until(other, () => kit.shows() === "Hello, Ada");
          await other.evaluate(() => kit.page.observe({ kind: "preference", name: "name", value: "Grace" }));
          await until(one, () => kit.shows() === "Hello, Grace");
          await one.evaluate(() => kit.page.choose({ learn: "denied", paused: true }));
          await until(other, () => kit.page.consent.learn === "denied" && kit.page.consent.paused);
          await other.evaluate(() => kit.page.choose({ paused: false }));
          await until(one, () => !kit.page.consent.paused);
          await one.evaluate(() => kit.page.erase());
          await until(
            other,
            () => kit.page.export().preferences.name === undefined && kit.page.consent.learn === "granted",
          );
          await settle(one, other);
          assert.deepEqual(await one.evaluate(async () => [kit.keys(), await kit.databases()]), [[], []]);
          assert.notEqual(await one.evaluate(() => kit.shows()), "Hello, Grace");
        },
      );

      testInTabs(browser, `${keeper}: revoking in one tab erases in both`, 2, async ({ tabs: [one, other] }) => {
        for (const tab of [one, other]) await tab.evaluate((options) => kit.begin(options), { keeper, state: GRANTED });
        await settle(one, other);
        await one.evaluate(() => kit.visit());
        await until(other, () => kit.shows() === "Hello, Ada");
        await other.evaluate(() => kit.visit());
        await one.evaluate(() => kit.page.choose({ remember: "denied" }));
        assert.equal(await one.evaluate(() => kit.clicks()), 0);
        await until(other, () => kit.clicks() === 0 && kit.page.consent.remember === "denied");
        await other.evaluate(() => kit.visit());
        await settle(one, other);
        if (!late) assert.deepEqual(await one.evaluate(() => kit.keys()), ["tailorbird:consent"]);
        await visit(one);
        await one.evaluate((options) => kit.begin(options), { keeper, state: GRANTED });
        await settle(one, other);
        assert.equal(await one.evaluate(() => kit.page.consent.remember), "denied");
        assert.equal(await one.evaluate(() => kit.clicks()), 0);
      });

      testInTabs(
        browser,
        `${keeper}: ${TABS} tabs × ${INCREMENTS} clicks at the same time`,
        TABS + 1,
        async ({ t, tabs: all }) => {
          const tabs = all.slice(0, TABS);
          const last = all[TABS];
          await Promise.all(
            tabs.map((tab) => tab.evaluate((options) => kit.begin(options), { keeper, state: GRANTED })),
          );
          await settle(...tabs);
          await Promise.all(
            tabs.map((tab) =>
              tab.evaluate(async (count) => {
                for (let click = 0; click < count; click += 1) {
                  kit.page.observe({ kind: "click", slot: "hero" });
                  if (click % 3 === 0) await new Promise((resolve) => setTimeout(resolve, Math.random() * 3));
                }
              }, INCREMENTS),
            ),
          );
          await settle(...tabs);
          await last.evaluate((options) => kit.begin(options), { keeper, state: GRANTED });
          await settle(last);
          const found = await last.evaluate(() => kit.clicks());
          t.diagnostic(`${found} of ${TABS * INCREMENTS} clicks`);
          assert.equal(found, TABS * INCREMENTS);
          for (const tab of tabs) await until(tab, (count) => kit.clicks() === count, TABS * INCREMENTS);
        },
      );
    }
  });
