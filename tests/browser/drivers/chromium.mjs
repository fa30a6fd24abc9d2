// Debian's Chromium becomes a Playwright browser.

import { chromium } from "playwright-core";

/** Without these Chromium talks to its maker's servers, and a test that counts requests would count those. */
export const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export const name = "Chromium";

export const launch = () => chromium.launch({ executablePath: "/usr/bin/chromium", args: ARGUMENTS });
