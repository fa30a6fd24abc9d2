// The examples of docs/measuring.md, as they stand there: who saw which arm, told once to each tool, and a randomised answer that is
// given once for all tabs and days.

import assert from "node:assert/strict";
import { copyFile, readFile, writeFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { inRoot } from "../../scripts/paths.mjs";
import { serve } from "../../scripts/serve.mjs";
import { blocksOf } from "../docs/markdown.mjs";
import { browsers } from "./browsers.mjs";
import { temporaryFolder } from "./folder.mjs";

const MANIFEST = {
  tailorbird: 1,
  locales: ["en"],
  goals: { signup: {}, told: {} },
  slots: { hero: { default: "plain", variants: { bold: { fields: { title: "Bold" } }, plain: {} } } },
  experiments: { headline: { slot: "hero", arms: { bold: 1, plain: 1 } } },
};

/** The code of the example with these words in it. */
async function example(words) {
  const found = blocksOf(await readFile(inRoot("docs/measuring.md"), "utf8")).filter(({ code }) =>
    code.includes(words),
  );
  assert.equal(found.length, 1, words);
  return found[0].code;
}

const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>t</title><link rel="icon" href="data:,">
<body><h1 data-tb-slot="hero" data-tb-text="title">Welcome</h1>
<script type="module">
  import { open } from "/index.js";
  import { randomise } from "/randomise.js";
  import { bytes } from "/program.js";
  globalThis.randomise = randomise;
  globalThis.page = open(bytes, { remember: "local", consent: { initial: { remember: "granted", measure: "granted" } } });
  globalThis.sent = [];
</script></body></html>`;

const folder = temporaryFolder("measuring");
let site;
before(async () => {
  const { compile } = await import("../../dist/author.js");
  const { bytes, problems } = compile(MANIFEST);
  assert.deepEqual(problems, []);
  for (const name of ["index.js", "randomise.js"]) await copyFile(inRoot(`dist/${name}`), `${folder}/${name}`);
  await writeFile(`${folder}/program.js`, `export const bytes = new Uint8Array(${JSON.stringify([...bytes])});`);
  await writeFile(`${folder}/index.html`, html);
  site = await serve(folder);
});
after(() => site.close());

/** Opens the page in a tab, and runs an example in it. */
async function run(tab, code) {
  await tab.goto(`${site.url}index.html`);
  await tab.waitForFunction(() => globalThis.sent);
  await tab.evaluate((code) => {
    const script = document.createElement("script");
    script.textContent = `{${code}}`;
    document.body.append(script);
    globalThis.page.render();
  }, code);
  await tab.waitForFunction(() => globalThis.page.report().headline);
}

const sent = (tab) => tab.evaluate(() => globalThis.sent);
const shown = (tab) => tab.evaluate(() => globalThis.page.decide("hero").variant);

/** What stands in for a tool, and what it has to be told. */
const TOOLS = {
  "// GrowthBook": {
    tool: 'const arms = ["bold", "plain"]; const trackingCallback = (...all) => sent.push(all);',
    told: (arm) => {
      const place = ["bold", "plain"].indexOf(arm);
      const result = { key: String(place), variationId: place, value: arm, inExperiment: true };
      return [{ key: "headline", variations: ["bold", "plain"] }, result];
    },
  },
  "// Plausible": {
    tool: "const plausible = (...all) => sent.push(all);",
    told: (arm) => ["Experiment", { props: { experiment: "headline", arm } }],
  },
  "// Matomo": { tool: "const _paq = sent;", told: (arm) => ["trackEvent", "Experiment", "headline", arm] },
  "// A plain data layer": {
    tool: "const dataLayer = sent;",
    told: (arm) => ({ event: "experiment", experiment: "headline", arm }),
  },
};

for (const browser of browsers)
  describe(browser.name, () => {
    for (const [name, { tool, told }] of Object.entries(TOOLS))
      test(`${name.slice(3)} is told once which arm was seen`, async (t) => {
        const { page: tab, lines } = await browser.newPage(t);
        await run(tab, `${tool}\n${await example(name)}\n${await example("const told = new Map()")}`);
        await tab.evaluate(() => globalThis.page.observe({ kind: "convert", goal: "signup" }));
        assert.deepEqual(await sent(tab), [told(await shown(tab))]);
        assert.deepEqual(lines, []);
      });

    test("a randomised answer is given once, also on the next visit", async (t) => {
      const { page: tab, lines } = await browser.newPage(t);
      const code = `const after = 0; const send = (one) => sent.push(one);\n${await example("goals.told")}`;
      await run(tab, code);
      await tab.waitForFunction(() => globalThis.sent.length > 0);
      await tab.evaluate(() => globalThis.page.observe({ kind: "convert", goal: "signup" }));
      const [{ arm, answer, truth, ...rest }, ...others] = await sent(tab);
      assert.equal(arm, await shown(tab));
      assert.ok(answer === 0 || answer === 1);
      assert.deepEqual(rest, { experiment: "headline", answers: 2, epsilon: 2 });
      assert.ok(Math.abs(truth - 0.880797) < 1e-6);
      assert.deepEqual(others, []);
      await run(tab, code);
      await tab.evaluate(() => globalThis.page.observe({ kind: "convert", goal: "signup" }));
      assert.deepEqual(await sent(tab), []);
      assert.deepEqual(lines, []);
    });
  });
