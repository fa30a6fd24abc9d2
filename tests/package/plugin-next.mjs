// `tailorbird/loader` in a real Next application, which Turbopack builds and serves to developers.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { before, describe, test } from "node:test";
import { pack } from "../../scripts/pack.mjs";
import { inRoot, root } from "../../scripts/paths.mjs";
import { capture, run } from "../../scripts/run.mjs";
import { chromium } from "../browser/browsers.mjs";
import { temporaryFolder } from "../browser/folder.mjs";

/** Inside of this project, because Turbopack looks for packages nowhere but below its root. */
const APP = inRoot("target/plugin-next");
const NEXT = inRoot("node_modules/next/dist/bin/next");
const ENVIRONMENT = { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ROOT: root };
// Each hour has a title, and the clock is the machine's.
const manifest = (title) => ({
  tailorbird: 1,
  locales: ["en"],
  slots: {
    hero: {
      default: "no",
      variants: { yes: { when: "now.hour >= 0", fields: { title } }, no: { fields: { title: "Default" } } },
    },
  },
});
const write = (title) => writeFile(`${APP}/tailorbird.json`, JSON.stringify(manifest(title), null, 2));
const WRONG = JSON.stringify(manifest("Wrong"), null, 2).replace("now.hour >= 0", "now.hour >= nope");
const PLACE = `tailorbird.json:${WRONG.split("\n").findIndex((line) => line.includes("nope")) + 1}:`;

before(async () => {
  await rm(APP, { recursive: true, force: true });
  await cp(inRoot("tests/package/plugin/next"), APP, { recursive: true });
  await write("Built");
  await writeFile(`${APP}/package.json`, JSON.stringify({ private: true }));
  const installed = `${APP}/node_modules/tailorbird`;
  await mkdir(installed, { recursive: true });
  await run("tar", ["-xzf", await pack(temporaryFolder("packed-next")), "-C", installed, "--strip-components=1"]);
});

/** Starts Next's server and answers its address. */
async function started(t, command) {
  const child = spawn(process.execPath, [NEXT, command, "-p", "0"], { cwd: APP, env: ENVIRONMENT, detached: true });
  t.after(async () => {
    process.kill(-child.pid, "SIGKILL");
    await once(child, "close");
  });
  let said = "";
  return new Promise((resolve, reject) => {
    child.once("close", () => reject(new Error(said)));
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text) => {
        said += text;
        const [address] = /http:\/\/localhost:\d+/.exec(said) ?? [];
        if (address) resolve(address);
      });
  });
}

const titleIs = (page, title) =>
  page.waitForFunction((wanted) => document.querySelector("h1")?.textContent === wanted, title);

describe("Next with Turbopack", () => {
  test("what it builds shows what the manifest says", async (t) => {
    const { code, output } = await capture(process.execPath, [NEXT, "build"], { cwd: APP, env: ENVIRONMENT });
    assert.equal(code, 0, output);
    const address = await started(t, "start");
    const { page } = await chromium.newPage(t);
    await page.goto(address);
    await titleIs(page, "Built");
    assert.match(await readFile(`${APP}/tailorbird.d.ts`, "utf8"), /readonly variant: "yes" \| "no"/);
  });

  test("a manifest with an error ends the build, with its line", async () => {
    await writeFile(`${APP}/tailorbird.json`, WRONG);
    const { code, output } = await capture(process.execPath, [NEXT, "build"], { cwd: APP, env: ENVIRONMENT });
    assert.notEqual(code, 0);
    assert.ok(output.includes(PLACE) && output.includes("there is no name “nope”"), output);
  });

  test("its server for developers shows an edit, and an error with its line", async (t) => {
    await write("First");
    const address = await started(t, "dev");
    const { page } = await chromium.newPage(t);
    await page.goto(address);
    await titleIs(page, "First");
    // React runs no effect again because a module beside its components changed, so that the page is loaded anew.
    await write("Second");
    await shows(page, "Second");
    const told = page.waitForEvent("console", (message) => message.text().includes(PLACE));
    await writeFile(`${APP}/tailorbird.json`, WRONG);
    assert.match((await told).text(), /there is no name “nope”/);
    await write("Third");
    await shows(page, "Third");
  });
});

/** Next may answer with the page as it was before it has seen that a file changed. */
async function shows(page, title) {
  let found;
  for (let times = 0; times < 100 && found !== title; times += 1) {
    await page.reload();
    await page.waitForFunction(() => (document.querySelector("h1")?.textContent ?? "Server") !== "Server");
    found = await page.evaluate(() => document.querySelector("h1")?.textContent);
  }
  assert.equal(found, title);
}
