// What the face promises whatever the engine does: traps, timers, problems, and calls in the wrong order.

import assert from "node:assert/strict";
import { build } from "esbuild";
import { inRoot } from "../../scripts/paths.mjs";
import { launch } from "../browser/drivers/chromium.mjs";
import { check } from "./checks.mjs";

const HTML = `
  <section data-tb-slot="hero" class="wide"><h1 data-tb-text="title">Welcome</h1> <a data-tb-attr="href=link" href="/join">Join</a>
    <template data-tb-variant="evening"><p data-tb-text="title">Good evening</p></template></section>`;
const DAY = 86_400_000;
const START = Date.UTC(2026, 10, 23);

export async function checkFace() {
  const browser = await launch();
  const options = { entryPoints: [inRoot("tests/package/face-page.ts")], bundle: true, format: "iife", write: false };
  const { outputFiles } = await build(options);
  try {
    for (const [name, test] of Object.entries(tests)) {
      await check(`face: ${name}`, async () => {
        const page = await browser.newPage();
        await page.clock.install({ time: START });
        const lines = [];
        page.on("console", (message) => lines.push(message.text()));
        page.on("pageerror", (error) => lines.push(`exception: ${error.message}`));
        await page.setContent(HTML);
        await page.addScriptTag({ content: outputFiles[0].text });
        await test(page, lines);
        await page.close();
      });
    }
  } finally {
    await browser.close();
  }
}

