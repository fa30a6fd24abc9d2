// What a page keeps, with consent and without, passes through the built package in real browsers: reloads, tabs, frames, stores
// that fail at every single call, and what it costs. Words on the command line choose among the checks.

import { conclude } from "../package/checks.mjs";
import * as chromium from "./drivers/chromium.mjs";
import * as firefox from "./drivers/firefox.mjs";
import { checkConsent } from "./memory/consent.mjs";
import { checkFrames } from "./memory/frames.mjs";
import { checkKeeping } from "./memory/keeping.mjs";
import { checkRights } from "./memory/rights.mjs";
import { site } from "./memory/site.mjs";
import { checkStores } from "./memory/stores.mjs";
import { tabsOf } from "./memory/tabs.mjs";
import { checkWrites } from "./memory/writes.mjs";
import { checkSize, checkYear } from "./memory/year-checks.mjs";

for (const { name, launch, launchPrivate } of [chromium, firefox]) {
  const browser = await launch();
  const given = { name, launchPrivate, inTabs: tabsOf(browser, name) };
  for (const checkAll of [checkWrites, checkKeeping, checkStores, checkConsent, checkRights, checkFrames, checkYear])
    await checkAll(given);
  await browser.close();
}
if (process.argv.length === 2) await checkSize();
site.close();
conclude();
