// `tailorbird/plugin` from the tarball: the same decisions in every bundler, the places of what is wrong, and the types.

import assert from "node:assert/strict";
import { cp, mkdir, readFile, stat, symlink, utimes, writeFile } from "node:fs/promises";
import { describe, test } from "node:test";
import { inRoot } from "../../scripts/paths.mjs";
import { capture } from "../../scripts/run.mjs";
import { folder } from "./consumer.mjs";
import { hosts, loaders } from "./plugin/hosts.mjs";

const WITH = ["given", "events", "reasons"];
const TEXT = await readFile(inRoot("tests/package/plugin/site/tailorbird.json"), "utf8");
/** An error inside a rule, behind a letter that takes two bytes, and a warning. */
const WRONG = TEXT.replace('"when": "now.hour >= 18"', '"topics": ["ä"], "when": "now.hour >= nope"');
const DOUBTFUL = TEXT.replace('{ "en": "Leaves", "de": "Blätter" }', '"Leaves"');
/** Where something stands, with lines and columns that count from 1. */
function placeIn(text, part) {
  const before = text.slice(0, text.indexOf(part)).split("\n");
  return { line: before.length, column: before.at(-1).length + 1, bytes: Buffer.byteLength(before.at(-1)) };
}

const installed = () => import(`${folder}/node_modules/tailorbird/dist/plugin.js`);

/** A site of its own inside the stranger's project. */
async function site(name, manifests = { "tailorbird.json": TEXT }) {
  const root = `${folder}/${name.replace(/\W+/g, "-")}`;
  await mkdir(root, { recursive: true });
  await cp(inRoot("tests/package/plugin/site/main.js"), `${root}/main.js`);
  for (const [file, text] of Object.entries(manifests)) await writeFile(`${root}/${file}`, text);
  return root;
}

async function bundled(name, more = {}, manifests = undefined) {
  const host = name.replace(/,.*/, "");
  const root = await site(name, manifests);
  const out = `${root}/out/main.mjs`;
  const said = await hosts[host]({ root, out, plugins: await installed(), options: { with: WITH }, ...more });
  return { root, out, said };
}

async function decisions(out) {
  const { output, code } = await capture(process.execPath, [out]);
  assert.equal(code, 0, output);
  return JSON.parse(output.trim().split("\n").at(-1));
}

describe("every bundler", () => {
  const found = new Map();
  for (const name of Object.keys(hosts))
    test(`${name} puts the site's module in the place of tailorbird/page`, async () => {
      const { out, said } = await bundled(name);
      assert.equal(said, "");
      const answers = await decisions(out);
      assert.deepEqual(
        answers.map(([[{ variant, fields }], problems]) => [variant, fields.title, problems]),
        [
          ["welcome", "Willkommen", []],
          ["evening", "Guten Abend", []],
          ["vegan", "Blätter", []],
        ],
      );
      found.set(name, JSON.stringify(answers));
    });

  test("all of them decide the same, with the same reasons", () => {
    assert.equal(found.size, Object.keys(hosts).length);
    assert.equal(new Set(found.values()).size, 1);
  });
});

