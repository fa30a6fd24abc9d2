// The whole demo is used behind its policy, which allows nothing but what it names: no violation is reported, by either browser.

import { readFile } from "node:fs/promises";
import { check, conclude } from "../package/checks.mjs";
import { openDemoFolder } from "./demo-server.mjs";
import * as chromium from "./drivers/chromium.mjs";
import * as firefox from "./drivers/firefox.mjs";
import { serveSlowly } from "./slow-server.mjs";

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
  const rest = () => new Promise((resolve) => setTimeout(resolve, 30));
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
    await rest();
  }
  globalThis.tailorbird.page.close();
  return used;
}

async function visit(browser, url, look, plant) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: "en-GB" });
  const page = await context.newPage();
  const lines = [];
  page.on("console", (message) => lines.push(message.text()));
  await page.addInitScript(listen);
  if (plant)
    await page.route("**/demo.js", async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: `try { ${plant} } catch {}\n${await response.text()}` });
    });
  try {
    await page.goto(url);
    await page.waitForFunction(() => !document.getElementById("panel").hidden);
    return await look(page, lines);
  } finally {
    await context.close();
  }
}

const folder = await openDemoFolder();

await check("the policy of the demo allows nothing but what it names", async () => {
  const html = await readFile(`${folder}/index.html`, "utf8");
  const [, policy] = html.match(/<meta http-equiv="Content-Security-Policy" content="([^"]*)">/) ?? [];
  const said = new Map(policy.split("; ").map((directive) => directive.split(/ (.*)/)));
  for (const [name, value] of said) if (!DIRECTIVES[name]?.test(value)) throw new Error(`${name} ${value}`);
  for (const name of Object.keys(DIRECTIVES)) if (!said.has(name)) throw new Error(`${name} is missing`);
});

const site = await serveSlowly(folder);
for (const { name, launch } of [chromium, firefox]) {
  const browser = await launch();
  for (const address of [plain, `${plain.slice(0, -2)}ar&name=%3Cscript%3Ealert(1)%3C/script%3E&visits=3&topics=birds`])
    await check(`${name}: the whole demo at ${address} is used without a violation`, () =>
      visit(browser, site.url + address, async (page, lines) => {
        const used = await page.evaluate(useAll);
        if (used < 30) throw new Error(`only ${used} controls were used`);
        const violations = await page.evaluate(() => globalThis.violations);
        if (violations.length > 0 || lines.length > 0) throw new Error(JSON.stringify({ violations, lines }));
      }),
    );
  for (const [what, [plant, directive]] of Object.entries(PLANTED))
    await check(`${name}: ${what}, planted, is reported`, () =>
      visit(
        browser,
        site.url + plain,
        async (page) => {
          await page.waitForTimeout(300);
          const found = (await page.evaluate(() => globalThis.violations)).map((one) => one.effectiveDirective);
          if (!found.includes(directive)) throw new Error(`${directive} is not among ${JSON.stringify(found)}`);
        },
        plant,
      ),
    );
  await browser.close();
}
site.close();
conclude();
