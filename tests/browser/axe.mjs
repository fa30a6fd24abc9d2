// axe looks at the demo in Chromium: on a phone and on a desktop, from left to right and from right to left, by day and
// by night, with the panel closed and open. It has to find nothing; and to show that it looks, it has to find what was planted.

import { readFile } from "node:fs/promises";
import { inRoot } from "../../scripts/paths.mjs";
import { check, conclude } from "../package/checks.mjs";
import { openDemo } from "./demo-server.mjs";
import { launch } from "./drivers/chromium.mjs";

const SIZES = { phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 } };
const READERS = {
  "in English": "?lang=en&clock=2026-11-25T10:00:00&zone=Europe/London",
  "in Arabic": "?lang=ar&clock=2026-11-25T21:00:00&zone=Africa/Cairo&topics=food&visits=3&gale=1",
};

const axe = await readFile(inRoot("node_modules/axe-core/axe.min.js"), "utf8");

/** What axe finds, as lines. */
async function violations(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(async () => (await globalThis.axe.run()).violations);
  return found.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} (${help}) ${target.join(" ")}: ${failureSummary}`),
  );
}

const demo = await openDemo();
const browser = await launch();
const look = async (name, options, address, before) =>
  check(name, async () => {
    const context = await browser.newContext({ ...options, reducedMotion: "reduce" });
    const page = await context.newPage();
    try {
      await page.goto(`${demo.base}${address}`);
      await page.waitForFunction(() => document.querySelector("#panel, .panel, [hidden]") !== null);
      await page.waitForTimeout(500);
      await before?.(page);
      const found = await violations(page);
      if (found.length > 0) throw new Error(`${found.length} violations\n${found.slice(0, 12).join("\n")}`);
    } finally {
      await context.close();
    }
  });

for (const [size, viewport] of Object.entries(SIZES))
  for (const [reader, address] of Object.entries(READERS))
    for (const colorScheme of ["light", "dark"])
      await look(`${size}, ${reader}, ${colorScheme}`, { viewport, colorScheme }, address);
await look("phone, with the panel open", { viewport: SIZES.phone }, READERS["in English"], async (page) => {
  await page.click("[aria-expanded]");
  await page.waitForTimeout(300);
});
await check("what was planted is found", async () => {
  const page = await browser.newPage();
  await page.goto(demo.base);
  await page.evaluate(() => {
    document.querySelector("main").append(document.createElement("img"), document.createElement("button"));
  });
  const found = await violations(page);
  for (const rule of ["image-alt", "button-name"])
    if (!found.some((line) => line.startsWith(rule))) throw new Error(`${rule} was not found: ${found.join("\n")}`);
});
await browser.close();
demo.close();
conclude();
