// Tabs of one browser that share a storage, empty at first, on a clock that a test may hurry.

import assert from "node:assert/strict";
import { test } from "node:test";
import { contextOf, PATIENCE, pageOf } from "../browsers.mjs";
import { site } from "./site.mjs";

export const GRANTED = { remember: "granted", learn: "granted", measure: "granted" };

/**
 * A test in as many tabs as `count` says; an error that any of them met fails it.
 * @param {{ init?: string | Function, launch?: () => Promise<object>, clock?: boolean }} options `init` runs before anything else
 *   in a tab; `launch` opens a browser of the test's own; with `clock: false` the timers are the browser's.
 */
export function testInTabs(browser, name, count, body, { init, launch, clock = true } = {}) {
  test(name, async (t) => {
    const own = await launch?.();
    if (own) t.after(() => own.close());
    const context = await contextOf(t, own ?? (await browser.open()), { locale: "en-GB" });
    if (init) await context.addInitScript(init);
    if (clock) await context.clock.install();
    const opened = [];
    for (let number = 0; number < count; number += 1) {
      opened.push(await pageOf(context));
      await visit(opened[number].page);
    }
    const tabs = opened.map(({ page }) => page);
    await body({ t, tabs, lines: () => opened.flatMap(({ lines }) => lines) });
    for (const tab of tabs) assert.deepEqual(await tab.evaluate(() => globalThis.kit?.errors ?? []), []);
  });
}

export async function visit(tab) {
  await tab.goto(site.url);
  await tab.waitForFunction(() => globalThis.kit?.ready);
}

/** Everything that tabs do by themselves has happened: what has time, what a store answers late, what they tell each other. */
export async function settle(...tabs) {
  for (let round = 0; round < 3; round += 1) {
    await tabs[0].context().clock.runFor(2000);
    for (const tab of tabs) await tab.evaluate(askDatabase);
    for (const tab of tabs)
      await tell(
        tab,
        tabs.filter((other) => other !== tab),
      );
  }
}

/** Runs in a tab: what was asked of IndexedDB before has been answered. */
async function askDatabase() {
  const answer = (request) => new Promise((done) => Object.assign(request, { onsuccess: done, onerror: done }));
  const { target } = await answer(indexedDB.open("settle"));
  target.result.close();
  await answer(indexedDB.deleteDatabase("settle"));
}

/** What a tab told the others by localStorage has arrived, since what it tells now arrives later. */
async function tell(tab, others) {
  const listen = () => {
    globalThis.heard = false;
    addEventListener("storage", function hear({ key }) {
      if (key !== "settle") return;
      globalThis.heard = true;
      removeEventListener("storage", hear);
    });
  };
  for (const other of others) await other.evaluate(listen);
  if (others.length > 0) await tab.evaluate(() => localStorage.setItem("settle", ""));
  for (const other of others) await until(other, () => globalThis.heard);
  if (others.length > 0) await tab.evaluate(() => localStorage.removeItem("settle"));
  // That it is gone arrives by itself too, where tabs have processes of their own.
  for (const other of others) await until(other, () => localStorage.getItem("settle") === null);
}

/** Also for what answers late, and in tabs that are not in front: `waitForFunction` takes any promise for a yes. */
export async function until(tab, holds, value) {
  const end = Date.now() + PATIENCE;
  while (!(await tab.evaluate(holds, value))) {
    assert.ok(Date.now() < end, `never: ${holds}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
