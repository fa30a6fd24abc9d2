// What counts of an experiment in real browsers: arms that are really seen, and goals that the markup names.

import assert from "node:assert/strict";
import { copyFile, writeFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { inRoot } from "../../scripts/paths.mjs";
import { serve } from "../../scripts/serve.mjs";
import { browsers } from "./browsers.mjs";
import { temporaryFolder } from "./folder.mjs";
import { startWith as start, startable, stored, variantOf } from "./started.mjs";

const slot = { default: "plain", variants: { bold: { fields: { title: "Bold" } }, plain: {} } };
const arms = { bold: 1, plain: 1 };
const MANIFEST = {
  tailorbird: 1,
  locales: ["en"],
  goals: { signup: {}, read: {}, order: {}, asked: {} },
  slots: { hero: slot, foot: slot, other: slot },
  experiments: {
    headline: { slot: "hero", arms },
    below: { slot: "foot", arms },
    hourly: { slot: "other", arms, unit: "hour" },
  },
};

const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>t</title><link rel="icon" href="data:,">
<body><h1 data-tb-slot="hero" data-tb-text="title">Welcome</h1><p data-tb-slot="other" data-tb-text="title">Other</p>
<button id="signup" data-tb-goal="signup">sign up</button>
<form id="order" data-tb-goal="order" data-tb-value="4900"><button>order</button></form>
<details data-tb-goal="asked" data-tb-on="toggle"><summary>more</summary>text</details>
<div style="height: 300vh"></div>
<h2 id="end" data-tb-slot="foot" data-tb-text="title">Below</h2><p data-tb-goal="read" data-tb-on="seen" data-tb-seconds="0.1">end</p>
<script type="module">
  import { open } from "/index.js";
  import { bytes, turned } from "/program.js";
  document.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
  globalThis.start = (options, program = bytes) => {
    globalThis.page = open(program, { remember: "local", ...options });
    page.render();
  };
  globalThis.turned = turned;
</script></body></html>`;

const GRANTED = { consent: { initial: { remember: "granted", measure: "granted" } } };
const folder = temporaryFolder("exposure");
let site;
before(async () => {
  const { compile } = await import("../../dist/author.js");
  const compiled = (weights) => {
    const experiments = { ...MANIFEST.experiments, headline: { slot: "hero", arms: weights } };
    const { bytes, problems } = compile({ ...MANIFEST, experiments });
    assert.deepEqual(problems, []);
    return JSON.stringify([...bytes]);
  };
  await copyFile(inRoot("dist/index.js"), `${folder}/index.js`);
  const programs = { bytes: arms, "turned.bold": { bold: 0, plain: 1 }, "turned.plain": { bold: 1, plain: 0 } };
  const [own, bold, plain] = Object.values(programs).map((weights) => `new Uint8Array(${compiled(weights)})`);
  await writeFile(
    `${folder}/program.js`,
    `export const bytes = ${own}; export const turned = { bold: ${bold}, plain: ${plain} };`,
  );
  await writeFile(`${folder}/index.html`, html);
  site = await serve(folder);
});
after(() => site.close());

const { begin, again } = startable(() => `${site.url}index.html`);
const report = (tab) => tab.evaluate(() => globalThis.page.report());
const arm = (tab) => variantOf(tab, "hero");
const seen = (tab, name, times = 1) =>
  tab.waitForFunction(([name, times]) => globalThis.page.report()[name]?.exposures === times, [name, times]);
const reached = (tab, goal, times = 1) =>
  tab.waitForFunction(
    ([goal, times]) => globalThis.page.report().headline?.goals[goal]?.times === times,
    [goal, times],
  );

for (const browser of browsers)
  describe(browser.name, () => {
    test("what is on the screen counts once, and what is not counts when it is scrolled to", async (t) => {
      const { tab, lines } = await begin(browser, t);
      await start(tab, GRANTED);
      await seen(tab, "headline");
      const found = await report(tab);
      assert.deepEqual(Object.keys(found), ["headline"], "neither what is below, nor what an hour decides");
      assert.equal(found.headline.arm, await arm(tab));
      await tab.evaluate(() => globalThis.page.render());
      await tab.evaluate(() => document.querySelector("#end").scrollIntoView());
      await seen(tab, "below");
      assert.equal((await report(tab)).headline.exposures, 1);
      assert.deepEqual(lines, []);
    });

    test("goals count where an arm was seen: clicks, forms, other events, scrolling, with their values", async (t) => {
      const { tab, lines } = await begin(browser, t);
      // In one turn: nothing can have been seen for a second by then.
      await tab.evaluate((options) => {
        globalThis.start(options);
        document.querySelector("#signup").click();
      }, GRANTED);
      await seen(tab, "headline");
      assert.deepEqual((await report(tab)).headline.goals, {}, "what was reached before counts for nothing");
      await tab.click("#signup");
      await tab.click("#order button");
      await tab.click("summary");
      await reached(tab, "asked");
      await tab.evaluate(() => document.querySelector("#end").scrollIntoView());
      await reached(tab, "read");
      await tab.evaluate(() => globalThis.page.observe({ kind: "convert", goal: "order", value: 100 }));
      const { goals } = (await report(tab)).headline;
      assert.deepEqual(goals, {
        signup: { times: 1, value: 0 },
        order: { times: 2, value: 5000 },
        asked: { times: 1, value: 0 },
        read: { times: 1, value: 0 },
      });
      const isSame = () => {
        const one = globalThis.page.report();
        return globalThis.page.report() === one;
      };
      assert.equal(await tab.evaluate(isSame), true);
      assert.deepEqual(lines, []);
    });

    test("with consent a reader stays in the arm that was seen, whatever becomes of the weights", async (t) => {
      const { tab } = await begin(browser, t);
      await start(tab, GRANTED);
      assert.doesNotMatch(await stored(tab), /^c 4 /m, "nothing of it is kept before it was seen");
      await seen(tab, "headline");
      const first = await arm(tab);
      for (const times of [2, 3]) {
        await again(tab);
        await tab.evaluate(([first, options]) => globalThis.start(options, globalThis.turned[first]), [first, GRANTED]);
        assert.equal(await arm(tab), first);
        await seen(tab, "headline", times);
      }
      await tab.evaluate(() => globalThis.page.choose({ measure: "denied" }));
      assert.deepEqual(await report(tab), {});
      assert.doesNotMatch(await stored(tab), /\bc 4 /, "the assignments, the unit and the goals are gone");
    });

    test("without consent nothing is counted or kept, and the arm stays for the view", async (t) => {
      const { tab } = await begin(browser, t);
      await start(tab, { consent: { initial: { remember: "granted" } } });
      const first = await arm(tab);
      await tab.click("#signup");
      await tab.evaluate(() => document.querySelector("#end").scrollIntoView());
      // What is at the end is seen, and reaches its goal.
      await tab.waitForFunction(() => globalThis.page.export().events.some(({ goal }) => goal === "read"));
      assert.equal(await arm(tab), first);
      assert.deepEqual(await report(tab), {});
      assert.doesNotMatch(await stored(tab), /\bc 4 /);
      assert.equal(
        await tab.evaluate(() => globalThis.page.export().events.some(({ kind }) => kind === "assign")),
        false,
      );
      // Consent that comes later counts what is on the screen then.
      await tab.evaluate(() => scrollTo(0, 0));
      await tab.evaluate(() => globalThis.page.choose({ measure: "granted" }));
      await seen(tab, "headline");
      assert.equal((await report(tab)).headline.arm, first);
    });

    test("a page that comes back from the back/forward cache is a new view, and one that is hidden is none", async (t) => {
      const { tab } = await begin(browser, t);
      await tab.evaluate(() => {
        globalThis.state = "hidden";
        Object.defineProperty(Document.prototype, "visibilityState", { get: () => globalThis.state });
      });
      await start(tab, GRANTED);
      const turn = (state) =>
        tab.evaluate((state) => {
          globalThis.state = state;
          document.dispatchEvent(new Event("visibilitychange"));
        }, state);
      await tab.evaluate(() => new Promise((done) => setTimeout(done, 1500)));
      assert.deepEqual(await report(tab), {});
      await turn("visible");
      await seen(tab, "headline");
      await turn("hidden");
      await tab.evaluate(() => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
      await turn("visible");
      await seen(tab, "headline", 2);
    });

    test("a unit of the site's own decides alone and is not kept; an empty one is a problem", async (t) => {
      const { tab } = await begin(browser, t);
      await start(tab, { ...GRANTED, unit: "reader-1" });
      await seen(tab, "headline");
      const first = await arm(tab);
      assert.doesNotMatch(await stored(tab), /reader-1/);
      await again(tab);
      await start(tab, { ...GRANTED, unit: "reader-1" });
      assert.equal(await arm(tab), first);
      await again(tab);
      await start(tab, { unit: "" });
      const [problem] = await tab.evaluate(() => globalThis.page.problems);
      assert.equal(problem.path, "/unit");
    });

    test("erasing takes everything, and begins anew", async (t) => {
      const { tab } = await begin(browser, t);
      await start(tab, GRANTED);
      await seen(tab, "headline");
      await tab.evaluate(() => globalThis.page.erase());
      assert.deepEqual(await report(tab), {});
      assert.equal(await stored(tab), "");
      assert.match(await arm(tab), /^(bold|plain)$/);
    });
  });
