// What is built in that others made → each of it has its notice in dist/LICENSES.txt, and what had none would end the build.

import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { crates, DATA, packagesIn, textsIn } from "../scripts/licences.mjs";
import { inRoot } from "../scripts/paths.mjs";

const told = await readFile(inRoot("dist/LICENSES.txt"), "utf8");

test("every npm package whose files are in a bundle has its notice", async () => {
  const packages = JSON.parse(await readFile(inRoot("target/built-in.json"), "utf8"));
  assert.ok(packages.includes("parse5") && packages.includes("entities"));
  for (const name of packages) {
    assert.ok(told.includes(`${name} (npm)`), name);
    for (const text of await textsIn(inRoot(`node_modules/${name}`), name)) assert.ok(told.includes(text), name);
  }
});

test("packages are known by their files, also those that others bring along", () => {
  const files = ["node_modules/a/x.js", "../node_modules/@b/c/d.js", "node_modules/a/node_modules/e/f.js", "js/g.ts"];
  const inputs = Object.fromEntries(files.map((file) => [file, {}]));
  assert.deepEqual(packagesIn([{ inputs }]), ["@b/c", "a", "e"]);
});

test("every crate that is compiled in has its notice", async () => {
  const all = await crates();
  assert.ok(all.some((name) => name.startsWith("wasm-bindgen v")));
  for (const name of all) assert.ok(told.includes(`${name} (crate`), name);
});

test("Rust's own libraries and Unicode's data have theirs", () => {
  assert.match(told, /core, alloc and compiler_builtins of Rust[\s\S]*The Rust Project Contributors/);
  assert.match(told, /CLDR and the Unicode Character Database[\s\S]*UNICODE LICENSE V3/i);
  assert.match(told, /IANA time zone database[\s\S]*public domain/);
});

/** Files of the crates that are data, or say that they have Unicode's in them. */
async function dataFiles() {
  return [...(await dataFilesIn("src")), ...(await dataFilesIn("copy/src"))].sort();
}

async function dataFilesIn(folder) {
  const found = [];
  for (const file of await readdir(inRoot(folder), { recursive: true })) {
    if (!/\.(rs|txt)$/.test(file)) continue;
    const text = await readFile(inRoot(`${folder}/${file}`), "utf8");
    if (file.endsWith(".txt") || /^\/\/!.*\b(?:version \d+|CLDR \d+)\b/m.test(text.split("\n\n")[0]))
      found.push(`${folder}/${file}`);
  }
  return found;
}

test("all data of others is listed with whose it is", async () => {
  assert.deepEqual(await dataFiles(), Object.keys(DATA).sort());
});

test("what has no licence ends the build", async () => {
  const folder = await mkdtemp(join(tmpdir(), "licence-"));
  await writeFile(join(folder, "README.md"), "nothing said");
  await assert.rejects(textsIn(folder, "nobody"), /nobody is built in and has no licence that could be told/);
});
