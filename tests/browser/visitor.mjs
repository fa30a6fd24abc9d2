// One way to visit a page, whichever of the three browsers does it: go, read, wait, click.

import { setTimeout as pause } from "node:timers/promises";
import { firefox as playwrightFirefox } from "playwright-core";
import * as chromium from "./drivers/chromium.mjs";
import * as firefox from "./drivers/firefox.mjs";
import * as webkit from "./drivers/webkit.mjs";

export const browserNames = [chromium.name, firefox.name, webkit.name];

/** `full` browsers can also be visited without scripts, on a phone, and with a damaged page. */
export async function openBrowser(name) {
  if (name === webkit.name) return throughWebDriver();
  return throughPlaywright(name, await (name === firefox.name ? firefox : chromium).launch());
}

async function fulfilDamaged(route, damage) {
  const response = await route.fetch();
  await route.fulfill({ response, body: damage(await response.text()) });
}

/** Firefox knows scripts as on or off for all of its pages only. */
function firefoxWithoutScripts() {
  return playwrightFirefox.launch({
    channel: "moz-firefox",
    executablePath: "/usr/bin/firefox-esr",
    firefoxUserPrefs: { "javascript.enabled": false },
  });
}

async function waitUntil(holds, what, patience) {
  const end = Date.now() + patience;
  while (Date.now() < end) {
    // While one page gives way to the next there may be nothing to ask.
    if (await holds().catch(() => false)) return;
    await pause(25);
  }
  throw new Error(`waited ${patience} ms in vain for: ${what}`);
}

function throughPlaywright(name, browser) {
  async function newPage({ javaScript = true, width = 1440, height = 900, damage }) {
    const other = name === firefox.name && !javaScript ? await firefoxWithoutScripts() : undefined;
    const context = await (other ?? browser).newContext({
      javaScriptEnabled: javaScript,
      viewport: { width, height },
      locale: "en-GB",
    });
    const page = await context.newPage();
    const lines = [];
    page.on("console", (message) => lines.push(message.text()));
    page.on("pageerror", (error) => lines.push(String(error)));
    if (damage !== undefined) await page.route(/\/\?/, (route) => fulfilDamaged(route, damage));
    const read = (question, value) => page.evaluate(question, value);
    return {
      lines,
      pause,
      read,
      goto: (address) => page.goto(address),
      waitFor: (question, what, patience = 8000) => waitUntil(() => read(question), what, patience),
      click: (selector) => page.click(selector),
      press: (key) => page.keyboard.press(key),
      visible: (selector) => page.locator(selector).isVisible(),
      texts: (selector) => page.locator(selector).allTextContents(),
      close: () => (other ?? context).close(),
    };
  }
  return { name, full: true, newPage, close: () => browser.close() };
}

/** The driver's browser has a single page, and WebDriver has no way to listen to its console. */
async function throughWebDriver() {
  const page = await webkit.launch();
  const read = (question, value) => page.evaluate(question, value);
  const waitFor = (question, what, patience = 8000) => waitUntil(() => read(question), what, patience);
  const newPage = async () => ({ lines: [], pause, read, goto: page.goto, waitFor, close: async () => {} });
  return { name: webkit.name, full: false, newPage, close: page.close };
}
