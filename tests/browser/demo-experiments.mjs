// The demo's workshop: an experiment that runs and is counted once its reader agrees, and a month that is made up, measured in three ways.
// Nothing but its own files is asked for, its policy is kept, and axe finds nothing.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { inRoot } from "../../scripts/paths.mjs";
import { browsers } from "./browsers.mjs";
import { openDemo } from "./demo-folder.mjs";

const axe = await readFile(inRoot("node_modules/axe-core/axe.min.js"), "utf8");
let site;
before(async () => {
  site = await openDemo();
});
after(() => site.close());

async function begin(browser, t, options) {
  const { page: tab, lines } = await browser.newPage(t, options);
  const asked = [];
  tab.on("request", (request) => asked.push(new URL(request.url()).origin));
  await tab.goto(`${site.url}experiments.html`);
  await tab.waitForFunction(() => document.querySelectorAll("#ways img").length === 3);
  return { tab, lines, asked };
}

const told = (tab) => tab.evaluate(() => [...document.querySelectorAll(".told")].map(({ textContent }) => textContent));
const report = (tab) => tab.evaluate(() => document.querySelector("tailor-report").shadowRoot.textContent);

for (const browser of browsers)
  describe(browser.name, () => {
    test("an arm counts once its reader agrees, and a ticket after it", async (t) => {
      const { tab, lines, asked } = await begin(browser, t);
      assert.match(await report(tab), /Nothing/);
      await tab.check("#agree");
      await tab.waitForFunction(() =>
        /invitation(plain|warm)1/.test(document.querySelector("tailor-report").shadowRoot.textContent),
      );
      await tab.click(".invitation button");
      assert.match(await report(tab), /ticket 1 \(4\)/);
      await tab.uncheck("#agree");
      assert.match(await report(tab), /Nothing/);
      assert.deepEqual(new Set(asked.filter((origin) => origin !== "null")), new Set([new URL(site.url).origin]));
      assert.deepEqual(lines, []);
    });

    test("a month is told in three ways, and another month otherwise", async (t) => {
      const { tab, lines } = await begin(browser, t);
      const first = await told(tab);
      assert.equal(first.length, 3);
      for (const one of first) assert.match(one, /is better than|No difference is shown/);
      await tab.selectOption("#truth", "0");
      const none = await told(tab);
      assert.ok(none.filter((one) => one.startsWith("No difference")).length >= 2, none.join("\n"));
      await tab.click(".dice button");
      assert.notDeepEqual(await told(tab), none);
      assert.deepEqual(lines, []);
    });

    for (const width of [360, 1280])
      test(`${width} pixels: nothing overflows, and axe finds nothing`, async (t) => {
        const { tab } = await begin(browser, t, { viewport: { width, height: 800 }, bypassCSP: true });
        assert.ok((await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0);
        await tab.evaluate(axe);
        const found = await tab.evaluate(async () => (await globalThis.axe.run()).violations);
        assert.deepEqual(
          found.map(({ id }) => id),
          [],
        );
      });
  });
