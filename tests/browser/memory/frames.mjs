// In frames of other sites it works in the store that the browser gives them, or in memory.

import assert from "node:assert/strict";
import { describe } from "node:test";
import { browsers } from "../browsers.mjs";
import { site } from "./site.mjs";
import { GRANTED, settle, testInTabs } from "./tabs.mjs";

const FRAMES = {
  "a sandboxed frame without an origin": ["url", 'sandbox="allow-scripts"'],
  "a frame of another site": ["elsewhere", ""],
  "a sandboxed frame of another site": ["elsewhere", 'sandbox="allow-scripts"'],
};

for (const browser of browsers)
  describe(browser.name, () => {
    for (const [what, [where, attributes]] of Object.entries(FRAMES))
      testInTabs(browser, `${what} works, in memory or in a store of its own`, 1, async ({ tabs: [tab], lines }) => {
        await tab.evaluate(
          (html) => document.body.insertAdjacentHTML("beforeend", html),
          `<iframe ${attributes} src="${site[where]}"></iframe>`,
        );
        const frame = await (await tab.waitForSelector("iframe")).contentFrame();
        await frame.waitForURL(site[where]);
        await frame.waitForFunction(() => globalThis.kit?.ready);
        await frame.evaluate((state) => {
          kit.begin({ state });
          kit.visit();
        }, GRANTED);
        await settle(tab);
        const found = await frame.evaluate(() => [
          kit.shows(),
          kit.clicks(),
          kit.page.problems.length <= 1,
          kit.errors,
        ]);
        assert.deepEqual(found, ["Hello, Ada", 1, true, []]);
        assert.deepEqual(await tab.evaluate(() => kit.keys()), [], "nothing gets around the partition");
        assert.ok(lines().filter((line) => line.startsWith("tailorbird")).length <= 1, lines().join("\n"));
      });
  });
