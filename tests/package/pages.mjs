// The built sites are opened in real browsers, behind the policies that sites have.

import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { describe, test } from "node:test";
import { serve } from "../../scripts/serve.mjs";
import { browsers, chromium } from "../browser/browsers.mjs";
import * as webkit from "../browser/drivers/webkit.mjs";
import { bundlers } from "./bundlers.mjs";
import { folder } from "./consumer.mjs";

/** The strictest policy under which the module works: what it needs is in the script already. */
const STRICT =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'none'; img-src data:; " +
  "require-trusted-types-for 'script'; trusted-types 'none'";
const FETCHING = STRICT.replace("connect-src 'none'", "connect-src 'self'");
const WITHOUT_WASM = STRICT.replace(" 'wasm-unsafe-eval'", "");

const CHANGED = { title: "Good evening", link: "/tonight", problems: "" };

describe("bundled, the page changes behind a strict policy", () => {
  for (const [name, bundle] of Object.entries(bundlers))
    test(name, async (t) => {
      const out = `${folder}/out-${name.replace(/\W+/g, "-")}`;
      await mkdir(out);
      await bundle(folder, out);
      const { found, lines } = await visit(t, chromium, out, "", { policy: STRICT });
      assert.deepEqual(found, CHANGED);
      assert.deepEqual(lines, []);
    });
});

for (const browser of browsers)
  describe(`${browser.name}: a plain module changes the page behind a strict policy`, () => {
    const entries = { main: STRICT, contextual: STRICT, author: STRICT, slim: FETCHING };
    for (const [entry, policy] of Object.entries(entries))
      test(entry, async (t) => {
        const { found, lines } = await visit(t, browser, folder, `plain-${entry}.html`, { policy });
        assert.deepEqual(found, CHANGED);
        assert.deepEqual(lines, []);
      });
  });

test("WebKitGTK: a plain module changes the page behind a strict policy", async (t) => {
  const url = await served(t, folder, STRICT);
  const page = await webkit.launch();
  t.after(() => page.close());
  await page.goto(`${url}plain-main.html`);
  assert.deepEqual(await read(page), CHANGED);
});

/** The classic script that remembers nothing, as `npx tailorbird inline` writes it into a page. */
test("Chromium: inline-contextual in the page changes it before its first paint", async (t) => {
  const policy = STRICT.replace("'self'", "'self' 'unsafe-inline'");
  const { found, lines } = await visit(t, chromium, folder, "carrying-contextual.html", { policy });
  assert.deepEqual(found, CHANGED);
  assert.deepEqual(lines, []);
});

/** Writes, and only then refuses: what stands there by then has to be taken back. */
const THROWING = `{
  const data = Object.getOwnPropertyDescriptor(CharacterData.prototype, "data");
  let inked = 0;
  const set = function (text) { data.set.call(this, text); inked += 1; if (inked === 1) throw new Error("out of ink"); };
  Object.defineProperty(CharacterData.prototype, "data", { ...data, set });
}`;

/** Every export traps from the moment when the module has looked at the reader's languages, which is before it decides. */
const TRAPPING = `{
  const { Instance } = WebAssembly;
  let armed = false;
  const { languages } = navigator;
  Object.defineProperty(navigator, "languages", { get: () => { armed = true; return languages; } });
  const trapping = (inner) => (...args) => {
    if (armed) throw new WebAssembly.RuntimeError("unreachable");
    return inner(...args);
  };
  WebAssembly.Instance = function (...args) {
    const exports = { ...new Instance(...args).exports };
    for (const [name, value] of Object.entries(exports)) if (typeof value === "function") exports[name] = trapping(value);
    return { exports };
  };
}`;

describe("whatever is missing, the page stays as the server sent it and says so once", () => {
  const cases = {
    "the policy forbids WebAssembly": { policy: WITHOUT_WASM, says: /Content-Security-Policy/ },
    "there is no WebAssembly": { policy: STRICT, script: "delete globalThis.WebAssembly", says: /no WebAssembly/ },
    "writing throws half way": { policy: STRICT, script: THROWING, says: /out of ink/ },
    "the WebAssembly traps": { policy: STRICT, script: TRAPPING, says: /unreachable/ },
  };
  for (const [name, { says, ...options }] of Object.entries(cases))
    test(name, async (t) => {
      const { found, lines } = await visit(t, chromium, folder, "plain-main.html", options);
      assert.deepEqual({ title: found.title, link: found.link }, { title: "Welcome", link: "/join" });
      assert.match(found.problems, says);
      assert.equal(lines.length, 1, lines.join("\n"));
      assert.match(lines[0], /^tailorbird: /);
    });
});

async function served(t, folder, policy) {
  const site = await serve(folder, { headers: () => ({ "content-security-policy": policy }) });
  t.after(() => site.close());
  return site.url;
}

/** What the page shows, and the lines of its console. */
async function visit(t, browser, folder, path, { policy, script }) {
  const url = await served(t, folder, policy);
  const { page, lines } = await browser.newPage(t);
  if (script) await page.addInitScript(script);
  await page.goto(url + path);
  return { found: await read(page), lines };
}

/** A module with an await in it may still be at work when the page has loaded. */
async function read(page) {
  await page.waitForFunction(() => document.documentElement.dataset.problems !== undefined);
  return page.evaluate(() => ({
    title: document.querySelector("h1").textContent,
    link: document.querySelector("a").getAttribute("href"),
    problems: document.documentElement.dataset.problems,
  }));
}
