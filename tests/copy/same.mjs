// The same answers, to the byte, natively, in Node, in Chromium and in Firefox: `copy/tests/same.rs` wrote the native ones down.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { inRoot } from "../../scripts/paths.mjs";
import { chromium, firefox } from "../browser/browsers.mjs";

const native = JSON.parse(await readFile(inRoot("target/copy-native.json"), "utf8"));
const wasm = (await readFile(inRoot("dist/copy.wasm"))).toString("base64");

/** Runs here and in pages. */
async function answers({ wasm, questions }) {
  const bytes = Uint8Array.from(atob(wasm), (letter) => letter.charCodeAt(0));
  const { exports } = (await WebAssembly.instantiate(bytes)).instance;
  const desk = exports.desk();
  return questions.map(([question, given]) => {
    const text = new TextEncoder().encode(given);
    const at = exports.room(desk, text.length) >>> 0;
    new Uint8Array(exports.memory.buffer, at, text.length).set(text);
    const answer = exports.ask(desk, question);
    return new TextDecoder().decode(
      new Uint8Array(exports.memory.buffer, answer % 2 ** 32, Math.floor(answer / 2 ** 32)),
    );
  });
}

const questions = native.map(([question, given]) => [question, given]);
const expected = native.map(([, , answer]) => answer);

test("Node answers as the native crate does", async () => {
  assert.ok(expected.length > 70);
  assert.deepEqual(await answers({ wasm, questions }), expected);
});

for (const browser of [chromium, firefox])
  test(`${browser.name} answers as the native crate does`, async (t) => {
    const { page } = await browser.newPage(t);
    assert.deepEqual(await page.evaluate(answers, { wasm, questions }), expected);
  });
