// Signals by which a browser speaks for its reader, and sources of consent that throw or talk nonsense.

import assert from "node:assert/strict";
import { describe } from "node:test";
import { browsers, firefox } from "../browsers.mjs";
import { launchPrivate } from "../drivers/firefox.mjs";
import { GRANTED, testInTabs, visit } from "./tabs.mjs";

for (const browser of browsers)
  describe(browser.name, () => {
    for (const [signal, value] of [
      ["globalPrivacyControl", true],
      ["doNotTrack", "1"],
    ])
      testInTabs(
        browser,
        `${signal} denies learning and measuring, unless the reader chose them here`,
        1,
        obeysSignal,
        {
          init: `Object.defineProperty(Navigator.prototype, "${signal}", { get: () => ${JSON.stringify(value)} })`,
        },
      );
    if (browser === firefox)
      testInTabs(browser, "the browser's own Global Privacy Control does the same", 1, obeysSignal, {
        launch: launchPrivate,
      });

    testInTabs(
      browser,
      "a source that throws, talks nonsense, talks much and talks back does no harm",
      1,
      async ({ tabs: [tab], lines }) => {
        const found = await tab.evaluate(async () => {
          const words = [];
          const thrown = () => {
            throw new Error("planted");
          };
          const sources = [
            {
              get initial() {
                return thrown();
              },
            },
            { initial: thrown, subscribe: thrown },
            { initial: 7, subscribe: 7 },
            { initial: null, subscribe: () => null },
            {
              initial: {
                remember: "GRANTED",
                learn: 1,
                get measure() {
                  return thrown();
                },
              },
              subscribe: () => thrown,
            },
            {
              initial: {},
              subscribe: (tell) => {
                for (let time = 0; time < 5000; time += 1) tell({ remember: time % 2 ? "granted" : "denied" });
                tell(undefined);
                tell("granted");
              },
            },
            7,
            "granted",
          ];
          for (const consent of sources) {
            const page = kit.open(kit.bytes, { consent, remember: "local" });
            page.render();
            page.observe({ kind: "click", slot: "hero" });
            words.push(page.consent.remember);
            page.erase();
            page.close();
          }
          // Talks back whenever it is listened to, also in the middle of a call.
          let tell = () => {};
          let page;
          const back = {
            initial: {},
            subscribe: (listener) => {
              tell = listener;
              return thrown;
            },
          };
          const now = () => {
            tell({ remember: "granted" });
            page?.choose({ learn: "granted" });
            return Date.now();
          };
          page = kit.open(kit.bytes, { consent: back, remember: "local", now });
          page.render();
          page.observe({ kind: "click", slot: "hero" });
          words.push(page.consent.remember);
          const stop = page.subscribe(() => page.observe({ kind: "click", slot: "hero" }));
          page.observe({ kind: "click", slot: "hero" });
          stop();
          page.erase();
          page.close();
          tell({ remember: "denied" });
          return [words, kit.keys()];
        });
        assert.deepEqual(found[0], [...Array(5).fill("unknown"), "granted", "unknown", "unknown", "granted"]);
        assert.deepEqual(found[1], []);
        for (const line of lines()) assert.match(line, /^tailorbird: /);
      },
    );
  });

/** The browser says that its reader wants neither. */
async function obeysSignal({ tabs: [tab] }) {
  await tab.evaluate((state) => kit.begin({ state }), GRANTED);
  const wanted = { remember: "granted", learn: "denied", measure: "denied", paused: false, gpc: true, site: GRANTED };
  assert.deepEqual(await tab.evaluate(() => kit.page.consent), wanted);
  await tab.evaluate(() => kit.page.choose({ learn: "granted" }));
  await visit(tab);
  await tab.evaluate((state) => kit.begin({ state }), GRANTED);
  const { learn, measure } = await tab.evaluate(() => kit.page.consent);
  assert.deepEqual([learn, measure], ["granted", "denied"]);
}
