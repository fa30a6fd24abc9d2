// The documents: their examples compile and run, their links lead somewhere, and their figures are today's.
//
// A block says behind its language how it is checked:
//   ```json manifest   a whole manifest; that of docs/manifest.md is the example for all pages
//   ```json part       keys of a manifest, put into the smallest one
//   ```json analysis   where the tables of a site are, for every query that `tailorbird sql` prints
//   ```json brief     a brief; `json voice` a voice, `json channels` a table of channels, `json rows` a brief that a table fills
//   ```csv log         raw events, which `summarise` takes
//   ```csv uses        who used what, under the names that docs/recommending.md gives its columns, which `tailorbird vectors` takes
//   ```csv views       what was shown by the first manifest of docs/bandit.md, under the names that it gives columns, which `tailorbird train` takes
//   ```cel             rules, one a line, over the example's names
//   ```mf2             a message, over the example's names
//   ```js run          is run; `bytes` is the compiled example, and what it prints stands behind each `console.log(…); //`
//   ```js              is parsed, and its imports exist
//   ```html            is a page, or a part of one, that a server and `inline` take without a problem
//   ```text help       what the command prints

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { format } from "node:util";
import { brotliCompressSync } from "node:zlib";
import { transform } from "esbuild";
import { inRoot, root } from "../scripts/paths.mjs";
import { capture } from "../scripts/run.mjs";
import { anchorsOf, blocksOf, linksOf, pages } from "./docs/markdown.mjs";

const { check, compile } = await import("../dist/author.js");
const { embed, write } = await import("../dist/server.js");
const { PURPOSES, sql, summarise } = await import("../dist/logs.js");
const { checkBrief, checkVoice, measure } = await import("../dist/copy.js");
const { train } = await import("../dist/learn.js");
const { makeVectors } = await import("../dist/vectors.js");
const FOLDER = inRoot("target/docs");
const SMALLEST = {
  tailorbird: 1,
  locales: ["en"],
  slots: { hero: { default: "welcome", variants: { welcome: {} } } },
};

const errors = (problems) => problems.filter(({ severity }) => severity === "error");

/** What a block expects to be printed, in its order. */
const promised = (code) => [...code.matchAll(/console\.log\(.*\)\)?; \/\/ (.+)$/gm)].map(([, text]) => text);

async function printedBy(code, name) {
  const file = join(FOLDER, `${name.replaceAll("/", "-")}.mjs`);
  await writeFile(file, code);
  const printed = [];
  const { log } = console;
  console.log = (...words) => printed.push(format(...words));
  try {
    await import(pathToFileURL(file));
  } finally {
    console.log = log;
  }
  return printed;
}

async function importsExist(code) {
  for (const [, names, from] of code.matchAll(/import (?:\{([^}]*)\} from )?"(tailorbird[^"]*)"/g)) {
    const found = await import(from);
    for (const name of names?.split(",").map((one) => one.trim()) ?? []) assert.ok(name in found, `${name} of ${from}`);
  }
}

const all = await pages();
const example = JSON.parse(
  blocksOf(all.find(({ path }) => path === "docs/manifest.md").text).find(({ info }) => info === "json manifest").code,
);
const withRule = (when) => ({ ...example, audiences: { ...example.audiences, tried: when } });
const withMessage = (text) => ({
  ...example,
  slots: {
    hero: { default: "plain", variants: { tried: { fields: { text } }, plain: { fields: { text: "Hello" } } } },
  },
});

/** The fields of the example's variants and items. */
const FIELDS = new Set(
  [...JSON.stringify(example).matchAll(/"fields":(\{(?:[^{}]|\{[^{}]*\})*\})/g)].flatMap(([, fields]) =>
    Object.keys(JSON.parse(fields)),
  ),
);

/** The fields that markup binds. */
const fieldsIn = (code) =>
  [...code.matchAll(/data-tb-(?:text|class|attr)="([^"]*)"/g)].flatMap(([, bound]) =>
    bound.split(/[;\s]+/).map((pair) => pair.split("=").at(-1)),
  );

