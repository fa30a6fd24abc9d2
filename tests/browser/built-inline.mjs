// A page that `tailorbird build --html` has filled is tailored before its first paint, in Chromium and Firefox, behind a policy that
// allows that one script.

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { build } from "../../dist/build.js";
import { inRoot } from "../../scripts/paths.mjs";
import { capture } from "../../scripts/run.mjs";
import { browsers } from "./browsers.mjs";
import { hashOf } from "./built-site.mjs";
import { temporaryFolder } from "./folder.mjs";
import { rest, turned, watchFrames } from "./frames.mjs";
import { serveSlowly } from "./slow-server.mjs";

const MANIFEST = {
  tailorbird: 1,
  locales: ["en"],
  budget: 3000,
  signals: { on: { type: "flag" } },
  slots: {
    hero: {
      default: "plain",
      variants: {
        loud: { when: "signal.on", fields: { title: "Signalled" } },
        late: { when: "now.year > 1970", fields: { title: "Tailored" } },
        plain: { fields: { title: "Plain" } },
      },
    },
    end: {
      default: "plain",
      variants: { late: { when: "now.year > 1970", fields: { title: "Last" } }, plain: { fields: { title: "Plain" } } },
    },
  },
};
const { script } = build(MANIFEST);
const pageWith = (head, between) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Built</title>
<link rel="icon" href="data:,">${head}<script data-tb-script="inline"></script></head>
<body><h1 data-tb-slot="hero" data-tb-text="title">Server</h1>${between}<p data-tb-slot="end" data-tb-text="title">Server</p></body></html>`;

const SET = "tailorbird = { signals: { on: true } }";
const folder = temporaryFolder("built-inline");
const policy = (...hashes) =>
  `default-src 'none'; img-src data:; script-src 'wasm-unsafe-eval' ${hashes.map((hash) => `'${hash}'`).join(" ")}; ` +
  "require-trusted-types-for 'script'; trusted-types 'none'";

/** The pages come in pieces, so that there are frames between the slots. */
const manner = (path) => ({
  piece: 4_000,
  between: 2,
  headers: {
    "content-security-policy": path === "/options.html" ? policy(hashOf(script), hashOf(SET)) : policy(hashOf(script)),
  },
});

let site;
before(async () => {
  const filler = `<p>${"word ".repeat(4_000)}</p>`;
  await writeFile(join(folder, "site.json"), JSON.stringify(MANIFEST));
  await writeFile(join(folder, "plain.html"), pageWith("", filler));
  await writeFile(join(folder, "options.html"), pageWith(`<script>${SET}</script>`, ""));
  const words = ["build", "site.json", "--html", "*.html"];
  const { code, output } = await capture(process.execPath, [inRoot("dist/cli.js"), ...words], { cwd: folder });
  assert.equal(code, 0, output);
  site = await serveSlowly(folder, manner);
});
after(() => site?.close());

async function visit(t, browser, name) {
  const { page, lines } = await browser.newPage(t);
  await page.addInitScript(watchFrames);
  await page.goto(`${site.url}${name}.html`);
  return { page, lines, found: await rest(page) };
}

const words = (page) => page.$$eval("[data-tb-slot]", (slots) => slots.map(({ textContent }) => textContent));

for (const browser of browsers)
  describe(browser.name, () => {
    test("no frame has the default in it, behind a policy of that one hash", async (t) => {
      const { page, lines, found } = await visit(t, browser, "plain");
      assert.deepEqual(await words(page), ["Tailored", "Last"]);
      assert.deepEqual([turned(found), found.late, lines], [[], false, []]);
      assert.ok(found.seen.hero.shows[0].endsWith("Tailored"), found.seen.hero.shows[0]);
    });

    test("options come from globalThis.tailorbird, and the page stands there afterwards", async (t) => {
      const { page, lines } = await visit(t, browser, "options");
      assert.deepEqual(await words(page), ["Signalled", "Last"]);
      const told = await page.evaluate(() => {
        const { page, open, late } = globalThis.tailorbird;
        page.signal({ on: false });
        const other = open({ root: null });
        return [document.querySelector("h1").textContent, late, other.decide("hero").variant, page.problems.length];
      });
      assert.deepEqual(told, ["Tailored", false, "late", 0]);
      assert.deepEqual(lines, []);
    });

    test("where the policy has another hash, the page stays as the server sent it", async (t) => {
      const { page } = await browser.newPage(t);
      await page.route("**/plain.html", async (route) => {
        const response = await route.fetch();
        const headers = { ...response.headers(), "content-security-policy": policy(hashOf("another")) };
        await route.fulfill({ response, headers });
      });
      await page.goto(`${site.url}plain.html`);
      assert.deepEqual(await words(page), ["Server", "Server"]);
    });
  });
