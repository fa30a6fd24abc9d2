// The conformance cases of CEL as rules (target/cel-cases.json, from `cargo test --features testing --test cel`) → many
// slots of few manifests, compiled by the author build and decided by every WebAssembly build that opens them: each rule
// has to hold, or to have no answer where the case has none. Each case comes a second time with its literals hidden
// behind a fact, so that nothing is folded while compiling and the runtime has to evaluate it.

import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";

process.env.TZ = "UTC";
console.warn = () => {};

const here = (path) => new URL(path, import.meta.url);
const author = await import(here("../dist/author.js"));
const runtime = await import(here("../dist/index.js"));
const full = await import(here("../dist/full.js"));

/** What opens a program that says which entry it is for. */
const BUILDS = { tailorbird: { author, full, runtime }, "tailorbird/full": { author, full } };

/** The most rules of one manifest. */
const CHUNK = 250;

const file = here("../target/cel-cases.json");
if (!existsSync(file)) {
  console.log("cel: no cases; run `cargo test --features testing --test cel` first, beside ../shared");
  console.log("0 passed, 0 failed, 1 skipped");
  process.exit(0);
}

const cases = JSON.parse(await readFile(file, "utf8"));
const rules = cases.flatMap(({ name, error, rule, hidden }) => [
  ...(rule ? [{ name, error, rule, read: false }] : []),
  ...(hidden ? [{ name, error, rule: hidden, read: true }] : []),
]);

function manifest(chunk) {
  const slot = ({ rule }) => ({ default: "no", variants: { yes: { when: rule }, no: {} } });
  const slots = Object.fromEntries(chunk.map((one, number) => [`s${number}`, slot(one)]));
  return { tailorbird: 1, locales: ["en"], slots };
}

/** What a build decided for each rule, and whether it had to look for it. */
function decide({ open }, bytes) {
  const page = open(bytes, { root: null, locales: [], now: 0 });
  const answers = page
    .decide()
    .map(({ reasons: [{ kind, facts }] }) => ({ kind, looked: facts?.["visitor.visits"] === 1 }));
  page.close();
  return answers;
}

const failed = new Map();
const fail = ({ name, rule }, text) =>
  failed.set(name, [...(failed.get(name) ?? []), `${text}\n    ${rule.replaceAll("\n", " ")}`]);

/** Decides a manifest of rules that compile. */
function check(chunk, entry) {
  const { bytes } = author.compile(manifest(chunk));
  for (const [build, module] of Object.entries(BUILDS[entry])) {
    const answers = decide(module, bytes);
    for (const [number, one] of chunk.entries()) {
      const { kind, looked } = answers[number] ?? {};
      const wanted = one.error ? "rule-error" : "rule-holds";
      if (kind !== wanted) fail(one, `${build}: ${kind}, expected ${wanted}`);
      else if (one.read && !looked) fail(one, `${build}: was folded while compiling`);
    }
  }
}

// One by one first: which entry each is for, and which do not compile, as those with no answer may.
const compiled = { tailorbird: [], "tailorbird/full": [] };
/** A pattern that is hidden is not known beforehand, as a pattern of ours has to be: its plain form is decided all the same. */
let patterns = 0;
for (const one of rules) {
  const { bytes, entry, problems } = author.compile(manifest([one]));
  const tooLong = problems.some(({ message }) => message.includes("steps"));
  if (bytes) compiled[entry].push(one);
  else if (one.read && problems.every(({ message }) => message.startsWith("a pattern is known beforehand")))
    patterns += 1;
  else if (!one.error || tooLong) fail(one, `does not compile: ${problems.map(({ message }) => message).join("; ")}`);
}
for (const [entry, ones] of Object.entries(compiled)) {
  for (let start = 0; start < ones.length; start += CHUNK) check(ones.slice(start, start + CHUNK), entry);
}
for (const [name, texts] of failed) console.log(`FAILED  ${name}\n  ${texts.join("\n  ")}`);

const skipped = cases.flatMap(({ skipped }) => skipped ?? []);
for (const reason of new Set(skipped)) {
  console.log(`skipped, because ${reason}: ${skipped.filter((one) => one === reason).length}`);
}
const { length } = Object.values(compiled)
  .flat()
  .filter(({ read }) => read);
const [small, large] = Object.values(compiled).map((ones) => ones.length);
console.log(`cel: ${small} rules in three builds and ${large} in two; ${length} of them with hidden literals`);
if (patterns > 0) console.log(`cel: left out, because a pattern cannot be hidden: ${patterns} of the hidden forms`);
console.log(`${cases.length - skipped.length - failed.size} passed, ${failed.size} failed, ${skipped.length} skipped`);
process.exitCode = failed.size > 0 ? 1 : 0;
