// The conformance suite of MessageFormat 2 (`../shared/conformance/mf2`) in Node, Chromium and Firefox, each with its own
// `Intl`: the crate's testing and the face's formatters say every message. Natively tests/mf2/main.rs runs it.

import assert from "node:assert/strict";
import { copyFile, readdir, readFile, writeFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { inRoot } from "../scripts/paths.mjs";
import { serve } from "../scripts/serve.mjs";
import * as chromium from "./browser/drivers/chromium.mjs";
import * as firefox from "./browser/drivers/firefox.mjs";
import { runSuite } from "./mf2/suite.mjs";
import { FOLDER } from "./mf2/testing.mjs";
import { none } from "./native.mjs";
import { needsShared, shared } from "./shared.mjs";

process.env.TZ = "UTC";

const SUITE = "conformance/mf2/test/tests";
/** How many cases the suite has. Another number: it is another one. */
const CASES = 461;

async function readSuite(folder) {
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith(".json")).sort();
  const cases = [];
  for (const file of files) {
    const { defaultTestProperties, tests } = JSON.parse(await readFile(`${folder}/${file}`, "utf8"));
    for (const one of tests) cases.push({ file: file.replace(".json", ""), ...defaultTestProperties, ...one });
  }
  return cases;
}

async function inNode() {
  const { start } = await import(`${FOLDER}/testing.js`);
  return runSuite(start(await readFile(`${FOLDER}/glue_bg.wasm`)), cases);
}

async function inBrowser({ launch }) {
  const browser = await launch();
  try {
    const page = await browser.newPage({ timezoneId: "UTC" });
    await page.goto(`${site.url}suite.html`);
    return await page.evaluate(async () => {
      const [{ start }, { runSuite }] = await Promise.all([import("./testing.js"), import("./suite.mjs")]);
      const [bytes, cases] = await Promise.all(["glue_bg.wasm", "cases.json"].map((file) => fetch(file)));
      return runSuite(start(await bytes.arrayBuffer()), await cases.json());
    });
  } finally {
    await browser.close();
  }
}

let cases;
let site;

describe("the conformance suite of MessageFormat 2", needsShared(SUITE), () => {
  before(async () => {
    cases = await readSuite(shared(SUITE));
    await copyFile(inRoot("tests/mf2/suite.mjs"), `${FOLDER}/suite.mjs`);
    await writeFile(`${FOLDER}/cases.json`, JSON.stringify(cases));
    await writeFile(`${FOLDER}/suite.html`, '<!doctype html><meta charset="utf-8">');
    site = await serve(FOLDER);
  });
  after(() => site.close());

  const places = {
    Node: inNode,
    [chromium.name]: () => inBrowser(chromium),
    [firefox.name]: () => inBrowser(firefox),
  };
  for (const [place, run] of Object.entries(places))
    test(`in ${place}`, async (t) => {
      assert.equal(cases.length, CASES);
      const { passed, failures } = await run();
      t.diagnostic(`${passed} of ${cases.length} cases in ${place}`);
      none(failures);
    });
});
