// Stores that are slow, broken, full, forgetful or of another version: the page stays usable, and rests.

import assert from "node:assert/strict";
import { describe } from "node:test";
import { browsers } from "../browsers.mjs";
import { site } from "./site.mjs";
import { GRANTED, settle, testInTabs, visit } from "./tabs.mjs";

for (const browser of browsers)
  describe(browser.name, () => {
    testInTabs(
      browser,
      "a store that never answers, answers late, refuses or talks nonsense: a usable page",
      1,
      async ({ tabs: [tab], lines }) => {
        const found = await tab.evaluate(async (state) => {
          const rest = (delay) => new Promise((resolve) => setTimeout(resolve, delay));
          const thrown = () => {
            throw new DOMException("planted", "SecurityError");
          };
          const refused = () => Promise.reject(new DOMException("planted", "QuotaExceededError"));
          const nothing = () => {};
          const keepers = {
            "never answers": { read: () => new Promise(nothing), write: nothing },
            "refuses to be read": { read: refused, write: nothing },
            "throws when it is read": { read: thrown, write: nothing },
            "refuses what is written": { read: () => [], write: refused },
            "throws at what is written": { read: async () => [], write: thrown },
            "cannot be listened to": { read: () => [], write: nothing, subscribe: thrown },
            "cannot be left": { read: () => [], write: nothing, subscribe: () => thrown },
            "is no store": {},
            "answers nothing": { read: nothing, write: nothing },
          };
          for (const nonsense of [
            null,
            7,
            "x",
            [7],
            [[]],
            [["tailorbird:a:0", {}]],
            [
              ["tailorbird:a:0", "1 a 1"],
              ["other", "x"],
            ],
          ]) {
            keepers[`answers ${JSON.stringify(nonsense)}`] = { read: () => nonsense, write: nothing };
            keepers[`answers ${JSON.stringify(nonsense)} late`] = { read: async () => nonsense, write: nothing };
          }
          const wrong = [];
          for (const [what, keeper] of Object.entries(keepers)) {
            const page = kit.open(kit.bytes, { remember: keeper, consent: kit.manager(state) });
            page.render();
            await rest(10);
            page.observe({ kind: "click", slot: "hero" });
            page.observe({ kind: "preference", name: "name", value: "Ada" });
            await rest(60);
            page.choose({ learn: "denied" });
            if (kit.shows() !== "Hello, Ada") wrong.push(`${what}: it shows ${kit.shows()}`);
            page.erase();
            if (page.export().preferences.name !== undefined) wrong.push(`${what}: erased, it still knows`);
            page.close();
          }
          return [wrong, Object.keys(keepers).length];
        }, GRANTED);
        assert.deepEqual(found[0], []);
        assert.ok(lines().length <= found[1], lines().join("\n"));
        for (const line of lines()) assert.match(line, /^tailorbird: \/remember/);
      },
    );

    testInTabs(
      browser,
      "a store that answers late: what happened before its answer is added to it",
      1,
      async ({ tabs: [tab] }) => {
        const found = await tab.evaluate(async (state) => {
          const store = kit.keepers.memory();
          const begin = (keeper) => kit.open(kit.bytes, { remember: keeper, consent: kit.manager(state) });
          const before = begin(store);
          before.decide();
          before.observe({ kind: "click", slot: "hero" });
          before.observe({ kind: "preference", name: "name", value: "Ada" });
          before.observe({ kind: "preference", name: "topics", value: ["sea"] });
          before.close();
          const rest = (delay) => new Promise((resolve) => setTimeout(resolve, delay));
          const late = {
            ...store,
            read: () => rest(300).then(store.read),
            write: async (changes) => store.write(changes),
          };
          const page = begin(late);
          kit.page = page;
          const first = page.render()[0].variant;
          page.observe({ kind: "click", slot: "hero" });
          page.observe({ kind: "preference", name: "name", value: "Grace" });
          await rest(400);
          const { preferences } = page.export();
          const last = begin(store);
          return [first, kit.shows(), kit.clicks(), preferences, last.export().preferences];
        }, GRANTED);
        const known = { name: "Grace", topics: ["sea"] };
        assert.deepEqual(found, ["welcome", "Hello, Grace", 2, known, known]);
      },
    );

    testInTabs(browser, "a page's own memory as a keeper is there for its next page", 1, async ({ tabs: [tab] }) => {
      const found = await tab.evaluate((state) => {
        const keeper = kit.keepers.memory();
        const begin = () => kit.open(kit.bytes, { remember: keeper, consent: kit.manager(state) });
        begin().observe({ kind: "preference", name: "name", value: "Ada" });
        return [
          begin()
            .decide("hero")
            .fields.title.replace(/[\u2066-\u2069]/g, ""),
          keeper.read().length > 1,
          kit.keys(),
        ];
      }, GRANTED);
      assert.deepEqual(found, ["Hello, Ada", true, []]);
    });

    testInTabs(
      browser,
      "a page that may not write comes to rest: no timer is set again and again",
      1,
      async ({ tabs: [tab], lines }) => {
        await tab.evaluate((state) => {
          kit.begin({ state });
          kit.visit();
        }, GRANTED);
        /** How many timers are set in a minute in which nobody does anything. */
        const timers = async () => {
          await settle(tab);
          await tab.evaluate(() => {
            const before = globalThis.setTimeout;
            globalThis.timers = 0;
            globalThis.setTimeout = (...given) => {
              globalThis.timers += 1;
              return before(...given);
            };
          });
          await tab.clock.runFor(60_000);
          await settle(tab);
          return tab.evaluate(() => globalThis.timers);
        };
        // What a newer version wrote is read, and nothing is written there.
        await tab.evaluate(async () => {
          const { newer } = await import("./versions.mjs");
          kit.page.close();
          for (const key of kit.keys().filter((key) => key !== "tailorbird:consent"))
            localStorage.setItem(key, newer(localStorage.getItem(key)));
        });
        await visit(tab);
        await tab.evaluate((state) => kit.begin({ state }), GRANTED);
        assert.equal(await timers(), 0);
        assert.match(lines().join("\n"), /a newer version has written there/);
        // Nor where the store is full, and the reader changes their mind.
        await tab.evaluate((state) => {
          kit.page.close();
          localStorage.clear();
          Storage.prototype.setItem = () => {
            throw new DOMException("planted", "QuotaExceededError");
          };
          kit.begin({ state });
          kit.visit();
          kit.page.choose({ learn: "denied" });
        }, GRANTED);
        assert.equal(await timers(), 0);
        assert.match(lines().join("\n"), /the store is full/);
      },
    );

    testInTabs(
      browser,
      "every call to the store × every fault: a usable page, and nothing readable is lost",
      1,
      async ({ t, tabs: [tab] }) => {
        await tab.goto(`${site.url}faults.html`);
        await tab.waitForFunction(() => globalThis.faults);
        const { visits, leaving, forbidden, errors } = await tab.evaluate(() => globalThis.faults());
        for (const [what, { calls, kinds, runs, failures }] of Object.entries({ visits, leaving }))
          t.diagnostic(`${what}: ${calls} calls ${JSON.stringify(kinds)}, ${runs} runs, ${failures.length} failed`);
        t.diagnostic(`forbidden: ${forbidden.runs} runs, ${forbidden.failures.length} failed`);
        const failures = [visits, leaving, forbidden].flatMap((part) => part.failures);
        assert.deepEqual(failures.slice(0, 20), [], `${failures.length} failed`);
        assert.deepEqual(errors, []);
        assert.ok(visits.kinds.removeItem > 0 && visits.kinds.setItem > 5, "the visit writes and removes");
      },
      { clock: false },
    );
  });
