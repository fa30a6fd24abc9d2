// Where in its manifest a problem stands: the column of a rule or a message becomes the column of the text.

import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { test } from "node:test";
import { transform } from "esbuild";
import { compile } from "../dist/author.js";
import { inRoot } from "../scripts/paths.mjs";
import { capture } from "../scripts/run.mjs";
import { temporaryFolder } from "./browser/folder.mjs";

const source = await readFile(inRoot("js/author/place.ts"), "utf8");
const { code } = await transform(source, { loader: "ts", format: "esm" });
const { placeOf } = await import(`data:text/javascript,${encodeURIComponent(code)}`);

const manifest = (rule, words = '"Hello"') => `{
  "tailorbird": 1, "locales": ["en"],
  "audiences": { "late": "now.hour > 3" },
  "slots": { "hero": { "default": "no", "variants": {
    "yes": { "topics": ["x", "y"], "when": ${rule}, "fields": { "t": ${words} } },
    "no": { "fields": { "t": "Bye" } } } } }
}`;

/** What stands where each problem is found. */
function marked(text) {
  return compile(text).problems.map((problem) => {
    const { line, column, at } = placeOf(text, problem);
    const before = text.slice(0, at).split("\n");
    assert.deepEqual([line, column], [before.length, [...before.at(-1)].length + 1]);
    return text.slice(at, at + 4);
  });
}

test("a name in a rule, or in words, stands where it is written", () => {
  assert.deepEqual(marked(manifest('"now.hour >= nope"')), ["nope"]);
  assert.deepEqual(marked(manifest('"true"', '"Hello {$nope}"')), ["$nop"]);
});

test("letters that JSON writes as escapes count as what they stand for", () => {
  for (const escaped of ["\\u00e4", "\\ud83d\\ude00", '\\"', "\\\\\\\\", "😀", "ä"])
    assert.deepEqual(marked(manifest(`"'${escaped}' == 'b' || nope"`)), ["nope"], escaped);
});

test("a value of the wrong type, a key with a slash, an item of a list, and what is missing have their place", () => {
  const text = manifest('"true"');
  assert.deepEqual([...new Set(marked(text.replace('"when": "true"', '"when": 5')))], ['5, "']);
  assert.deepEqual([...new Set(marked(text.replace('"y"', "7")))], ["7], "]);
  assert.deepEqual(marked(text.replace('"late": "now.hour > 3"', '"a/b~c": "now.hour > 3"')), ['"now']);
  assert.deepEqual(marked(text.replace('"locales": ["en"],', "")), ["{\n  "]);
});

test("what is no JSON stands where the compiler stopped", () => {
  assert.deepEqual(marked('{\n  "tailorbird": 1,,\n}'), [",\n}"]);
  assert.deepEqual(marked('{\n  "tailorbird": 1,\n  "ä": 1 2\n}'), ["2\n}"]);
});

test("a key that stands twice is told where it stands again", () => {
  const text = manifest('"true"').replace('"audiences": {', '"audiences": { "late": "true",\n');
  const [problem] = compile(text).problems;
  assert.equal(placeOf(text, problem).line, 4);
});

test("lines may end as on Windows, and what was handed in has no place", () => {
  assert.deepEqual(marked(manifest('"now.hour >= nope"').replaceAll("\n", "\r\n")), ["nope"]);
  assert.equal(placeOf("{}", { path: "/with/0", message: "", severity: "error" }), undefined);
});

test("the command line prints the column of the text", async () => {
  const folder = temporaryFolder("places");
  await mkdir(folder, { recursive: true });
  const text = manifest('"now.hour >= nope"');
  await writeFile(`${folder}/bad.json`, text);
  const column = text.split("\n")[4].indexOf("nope") + 1;
  for (const words of [["check"], ["compile"], ["build"], ["simulate"]]) {
    const { output } = await capture(process.execPath, [inRoot("dist/cli.js"), ...words, `${folder}/bad.json`]);
    assert.match(output, new RegExp(`bad\\.json:5:${column} error /slots/hero/variants/yes/when: `), words[0]);
  }
});
