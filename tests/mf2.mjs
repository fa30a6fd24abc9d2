// The conformance suite of MessageFormat 2 (`../shared/conformance/mf2`) in Node, Chromium and Firefox, each with its own
// `Intl`: the crate's laboratory and the face's formatters say every message. Natively tests/mf2/main.rs runs it.

import { existsSync } from "node:fs";
import { copyFile, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { inRoot, root } from "../scripts/paths.mjs";
import { serve } from "../scripts/serve.mjs";
import * as chromium from "./browser/drivers/chromium.mjs";
import * as firefox from "./browser/drivers/firefox.mjs";
import { buildLaboratory } from "./mf2/laboratory.mjs";
import { runSuite } from "./mf2/suite.mjs";

process.env.TZ = "UTC";

/** How many cases the suite has. Another number: it is another one. */
const CASES = 461;

/** Beside the project, or beside a folder that it is in. */
function findSuite() {
  for (let folder = dirname(root); folder !== dirname(folder); folder = dirname(folder)) {
    const found = `${folder}/shared/conformance/mf2/test/tests`;
    if (existsSync(found)) return found;
  }
}

async function readSuite(folder) {
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith(".json")).sort();
  const cases = [];
  for (const file of files) {
    const { defaultTestProperties, tests } = JSON.parse(await readFile(`${folder}/${file}`, "utf8"));
    for (const one of tests) cases.push({ file: file.replace(".json", ""), ...defaultTestProperties, ...one });
  }
  return cases;
}

async function inNode(folder, cases) {
  const { start } = await import(`${folder}/laboratory.js`);
  return runSuite(start(await readFile(`${folder}/glue_bg.wasm`)), cases);
}

async function inBrowser({ launch }, url) {
  const browser = await launch();
  try {
    const page = await browser.newPage({ timezoneId: "UTC" });
    await page.goto(`${url}suite.html`);
    return await page.evaluate(async () => {
      const [{ start }, { runSuite }] = await Promise.all([import("./laboratory.js"), import("./suite.mjs")]);
      const [bytes, cases] = await Promise.all(["glue_bg.wasm", "cases.json"].map((file) => fetch(file)));
      return runSuite(start(await bytes.arrayBuffer()), await cases.json());
    });
  } finally {
    await browser.close();
  }
}

const suite = findSuite();
if (!suite) {
  console.log("mf2: the suite is not here: ../shared/conformance/mf2");
  console.log("0 passed, 0 failed, 1 skipped");
  process.exit(0);
}
const cases = await readSuite(suite);
if (cases.length !== CASES) throw new Error(`the suite has ${cases.length} cases, not ${CASES}`);
const folder = await buildLaboratory();
await copyFile(inRoot("tests/mf2/suite.mjs"), `${folder}/suite.mjs`);
await writeFile(`${folder}/cases.json`, JSON.stringify(cases));
await writeFile(`${folder}/suite.html`, '<!doctype html><meta charset="utf-8">');
const site = await serve(folder);
const places = {
  Node: () => inNode(folder, cases),
  [chromium.name]: () => inBrowser(chromium, site.url),
  [firefox.name]: () => inBrowser(firefox, site.url),
};
const total = { passed: 0, failed: 0 };
for (const [place, run] of Object.entries(places)) {
  const { passed, failures } = await run();
  for (const failure of failures) console.log(`FAILED  ${place}: ${failure}`);
  console.log(`mf2 in ${place}: ${passed} of ${cases.length} as the suite has them`);
  total.passed += passed;
  total.failed += failures.length;
}
site.close();
console.log(`${total.passed} passed, ${total.failed} failed, 0 skipped`);
process.exitCode = total.failed > 0 ? 1 : 0;
