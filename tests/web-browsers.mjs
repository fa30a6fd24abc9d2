// The wasm-bindgen tests (tests/web/) pass through three real browsers, and their results are added up.

import { spawn } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { inRoot, root } from "../scripts/paths.mjs";
import { capture } from "../scripts/run.mjs";
import { add, count, none, phrase } from "../scripts/tally.mjs";
import { ARGUMENTS } from "./browser/drivers/chromium.mjs";
import { launch as launchFirefox } from "./browser/drivers/firefox.mjs";
import { freePort } from "./browser/drivers/port.mjs";

const COMMAND = ["cargo", "test", "--target", "wasm32-unknown-unknown", "--features", "compile", "--test", "web"];
const capabilities = inRoot("target/webdriver.json");
const environment = {
  ...process.env,
  WASM_BINDGEN_USE_BROWSER: "1",
  WASM_BINDGEN_TEST_WEBDRIVER_JSON: capabilities,
  WASM_BINDGEN_TEST_TIMEOUT: "120",
};

const browsers = {
  Chromium: () => withDriver({ CHROMEDRIVER: "/usr/bin/chromedriver" }),
  Firefox: inFirefox,
  // WebKitWebDriver speaks as Safari's driver does, and its browser needs a display.
  WebKitGTK: () => withDriver({ SAFARIDRIVER: "/usr/bin/WebKitWebDriver" }, ["xvfb-run", "-a"]),
};

async function withDriver(driver, before = []) {
  const [command, ...args] = [...before, ...COMMAND];
  return capture(command, args, { env: { ...environment, ...driver } });
}

/** Debian has no geckodriver: the runner serves its page, and Playwright opens it. */
async function inFirefox() {
  const address = `127.0.0.1:${await freePort()}`;
  const env = { ...environment, NO_HEADLESS: "1", WASM_BINDGEN_TEST_ADDRESS: address };
  const server = await serving(COMMAND, env, address);
  try {
    return await readInFirefox(`http://${address}/`);
  } finally {
    process.kill(-server.pid, "SIGTERM");
  }
}

async function readInFirefox(url) {
  const browser = await launchFirefox();
  try {
    const page = await browser.newPage();
    await page.goto(url);
    await page.getByText("test result:").waitFor({ timeout: 120_000 });
    const output = await page.locator("#output").textContent();
    return { code: output.includes("test result: ok") ? 0 : 1, output };
  } finally {
    await browser.close();
  }
}

/** The runner would serve until somebody stops it, so it gets a process group of its own to be stopped with. */
function serving([command, ...args], env, address) {
  return new Promise((resolve, reject) => {
    const server = spawn(command, args, { cwd: root, env, detached: true });
    let output = "";
    const read = (text) => {
      output += text;
      if (output.includes(`http://${address}`)) resolve(server);
    };
    for (const stream of [server.stdout, server.stderr]) stream.setEncoding("utf8").on("data", read);
    server.on("error", reject);
    server.on("close", () => reject(new Error(output)));
  });
}

await mkdir(inRoot("target"), { recursive: true });
await writeFile(capabilities, JSON.stringify({ "goog:chromeOptions": { args: ARGUMENTS } }));
let total = none;
for (const [name, test] of Object.entries(browsers)) {
  const started = Date.now();
  const { code, output } = await test().catch((error) => ({ code: 1, output: String(error) }));
  const found = count(output, code);
  // A suite that has no tests proves nothing.
  const tally = found.passed + found.failed === 0 ? { ...found, failed: 1 } : found;
  if (tally.failed > 0) console.log(output);
  console.log(`${name}: ${phrase(tally)} (${Math.round((Date.now() - started) / 1000)} s)`);
  total = add(total, tally);
}
console.log(phrase(total));
process.exitCode = total.failed ? 1 : 0;
