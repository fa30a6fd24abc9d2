// Words that come by language, where no page is: what a module says before and after they have come, in files that lie where tools
// put them.

import assert from "node:assert/strict";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { build } from "../dist/build.js";
import { inRoot } from "../scripts/paths.mjs";
import { capture } from "../scripts/run.mjs";
import { temporaryFolder } from "./browser/folder.mjs";

console.warn = () => {};

const manifest = {
  tailorbird: 1,
  locales: ["en", "de", "pt-BR"],
  slots: {
    hero: {
      default: "plain",
      variants: {
        late: {
          when: "now.hour >= 20",
          fields: { title: { en: "Late", de: "Spät", "pt-BR": "Tarde" }, link: "/late" },
        },
        plain: { fields: { title: { en: "Plain", de: "Schlicht", "pt-BR": "Simples" } } },
      },
    },
    both: {
      mixLanguages: true,
      default: "plain",
      variants: { plain: { fields: { title: { en: "Mixed", de: "Gemischt" }, more: { en: "More" } } } },
    },
  },
};
const late = { root: null, now: Date.UTC(2026, 10, 23, 21), timeZone: "UTC" };

/** A module and its files in a folder, imported. */
async function written(name, built) {
  const folder = temporaryFolder(name);
  await writeFile(join(folder, "site.mjs"), built.code);
  for (const { name, bytes } of built.files) await writeFile(join(folder, name), bytes);
  const { open } = await import(pathToFileURL(join(folder, "site.mjs")));
  return { folder, open };
}

test("each language is a file with its words and no other's; what all share stays in the module", () => {
  const { code, files, bytes, uses } = build(manifest, { separate: "site" });
  const texts = files
    .slice(1)
    .map(({ name, bytes }) => [name.replace(/-[\da-f]{10}/, ""), Buffer.from(bytes).toString()]);
  assert.deepEqual(texts, [
    ["site-en.txt", "LatePlain"],
    ["site-de.txt", "SpätSchlicht"],
    ["site-pt-BR.txt", "TardeSimples"],
  ]);
  assert.ok(uses.includes("split"));
  const program = Buffer.from(bytes).toString();
  for (const text of ["/late", "Mixed", "Gemischt", "More"]) assert.ok(program.includes(text), text);
  for (const text of ["Late", "Schlicht", "Tarde"]) assert.ok(!program.includes(text), text);
  for (const { name } of files) assert.ok(code.includes(`new URL("./${name}",import.meta.url)`), name);
});

test("where a field lacks a language, all words of its slot stay in the module", () => {
  const slots = structuredClone(manifest.slots);
  delete slots.hero.variants.late.fields.title.de;
  const { bytes, files, uses } = build({ ...manifest, slots }, { separate: "site" });
  const program = Buffer.from(bytes).toString();
  for (const text of ["Late", "Schlicht", "Tarde"]) assert.ok(program.includes(text), text);
  assert.deepEqual([files.length, uses.includes("split")], [1, false]);
});

test("one language stays in the module", () => {
  const one = {
    ...manifest,
    locales: ["en"],
    slots: { hero: { default: "a", variants: { a: { fields: { title: "Alone" } } } } },
  };
  const { bytes, files, uses } = build(one, { separate: "site" });
  assert.ok(Buffer.from(bytes).toString().includes("Alone"));
  assert.deepEqual([files.length, uses.includes("split")], [1, false]);
});

test("before they have come nothing is said, and whoever listens is told when they have", async () => {
  const { open } = await written("words-node", build(manifest, { separate: "site", with: ["given"] }));
  for (const [locales, title] of [
    [["de"], "Spät"],
    [["pt"], "Tarde"],
    [["ja"], "Late"],
  ]) {
    const page = await open({ ...late, locales });
    const told = new Promise((resolve) => page.subscribe(resolve));
    const before = page.decide("hero");
    assert.deepEqual([before.variant, before.fields], ["late", {}]);
    await told;
    assert.deepEqual(page.decide("hero").fields, { title, link: "/late" });
    assert.deepEqual(
      page.decide("hero"),
      page.decide().find(({ slot }) => slot === "hero"),
    );
    assert.ok(page.decide("both").fields.title);
    assert.deepEqual(page.problems, []);
    page.close();
  }
});

test("a missing file is one problem with the place of its language", async () => {
  const { folder, open } = await written("words-missing", build(manifest, { separate: "site", with: ["given"] }));
  const [german] = (await readdir(folder)).filter((name) => name.includes("-de-"));
  await rm(join(folder, german));
  const page = await open({ ...late, locales: ["de"] });
  const problem = new Promise((resolve) => {
    const { push } = page.problems;
    page.problems.push = (...all) => {
      const length = push.apply(page.problems, all);
      resolve();
      return length;
    };
  });
  page.decide();
  await problem;
  assert.deepEqual(
    page.problems.map(({ path }) => path),
    ["/locales/1"],
  );
  assert.match(page.problems[0].message, /no such file/);
  assert.deepEqual(page.decide("hero").fields, {});
});

test("a page's script has the words of its language, or of the first, and addresses for the others", () => {
  const { scriptFor, script, files } = build(manifest, { separate: "site" });
  assert.equal(script, undefined);
  for (const [lang, tag] of [
    ["de", "de"],
    ["de-CH", "de"],
    ["PT-br", "pt-BR"],
    ["pt", "pt-BR"],
    ["ja", "en"],
    ["", "en"],
  ]) {
    const text = scriptFor(lang, "../words");
    assert.ok(text.includes(`{"${tag}":"`), lang);
    for (const { name } of files.slice(1)) assert.ok(text.includes(`"../words/${name}"`), name);
    assert.equal(scriptFor(lang, "../words"), text);
    assert.doesNotMatch(text, /<\/script|<!--|import\.meta/i);
  }
});

test("on the command line: files beside the pages, addresses from each, and none left from the build before", async () => {
  const folder = temporaryFolder("words-command");
  const put = async (name, text) => {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  };
  const page = (lang) => `<html lang="${lang}"><head><script data-tb-script="inline"></script></head><p>é</p>`;
  const run = async () => {
    const words = ["build", "site.json", "--separate", "--html", "out/**/*.html"];
    const { code, output } = await capture(process.execPath, [inRoot("dist/cli.js"), ...words], { cwd: folder });
    assert.equal(code, 0, output);
    return output;
  };
  await put("site.json", JSON.stringify(manifest));
  await put("out/index.html", page("en"));
  await put("out/de/über uns/index.html", page("de"));
  const output = await run();
  const hashes = /script-src ('sha256-[^']+') ('sha256-[^']+') 'wasm-unsafe-eval'; connect-src 'self'/.exec(output);
  assert.ok(hashes && hashes[1] !== hashes[2], output);
  const { scriptFor, files } = build(manifest, { separate: "site" });
  const names = files.slice(1).map(({ name }) => name);
  assert.deepEqual((await readdir(join(folder, "out"))).sort(), ["de", "index.html", ...names].sort());
  const read = (name) => readFile(join(folder, name), "utf8");
  const filled = (lang, path) => page(lang).replace("></script>", () => `>${scriptFor(lang, path)}</script>`);
  assert.equal(await read("out/index.html"), filled("en", "."));
  assert.equal(await read("out/de/über uns/index.html"), filled("de", "../.."));
  await put("site.json", JSON.stringify(manifest).replace("Spät", "Später"));
  await run();
  const now = await readdir(join(folder, "out"));
  assert.equal(now.length, 5, now.join());
  assert.ok(!now.includes(names[1]) && now.includes(names[0]), now.join());
});
