// What a page may have under the global names of the script in it: elements, and accessors that throw. The page is shown all
// the same, and nothing escapes the script.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, test } from "node:test";
import { inRoot } from "../../scripts/paths.mjs";
import { browsers } from "./browsers.mjs";

const { compile } = await import("../../dist/author.js");
const { embed } = await import("../../dist/server.js");
const inline = await readFile(inRoot("dist/inline.js"), "utf8");
const hero = { default: "a", variants: { a: { fields: { text: "ours" } } } };
const { bytes } = compile({ tailorbird: 1, locales: ["en"], slots: { hero } });
const throwing = (name) =>
  `<script>Object.defineProperty(globalThis, "${name}", { get() { throw new Error("out of ink") } })</script>`;

const BEFORE = {
  "a link that is called tailorbirdHold": "<a id=tailorbirdHold></a>",
  "a form that is called tailorbirdHold": "<form name=tailorbirdHold><input name=end><input name=late></form>",
  "a link that is called tailorbird": "<a id=tailorbird></a>",
  "a form that is called tailorbird": "<form name=tailorbird><input name=root><input name=consent></form>",
  "tailorbird, which throws": throwing("tailorbird"),
  "tailorbirdHold, which throws": throwing("tailorbirdHold"),
};
const page = (before) =>
  embed(
    `<!doctype html><html lang="en"><body>${before}<script type="application/tailorbird"></script>` +
      '<script data-tb-script="inline"></script><p data-tb-slot="hero" data-tb-text="text">default</p></body></html>',
    bytes,
    { scripts: { inline } },
  ).html;

for (const browser of browsers)
  describe(browser.name, () => {
    for (const [what, before] of Object.entries(BEFORE))
      test(what, async (t) => {
        const { page: tab } = await browser.newPage(t);
        const errors = [];
        tab.on("pageerror", (error) => errors.push(String(error)));
        await tab.setContent(page(before), { waitUntil: "load" });
        await tab.waitForFunction(() => document.querySelector("p")?.textContent === "ours");
        assert.deepEqual(errors, []);
      });
  });
