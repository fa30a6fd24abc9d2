// `tailorbird/build` and `tailorbird build`: what is built for one manifest, and what is said where nothing can be.

import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { Script } from "node:vm";
import { transform } from "esbuild";
import { compile, compileFor } from "../dist/author.js";
import { build, EVERYTHING } from "../dist/build.js";
import { open as openWhole } from "../dist/index.js";
import { carry } from "../scripts/carry.mjs";
import { inRoot } from "../scripts/paths.mjs";
import { capture } from "../scripts/run.mjs";
import { temporaryFolder } from "./browser/folder.mjs";
import { opener } from "./cut/page.mjs";

const warnings = [];
console.warn = (line) => warnings.push(line);

const manifest = {
  tailorbird: 1,
  locales: ["en"],
  slots: {
    hero: {
      default: "usual",
      variants: {
        late: { when: "now.hour >= 20", fields: { title: "Good evening" } },
        usual: { fields: { title: "Welcome" } },
      },
    },
  },
};
const sunny = {
  ...manifest,
  preferences: { diet: { type: "choice", values: ["any", "vegan"], default: "any" } },
  slots: {
    hero: {
      default: "usual",
      variants: {
        day: { when: "place.daylight == 'day' && preference.diet == 'vegan'", fields: { title: "Sun" } },
        usual: { fields: { title: "Welcome" } },
      },
    },
  },
};
const engine = await readFile(inRoot("dist/engine.wasm"));

test("the same manifest gives the same bytes, as an object and as text", () => {
  const [one, other] = [build(manifest), build(JSON.stringify(manifest))];
  assert.equal(one.code, other.code);
  assert.equal(one.types, other.types);
  assert.deepEqual(one.uses, ["clock", "rule", "cut"]);
});

