// The built package meets real markup in three real browsers: markup-page.mjs has the checks, which run in the page.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { inRoot } from "../../scripts/paths.mjs";
import { serve } from "../../scripts/serve.mjs";
import { browsers } from "./browsers.mjs";
import * as webkit from "./drivers/webkit.mjs";

const openers = {
  ...Object.fromEntries(browsers.map((browser) => [browser.name, async (t) => (await browser.newPage(t)).page])),
  [webkit.name]: async (t) => {
    const page = await webkit.launch();
    t.after(() => page.close());
    return page;
  },
};

let site;
before(async () => {
  site = await serve(inRoot("."));
});
after(() => site.close());

for (const [name, open] of Object.entries(openers))
  test(name, async (t) => {
    const page = await open(t);
    await page.goto(`${site.url}tests/browser/markup.html`);
    await page.waitForFunction(() => globalThis.results);
    const results = await page.evaluate(() => globalThis.results);
    assert.ok(results.length > 0);
    for (const { name, error } of results) await t.test(name, () => assert.equal(error, undefined));
  });
