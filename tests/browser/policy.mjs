// The whole demo is used behind its policy, which allows nothing but what it names: no violation is reported, by either browser.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { browsers } from "./browsers.mjs";
import { demoFolder, openDemo } from "./demo-folder.mjs";

/** What the policy has to say. Sources of scripts may be this site, hashes and WebAssembly; of all else, this site and data. */
const DIRECTIVES = {
  "default-src": /^'none'$/,
  "script-src": /^('self'|'wasm-unsafe-eval'|'sha256-[\w+/=]+'| )+$/,
  "style-src": /^'self'$/,
  "img-src": /^data:$/,
  "base-uri": /^'none'$/,
  "form-action": /^'none'$/,
  "require-trusted-types-for": /^'script'$/,
  "trusted-types": /^'none'$/,
};

/** Each would be reported where it is not forbidden in vain, so the counting does count. */
const PLANTED = {
  "markup from a text": ["document.createElement('p').innerHTML = '<b>x</b>'", "require-trusted-types-for"],
  "a picture from elsewhere": ["new Image().src = 'https://elsewhere.example/x.png'", "img-src"],
  "a style that is written": [
    "{ const style = document.createElement('style'); style.textContent = 'p{}'; document.head.append(style) }",
    "style-src-elem",
  ],
  "a request": ["fetch('/style.css').catch(() => {})", "connect-src"],
};

const plain = "?clock=2026-11-24T14:00:00&zone=Europe/Berlin&lang=en";

function listen() {
  globalThis.violations = [];
  document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sample }) =>
    globalThis.violations.push({ effectiveDirective, blockedURI, sample }),
  );
}

/** Runs in the page: every control of the panel, the card and <tailor-privacy> is used once. */
async function useAll() {
  const fire = (field, kind) => field.dispatchEvent(new Event(kind, { bubbles: true }));
  let used = 0;
  const own = document.querySelectorAll("#reader input, #reader select, #reader button, #card-buttons button");
  const privacy = document
    .querySelector("tailor-privacy")
    .shadowRoot.querySelectorAll("button, input:not([type=file])");
  for (const field of [...own, ...privacy]) {
    // What is not shown nobody uses; one use may hide others.
    if (!field.isConnected || field.closest("[hidden]")) continue;
    if (field.matches("button, [type=checkbox], [type=radio]")) field.click();
    else {
      if (field.type === "range") field.value = "1410";
      else if (field.tagName === "SELECT") field.selectedIndex = 1;
      else if (field.type === "text") field.value = "<img src=x onerror=alert(1)>";
      fire(field, "input");
      fire(field, "change");
    }
    used += 1;
    await new Promise(requestAnimationFrame);
  }
  globalThis.tailorbird.page.close();
  return used;
}

let demo;
before(async () => {
  demo = await openDemo();
});
after(() => demo.close());

async function visit(t, browser, address, plant) {
  const { page, lines } = await browser.newPage(t, { viewport: { width: 1280, height: 800 }, locale: "en-GB" });
  await page.addInitScript(listen);
  if (plant)
    await page.route("**/demo.js", async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: `try { ${plant} } catch {}\n${await response.text()}` });
    });
  await page.goto(demo.url + address);
  await page.waitForFunction(() => !document.getElementById("panel").hidden);
  return { page, lines };
}

/** Waits until the browser has reported what this directive forbids. */
const reported = (page, directive) =>
  page.waitForFunction(
    (directive) => globalThis.violations.some(({ effectiveDirective }) => effectiveDirective === directive),
    directive,
  );

test("the policy of the demo allows nothing but what it names", async () => {
  const html = await readFile(`${demoFolder}/index.html`, "utf8");
  const [, policy] = html.match(/<meta http-equiv="Content-Security-Policy" content="([^"]*)">/) ?? [];
  const said = new Map(policy.split("; ").map((directive) => directive.split(/ (.*)/)));
  for (const [name, value] of said) assert.match(value, DIRECTIVES[name] ?? /^$/, name);
  assert.deepEqual([...said.keys()].sort(), Object.keys(DIRECTIVES).sort());
});

const ADDRESSES = {
  "in English": plain,
  "in Arabic, with a name that is markup": `${plain.slice(0, -2)}ar&name=%3Cscript%3Ealert(1)%3C/script%3E&visits=3&topics=birds`,
};

for (const browser of browsers)
  describe(browser.name, () => {
    for (const [what, address] of Object.entries(ADDRESSES))
      test(`the whole demo ${what} is used without a violation`, async (t) => {
        const { page, lines } = await visit(t, browser, address);
        const used = await page.evaluate(useAll);
        assert.ok(used >= 30, `only ${used} controls were used`);
        assert.deepEqual(lines, []);
        // What was forbidden before has been reported before this.
        await page.evaluate(() => fetch("/sentinel").catch(() => {}));
        await reported(page, "connect-src");
        const [{ blockedURI }, ...others] = await page.evaluate(() => globalThis.violations);
        assert.match(blockedURI, /sentinel$/);
        assert.deepEqual(others, []);
      });

    for (const [what, [plant, directive]] of Object.entries(PLANTED))
      test(`${what}, planted, is reported`, async (t) => {
        const { page } = await visit(t, browser, plain, plant);
        await reported(page, directive);
      });
  });