test("the script for the page has the same, may stand in a page, and ends nothing there", () => {
  for (const extras of [[], EVERYTHING]) {
    const [one, other] = [build(sunny, { with: extras }), build(JSON.stringify(sunny), { with: extras })];
    assert.equal(one.script, other.script);
    // Any charset reads it alike, and it stays one element.
    assert.ok(/^[ -~\n]+$/.test(one.script));
    assert.ok(!/<\/script|<script|<!--/i.test(one.script));
    // Imports and exports are errors in it.
    new Script(one.script);
    assert.ok(one.script.length < one.code.length + 5_000);
    assert.ok(!one.code.includes("tailorbirdHold"));
    assert.ok(!/import\.meta|fetch\(/.test(one.code + one.script));
  }
});

test("a page that uses less is smaller, and what it uses is not left out", () => {
  const sizes = [build(manifest), build(sunny), build(sunny, { with: EVERYTHING })].map(({ code }) => code.length);
  assert.ok(sizes[0] < sizes[1] && sizes[1] < sizes[2], `${sizes}`);
  const page = opener(build(sunny, { with: ["given", "reasons"] }).code)({
    root: null,
    now: Date.UTC(2026, 5, 21, 12),
    timeZone: "Europe/Berlin",
  });
  page.observe({ kind: "preference", name: "diet", value: "vegan" });
  assert.equal(page.decide("hero").variant, "day");
  assert.equal(page.decide("hero").reasons[0].kind, "rule-holds");
});

test("a module that loads takes what its engine can do, refuses what it lacks, and stays as it was then", () => {
  const { code, types } = build(manifest, { with: ["load", "given"] });
  assert.match(types, /uses: .*"load"/);
  assert.doesNotMatch(build(manifest).types, /"load"/);
  const page = opener(code)({ root: null, now: Date.UTC(2026, 5, 21, 21), timeZone: "UTC" });
  const told = [];
  page.subscribe(() => told.push(page.decide("hero").fields.title));
  const later = structuredClone(manifest);
  later.slots.hero.variants.late.fields.title = "Good night";
  // What the module was built for is as much as it can do.
  page.load(build(later).bytes);
  page.load(build(sunny).bytes);
  page.load(build(manifest).bytes);
  assert.deepEqual(told, ["Good night", "Good evening"]);
  assert.match(page.problems[0].message, /lacks: .*sun/);
  const without = opener(build(manifest).code)();
  without.load(build(later).bytes);
  assert.match(without.problems[0].message, /without “load”/);
});

test("what a module carries stands in it as it is, whatever it looks like", async () => {
  const { wasm } = compileFor(manifest, {}, engine, []);
  assert.ok(build(manifest).code.includes(`"${await carry(wasm)}"`));
  const { code } = await transform(await readFile(inRoot("js/author/assemble.ts"), "utf8"), {
    loader: "ts",
    format: "esm",
  });
  const { assemble } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  const odd = '"T_0 O_1 #P_2 void 0?? $_wasm $1 $&"';
  const parts = [
    { name: "T_0", kind: "const", text: ["T_0=", { value: "wasm" }] },
    { text: "export{T_0 as a};" },
    { name: "T_1", kind: "const", text: "T_1=1" },
  ];
  assert.equal(
    assemble(parts, () => false, { wasm: odd }),
    `//# allFunctionsCalledOnLoad\nconst A=${odd};export{A as a};`,
  );
});

test("a whole engine opens what was compiled for a page that asks for little", () => {
  const { bytes } = build(manifest);
  const page = openWhole(bytes, { root: null, now: Date.UTC(2026, 10, 23, 21), timeZone: "UTC" });
  assert.equal(page.decide("hero").variant, "late");
  assert.deepEqual(page.decide("hero").reasons[0].facts, { "now.hour": 21 });
  assert.deepEqual(page.problems, []);
});

test("a call to what was left out does nothing, and says what it lacks", () => {
  const page = opener(build(manifest).code)({ root: null });
  page.observe({ kind: "click", slot: "hero" });
  page.signal({ any: 1 });
  assert.deepEqual(page.explain("hero"), []);
  page.assume({ now: 0 });
  const said = page.problems.map(({ message }) => /“(\w+)”/.exec(message)[1]);
  assert.deepEqual(said, ["events", "signals", "explain", "given"]);
  assert.equal(page.decide("hero").reasons.length, 0);
  assert.match(warnings.at(-1), /without “events”/);
});

test("an engine that lacks something refuses a program that needs it, by name", async () => {
  const { wasm } = compileFor(manifest, {}, engine, []);
  const { bytes } = compileFor(sunny, {}, engine, []);
  const { instance } = await WebAssembly.instantiate(wasm, { a: {} });
  const { core, room, ask, memory } = instance.exports;
  const answer = (program) => {
    const channel = core();
    new Uint8Array(memory.buffer).set(program, room(channel, program.length));
    const place = ask(channel, 0, 0, program.length);
    const text = new Uint8Array(memory.buffer, place % 2 ** 32, place / 2 ** 32);
    return new TextDecoder().decode(text);
  };
  assert.match(answer(bytes), /was built for another manifest and lacks: .*\bsun\b.*\bdeclared\b/);
  assert.doesNotMatch(answer(bytes), /\brule\b/);
  assert.equal(answer(compileFor(manifest, {}, engine, []).bytes), "");
});

test("what is no engine, or only a part of one, is refused", () => {
  const parts = [new Uint8Array(), engine.subarray(0, 100), engine.subarray(0, engine.length - 1), engine.subarray(8)];
  const refused = ({ message }) => message.includes("no engine of this version");
  for (const part of parts) assert.throws(() => compileFor(manifest, {}, part, []), refused);
  // Anything but the marked one has nothing to cut by, and stays whole.
  for (let at = 9; at < engine.length; at += 997) {
    const damaged = Uint8Array.from(engine);
    damaged[at] ^= 0x55;
    try {
      compileFor(manifest, {}, damaged, []);
    } catch (thrown) {
      assert.ok(refused(thrown), thrown.message);
    }
  }
});

test("what a page cannot use, and what needs memory, is told with its place", () => {
  const { problems, code } = build(manifest, { with: ["reasons", "reason", "insights"] });
  assert.equal(code, undefined);
  assert.deepEqual(
    problems.map(({ path }) => path),
    ["/with/1", "/with/2"],
  );
  assert.match(problems[0].message, /no “reason” here.*reasons/);
  assert.match(problems[1].message, /add “memory”/);
});

test("a slot that learns is warned of in a page that remembers nothing", () => {
  const choose = { by: "bandit" };
  const learning = { ...sunny, slots: { hero: { default: "plain", choose, variants: { bold: {}, plain: {} } } } };
  const [{ path, message, severity }] = build(learning).problems;
  assert.deepEqual([path, severity], ["/with", "warning"]);
  assert.match(message, /add “memory”/);
  assert.deepEqual(build(learning, { with: ["memory"] }).problems, []);
});

test("a manifest that does not compile gives its problems and no code", () => {
  const wrong = { ...manifest, slots: { hero: { default: "usual", variants: { usual: { when: "now.hour >" } } } } };
  const { problems, code, types } = build(wrong);
  assert.deepEqual([code, types], [undefined, undefined]);
  assert.deepEqual(problems, compile(wrong).problems);
});

test("the types know the site's own names", async () => {
  const folder = temporaryFolder("build-types");
  await mkdir(folder, { recursive: true });
  const { types } = build({ ...sunny, goals: { signup: {} } }, { with: ["force"] });
  await writeFile(join(folder, "site.d.ts"), types);
  for (const [name, uses] of Object.entries({ keeps: ["memory"], steers: ["memory", "import"] }))
    await writeFile(join(folder, `${name}.d.ts`), build(sunny, { with: uses }).types);
  await writeFile(
    join(folder, "right.ts"),
    'import { open, type Slot } from "./site.js";\nconst slot: Slot = "hero";\nconst page = open();\n' +
      'const shown: "day" | "usual" | undefined = page.decide(slot)?.variant;\npage.observe({ kind: "view", slot });\nshown;\n' +
      'page.observe({ kind: "convert", goal: "signup" });\nconst title: string | undefined = page.decide(slot)?.fields.title;\ntitle;\n' +
      'page.observe({ kind: "preference", name: "diet", value: "vegan" });\n' +
      'page.force(slot, "day");\nconst all: ("day" | "usual")[] = page.variants("hero");\nall;\n' +
      'import { open as steers } from "./steers.js";\nsteers().observe({ kind: "more", topic: "sea" });\n',
  );
  await writeFile(
    join(folder, "wrong.ts"),
    'import { open } from "./site.js";\nconst page = open({ now: 1 });\npage.decide("footer");\npage.explain("hero");\n' +
      'page.observe({ kind: "convert", goal: "signin" });\npage.observe({ kind: "preference", name: "diet", value: "meat" });\n' +
      'page.decide("hero")?.fields.text;\npage.force("hero", "night");\npage.variants("footer");\n' +
      'page.decisions.push();\nfor (const one of page.decisions) one.variant = "day";\n' +
      'import { open as keeps } from "./keeps.js";\nkeeps().observe({ kind: "more", topic: "sea" });\n',
  );
  const paths = { compilerOptions: { paths: { tailorbird: [inRoot("dist/types/entries/index.d.ts")] } } };
  const options = {
    strict: true,
    noEmit: true,
    module: "esnext",
    moduleResolution: "bundler",
    target: "es2022",
    types: [],
  };
  paths.compilerOptions = { ...paths.compilerOptions, ...options, lib: ["es2023", "dom", "dom.iterable"] };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ ...paths, include: ["*.ts"] }));
  const { output } = await capture(process.execPath, [inRoot("node_modules/typescript/bin/tsc"), "-p", folder]);
  const places = [...output.matchAll(/(\w+\.ts)\((\d+),/g)].map(([, name, line]) => `${name}:${line}`);
  assert.deepEqual(
    places,
    [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13].map((line) => `wrong.ts:${line}`),
    output,
  );
});

test("a built page that remembers opens with a store", () => {
  const plain = { default: "plain", variants: { again: { when: "visitor.visits > 1" }, plain: {} } };
  const { code } = build({ tailorbird: 1, locales: ["en"], slots: { hero: plain } }, { with: ["memory"] });
  const kept = new Map();
  const write = (changes) => {
    for (const [key, text] of changes) text === null ? kept.delete(key) : kept.set(key, text);
  };
  const consent = { initial: { remember: "granted" } };
  const page = opener(code)({ root: null, consent, remember: { read: () => [...kept], write } });
  assert.equal(page.decide("hero").variant, "plain");
  assert.deepEqual(page.problems, []);
  page.close();
});
