// The packed package is read, not run: all that its WebAssembly is given and that its scripts name has to be on a list. The same
// reading finds every leak that is planted here.

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { before, describe, test } from "node:test";
import { carry } from "../../scripts/carry.mjs";
import { pack } from "../../scripts/pack.mjs";
import { run } from "../../scripts/run.mjs";
import { temporaryFolder } from "../browser/folder.mjs";
import { ASKED, allowedIn, BESIDE, BUILDS, GIVEN, ON_SERVERS } from "./allowed.mjs";
import { leaksInScripts, unseen, withImport, wordsInTables } from "./planted.mjs";
import { scan } from "./scan.mjs";
import { carriedIn, givenIn, importsOf } from "./wasm.mjs";

/** @returns {string[]} what is in the script and not on the list, or on the list and not in the script */
function complaints(file, source) {
  const allowed = allowedIn(file);
  const found = scan(source, { page: !ON_SERVERS.has(file) });
  return [...new Set([...found.keys(), ...allowed.keys()])]
    .filter((use) => found.get(use) !== allowed.get(use)?.times)
    .map((use) => `${use}: ${found.get(use) ?? 0} times, ${allowed.get(use)?.times ?? 0} are on the list`);
}

/** The functions that are given must be those on the list, and the WebAssembly may ask for these and no more. */
function checkGiven(build, source, wasm) {
  const listed = Object.entries(GIVEN[build]).map(([name, [uses]]) => [name, uses]);
  assert.deepEqual([...givenIn(source)].sort(), listed.sort(), "the functions that are given");
  const wanted = ASKED[build].map((name) => `a.${name} function`);
  assert.deepEqual(importsOf(wasm).sort(), wanted, "the imports");
}

const folder = temporaryFolder("prove");
const scripts = new Map();
const modules = new Map();

before(async () => {
  await run("tar", ["-xzf", await pack(folder), "-C", folder]);
  const dist = join(folder, "package/dist");
  for (const file of (await readdir(dist, { recursive: true })).sort()) {
    if (/\.[cm]?js$/.test(file)) scripts.set(file, await readFile(join(dist, file), "utf8"));
    if (file.endsWith(".wasm")) modules.set(file, new Uint8Array(await readFile(join(dist, file))));
  }
});

/** The script's engine; the small module beside it in a script only decodes it. */
function engineOf(file, source = scripts.get(file)) {
  if (BESIDE[file]) return modules.get(BESIDE[file]);
  const carried = carriedIn(source).sort((a, b) => b.length - a.length);
  assert.equal(carried.length, 2, `${file} carries ${carried.length} modules`);
  assert.deepEqual(importsOf(carried[1]), [], "what the decoder is given");
  return carried[0];
}

for (const [file, build] of Object.entries(BUILDS))
  test(`${file}: the WebAssembly of build ${build} is given ${Object.keys(GIVEN[build]).length} functions, all on the list`, () =>
    checkGiven(build, scripts.get(file), engineOf(file)));

test("what the scripts carry is, to the byte, the WebAssembly that lies beside them, or the same as in the others", () => {
  for (const [file, build] of Object.entries(BUILDS)) {
    const first = Object.keys(BUILDS).find((name) => BUILDS[name] === build);
    const beside = modules.get(`${build}.wasm`) ?? engineOf(first);
    assert.ok(Buffer.from(engineOf(file)).equals(Buffer.from(beside)), file);
  }
  const engines = [
    "analysis",
    "author",
    "contextual",
    "copy",
    "engine",
    "full",
    "learn",
    "runtime",
    "scorer-wide",
    "scorer",
    "vectors",
  ];
  assert.deepEqual(
    [...modules.keys()],
    engines.map((name) => `${name}.wasm`),
  );
  // The other one of two that are fetched by what a browser can do.
  assert.deepEqual(importsOf(modules.get("scorer-wide.wasm")), []);
  assert.deepEqual(importsOf(modules.get("copy.wasm")), [], "what reads copy is given nothing");
  for (const name of ["learn", "vectors"])
    assert.deepEqual(importsOf(modules.get(`${name}.wasm`)), [], "what trains is given nothing");
});

test("all that each script names outside itself is on the list", async (t) => {
  for (const [file, source] of scripts)
    await t.test(`${file} (${allowedIn(file).size} entries)`, () => assert.deepEqual(complaints(file, source), []));
});

test("planted: WebAssembly with one import more is found, beside a script and carried in one", async () => {
  const leaking = await withImport(modules.get("runtime.wasm"));
  assert.throws(() => checkGiven("runtime", scripts.get("slim.js"), leaking), /the imports/);
  const source = scripts.get("index.js");
  const before = await carry(modules.get("runtime.wasm"), "runtime");
  const mutant = source.replace(before, await carry(leaking, "runtime"));
  assert.notEqual(mutant, source);
  assert.throws(() => checkGiven("runtime", mutant, engineOf("index.js", mutant)), /the imports/);
});

test("planted: a request inside a function that is given to the WebAssembly is found", () => {
  const source = scripts.get("index.js");
  const mutant = source.replace(/(?<=\blearn:\(([\w$]+),[\w$]+\)=>)/, 'fetch("/"+$1)&&');
  assert.notEqual(mutant, source);
  assert.throws(() => checkGiven("runtime", mutant, engineOf("index.js", mutant)), /the functions that are given/);
  assert.notDeepEqual(complaints("index.js", mutant), []);
});

test("contextual.js names no store, no chance and no other tab", () => {
  const named = [...scan(scripts.get("contextual.js")).keys()];
  const keeping = /storage|indexeddb|cookie|cache|crypto|broadcastchannel/i;
  // Navigation is listened to, and what other tabs store is not.
  assert.ok(!/["'`]storage["'`]/.test(scripts.get("contextual.js")));
  assert.ok(/["'`]storage["'`]/.test(scripts.get("index.js")));
  assert.deepEqual(
    named.filter((use) => keeping.test(use)),
    [],
  );
  assert.ok([...scan(scripts.get("index.js")).keys()].some((use) => keeping.test(use)));
});

describe("planted in a table that a guard looks into, and found", () => {
  for (const [what, [before, after]] of Object.entries(wordsInTables))
    test(what, () => {
      const source = scripts.get("index.js");
      assert.ok(source.includes(before));
      assert.notDeepEqual(complaints("index.js", source.replace(before, after)), []);
    });
});

describe("planted in a script and found", () => {
  for (const [what, leak] of Object.entries(leaksInScripts))
    test(what, () => {
      const mutant = `${scripts.get("index.js")}\n${leak}`;
      assert.notDeepEqual(complaints("index.js", mutant), []);
    });
});

describe("a reading does not see, and docs/check-it-yourself.md says so", () => {
  for (const [what, leak] of Object.entries(unseen))
    test(what, () => assert.deepEqual(complaints("index.js", `${scripts.get("index.js")}\n${leak}`), []));
});
