// The architecture of js/ as a test: which room may import which, who reads the environment, and how long files are.
// `node --test tests/js-rooms.mjs`

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { test } from "node:test";
import { inRoot } from "../scripts/paths.mjs";
import { check, circlesOf, environmentOf } from "./js-rooms/check.mjs";

/** The rooms from below, and the rooms that each may import: only rooms that stand before it. An arrow that nothing needs
 *  has to go; an arrow that is not here is a question about the design. */
const arrows = {
  types: [],
  protocol: [],
  shared: ["protocol", "types"],
  engine: ["protocol", "shared", "types"],
  context: ["engine", "protocol", "shared"],
  markup: ["engine", "shared", "types"],
  dom: ["engine", "markup", "protocol", "shared", "types"],
  html: ["context", "engine", "markup", "protocol", "shared", "types"],
  storage: ["protocol", "shared", "types"],
  experiment: ["shared", "types"],
  page: ["context", "dom", "engine", "experiment", "markup", "protocol", "shared", "storage", "types"],
  consent: ["types"],
  author: ["context", "engine", "page", "protocol", "shared", "types"],
  analysis: ["engine", "shared", "types"],
  plugin: ["author", "shared", "types"],
  privacy: ["consent", "shared", "types"],
  measure: [],
  report: ["shared", "types"],
  recommend: ["engine", "protocol", "shared", "types"],
  copy: ["analysis", "engine", "types"],
  sql: ["types"],
  logs: ["sql"],
  vectors: ["logs", "sql"],
  learn: ["author", "logs", "vectors"],
  growthbook: [],
  entries: [
    "analysis",
    "author",
    "consent",
    "copy",
    "dom",
    "engine",
    "html",
    "learn",
    "logs",
    "measure",
    "page",
    "plugin",
    "privacy",
    "recommend",
    "report",
    "sql",
    "storage",
    "types",
    "vectors",
  ],
  cli: ["author", "entries", "growthbook", "types"],
};

/** Rooms whose business the environment is. */
const readers = ["context"];

/** What all other files read or use of the browser or the process. */
const environment = {
  "author/almanac.ts": "clock",
  "cli/analyze-log.ts": "Buffer",
  "author/build.ts": "encodeURIComponent",
  "cli/build.ts": "clock encodeURIComponent",
  "cli/import.ts": "console process",
  "cli/layout.ts": "decodeURIComponent encodeURIComponent",
  "cli/learn.ts": "clock console process",
  "cli/main.ts": "clock console process",
  "cli/outputs.ts": "Buffer process",
  "cli/say.ts": "console",
  "cli/simulate-args.ts": "getTimezoneOffset",
  "cli/sql.ts": "process",
  "cli/sums.ts": "console process",
  "cli/progress.ts": "process",
  "cli/vectors.ts": "clock",
  "cli/watch.ts": "clearTimeout process setTimeout",
  "cli/timeline.ts": "resolvedOptions",
  "consent/c15t.ts": "c15tStore",
  "consent/gpp.ts": "__gpp",
  "consent/klaro.ts": "document klaro",
  "consent/source.ts": "MutationObserver clearTimeout document setTimeout",
  "consent/tcf.ts": "__tcfapi",
  "consent/vanilla.ts": "CookieConsent addEventListener removeEventListener",
  "dom/parser-watch.ts": "MutationObserver WeakSet document setTimeout",
  "dom/slots.ts": "WeakSet",
  "engine/decisions.ts": "WeakSet",
  // Memory of the WebAssembly is given back.
  "engine/channel.ts": "FinalizationRegistry",
  // A file of WebAssembly is fetched or read.
  "engine/load.ts": "fetch location process",
  "entries/element.ts": "HTMLElement customElements",
  "entries/hold.ts": "clearTimeout document setTimeout tailorbirdHold",
  "html/facts.ts": "clock",
  "learn/learn.ts": "Buffer",
  "experiment/measure.ts": "AbortController addEventListener",
  "experiment/watch.ts": "AbortController IntersectionObserver addEventListener clearTimeout document setTimeout",
  // Chance.
  "measure/randomise.ts": "TypeError crypto",
  "measure/shares.ts": "TypeError crypto",
  "measure/whole.ts": "TypeError",
  "page/engine.ts": "clock",
  "page/memory-page.ts": "IntersectionObserver",
  "page/inline-page.ts": "console document globalThis",
  "page/navigation.ts":
    "AbortController MutationObserver addEventListener clearInterval clearTimeout document globalThis location setInterval setTimeout",
  "page/page.ts": "clock console document",
  "page/ranking.ts": "IntersectionObserver requestAnimationFrame setTimeout",
  "page/timer.ts": "clearTimeout setTimeout",
  "plugin/factory.ts": "process",
  "plugin/loader.ts": "process",
  "plugin/message.ts": "Buffer",
  "plugin/module.ts": "Buffer",
  "plugin/project.ts": "process",
  "privacy/copies.ts": "Blob document navigator setTimeout",
  "privacy/panel.ts":
    "HTMLElement MutationObserver clearTimeout customElements document navigator setTimeout tailorbird window",
  "privacy/parts.ts": "document",
  "recommend/file.ts": "atob crypto fetch",
  "recommend/given.ts": "TypeError",
  "report/panel.ts": "HTMLElement customElements document tailorbird window",
  "storage/indexed.ts": "BroadcastChannel indexedDB",
  "storage/local.ts": "addEventListener localStorage removeEventListener",
  "storage/memory.ts": "queueMicrotask",
  // What a form's controls hide.
  "shared/random.ts": "crypto",
  "shared/real.ts": "Proxy Symbol",
  "shared/sheet.ts": "CSSStyleSheet",
  // Global Privacy Control.
  "storage/permission.ts": "navigator",
  "storage/store.ts": "clearTimeout encodeURIComponent setTimeout",
  // Memory that workers share.
  "vectors/matrix.ts": "SharedArrayBuffer",
  "vectors/pack.ts": "SharedArrayBuffer",
  "storage/sync.ts": "addEventListener clearTimeout document removeEventListener setTimeout",
};

