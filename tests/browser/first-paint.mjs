// The demo and a page of two colours pass through slow networks here: no reader sees one variant and then another.

import { createHash } from "node:crypto";
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { inRoot } from "../../scripts/paths.mjs";
import { check, conclude } from "../package/checks.mjs";
import { openDemoFolder } from "./demo-server.mjs";
import * as chromium from "./drivers/chromium.mjs";
import * as firefox from "./drivers/firefox.mjs";
import { rest, turned, watchFrames } from "./frames.mjs";
import { redPixels } from "./pixels.mjs";
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

const same = (found, wanted, what) => {
  const [left, right] = [JSON.stringify(found), JSON.stringify(wanted)];
  if (left !== right) throw new Error(`${what}: found ${left}, expected ${right}`);
};

async function visit(browser, url, look, { width = 1280, height = 800 } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, locale: "en-GB" });
  const page = await context.newPage();
  const lines = [];
  page.on("console", (message) => lines.push(message.text()));
  page.on("pageerror", (error) => lines.push(String(error)));
  await page.addInitScript(watchFrames);
  try {
    return await look(page, lines, url);
  } finally {
    await context.close();
  }
}

async function demoIn(name, browser, folder) {
  for (const [network, manner] of Object.entries(NETWORKS)) {
    const site = await serveSlowly(folder, (path) => (path === "/index.html" ? manner : {}));
    for (const [number, address] of ADDRESSES.entries()) {
      const size = number % 2 ? { width: 390, height: 844 } : {};
      await check(`${name}: the demo, ${network}, ${address}: nothing turns and nothing moves`, () =>
        visit(
          browser,
          site.url + address,
          async (page, lines, url) => {
            await page.goto(url);
            const found = await rest(page);
            same(found.late, false, "late");
            if (Object.keys(found.seen).length < 10) throw new Error(`only ${Object.keys(found.seen)} were seen`);
            same(turned(found), [], "slots that turned before the reader's eyes");
            same([found.shifts, found.moved], [0, []], "layout shift");
            const decided = await page.evaluate(() => globalThis.tailorbird.page.decide());
            const changed = decided.filter(
              ({ slot, variant, items }) => !items && variant !== manifest.slots[slot].default,
            );
            if (changed.length < 4) throw new Error(`only ${changed.length} slots changed, so this proves nothing`);
            same(lines, [], "console");
          },
          size,
        ),
      );
    }
    site.close();
  }
}

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

