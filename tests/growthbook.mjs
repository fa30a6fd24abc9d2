// GrowthBook's own suite through the importer: each case becomes a manifest, is compiled, and is decided with the case's attributes
// as signals. What does not carry over is named with its reason, and its number may not grow.

import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { build } from "esbuild";
import { compile, open } from "../dist/author.js";
import { inRoot } from "../scripts/paths.mjs";
import { capture } from "../scripts/run.mjs";
import { chance } from "./logs/simulate.mjs";
import { needsShared, shared } from "./shared.mjs";

const SUITE = "conformance/growthbook/cases-0.12.0.json";
const file = shared(SUITE);
const suite = file && JSON.parse(await readFile(file, "utf8"));

const outfile = inRoot("target/growthbook.mjs");
await build({
  entryPoints: [inRoot("js/growthbook/import.ts")],
  bundle: true,
  format: "esm",
  outfile,
  logLevel: "error",
});
const { importGrowthBook, nameFrom, versionPattern } = await import(outfile);

const HERE = { root: null, now: 0, timeZone: "UTC", locales: ["en"] };
console.warn = () => {};

/** An attribute's value as GrowthBook finds it. */
const at = (attributes, path) =>
  path
    .split(".")
    .reduce(
      (found, key) => (found && typeof found === "object" && Object.hasOwn(found, key) ? found[key] : null),
      attributes,
    );

/** The type of signal that a value needs. Nothing: no signal can be that. */
function typeOf(value) {
  if (Array.isArray(value)) return value.every((one) => typeof one === "string") ? "list" : undefined;
  return { string: "text", number: "number", boolean: "flag" }[typeof value];
}

const pathsIn = (value, before = "") =>
  Object.entries(value).flatMap(([key, inside]) => [
    before + key,
    ...(inside && typeof inside === "object" ? pathsIn(inside, `${before}${key}.`) : []),
  ]);

/** What a payload decides, or why it does not carry over. */
/** @param {{ feature: string }} case `feature`: the one that is looked at */
function decided({ features, feature, attributes = {}, savedGroups }) {
  const types = Object.fromEntries(
    pathsIn(attributes).flatMap((path) => {
      const type = typeOf(at(attributes, path));
      return type ? [[path, type]] : [];
    }),
  );
  const { manifest, signals, unit, left } = importGrowthBook({ features, savedGroups }, { types });
  const own = left.find(({ path }) => path.startsWith(`/features/${feature}`));
  if (own) return { reason: own.message };
  const wrong = compile(manifest).problems.find(({ severity }) => severity === "error");
  if (wrong) return { reason: `refused: ${wrong.message}` };
  const given = {};
  // Such an attribute is missing. What is decided may be right all the same.
  let odd;
  for (const [path, signal] of Object.entries(signals)) {
    const value = at(attributes, path);
    if (value === "") odd ??= "an empty text is no signal";
    else if (value !== null && !typeOf(value)) odd ??= "a signal is a text, a number, a flag or a list of texts";
    else if (value !== null) given[signal] = value;
  }
  const who = unit === undefined ? undefined : at(attributes, unit);
  const isSomebody = (typeof who === "string" && who !== "") || (typeof who === "number" && who !== 0);
  if (unit !== undefined && !isSomebody) return { reason: "without an id a page view has a unit of its own" };
  const page = open(manifest, { ...HERE, ...(isSomebody && { unit: `${who}` }) });
  page.signal(given);
  const { variant, value = null } = page.decide(nameFrom(feature));
  page.close();
  return { variant, value, odd };
}

/** Why a case does not carry over. Nothing: it agrees. */
function judged({ reason, odd, value }, expected, title) {
  if (reason !== undefined) return reason;
  if (odd !== undefined && JSON.stringify(value) !== JSON.stringify(expected)) return odd;
  assert.deepEqual(value, expected, title);
}

/** Runs a section. Every case agrees, or it has one of these reasons, each of them so often. */
function section(name, cases, reasons, judge) {
  test(`${name}: what is decided is what GrowthBook decides`, needsShared(SUITE), (t) => {
    const found = new Map();
    let agreed = 0;
    for (const [title, ...given] of cases()) {
      const reason = judge(title, ...given);
      if (reason === undefined) agreed += 1;
      else found.set(reason, [...(found.get(reason) ?? []), title]);
    }
    const all = agreed + [...found.values()].flat().length;
    t.diagnostic(`${agreed} of ${all} carry over (${Math.round((100 * agreed) / all)} %), format ${suite.specVersion}`);
    for (const [reason, titles] of found) t.diagnostic(`${titles.length} × ${reason}: ${titles.join("; ")}`);
    const counts = Object.fromEntries([...found].map(([reason, titles]) => [reason, titles.length]));
    if (!counts[NO_EXPERIMENTS]) assert.deepEqual(counts, reasons);
  });
}

const NO_EXPERIMENTS = "this author build has no experiments";
/** Experiments are a part of manifests: without them the tests of those that have one are left out by name. */
const EXPERIMENT = {
  tailorbird: 1,
  locales: ["en"],
  slots: { f: { default: "b", variants: { a: {}, b: {} } } },
  experiments: { e: { slot: "f", arms: { a: 1, b: 1 } } },
};
const deals = compile(EXPERIMENT).problems.every(({ severity }) => severity !== "error");

