// The demo and a page of two colours on slow networks: no reader sees one variant and then another.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { copyFile, readFile, writeFile } from "node:fs/promises";
import { before, describe, test } from "node:test";
import { inRoot } from "../../scripts/paths.mjs";
import { browsers, chromium } from "./browsers.mjs";
import { demoFolder, prepare } from "./demo-folder.mjs";
import { temporaryFolder } from "./folder.mjs";
import { rest, turned, watchFrames } from "./frames.mjs";
import { watchPixels } from "./pixels.mjs";
import { serveSlowly } from "./slow-server.mjs";

const manifest = JSON.parse(await readFile(inRoot("www/manifest.json"), "utf8"));
const ADDRESSES = [
  "?clock=2026-11-24T23:30:00&zone=Europe/Berlin&lang=ar",
  "?clock=2026-12-02T13:00:00&zone=Australia/Sydney&lang=en&topics=history",
  "?clock=2026-06-12T19:00:00&zone=Asia/Dubai&lang=de&topics=sailing,food&visits=3&away=2",
];

/** In one piece, in small ones as from a far server, and in pieces that end anywhere. */
const NETWORKS = {
  "in one piece": {},
  "in small pieces": { piece: 1400, between: 2 },
  stumbling: { piece: 9973, between: 45 },
};

const folder = temporaryFolder("first-paint");
before(prepare);
before(colourPages);

async function served(t, folder, manner) {
  const site = await serveSlowly(folder, manner);
  t.after(() => site.close());
  return site.url;
}

async function watchedPage(t, browser, viewport = { width: 1280, height: 800 }) {
  const { page, lines } = await browser.newPage(t, { viewport, locale: "en-GB" });
  await page.addInitScript(watchFrames);
  return { page, lines };
}

for (const browser of browsers)
  for (const [network, manner] of Object.entries(NETWORKS))
    describe(`${browser.name}: the demo, ${network}: nothing turns and nothing moves`, () => {
      for (const [number, address] of ADDRESSES.entries())
        test(address, async (t) => {
          const url = await served(t, demoFolder, (path) => (path === "/index.html" ? manner : {}));
          const { page, lines } = await watchedPage(t, browser, number % 2 ? { width: 390, height: 844 } : undefined);
          await page.goto(url + address);
          const found = await rest(page, () => !document.getElementById("panel").hidden);
          assert.equal(found.late, false);
          assert.ok(Object.keys(found.seen).length >= 10, `only ${Object.keys(found.seen)} were seen`);
          assert.deepEqual(turned(found), [], "slots that turned before the reader's eyes");
          assert.deepEqual([found.shifts, found.moved], [0, []], "layout shift");
          const decided = await page.evaluate(() => globalThis.tailorbird.page.decide());
          const changed = decided.filter(
            ({ slot, variant, items }) => !items && variant !== manifest.slots[slot].default,
          );
          assert.ok(changed.length >= 4, `only ${changed.length} slots changed, so this proves nothing`);
          assert.deepEqual(lines, []);
        });
    });

/** The default is a red block, the variant a green one: what was painted can be counted. */
const MANIFEST = {
  tailorbird: 1,
  locales: ["en"],
  budget: 100,
  slots: {
    block: {
      default: "red",
      variants: { green: { when: "now.year > 1970", fields: { say: "green" } }, red: { fields: { say: "red" } } },
    },
    other: { default: "plain", variants: { plain: { fields: { say: "default" } } } },
  },
};

const body = `<h1>A page</h1><div class="block" data-tb-slot="block"><p class="red" data-tb-text="say">red</p>
<template data-tb-variant="green"><p class="green" data-tb-text="say"></p></template></div>
<p data-tb-slot="other" data-tb-text="say">default</p><p>below</p>`;

