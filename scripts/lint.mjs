// `npm run lint`: every tool that reads the source and says yes or no.

import { inRoot } from "./paths.mjs";
import { run } from "./run.mjs";
import { setup } from "./setup.mjs";

const WASM = ["--target", "wasm32-unknown-unknown"];
const AUTHOR = ["--features", "compile"];
const clippy = (...options) => ["cargo", ["clippy", "--quiet", ...options, "--", "-D", "warnings"]];

const checks = {
  rustfmt: ["cargo", ["fmt", "--all", "--check"]],
  "clippy, contextual": clippy("--all-targets"),
  "clippy, author": clippy(...AUTHOR),
  "clippy, tests": clippy("--all-targets", "--features", "testing"),
  "clippy, contextual on wasm": clippy(...WASM),
  "clippy, runtime on wasm": clippy(...WASM, "--features", "memory"),
  "clippy, author on wasm": clippy("--all-targets", ...WASM, ...AUTHOR),
  "clippy, bindgen": clippy("--package", "bindgen"),
  Biome: [inRoot("node_modules/.bin/biome"), ["check", "--error-on-warnings"]],
  "rooms of js": [process.execPath, ["--test", inRoot("tests/js-rooms.mjs")]],
  TypeScript: [inRoot("node_modules/.bin/tsc"), ["--noEmit"]],
};

await setup({ browsers: false });
let failed = 0;
for (const [name, [command, args]] of Object.entries(checks)) {
  const passed = await run(command, args).then(
    () => true,
    (error) => console.log(error.message),
  );
  if (!passed) failed += 1;
  console.log(`${passed ? "ok    " : "FAILED"} ${name}`);
}
console.log(`${Object.keys(checks).length - failed} passed, ${failed} failed, 0 skipped`);
process.exitCode = failed ? 1 : 0;
