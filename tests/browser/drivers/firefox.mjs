// Debian's Firefox becomes a Playwright browser.

import { firefox } from "playwright-core";

export const name = "Firefox";

// The channel makes Playwright speak WebDriver BiDi, which an unpatched Firefox understands.
const launchWith = (options) =>
  firefox.launch({ channel: "moz-firefox", executablePath: "/usr/bin/firefox-esr", ...options });

export const launch = () => launchWith({});

/** As its reader has set it up who wants to be left alone. */
export const launchPrivate = () =>
  launchWith({
    firefoxUserPrefs: {
      "privacy.globalprivacycontrol.enabled": true,
      "privacy.globalprivacycontrol.functionality.enabled": true,
    },
  });

/** Scripts are on or off for all of its pages. */
export const launchWithoutScripts = () => launchWith({ firefoxUserPrefs: { "javascript.enabled": false } });
