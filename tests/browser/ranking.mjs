// A list that ranks, in Chromium and Firefox, on a page that is built for its manifest: real vectors from a server, a click that
// changes the list at once, what was seen and stays, and files that are not what they should be.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, before, describe, test } from "node:test";
import { build } from "../../dist/build.js";
import { inRoot } from "../../scripts/paths.mjs";
import { serve } from "../../scripts/serve.mjs";
import { write } from "../recommend/made.mjs";
import { browsers } from "./browsers.mjs";

const GROUPS = ["cycling", "cooking", "ferries"];
const IDS = Array.from({ length: 9 }, (_, item) => `${GROUPS[item % 3]}-${item}`);

/** Three groups of items that point into three directions. */
function vectors() {
  const dims = 16;
  const values = new Int8Array(IDS.length * dims);
  for (const item of IDS.keys()) values[item * dims + (item % 3)] = 100;
  const scales = new Float32Array(IDS.length).fill(0.01);
  return write({ dims, values, scales, popularity: IDS.map(() => 0), ids: IDS, regularisation: 1 });
}

const FILE = vectors();
const hashOf = (bytes) => `sha256-${createHash("sha256").update(bytes).digest("base64")}`;

const manifest = (hash, path = "/items.vectors") => ({
  tailorbird: 1,
  locales: ["en"],
  catalogs: { all: { items: IDS.map((id) => ({ id, fields: { title: id } })) } },
  slots: {
    more: { catalog: "all", count: 3, choose: { by: "rank", vectors: `${path}#${hash}`, diversity: 0 } },
    top: { catalog: "all", count: 2 },
  },
});

let site;
before(async () => {
  site = await serve(inRoot("."));
});
after(() => site.close());

/** Opens a page. Its vectors come when they are let in. `above`: how far down the list stands. */
async function opened(page, { hash = hashOf(FILE), path, above = 0 } = {}) {
  const { code, problems } = build(manifest(hash, path), { with: ["events", "reasons", "explain"] });
  assert.deepEqual(problems, []);
  const row = '<template data-tb-item><li data-tb-text="title"></li></template>';
  const lists = `<ul data-tb-slot="top">${row}</ul><div style="height:${above}px"></div><ul data-tb-slot="more">${row}</ul>`;
  await page.unrouteAll();
  await page.route("**/*.vectors", (route) =>
    route.fulfill({ body: Buffer.from(route.request().url().includes("/cut.") ? FILE.subarray(0, 600) : FILE) }),
  );
  await page.route(`${site.url}blank`, (route) =>
    route.fulfill({
      contentType: "text/html",
      body: `<!doctype html><html lang="en"><title>List</title><body>${lists}`,
    }),
  );
  await page.goto(`${site.url}blank`);
  await page.evaluate((code) => {
    // A second passes at once, and tells that it has.
    const later = globalThis.setTimeout;
    globalThis.setTimeout = (action, time) =>
      later(
        () => {
          action();
          if (time === 1000) globalThis.passed = true;
        },
        time === 1000 ? 0 : time,
      );
    const gate = new Promise((resolve) => {
      globalThis.letIn = resolve;
    });
    const open = new Function(code.replace(/export\{(\w+) as open\};?\s*$/, "return $1;"))();
    globalThis.opened = open({
      recommend: async (vectors) => {
        globalThis.asked = [...(globalThis.asked ?? []), vectors];
        const [{ recommender }] = await Promise.all([import("/dist/recommend.js"), gate]);
        return recommender(vectors);
      },
    });
    globalThis.order = () => [...document.querySelectorAll('[data-tb-slot="more"] > li')].map((row) => row.textContent);
    globalThis.click = (item, slot = "more") => {
      globalThis.opened.observe({ kind: "click", slot, item });
      return globalThis.order();
    };
    globalThis.told = 0;
    globalThis.opened.subscribe(() => {
      globalThis.told += 1;
    });
    globalThis.opened.render();
  }, code);
}

