// No test may fail by the clock: whatever reads one, or waits for a time, is on this list with the reason why it cannot make a
// test fail on a busy machine. `tests/bench/` measures, and is not a test.

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { test } from "node:test";
import { inRoot } from "../scripts/paths.mjs";

const CLOCK =
  /Instant::now|SystemTime|performance\.now|Date\.now\(|waitForTimeout|setTimeout\(|\bpause\(|\brest\(|timeout:/;

const POLL = "asks again until it is so, with a bound after which nothing would ever come";
const STAND_IN = "timers that the test fires itself";
/** By file: in how many lines, and why. */
const HARMLESS = {
  "browser/bandit.mjs": [1, "a timer of the page that comes after those that would have counted"],
  "browser/browsers.mjs": [1, "a context that never says it is closed; the end of the browser ends it"],
  "browser/built-inline.mjs": [1, "frames that were drawn"],
  "browser/drivers/webkit.mjs": [2, POLL],
  "browser/exposure.mjs": [1, "a timer of the page that comes after those that would have counted"],
  "browser/first-paint.mjs": [2, "how late a server's answer is"],
  "browser/frameworks.mjs": [1, "a task of its own, without a time"],
  "browser/frames.mjs": [2, "in which order frames came"],
  "browser/loads.mjs": [2, "until nothing more is asked for, and what is missing is waited for"],
  "browser/memory/consent.mjs": [1, "the clock that is handed to a page"],
  "browser/memory/faults.mjs": [2, "a task of its own, without a time"],
  "browser/memory/keeping.mjs": [1, "tabs write in any order"],
  "browser/memory/stores.mjs": [6, "timers of one page, which come in their order however late they are"],
  "browser/memory/tabs.mjs": [3, POLL],
  "browser/memory/year-of-use.mjs": [1, STAND_IN],
  "browser/prerender.mjs": [3, "timers of one page, which come in their order however late they are"],
  "browser/slow-server.mjs": [2, "how slow a server is"],
  "js-rooms.mjs": [1, "a planted reading of the clock"],
  "markup/painters-page.mjs": [1, "a task of its own, without a time"],
  "package/page-object.mjs": [3, "the clock that is handed to a page, which stands still"],
  "package/plugin-vite.mjs": [1, "writes again what a watcher has not seen"],
  "package/plugin-watch.mjs": [1, "reads again what a bundler is still writing"],
  "prove/cage.mjs": [3, POLL],
  "prove/planted.mjs": [3, "planted leaks"],
  "prove/visit.mjs": [3, "asks again, so many times"],
  "run/files.mjs": [1, "half an hour, after which a file will never end"],
  "run/schedule.mjs": [2, "how long a layer took, which is only told"],
  "web-browsers.mjs": [1, POLL],
};

const isTest = (path) => /\.(mjs|ts|rs)$/.test(path) && !path.startsWith("bench/") && path !== "clock.mjs";
const linesIn = (source) => source.split("\n").filter((line) => CLOCK.test(line)).length;

test("every test that reads a clock or waits for a time is on the list", async () => {
  const found = {};
  for (const path of (await readdir(inRoot("tests"), { recursive: true })).filter(isTest).sort()) {
    const lines = linesIn(await readFile(inRoot(`tests/${path}`), "utf8"));
    if (lines > 0) found[path] = lines;
  }
  assert.deepEqual(found, Object.fromEntries(Object.entries(HARMLESS).map(([path, [lines]]) => [path, lines])));
});

test("a planted wait is found, in each way to write one", () => {
  const waits = ["await pause(300)", "page.waitForTimeout(300)", "let before = Instant::now();", "{ timeout: 2000 }"];
  for (const wait of waits) assert.equal(linesIn(`x\n${wait}\n`), 1, wait);
});
