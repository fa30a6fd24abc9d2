// What the native tests wrote for those in WebAssembly, and how a large suite tells what failed.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { inRoot } from "../scripts/paths.mjs";

/** The most failures that are printed. */
const PRINTED = 50;

export async function answers(name) {
  const file = inRoot(`target/${name}.json`);
  assert.ok(existsSync(file), `target/${name}.json is not there: run \`npm test -- native\` first`);
  return JSON.parse(await readFile(file, "utf8"));
}

/** Fails with these lines, if there are any. */
export function none(failures) {
  assert.equal(failures.length, 0, `${failures.length} failed:\n${failures.slice(0, PRINTED).join("\n")}`);
}
