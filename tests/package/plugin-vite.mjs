// `tailorbird/plugin` in Vite's server for developers: a newer manifest reaches the page that is open, what is wrong with it lies over
// the page with its place, and the server renders with the same module.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { describe, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { build, createServer } from "vite";
import { build as build7, createServer as createServer7 } from "vite-7";
import { inRoot } from "../../scripts/paths.mjs";
import { serve } from "../../scripts/serve.mjs";
import { chromium } from "../browser/browsers.mjs";
import { folder } from "./consumer.mjs";

const TEXT = await readFile(inRoot("tests/package/plugin/site/tailorbird.json"), "utf8");
const NEWER = TEXT.replace('"Leaves"', '"Roots"').replace('"Welcome"', '"Hello"');
const WRONG = TEXT.replace("now.hour >= 18", "now.hour >= nope");
const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Site</title><link rel="icon" href="data:,">
<h1 data-tb-slot="hero" data-tb-text="title">Server</h1><script type="module" src="./main.js"></script></html>`;
/** A page that decides before its first paint, whatever the time is. */
const INLINE = PAGE.replace("<title>", '<script data-tb-script="inline"></script><title>').replace(
  /<script type.*?<\/script>/,
  "",
);
const ALWAYS = TEXT.replace("now.hour >= 18", "now.hour >= 0 && now.year > 1970");
const MAIN = `import { open } from "tailorbird/page";
globalThis.page = open({ now: Date.UTC(2026, 10, 23, 12), timeZone: "UTC" });
globalThis.page.render();
`;

const LIST = PAGE.replace(
  /<h1.*<\/h1>/,
  '<ul data-tb-slot="more"><template data-tb-item><li data-tb-text="title"></li></template></ul>',
);
const RANKING = `import { open } from "tailorbird/page";
globalThis.page = open({
  recommend: async (vectors) => (await import("tailorbird/recommend")).recommender(vectors),
});
globalThis.page.render();
`;
/** A list of the items of `texts.csv`. */
const ranking = (hash) =>
  JSON.stringify({
    tailorbird: 1,
    locales: ["en"],
    catalogs: { all: { items: ["soup", "night-ride", "tyre-repair"].map((id) => ({ id, fields: { title: id } })) } },
    slots: { more: { catalog: "all", count: 2, choose: { by: "rank", vectors: `/items.vectors#sha256-${hash}` } } },
  });

/** A folder of its own, with a page and a manifest, and what Vite is told of it. */
async function site(name, text, page, options) {
  const root = `${folder}/${name}`;
  await mkdir(root, { recursive: true });
  const { vite } = await import(`${folder}/node_modules/tailorbird/dist/plugin.js`);
  const write = (newer) => writeFile(`${root}/tailorbird.json`, newer);
  await write(text);
  await writeFile(`${root}/index.html`, page);
  await writeFile(`${root}/main.js`, MAIN);
  const said = [];
  const note = (text) => said.push(text);
  const info = (text) => {
    if (text.includes("script-src")) said.push(text);
  };
  const customLogger = { info, warn: note, warnOnce: note, error: note, clearScreen() {}, hasErrorLogged: () => false };
  const shared = { root, configFile: false, customLogger, cacheDir: `${root}/cache` };
  return { root, said, write, config: { ...shared, plugins: [vite(options)], server: { port: 0 } } };
}

/** A server for developers. */
async function served(t, create, name, text, page = PAGE, options = {}) {
  const made = await site(name, text, page, options);
  const server = await create(made.config);
  t.after(() => server.close());
  await server.listen();
  // Vite's watcher does not see a file that it does not know yet, and no second change within 50 milliseconds.
  const write = async (newer) => {
    const seen = once(server.watcher, "change").then(() => true);
    do await made.write(newer);
    while (!(await Promise.race([seen, pause(100)])));
  };
  return { ...made, server, write, address: `http://localhost:${server.httpServer.address().port}/` };
}

const titleIs = (page, title) =>
  page.waitForFunction((wanted) => document.querySelector("h1")?.textContent === wanted, title);
const overlayIs = (page, isThere) =>
  page.waitForFunction((wanted) => (document.querySelector("vite-error-overlay") !== null) === wanted, isThere);
const overlay = (page) =>
  page.evaluate(() => {
    const { shadowRoot } = document.querySelector("vite-error-overlay");
    return Object.fromEntries(
      ["message-body", "file", "frame"].map((name) => [name, shadowRoot.querySelector(`.${name}`).textContent]),
    );
  });
/** A page that was loaded anew has no mark. */
const mark = (page) => page.evaluate("globalThis.mark = 1");
const isMarked = (page) => page.evaluate("globalThis.mark === 1");

function hasPlace(shown) {
  const line = WRONG.split("\n").findIndex((one) => one.includes("nope"));
  const column = WRONG.split("\n")[line].indexOf("nope");
  assert.match(shown["message-body"], /there is no name “nope”/);
  assert.ok(shown.file.includes(`tailorbird.json:${line + 1}:${column}`), shown.file);
  const rows = shown.frame.split("\n");
  const marked = rows.findIndex((row) => /^ *\| *\^/.test(row));
  assert.equal(rows[marked - 1].slice(rows[marked].indexOf("^")).slice(0, 4), "nope", shown.frame);
}