/** What `inline` would miss: a page that loads its script needs no manifest again in the example. */
function missingIn(code) {
  const block = '<script type="application/tailorbird"></script>';
  const scripts = { inline: "1", "inline-contextual": "2", hold: "3" };
  return embed(code.includes(block) ? code : block + code, bytes, { scripts }).missing;
}

const CHECKS = {
  "json manifest": ({ code }) => assert.deepEqual(errors(check(code).problems), []),
  "json part": ({ code }) => {
    const holidays = () => ["2026-01-01"];
    assert.deepEqual(errors(check({ ...SMALLEST, ...JSON.parse(code) }, { holidays }).problems), []);
  },
  "json analysis": ({ code }) => {
    for (const purpose of PURPOSES) {
      const options = { dialect: "postgres", for: purpose, ...(purpose === "hours" && { metric: "signup" }) };
      assert.deepEqual(sql(JSON.parse(code), options).problems, []);
    }
  },
  "json brief": async ({ code }) => assert.deepEqual(await checkBrief(code), []),
  "json voice": async ({ code }) => assert.deepEqual(await checkVoice(code), []),
  "json channels": async ({ code }) => assert.deepEqual((await measure("", { table: code })).problems, []),
  "json rows": async ({ code }) => {
    const filled = code.replace(/\{ "column": "Price" \}/, "3");
    assert.notEqual(filled, code);
    assert.deepEqual(await checkBrief(filled), []);
  },
  "csv log": async ({ code, name }) => {
    const file = join(FOLDER, `${name.replaceAll("/", "-")}.csv`);
    await writeFile(file, code);
    assert.deepEqual((await summarise([file])).warnings, []);
  },
  cel: ({ code }) => {
    for (const line of code.trim().split("\n"))
      assert.deepEqual(errors(check(withRule(line)).problems), [], `the rule ${line}`);
  },
  mf2: ({ code }) => assert.deepEqual(errors(check(withMessage(code.trimEnd())).problems), []),
  "js run": async ({ code, name }) => assert.deepEqual(await printedBy(code, name), promised(code)),
  js: async ({ code }) => {
    await transform(code, { loader: "js", format: "esm" });
    await importsExist(code);
  },
  html: ({ code }) => {
    assert.deepEqual(write(code, bytes, { locales: ["de"], timeZone: "UTC" }).problems, []);
    for (const field of fieldsIn(code)) assert.ok(FIELDS.has(field), `the example has no field ${field}`);
    if (code.includes("data-tb-script")) assert.deepEqual(missingIn(code), []);
  },
  "csv uses": async ({ code }) => {
    await writeFile(join(FOLDER, "uses.csv"), code);
    const columns = { unit: "user_id", item: "movie", weight: "stars", time: "seen" };
    const options = { dims: 32, bits: 8, minReaders: 1, date: 20_000, columns, halfLife: 90 * 86_400 };
    assert.equal((await makeVectors([join(FOLDER, "uses.csv")], options)).items, 3);
  },
  "csv views": async ({ code }) => {
    await writeFile(join(FOLDER, "views.csv"), code);
    const { text } = all.find(({ path }) => path === "docs/bandit.md");
    const part = JSON.parse(blocksOf(text).find(({ info }) => info === "json part").code);
    const columns = { unit: "user_id", variant: "arm", reward: "clicked", propensity: "p" };
    const options = { program: compile({ ...SMALLEST, ...part }).bytes, slot: "hero", columns };
    assert.equal((await train([join(FOLDER, "views.csv")], options)).rows, 4);
  },
  "text help": async ({ code }) => {
    const { output } = await capture(process.execPath, [inRoot("dist/cli.js"), "--help"]);
    assert.equal(code.trimEnd(), output.trimEnd());
  },
};
/** Languages whose blocks are only shown. */
const SHOWN = ["sh", "text"];

