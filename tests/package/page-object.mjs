// The page object over a scripted engine: traps, timers, problems, and calls in the wrong order.

import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { build } from "esbuild";
import { everything, generated } from "../../scripts/bundle.mjs";
import { inRoot } from "../../scripts/paths.mjs";
import { chromium } from "../browser/browsers.mjs";

const HTML = `
  <section data-tb-slot="hero" class="wide"><h1 data-tb-text="title">Welcome</h1> <a data-tb-attr="href=link" href="/join">Join</a>
    <template data-tb-variant="evening"><p data-tb-text="title">Good evening</p></template></section>`;
const DAY = 86_400_000;
const START = Date.UTC(2026, 10, 23);

let script;

before(async () => {
  const options = {
    entryPoints: [inRoot("tests/package/scripted-page.ts")],
    bundle: true,
    format: "iife",
    write: false,
    // What is scripted ranks nothing.
    define: { ...everything(), $rank: "false" },
    plugins: [generated],
  };
  const { outputFiles } = await build(options);
  script = outputFiles[0].text;
});

async function scriptedPage(t) {
  const { page, lines } = await chromium.newPage(t);
  await page.clock.install({ time: START - DAY });
  // It stands still but for what a test lets pass.
  await page.clock.pauseAt(START);
  await page.setContent(HTML);
  await page.addScriptTag({ content: script });
  return { page, lines };
}

describe("the page object", () => {
  test("a trap gives back the very nodes, and every later call is harmless", async (t) => {
    const { page, lines } = await scriptedPage(t);
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
  });

  test("a trap in one page ends every page of the same instance, each with its own line", async (t) => {
    const { page, lines } = await scriptedPage(t);
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
  });

  test("a refused event is a problem, not an end", async (t) => {
    const { page, lines } = await scriptedPage(t);
    const found = await page.evaluate(() => {
      const subject = openPage();
      subject.observe({ kind: "nonsense" });
      subject.observe({ kind: "nonsense" });
      return { problems: subject.problems.length, decisions: subject.decide().length };
    });
    assert.deepEqual(found, { problems: 2, decisions: 1 });
    assert.deepEqual(lines, ["tailorbird: /kind: no such event"]);
  });

  test("problems that the engine meets later are added once, and the console has one line", async (t) => {
    const { page, lines } = await scriptedPage(t);
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
  });

  test("it renders again when the earliest moment comes, even beyond what a timer can hold", async (t) => {
    const { page } = await scriptedPage(t);
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
  });

  test("a newer program sets the timer anew, and the moment of the old one passes", async (t) => {
    const { page } = await scriptedPage(t);
    await page.evaluate((until) => {
      script.until = until;
      globalThis.subject = openPage();
      subject.render();
      script.until = until + 10_000;
      subject.load(new Uint8Array());
    }, START + 5_000);
    assert.equal(await page.evaluate("rendered()"), 2);
    await page.clock.runFor(9_000);
    assert.equal(await page.evaluate("rendered()"), 2);
    await page.evaluate("script.until = null");
    await page.clock.runFor(7_000);
    assert.equal(await page.evaluate("rendered()"), 3);
  });

  test("a moment that passed while the device slept is caught when the page is seen again", async (t) => {
    const { page } = await scriptedPage(t);
    await page.evaluate((until) => {
      script.until = until;
      openPage().render();
      script.until = null;
    }, START + DAY);
    await page.clock.setSystemTime(START + 2 * DAY);
    assert.equal(await page.evaluate("rendered()"), 1);
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    assert.equal(await page.evaluate("rendered()"), 2);
  });

  test("a clock that was handed in sets the timer; a moment that was handed in stands still", async (t) => {
    const { page } = await scriptedPage(t);
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
  });

  test("a preference or a visit renders again where it has rendered before; other events do not", async (t) => {
    const { page } = await scriptedPage(t);
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
  });

  test("what is assumed is added to what was given, and undefined takes it back", async (t) => {
    const { page } = await scriptedPage(t);
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
  });

  test("a call from inside a call is ignored and told", async (t) => {
    const { page } = await scriptedPage(t);
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
  });

  test("close gives the page back, asks nothing more of the engine, and no timer outlives it", async (t) => {
    const { page, lines } = await scriptedPage(t);
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
  });

  test("a root that is no root leaves the page alone", async (t) => {
    const { page, lines } = await scriptedPage(t);
    const found = await page.evaluate(() => openPage({ root: "#app" }).render());
    assert.deepEqual(found, []);
    assert.match(
      lines.join("\n"),
      /^tailorbird: `root` is neither a document nor an element; the page stays as it is$/,
    );
  });
});
