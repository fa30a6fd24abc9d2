// The package outside browsers: in Node, under the type checker, on the command line.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { describe, test } from "node:test";
import { inRoot } from "../../scripts/paths.mjs";
import { capture } from "../../scripts/run.mjs";
import { folder } from "./consumer.mjs";

test("Node: every entry decides without a document, and the process ends by itself", async () => {
  const { code, output } = await capture(process.execPath, ["node.js"], { cwd: folder });
  assert.equal(code, 0, output);
  const evening = "Good evening";
  const expected = { started: true, titles: Array(5).fill(evening), told: ["/remember", "/profile"], problems: [] };
  assert.deepEqual(JSON.parse(output), expected);
});

describe("TypeScript, strict: a consumer compiles", () => {
  const shared = { strict: true, exactOptionalPropertyTypes: true, noEmit: true, lib: ["es2022", "dom"], types: [] };
  const resolutions = {
    bundler: { module: "esnext", moduleResolution: "bundler" },
    nodenext: { module: "nodenext", moduleResolution: "nodenext" },
  };
  for (const [name, options] of Object.entries(resolutions))
    test(name, async () => {
      const project = `${folder}/tsconfig.${name}.json`;
      await writeFile(project, JSON.stringify({ compilerOptions: { ...shared, ...options }, files: ["consumer.ts"] }));
      const tsc = inRoot("node_modules/typescript/bin/tsc");
      const { code, output } = await capture(process.execPath, [tsc, "-p", project]);
      assert.equal(code, 0, output);
    });
});

/** The entries that extend an element of the page, and so need the library that describes it. */
const ELEMENTS = ["element", "privacy"];

describe("TypeScript without the DOM library, its own and the package's declarations checked", () => {
  const entries = ["", "/contextual", "/full", "/slim", "/author", "/analyze", "/server", "/consent", "/keepers"];
  const shared = { strict: true, noEmit: true, lib: ["es2022"], types: [], skipLibCheck: false };
  for (const module of ["nodenext", "node16", "node20"])
    test(`${entries.length} entries, ${module}`, async () => {
      const source = entries.map((entry, place) => `export * as e${place} from "tailorbird${entry}";`).join("\n");
      const project = `${folder}/tsconfig.nodom-${module}.json`;
      await writeFile(`${folder}/nodom.ts`, source);
      await writeFile(project, JSON.stringify({ compilerOptions: { ...shared, module }, files: ["nodom.ts"] }));
      assert.equal(await typeErrors(project), "");
    });

  test("a file of CommonJS requires an entry where Node does: module nodenext and node20", async () => {
    const source =
      'import tailorbird = require("tailorbird/server");\nexport const html: string = tailorbird.write("", new Uint8Array()).html;';
    await writeFile(`${folder}/required.cts`, source);
    for (const module of ["nodenext", "node20"]) {
      const project = `${folder}/tsconfig.cts-${module}.json`;
      await writeFile(project, JSON.stringify({ compilerOptions: { ...shared, module }, files: ["required.cts"] }));
      assert.equal(await typeErrors(project), "");
    }
  });

  test("only the entries that are elements need it", async () => {
    const project = `${folder}/tsconfig.elements.json`;
    await writeFile(`${folder}/elements.ts`, ELEMENTS.map((entry) => `import "tailorbird/${entry}";`).join("\n"));
    const compilerOptions = { ...shared, lib: ["es2022", "dom"], module: "nodenext" };
    await writeFile(project, JSON.stringify({ compilerOptions, files: ["elements.ts"] }));
    assert.equal(await typeErrors(project), "");
  });
});

/** What the type checker prints. */
async function typeErrors(project) {
  const { output } = await capture(process.execPath, [inRoot("node_modules/typescript/bin/tsc"), "-p", project]);
  return output;
}

const hashOf = (text) => `sha256-${createHash("sha256").update(text).digest("base64")}`;