/** Files that may import each other, and why. */
const circles = {
  "growthbook/condition.ts growthbook/operators.ts": "a condition has operators, and operators have conditions in them",
  "privacy/copies.ts privacy/known.ts privacy/panel.ts privacy/switches.ts": "parts of a panel know its type",
};

const tables = { arrows, readers, environment, circles, longest: 400, entryLines: 50 };

async function source() {
  const names = (await readdir(inRoot("js"), { recursive: true })).filter((name) => name.endsWith(".ts"));
  const paths = names.map((name) => name.replaceAll("\\", "/")).sort();
  return Promise.all(paths.map(async (path) => ({ path, text: await readFile(inRoot(`js/${path}`), "utf8") })));
}

const files = await source();

/** The complaints that a file adds which is planted among the others, or takes the place of one. */
async function planted(path, text, others = {}) {
  const rest = files.filter((file) => file.path !== path);
  return check([...rest, { path, text: `/** A planted file. */\n${text}` }], { ...tables, ...others });
}

test("the rooms of js/ keep to the rules", async () => {
  assert.ok(files.length > 50, `js/ was not found: ${files.length} files`);
  assert.deepEqual(await check(files, tables), []);
});

test("a planted import is found, also one of types alone", async () => {
  for (const line of [
    'import { write } from "../html/write.js";',
    'import type { Page } from "../page/page.js";',
    'export { open } from "../entries/index.js";',
    'type Page = import("../page/page.js").Page;',
    'const later = () => import("../page/page.js");',
  ]) {
    const [found, ...more] = await planted("dom/planted.ts", line);
    assert.match(found, /^dom\/planted\.ts: dom may not import (html|page|entries)$/, line);
    assert.deepEqual(more, [], line);
  }
  assert.deepEqual(await planted("dom/planted.ts", 'import { list } from "../engine/core.js";'), []);
});

test("a planted circle is found, between rooms and between files", async () => {
  const backwards = { ...arrows, engine: [...arrows.engine, "page"] };
  const found = await planted("engine/planted.ts", 'import "../page/page.js";', { arrows: backwards });
  assert.deepEqual(found, ["engine imports page, which does not stand before it"]);
  const [one, two] = ["a", "b"].map((name) => ({ path: `dom/${name}.ts`, text: "" }));
  one.text = 'import "./b.js";';
  two.text = 'import type { A } from "./a.js";';
  assert.deepEqual(circlesOf([one, two]), ["dom/a.ts dom/b.ts"]);
  assert.deepEqual(circlesOf([one, { ...two, text: "" }]), []);
});

test("a planted reading of the environment is found", async () => {
  for (const [line, name] of [
    ["const where = location.href;", "location"],
    ["const { userAgent } = globalThis.navigator ?? {};", "navigator"],
    ["export const from = (page: Document) => page.referrer;", "referrer"],
    ["const wide = window.matchMedia('(width)');", "window"],
    ["const now = Date.now();", "clock"],
    ["const now = new Date();", "clock"],
    ["const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;", "resolvedOptions"],
    ["const offset = new Date(0).getTimezoneOffset();", "getTimezoneOffset"],
    ["const all = globalThis;", "globalThis"],
  ]) {
    const found = await planted("dom/planted.ts", line);
    assert.deepEqual(found, [`dom/planted.ts: reads “${name}” of the environment, the table has “”`], line);
    assert.deepEqual(await planted("context/planted.ts", line), [], line);
  }
  assert.equal(
    await environmentOf({ text: "const location = '/'; // navigator\nexport const at = { location };" }),
    "",
  );
});

test("a planted room, a long file and a file without a sentence are found", async () => {
  assert.deepEqual(await planted("utils/planted.ts", ""), [
    "utils/planted.ts: this room has no place in the order yet",
  ]);
  const lines = (count) => "// line\n".repeat(count);
  assert.match((await planted("dom/planted.ts", lines(400)))[0], /has 401 lines/);
  assert.match((await planted("entries/planted.ts", lines(50)))[0], /an entry has at most 50 lines/);
  const bare = await check([...files, { path: "dom/planted.ts", text: "let line;" }], tables);
  assert.deepEqual(bare, ["dom/planted.ts: does not open with a sentence about what it is"]);
});

test("an entry of a table that nothing needs is found", async () => {
  const stale = {
    arrows: { ...arrows, storage: [...arrows.storage, "engine"], rest: [] },
    environment: { ...environment, "dom/gone.ts": "clock" },
    circles: { ...circles, "dom/a.ts dom/b.ts": "no reason" },
  };
  assert.deepEqual(await check(files, { ...tables, ...stale }), [
    "no circle any more: dom/a.ts dom/b.ts",
    "storage does not import engine any more",
    "there is no dom/gone.ts any more",
    "there is no room rest any more",
  ]);
});
