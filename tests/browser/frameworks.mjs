// The real React, Vue, Turbo and htmx beside a page in real browsers: nobody undoes the other's work.

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { inRoot } from "../../scripts/paths.mjs";
import { serve } from "../../scripts/serve.mjs";
import { browsers } from "./browsers.mjs";
import { temporaryFolder } from "./folder.mjs";

const MANIFEST = {
  tailorbird: 1,
  locales: ["en"],
  preferences: { on: { type: "flag", default: true } },
  signals: { gale: { type: "flag" } },
  slots: {
    hero: {
      default: "a",
      variants: { b: { when: "preference.on", fields: { title: "Good evening", isOpen: true } }, a: {} },
    },
    note: { default: "a", variants: { b: { when: "signal.gale", fields: { title: "Gale" } }, a: {} } },
  },
};

const SOURCES = {
  react: `
    import { createElement as h, useState, useSyncExternalStore, StrictMode, Component } from "react";
    import { createRoot } from "react-dom/client";
    import { flushSync } from "react-dom";
    class Guard extends Component {
      state = {};
      static getDerivedStateFromError(error) { return { error: String(error) }; }
      render() { return this.state.error ? h("b", { id: "broken" }, this.state.error) : this.props.children; }
    }
    const Hero = ({ sale, words, template }) => h("section", { "data-tb-slot": "hero" },
      h("h1", { "data-tb-text": "title" }, words, sale && h("em", null, "sale")),
      template && h("template", { "data-tb-variant": "b" }, h("b", { "data-tb-text": "title" }, "?")));
    const root = createRoot(document.querySelector("#app"));
    globalThis.draw = (props) => flushSync(() => root.render(h(Guard, null, h(Hero, props))));
    globalThis.renders = 0;
    const Looks = ({ page }) => {
      globalThis.renders += 1;
      const { subscribe, decide } = page;
      const all = useSyncExternalStore(subscribe, decide);
      const consent = useSyncExternalStore(subscribe, () => page.consent);
      const insights = useSyncExternalStore(subscribe, page.insights);
      return h("p", { id: "looks" }, all.map(({ variant }) => variant).join(), " ", consent.learn, " ", insights.length);
    };
    globalThis.look = (page) => flushSync(() => root.render(h(StrictMode, null, h(Guard, null, h(Looks, { page })))));
    globalThis.unmount = () => root.unmount();
    globalThis.ready = true;`,
  vue: `
    import { createApp, h, reactive, nextTick } from "vue";
    const state = reactive({ sale: true, words: "Welcome" });
    const warnings = globalThis.warnings = [];
    const app = createApp({ render: () => h("section", { "data-tb-slot": "hero" }, [
      h("h1", { "data-tb-text": "title" }, [state.words, state.sale ? h("em", "sale") : null]),
      state.template ? h("template", { "data-tb-variant": "b" }, [h("b", { "data-tb-text": "title" }, "?")]) : null,
    ]) });
    app.config.errorHandler = (error) => warnings.push(String(error));
    globalThis.draw = async (props) => { Object.assign(state, props); await nextTick(); };
    app.mount("#app");
    globalThis.ready = true;`,
  turbo: `import * as Turbo from "@hotwired/turbo"; globalThis.Turbo = Turbo; globalThis.ready = true;`,
  htmx: `import htmx from "htmx.org"; globalThis.htmx = htmx; globalThis.ready = true;`,
};

const page = (script, body) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>t</title>
<link rel="icon" href="data:,"><script type="module" src="/${script}.js"></script>
<script type="module">
  import { open } from "/tailorbird.js";
  import { bytes } from "/program.js";
  globalThis.page ??= open(bytes);
