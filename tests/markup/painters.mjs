// One page, one manifest and what is known → the page as the server writes it and as the device makes it, in Chromium.

import { inRoot } from "../../scripts/paths.mjs";
import { serve } from "../../scripts/serve.mjs";
import * as chromium from "../browser/drivers/chromium.mjs";

console.warn = () => {};
const { compile } = await import("../../dist/author.js");
const { write } = await import("../../dist/server.js");

/** Where a fact is left out, the server does not know it; the device always knows something. Of languages the server takes
 *  the page's. */
const deviceOf = (html) => {
  const [, language] = /^[^<]*(?:<!doctype html>\s*)?<html[^>]* lang="([^"]+)"/i.exec(html) ?? [];
  return { timeZone: "UTC", locales: language ? [language] : [] };
};

/** What the server makes of a case, and all that the device needs to make the same of it. */
export function served({ html, manifest, facts }) {
  const { bytes, problems } = compile(manifest);
  if (!bytes) throw new Error(JSON.stringify(problems));
  const written = write(html, bytes, facts);
  const device = deviceOf(html);
  const language = device.locales[0] ?? "";
  const page = { path: "", query: "", referrer: "", source: "none", topics: [], language, ...facts.page };
  return { html, bytes: [...bytes], given: { ...device, ...facts, page }, written };
}

/** Cases are compared in the page, many at a time: crossing takes longer than painting. Each time the page is a new one, because
 *  the WebAssembly of one that never rests grows. */
export async function openPainters() {
  const site = await serve(inRoot("."));
  const browser = await chromium.launch();
  return {
    async compare(cases) {
      const text = JSON.stringify(cases.map(served));
      const page = await browser.newPage();
      await page.goto(`${site.url}tests/markup/painters.html`);
      await page.waitForFunction(() => globalThis.compareAll !== undefined);
      // As text, because Playwright looks at every number of an argument.
      const found = await page.evaluate((text) => globalThis.compareAll(text), text);
      await page.close();
      return JSON.parse(found);
    },
    async close() {
      await browser.close();
      site.close();
    },
  };
}
