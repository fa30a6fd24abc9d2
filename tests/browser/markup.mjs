// The built package passes through the checks of markup-page.mjs in three real browsers.

import { inRoot } from "../../scripts/paths.mjs";
import { serve } from "../../scripts/serve.mjs";
import { check, conclude } from "../package/checks.mjs";
import * as chromium from "./drivers/chromium.mjs";
import * as firefox from "./drivers/firefox.mjs";
import * as webkit from "./drivers/webkit.mjs";

/** Opens the page of checks, and says what came of each. */
async function visit(page, url) {
  await page.goto(url);
  return page.evaluate(async () => {
    for (let attempt = 0; attempt < 200 && !globalThis.results; attempt += 1)
      await new Promise((resolve) => setTimeout(resolve, 50));
    return globalThis.results;
  });
}

async function inPlaywright(launch, url) {
  const browser = await launch();
  try {
    return await visit(await browser.newPage(), url);
  } finally {
    await browser.close();
  }
}

async function inWebKit(url) {
  const page = await webkit.launch();
  try {
    return await visit(page, url);
  } finally {
    await page.close();
  }
}

const site = await serve(inRoot("."));
const url = `${site.url}tests/browser/markup.html`;
const browsers = {
  [chromium.name]: () => inPlaywright(chromium.launch, url),
  [firefox.name]: () => inPlaywright(firefox.launch, url),
  [webkit.name]: () => inWebKit(url),
};
for (const [browser, checks] of Object.entries(browsers)) {
  let results = [];
  await check(`${browser}: the page of checks ran`, async () => {
    results = (await checks()) ?? [];
    if (results.length === 0) throw new Error("it never came to an end");
  });
  for (const { name, error } of results)
    await check(`${browser}: ${name}`, () => {
      if (error) throw error;
    });
}
site.close();
conclude();
