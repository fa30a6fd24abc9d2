// Injection vectors (../shared/conformance/xss/vectors.json) in the built package in two real browsers: as every kind of
// value in every place, and as what a site writes. Nothing may run, be asked of the network, or be written where nothing may
// be written. Before that, careless writing is planted, and has to be noticed.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { inRoot } from "../../scripts/paths.mjs";
import { serve } from "../../scripts/serve.mjs";
import { browsers } from "./browsers.mjs";

/** It only reports, so that what would run does run, and is noticed both ways. */
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; require-trusted-types-for 'script'";

/** Each shows itself in its own way where it is not only text. */
const CONTROLS = {
  markup: ["<img src=/canary onerror=alert(1)>", "<b>bold</b>", "<svg onload=alert(1)></svg>"],
  handler: ["alert(1)"],
  link: ["javascript:alert(1)"],
  source: ["/canary"],
};

/** Data may lie beside any folder that this one is in. */
async function vectors() {
  const above = ["", "../", "../../"].map((steps) => inRoot(`../${steps}shared/conformance/xss/vectors.json`));
  const file = [process.env.TAILORBIRD_SHARED]
    .flatMap((folder) => (folder ? [`${folder}/conformance/xss/vectors.json`] : above))
    .find(existsSync);
  return file && [...new Set(JSON.parse(await readFile(file, "utf8")).map(({ payload }) => payload))];
}

const all = await vectors();
const skip = all ? false : "../shared/conformance/xss/vectors.json is not here";

let site;
before(async () => {
  site = await serve(inRoot("."), { headers: () => ({ "content-security-policy-report-only": POLICY }) });
});
after(() => site.close());

/** What the page is made of, what the browser asks for by itself, and what follows every batch of answers. */
const OWN = /^\/(tests\/browser\/xss\/|dist\/|favicon\.ico$|sentinel$)/;

/** A fresh page, and what is asked of the network on behalf of a vector. */
async function visit(t, browser) {
  const { page } = await browser.newPage(t);
  const asked = [];
  page.on("request", (request) => {
    const { origin, pathname } = new URL(request.url());
    if (origin !== new URL(site.url).origin || !OWN.test(pathname)) asked.push(request.url());
  });
  page.on("dialog", (dialog) => dialog.dismiss());
  await page.goto(`${site.url}tests/browser/xss/page.html`);
  await page.waitForFunction(() => globalThis.xss);
  return { page, asked };
}

function assertClean({ told, ran, reports }, asked) {
  const found = Object.entries({ told, ran, reports, asked }).map(([what, list]) => [what, list.slice(0, 5)]);
  assert.deepEqual(Object.fromEntries(found), { told: [], ran: [], reports: [], asked: [] });
}

for (const browser of browsers)
  describe(browser.name, { skip }, () => {
    for (const [plant, some] of Object.entries(CONTROLS))
      test(`planted, ${plant} is noticed`, async (t) => {
        const { page, asked } = await visit(t, browser);
        const { told, ran, reports } = await page.evaluate(([some, plant]) => xss.values(some, plant), [some, plant]);
        const noticed = JSON.stringify({ told, ran, reports, asked });
        assert.ok(told.length >= some.length, noticed);
        if (plant !== "source") {
          assert.ok(ran.length > 0, noticed);
          assert.ok(
            reports.some((report) => report.startsWith("script")),
            noticed,
          );
        }
        if (["markup", "source"].includes(plant)) {
          assert.ok(asked.length > 0, noticed);
          assert.ok(
            reports.some((report) => report.startsWith("img")),
            noticed,
          );
        }
      });

    test(`${all?.length} vectors as what a reader or a page says`, async (t) => {
      const { page, asked } = await visit(t, browser);
      const found = await page.evaluate(
        (all) => xss.values([...all, ...xss.urls.filter((_, place) => place % 4 === 0)]),
        all,
      );
      assertClean(found, asked);
      t.diagnostic(`in ${found.places} places each`);
    });

    test(`${all?.length} vectors as what a site writes`, async (t) => {
      const { page, asked } = await visit(t, browser);
      const found = await page.evaluate((all) => xss.written([...all, ...xss.urls]), all);
      assertClean(found, asked);
      t.diagnostic(`${found.refused} were refused while compiling`);
    });
  });
