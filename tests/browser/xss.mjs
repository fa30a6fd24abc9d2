// Injection vectors (../shared/conformance/xss/vectors.json) pass through the built package in two real browsers: as
// every kind of value into every place, and as what a site writes. Nothing may run, be asked of the network, or be
// written where nothing may be written. Before that, careless writing is planted, and has to be noticed.

import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { inRoot } from "../../scripts/paths.mjs";
import { serve } from "../../scripts/serve.mjs";
import { check, conclude } from "../package/checks.mjs";
import * as chromium from "./drivers/chromium.mjs";
import * as firefox from "./drivers/firefox.mjs";

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

/** A fresh page, and all that it asks of the network after it has been loaded. */
async function visit(browser, url) {
  const page = await browser.newPage();
  const asked = [];
  await page.goto(url);
  await page.waitForFunction(() => globalThis.xss);
  await page.waitForTimeout(200);
  page.on("request", (request) => asked.push(request.url()));
  page.on("dialog", (dialog) => dialog.dismiss());
  return { page, asked };
}

function clean({ told, ran, reports }, asked) {
  const found = {
    told: told.slice(0, 5),
    ran: ran.slice(0, 5),
    reports: reports.slice(0, 5),
    asked: asked.slice(0, 5),
  };
  if (told.length + ran.length + reports.length + asked.length > 0) throw new Error(JSON.stringify(found, null, 2));
}

async function inBrowser({ name, launch }, url, all) {
  const browser = await launch();
  try {
    for (const [plant, some] of Object.entries(CONTROLS))
      await check(`${name}: planted, ${plant} is noticed`, async () => {
        const { page, asked } = await visit(browser, url);
        const { told, ran, reports } = await page.evaluate(([some, plant]) => xss.values(some, plant), [some, plant]);
        await page.close();
        const scripts = plant === "source" || (ran.length > 0 && reports.some((report) => report.startsWith("script")));
        const requests =
          !["markup", "source"].includes(plant) ||
          (asked.length > 0 && reports.some((report) => report.startsWith("img")));
        if (!scripts || !requests || told.length < some.length)
          throw new Error(JSON.stringify({ told, ran, reports, asked }));
      });
    await check(`${name}: ${all.length} vectors as what a reader or a page says`, async () => {
      const { page, asked } = await visit(browser, url);
      const started = Date.now();
      const found = await page.evaluate(
        (all) => xss.values([...all, ...xss.urls.filter((_, place) => place % 4 === 0)]),
        all,
      );
      await page.close();
      clean(found, asked);
      console.log(
        `       in ${found.places} places each: 0 scripts, 0 requests, 0 elements or attributes (${Date.now() - started} ms)`,
      );
    });
    await check(`${name}: ${all.length} vectors as what a site writes`, async () => {
      const { page, asked } = await visit(browser, url);
      const found = await page.evaluate((all) => xss.written([...all, ...xss.urls]), all);
      await page.close();
      clean(found, asked);
      console.log(`       ${found.refused} were refused while compiling`);
    });
  } finally {
    await browser.close();
  }
}

const all = await vectors();
if (!all) {
  console.log("xss: no vectors: ../shared/conformance/xss/vectors.json is not here");
  console.log("0 passed, 0 failed, 1 skipped");
  process.exit(0);
}
const site = await serve(inRoot("."), { headers: () => ({ "content-security-policy-report-only": POLICY }) });
await Promise.all(
  [chromium, firefox].map((browser) => inBrowser(browser, `${site.url}tests/browser/xss/page.html`, all)),
);
site.close();
conclude();
