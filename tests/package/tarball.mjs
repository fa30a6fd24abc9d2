// The files in the tarball, and whether its package.json tells the truth about them.

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { test } from "node:test";
import { inRoot } from "../../scripts/paths.mjs";
import { capture } from "../../scripts/run.mjs";
import { folder, tarball } from "./consumer.mjs";

const DIST = [
  "LICENSES.txt",
  "aggregate.js",
  "analysis.wasm",
  "analyze.js",
  "author.js",
  "author.wasm",
  "brief.schema.json",
  "build.js",
  "cli.js",
  "consent.js",
  "contextual.js",
  "contextual.wasm",
  "copy-rows.js",
  "copy.js",
  "copy.wasm",
  "edge",
  "element.js",
  "engine.wasm",
  "full.js",
  "full.wasm",
  "hands.json",
  "hold.js",
  "index.js",
  "inline-contextual.js",
  "inline-full.js",
  "inline.js",
  "keepers.js",
  "learn.js",
  "learn.wasm",
  "loader.js",
  "logs.js",
  "manifest.schema.json",
  "page.js",
  "plugin.js",
  "privacy.js",
  "randomise.js",
  "recommend.js",
  "report.js",
  "rspack",
  "runtime.wasm",
  "scorer-wide.wasm",
  "scorer.wasm",
  "server.js",
  "slim.js",
  "types",
  "vectors-worker.js",
  "vectors.js",
  "vectors.wasm",
  "voice.schema.json",
  "webpack",
];
/** For platforms that forbid compiling: the entries that have an engine, and how each engine is asked for. */
const EDGE = [
  ...["analyze.js", "author.js", "contextual.js", "full.js", "recommend.js", "server.js", "slim.js"],
  ...["analysis", "author", "contextual", "full", "runtime", "scorer", "scorer-wide"].flatMap((name) => [
    `${name}.edge-light.js`,
    `${name}.workerd.js`,
  ]),
].sort();
const TOP = ["CHANGELOG.md", "LICENSE-APACHE", "LICENSE-MIT", "README.md", "dist", "jobs", "package.json"];

const installed = `${folder}/node_modules/tailorbird`;

test("the tarball holds what it should, and nothing else", async () => {
  assert.deepEqual((await readdir(installed)).sort(), TOP);
  assert.deepEqual((await readdir(`${installed}/dist`)).sort(), DIST);
  assert.deepEqual((await readdir(`${installed}/dist/edge`)).sort(), EDGE);
  const types = await readdir(`${installed}/dist/types`, { recursive: true, withFileTypes: true });
  for (const one of types) assert.ok(one.isDirectory() || one.name.endsWith(".d.ts"), one.name);
});

test("the package depends on nothing and runs nothing when it is installed", async () => {
  const written = JSON.parse(await readFile(`${installed}/package.json`, "utf8"));
  const { dependencies, peerDependencies, peerDependenciesMeta, scripts } = written;
  assert.equal(dependencies, undefined);
  // Whoever compiles holidays brings a list of them, and whoever sums up more than fits into memory a database.
  const optional = ["@duckdb/node-api", "date-holidays"];
  assert.deepEqual(Object.keys(peerDependencies), optional);
  for (const name of optional) assert.equal(peerDependenciesMeta[name].optional, true);
  assert.deepEqual(
    Object.keys(scripts).filter((name) => /install|prepare/.test(name)),
    [],
  );
});

test("publint has nothing to say", async () => {
  const { code, output } = await capture(inRoot("node_modules/.bin/publint"), ["run", tarball, "--strict"]);
  assert.equal(code, 0, output);
  assert.match(output, /All good/, output);
});

test("arethetypeswrong finds nothing but that the package is an ES module, for CommonJS too", async () => {
  const files = ["runtime.wasm", "full.wasm", "manifest.schema.json", "brief.schema.json", "voice.schema.json"];
  const options = ["--exclude-entrypoints", ...files, "--ignore-rules", "cjs-resolves-to-esm", "--format", "json"];
  const { code, output } = await capture(inRoot("node_modules/.bin/attw"), [tarball, ...options]);
  assert.equal(code, 0, output.slice(0, 4000));
  const { problems } = JSON.parse(output);
  assert.deepEqual(Object.keys(problems), ["CJSResolvesToESM"]);
});