const STYLE = ".red{background:#f00;color:#f00;height:300px}.green{background:#0a0;color:#0a0;height:500px}";
const hold = () => readFile(inRoot("dist/hold.js"), "utf8");
const hashOf = (text) => `sha256-${createHash("sha256").update(text).digest("base64")}`;

const pageOf = (
  scripts,
  end = "",
) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Two colours</title><link rel="icon" href="data:,">
<style>${STYLE}</style>
${scripts}
<body>${body}${end}</body></html>`;

const DATA = '<script type="application/tailorbird"></script>';
const INLINE = '<script data-tb-script="inline"></script>';
const HOLD = '<script data-tb-script="hold"></script>';

/** A budget that no machine is too busy to keep: ten minutes, in milliseconds. */
const PATIENT = 600_000;

async function colourPages() {
  const { compile } = await import("../../dist/author.js");
  const { embed } = await import("../../dist/server.js");
  const scripts = {
    inline: await readFile(inRoot("dist/inline.js"), "utf8"),
    hold: await hold(),
  };
  const { bytes, budget } = compile(MANIFEST);
  const write = async (name, html, options = {}) => {
    const { html: filled, missing } = embed(html, bytes, { budget, scripts, ...options });
    assert.deepEqual(missing, [], name);
    await writeFile(`${folder}/${name}.html`, filled);
  };
  await write("inline", pageOf(DATA + INLINE));
  await write("file", pageOf(`${DATA}<script src="/inline.js"></script>`));
  await write("held", pageOf(`${DATA}${HOLD}<script async src="/inline.js"></script>`));
  await write("patient", pageOf(`${DATA}${HOLD}<script async src="/inline.js"></script>`), { budget: PATIENT });
  await write("unheld", pageOf(DATA, '<script src="/inline.js"></script>'));
  await writeFile(`${folder}/program`, bytes);
  // What the module is there to prevent: the page as everybody builds it.
  await writeFile(
    `${folder}/module.html`,
    pageOf(`<script type="module">import { open } from "/index.js";
      open(new Uint8Array(await (await fetch("/program")).arrayBuffer())).render();</script>`),
  );
  for (const file of ["inline.js", "index.js"]) await copyFile(inRoot(`dist/${file}`), `${folder}/${file}`);
}

/**
 * Visits a page of colours, and says how many of its frames had red in them.
 * @param {{ manner?: Function, gate?: [string, Function], holds?: Function }} options `gate`: a file that is answered only when
 *   this function of the page and its pixels is done. `holds`: what has to hold in the page in the end.
 */
async function colours(t, name, { manner, gate, holds } = {}) {
  const url = await served(t, folder, manner);
  const { page, lines } = await watchedPage(t, chromium);
  const pixels = await watchPixels(page);
  if (gate)
    await page.route(`**${gate[0]}`, async (route) => {
      await gate[1](page, pixels);
      await route.continue();
    });
  await page.goto(`${url}${name}.html`);
  const found = await rest(page, holds);
  await pixels.stop();
  const text = await page.evaluate(() => document.querySelector(".block").innerText.trim());
  return { ...found, red: await pixels.red(), text, lines, states: found.seen.block.shows.length };
}

/** The file of the script comes after so many milliseconds. */
const after = (late) => (path) => (path === "/inline.js" ? { late } : {});

async function redIsPainted(page, pixels) {
  while ((await pixels.red()) === 0) await page.evaluate(() => new Promise(requestAnimationFrame));
}

const isLate = (page) => page.waitForFunction(() => globalThis.tailorbirdHold?.late);

describe("Chromium: two colours", () => {
  const slowPage = { piece: 150, between: 8 };
  for (const [what, manner] of Object.entries({ "at once": {}, "in pieces": slowPage }))
    test(`inline, ${what}: no frame has the default in it, and nothing moves`, async (t) => {
      const { red, text, shifts, late, lines, states } = await colours(t, "inline", {
        manner: (path) => (path === "/inline.html" ? manner : {}),
      });
      assert.deepEqual(
        { red, text, shifts, late, lines, states },
        { red: 0, text: "green", shifts: 0, late: false, lines: [], states: 1 },
      );
    });

  test("a classic file of its own that comes late: the page waits, and no frame has the default in it", async (t) => {
    const { red, text, shifts, late } = await colours(t, "file", { manner: after(300) });
    assert.deepEqual({ red, text, shifts, late }, { red: 0, text: "green", shifts: 0, late: false });
  });

  test("held, and the file comes within its budget: no frame has the default in it", async (t) => {
    const { red, text, shifts, late } = await colours(t, "patient", { manner: after(300) });
    assert.deepEqual({ red, text, shifts, late }, { red: 0, text: "green", shifts: 0, late: false });
  });

  test("held behind a strict policy: the console is silent, and no frame has the default in it", async (t) => {
    const scripts = `script-src 'self' 'wasm-unsafe-eval' '${hashOf(await hold())}'`;
    const trusted = "require-trusted-types-for 'script'; trusted-types 'none'";
    const policy = `default-src 'none'; ${scripts}; style-src '${hashOf(STYLE)}'; img-src data:; ${trusted}`;
    const strict = { piece: 300, between: 5, headers: { "content-security-policy": policy } };
    const { red, text, shifts, late, lines } = await colours(t, "patient", {
      manner: (path) => (path === "/inline.js" ? { late: 150 } : strict),
    });
    assert.deepEqual({ red, text, shifts, late, lines }, { red: 0, text: "green", shifts: 0, late: false, lines: [] });
  });

  test("held, and the file comes after its budget: the default is shown, and stays for this view", async (t) => {
    const { text, shifts, late, lines, states } = await colours(t, "held", {
      gate: [
        "/inline.js",
        async (page, pixels) => {
          await isLate(page);
          await redIsPainted(page, pixels);
        },
      ],
    });
    assert.deepEqual(
      { text, shifts, late, lines, states },
      { text: "red", shifts: 0, late: true, lines: [], states: 1 },
    );
  });

  test("held for as long as its budget says, and no longer", async (t) => {
    const url = await served(t, folder);
    const { page } = await chromium.newPage(t);
    await page.clock.install({ time: 0 });
    await page.clock.pauseAt(86_400_000);
    let release;
    await page.route("**/inline.js", async (route) => {
      await new Promise((resolve) => {
        release = resolve;
      });
      await route.continue();
    });
    await page.goto(`${url}held.html`, { waitUntil: "commit" });
    const block = page.locator(".block");
    await block.waitFor({ state: "attached" });
    await page.clock.runFor(99);
    assert.equal(await block.isVisible(), false);
    await page.clock.runFor(1);
    assert.equal(await block.isVisible(), true);
    release();
  });

  test("held, and the file never comes: the default stands", async (t) => {
    const nothing = { body: "", headers: { "content-type": "text/plain" } };
    const { text, shifts, late, states } = await colours(t, "held", {
      manner: (path) => (path === "/inline.js" ? nothing : {}),
      holds: () => globalThis.tailorbirdHold.late,
    });
    assert.deepEqual({ text, shifts, late, states }, { text: "red", shifts: 0, late: undefined, states: 1 });
  });

  test("without a hold at the end of the page: what may have been seen stays", async (t) => {
    const { text, late } = await colours(t, "unheld");
    assert.deepEqual({ text, late }, { text: "red", late: true });
  });

  test("the same as a module that fetches: the counting of red frames does count", async (t) => {
    const { red, text, shifts, states } = await colours(t, "module", {
      gate: ["/program", redIsPainted],
      holds: () => document.querySelector(".block").innerText.trim() === "green",
    });
    assert.deepEqual({ text, states }, { text: "green", states: 2 });
    assert.ok(red > 0 && shifts > 0, `${red} red frames and a shift of ${shifts} were counted`);
  });
});
