// The life of a page in real browsers: left at once, and moved on without loading.

import assert from "node:assert/strict";
import { copyFile, writeFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { inRoot } from "../../scripts/paths.mjs";
import { serve } from "../../scripts/serve.mjs";
import { browsers } from "./browsers.mjs";
import { temporaryFolder } from "./folder.mjs";

const MANIFEST = {
  tailorbird: 1,
  locales: ["en"],
  signals: { gale: { type: "flag" } },
  slots: {
    hero: {
      default: "plain",
      variants: {
        again: { when: "visitor.visits > 1", fields: { title: "Again" } },
        shop: { when: "page.path == '/shop.html'", fields: { title: "Shop" } },
        sale: { when: "has(page.query.sale)", fields: { title: "Sale" } },
        sea: { when: "'sea' in page.topics", fields: { title: "Sea" } },
        plain: {},
      },
    },
  },
};

const SLOT = '<h1 data-tb-slot="hero" data-tb-text="title">Welcome</h1>';
const page = (topic) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>t</title><link rel="icon" href="data:,">
<meta name="keywords" content="${topic}"><body><main>${SLOT}</main><a href="/opened.html">opened</a>
<script type="module">
  import { open } from "/index.js";
  import { bytes } from "/program.js";
  globalThis.start = (options) => {
    globalThis.page = open(bytes, { remember: "local", consent: { initial: { remember: "granted", learn: "granted" } }, ...options });
    page.render();
  };
  if (!location.search.includes("wait")) start();
</script></body></html>`;

const folder = temporaryFolder("lifecycle");
let site;
before(async () => {
  const { compile } = await import("../../dist/author.js");
  const { bytes, problems } = compile(MANIFEST);
  assert.deepEqual(problems, []);
  await copyFile(inRoot("dist/index.js"), `${folder}/index.js`);
  await writeFile(`${folder}/program.js`, `export const bytes = new Uint8Array(${JSON.stringify([...bytes])});`);
  await writeFile(`${folder}/index.html`, page("home"));
  await writeFile(`${folder}/opened.html`, page("cycling"));
  await writeFile(`${folder}/empty.html`, "<!doctype html><title>t</title><link rel=icon href=data:,>");
  site = await serve(folder);
});
after(() => site.close());

const kept = (tab) => tab.evaluate(() => Object.entries(localStorage).map(([, text]) => text));
const shows = (tab) => tab.evaluate(() => document.querySelector("h1").textContent);
const becomes = (tab, words) =>
  tab.waitForFunction((words) => document.querySelector("h1").textContent === words, words);

for (const browser of browsers)
  describe(browser.name, () => {
    for (const [how, leave] of Object.entries({
      "by another page": (tab) => tab.goto(`${site.url}empty.html`),
      "by close()": (tab) => tab.evaluate(() => globalThis.page.close()),
    }))
      test(`a page that is left at once keeps its visit and its topics: ${how}`, async (t) => {
        const { page: tab } = await browser.newPage(t);
        await tab.goto(`${site.url}opened.html?wait`);
        await tab.waitForFunction(() => globalThis.start);
        // Left in the same task, so before any timer.
        await tab.evaluate(() => globalThis.start());
        await leave(tab);
        const texts = (await kept(tab)).join("\n");
        assert.match(texts, /cycling/);
        await tab.goto(`${site.url}opened.html?wait`);
        await tab.waitForFunction(() => globalThis.start);
        await tab.evaluate(() => globalThis.start());
        const insights = await tab.evaluate(() => JSON.stringify(globalThis.page.export()));
        assert.equal(JSON.parse(insights).interests.find(({ topic }) => topic === "cycling").pages, 2);
      });

    test("the page follows the address: pushState, replaceState, Back", async (t) => {
      const { page: tab } = await browser.newPage(t);
      await tab.goto(`${site.url}index.html`);
      await tab.waitForFunction(() => globalThis.page);
      assert.equal(await shows(tab), "Welcome");
      await tab.evaluate(() => {
        globalThis.told = 0;
        page.subscribe(() => {
          globalThis.told += 1;
        });
        history.pushState({}, "", "/shop.html");
      });
      await becomes(tab, "Shop");
      assert.equal(await tab.evaluate(() => globalThis.told), 1);
      await tab.evaluate(() => history.replaceState({}, "", "/other.html?sale=1"));
      await becomes(tab, "Sale");
      await tab.evaluate(() => history.back());
      await becomes(tab, "Welcome");
      assert.equal(await tab.evaluate(() => globalThis.told), 3);
    });

    test("topics are read anew, and slots that a router brings are filled before they are painted", async (t) => {
      const { page: tab } = await browser.newPage(t);
      await tab.goto(`${site.url}index.html`);
      await tab.waitForFunction(() => globalThis.page);
      await tab.evaluate(() => {
        document.querySelector("a").onclick = (event) => {
          event.preventDefault();
          history.pushState({}, "", "/next.html");
          document.querySelector("meta[name=keywords]").content = "sea";
        };
        document.querySelector("a").click();
      });
      await becomes(tab, "Sea");
      const painted = await tab.evaluate(async () => {
        const seen = [];
        document.querySelector("main").innerHTML = '<h1 data-tb-slot="hero" data-tb-text="title">Server</h1>';
        for (let frame = 0; frame < 3; frame += 1) {
          await new Promise((resolve) => requestAnimationFrame(resolve));
          seen.push(document.querySelector("h1").textContent);
        }
        return seen;
      });
      assert.deepEqual(painted, ["Sea", "Sea", "Sea"]);
      assert.deepEqual(
        await tab.evaluate(() => page.export().interests.map(({ topic, pages }) => `${topic} ${pages}`)),
        ["home 1", "sea 1"],
      );
    });

    test("a page that shall not follow stays", async (t) => {
      const { page: tab } = await browser.newPage(t);
      await tab.goto(`${site.url}index.html?wait`);
      await tab.waitForFunction(() => globalThis.start);
      await tab.evaluate(() => {
        const other = document.body.appendChild(document.createElement("div"));
        other.innerHTML = '<h2 data-tb-slot="hero" data-tb-text="title">Welcome</h2>';
        globalThis.start({ root: document.querySelector("main"), navigation: false });
        globalThis.start({ root: other });
        history.pushState({}, "", "/shop.html");
      });
      // The other page follows.
      await tab.waitForFunction(() => document.querySelector("h2").textContent === "Shop");
      assert.equal(await shows(tab), "Welcome");
    });
  });
