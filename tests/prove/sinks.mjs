// Every attribute of every element is offered to each build of the package in Chromium: it writes those on the list and no
// other. A word more in one of its tables is found.

import assert from "node:assert/strict";
import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, test } from "node:test";
import { inRoot } from "../../scripts/paths.mjs";
import { serve } from "../../scripts/serve.mjs";
import { chromium } from "../browser/browsers.mjs";
import { temporaryFolder } from "../browser/folder.mjs";
import { SINKS } from "./allowed.mjs";
import { elements } from "./dom-names.mjs";

const ALL = new Set(Object.values(elements).flat());

const PAGE =
  '<!doctype html><meta charset="utf-8"><title>Sinks</title><script type="module" src="/sinks-page.mjs"></script>';

/** `dist/` and the page beside it. */
async function folderWith(change = () => {}) {
  const folder = temporaryFolder("sinks");
  await cp(inRoot("dist"), join(folder, "dist"), { recursive: true });
  await cp(inRoot("tests/prove/sinks-page.mjs"), join(folder, "sinks-page.mjs"));
  await writeFile(join(folder, "index.html"), PAGE);
  await change(join(folder, "dist"));
  return folder;
}

/** What a build writes, by what it is offered: attribute to the elements that take it, `*` for nearly all. */
async function taken(t, folder, entry) {
  const site = await serve(folder);
  t.after(() => site.close());
  const { page } = await chromium.newPage(t);
  await page.goto(site.url);
  await page.waitForFunction(() => globalThis.offer);
  const { found, offered } = await page.evaluate(
    ([entry, elements]) => globalThis.offer(entry, elements),
    [`/dist/${entry}`, elements],
  );
  t.diagnostic(`${offered} places, each for 8 offers`);
  return Object.fromEntries(Object.entries(found).map(([offer, places]) => [offer, summary(places)]));
}

/** `ATTRIBUTE of ELEMENTS`, or of all but those that are closed. */
function summary(places) {
  const byAttribute = new Map();
  for (const [element, attribute] of places.map((place) => place.split(" ")))
    byAttribute.set(attribute, (byAttribute.get(attribute) ?? new Set()).add(element));
  return [...byAttribute].map(([attribute, names]) => `${attribute} of ${told(names)}`).sort();
}

function told(names) {
  if (names.size < ALL.size / 2) return [...names].sort().join(" ");
  const closed = [...ALL].filter((name) => !names.has(name));
  return `all but ${closed.sort().join(" ")}`;
}

/** The list, in the order of the answers. */
const listed = () => Object.fromEntries(Object.entries(SINKS).map(([offer, lines]) => [offer, [...lines].sort()]));

const folder = await folderWith();

describe("attributes that are written", () => {
  for (const entry of ["index.js", "contextual.js", "full.js"])
    test(entry, async (t) => assert.deepEqual(await taken(t, folder, entry), listed()));
});

test("planted: a word more in a table of the WebAssembly is found", async (t) => {
  const mutant = await folderWith(async (dist) => {
    const file = join(dist, "runtime.wasm");
    const bytes = await readFile(file);
    const at = bytes.indexOf("readonly");
    assert.ok(at > 0);
    bytes.write("autoplay", at);
    await writeFile(file, bytes);
  });
  assert.deepEqual(await taken(t, folder, "slim.js"), listed());
  const { flag } = await taken(t, mutant, "slim.js");
  assert.deepEqual(flag.filter((line) => !listed().flag.includes(line)).length, 1, "the word is written");
});
