// Tabs of one browser that share a storage, empty at first, and how to wait for what they do.

import assert from "node:assert/strict";
import { check } from "../../package/checks.mjs";
import { site } from "./site.mjs";

export const GRANTED = { remember: "granted", learn: "granted", measure: "granted" };

/** `npm test` runs all; words on the command line choose. */
const wanted = process.argv.slice(2);

/** @returns what runs a test in as many tabs, and fails where any of them met an error */
export function tabsOf(browser, name) {
  return (what, count, test, { before, within } = {}) =>
    wanted.every((part) => `${name}: ${what}`.includes(part)) &&
    check(`${name}: ${what}`, async () => {
      const own = await within?.();
      const context = await (own ?? browser).newContext({ locale: "en-GB" });
      if (before) await context.addInitScript(before);
      const lines = [];
      try {
        const tabs = [];
        for (let number = 0; number < count; number += 1) {
          const tab = await context.newPage();
          tab.on("console", (message) => lines.push(message.text()));
          tab.on("pageerror", (error) => lines.push(String(error)));
          await visit(tab);
          tabs.push(tab);
        }
        await test(...tabs, lines);
        for (const tab of tabs) assert.deepEqual(await tab.evaluate(() => globalThis.kit?.errors ?? []), []);
      } finally {
        await context.close();
        await own?.close();
      }
    });
}

export async function visit(tab) {
  await tab.goto(site.url);
  await tab.waitForFunction(() => globalThis.kit?.ready);
}

/** What tabs tell each other, and what has time, has come to rest. */
export async function settle(...tabs) {
  for (const tab of tabs) await tab.waitForTimeout(1300 / tabs.length);
}

/** Also for what answers late: `waitForFunction` takes any promise for a yes. */
export async function until(tab, holds, value) {
  const end = Date.now() + 5000;
  while (!(await tab.evaluate(holds, value))) {
    assert.ok(Date.now() < end, `never: ${holds}`);
    await tab.waitForTimeout(50);
  }
}
