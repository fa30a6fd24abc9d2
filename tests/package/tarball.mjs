// What is in the tarball, and whether its package.json tells the truth about it.

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { inRoot } from "../harness/paths.mjs";
import { capture } from "../harness/run.mjs";
import { check } from "./checks.mjs";

const DIST = [
  "LICENSES.txt",
  "author.d.ts",
  "author.js",
  "cli.js",
  "consent.d.ts",
  "consent.js",
  "contextual.d.ts",
  "contextual.js",
  "element.d.ts",
  "element.js",
  "embed.d.ts",
  "fetch.d.ts",
  "full.d.ts",
  "full.js",
  "full.wasm",
  "hold.js",
  "index.d.ts",
  "index.js",
  "inline-contextual.d.ts",
  "inline-contextual.js",
  "inline-full.js",
  "inline.d.ts",
  "inline.js",
  "keepers.d.ts",
  "keepers.js",
  "manifest.schema.json",
  "place.d.ts",
  "privacy",
  "privacy.d.ts",
  "privacy.js",
  "privacy/words.d.ts",
  "runtime.wasm",
  "server.d.ts",
  "server.js",
  "simulate.d.ts",
  "slim.d.ts",
  "slim.js",
  "sources",
  "sources/c15t.d.ts",
  "sources/gpp.d.ts",
  "sources/klaro.d.ts",
  "sources/source.d.ts",
  "sources/tcf.d.ts",
  "sources/vanilla.d.ts",
  "types.d.ts",
  "workerd.js",
  "write.d.ts",
];
const TOP = ["CHANGELOG.md", "LICENSE-APACHE", "LICENSE-MIT", "README.md", "dist", "package.json"];

export async function checkTarball(tarball, folder) {
  const installed = `${folder}/node_modules/tailorbird`;

  await check("the tarball holds what it should, and nothing else", async () => {
    assert.deepEqual((await readdir(installed)).sort(), TOP);
    assert.deepEqual((await readdir(`${installed}/dist`, { recursive: true })).sort(), DIST);
  });

  await check("the package depends on nothing and runs nothing when it is installed", async () => {
    const written = JSON.parse(await readFile(`${installed}/package.json`, "utf8"));
    const { dependencies, peerDependencies, peerDependenciesMeta, scripts } = written;
    assert.equal(dependencies, undefined);
    // Whoever compiles holidays brings a list of them.
    assert.deepEqual(Object.keys(peerDependencies), ["date-holidays"]);
    assert.equal(peerDependenciesMeta["date-holidays"].optional, true);
    assert.deepEqual(
      Object.keys(scripts).filter((name) => /install|prepare/.test(name)),
      [],
    );
  });

  await check("publint has nothing to say", async () => {
    const { code, output } = await capture(inRoot("node_modules/.bin/publint"), ["run", tarball, "--strict"]);
    assert.equal(code, 0, output);
    assert.match(output, /All good/, output);
  });
}
