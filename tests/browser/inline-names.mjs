// What a page has under the names that the classic scripts use: elements, frames, getters that throw. None of it stops them.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { after, before, describe, test } from "node:test";
import { compile } from "../../dist/author.js";
import { embed } from "../../dist/server.js";
import { inRoot } from "../../scripts/paths.mjs";
import { browsers } from "./browsers.mjs";

const { bytes } = compile({
  tailorbird: 1,
  locales: ["en"],
  signals: { on: { type: "flag" } },
  slots: {
    hero: {
      default: "plain",
      variants: {
        other: { when: "signal.on", fields: { title: "Other" } },
        plain: { fields: { title: "Plain" } },
      },
    },
  },
});
const inline = await readFile(inRoot("dist/inline.js"), "utf8");

const options = (text) => `<script>${text}</script>`;
const names = (element, all) => all.map((name) => `<${element} name="${name}" id="${name}"></${element}>`).join("");
const DOCUMENT = (
  "querySelector querySelectorAll createElement createTextNode createDocumentFragment createTreeWalker addEventListener " +
  "removeEventListener readyState documentElement referrer hidden prerendering visibilityState body head defaultView " +
  "activeElement hasFocus getSelection title lang"
).split(" ");

/** What stands before the script, and what the slot shows then. */
const PAGES = {
  "a link with the name of what holds a page": ['<a id="tailorbirdHold"></a>', "Plain"],
  "a form with its own end": ['<form id="tailorbirdHold"><input name="end"></form>', "Plain"],
  "a frame with that name": ['<iframe name="tailorbirdHold"></iframe>', "Plain"],
  "a frame of another site with that name": ['<iframe name="tailorbirdHold" src="data:text/html,x"></iframe>', "Plain"],
  "a link with the name of the options": ['<a id="tailorbird" href="#x"></a>', "Plain"],
  "a form with their names": ['<form id="tailorbird"><input name="root"><input name="signals"></form>', "Plain"],
  "a frame with their name": ['<iframe name="tailorbird"></iframe>', "Plain"],
  "a getter for the options": [
    options("Object.defineProperty(globalThis, 'tailorbird', { get() { throw new Error('no') }, set() {} })"),
    undefined,
  ],
  "a getter among the options": [options("tailorbird = { get signals() { throw new Error('no') } }"), "Plain"],
  "options that are none": [options("tailorbird = null"), "Plain"],
  options: [options("tailorbird = { signals: { on: true } }"), "Other"],
  "images with the names of a document's properties": [names("img", DOCUMENT), "Plain"],
  "forms with the names of a document's properties": [names("form", DOCUMENT), "Plain"],
};

let server;
before(async () => {
  server = createServer((request, response) => {
    const [first] = Object.values(PAGES)[new URL(request.url, "http://localhost").searchParams.get("page")] ?? [""];
    const carried = `<script type="application/tailorbird"></script><script data-tb-script="inline"></script>`;
    const text = `<!doctype html><html lang="en"><meta charset="utf-8"><body>${first}${carried}<p data-tb-slot="hero" data-tb-text="title">Server</p></body></html>`;
    response.setHeader("content-type", "text/html").end(embed(text, bytes, { scripts: { inline } }).html);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
});
after(() => {
  server.closeAllConnections();
  server.close();
});

for (const browser of browsers)
  describe(browser.name, () => {
    for (const [place, [what, [, shown]]] of Object.entries(PAGES).entries())
      test(what, async (t) => {
        const { page, lines } = await browser.newPage(t);
        await page.goto(`http://localhost:${server.address().port}/?page=${place}`);
        const words = await page.$eval("[data-tb-slot]", (slot) => slot.textContent);
        assert.equal(words, shown ?? "Plain");
        assert.deepEqual(
          lines.filter((line) => line.startsWith("exception")),
          [],
        );
        if (what.startsWith("a getter")) assert.match(lines.join("\n"), /tailorbird: .*no/);
      });
  });
