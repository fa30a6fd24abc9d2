// What formatters and minifiers make of a page that carries its manifest: it still opens.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, test } from "node:test";
import minifyHtml from "@minify-html/node";
import { build } from "esbuild";
import { minify } from "html-minifier-terser";
import htmlnano from "htmlnano";
import prettier from "prettier";
import { generated } from "../../scripts/bundle.mjs";
import { inRoot } from "../../scripts/paths.mjs";
import { chromium } from "../browser/browsers.mjs";
import { folder } from "./consumer.mjs";

/** Each takes a page, at its hardest setting. */
const TOOLS = {
  "html-minifier-terser": (html) =>
    minify(html, { collapseWhitespace: true, removeComments: true, removeAttributeQuotes: true, minifyJS: true }),
  "minify-html": (html) => minifyHtml.minify(Buffer.from(html), { minify_js: true, minify_css: true }).toString(),
  htmlnano: async (html) =>
    (
      await htmlnano.process(html, {
        collapseWhitespace: "aggressive",
        minifyJs: true,
        minifyCss: false,
        minifySvg: false,
      })
    ).html,
  Prettier: (html) => prettier.format(html, { parser: "html" }),
  "Prettier, then html-minifier-terser": async (html) => TOOLS["html-minifier-terser"](await TOOLS.Prettier(html)),
};

const carrying = () => readFile(`${folder}/carrying-contextual.html`, "utf8");

async function opened(t, html) {
  const { page } = await chromium.newPage(t);
  await page.setContent(html);
  return page.evaluate(() => [document.querySelector("h1").textContent, document.documentElement.dataset.problems]);
}

describe("a page that carries its manifest opens behind", () => {
  for (const [name, tool] of Object.entries(TOOLS))
    test(name, async (t) => {
      const html = await tool(await carrying());
      assert.deepEqual(await opened(t, html), ["Good evening", ""]);
    });
});

const BLOCK = /(<script[^>]*"application\/tailorbird"[^>]*>)([^<]*)/;

test("a carried manifest that lost more than what is around it is a clear problem", async (t) => {
  const html = await carrying();
  const damages = {
    "its end": [(text) => text.slice(0, -9), "the compiled manifest is damaged"],
    "a part of it": [(text) => text.slice(0, 200) + text.slice(210), "the compiled manifest is damaged"],
    everything: [() => "", "these bytes are no compiled manifest"],
  };
  for (const [what, [damage, says]] of Object.entries(damages)) {
    const damaged = html.replace(BLOCK, (_, tag, text) => tag + damage(text));
    assert.ok(damaged !== html, what);
    const [title, problems] = await opened(t, damaged);
    assert.deepEqual({ what, title, problems }, { what, title: "Welcome", problems: says });
  }
});

async function carrier() {
  const contents = 'export { carry } from "./encode.ts"; export { decode } from "./decode.ts";';
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: inRoot("js/engine") },
    bundle: true,
    format: "esm",
    plugins: [generated],
    write: false,
  });
  return import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
}

/** Bytes that are the same at every run: a linear congruential generator's. */
function* numbers(seed = 1) {
  for (;;) {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    yield seed >>> 16;
  }
}

test("no carried text begins or ends with a blank, whatever byte is its last", async () => {
  const { carry, decode } = await carrier();
  const random = numbers();
  for (let last = 0; last < 256; last += 1)
    for (const range of [256, 40]) {
      const length = random.next().value % 400;
      const bytes = Uint8Array.from({ length: length + 1 }, () => random.next().value % range);
      bytes[length] = last;
      const text = carry(bytes);
      assert.equal(text, text.trim(), `last byte ${last}`);
      assert.deepEqual(decode(text), bytes, `last byte ${last}`);
    }
});
