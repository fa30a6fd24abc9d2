// `npm test`: every layer in order, and how many of its tests passed. `npm test -- lint size` runs only those.

import { inRoot } from "./paths.mjs";
import { capture } from "./run.mjs";
import { setup } from "./setup.mjs";
import { add, count, none, phrase } from "./tally.mjs";

const node = (script, ...options) => [process.execPath, inRoot(script), ...options];

/** Of `node:test`. */
const suite = (script) => [process.execPath, "--test", inRoot(script)];

const layers = {
  lint: [node("scripts/lint.mjs")],
  native: [
    ["cargo", "test", "--features", "compile"],
    ["cargo", "test", "--features", "memory"],
    ["cargo", "test"],
  ],
  build: [node("scripts/build.mjs")],
  size: [node("scripts/size.mjs")],
  spec: [node("tests/spec.mjs"), node("tests/rrule.mjs"), node("tests/cel.mjs"), node("tests/cel-differential.mjs")],
  author: [
    node("tests/author.mjs"),
    node("tests/server.mjs"),
    node("tests/server-vectors.mjs"),
    node("tests/simulate.mjs"),
    node("tests/timeline.mjs"),
  ],
  messages: [node("tests/mf2.mjs"), node("tests/mf2-differential.mjs")],
  wasm: [node("tests/web-browsers.mjs")],
  consent: [node("tests/browser/consent.mjs"), node("tests/browser/privacy.mjs")],
  memory: [node("tests/browser/memory.mjs")],
  markup: [
    node("tests/browser/markup.mjs"),
    suite("tests/markup/painter.mjs"),
    suite("tests/markup/differential.mjs"),
  ],
  xss: [node("tests/browser/xss.mjs")],
  demo: [node("tests/browser/demo.mjs"), node("tests/browser/axe.mjs")],
  paint: [node("tests/browser/first-paint.mjs"), node("tests/browser/policy.mjs"), node("tests/browser/take-over.mjs")],
  package: [node("tests/package/package.mjs")],
  // `npm run prove` also builds the package twice.
  prove: [node("tests/prove/static.mjs"), node("tests/prove/visit.mjs"), node("tests/prove/cage.mjs")],
};

async function runLayer(name) {
  console.log(`\n=== ${name}`);
  const started = Date.now();
  let tally = none;
  for (const [command, ...args] of layers[name]) {
    console.log(`--- ${[command, ...args].map((word) => word.replace(inRoot(""), "")).join(" ")}`);
    const { code, output } = await capture(command, args, { echo: true });
    tally = add(tally, count(output, code));
  }
  return { name, tally, seconds: Math.round((Date.now() - started) / 1000) };
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in layers));
if (unknown.length > 0)
  throw new Error(`no such layer: ${unknown.join(", ")}; there are ${Object.keys(layers).join(", ")}`);

await setup();
const results = [];
for (const name of Object.keys(layers).filter((name) => wanted.length === 0 || wanted.includes(name))) {
  const result = await runLayer(name);
  results.push(result);
  // What comes after would test what was built before.
  if (name === "build" && result.tally.failed > 0) break;
}

console.log("\n=== all layers");
for (const { name, tally, seconds } of results) {
  console.log(`${tally.failed ? "FAILED" : "ok    "} ${name.padEnd(8)} ${phrase(tally)} (${seconds} s)`);
}
const total = results.map(({ tally }) => tally).reduce(add, none);
console.log(phrase(total));
process.exitCode = total.failed ? 1 : 0;
