// axe looks at the demo in Chromium: on a phone and on a desktop, from left to right and from right to left, by day and
// by night, with the panel closed and open. It has to find nothing; and to show that it looks, it has to find what was planted.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { inRoot } from "../../scripts/paths.mjs";
import { chromium } from "./browsers.mjs";
import { openDemo } from "./demo-folder.mjs";

const SIZES = { phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 } };
const READERS = {
  "in English": "?lang=en&clock=2026-11-25T10:00:00&zone=Europe/London",
  "in Arabic": "?lang=ar&clock=2026-11-25T21:00:00&zone=Africa/Cairo&topics=food&visits=3&gale=1",
};

let axe;
let demo;
before(async () => {
  axe = await readFile(inRoot("node_modules/axe-core/axe.min.js"), "utf8");
  demo = await openDemo();
});
after(() => demo.close());

/** What axe finds, as lines. */
async function violations(page) {
  // It looks at colours, so what moves has to have come to rest.
  await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)));
  await page.evaluate(axe);
  const found = await page.evaluate(async () => (await globalThis.axe.run()).violations);
  return found.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} (${help}) ${target.join(" ")}: ${failureSummary}`),
  );
}

async function open(t, options, address) {
  const { page } = await chromium.newPage(t, { ...options, reducedMotion: "reduce" });
  await page.goto(demo.url + address);
  await page.waitForFunction(() => !document.getElementById("panel").hidden);
  return page;
}

for (const [size, viewport] of Object.entries(SIZES))
  for (const [reader, address] of Object.entries(READERS))
    for (const colorScheme of ["light", "dark"])
      test(`${size}, ${reader}, ${colorScheme}`, async (t) => {
        const page = await open(t, { viewport, colorScheme }, address);
        assert.deepEqual(await violations(page), []);
      });

test("phone, with the panel open", async (t) => {
  const page = await open(t, { viewport: SIZES.phone }, READERS["in English"]);
  await page.locator("[aria-expanded]").click();
  await page.locator("#panel").waitFor({ state: "visible" });
  assert.deepEqual(await violations(page), []);
});

test("what was planted is found", async (t) => {
  const page = await open(t, {}, "");
  await page.evaluate(() => {
    document.querySelector("main").append(document.createElement("img"), document.createElement("button"));
  });
  const found = await violations(page);
  for (const rule of ["image-alt", "button-name"])
    assert.ok(
      found.some((line) => line.startsWith(rule)),
      `${rule} is not among ${found.join("\n")}`,
    );
});
