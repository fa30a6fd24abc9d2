// <tailor-report> behind the strictest policy: what was measured, what a slot shows by choice, at a desk and on a phone, by day and by
// night. Axe finds nothing.

import assert from "node:assert/strict";
import { copyFile, readFile, writeFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { inRoot } from "../../scripts/paths.mjs";
import { serve } from "../../scripts/serve.mjs";
import { browsers } from "./browsers.mjs";
import { temporaryFolder } from "./folder.mjs";

const slot = {
  default: "plain",
  variants: {
    bold: { fields: { title: "Bold" } },
    late: { when: "now.year > 9000", fields: { title: "Late" } },
    plain: {},
  },
};
const MANIFEST = {
  tailorbird: 1,
  locales: ["en"],
  goals: { signup: {} },
  slots: { hero: slot, aSlotWithALongName: slot },
  experiments: { headline: { slot: "hero", arms: { bold: 0, plain: 1 } } },
};
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; img-src data:; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
const HTML = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>Report</title><link rel="icon" href="data:,"></head><body><main><h1 data-tb-slot="hero" data-tb-text="title">Welcome</h1>
<tailor-report force></tailor-report></main><script type="module" src="/start.js"></script></body></html>`;
const START = `import { open } from "/author.js"; import "/report.js"; import { bytes, newer } from "/program.js";
globalThis.newer = newer;
globalThis.page = open(bytes, { remember: "local", consent: { initial: { remember: "granted", measure: "granted" } } });
page.render();
document.querySelector("tailor-report").page = page;
globalThis.ready = true;`;
const axe = await readFile(inRoot("node_modules/axe-core/axe.min.js"), "utf8");

const folder = temporaryFolder("report");
let site;
before(async () => {
  const { compile } = await import("../../dist/author.js");
  const { bytes } = compile(MANIFEST);
  const { bold, plain } = slot.variants;
  const items = { all: { items: [{ id: "a", topics: ["a"], fields: { title: "A" } }] } };
  const slots = {
    hero: { default: "plain", variants: { bold, newest: bold, plain } },
    list: { catalog: "all", count: 1 },
  };
  const newer = compile({ tailorbird: 1, locales: ["en"], catalogs: items, slots }).bytes;
  for (const name of ["author.js", "index.js", "report.js"])
    await copyFile(inRoot(`dist/${name}`), `${folder}/${name}`);
  const programs = Object.entries({ bytes, newer });
  await writeFile(
    `${folder}/program.js`,
    programs.map(([name, all]) => `export const ${name} = new Uint8Array(${JSON.stringify([...all])});`).join("\n"),
  );
  await writeFile(`${folder}/index.html`, HTML);
  await writeFile(`${folder}/start.js`, START);
  site = await serve(folder);
});
after(() => site.close());

async function begin(browser, t, options) {
  const { page: tab, lines } = await browser.newPage(t, { bypassCSP: false, ...options });
  await tab.goto(`${site.url}index.html`);
  await tab.waitForFunction(() => globalThis.ready);
  return { tab, lines };
}

const text = (tab) => tab.evaluate(() => document.querySelector("tailor-report").shadowRoot.textContent);

for (const browser of browsers)
  describe(browser.name, () => {
    test("what was seen and reached stands in the table", async (t) => {
      const { tab, lines } = await begin(browser, t);
      assert.match(await text(tab), /Nothing: no arm was seen/);
      await tab.waitForFunction(() => globalThis.page.report().headline);
      const arm = await tab.evaluate(() => globalThis.page.decide("hero").variant);
      assert.match(await text(tab), new RegExp(`headline${arm}1.*none`));
      await tab.evaluate(() => globalThis.page.observe({ kind: "convert", goal: "signup", value: 4900 }));
      assert.match(await text(tab), /signup 1 \(4900\)/);
      assert.deepEqual(lines, []);
    });

    test("a variant is shown by choice, by keys, without being counted, and let go again", async (t) => {
      const { tab, lines } = await begin(browser, t);
      const choose = async (value) => {
        await tab.evaluate((value) => {
          const [choice] = document.querySelector("tailor-report").shadowRoot.querySelectorAll("select");
          choice.value = value;
          choice.focus();
          choice.dispatchEvent(new Event("change"));
        }, value);
        return tab.evaluate(() => [
          document.querySelector("h1").innerText,
          document.querySelector("tailor-report").shadowRoot.activeElement?.localName,
        ]);
      };
      assert.deepEqual(await choose("bold"), ["Bold", "select"]);
      await tab.evaluate(() => globalThis.page.observe({ kind: "convert", goal: "signup" }));
      assert.deepEqual(await tab.evaluate(() => globalThis.page.report()), {});
      assert.deepEqual(await choose("plain"), ["Welcome", "select"]);
      assert.deepEqual(await choose("bold"), ["Bold", "select"]);
      assert.deepEqual(await choose(""), ["Welcome", "select"]);
      assert.deepEqual(lines, []);
    });

    test("all variants of a slot are offered, also of a newer program, and none where nothing can be forced", async (t) => {
      const { tab, lines } = await begin(browser, t);
      const offered = () =>
        tab.evaluate(() =>
          [...document.querySelector("tailor-report").shadowRoot.querySelectorAll("label")].map((label) =>
            [label.firstChild.data.trim(), ...[...label.querySelectorAll("option")].map(({ value }) => value)].join(),
          ),
        );
      assert.deepEqual(await offered(), ["hero,,bold,plain,late", "aSlotWithALongName,,bold,late,plain"]);
      await tab.evaluate(() => {
        const [choice] = document.querySelector("tailor-report").shadowRoot.querySelectorAll("select");
        choice.value = "late";
        choice.dispatchEvent(new Event("change"));
      });
      assert.equal(await tab.evaluate(() => document.querySelector("h1").innerText), "Late");
      await tab.evaluate(() => globalThis.page.load(globalThis.newer));
      assert.deepEqual(await offered(), ["hero,,bold,newest,plain"]);
      // What visitors download cannot force anything.
      await tab.evaluate(async () => {
        const { open } = await import("/index.js");
        document.querySelector("tailor-report").page = open(globalThis.newer, { root: null });
      });
      assert.deepEqual(await offered(), []);
      assert.match(lines.join(), /^[^,]*this page was built without “force”$/);
    });

    for (const width of [360, 1280])
      for (const colorScheme of ["light", "dark"])
        test(`${width} pixels, ${colorScheme}: nothing overflows, and axe finds nothing`, async (t) => {
          const { tab } = await begin(browser, t, { viewport: { width, height: 800 }, colorScheme, bypassCSP: true });
          await tab.waitForFunction(() => globalThis.page.report().headline);
          const over = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          assert.ok(over <= 0, `${over} pixels too wide`);
          await tab.evaluate(axe);
          const found = await tab.evaluate(async () => (await globalThis.axe.run("tailor-report")).violations);
          assert.deepEqual(
            found.map(({ id }) => id),
            [],
          );
          if (process.env.SHOTS)
            await tab.screenshot({ path: `${process.env.SHOTS}/report-${browser.name}-${width}-${colorScheme}.png` });
        });
  });
