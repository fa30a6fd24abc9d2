// `npm run lint`: every tool that reads the source and says yes or no.

import { test } from "node:test";
import { inRoot } from "./paths.mjs";
import { capture } from "./run.mjs";
import { setup } from "./setup.mjs";

const WASM = ["--target", "wasm32-unknown-unknown"];
const AUTHOR = ["--features", "compile"];
const ANALYSIS = ["--features", "analysis"];
const clippy = (...options) => ["cargo", "clippy", "--quiet", ...options, "--", "-D", "warnings"];

const checks = {
  rustfmt: ["cargo", "fmt", "--all", "--check"],
  "clippy, contextual": clippy("--all-targets"),
  "clippy, author": clippy(...AUTHOR),
  "clippy, analysis": clippy("--all-targets", ...ANALYSIS),
  "clippy, vectors": clippy("--all-targets", "--features", "scorer"),
  "clippy, tests": clippy("--all-targets", "--features", "testing"),
  "clippy, contextual on wasm": clippy(...WASM),
  "clippy, runtime on wasm": clippy(...WASM, "--features", "memory"),
  "clippy, author on wasm": clippy(...WASM, ...AUTHOR),
  "clippy, analysis on wasm": clippy(...WASM, ...ANALYSIS),
  "clippy, tests on wasm": clippy("--all-targets", ...WASM, "--features", "testing"),
  "clippy, scorer on wasm": clippy(...WASM, "--features", "bare,scorer"),
  "clippy, bindgen": clippy("--package", "bindgen"),
  "clippy, aggregate": clippy("--all-targets", "--package", "aggregate"),
  "clippy, aggregate on wasm": clippy(...WASM, "--package", "aggregate"),
  "clippy, copy": clippy("--all-targets", "--package", "copy"),
  "clippy, copy on wasm": clippy(...WASM, "--package", "copy"),
  "clippy, learning": clippy("--all-targets", "--package", "learn"),
  "clippy, learning on wasm": clippy(...WASM, "--package", "learn"),
  "clippy, training": clippy("--all-targets", "--package", "vectors"),
  "clippy, training on wasm": clippy(...WASM, "--package", "vectors"),
  Biome: [inRoot("node_modules/.bin/biome"), "check", "--error-on-warnings"],
  TypeScript: [inRoot("node_modules/.bin/tsc"), "--noEmit"],
};

await setup({ browsers: false });
for (const [name, [command, ...args]] of Object.entries(checks))
  test(name, async () => {
    const { code, output } = await capture(command, args);
    if (code !== 0) throw new Error(output);
  });