await rm(FOLDER, { recursive: true, force: true });
await mkdir(FOLDER, { recursive: true });
const { bytes } = compile(example);
globalThis.bytes = bytes;
console.warn = () => {};

for (const { path, text } of all)
  for (const block of blocksOf(text)) {
    const name = `${path}:${block.line}`;
    const verify = CHECKS[block.info];
    if (verify) test(`${name} (${block.info})`, () => verify({ ...block, name }));
    else test(`${name} is of a known kind`, () => assert.ok(SHOWN.includes(block.info), block.info));
  }

const anchors = new Map(all.map(({ path, text }) => [path, anchorsOf(text)]));
for (const { path, text } of all)
  test(`${path}: links lead somewhere`, () => {
    for (const link of linksOf(text)) {
      if (/^[a-z]+:/.test(link)) continue;
      const [file, anchor] = link.split("#");
      const target = file ? join(dirname(path), file) : path;
      assert.ok(existsSync(inRoot(target)), `${link}: there is no such file`);
      if (anchor !== undefined) assert.ok(anchors.get(target)?.includes(anchor), `${link}: there is no such heading`);
    }
  });

test("every page of docs/ is in its table of contents", () => {
  const listed = linksOf(all.find(({ path }) => path === "docs/README.md").text);
  for (const { path } of all.filter((page) => dirname(page.path) === "docs" && page.path !== "docs/README.md"))
    assert.ok(listed.includes(path.slice("docs/".length)), path);
});

/** Every name like `src/rule/library.rs` or `tests/spec/`; `js/entries/NAME.ts` stands for any. */
test("files that are named exist", () => {
  for (const { path, text } of all.filter((page) => page.path !== "CHANGELOG.md"))
    for (const [, file] of text.matchAll(/`((?:src|js|tests|scripts|schema|tools|www|docs)\/[\w./-]*)`/g))
      assert.ok(file.includes("NAME") || existsSync(join(root, file)), `${path} names ${file}`);
});

test("entries and attributes that are named exist", async () => {
  const { exports } = JSON.parse(await readFile(inRoot("package.json"), "utf8"));
  const sources = await readdir(inRoot("js"), { recursive: true });
  const code = await Promise.all(
    sources.filter((name) => name.endsWith(".ts")).map((name) => readFile(inRoot(`js/${name}`), "utf8")),
  );
  // `data-tb-${…}` stands for the two that a table has.
  const marks = new Set(["data-tb-text", "data-tb-class", ...code.join().match(/data-tb-[a-z]+/g)]);
  for (const { path, text } of all) {
    for (const [, entry] of text.matchAll(/`tailorbird(\/[\w.-]+)`/g))
      assert.ok(`.${entry}` in exports, `${path} names tailorbird${entry}`);
    for (const [mark] of text.matchAll(/data-tb-[a-z]+/g)) assert.ok(marks.has(mark), `${path} names ${mark}`);
  }
});

/** Within three parts in a hundred, so that not every change has to touch the documents. */
test("the figures of entries are today's", async () => {
  const { text } = all.find(({ path }) => path === "docs/entries.md");
  const rows = [...text.matchAll(/^\| `tailorbird(?:\/([\w.-]+))?` \|.*\| ([\d.]+) \|$/gm)];
  assert.ok(rows.length > 8, `only ${rows.length} rows were found`);
  for (const [, entry = "index", told] of rows) {
    const files = entry === "slim" ? ["slim.js", "runtime.wasm"] : [`${entry.replace(/\.js$/, "")}.js`];
    const sizes = files.map(async (file) => brotliCompressSync(await readFile(inRoot(`dist/${file}`))).length / 1000);
    const size = (await Promise.all(sizes)).reduce((sum, one) => sum + one, 0);
    assert.ok(Math.abs(size - told) <= Math.max(0.1, size * 0.03), `${entry} has ${size.toFixed(1)} KB, not ${told}`);
  }
});
