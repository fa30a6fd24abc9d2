// The conformance cases of CEL as rules (target/cel-cases.json, from `cargo test --features testing --test cel`) → many
// slots of few manifests, compiled by the author build and decided by every WebAssembly build that opens them: each rule
// has to hold, or to have no answer where the case has none. Each case comes a second time with its literals hidden
// behind a fact, so that nothing is folded while compiling and the runtime has to evaluate it.

import { test } from "node:test";
import { answers, none } from "./native.mjs";

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

const failures = [];
const fail = ({ name, rule }, text) => failures.push(`${name}: ${text}\n    ${rule.replaceAll("\n", " ")}`);

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

/** Rules by the entry that they are for; those with no answer may not compile. */
function sorted(rules, t) {
  const compiled = { tailorbird: [], "tailorbird/full": [] };
  let patterns = 0;
  for (const one of rules) {
    const { bytes, entry, problems } = author.compile(manifest([one]));
    const tooLong = problems.some(({ message }) => message.includes("steps"));
    if (bytes) compiled[entry].push(one);
    // A pattern has to be known beforehand: its plain form is decided all the same.
    else if (one.read && problems.every(({ message }) => message.startsWith("a pattern is known beforehand")))
      patterns += 1;
    else if (!one.error || tooLong) fail(one, `does not compile: ${problems.map(({ message }) => message).join("; ")}`);
  }
  t.diagnostic(`left out, because a pattern cannot be hidden: ${patterns} of the hidden forms`);
  return compiled;
}

test("the conformance cases of CEL hold in every build", async (t) => {
  const cases = await answers("cel-cases");
  const rules = cases.flatMap(({ name, error, rule, hidden }) => [
    ...(rule ? [{ name, error, rule, read: false }] : []),
    ...(hidden ? [{ name, error, rule: hidden, read: true }] : []),
  ]);
  const compiled = sorted(rules, t);
  for (const [entry, ones] of Object.entries(compiled))
    for (let start = 0; start < ones.length; start += CHUNK) check(ones.slice(start, start + CHUNK), entry);
  const skipped = cases.flatMap(({ skipped }) => skipped ?? []);
  for (const reason of new Set(skipped))
    t.diagnostic(`left out, because ${reason}: ${skipped.filter((one) => one === reason).length}`);
  const [small, large] = Object.values(compiled).map((ones) => ones.length);
  t.diagnostic(`${cases.length} cases: ${small} rules in three builds and ${large} in two`);
  none(failures);
});