async function colourPages(folder) {
  const { compile } = await import("../../dist/author.js");
  const { embed } = await import("../../dist/server.js");
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const scripts = {
    inline: await readFile(inRoot("dist/inline.js"), "utf8"),
    hold: await hold(),
  };
  const { bytes, budget } = compile(MANIFEST);
  const write = async (name, html, options = {}) => {
    const { html: filled, missing } = embed(html, bytes, { budget, scripts, ...options });
    same(missing, [], name);
    await writeFile(`${folder}/${name}.html`, filled);
  };
  await write("inline", pageOf(DATA + INLINE));
  await write("file", pageOf(`${DATA}<script src="/inline.js"></script>`));
  await write("held", pageOf(`${DATA}${HOLD}<script async src="/inline.js"></script>`));
  await write("patient", pageOf(`${DATA}${HOLD}<script async src="/inline.js"></script>`), { budget: 3000 });
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

/** A page of colours, and how many of its frames had red in them. */
async function colours(browser, folder, name, manner, look) {
  const site = await serveSlowly(folder, manner);
  try {
    return await visit(browser, `${site.url}${name}.html`, async (page, lines, url) => {
      const red = await redPixels(page, async () => {
        await page.goto(url);
        await rest(page, 500);
      });
      const found = await rest(page, 0);
      const text = await page.evaluate(() => document.querySelector(".block").innerText.trim());
      return look({ ...found, red, text, lines });
    });
  } finally {
    site.close();
  }
}

async function coloursIn(browser, folder) {
  const slowPage = { piece: 150, between: 8 };
  for (const [what, manner] of Object.entries({ "at once": {}, "in pieces": slowPage })) {
    await check(`inline, ${what}: no frame has the default in it, and nothing moves`, () =>
      colours(
        browser,
        folder,
        "inline",
        (path) => (path === "/inline.html" ? manner : {}),
        ({ red, text, shifts, late, lines, seen }) => {
          same([red, text, shifts, late, lines], [0, "green", 0, false, []], "red frames, text, shift, late, console");
          same(seen.block.shows.length, 1, "states of the block");
        },
      ),
    );
  }
  await check(
    "a classic file of its own that comes after 300 ms: the page waits, and no frame has the default in it",
    () =>
      colours(
        browser,
        folder,
        "file",
        (path) => (path === "/inline.js" ? { late: 300 } : {}),
        ({ red, text, shifts, late }) =>
          same([red, text, shifts, late], [0, "green", 0, false], "red, text, shift, late"),
      ),
  );
  await check("held, and the file comes within its budget: no frame has the default in it", () =>
    colours(
      browser,
      folder,
      "patient",
      (path) => (path === "/inline.js" ? { late: 300 } : {}),
      ({ red, text, shifts, late }) =>
        same([red, text, shifts, late], [0, "green", 0, false], "red, text, shift, late"),
    ),
  );
  const scripts = `script-src 'self' 'wasm-unsafe-eval' '${hashOf(await hold())}'`;
  const trusted = "require-trusted-types-for 'script'; trusted-types 'none'";
  const policy = `default-src 'none'; ${scripts}; style-src '${hashOf(STYLE)}'; img-src data:; ${trusted}`;
  const strict = { piece: 300, between: 5, headers: { "content-security-policy": policy } };
  await check("held behind a strict policy: the console is silent, and no frame has the default in it", () =>
    colours(
      browser,
      folder,
      "patient",
      (path) => (path === "/inline.js" ? { late: 150 } : strict),
      ({ red, text, shifts, late, lines }) =>
        same([red, text, shifts, late, lines], [0, "green", 0, false, []], "red, text, shift, late, console"),
    ),
  );
  await check("held, and the file comes after its budget: the default stays for this view", () =>
    colours(
      browser,
      folder,
      "held",
      (path) => (path === "/inline.js" ? { late: 700 } : {}),
      ({ red, text, shifts, late, seen, lines }) => {
        same([text, shifts, late, lines], ["red", 0, true, []], "text, shift, late, console");
        same(seen.block.shows.length, 1, "states of the block");
        if (red === 0) throw new Error("the default was never seen");
        if (seen.block.first > 500) throw new Error(`the page waited ${seen.block.first} ms instead of 100`);
      },
    ),
  );
  await check("held, and the file never comes: the default stands", () =>
    colours(
      browser,
      folder,
      "held",
      (path) => (path === "/inline.js" ? { late: 2, body: "", headers: { "content-type": "text/plain" } } : {}),
      ({ text, shifts, late, seen }) => {
        same([text, shifts, late], ["red", 0, undefined], "text, shift, late");
        same(seen.block.shows.length, 1, "states of the block");
      },
    ),
  );
  await check("without a hold at the end of the page: what may have been seen stays", () =>
    colours(
      browser,
      folder,
      "unheld",
      () => ({}),
      ({ text, late }) => same([text, late], ["red", true], "text, late"),
    ),
  );
  await check("the same as a module that fetches: the counting of red frames does count", () =>
    colours(
      browser,
      folder,
      "module",
      (path) => (path === "/program" ? { late: 200 } : {}),
      ({ red, text, shifts, seen }) => {
        same([text, seen.block.shows.length], ["green", 2], "text, states of the block");
        if (red === 0 || shifts === 0) throw new Error(`${red} red frames and a shift of ${shifts} were counted`);
      },
    ),
  );
}

const demo = await openDemoFolder();
const folder = inRoot("target/first-paint");
await colourPages(folder);
for (const { name, launch } of [chromium, firefox]) {
  const browser = await launch();
  try {
    await demoIn(name, browser, demo);
    if (name === chromium.name) await coloursIn(browser, folder);
  } finally {
    await browser.close();
  }
}
conclude();
