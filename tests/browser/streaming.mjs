// Pages that come in pieces, whose next piece waits until the test has looked: what is hidden is shown within the budget, what is
// held is held against any style sheet, and roots that come later are found.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { after, before, describe, test } from "node:test";
import { inRoot } from "../../scripts/paths.mjs";
import { browsers } from "./browsers.mjs";

const MANIFEST = {
  tailorbird: 1,
  locales: ["en"],
  budget: 100,
  slots: {
    hero: { default: "a", variants: { b: { when: "now.year > 1970", fields: { title: "Good evening" } }, a: {} } },
    theme: { default: "a", variants: { b: { when: "now.year > 1970", fields: { tone: "dark" } }, a: {} } },
  },
};

const HEAD = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>t</title><link rel="icon" href="data:,">`;
const CARRIER = '<script type="application/tailorbird"></script>';
const INLINE = `${HEAD}${CARRIER}<script data-tb-script="inline"></script></head>`;
const SECTION = '<section data-tb-slot="hero"><h1 data-tb-text="title">Welcome</h1></section>';

let embedded;
const files = {};
let pieces = [];
let next;
const server = createServer(async (request, response) => {
  const { pathname } = new URL(request.url, "http://localhost");
  if (files[pathname]) {
    await files[pathname].gate;
    response.writeHead(200, { "content-type": "text/javascript" }).end(files[pathname].body);
    return;
  }
  response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
  for (const [place, piece] of pieces.entries()) {
    response.write(piece);
    if (place < pieces.length - 1) await new Promise((resolve) => (next = resolve));
  }
  response.end();
});
let url;
before(async () => {
  const { compile } = await import("../../dist/author.js");
  const { embed } = await import("../../dist/server.js");
  const { bytes, problems, budget } = compile(MANIFEST);
  assert.ok(bytes, JSON.stringify(problems));
  const scripts = {
    inline: await readFile(inRoot("dist/inline.js"), "utf8"),
    hold: await readFile(inRoot("dist/hold.js"), "utf8"),
  };
  embedded = (head, given = budget) => {
    const { html, missing } = embed(`${head}<body></body></html>`, bytes, { budget: given, scripts });
    assert.deepEqual(missing, []);
    return html.slice(0, html.indexOf("<body>"));
  };
  files["/inline.js"] = { body: scripts.inline };
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://localhost:${server.address().port}/`;
});
after(() => {
  server.closeAllConnections();
  server.close();
});

async function streamed(t, browser, ...given) {
  pieces = given;
  const { page, lines } = await browser.newPage(t);
  await page.goto(url, { waitUntil: "commit" });
  return { page, lines };
}

const isSeen = (selector) => {
  const element = document.querySelector(selector);
  if (!element) return false;
  for (let at = element; at; at = at.parentElement) if (getComputedStyle(at).opacity === "0") return false;
  return getComputedStyle(element).visibility === "visible";
};

const textOf = (selector) => document.querySelector(selector).textContent;

