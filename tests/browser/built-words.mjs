// Words that come by language, in Chromium and Firefox: a page asks for its own language and no other, others come when something is
// decided in them, what a request asks for depends on the language alone, and without a file the page stays as it is.

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { inRoot } from "../../scripts/paths.mjs";
import { capture } from "../../scripts/run.mjs";
import { serve } from "../../scripts/serve.mjs";
import { browsers } from "./browsers.mjs";
import { temporaryFolder } from "./folder.mjs";

const words = (en, de, fr) => ({ title: { en, de, fr }, link: "/all" });
const MANIFEST = {
  tailorbird: 1,
  locales: ["en", "de", "fr"],
  signals: { on: { type: "flag" } },
  slots: {
    hero: {
      default: "plain",
      variants: {
        loud: { when: "signal.on", fields: words("Loud", "Laut", "Fort") },
        late: {
          when: "now.year > 1970",
          fields: words("Evening, {#b}all{/b}", "Abend, {#b}alle{/b}", "Soir, {#b}tous{/b}"),
        },
        plain: { fields: words("Plain", "Schlicht", "Simple") },
      },
    },
    // Its variants have different languages.
    part: {
      default: "plain",
      variants: {
        loud: { when: "signal.on", fields: { title: { en: "Only English" } } },
        plain: { fields: { title: { en: "Both", fr: "Les deux" } } },
      },
    },
    frame: { default: "plain", variants: { loud: { when: "signal.on", fields: {} }, plain: { fields: {} } } },
    nowhere: { default: "plain", variants: { plain: { fields: words("a", "b", "c") } } },
  },
};
const folder = temporaryFolder("built-words");
const BODY = '<h1 data-tb-slot="hero"><a href="/" data-tb-text="title" data-tb-attr="href=link">Server</a></h1>';
const pageWith = (lang, head, body = BODY) =>
  `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>Words</title><link rel="icon" href="data:,">${head}</head><body>${body}</body></html>`;
const MODULE = `<script type="module">import { open } from "./site.tailorbird.js";
globalThis.tailorbird = { page: await open({ signals: { on: location.search === "?on" } }) };
globalThis.tailorbird.page.render();</script>`;
const PLACE = '<script data-tb-script="inline"></script>';
/** Slots that ask for nothing by themselves. */
const silent = `<p data-tb-slot="part" data-tb-text="title">Server</p><div data-tb-slot="frame"><p>Frame</p>
<template data-tb-variant="loud"><p id="inner" data-tb-slot="nowhere" data-tb-text="title">Inner</p></template></div>`;
const mixed = `${BODY}<div lang="fr">${BODY}</div>`;

let site;
let asked = [];
before(async () => {
  await writeFile(join(folder, "site.json"), JSON.stringify(MANIFEST));
  for (const [name, lang, head, body] of [
    ["module-en", "en", MODULE],
    ["module-de", "de-CH", MODULE],
    ["inline-de", "de", PLACE],
    ["silent", "fr", MODULE, silent],
  ])
    await writeFile(join(folder, `${name}.html`), pageWith(lang, head, body));
  for (const words of [[], ["--html", "inline-*.html"]]) {
    const all = ["build", "site.json", "-o", "site.tailorbird.js", "--separate", "--with", "templates,load", ...words];
    const { code, output } = await capture(process.execPath, [inRoot("dist/cli.js"), ...all], { cwd: folder });
    assert.equal(code, 0, output);
  }
  site = await serve(folder, { log: ({ url }) => asked.push(url) });
});
after(() => site?.close());

/** The languages whose words were asked for. */
const spoken = () => asked.flatMap((url) => /^\/site-(\w+)-[\da-f]{10}\.txt$/.exec(url)?.[1] ?? []);
const shows = (page, text) =>
  page.waitForFunction((text) => document.querySelector("[data-tb-slot]").textContent === text, text);
const problems = (page) => page.evaluate(() => globalThis.tailorbird.page.problems.map(({ path }) => path));

async function visit(t, browser, path, locale = "en-GB") {
  const { page, lines } = await browser.newPage(t, { locale });
  asked = [];
  await page.goto(site.url + path);
  return { page, lines };
}