describe("what is wrong", () => {
  const { line, column, bytes } = placeIn(WRONG, "nope");
  /** Columns as each of them counts, which Rollup does from 0. */
  const COLUMNS = { webpack: column, Rspack: column, esbuild: bytes };
  for (const name of Object.keys(hosts)) {
    test(`${name}, an error: the build ends with a sentence, the line and the column`, async () => {
      const error = await bundled(`${name}, wrong`, {}, { "tailorbird.json": WRONG }).then(
        assert.fail,
        (thrown) => thrown,
      );
      const told = `${error.message}\n${JSON.stringify(error)}`;
      assert.match(told, /\/slots\/hero\/variants\/evening\/when: there is no name “nope”/);
      const { loc, location } = error.errors?.[0] ?? error;
      const place = loc ?? location;
      const shown = place ? `:${place.line}:${place.column}` : told;
      assert.ok(shown.includes(`:${line}:${COLUMNS[name] ?? column - 1}`), `${name}: ${shown}`);
    });

    test(`${name}, a warning: with its place, and the module is there`, async () => {
      const { said, out } = await bundled(`${name}, doubtful`, {}, { "tailorbird.json": DOUBTFUL });
      assert.match(
        said,
        /tailorbird\.json[ :(]+16.*\/slots\/hero\/variants\/vegan\/fields\/title: this is the same text/,
      );
      assert.equal((await decisions(out)).length, 3);
    });

    test(`${name}: no manifest, and two of them, are told`, async () => {
      const options = { with: WITH };
      await assert.rejects(bundled(`${name}, none`, { options }, {}), /no tailorbird\.json and no manifest\.json in/);
      const two = { "tailorbird.json": TEXT, "manifest.json": TEXT };
      await assert.rejects(
        bundled(`${name}, two`, { options }, two),
        /there are tailorbird\.json and manifest\.json in/,
      );
      const { out } = await bundled(`${name}, one`, { options: { ...options, manifest: "manifest.json" } }, two);
      assert.equal((await decisions(out)).length, 3);
    });
  }

  test("holidays are those of the package date-holidays, where the site has it", async () => {
    const calendar = TEXT.replace('"goals"', '"calendar": { "holiday": { "holidays": "DE" } }, "goals"');
    const manifests = { "tailorbird.json": calendar.replace("now.hour >= 18", "calendar.holiday") };
    await assert.rejects(bundled("esbuild, without holidays", {}, manifests), /needs a list of holidays/);
    const root = await site("esbuild, holidays");
    await mkdir(`${root}/node_modules`, { recursive: true });
    await symlink(inRoot("node_modules/date-holidays"), `${root}/node_modules/date-holidays`).catch(() => {});
    assert.equal((await decisions((await bundled("esbuild, holidays", {}, manifests)).out)).length, 3);
  });

  test("what the page cannot use is told without a place", async () => {
    const options = { with: ["reason"] };
    await assert.rejects(bundled("esbuild, with", { options }), /\/with\/0: there is no “reason” here/);
  });

  test("without the plugin, opening the page says what is missing", async () => {
    const { open } = await import(`${folder}/node_modules/tailorbird/dist/page.js`);
    assert.throws(() => open(), /add `vite\(\)` from "tailorbird\/plugin"/);
  });
});

describe("while a site is developed, everything is there", () => {
  for (const name of ["esbuild", "webpack", "Rspack"])
    test(name, async () => {
      const { root } = await bundled(`${name}, developed`, { isDeveloped: true, options: {} });
      const source = `${await readFile(`${root}/main.js`, "utf8")}\nconst developed = open({ root: null }); developed.decide(); console.log(JSON.stringify(developed.explain("hero")));`;
      await writeFile(`${root}/main.js`, source);
      const out = `${root}/out/again.mjs`;
      await hosts[name]({ root, out, plugins: await installed(), options: {}, isDeveloped: true });
      assert.ok((await decisions(out)).length > 0);
    });
});

describe("without plugins, the loader does the same", () => {
  const load = async (name, text, more = {}) => {
    const root = await site(`${name}, loaded`, { "tailorbird.json": text });
    const out = `${root}/out/main.mjs`;
    return { out, said: await loaders[name]({ root, out, options: { with: WITH }, ...more }) };
  };
  for (const name of Object.keys(loaders))
    test(name, async () => {
      const loaded = await load(name, TEXT);
      const { out } = await bundled(name);
      assert.equal(JSON.stringify(await decisions(loaded.out)), JSON.stringify(await decisions(out)));
      const { line, column } = placeIn(WRONG, "nope");
      await assert.rejects(
        load(name, WRONG),
        new RegExp(`tailorbird\\.json:${line}:${column} .*there is no name “nope”`),
      );
      const { said } = await load(name, DOUBTFUL);
      assert.match(
        said,
        /tailorbird\.json:16:\d+ \/slots\/hero\/variants\/vegan\/fields\/title: this is the same text/,
      );
      const developed = await load(name, TEXT, { isDeveloped: true, options: {} });
      assert.equal((await decisions(developed.out)).length, 3);
    });
});

describe("types", () => {
  const CHECKED = 'import { type ContextualPage, open } from "tailorbird/page";\nconst page = open();\n';
  const RIGHT = `${CHECKED}const shown = page.decide("hero");
const variant: string | undefined = shown?.variant;
const title: string | undefined = shown?.fields.title as string | undefined;
page.observe({ kind: "preference", name: "diet", value: "vegan" });
export const kept: Pick<ContextualPage, "decide" | "render" | "subscribe"> = page;
export { title, variant };
`;
  /** A line each, and whether it is wrong without the site's own types too. */
  const LINES = {
    'page.decide("heroo");': false,
    'if (page.decide("hero")?.variant === "evning") page.render();': false,
    'page.decide("hero")?.fields.titel;': false,
    'page.observe({ kind: "preference", name: "dite", value: "vegan" });': false,
    'page.observe({ kind: "preference", name: "diet", value: "vegn" });': false,
    'page.observe({ kind: "convert", goal: "signin" });': false,
    "page.signal({ gail: true });": false,
    'page.explain("hero");': false,
    'page.observe({ kind: "view" });': true,
    "open({ now: {} });": true,
  };

  async function checked(root, files) {
    for (const [name, text] of Object.entries(files)) await writeFile(`${root}/${name}`, text);
    const options = { strict: true, noEmit: true, module: "esnext", moduleResolution: "bundler", target: "es2022" };
    const compilerOptions = { ...options, lib: ["es2022", "dom"], types: [], skipLibCheck: false };
    await writeFile(`${root}/tsconfig.json`, JSON.stringify({ compilerOptions, include: ["*.ts"] }));
    const tsc = inRoot("node_modules/typescript/bin/tsc");
    const { output } = await capture(process.execPath, [tsc, "-p", root]);
    return output;
  }
  const WRONG_LINES = CHECKED + Object.keys(LINES).join("\n");
  const linesOf = (output) => [...output.matchAll(/wrong\.ts\((\d+),/g)].map(([, line]) => Number(line) - 3);

  test("with the file that the plugin writes, another name is an error where it stands", async () => {
    const { root } = await bundled("esbuild, typed");
    assert.equal(await checked(root, { "right.ts": RIGHT }), "");
    const found = linesOf(await checked(root, { "wrong.ts": WRONG_LINES }));
    assert.deepEqual([...new Set(found)], Object.keys(Object.keys(LINES)).map(Number));
  });

  test("without it, names are texts", async () => {
    const { root } = await bundled("esbuild, untyped", { options: { with: WITH, types: false } });
    await assert.rejects(stat(`${root}/tailorbird.d.ts`));
    assert.equal(await checked(root, { "right.ts": RIGHT }), "");
    const found = linesOf(await checked(root, { "wrong.ts": WRONG_LINES }));
    const always = Object.values(LINES).flatMap((isWrong, line) => (isWrong ? line : []));
    assert.deepEqual([...new Set(found)], always);
  });

  test("the file is written only when it says something else, and where the site wants it", async () => {
    const { root } = await bundled("esbuild, types");
    const file = `${root}/tailorbird.d.ts`;
    await utimes(file, 1, 1);
    await bundled("esbuild, types");
    assert.equal((await stat(file)).mtimeMs, 1000);
    await bundled("esbuild, types", {}, { "tailorbird.json": TEXT.replaceAll("signup", "order") });
    assert.match(await readFile(file, "utf8"), /readonly goals: "order";/);
    await bundled("esbuild, types", { options: { with: WITH, types: "elsewhere.d.ts" } });
    assert.match(await readFile(`${root}/elsewhere.d.ts`, "utf8"), /readonly goals: "signup";/);
  });

  test("plugins go into the configuration of their bundlers as they are", async () => {
    const root = await site("configured");
    const source = `import { esbuild, rolldown, rollup, rspack, vite, webpack } from "tailorbird/plugin";
import type { Plugin as Esbuild } from "${inRoot("node_modules/esbuild/lib/main.js")}";
import type { Plugin as Rolldown } from "${inRoot("node_modules/rolldown/dist/index.mjs")}";
import type { Plugin as Rollup } from "${inRoot("node_modules/rollup/dist/rollup.js")}";
import type { PluginOption } from "${inRoot("node_modules/vite/dist/node/index.js")}";
import type { Configuration } from "${inRoot("node_modules/webpack/types.d.ts")}";
import type { Configuration as Rspack } from "${inRoot("node_modules/@rspack/core/dist/index.js")}";
export const all: [Esbuild, Rolldown, Rollup, PluginOption, Configuration, Rspack] = [
  esbuild(), rolldown({ with: ["explain"] }), rollup({ types: false }), vite({ manifest: "site.json" }),
  { plugins: [webpack()] }, { plugins: [rspack()] }];
// @ts-expect-error There is no such option.
vite({ manifst: "site.json" });
`;
    const compilerOptions = {
      strict: true,
      noEmit: true,
      module: "esnext",
      moduleResolution: "bundler",
      target: "es2022",
    };
    await writeFile(`${root}/config.ts`, source);
    const typed = {
      ...compilerOptions,
      types: ["node"],
      typeRoots: [inRoot("node_modules/@types")],
      skipLibCheck: true,
    };
    await writeFile(`${root}/tsconfig.json`, JSON.stringify({ compilerOptions: typed, files: ["config.ts"] }));
    const { output } = await capture(process.execPath, [inRoot("node_modules/typescript/bin/tsc"), "-p", root]);
    assert.equal(output, "");
  });
});
