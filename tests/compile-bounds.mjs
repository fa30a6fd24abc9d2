// Manifests whose parts are each within their bounds and together are too much → a bounded number of steps, and an error with
// its place. Ordinary ones of the same size compile.

import assert from "node:assert/strict";
import { test } from "node:test";
import { stepsOf } from "./count/wasm-steps.mjs";

console.warn = () => {};
const { compile } = await import("../dist/author.js");

const slot = (when) => ({ default: "a", variants: { b: { when, fields: { t: "x" } }, a: { fields: { t: "y" } } } });
const manifest = (count, rule) => ({
  tailorbird: 1,
  locales: ["en"],
  slots: Object.fromEntries(Array.from({ length: count }, (_, number) => [`s${number}`, slot(rule(number))])),
});
const ten = "[1,2,3,4,5,6,7,8,9,10]";
const TOO_MUCH = "the rules up to here take more than 30000000 steps to compile; make them simpler";
const HEAVY = {
  "patterns that are each nearly too much": [1000, (number) => `page.path.matches('${number}[01]*1[01]{8}$')`],
  "patterns in one rule": [
    5,
    () => Array.from({ length: 150 }, (_, number) => `page.path.matches('${number}[01]*1[01]{8}$')`).join(" || "),
  ],
  "constants that take long to reckon": [
    2000,
    (number) => `${ten}.all(a, ${ten}.all(b, ${ten}.all(c, ${ten}.all(d, a+b+c+d+${number} > 0)))) && now.hour > 3`,
  ],
};

compile(manifest(1, () => "now.hour > 3"));
for (const [name, [count, rule]] of Object.entries(HEAVY))
  test(`${name} are refused where they become too much`, () => {
    let compiled;
    const steps = stepsOf(() => {
      compiled = compile(manifest(count, rule));
    });
    assert.ok(steps < 700_000_000, `${steps} steps`);
    const problem = compiled.problems.find(({ message }) => message === TOO_MUCH);
    assert.match(problem?.path ?? "", /^\/slots\/s\d+\/variants\/b\/when$/);
    assert.equal(problem.severity, "error");
  });

test("as many rules as a manifest may have are not too much", () => {
  for (const rule of [
    (number) => `page.path.matches('^/${number}/[a-z]+$') && now.hour > ${number % 23}`,
    (number) => `page.at('/shop/${number}/:id') || locale.language == 'de'`,
  ])
    assert.deepEqual(compile(manifest(4000, rule)).problems, []);
});

test("words that rules ask for do not add up", () => {
  const words = (number) => Array.from({ length: 300 }, (_, place) => `'w${number}x${place}'`).join(",");
  const [once, twice] = [200, 400].map((count) =>
    stepsOf(() => compile(manifest(count, (number) => `page.query('q') in [${words(number)}]`))),
  );
  assert.ok(twice < 2.3 * once, `${once} steps, and for twice as many ${twice}`);
});

test("the lines of problems are found in one look at the text", () => {
  const wrong = JSON.stringify(manifest(4000, () => "now.hour > >"));
  const steps = stepsOf(() => compile(wrong));
  assert.ok(steps < 150 * wrong.length, `${steps} steps for ${wrong.length} bytes`);
  const few = JSON.stringify(
    manifest(2, () => "now.hour > >"),
    null,
    1,
  );
  const places = compile(few).problems.map(({ line, column }) => [line, column]);
  const lines = few.split("\n").flatMap((line, place) => (line.includes('"when"') ? place + 1 : []));
  assert.deepEqual(
    places,
    lines.map((line) => [line, 12]),
  );
});
