// `tailorbird build` on the command line: what it writes, where, and what it says where it cannot.

import assert from "node:assert/strict";
import { chmod, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { build, EVERYTHING } from "../dist/build.js";
import { inRoot } from "../scripts/paths.mjs";
import { capture } from "../scripts/run.mjs";
import { hashOf } from "./browser/built-site.mjs";
import { temporaryFolder } from "./browser/folder.mjs";

const manifest = {
  tailorbird: 1,
  locales: ["en"],
  slots: {
    hero: {
      default: "usual",
      variants: {
        late: { when: "place.daylight == 'night'", fields: { title: "Good evening" } },
        usual: { fields: { title: "Welcome" } },
      },
    },
  },
};
const PLACE = '<script data-tb-script="inline"></script>';
const pageWith = (head) => `<!doctype html>\r\n<html lang="en">\n<head>${head}</head>\n<body><p data-tb-slot="hero">é`;

const run = (cwd, ...words) => capture(process.execPath, [inRoot("dist/cli.js"), "build", ...words], { cwd });

/** A folder with the manifest and these files. */
async function folderWith(name, files = {}) {
  const folder = temporaryFolder(name);
  for (const [file, text] of Object.entries({ "site.json": JSON.stringify(manifest), ...files })) {
    await mkdir(join(folder, file, ".."), { recursive: true });
    await writeFile(join(folder, file), text);
  }
  const read = (file) => readFile(join(folder, file), "utf8");
  return { folder, read, run: (...words) => run(folder, ...words) };
}

test("a module, its types, and how large it is", async () => {
  const { run, read } = await folderWith("build");
  const plain = await run("site.json");
  assert.equal(plain.code, 0, plain.output);
  assert.match(plain.output, /site\.tailorbird\.js: [\d,]+ bytes after brotli, with .*sun/);
  assert.equal(await read("site.tailorbird.js"), build(manifest).code);
  assert.equal(await read("site.tailorbird.d.ts"), build(manifest).types);
  assert.equal((await run("site.json", "-o", "out.mjs", "--with", "everything")).code, 0);
  assert.equal(await read("out.mjs"), build(manifest, { with: EVERYTHING }).code);
  assert.equal(await read("out.d.mts"), build(manifest, { with: EVERYTHING }).types);
});

test("what cannot be read, written or understood is told in one line, and nothing is written", async () => {
  const bad = { ...manifest, slots: { hero: { default: "usual", variants: { usual: { when: "now.hour >" } } } } };
  const { folder, run } = await folderWith("build-bad", {
    "bad.json": JSON.stringify(bad, undefined, 2),
    "no.js/x": "",
  });
  for (const [words, code, said] of [
    [[], 2, /takes one file/],
    [["none.json"], 2, /none\.json: there is no such file/],
    [["no.js"], 2, /EISDIR/],
    [["bad.json"], 1, /^bad\.json:\d+:\d+ error \/slots\/hero\/variants\/usual\/when: /m],
    [["site.json", "-o", "no/such/folder.js"], 2, /no\/such: there is no such folder/],
    [["site.json", "-o", "no.js"], 2, /no\.js: this is a folder/],
    [["site.json", "-o", "out.ts"], 2, /the ending \.js or \.mjs, not out\.ts/],
    [["site.json", "-o"], 2, /-o needs a file/],
    [["site.json", "--with", "all"], 1, /\/with\/0: there is no “all” here/],
    [["site.json", "--with"], 2, /--with needs names/],
    [["site.json", "--html"], 2, /--html needs pages/],
    [["site.json", "--html", "none.html"], 2, /none\.html: there is no such file/],
    [["site.json", "--html", "pages/*.html"], 2, /no file is called like pages\/\*\.html/],
    [["--html", "site.json"], 2, /takes one file, before its options/],
    [["site.json", "site.json"], 2, /takes one file/],
    [["site.json", "--html", "--watch"], 2, /--html needs pages/],
    [["none.json", "--watch"], 2, /none\.json: there is no such file/],
    [["a.js", "-o", "./a.js"], 2, /which is the manifest/],
    [["site.json", "--fast"], 2, /there is no option `--fast`/],
  ]) {
    const { code: found, output } = await run(...words);
    assert.equal(found, code, `${words}: ${output}`);
    assert.match(output, said);
    assert.equal(
      output.includes("Exit code:"),
      /takes|needs|ending|no option|is the manifest/.test(said.source),
      output,
    );
    assert.deepEqual((await readdir(folder)).sort(), ["bad.json", "no.js", "site.json"], `${words}`);
  }
});

test("a file that may not be written stays, and so do all others", async () => {
  const { folder, run, read } = await folderWith("build-locked", { "site.tailorbird.d.ts": "old" });
  await chmod(join(folder, "site.tailorbird.d.ts"), 0o444);
  const { code, output } = await run("site.json");
  assert.equal(code, 2, output);
  assert.match(output, /site\.tailorbird\.d\.ts: this may not be read or written/);
  assert.equal(await read("site.tailorbird.d.ts"), "old");
  assert.deepEqual((await readdir(folder)).sort(), ["site.json", "site.tailorbird.d.ts"]);
});

test("pages: each gets the script, their policy stays true, and a second time changes nothing", async () => {
  const policy = (hash) => `<meta http-equiv="Content-Security-Policy" content="script-src '${hash}'">`;
  const { script } = build(manifest);
  const { folder, run, read } = await folderWith("build-pages", {
    "pages/a.html": pageWith(policy(hashOf("")) + PLACE),
    "pages/deep/[id].html": pageWith(PLACE),
    "pages/node_modules/x.html": "none",
    "pages/.hidden.html": "none",
    "pages/c.txt": "none",
  });
  const { code, output } = await run("site.json", "--html", "pages/**/*.html");
  assert.equal(code, 0, output);
  const filled = PLACE.replace("></", `>${script}</`);
  assert.equal(await read("pages/a.html"), pageWith(policy(hashOf(script)) + filled));
  assert.equal(await read("pages/deep/[id].html"), pageWith(filled));
  assert.ok(output.includes(`script-src '${hashOf(script)}' 'wasm-unsafe-eval'`), output);
  assert.deepEqual((await readdir(folder)).sort(), ["pages", "site.json"]);
  // Named one by one, and beside a module.
  const again = await run("site.json", "--html", "pages/a.html", "pages/deep/[id].html", "-o", "out.js");
  assert.equal(again.code, 0, again.output);
  assert.equal(await read("pages/a.html"), pageWith(policy(hashOf(script)) + filled));
  assert.equal(await read("out.js"), build(manifest).code);
});

test("pages: one without a place is told with its line, and all stay as they were", async () => {
  const block = '<script type="application/tailorbird"></script>';
  const pages = {
    "good.html": pageWith(PLACE),
    "none.html": pageWith(""),
    "old.html": pageWith(`\n${block}${PLACE}`),
    "module.html": pageWith(PLACE.replace(" ", ' type="module" ')),
    "other.html": pageWith(PLACE.replace("inline", "hold")),
  };
  const { run, read } = await folderWith("build-places", pages);
  const { code, output } = await run("site.json", "--html", "*.html");
  assert.equal(code, 1, output);
  assert.match(
    output,
    /^none\.html:3:1 error: there is no <script data-tb-script="inline"><\/script> .* add it to <head>$/m,
  );
  assert.match(output, /^old\.html:4:1 error: the script has the compiled manifest: take this element out$/m);
  assert.match(output, /^module\.html:3:7 error: a script with `type` does not run here/m);
  assert.match(output, /^other\.html:3:7 error: there is no script called “hold”$/m);
  assert.doesNotMatch(output, /^good\.html/m);
  for (const [name, html] of Object.entries(pages)) assert.equal(await read(name), html);
});

test("with --separate: the engine beside the module, and the one before it gone", async () => {
  const { folder, run, read } = await folderWith("build-separate", {
    "site-0123456789.wasm": "somebody's",
    "x.json": "1",
  });
  const first = await run("site.json", "-o", "site.js", "--separate");
  assert.equal(first.code, 0, first.output);
  const { code, files, types } = build(manifest, { separate: "site" });
  assert.equal(await read("site.js"), code);
  assert.match(types, /Promise<SitePage<Site>>/);
  assert.match(files[0].name, /^site-[\da-f]{10}\.wasm$/);
  assert.deepEqual(new Uint8Array(await readFile(join(folder, files[0].name))), files[0].bytes);
  assert.ok(first.output.includes(`<link rel="preload" as="fetch" crossorigin href="${files[0].name}">`), first.output);
  const plain = { ...manifest, slots: { hero: { default: "a", variants: { a: { fields: { title: "A" } } } } } };
  await writeFile(join(folder, "site.json"), JSON.stringify(plain));
  assert.equal((await run("site.json", "-o", "site.js", "--separate")).code, 0);
  const [next] = build(plain, { separate: "site" }).files;
  const kept = ["site-0123456789.wasm", next.name, "site.d.ts", "site.js", "site.json", "x.json"];
  assert.deepEqual((await readdir(folder)).sort(), kept.sort());
});

test("a name of files that is none is refused", () => {
  for (const separate of ["", "a/b", "..\\b", 3]) {
    const [{ path }] = build(manifest, { separate }).problems;
    assert.equal(path, "/separate");
  }
});
