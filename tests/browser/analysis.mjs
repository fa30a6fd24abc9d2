// What `tailorbird analyze --chart` writes, in Chromium and Firefox, on a phone and on a desk, light and dark; and the statistics
// themselves, which answer there as in Node.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { before, describe, test } from "node:test";
import { analyze, chartPage } from "../../dist/analyze.js";
import { inRoot } from "../../scripts/paths.mjs";
import { chromium, firefox } from "./browsers.mjs";

const SIZES = { phone: { width: 360, height: 780 }, desk: { width: 1280, height: 900 } };
const ARMS = { welcome: 100, evening: 130, "an offer with a long name that has no room on a phone": 104 };

/** Two weeks of three arms. */
const table = Array.from({ length: 14 }, (_, day) =>
  Object.entries(ARMS).map(([arm, sum_y]) => ({
    experiment: "headline",
    arm,
    day: `2026-11-${String(day + 1).padStart(2, "0")}`,
    n: 1000,
    sum_y: sum_y + ((day * 7) % 5),
  })),
).flat();

let axe;
let engine;
before(async () => {
  axe = await readFile(inRoot("node_modules/axe-core/axe.min.js"), "utf8");
  engine = await readFile(inRoot("dist/analyze.js"), "utf8");
});

/** What axe finds, as lines. */
async function violations(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(async () => (await globalThis.axe.run()).violations);
  return found.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} (${help}) ${target.join(" ")}: ${failureSummary}`),
  );
}

/** Words that stand over each other or over the edge of their drawing. */
const collisions = (page) =>
  page.evaluate(() => {
    const svg = [...document.querySelectorAll("svg")].find((one) => one.getBoundingClientRect().width > 0);
    const edge = svg.getBoundingClientRect();
    const texts = [...svg.querySelectorAll("text")].map((one) => ({
      text: one.textContent,
      at: one.getBoundingClientRect(),
    }));
    const over = texts.filter(
      ({ at }) => at.left < edge.left - 1 || at.right > edge.right + 1 || at.bottom > edge.bottom + 1,
    );
    const apart = (a, b) =>
      a.right <= b.left + 1 || b.right <= a.left + 1 || a.bottom <= b.top + 6 || b.bottom <= a.top + 6;
    const pairs = texts.flatMap((one, place) =>
      texts
        .slice(place + 1)
        .filter(({ at }) => !apart(one.at, at))
        .map(({ text }) => `${one.text} / ${text}`),
    );
    return [...over.map(({ text }) => text), ...pairs];
  });

for (const browser of [chromium, firefox])
  describe(browser.name, () => {
    // Nobody can tell an unpatched Firefox what its reader likes.
    for (const [size, viewport] of Object.entries(SIZES))
      for (const colorScheme of browser === chromium ? ["light", "dark"] : ["light"])
        test(`the drawing, ${size}, ${colorScheme}`, async (t) => {
          const { page } = await browser.newPage(t, { viewport, colorScheme });
          await page.setContent(chartPage(analyze(table)));
          assert.deepEqual(await violations(page), []);
          assert.deepEqual(await collisions(page), []);
          assert.equal(await page.locator(`.${size} svg`).isVisible(), true);
          assert.equal(await page.locator("svg:visible").count(), 1);
          const [scroll, width] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
          assert.ok(scroll <= width, `${scroll} of ${width}`);
          const back = await page.evaluate(() => getComputedStyle(document.querySelector("svg rect")).fill);
          assert.equal(back, colorScheme === "dark" ? "rgb(23, 23, 27)" : "rgb(255, 255, 255)");
        });

    test("the statistics answer as they do in Node", async (t) => {
      const { page } = await browser.newPage(t);
      const found = await page.evaluate(
        async ([source, rows]) => {
          const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
          const { analyze } = await import(url);
          return JSON.stringify(analyze(rows));
        },
        [engine, table],
      );
      assert.deepEqual(JSON.parse(found), JSON.parse(JSON.stringify(analyze(table))));
    });
  });