</script></head><body>${body}</body></html>`;

const HERO = `<main><section data-tb-slot="hero"><h1 data-tb-text="title">Welcome</h1></section></main>`;

const folder = temporaryFolder("frameworks");
let site;
before(async () => {
  const { build } = await import("esbuild");
  const { compile } = await import("../../dist/author.js");
  const { bytes, problems } = compile(MANIFEST);
  assert.deepEqual(problems, []);
  await writeFile(`${folder}/program.js`, `export const bytes = new Uint8Array(${JSON.stringify([...bytes])});`);
  for (const [name, contents] of Object.entries(SOURCES))
    await build({
      stdin: { contents, resolveDir: inRoot("."), loader: "js" },
      bundle: true,
      format: "esm",
      outfile: `${folder}/${name}.js`,
      define: { "process.env.NODE_ENV": '"production"' },
      logLevel: "error",
    });
  await build({ entryPoints: [inRoot("dist/index.js")], format: "esm", outfile: `${folder}/tailorbird.js` });
  await writeFile(`${folder}/react.html`, page("react", '<div id="app"></div>'));
  await writeFile(`${folder}/vue.html`, page("vue", '<div id="app"></div>'));
  for (const name of ["turbo", "htmx"]) {
    const link = name === "htmx" ? ' hx-boost="true"' : "";
    await writeFile(`${folder}/${name}.html`, page(name, `${HERO}<a id="go"${link} href="/${name}-2.html">go</a>`));
    await writeFile(`${folder}/${name}-2.html`, page(name, `<main><p id="second">Second</p>${HERO}</main>`));
  }
  site = await serve(folder);
});
after(() => site.close());

async function opened(t, browser, name) {
  const { page: tab, lines } = await browser.newPage(t);
  await tab.goto(`${site.url}${name}.html`);
  await tab.waitForFunction(() => globalThis.ready && globalThis.page);
  return { tab, lines };
}

for (const browser of browsers)
  describe(browser.name, () => {
    for (const name of ["react", "vue"]) {
      test(`${name} takes out and puts in its own nodes, and changes its own words`, async (t) => {
        const { tab, lines } = await opened(t, browser, name);
        const seen = await tab.evaluate(async () => {
          const seen = [];
          const see = () => seen.push(document.querySelector("#app h1")?.innerText ?? document.body.innerHTML);
          await draw({ sale: true, words: "Welcome" });
          page.render();
          see();
          await draw({ sale: false, words: "Welcome" });
          page.render();
          see();
          await draw({ sale: true, words: "Welcome" });
          await draw({ sale: false, words: "Welcome back" });
          page.render();
          see();
          page.observe({ kind: "preference", name: "on", value: false });
          see();
          page.observe({ kind: "preference", name: "on", value: true });
          see();
          page.close();
          see();
          return seen;
        });
        assert.deepEqual(seen, [
          "Good evening",
          "Good evening",
          "Welcome back",
          "Welcome back",
          "Good evening",
          "Welcome back",
        ]);
        assert.deepEqual(lines, []);
      });

      test(`${name} makes the content of a template its children`, async (t) => {
        const { tab, lines } = await opened(t, browser, name);
        const found = await tab.evaluate(async () => {
          await draw({ sale: false, words: "Welcome", template: true });
          page.render();
          const shown = document.querySelector("#app section > b")?.textContent;
          page.observe({ kind: "preference", name: "on", value: false });
          return [shown, document.querySelector("#app section").innerText.trim(), page.problems];
        });
        assert.deepEqual(found, ["Good evening", "Welcome", []]);
        assert.deepEqual(lines, []);
      });
    }

    test("React's useSyncExternalStore neither loops nor misses anything", async (t) => {
      const { tab, lines } = await opened(t, browser, "react");
      const found = await tab.evaluate(async () => {
        const seen = [];
        const see = async () => {
          await new Promise((resolve) => setTimeout(resolve));
          seen.push(document.querySelector("#looks")?.textContent ?? document.body.innerHTML);
        };
        look(page);
        await see();
        page.signal({ gale: true });
        await see();
        page.assume({ signals: { gale: false } });
        await see();
        page.choose({ learn: "granted" });
        await see();
        const before = globalThis.renders;
        page.signal({ gale: false });
        await see();
        return [seen, before < 30, globalThis.renders === before];
      });
      assert.deepEqual(found, [
        ["b,a unknown 1", "b,b unknown 1", "b,a unknown 1", "b,a granted 1", "b,a granted 1"],
        true,
        true,
      ]);
      assert.deepEqual(lines, []);
    });

    for (const name of ["turbo", "htmx"])
      for (const restores of [false, true])
        test(`${name} keeps no withdrawn words in its cache${restores ? ", with restore() before it" : ""}`, async (t) => {
          const { tab, lines } = await opened(t, browser, name);
          await tab.evaluate((restores) => {
            page.render();
            for (const event of ["turbo:before-cache", "htmx:beforeHistorySave"])
              if (restores) document.addEventListener(event, () => page.restore());
            for (const event of ["turbo:load", "htmx:afterSettle", "htmx:historyRestore"])
              if (restores) document.addEventListener(event, () => page.render());
          }, restores);
          const shows = (words) =>
            tab.waitForFunction((words) => document.querySelector("h1")?.innerText === words, words);
          await shows("Good evening");
          await tab.click("#go");
          await tab.waitForSelector("#second");
          // The slots of the next page are filled without a word from the site.
          await shows("Good evening");
          await tab.evaluate(() => page.observe({ kind: "preference", name: "on", value: false }));
          await shows("Welcome");
          await tab.evaluate(() => history.back());
          await tab.waitForSelector("#second", { state: "detached" });
          await shows("Welcome");
          await tab.evaluate(() => page.observe({ kind: "preference", name: "on", value: true }));
          await shows("Good evening");
          await tab.evaluate(() => page.close());
          assert.equal(await tab.evaluate(() => document.querySelector("main").innerHTML), HERO.slice(6, -7));
          assert.deepEqual(lines, []);
        });
  });