const tests = {
  async "a trap gives back the very nodes, and every later call is harmless"(page, lines) {
    const found = await page.evaluate(() => {
      const slot = document.querySelector("section");
      const before = document.body.innerHTML;
      const heading = slot.firstChild;
      const subject = openPage();
      script.patches = [[0, "Guten Tag"]];
      subject.render();
      const changed = heading.textContent;
      script.variant = "evening";
      script.atPatch = trap;
      const answers = [subject.render(), subject.decide(), subject.decide("hero") ?? null, subject.explain("hero")];
      subject.observe({ kind: "visit" });
      subject.erase();
      answers.push(subject.assume({}), subject.export());
      subject.close();
      subject.close();
      const same = document.body.innerHTML === before && slot.firstChild === heading;
      return { changed, same, answers, calls: script.calls, problems: subject.problems };
    });
    assert.equal(found.changed, "Guten Tag");
    assert.equal(found.same, true);
    assert.deepEqual(found.answers, [[], [], null, [], [], {}]);
    assert.deepEqual(found.calls, ["decide", "patch", "decide", "patch"]);
    assert.equal(found.problems.length, 1);
    assert.match(found.problems[0].message, /unreachable/);
    assert.equal(lines.length, 1);
    assert.match(lines[0], /^tailorbird: .*unreachable.*the page stays as it is$/);
  },

  async "a trap in one page ends every page of the same instance, each with its own line"(page, lines) {
    const found = await page.evaluate(() => {
      const heading = document.querySelector("h1");
      const other = openPage();
      script.patches = [[0, "Changed"]];
      other.render();
      const changed = heading.textContent;
      script.atDecide = trap;
      openPage({ root: null }).render();
      script.atDecide = () => {};
      const decisions = other.decide();
      return { changed, after: heading.textContent, decisions, late: openPage().problems.length };
    });
    assert.deepEqual(found, { changed: "Changed", after: "Welcome", decisions: [], late: 1 });
    assert.equal(lines.length, 3);
  },

  async "a refused event is a problem, not an end"(page, lines) {
    const found = await page.evaluate(() => {
      const subject = openPage();
      subject.observe({ kind: "nonsense" });
      subject.observe({ kind: "nonsense" });
      return { problems: subject.problems.length, decisions: subject.decide().length };
    });
    assert.deepEqual(found, { problems: 2, decisions: 1 });
    assert.deepEqual(lines, ["tailorbird: /kind: no such event"]);
  },

  async "problems that the engine meets later are added once, and the console has one line"(page, lines) {
    const found = await page.evaluate(() => {
      const subject = openPage();
      script.slot = "other";
      subject.render();
      subject.render();
      subject.assume({ timeZone: "Nowhere/Land" });
      return subject.problems.map(({ path }) => path);
    });
    assert.deepEqual(found, ["/slots/hero", "/timeZone"]);
    assert.equal(lines.length, 1);
    assert.match(lines[0], /^tailorbird: \/slots\/hero: /);
  },

  async "it renders again when the earliest moment comes, even beyond what a timer can hold"(page) {
    await page.evaluate(
      (until) => {
        script.until = until;
        openPage().render();
        script.until = null;
      },
      START + 60 * DAY,
    );
    // In steps, because Playwright's clock cannot hold a longer one either.
    for (const days of [20, 20, 19]) await page.clock.fastForward(days * DAY);
    assert.equal(await page.evaluate("rendered()"), 1);
    await page.clock.runFor(DAY + 1000);
    assert.equal(await page.evaluate("rendered()"), 2);
    await page.clock.runFor(DAY);
    assert.equal(await page.evaluate("rendered()"), 2);
  },

  async "a moment that passed while the device slept is caught when the page is seen again"(page) {
    await page.evaluate((until) => {
      script.until = until;
      openPage().render();
      script.until = null;
    }, START + DAY);
    await page.clock.setSystemTime(START + 2 * DAY);
    assert.equal(await page.evaluate("rendered()"), 1);
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    assert.equal(await page.evaluate("rendered()"), 2);
  },

  async "a clock that was handed in sets the timer; a moment that was handed in stands still"(page) {
    await page.evaluate(() => {
      script.until = 5_000;
      openPage({ now: 0 }).render();
      openPage({ now: new Date(0) }).render();
      openPage({ root: null, now: () => 0 }).render();
      const began = Date.now();
      openPage({ now: () => Date.now() - began }).render();
      script.until = null;
    });
    await page.clock.runFor(4_900);
    assert.equal(await page.evaluate("rendered()"), 3);
    await page.clock.runFor(200);
    assert.equal(await page.evaluate("rendered()"), 4);
  },

  async "a preference or a visit renders again where it has rendered before; other events do not"(page) {
    const counts = await page.evaluate(() => {
      const subject = openPage();
      const after = (event) => {
        subject.observe(event);
        return rendered();
      };
      const preference = { kind: "preference", name: "name", value: "Ada" };
      const before = after(preference);
      subject.render();
      return [before, after({ kind: "click", slot: "hero" }), after(preference), after({ kind: "visit" })];
    });
    assert.deepEqual(counts, [0, 1, 2, 3]);
  },

  async "what is assumed is added to what was given, and undefined takes it back"(page) {
    const looks = await page.evaluate(() => {
      const subject = openPage({ locales: ["fr"], now: 1 });
      subject.assume({ page: { path: "/there" } });
      subject.assume({ locales: undefined, now: 2 });
      const seen = (text) => ["fr", "/there"].filter((part) => text.includes(part));
      return script.texts.map((text, index) => [script.times[index], ...seen(text)]);
    });
    assert.deepEqual(looks, [
      [1, "fr", "/there"],
      [2, "/there"],
    ]);
  },

  async "a call from inside a call is ignored and told"(page) {
    const found = await page.evaluate(() => {
      const subject = openPage();
      let inner;
      script.atDecide = () => {
        inner = subject.decide();
      };
      const outer = subject.render();
      return { inner, outer: outer.length, problems: subject.problems.length, alive: subject.decide().length };
    });
    assert.deepEqual(found, { inner: [], outer: 1, problems: 1, alive: 1 });
  },

  async "close gives the page back, asks nothing more of the engine, and no timer outlives it"(page, lines) {
    const calls = await page.evaluate((until) => {
      script.until = until;
      script.variant = "evening";
      const before = document.body.innerHTML;
      const subject = openPage();
      subject.render();
      if (document.querySelector("section > p") === null) throw new Error("the template was not shown");
      script.calls.length = 0;
      subject.close();
      subject.close();
      subject.render();
      if (document.body.innerHTML !== before) throw new Error("the page was not given back");
      return script.calls;
    }, START + 1000);
    await page.clock.runFor(5000);
    // What decisions give as reasons may be asked for later, so the memory goes with the last of them.
    assert.deepEqual(calls, []);
    assert.equal(await page.evaluate("rendered()"), 0);
    assert.deepEqual(lines, []);
  },

  async "a root that is no root leaves the page alone"(page, lines) {
    const found = await page.evaluate(() => openPage({ root: "#app" }).render());
    assert.deepEqual(found, []);
    assert.match(
      lines.join("\n"),
      /^tailorbird: `root` is neither a document nor an element; the page stays as it is$/,
    );
  },
};
