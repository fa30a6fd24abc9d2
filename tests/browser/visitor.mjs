// One way to visit a page, whichever of the three browsers does it: go, read, wait, click.

import { spawn } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { chromium, firefox } from "playwright-core";

const quiet = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const openers = {
  chromium: async () =>
    throughPlaywright("chromium", await chromium.launch({ executablePath: "/usr/bin/chromium", args: quiet })),
  firefox: async () => throughPlaywright("firefox", await startFirefox()),
  webkit: () => throughWebDriver(),
};

/** `full` browsers can also be visited without scripts, on a phone, and with a request held back. */
export function openBrowser(name) {
  return openers[name]();
}

/** Firefox knows scripts as on or off for all of its pages only. */
function startFirefox(scripts = true) {
  const firefoxUserPrefs = { "javascript.enabled": scripts };
  return firefox.launch({ channel: "moz-firefox", executablePath: "/usr/bin/firefox-esr", firefoxUserPrefs });
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
  async function newPage({ javaScript = true, width = 1440, height = 900, early, hold, replace }) {
    const other = name === "firefox" && !javaScript ? await startFirefox(false) : undefined;
    const context = await (other ?? browser).newContext({
      javaScriptEnabled: javaScript,
      viewport: { width, height },
      locale: "en-GB",
    });
    const page = await context.newPage();
    const lines = [];
    page.on("console", (message) => lines.push(message.text()));
    page.on("pageerror", (error) => lines.push(String(error)));
    if (early !== undefined) await page.addInitScript(early);
    if (hold !== undefined) await page.route(`**${hold}`, () => {});
    if (replace !== undefined) await page.route(`**${replace}`, (route) => route.fulfill({ body: "not a manifest" }));
    const read = (question, value) => page.evaluate(question, value);
    return {
      lines,
      pause,
      read,
      goto: (address) => page.goto(address, { waitUntil: hold === undefined ? "load" : "commit" }),
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

/** WebKitGTK speaks plain WebDriver, and wants a display. */
async function throughWebDriver() {
  const port = 20_000 + Math.floor(Math.random() * 20_000);
  const driver = spawn("xvfb-run", ["-a", "WebKitWebDriver", `--port=${port}`], { detached: true, stdio: "ignore" });
  const broken = new Promise((_, reject) => driver.on("error", reject));

  async function ask(method, path, body) {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, body: body && JSON.stringify(body) });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`${path}: ${value.error}: ${value.message}`);
    return value;
  }
  const up = () => ask("GET", "/status").then(() => true);
  await Promise.race([broken, waitUntil(up, "WebKitWebDriver", 15_000)]);
  const { sessionId } = await ask("POST", "/session", { capabilities: {} });
  const session = `/session/${sessionId}`;
  await ask("POST", `${session}/window/rect`, { width: 1440, height: 900 });

  const read = (question, ...values) =>
    ask("POST", `${session}/execute/sync`, { script: `return (${question}).apply(null, arguments)`, args: values });

  async function newPage() {
    return {
      // WebDriver has no way to listen to the console.
      lines: [],
      pause,
      read,
      goto: (url) => ask("POST", `${session}/url`, { url }),
      waitFor: (question, what, patience = 8000) => waitUntil(() => read(question), what, patience),
      close: async () => {},
    };
  }
  async function close() {
    await ask("DELETE", session).catch(() => {});
    process.kill(-driver.pid);
  }
  return { name: "webkit", full: false, newPage, close };
}
