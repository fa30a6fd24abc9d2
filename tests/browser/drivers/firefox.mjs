// Debian's Firefox becomes a Playwright browser.

import { firefox } from "playwright-core";

export const name = "Firefox";

// The channel makes Playwright speak WebDriver BiDi, which an unpatched Firefox understands.
export const launch = () => firefox.launch({ channel: "moz-firefox", executablePath: "/usr/bin/firefox-esr" });
