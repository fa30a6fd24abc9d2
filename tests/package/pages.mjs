// The built sites are opened in real browsers, behind the policies that sites have.

import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { serve } from "../../scripts/serve.mjs";
import * as chromium from "../browser/drivers/chromium.mjs";
import * as firefox from "../browser/drivers/firefox.mjs";
import * as webkit from "../browser/drivers/webkit.mjs";
import { bundlers } from "./bundlers.mjs";
import { check } from "./checks.mjs";

/** The strictest policy under which the module works: what it needs is in the script already. */
const STRICT =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'none'; img-src data:; " +
  "require-trusted-types-for 'script'; trusted-types 'none'";
const FETCHING = STRICT.replace("connect-src 'none'", "connect-src 'self'");
const WITHOUT_WASM = STRICT.replace(" 'wasm-unsafe-eval'", "");

const CHANGED = { title: "Good evening", link: "/tonight", problems: "" };

export async function checkPages(folder) {
  const browser = await chromium.launch();
  try {
    await bundled(browser, folder);
    await plain(browser, "Chromium", folder);
    await carrying(browser, folder);
    await hindered(browser, folder);
  } finally {
    await browser.close();
  }
  await inFirefox(folder);
  await inWebKit(folder);
}

async function bundled(browser, folder) {
  for (const [name, bundle] of Object.entries(bundlers)) {
    await check(`${name}: builds, and the page changes behind a strict policy`, async () => {
      const out = `${folder}/out-${name.replace(/\W+/g, "-")}`;
      await mkdir(out);
      await bundle(folder, out);
      const { found, lines } = await visit(browser, out, "", { policy: STRICT });
      assert.deepEqual(found, CHANGED);
      assert.deepEqual(lines, []);
    });
  }
}

async function plain(browser, name, folder) {
  const entries = { main: STRICT, contextual: STRICT, author: STRICT, slim: FETCHING };
  for (const [entry, policy] of Object.entries(entries)) {
    await check(`${name}, plain module, ${entry}: the page changes behind a strict policy`, async () => {
      const { found, lines } = await visit(browser, folder, `plain-${entry}.html`, { policy });
      assert.deepEqual(found, CHANGED);
      assert.deepEqual(lines, []);
    });
  }
}

/** The classic script that remembers nothing, as `npx tailorbird inline` writes it into a page. */
async function carrying(browser, folder) {
  await check("Chromium, carried by the page, inline-contextual: the page changes before its first paint", async () => {
    const policy = STRICT.replace("'self'", "'self' 'unsafe-inline'");
    const { found, lines } = await visit(browser, folder, "carrying-contextual.html", { policy });
    assert.deepEqual(found, CHANGED);
    assert.deepEqual(lines, []);
  });
}

/** Whatever is missing, the page stays as the server sent it and says so once. */
async function hindered(browser, folder) {
  const cases = {
    "the policy forbids WebAssembly": { policy: WITHOUT_WASM, says: /Content-Security-Policy/ },
    "there is no WebAssembly": { policy: STRICT, script: "delete globalThis.WebAssembly", says: /no WebAssembly/ },
    "writing throws half way": { policy: STRICT, script: THROWING, says: /out of ink/ },
    "the WebAssembly traps": { policy: STRICT, script: TRAPPING, says: /unreachable/ },
  };
  for (const [name, { says, ...options }] of Object.entries(cases)) {
    await check(`${name}: the default content stays, with one line in the console`, async () => {
      const { found, lines } = await visit(browser, folder, "plain-main.html", options);
      assert.deepEqual({ title: found.title, link: found.link }, { title: "Welcome", link: "/join" });
      assert.match(found.problems, says);
      assert.equal(lines.length, 1, lines.join("\n"));
      assert.match(lines[0], /^tailorbird: /);
    });
  }
}

/** Writes, and only then refuses: what stands there by then has to be taken back. */
const THROWING = `{
  const textContent = Object.getOwnPropertyDescriptor(Node.prototype, "textContent");
  const set = function (text) { textContent.set.call(this, text); throw new Error("out of ink"); };
  Object.defineProperty(Node.prototype, "textContent", { ...textContent, set });
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

async function inFirefox(folder) {
  const browser = await firefox.launch();
  try {
    await plain(browser, "Firefox", folder);
  } finally {
    await browser.close();
  }
}

async function inWebKit(folder) {
  await check("WebKitGTK, plain module, main: the page changes behind a strict policy", async () => {
    const site = await serve(folder, { headers: () => ({ "content-security-policy": STRICT }) });
    const page = await webkit.launch();
    try {
      await page.goto(`${site.url}plain-main.html`);
      assert.deepEqual(await page.evaluate(read), CHANGED);
    } finally {
      await page.close();
      site.close();
    }
  });
}

/** Exceptions that reach nobody count as lines of the console: none may escape. */
async function visit(browser, folder, path, { policy, script }) {
  const site = await serve(folder, { headers: () => ({ "content-security-policy": policy }) });
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const lines = [];
    page.on("console", (message) => lines.push(message.text()));
    page.on("pageerror", (error) => lines.push(`exception: ${error.message}`));
    if (script) await page.addInitScript(script);
    await page.goto(site.url + path, { waitUntil: "load" });
    return { found: await page.evaluate(read), lines };
  } finally {
    await context.close();
    site.close();
  }
}

/** Runs in the page. A module with an await in it may still be at work when the page has loaded. */
async function read() {
  const { dataset } = document.documentElement;
  for (let attempt = 0; attempt < 100 && dataset.problems === undefined; attempt += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const title = document.querySelector("h1").textContent;
  return { title, link: document.querySelector("a").getAttribute("href"), problems: dataset.problems };
}