const FILTERS = "filters by ranges of other hashes are no part of a manifest";
const CONDITIONS = {
  "a list has texts, and this asks for objects in it": 8,
  "a list has texts, and this asks for numbers in it": 5,
  "an object is compared as a whole": 4,
  "a signal is no object": 2,
  "a signal is a text, a number, a flag or a list of texts": 2,
  "a number is compared as a version": 5,
  "a number in a version has more than four digits": 4,
  "a part of a version begins with neither a letter nor is a number": 3,
  "an empty text is no signal": 2,
};
const FEATURES = {
  "a contextual bandit is no part of a manifest": 3,
  "without an id a page view has a unit of its own": 3,
  [FILTERS]: 2,
  "a prerequisite is dealt by chance": 2,
  "forced variations are a preview's: page.force": 2,
  "a slot has one experiment, and this is the second": 2,
  "a feature that is unknown is no slot": 1,
  "features that ask for each other": 1,
  "a prerequisite asks for more than a value": 1,
  "refused: this is true or false, and another value here is a text: they have one type": 1,
};
const RUNS = {
  "without an id a page view has a unit of its own": 9,
  "what a preview forces is no part of a manifest": 7,
  "an experiment that forces a variation is a slot's default": 3,
  [FILTERS]: 3,
  "refused: “rule-0-0” is never shown in this experiment: its rule does not hold where that of the experiment does": 1,
};

section(
  "evalCondition",
  () => suite.evalCondition,
  CONDITIONS,
  (title, condition, attributes, expected, savedGroups) => {
    const features = { f: { defaultValue: false, rules: [{ condition, force: true }] } };
    return judged(decided({ features, feature: "f", attributes, savedGroups }), expected, title);
  },
);

section(
  "feature",
  () => suite.feature,
  FEATURES,
  (title, context, key, expected) => {
    const { features = {}, attributes, savedGroups, forcedVariations } = context;
    if (!(key in features)) return "a feature that is unknown is no slot";
    if (forcedVariations) return "forced variations are a preview's: page.force";
    if (!deals && JSON.stringify(features).match(/variations|coverage|range/)) return NO_EXPERIMENTS;
    return judged(decided({ features, feature: key, attributes, savedGroups }), expected.value, title);
  },
);

section(
  "run",
  () => suite.run,
  RUNS,
  (title, context, experiment, expected) => {
    const { attributes, savedGroups, features, forcedVariations, qaMode, enabled, url } = context;
    if (!deals) return NO_EXPERIMENTS;
    if (forcedVariations || qaMode || url || enabled === false) return "what a preview forces is no part of a manifest";
    if ("force" in experiment) return "an experiment that forces a variation is a slot's default";
    const { key, variations } = experiment;
    return judged(
      decided({
        features: { ...features, [key]: { defaultValue: variations[0], rules: [experiment] } },
        feature: key,
        attributes,
        savedGroups,
      }),
      expected,
      title,
    );
  },
);

test("the command writes the manifest, and tells what does not carry over with its place", async () => {
  const folder = await mkdtemp(join(tmpdir(), "tailorbird-import-"));
  const [from, to] = [join(folder, "growthbook.json"), join(folder, "manifest.json")];
  const payload = `{
    "features": {
      "new-header": { "defaultValue": "old", "rules": [{ "condition": { "plan": { "$in": ["pro"] } }, "force": "new" }] },
      "late": { "rules": [{ "force": 1 },
        { "condition": { "app": { "$elemMatch": { "name": "a" } } }, "force": 2 }] }
    }
  }`;
  await writeFile(from, payload);
  const run = (...words) => capture(process.execPath, [inRoot("dist/cli.js"), "import", ...words]);
  const { code, output } = await run(from, "--types", "plan=text", "-o", to);
  assert.equal(code, 0, output);
  assert.match(output, /growthbook\.json:5:9 warning \/features\/late\/rules\/1: a list has texts/);
  assert.match(output, /manifest\.json: 1 slots, 1 features do not carry over/);
  const manifest = JSON.parse(await readFile(to, "utf8"));
  assert.equal(manifest.slots["new-header"].variants["rule-0"].when, 'has(signal.plan) && (signal.plan in ["pro"])');
  assert.deepEqual(compile(manifest).problems, []);
  assert.equal((await run(from, "--types", "plan=word")).code, 2);
  await writeFile(from, "{}");
  assert.equal((await run(from)).code, 1);
  await rm(folder, { recursive: true });
});

test("versions are compared as the SDK compares them, at random", async () => {
  const { paddedVersionString } = await import(inRoot("node_modules/@growthbook/growthbook/dist/esm/util.mjs"));
  const comparisons = {
    "==": (a, b) => a === b,
    "<": (a, b) => a < b,
    "<=": (a, b) => a <= b,
    ">": (a, b) => a > b,
    ">=": (a, b) => a >= b,
  };
  const next = chance(5);
  const parts = [
    "0",
    "1",
    "2",
    "9",
    "10",
    "12",
    "99",
    "100",
    "1234",
    "a",
    "b",
    "beta",
    "alpha",
    "rc",
    "rc1",
    "x~",
    "B",
  ];
  const version = () => {
    const count = 1 + next(5);
    const joined = Array.from({ length: count }, () => parts[next(parts.length)] + (next(2) ? "." : "-"))
      .join("")
      .slice(0, -1);
    return (next(4) === 0 ? "v" : "") + joined + (next(6) === 0 ? "+build.7" : "");
  };
  for (let count = 0; count < 5_000; count += 1) {
    const [one, fixed] = [version(), version()];
    for (const [sign, holds] of Object.entries(comparisons)) {
      // RE2 writes a code point as JavaScript does with `u`, but for one letter; and it needs fewer marks before signs.
      const pattern = (one.startsWith("v") ? "^v" : "^") + versionPattern(sign, fixed).replaceAll("\\x{", "\\u{");
      const expected = holds(paddedVersionString(one), paddedVersionString(fixed));
      assert.equal(new RegExp(pattern, "u").test(one), expected, `${one} ${sign} ${fixed}: ${pattern}`);
    }
  }
});