for (const [version, [create, bundle]] of Object.entries({ 8: [createServer, build], 7: [createServer7, build7] }))
  describe(`Vite ${version}`, () => {
    test("a newer manifest reaches the page without loading it, and its reader stays", async (t) => {
      const { address, said, write } = await served(t, create, `hot-${version}`, TEXT);
      const { page, lines } = await chromium.newPage(t);
      await page.goto(address);
      await titleIs(page, "Welcome");
      await page.evaluate(() => globalThis.page.observe({ kind: "preference", name: "diet", value: "vegan" }));
      await titleIs(page, "Leaves");
      await mark(page);
      await write(NEWER);
      await titleIs(page, "Roots");
      await page.evaluate(() => globalThis.page.observe({ kind: "preference", name: "diet", value: "any" }));
      await titleIs(page, "Hello");
      assert.ok(await isMarked(page));
      assert.deepEqual(
        lines.filter((line) => !line.startsWith("[vite]")),
        [],
      );
      assert.deepEqual(said, []);
    });

    test("an error lies over the page, which goes on, also when it is loaded again, until it is mended", async (t) => {
      const { address, write } = await served(t, create, `wrong-${version}`, TEXT);
      const { page } = await chromium.newPage(t);
      await page.goto(address);
      await titleIs(page, "Welcome");
      await mark(page);
      await write(WRONG);
      await overlayIs(page, true);
      hasPlace(await overlay(page));
      assert.ok(await isMarked(page));
      await page.evaluate(() => globalThis.page.observe({ kind: "preference", name: "diet", value: "vegan" }));
      await titleIs(page, "Leaves");
      await write(NEWER);
      await overlayIs(page, false);
      await titleIs(page, "Roots");
      assert.ok(await isMarked(page));
      await write(WRONG);
      await overlayIs(page, true);
      await page.reload();
      await titleIs(page, "Hello");
      await overlayIs(page, true);
      hasPlace(await overlay(page));
    });

    test("a manifest that is wrong from the beginning, and then mended", async (t) => {
      const { address, write } = await served(t, create, `begun-${version}`, WRONG);
      const { page } = await chromium.newPage(t);
      await page.goto(address);
      await overlayIs(page, true);
      hasPlace(await overlay(page));
      await write(TEXT);
      await titleIs(page, "Welcome");
      await overlayIs(page, false);
    });

    test("a list ranks by its vectors, in the server for developers and when it is built", async (t) => {
      const vectors = await readFile(`${folder}/items.vectors`);
      const hash = createHash("sha256").update(vectors).digest("base64");
      const { address, root, config } = await served(t, create, `rank-${version}`, ranking(hash), LIST, {
        with: ["reasons"],
      });
      await mkdir(`${root}/public`);
      await writeFile(`${root}/public/items.vectors`, vectors);
      await writeFile(`${root}/main.js`, RANKING);
      await bundle(config);
      const built = await serve(`${root}/dist`);
      t.after(() => built.close());
      for (const url of [address, built.url]) {
        const { page } = await chromium.newPage(t);
        await page.goto(url);
        await page.waitForFunction(() => globalThis.page.decisions[0].reasons.some(({ because }) => because));
        const order = await page.evaluate(() => {
          globalThis.page.observe({ kind: "click", slot: "more", item: "night-ride" });
          return [...document.querySelectorAll("li")].map((row) => row.textContent);
        });
        assert.deepEqual(order, ["tyre-repair", "soup"]);
        assert.deepEqual(await page.evaluate(() => globalThis.page.problems), []);
      }
    });

    test("on the server it is the same module, and not the one that asks for the plugin", async (t) => {
      const { server, root } = await served(t, create, `server-${version}`, TEXT);
      await writeFile(`${root}/render.js`, `export { open } from "tailorbird/page";`);
      const { open } = await server.ssrLoadModule("/render.js");
      const page = open({ root: null, now: Date.UTC(2026, 10, 23, 20), timeZone: "UTC" });
      assert.equal(page.decide("hero").variant, "evening");
    });

    test("with `inline` a built page decides before its first paint, behind a policy with the hash that is printed", async (t) => {
      const { root, said, config } = await site(`inline-${version}`, ALWAYS, INLINE, { inline: true });
      await bundle(config);
      const [, policy] = /^Content-Security-Policy: (script-src .*)$/.exec(said.join("\n"));
      const headers = () => ({ "content-security-policy": `default-src 'none'; img-src data:; ${policy}` });
      const server = await serve(`${root}/dist`, { headers });
      t.after(() => server.close());
      const { page, lines } = await chromium.newPage(t);
      await page.goto(server.url);
      await titleIs(page, "Good evening");
      assert.deepEqual(lines, []);
    });

    test("with `inline` a page without a place for it ends the build, with its line", async () => {
      const placeless = "<!doctype html>\n<html>\n  <head><title>None</title></head></html>";
      const { config } = await site(`placeless-${version}`, ALWAYS, placeless, { inline: true });
      const error = await bundle(config).then(assert.fail, (thrown) => thrown);
      assert.match(error.message, /there is no <script data-tb-script="inline"><\/script> for the script/);
      const { loc } = error.errors?.[0] ?? error;
      assert.deepEqual([loc.file.endsWith("/index.html"), loc.line, loc.column], [true, 3, 2]);
    });

    test("with `inline` an edit loads the page again, and an error lies over it", async (t) => {
      const { address, write } = await served(t, create, `edited-${version}`, ALWAYS, INLINE, { inline: true });
      const { page } = await chromium.newPage(t);
      await page.goto(address);
      await titleIs(page, "Good evening");
      await write(ALWAYS.replace("Good evening", "Good night"));
      await titleIs(page, "Good night");
      await write(WRONG);
      await overlayIs(page, true);
      hasPlace(await overlay(page));
      await page.reload();
      await titleIs(page, "Good night");
      await overlayIs(page, true);
      await write(ALWAYS);
      await titleIs(page, "Good evening");
      await overlayIs(page, false);
    });
  });

test("only Vite takes `inline`", async () => {
  const { rollup } = await import(`${folder}/node_modules/tailorbird/dist/plugin.js`);
  assert.throws(() => rollup({ inline: true }), /`inline` is for Vite/);
});