for (const browser of browsers)
  describe(browser.name, () => {
    for (const [path, text, own] of [
      ["module-en.html", "Evening, all", ["en"]],
      ["module-de.html", "Abend, alle", ["de"]],
      ["inline-de.html", "Abend, alle", []],
    ])
      test(`${path}: its own language and no other, then the one that it turns to`, async (t) => {
        // The reader speaks another, of which no slot is here.
        const { page, lines } = await visit(t, browser, path, "fr-FR");
        await shows(page, text);
        assert.deepEqual(spoken(), own);
        assert.equal(
          await page.$eval("h1 a", (link) => link.getAttribute("href") + link.innerHTML.includes("<b>")),
          "/alltrue",
        );
        await page.evaluate(() => {
          document.documentElement.lang = "fr";
          return globalThis.tailorbird.page.render().length;
        });
        await shows(page, "Soir, tous");
        await page.evaluate(() => {
          document.documentElement.lang = "en";
          globalThis.tailorbird.page.render();
        });
        await shows(page, "Evening, all");
        // None comes twice.
        assert.deepEqual(spoken().sort(), [...new Set([...own, "fr", "en"])].sort());
        assert.deepEqual([lines, await problems(page)], [[], []]);
      });

    test("a page of two languages asks for both, and shows each as soon as it is there", async (t) => {
      const { page } = await browser.newPage(t, { locale: "en-GB" });
      let answer;
      const held = new Promise((resolve) => {
        answer = resolve;
      });
      await page.route("**/site-fr-*", async (route) => {
        await held;
        await route.continue();
      });
      await page.route("**/mixed.html", (route) =>
        route.fulfill({ contentType: "text/html", body: pageWith("en", MODULE, mixed.replace('"hero"', '"nowhere"')) }),
      );
      asked = [];
      await page.goto(`${site.url}mixed.html`);
      await shows(page, "a");
      assert.equal(await page.$eval("[lang=fr] h1", (slot) => slot.textContent), "Server");
      answer();
      await page.waitForFunction(() => document.querySelector("[lang=fr] h1").textContent === "Soir, tous");
      assert.deepEqual(spoken().sort(), ["en", "fr"]);
    });

    test("a newer program brings its own words, and asks for none", async (t) => {
      const { page, lines } = await visit(t, browser, "module-de.html", "fr-FR");
      await shows(page, "Abend, alle");
      const { build } = await import("../../dist/build.js");
      const { hero } = MANIFEST.slots;
      const variants = { ...hero.variants, late: { fields: words("Newer", "Neuer", "Nouveau") } };
      const newer = { ...MANIFEST, slots: { ...MANIFEST.slots, hero: { ...hero, variants } } };
      const { bytes } = build(newer, { with: ["templates", "load"] });
      const shown = await page.evaluate(
        (bytes) => {
          const { page } = globalThis.tailorbird;
          page.load(Uint8Array.from(bytes));
          const said = [];
          for (const lang of ["de", "fr", "en"]) {
            document.documentElement.lang = lang;
            page.render();
            said.push(document.querySelector("h1").textContent);
          }
          // Bytes that are refused change nothing.
          page.load(new Uint8Array(9));
          return [...said, document.querySelector("h1").textContent, ...page.problems.map(({ message }) => message)];
        },
        [...bytes],
      );
      assert.deepEqual(shown, ["Neuer", "Nouveau", "Newer", "Newer", "these bytes are no compiled manifest"]);
      assert.deepEqual(spoken(), ["de"]);
      assert.equal(lines.length, 1);
    });

    test("which variant shows changes no request", async (t) => {
      const requests = [];
      for (const [query, text] of [
        ["", "Evening, all"],
        ["?on", "Loud"],
      ]) {
        const { page } = await visit(t, browser, `module-en.html${query}`);
        await shows(page, text);
        requests.push(asked.map((url) => url.replace("?on", "")));
      }
      assert.deepEqual(requests[0], requests[1]);
    });

    test("nor do languages that only some variants have, and slots that only some variants bring", async (t) => {
      for (const [query, text, told] of [
        ["", "Les deux", []],
        ["?on", "Only English", ["/slots/nowhere"]],
      ]) {
        const { page } = await visit(t, browser, `silent.html${query}`);
        await shows(page, text);
        assert.deepEqual([spoken(), await problems(page)], [[], told]);
        assert.equal(await page.$$eval("#inner", ([inner]) => inner?.textContent), query ? "Inner" : undefined);
      }
    });

    for (const [what, given] of Object.entries({
      "not there": { status: 404 },
      "a page": { contentType: "text/html", body: "<p>" },
      "of another build": { contentType: "text/plain", body: "Something else" },
    }))
      test(`a file that is ${what}: one problem, and the page stays; it may come later`, async (t) => {
        const { page, lines } = await browser.newPage(t, { locale: "en-GB" });
        await page.route("**/site-fr-*", (route) => route.fulfill(given));
        await page.goto(`${site.url}module-en.html`);
        await shows(page, "Evening, all");
        const turnTo = (lang) =>
          page.evaluate((lang) => {
            document.documentElement.lang = lang;
            globalThis.tailorbird.page.render();
          }, lang);
        await turnTo("fr");
        await page.waitForFunction(() => globalThis.tailorbird.page.problems.length > 0);
        await turnTo("fr");
        assert.deepEqual(await problems(page), ["/locales/2"]);
        assert.equal(await page.textContent("h1"), "Evening, all");
        assert.equal(lines.filter((line) => line.startsWith("tailorbird: /locales/2: ")).length, 1, lines.join("\n"));
        await page.unrouteAll();
        await turnTo("en");
        await turnTo("fr");
        await shows(page, "Soir, tous");
        assert.deepEqual(await problems(page), ["/locales/2"]);
      });

    test("a page that is closed before they come stays as the server sent it", async (t) => {
      const { page } = await browser.newPage(t, { locale: "en-GB" });
      let answer;
      const held = new Promise((resolve) => {
        answer = resolve;
      });
      await page.route("**/site-en-*", async (route) => {
        await held;
        await route.continue();
      });
      const response = page.waitForResponse("**/site-en-*");
      await page.goto(`${site.url}module-en.html`);
      await page.waitForFunction(() => globalThis.tailorbird);
      await page.evaluate(() => globalThis.tailorbird.page.close());
      answer();
      await (await response).finished();
      assert.equal(await page.evaluate(() => document.querySelector("h1").textContent), "Server");
      assert.deepEqual(await problems(page), []);
    });
  });
