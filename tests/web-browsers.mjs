// The wasm-bindgen tests (tests/web/) in three real browsers: their runner serves a page, and each browser opens it.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { after, before, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { root } from "../scripts/paths.mjs";
import * as chromium from "./browser/drivers/chromium.mjs";
import * as firefox from "./browser/drivers/firefox.mjs";
import { freePort } from "./browser/drivers/port.mjs";
import * as webkit from "./browser/drivers/webkit.mjs";

const COMMAND = ["test", "--target", "wasm32-unknown-unknown", "--features", "compile", "--test", "web"];
const address = `127.0.0.1:${await freePort()}`;
let server;

before(async () => {
  const env = {
    ...process.env,
    WASM_BINDGEN_USE_BROWSER: "1",
    NO_HEADLESS: "1",
    WASM_BINDGEN_TEST_ADDRESS: address,
  };
  // It serves until it is stopped, so it gets a process group of its own to be stopped with.
  server = spawn("cargo", COMMAND, { cwd: root, env, detached: true });
  await printed(server, `http://${address}`);
});
after(() => process.kill(-server.pid, "SIGTERM"));

/** Resolves when a process has printed this; it fails where it ends before. */
function printed(child, text) {
  return new Promise((resolve, reject) => {
    let output = "";
    const read = (more) => {
      output += more;
      if (output.includes(text)) resolve();
    };
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", read);
    child.on("error", reject);
    child.on("close", () => reject(new Error(output)));
  });
}

/** What the page says when its tests are over. */
async function outputOf(page) {
  await page.goto(`http://${address}/`);
  for (;;) {
    const output = await page.evaluate(() => document.getElementById("output").textContent);
    if (output.includes("test result:")) return output;
    await pause(50);
  }
}

for (const { name, launch } of [chromium, firefox, webkit])
  test(`the boundary in ${name}`, async (t) => {
    const browser = await launch();
    t.after(() => browser.close());
    const output = await outputOf(browser.newPage ? await browser.newPage() : browser);
    const [, passed] = /test result: ok\. (\d+) passed/.exec(output) ?? [];
    assert.ok(Number(passed) > 0, output);
    t.diagnostic(`${passed} tests`);
  });
