// A list that ranks, in Chromium and Firefox, on a page that is built for its manifest: real vectors from a server, a click that
// changes the list at once, what was seen and stays, what is remembered with consent and what is not, and files that are not what they
// should be.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, before, describe, test } from "node:test";
import { build } from "../../dist/build.js";
import { inRoot } from "../../scripts/paths.mjs";
import { serve } from "../../scripts/serve.mjs";
import { checksum, write } from "../recommend/made.mjs";
import { browsers } from "./browsers.mjs";
import { stored } from "./started.mjs";

const GROUPS = ["cycling", "cooking", "ferries"];
const IDS = Array.from({ length: 9 }, (_, item) => `${GROUPS[item % 3]}-${item}`);

/** Three groups of items that point into three directions. */
function vectors(ids = IDS) {
  const dims = 16;
  const values = new Int8Array(ids.length * dims);
  for (const item of ids.keys()) values[item * dims + (item % 3)] = 100;
  const scales = new Float32Array(ids.length).fill(0.01);
  return write({ dims, values, scales, popularity: ids.map(() => 0), ids, regularisation: 1 });
}

/** The file with some bytes that are others. Its own checksum holds. */
function changed(at, ...bytes) {
  const copy = FILE.slice();
  copy.set(bytes, at);
  new DataView(copy.buffer).setUint32(copy.length - 4, checksum(copy.subarray(0, -4)), true);
  return copy;
}

const FILE = vectors();
const hashOf = (bytes) => `sha256-${createHash("sha256").update(bytes).digest("base64")}`;
const bytesOf = (text) => new TextEncoder().encode(text);

/** Files that are not what they should be, each with its own hash, but for the first: where and what is wrong with it. */
const WRONG = [
  [bytesOf("abc"), "/hash", /these are other vectors: their SHA-256 is/, hashOf(FILE)],
  [FILE.subarray(0, 600), "", /cut off: it ends after 600 bytes/],
  [FILE.subarray(0, 3), "", /no file of vectors/],
  [Uint8Array.of(...FILE, 0), "", /something follows after the end/],
  [bytesOf("<!doctype html><title>Not found</title>"), "", /no file of vectors/],
  [changed(6, 20), "/dims", /16 to 128 dimensions/],
  [vectors(IDS.with(5, IDS[2])), "/items/5", /twice/],
];

const manifest = (hash, items = IDS) => ({
  tailorbird: 1,
  locales: ["en"],
  catalogs: { all: { items: items.map((id) => ({ id, fields: { title: id } })) } },
  slots: {
    more: { catalog: "all", count: 3, choose: { by: "rank", vectors: `/items.vectors#${hash}`, diversity: 0 } },
    top: { catalog: "all", count: 2 },
  },
});

let site;
before(async () => {
  site = await serve(inRoot("."));
});
after(() => site.close());

/** Opens a page. Its vectors come when they are let in. `above`: how far down the list stands. `consent`: it has memory, and this is what
 *  its reader says. */
async function opened(page, { file = FILE, hash = hashOf(file), items, above = 0, consent } = {}) {
  const memory = consent ? ["memory", "export"] : [];
  const { code, problems } = build(manifest(hash, items), { with: ["events", "reasons", "explain", ...memory] });
  assert.deepEqual(problems, []);
  const row = '<template data-tb-item><li data-tb-text="title"></li></template>';
  const lists = `<ul data-tb-slot="top">${row}</ul><div style="height:${above}px"></div><ul data-tb-slot="more">${row}</ul>`;
  await page.unrouteAll();
  await page.route("**/*.vectors", (route) => route.fulfill({ body: Buffer.from(file) }));
  await page.route(`${site.url}blank`, (route) =>
    route.fulfill({
      contentType: "text/html",
      body: `<!doctype html><html lang="en"><title>List</title><body>${lists}`,
    }),
  );
  await page.goto(`${site.url}blank`);
  await page.evaluate(
    ([code, remembering]) => {
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
        ...remembering,
        recommend: async (vectors) => {
          globalThis.asked = [...(globalThis.asked ?? []), vectors];
          const [{ recommender }] = await Promise.all([import("/dist/recommend.js"), gate]);
          return recommender(vectors);
        },
      });
      globalThis.order = () =>
        [...document.querySelectorAll('[data-tb-slot="more"] > li')].map((row) => row.textContent);
      globalThis.click = (item, slot = "more") => {
        globalThis.opened.observe({ kind: "click", slot, item });
        return globalThis.order();
      };
      globalThis.told = 0;
      globalThis.opened.subscribe(() => {
        globalThis.told += 1;
      });
      globalThis.opened.render();
    },
    [code, consent && { remember: "local", consent: { initial: consent } }],
  );
}

