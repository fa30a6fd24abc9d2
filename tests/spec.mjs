// Cases as data (tests/spec/*.json) → the answers of all WebAssembly builds, compared letter by letter with each other,
// with the native ones (target/spec-native.json, which tests/spec/main.rs writes) and with what is expected.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { cases, manifestOf, optionsOf, remembers } from "./cut/cases.mjs";
import { answers, none } from "./native.mjs";

// Where a case names no zone, every build runs in UTC.
process.env.TZ = "UTC";
// A page says in the console what is wrong; here that is part of the answer.
console.warn = () => {};

const here = (path) => new URL(path, import.meta.url);
const author = await import(here("../dist/author.js"));
const runtime = await import(here("../dist/index.js"));
const full = await import(here("../dist/full.js"));
const contextual = await import(here("../dist/contextual.js"));

/** Said by whole entries to a program that needs a page of its own. */
const TO_BUILD = "this manifest learns or ranks, and needs a built page: npx tailorbird build";

/** Said by the small runtime to a program that it does not read. */
const TOO_RICH = "a rule of this manifest needs the whole of CEL: open it with tailorbird/full";

/** Length and checksum of a program's bytes. */
function fingerprint(bytes) {
  return `${bytes.length} ${Buffer.from(bytes.subarray(5, 9)).toString("hex")}`;
}

/** What a build says, as one text, and what its page exports at the end. */
function answer(open, { bytes, problems }, { given, profile, events = [], expect }) {
  if (!bytes) return { text: JSON.stringify({ problems }) };
  const page = open(bytes, { root: null, locales: [], ...given, profile });
  for (const event of events) {
    page.decide();
    if (event.signals) page.signal(event.signals);
    else page.observe(event);
  }
  const decisions = page.decide();
  if (page.decide() !== decisions) return { text: "decided twice, the decisions are not the same list" };
  const explained = Object.keys(expect.explain ?? {}).map((slot) => [slot, page.explain(slot)]);
  const all = [...problems, ...page.problems];
  const text = JSON.stringify({
    ...(all.length > 0 && { problems: all }),
    decisions,
    ...(explained.length > 0 && { explain: Object.fromEntries(explained) }),
  });
  const exported = page.export?.();
  page.close();
  if (!exported) return { text };
  const other = open(bytes, { root: null, locales: [], ...given, profile: exported });
  // What the page told is no part of the profile: it tells it again.
  for (const { signals } of events) if (signals) other.signal(signals);
  const reopened = other.decide();
  other.close();
  return { text, exported: JSON.stringify(exported), reopened: JSON.stringify(reopened) };
}

/** The names of what differs from what is expected. */
function differences(one, native) {
  const manifest = manifestOf(one);
  const compiled = author.compile(manifest, optionsOf(one));
  const [fromAuthor, fromFull, fromRuntime, fromContextual] = [author, full, runtime, contextual].map(({ open }) =>
    answer(open, compiled, one),
  );
  const { profile, reopened = one.expect.decisions, ...expected } = one.expect;
  const wanted = JSON.stringify(expected);
  const found = [];
  const compare = (name, got, want) => got !== want && found.push(`${name}\n    got      ${got}\n    expected ${want}`);
  compare("author", fromAuthor.text, wanted);
  const isWhole = compiled.entry !== "tailorbird/page";
  if (isWhole) compare("full", fromFull.text, wanted);
  const rich = compiled.entry === "tailorbird/full";
  const small = [["runtime", fromRuntime]];
  if (!remembers(one)) small.push(["contextual", fromContextual]);
  if (!isWhole)
    for (const [name, { text }] of [["full", fromFull], ...small])
      compare(name, JSON.parse(text).problems.at(-1).message, TO_BUILD);
  for (const [name, { text }] of isWhole ? small : [])
    if (rich) compare(name, JSON.parse(text).problems.at(-1).message, TOO_RICH);
    else compare(name, text, wanted);
  // A page that is opened with what another one exported decides as that one did, except for what it showed already.
  compare("author reopened", fromAuthor.reopened, JSON.stringify(reopened));
  if (!rich && isWhole) compare("runtime reopened", fromRuntime.reopened, JSON.stringify(reopened));
  if (profile) {
    compare("author's export", fromAuthor.exported, JSON.stringify(profile));
    if (isWhole) compare("full's export", fromFull.exported, JSON.stringify(profile));
    if (!rich && isWhole) compare("runtime's export", fromRuntime.exported, JSON.stringify(profile));
  }
  // Numbers as JavaScript writes them: serde_json writes a few of them otherwise (1e-6).
  compare("native", JSON.stringify(JSON.parse(native.answer)), wanted);
  compare("native program", native.program, compiled.bytes ? fingerprint(compiled.bytes) : null);
  if (compiled.bytes && typeof manifest === "object") {
    const again = author.compile(JSON.stringify(manifest), optionsOf(one));
    compare("program from text", again.bytes && fingerprint(again.bytes), fingerprint(compiled.bytes));
  }
  return found;
}

const native = await answers("spec-native");
const all = await cases();
const without = all.filter((one) => !remembers(one)).length;
console.log(
  `${without} of ${all.length} cases through \`tailorbird/contextual\` too; the others hand in a profile or steer`,
);
for (const one of all)
  test(one.name, () => {
    assert.ok(native[one.name], "there is no native answer to this case: run `npm test -- native` again");
    none(differences(one, native[one.name]));
  });

/** As the native cases take the platform's knowledge of languages. */
function maximized(tag) {
  const { language, script, region } = new Intl.Locale(tag).maximize();
  return [language, script, region].filter(Boolean).join("-");
}

test("the platform knows of languages what likely.json says", async () => {
  const likely = JSON.parse(await readFile(here("likely.json"), "utf8"));
  for (const [tag, wanted] of Object.entries(likely)) assert.equal(maximized(tag), wanted);
});