for (const browser of browsers)
  describe(browser.name, () => {
    test("a slot that the parser is still at is shown within the budget, and is right in the end", async (t) => {
      const start = `${embedded(INLINE)}<body><main>`;
      for (const [first, second, early] of [
        [SECTION, "<p>rest</p></main></body></html>", "Good evening"],
        [
          '<section data-tb-slot="hero"><h1 data-tb-text="title">Wel',
          "come <em>you</em></h1></section></main>",
          undefined,
        ],
        [
          '<section data-tb-slot="hero"><h1 data-tb-text="title">Welcome</h1>',
          '<template data-tb-variant="b"><h1 data-tb-text="title" class="turned"></h1></template></section></main>',
          "Good evening",
        ],
      ]) {
        const { page, lines } = await streamed(t, browser, start + first, second);
        await page.waitForFunction(isSeen, "h1");
        assert.equal(await page.evaluate(() => document.readyState), "loading");
        if (early) assert.equal(await page.evaluate(textOf, "h1"), early);
        next();
        await page.waitForFunction(() => document.readyState === "complete");
        assert.equal(await page.evaluate(textOf, "h1"), "Good evening");
        assert.equal(await page.evaluate(() => document.querySelector("section").getAttribute("style")), null);
        await page.evaluate(() => tailorbird.page.close());
        assert.match(await page.evaluate(textOf, "h1"), /^Welcome/);
        assert.deepEqual(lines, []);
      }
    });

    test("a slot around the page is rendered at once, and stops nothing", async (t) => {
      const start = `${embedded(INLINE, 600_000)}<body data-tb-slot="theme" data-tb-class="tone"><p id="p">first</p>`;
      const { page, lines } = await streamed(t, browser, start, `<main>${SECTION}<p>x</p></main></body></html>`);
      await page.waitForFunction(isSeen, "#p");
      assert.equal(await page.evaluate(() => [document.readyState, document.body.className].join()), "loading,dark");
      next();
      await page.waitForFunction(() => document.readyState === "complete");
      assert.equal(await page.evaluate(textOf, "h1"), "Good evening");
      assert.deepEqual(lines, []);
    });

    test("a slot around another one is not hidden", async (t) => {
      const start = `${embedded(INLINE, 600_000)}<body><main data-tb-slot="theme" data-tb-class="tone"><p id="p">x</p>${SECTION}<p>y</p>`;
      const { page, lines } = await streamed(t, browser, start, "<p>rest</p></main></body></html>");
      await page.waitForFunction(isSeen, "#p");
      assert.equal(
        await page.evaluate(() => [document.readyState, document.querySelector("main").className].join()),
        "loading,dark",
      );
      assert.equal(await page.evaluate(textOf, "h1"), "Good evening");
      next();
      await page.waitForFunction(() => document.readyState === "complete");
      assert.deepEqual(lines, []);
    });

    test("what is held is seen by nobody, whatever the style sheet says of parts of it", async (t) => {
      let open;
      files["/inline.js"].gate = new Promise((resolve) => (open = resolve));
      const style = "<style>.reveal{visibility:visible}</style>";
      const head = `${HEAD}${style}${CARRIER}<script data-tb-script="hold"></script><script async src="/inline.js"></script></head>`;
      const { page, lines } = await streamed(
        t,
        browser,
        `${embedded(head, 600_000)}<body><div class="reveal">${SECTION}</div><p id="p">x</p></body></html>`,
      );
      await page.waitForSelector("#p", { state: "attached" });
      assert.equal(await page.evaluate(isSeen, ".reveal"), false);
      assert.equal(await page.evaluate(textOf, "h1"), "Welcome");
      open();
      await page.waitForFunction(isSeen, ".reveal");
      assert.equal(await page.evaluate(textOf, "h1"), "Good evening");
      assert.equal(await page.evaluate(() => document.documentElement.getAttribute("style")), null);
      assert.deepEqual(lines, []);
    });

    test("a slot is hidden against any style sheet too", async (t) => {
      const start = `${embedded(INLINE, 600_000)}<style>h1{visibility:visible!important}</style><body><main>${SECTION}`;
      const { page } = await streamed(t, browser, start, "<p>rest</p></main></body></html>");
      await page.waitForSelector("h1", { state: "attached" });
      assert.equal(await page.evaluate(isSeen, "h1"), false);
      next();
      await page.waitForFunction(isSeen, "h1");
      assert.equal(await page.evaluate(textOf, "h1"), "Good evening");
    });

    test("declarative shadow roots that come later are found, and a list of roots may grow", async (t) => {
      const host = `<div id="host"><template shadowrootmode="open">${SECTION}<p>x</p></template></div>`;
      const { page, lines } = await streamed(t, browser, `${embedded(INLINE)}<body>`, `${host}<p>x</p></body></html>`);
      await page.waitForFunction(() => globalThis.tailorbird?.page);
      next();
      await page.waitForFunction(() => document.readyState === "complete");
      const inside = () => document.querySelector("#host").shadowRoot.querySelector("h1").textContent;
      assert.equal(await page.evaluate(inside), "Good evening");
      assert.deepEqual(lines, []);
      const given = "<script>globalThis.tailorbird = { root: (globalThis.roots = []) };</script>";
      const other = await streamed(
        t,
        browser,
        embedded(INLINE.replace(CARRIER, given + CARRIER)),
        `<body>${host}<p>x</p></body>`,
      );
      await other.page.waitForFunction(() => globalThis.tailorbird?.page);
      next();
      await other.page.waitForFunction(() => document.readyState === "complete");
      assert.equal(await other.page.evaluate(inside), "Welcome");
      await other.page.evaluate(() => {
        roots.push(document.querySelector("#host").shadowRoot);
        tailorbird.page.render();
      });
      assert.equal(await other.page.evaluate(inside), "Good evening");
    });
  });
