// Manifests as objects, however strange → what the author build answers: the same as for their JSON text where there is
// one, and a problem where there is none. Nothing is thrown, and nothing spoils the next call.

import assert from "node:assert/strict";
import { test } from "node:test";

console.warn = () => {};
const { check, compile, open, simulate } = await import("../dist/author.js");

const sound = (more) => ({
  tailorbird: 1,
  locales: ["en"],
  slots: { hero: { default: "welcome", variants: { welcome: { fields: { title: "Welcome" } } } } },
  ...more,
});

function nested(levels) {
  let object = {};
  for (let level = 0; level < levels; level += 1) object = { object };
  return object;
}

const circle = sound();
circle.slots.again = circle;
const throwing = (thrown) => ({
  get slots() {
    throw thrown;
  },
});
const needs = (kind) => sound({ preferences: { size: { type: "number", default: kind } } });

/** Each manifest, and what the first problem says. */
const REFUSED = {
  "an object that holds itself": [circle, "", /^this manifest cannot be written as JSON: /],
  "a list that holds itself, twice": [
    (() => {
      const list = [];
      list.push(list, list);
      return list;
    })(),
    "",
    /cannot be written as JSON/,
  ],
  "nested too deep": [nested(40), "/object".repeat(33), /^a JSON text nests at most 32 levels deep$/],
  "nested deeper than any stack": [nested(100_000), "", /cannot be written as JSON|levels deep/],
  "a getter that throws": [throwing(new Error("out of ink")), "", /cannot be written as JSON: out of ink$/],
  "a getter that throws something strange": [throwing(Object.create(null)), "", /cannot be written as JSON$/],
  "a function": [() => sound(), "", /^the manifest is a function, which JSON cannot say$/],
  "a function inside": [sound({ audiences: () => ({}) }), "", /^“audiences” is a function, which JSON cannot say$/],
  "a symbol": [Symbol("manifest"), "", /^the manifest is a symbol/],
  "a large number": [sound({ tailorbird: 1n }), "", /cannot be written as JSON: .*BigInt/],
  null: [null, "", /^an object was expected, but this is null$/],
  undefined: [undefined, "", /^an object was expected, but this is null$/],
  "a number": [1, "", /^an object was expected, but this is a number$/],
  "a map": [new Map([["tailorbird", 1]]), "", /^the key “tailorbird” is missing$/],
  "no number": [needs(NaN), "/preferences/size/default", /^a number was expected, but this is null$/],
  "a hole in a list": [sound({ locales: ["en", undefined] }), "/locales/1", /^a text was expected, but this is null$/],
  "half a character": [sound({ audiences: { half: "'\ud83d' == ''" } }), "/audiences/half", /no character/],
  "too long": [sound({ audiences: { long: " ".repeat(5 << 20) } }), "", /^a JSON text has at most 4194304 bytes/],
};

test("a sound object compiles to what its text does, and so it does with whatever JSON leaves out", () => {
  const { bytes } = compile(JSON.stringify(sound()));
  for (const manifest of [sound(), sound({ audiences: undefined }), { toJSON: () => sound() }])
    assert.deepEqual(compile(manifest), { bytes, entry: "tailorbird", budget: 100, problems: [] });
});

test("an object that is no manifest is a problem, and the next one compiles", () => {
  for (const [name, [manifest, path, message]] of Object.entries(REFUSED)) {
    const { bytes, problems } = compile(manifest);
    assert.equal(bytes, undefined, name);
    assert.equal(problems[0].path, path, name);
    assert.match(problems[0].message, message, name);
    assert.equal(problems[0].severity, "error", name);
    assert.equal(check(sound()).ok, true, `after ${name}`);
  }
});

test("a problem of an object has its column in a rule, but no line: nobody wrote one", () => {
  const audiences = { late: "now.hour >=" };
  const [fromObject] = compile(sound({ audiences })).problems;
  const { line, ...fromText } = compile(JSON.stringify(sound({ audiences }))).problems[0];
  assert.deepEqual(fromObject, fromText);
  assert.deepEqual([fromObject.path, fromObject.column, line], ["/audiences/late", 12, 1]);
});

test("a page of an object that is no manifest leaves everything as it is", () => {
  const page = open(circle, { root: null });
  assert.deepEqual([page.render(), page.problems.length], [[], 1]);
});

test("a byte order mark is no part of a manifest", () => {
  const text = JSON.stringify({
    tailorbird: 1,
    locales: ["en"],
    slots: { hero: { default: "a", variants: { a: {} } } },
  });
  const { problems, bytes } = compile(`\ufeff${text}`);
  assert.deepEqual(problems, []);
  assert.deepEqual(bytes, compile(text).bytes);
  const [wrong] = compile(`\ufeff{"a" 1}`).problems;
  assert.deepEqual([wrong.line, wrong.column], [1, 6]);
  assert.deepEqual(simulate(`\ufeff${text}`, { days: 1, hours: [9], zones: ["UTC"] }).problems, []);
});

test("a page that is handed in is read as a browser's: a path without its query, of a referrer the host", () => {
  const said = (page, source) => {
    const hit = { when: `page.source == '${source}'`, fields: { title: "{$page.path} {$page.referrer}" } };
    const slots = { hero: { default: "none", variants: { hit, none: {} } } };
    return open({ tailorbird: 1, locales: ["en"], slots }, { root: null, page }).decide("hero").fields.title;
  };
  const plain = (text) => text?.replace(/[\u2066-\u2069]/g, "");
  const path = "/a/../ü?x=1";
  for (const [referrer, host, source] of [
    ["https://www.google.com/search?q=x", "www.google.com", "search"],
    ["https://chatgpt.com/", "chatgpt.com", "assistant"],
    ["chatgpt.com", "chatgpt.com", "assistant"],
    ["https://example.org:8080/a", "example.org", "other"],
    ["https://", "https://", "other"],
  ])
    assert.equal(plain(said({ path, referrer }, source)), `/%C3%BC ${host}`, referrer);
});