const letIn = (page) => page.evaluate(() => globalThis.letIn());
const order = (page) => page.evaluate(() => globalThis.order());
const because = (page) =>
  page.evaluate(() =>
    globalThis.opened.decisions
      .find(({ slot }) => slot === "more")
      .reasons.map(({ variant, because }) => [variant, because?.kind, because?.item]),
  );
const groupOf = (item) => item.split("-")[0];

for (const browser of browsers)
  describe(browser.name, () => {
    test("until its vectors are there a list is in the site's order; a click changes it at once, and says why", async (t) => {
      const { page } = await browser.newPage(t);
      await opened(page, { above: 5000 });
      assert.deepEqual(await order(page), IDS.slice(0, 3));
      await letIn(page);
      await page.waitForFunction(() =>
        globalThis.opened.decisions.some(({ reasons }) => reasons.some((one) => one.because)),
      );
      // Nothing is known of this reader yet.
      assert.deepEqual(await order(page), IDS.slice(0, 3));
      const told = await page.evaluate(() => globalThis.told);
      const after = await page.evaluate(() => globalThis.click("ferries-2"));
      assert.deepEqual(after, ["ferries-5", "ferries-8", "cycling-0"]);
      assert.equal(await page.evaluate(() => globalThis.told), told + 1, "who listens is told once");
      assert.deepEqual(await because(page), [
        ["cycling-0", "order", undefined],
        ["ferries-5", "like", "ferries-2"],
        ["ferries-8", "like", "ferries-2"],
      ]);
      const [first] = await page.evaluate(() => globalThis.opened.explain("more"));
      assert.match(first, /ferries-5.* is like .*ferries-2.*, which you opened/);
      // In any list of the catalogue.
      const other = await page.evaluate(() => globalThis.click("cooking-1", "top"));
      assert.ok(other.some((item) => groupOf(item) === "cooking") && !other.includes("cooking-1"), `${other}`);
      assert.deepEqual(await page.evaluate(() => globalThis.opened.problems), []);
      assert.equal((await page.evaluate(() => globalThis.asked)).length, 1, "a file is asked for once");
    });

    test("what the reader has before them stays until they do something", async (t) => {
      const { page } = await browser.newPage(t);
      await opened(page);
      await page.waitForFunction(() => globalThis.passed);
      // It was in the site's order when it was seen; what happened before nobody told it.
      await letIn(page);
      await page.waitForFunction(() =>
        globalThis.opened.decisions.some(({ reasons }) => reasons.some((one) => one.because)),
      );
      const first = await page.evaluate(() => globalThis.click("cooking-4"));
      assert.deepEqual(first.slice(0, 2).map(groupOf), ["cooking", "cooking"]);
      // Another day, another language: it is decided again, and stays.
      const again = await page.evaluate(() => {
        dispatchEvent(new Event("languagechange"));
        document.dispatchEvent(new Event("visibilitychange"));
        globalThis.opened.render();
        return globalThis.order();
      });
      assert.deepEqual(again, first);
    });

    test("vectors that are not what their hash says, cut, or not there leave the site's order and one problem", async (t) => {
      const { page } = await browser.newPage(t);
      for (const [given, message] of [
        [{ hash: hashOf(new Uint8Array(3)) }, /these are other vectors: their SHA-256 is/],
        [{ path: "/cut.vectors", hash: hashOf(FILE.subarray(0, 600)) }, /cut off: it ends after 600 bytes/],
      ]) {
        await opened(page, given);
        await letIn(page);
        await page.waitForFunction(() => globalThis.opened.problems.length > 0);
        const problems = await page.evaluate(() => globalThis.opened.problems);
        assert.equal(problems.length, 1, JSON.stringify(problems));
        assert.match(problems[0].path, /^\/recommend/);
        assert.match(problems[0].message, message);
        assert.deepEqual(await order(page), IDS.slice(0, 3));
        // Nothing that happens is lost, and nothing breaks.
        assert.deepEqual(await page.evaluate(() => globalThis.click("ferries-2")), IDS.slice(0, 3));
      }
    });
  });
