// `npm test`: every layer, two or more at a time. `npm test -- lint size` runs only those, `npm test -- quick` a short
// selection, and `--grep "part of a name"` only the tests whose name has it.

import { rmSync } from "node:fs";
import { parseArgs } from "node:util";
import { inRoot } from "../../scripts/paths.mjs";
import { setup } from "../../scripts/setup.mjs";
import { shared } from "../shared.mjs";
import { runCargo } from "./cargo.mjs";
import { runCommand } from "./command.mjs";
import { runFiles } from "./files.mjs";
import { layers, quick } from "./layers.mjs";
import { add, failure, none, phrase } from "./result.mjs";
import { schedule } from "./schedule.mjs";

const { values, positionals } = parseArgs({ allowPositionals: true, options: { grep: { type: "string" } } });
const words = positionals.flatMap((word) => (word === "quick" ? quick.layers : word));
const unknown = words.filter((name) => !(name in layers));
if (unknown.length > 0)
  throw new Error(`no such layer: ${unknown.join(", ")}; there are quick, ${Object.keys(layers).join(", ")}`);

/** Words are found however they are joined: Rust's names have underscores. */
const grep = values.grep && new RegExp(values.grep.replace(/[^\p{L}\p{N}]+/gu, "[^\\p{L}\\p{N}]+"), "iu");
const wanted = words.length > 0 ? words : Object.keys(layers);
const withNeeds = (name) => [...(layers[name].needs ?? []).flatMap(withNeeds), name];
const chosen = new Set(wanted.flatMap(withNeeds));

function runLayer(name) {
  const { files, cargo, command, writes = [] } = layers[name];
  const only = positionals.includes("quick") && !positionals.includes(name) ? quick.only[name] : undefined;
  if (command) return runCommand(command, { counts: !grep });
  if (cargo && !grep) for (const file of writes) rmSync(inRoot(file), { force: true });
  return cargo ? runCargo(cargo, values.grep) : runFiles(files, grep ?? only);
}

/** Where everything is there that a test can need, one that is left out has failed. */
const complete = Boolean(process.env.CI && shared());
const judge = (result) =>
  complete ? { ...result, failed: [...result.failed, ...result.skipped], skipped: [] } : result;

await setup();
const order = Object.keys(layers).filter((name) => chosen.has(name));
const results = await schedule(order, layers, async (name) => judge(await runLayer(name).catch(failure)));

console.log("\n=== all layers");
for (const [name, result] of results) {
  const verdict = result.failed.length > 0 ? "FAILED" : "ok    ";
  console.log(`${verdict} ${name.padEnd(10)} ${phrase(result)} (${result.seconds} s)`);
  for (const { name: test } of result.failed) console.log(`         failed: ${test}`);
  for (const { name: test } of result.skipped) console.log(`         skipped: ${test}`);
}
const total = [...results.values()].reduce(add, none);
const nothing = grep && total.passed + total.failed.length + total.skipped.length === 0;
if (nothing) console.log(`no test has “${values.grep}” in its name`);
console.log(phrase(total));
process.exitCode = nothing || total.failed.length > 0 ? 1 : 0;