const YES = { remember: "granted", learn: "granted" };
/** Until the list ranks by its vectors. */
const ranks = (page) =>
  page.waitForFunction(() => globalThis.opened.decisions.some(({ reasons }) => reasons.some((one) => one.because)));
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

    test("vectors that are not what they should be leave the site's order, one problem with its place, and what was done", async (t) => {
      const { page } = await browser.newPage(t);
      for (const [file, place, message, hash] of WRONG) {
        await opened(page, { file, hash, consent: YES });
        await letIn(page);
        await page.waitForFunction(() => globalThis.opened.problems.length > 0);
        const problems = await page.evaluate(() => globalThis.opened.problems);
        assert.equal(problems.length, 1, JSON.stringify(problems));
        assert.equal(problems[0].path, `/recommend${place}`);
        assert.match(problems[0].message, message);
        assert.deepEqual(await order(page), IDS.slice(0, 3));
        // Nothing that happens is lost, and nothing breaks.
        assert.deepEqual(await page.evaluate(() => globalThis.click("ferries-2")), IDS.slice(0, 3));
        assert.match(await stored(page), /ferries-2/);
        assert.equal(await page.evaluate(() => globalThis.opened.problems.length), 1);
      }
      // The next page has the right file: what was done while there was none counts.
      await opened(page, { consent: YES, above: 5000 });
      await letIn(page);
      await ranks(page);
      assert.deepEqual(await order(page), ["ferries-5", "ferries-8", "cycling-0"]);
    });

    test("vectors that are not there are a problem, and the site's order", async (t) => {
      const { page } = await browser.newPage(t);
      await opened(page);
      await page.route("**/*.vectors", (route) => route.fulfill({ status: 404, body: "Not found" }));
      await letIn(page);
      await page.waitForFunction(() => globalThis.opened.problems.length > 0);
      const [{ message }] = await page.evaluate(() => globalThis.opened.problems);
      assert.match(message, /items\.vectors answered 404/);
      assert.deepEqual(await page.evaluate(() => globalThis.click("ferries-2")), IDS.slice(0, 3));
    });

    test("without consent a page with memory ranks for this visit and keeps nothing; with it the next page knows", async (t) => {
      const { page } = await browser.newPage(t);
      const liked = ["ferries-5", "ferries-8", "cycling-0"];
      for (const consent of [{}, { remember: "denied", learn: "denied" }]) {
        await opened(page, { consent, above: 5000 });
        await letIn(page);
        await ranks(page);
        assert.deepEqual(await order(page), IDS.slice(0, 3));
        assert.deepEqual(await page.evaluate(() => globalThis.click("ferries-2")), liked);
        assert.doesNotMatch(await stored(page), /ferries/);
      }
      await opened(page, { consent: YES, above: 5000 });
      await letIn(page);
      await ranks(page);
      assert.deepEqual(await order(page), IDS.slice(0, 3), "nothing was left of those visits");
      await page.evaluate(() => globalThis.click("ferries-2"));
      await opened(page, { consent: YES, above: 5000 });
      await letIn(page);
      await ranks(page);
      assert.deepEqual(await order(page), liked);
      await page.evaluate(() => globalThis.opened.choose({ remember: "denied" }));
      assert.deepEqual(await order(page), IDS.slice(0, 3), "what is taken back is forgotten at once");
      assert.doesNotMatch(await stored(page), /ferries/);
    });

    test("an item that is gone from the catalogue still counts, as the vectors know it, and is named no more", async (t) => {
      const { page } = await browser.newPage(t);
      await opened(page, { consent: YES, above: 5000 });
      await page.evaluate(() => globalThis.click("ferries-2"));
      const items = IDS.filter((id) => id !== "ferries-2");
      await opened(page, { consent: YES, items, above: 5000 });
      await letIn(page);
      await ranks(page);
      assert.deepEqual((await order(page)).slice(0, 2), ["ferries-5", "ferries-8"]);
      assert.deepEqual(await page.evaluate(() => globalThis.opened.problems), []);
      for (const [, , item] of await because(page)) assert.notEqual(item, "ferries-2");
      // Where the vectors do not know it either, it is left out.
      const file = vectors([...IDS.with(2, "ferries-99")]);
      await opened(page, { consent: YES, items, file, above: 5000 });
      await letIn(page);
      await ranks(page);
      assert.deepEqual(await order(page), items.slice(0, 3));
      assert.deepEqual(await page.evaluate(() => globalThis.opened.problems), []);
      assert.match(await stored(page), /ferries-2/, "what was done is kept all the same");
    });
  });
