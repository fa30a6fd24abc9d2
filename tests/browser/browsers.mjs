// The two browsers that Playwright drives, each launched at most once in a test file, and pages in them.

import { after } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import * as chromiumDriver from "./drivers/chromium.mjs";
import * as firefoxDriver from "./drivers/firefox.mjs";

/** The longest that anything is waited for, in milliseconds: other work may keep the machine busy. */
export const PATIENCE = 300_000;

class Browser {
  #driver;
  #launched;

  constructor(driver) {
    this.name = driver.name;
    this.#driver = driver;
  }

  /** Playwright's browser. */
  open() {
    this.#launched ??= this.#driver.launch();
    return this.#launched;
  }

  async close() {
    await (await this.#launched)?.close();
  }

  /** A context that is closed after the test `t`. */
  async newContext(t, options) {
    return contextOf(t, await this.open(), options);
  }

  /** A page in a context of its own, and what it prints and throws. */
  async newPage(t, options) {
    const context = await this.newContext(t, options);
    return pageOf(context);
  }
}

/** Closes a context. Chromium now and then never answers that it has; then the end of the browser ends the context. */
export function closeContext(context) {
  return Promise.race([context.close().catch(() => {}), pause(30_000, undefined, { ref: false })]);
}

export async function contextOf(t, browser, options) {
  const context = await browser.newContext(options);
  t.after(() => closeContext(context));
  context.setDefaultTimeout(PATIENCE);
  return context;
}

/** A new page, and the lines of its console; exceptions that nobody catches are among them. */
export async function pageOf(context) {
  const page = await context.newPage();
  const lines = [];
  page.on("console", (message) => lines.push(message.text()));
  page.on("pageerror", (error) => lines.push(`exception: ${error.message}`));
  return { page, lines };
}

export const chromium = new Browser(chromiumDriver);
export const firefox = new Browser(firefoxDriver);
export const browsers = [chromium, firefox];

after(() => Promise.all(browsers.map((browser) => browser.close())));