describe("tailorbird on the command line", () => {
  // The link that npm made. That npx finds it is seen where the package is installed.
  const tailorbird = (...args) => capture("node_modules/.bin/tailorbird", args, { cwd: folder });

  test("check: a good file", async () => {
    const { code, output } = await tailorbird("check", "manifest.json");
    assert.equal(code, 0, output);
    assert.match(output, /^manifest\.json: 0 errors, 0 warnings$/m);
  });

  test("check: a bad file, and where it is bad", async () => {
    const manifest = JSON.parse(await readFile(`${folder}/manifest.json`, "utf8"));
    manifest.slots.hero.variants.evening.when = "now.hour >= eighteen";
    await writeFile(`${folder}/bad.json`, JSON.stringify(manifest));
    const { code, output } = await tailorbird("check", "bad.json");
    assert.equal(code, 1, output);
    assert.match(output, /^bad\.json(:\d+:\d+)? error \/slots\/hero\/variants\/evening\/when: .*eighteen/m);
    assert.match(output, /^bad\.json: 1 error, 0 warnings$/m);
  });

  test("check: a file that is not JSON, with line and column", async () => {
    await writeFile(`${folder}/broken.json`, '{\n  "tailorbird": 1,,\n}');
    const { code, output } = await tailorbird("check", "broken.json");
    assert.equal(code, 1, output);
    assert.match(output, /^broken\.json:2:\d+ error/m);
  });

  test("compile: writes where it is told to", async () => {
    const { code, output } = await tailorbird("compile", "manifest.json", "-o", "out.bin");
    assert.equal(code, 0, output);
    assert.deepEqual(await readFile(`${folder}/out.bin`), await readFile(`${folder}/manifest.tailorbird`));
  });

  test("inline: fills the page, keeps its policy true, and does the same when it is run again", async () => {
    const policy = (hash) => `<meta http-equiv="Content-Security-Policy" content="script-src '${hash}'">`;
    const [before, empty] = [`\u{feff}<!doctype html>\r\n<title>é</title>${policy(hashOf(""))}`, "<p a=1>\r\n<p></b>"];
    const places = '<script type="application/tailorbird"></script><script data-tb-script="inline"></script>';
    await writeFile(`${folder}/carrying.html`, before + places + empty);
    const { code, output } = await tailorbird("inline", "manifest.json", "carrying.html");
    assert.equal(code, 0, output);
    const first = await readFile(`${folder}/carrying.html`, "utf8");
    const script = await readFile(`${folder}/node_modules/tailorbird/dist/inline.js`, "utf8");
    assert.ok(output.includes(`script-src '${hashOf(script)}'`), output);
    assert.ok(
      first.startsWith(before.replace(hashOf(""), hashOf(script))) && first.endsWith(empty),
      "the rest changed",
    );
    assert.ok(first.includes(`<script data-tb-script="inline">${script}</script>`), "the script is not in it");
    await tailorbird("inline", "manifest.json", "carrying.html");
    assert.equal(await readFile(`${folder}/carrying.html`, "utf8"), first);
  });

  test("inline: a page without its place stays as it was, and so do all others", async () => {
    const pages = { "good.html": '<script type="application/tailorbird"></script>', "bad.html": "<p>nothing</p>" };
    for (const [name, html] of Object.entries(pages)) await writeFile(`${folder}/${name}`, html);
    const { code, output } = await tailorbird("inline", "manifest.json", ...Object.keys(pages));
    assert.equal(code, 1, output);
    assert.match(output, /^bad\.html:1:1 error: there is no <script type="application\/tailorbird">/m);
    for (const [name, html] of Object.entries(pages)) assert.equal(await readFile(`${folder}/${name}`, "utf8"), html);
  });

  test("no file, no command and no such option are wrong usage; --help is not", async () => {
    for (const words of [
      [],
      ["check"],
      ["check", "absent.json"],
      ["bake", "manifest.json"],
      ["inline", "manifest.json"],
      ["check", "--fast", "manifest.json"],
    ]) {
      assert.equal((await tailorbird(...words)).code, 2, words.join(" "));
    }
    assert.equal((await tailorbird("--help")).code, 0);
  });
});
