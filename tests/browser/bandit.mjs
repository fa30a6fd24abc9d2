// A slot that learns, in real browsers: what is seen and what comes of it is kept with consent, is the same in all tabs, and goes.

import assert from "node:assert/strict";
import { copyFile, writeFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { inRoot } from "../../scripts/paths.mjs";
import { serve } from "../../scripts/serve.mjs";
import { browsers } from "./browsers.mjs";
import { temporaryFolder } from "./folder.mjs";

const slot = (choose) => ({
  default: "plain",
  variants: { bold: { fields: { title: "Bold" } }, plain: { fields: { title: "Plain" } } },
  choose: { by: "bandit", ...choose },
});
const MANIFEST = {
  tailorbird: 1,
  locales: ["en"],
  goals: { signup: {} },
  signals: { night: { type: "flag", default: false } },
  slots: { hero: slot({ goal: "signup", features: ["signal.night"] }), side: slot({}), below: slot({}) },
};

const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>t</title><link rel="icon" href="data:,">
<body><h1 data-tb-slot="hero" data-tb-text="title">Welcome</h1><p data-tb-slot="side" data-tb-text="title">Side</p>
<button id="signup" data-tb-goal="signup">sign up</button><div style="height: 300vh"></div>
<h2 id="end" data-tb-slot="below" data-tb-text="title">Below</h2>
<script type="module">
  import { open } from "/author.js";
  import { bytes } from "/program.js";
  globalThis.start = (options, first) => {
    globalThis.page = open(bytes, { remember: "local", ...options });
    first?.(page);
    page.render();
  };
</script></body></html>`;

const GRANTED = { consent: { initial: { remember: "granted", learn: "granted" } } };
const folder = temporaryFolder("bandit");
let site;
before(async () => {
  const { compile } = await import("../../dist/author.js");
  const { bytes, problems } = compile(MANIFEST);
  assert.deepEqual(problems, []);
  await copyFile(inRoot("dist/author.js"), `${folder}/author.js`);
  await writeFile(`${folder}/program.js`, `export const bytes = new Uint8Array(${JSON.stringify([...bytes])});`);
  await writeFile(`${folder}/index.html`, html);
  site = await serve(folder);
});
after(() => site.close());

async function begin(browser, t) {
  const { page: tab, lines } = await browser.newPage(t);
  await again(tab);
  return { tab, lines };
}

async function again(tab) {
  await tab.goto(`${site.url}index.html`);
  await tab.waitForFunction(() => globalThis.start);
}

const start = (tab, options = GRANTED) => tab.evaluate((options) => globalThis.start(options), options);
/** Views and successes of each variant, as sums that have hardly faded. */
const learned = (tab) =>
  tab.evaluate(() => {
    const all = (globalThis.page.export().outcomes ?? []).map(({ slot, variant, numbers: [, , size, ...rest] }) => {
      const views = rest[size + 2] / 65536;
      const successes = rest[size + 2 + (size * (size + 1)) / 2] / 65536;
      return [`${slot}/${variant}`, [Math.round(views), Math.round(successes)]];
    });
    return Object.fromEntries(all);
  });
const heroes = async (tab) => {
  const all = await learned(tab);
  return { "hero/plain": all["hero/plain"], "hero/bold": all["hero/bold"] };
};
/** Waits until this tab knows so many views, and so many successes where it says how many: another tab's come one by one. */
const seen = (tab, place, views = 1, successes = undefined) =>
  tab.waitForFunction(
    ([place, views, successes]) => {
      const [slot, variant] = place.split("/");
      const found = globalThis.page.export().outcomes?.find((one) => one.slot === slot && one.variant === variant);
      if (!found) return false;
      const [, , size, ...sums] = found.numbers;
      const count = (at) => Math.round(sums[at] / 65536);
      return count(size + 2) === views && [undefined, count(size + 2 + (size * (size + 1)) / 2)].includes(successes);
    },
    [place, views, successes],
  );
const variant = (tab, slot = "hero") => tab.evaluate((slot) => globalThis.page.decide(slot).variant, slot);
const stored = (tab) => tab.evaluate(() => Object.entries(localStorage).join("\n"));

for (const browser of browsers)
  describe(browser.name, () => {
    test("what is seen counts once, a goal makes it a success, and the next page knows", async (t) => {
      const { tab, lines } = await begin(browser, t);
      await start(tab);
      assert.equal(await variant(tab), "plain", "while nothing is known the default is shown");
      await seen(tab, "hero/plain");
      await seen(tab, "side/plain");
      assert.equal((await learned(tab))["below/plain"], undefined, "what is not on the screen was not seen");
      await tab.click("#signup");
      await tab.click("#signup");
      await tab.evaluate(() => globalThis.page.observe({ kind: "click", slot: "side" }));
      assert.deepEqual(await learned(tab), { "hero/plain": [1, 1], "side/plain": [1, 1] });
      await again(tab);
      await start(tab);
      await seen(tab, "hero/plain", 2);
      assert.deepEqual((await learned(tab))["hero/plain"], [2, 1]);
      assert.deepEqual(lines, []);
    });

    test("what has no success gives way on the next page, and never under the reader’s eyes", async (t) => {
      const { tab, lines } = await begin(browser, t);
      await start(tab);
      await seen(tab, "side/plain");
      await tab.evaluate(() => globalThis.page.render());
      assert.equal(await variant(tab, "side"), "plain", "it stays as long as this page shows it");
      await again(tab);
      await start(tab);
      assert.equal(await variant(tab, "side"), "bold", "what was not seen yet is tried");
      assert.equal(await tab.textContent("[data-tb-slot=side]"), "Bold");
      const reasons = await tab.evaluate(() => globalThis.page.decide("side").reasons);
      assert.deepEqual(reasons, [
        { kind: "learned", variant: "bold" },
        { kind: "outbid", variant: "plain" },
      ]);
      assert.deepEqual(lines, []);
    });

    test("a goal that is reached on the next page counts for what was seen before it", async (t) => {
      const { tab } = await begin(browser, t);
      await start(tab);
      await seen(tab, "hero/plain");
      await again(tab);
      await tab.evaluate(
        (options) => globalThis.start(options, (page) => page.observe({ kind: "convert", goal: "signup" })),
        GRANTED,
      );
      assert.deepEqual((await learned(tab))["hero/plain"], [1, 1]);
    });

    test("without consent to learn nothing is, and withdrawing it takes what was", async (t) => {
      const { tab } = await begin(browser, t);
      await start(tab, { consent: { initial: { remember: "granted" } } });
      await tab.evaluate(() => document.querySelector("#end").scrollIntoView());
      // A timer of the page, which comes after those that would have counted.
      await tab.evaluate(() => new Promise((done) => setTimeout(done, 1500)));
      await tab.click("#signup");
      assert.deepEqual(await learned(tab), {});
      await tab.evaluate(() => globalThis.page.choose({ learn: "granted" }));
      await tab.evaluate(() => document.querySelector("h1").scrollIntoView());
      await seen(tab, "hero/plain");
      await tab.waitForFunction(() => /^b hero plain/m.test(Object.values(localStorage).join("\n")));
      await tab.evaluate(() => globalThis.page.choose({ learn: "denied" }));
      assert.deepEqual(await learned(tab), {});
      assert.doesNotMatch(await stored(tab), /^b /m);
    });

    test("two tabs lose nothing and count nothing twice", async (t) => {
      const { tab } = await begin(browser, t);
      const other = await tab.context().newPage();
      await again(other);
      await start(tab);
      await seen(tab, "hero/plain");
      await start(other);
      // What had no success so far gives way to what nobody has seen.
      await seen(other, "hero/bold");
      await other.evaluate(() => globalThis.page.observe({ kind: "convert", goal: "signup" }));
      await seen(tab, "hero/bold", 1, 1);
      for (const one of [tab, other])
        assert.deepEqual(await heroes(one), { "hero/plain": [1, 0], "hero/bold": [1, 1] });
      await again(tab);
      await start(tab, { ...GRANTED, root: null });
      assert.deepEqual(await heroes(tab), { "hero/plain": [1, 0], "hero/bold": [1, 1] });
    });

    test("it can be taken along, is told in words, and is erased", async (t) => {
      const { tab } = await begin(browser, t);
      await start(tab);
      await seen(tab, "hero/plain");
      await tab.click("#signup");
      const profile = await tab.evaluate(() => globalThis.page.export());
      const told = await tab.evaluate(() => globalThis.page.insights().find(({ kind }) => kind === "outcomes"));
      assert.equal(told.name, "hero/plain");
      assert.equal(told.value, 1);
      await tab.evaluate(() => globalThis.page.erase());
      assert.deepEqual(await learned(tab), {});
      assert.doesNotMatch(await stored(tab), /hero/);
      await tab.evaluate((profile) => globalThis.page.import(profile), profile);
      assert.deepEqual((await learned(tab))["hero/plain"], [1, 1]);
      await tab.evaluate(() =>
        globalThis.page.import({ outcomes: [{ slot: "hero", variant: "plain", numbers: [1] }] }),
      );
      assert.deepEqual(await learned(tab), {}, "numbers that are none are left out");
    });

    test("what is forced for a preview teaches nothing", async (t) => {
      const { tab } = await begin(browser, t);
      await start(tab);
      await tab.evaluate(() => globalThis.page.force("hero", "bold"));
      await seen(tab, "side/plain");
      assert.equal((await learned(tab))["hero/bold"], undefined);
    });
  });
