// The command `tailorbird proof`: what it prints, its exit codes, and tables of any length.

import assert from "node:assert/strict";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { inRoot } from "../../scripts/paths.mjs";
import { capture } from "../../scripts/run.mjs";

const FOLDER = inRoot("target/copy-command");
const at = (name) => `${FOLDER}/${name}`;
const run = (...words) => capture(process.execPath, [inRoot("dist/cli.js"), ...words]);
const proof = (...words) => run("proof", ...words);

before(async () => {
  await rm(FOLDER, { recursive: true, force: true });
  await mkdir(FOLDER, { recursive: true });
  const price = { type: "price", amount: 1299, currency: "EUR" };
  const brief = { languages: ["de"], facts: { price }, channels: ["x"], never: { de: [["billig", "billige"]] } };
  await writeFile(at("brief.json"), JSON.stringify(brief));
  const facts = {
    name: { type: "name", name: { column: "Product" } },
    price: { type: "price", amount: { column: "Price" }, currency: { column: "Currency" }, of: "name" },
  };
  await writeFile(at("rows.json"), JSON.stringify({ languages: ["en"], facts }));
});
after(() => rm(FOLDER, { recursive: true, force: true }));

async function fails(words, message, status = 2) {
  const { code, output } = await proof(...words);
  assert.match(output, message);
  assert.equal(code, status, output);
}

test("a good text is told so, and a wrong one in columns with its places", async () => {
  await writeFile(at("good.txt"), "Der Kessel kostet 1.299,00\u00a0€.\n");
  const good = await proof(at("good.txt"), "--brief", at("brief.json"));
  assert.deepEqual([good.code, good.output], [0, `${at("good.txt")}: 0 errors, 0 warnings\n`]);
  await writeFile(at("wrong.txt"), "Der billige Kessel:\nnur 1.298 €, der beste.\n");
  const wrong = await proof(at("wrong.txt"), "--brief", at("brief.json"));
  const place = (text) => `${at("wrong.txt")}:${text}`;
  assert.equal(wrong.code, 1);
  assert.deepEqual(
    wrong.output.trimEnd().split("\n"),
    [
      place("1:1   error  missing      price is not there; here it is written 1.299,00\u00a0€"),
      place("1:5   error  never        “billige” is never said; say it in another way"),
      place("2:5   error  price        the brief does not have “1.298 €”; take it out, or add it"),
      place("2:14  error  superlative  the brief does not have “der beste”; take it out, or add it").replace(
        "der beste",
        "der beste",
      ),
      `${at("wrong.txt")}: 4 errors, 0 warnings`,
    ].map((line) => line.replace("2:14", "2:18").replace("“der beste”", "“beste”")),
  );
});

test("--json prints a line for each text", async () => {
  await writeFile(at("short.txt"), "Nichts.");
  const { code, output } = await proof(at("short.txt"), at("short.txt"), "--brief", at("brief.json"), "--json");
  assert.equal(code, 1);
  const lines = output
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  assert.deepEqual(
    lines.map(({ file }) => file),
    [at("short.txt"), at("short.txt")],
  );
  assert.deepEqual(
    lines[0].findings.map(({ kind, start, end, found }) => [kind, start, end, found]),
    [
      ["negation", 0, 6, "Nichts"],
      ["missing", 0, 7, ""],
    ],
  );
});

test("wrong files are told with their places, and what nobody understands with the help", async () => {
  await writeFile(at("bad.json"), '{ "facts": {\n  "p": { "type": "prize" } } }');
  await writeFile(at("voice.json"), '{ "caps":\n { "emoji": -1 } }');
  const text = at("good.txt");
  await fails(
    [text, "--brief", at("bad.json")],
    /bad\.json:2:18 error \/facts\/p\/type: a fact is one of .* did you mean “price”\?/,
    1,
  );
  await fails(
    [text, "--voice", at("voice.json")],
    /voice\.json:2:13 error \/caps\/emoji: a whole number from 0 to 1000/,
    1,
  );
  await fails([text, "--brief", at("brief.json"), "--locale", "deutsch!"], /“deutsch!” is no language/, 1);
  await fails([text, "--channel", "fax"], /there is no channel fax; there are x, mastodon/);
  await fails([at("none.txt")], /no such file/);
  await fails([], /proof takes texts/);
  await fails([text, "--table", "x.csv"], /--table and --text go together/);
  await fails(["--table", "x.csv", "--text", "Caption"], /--table needs a --brief/);
});

test("a brief without words in the language of the text is told", async () => {
  await writeFile(at("names.json"), JSON.stringify({ facts: { name: { type: "name", name: { en: "Kettle" } } } }));
  await fails(
    [at("good.txt"), "--brief", at("names.json"), "--locale", "de"],
    /name has no words in “de”; add them/,
    1,
  );
});

test("the rows of a table fill a brief: wrong cells are told by row and column", async () => {
  const rows = [
    'Pot,49.5,EUR,"The Pot costs €49.90."',
    'Pan,"1,299",EUR,The Pan',
    "Cup,,EUR,x",
    'Jar,5,euro,"The Jar, €5"',
    "Lid",
  ];
  const header = "Product,Price,Currency,Caption";
  await writeFile(at("t.csv"), [header, 'Kettle,1299,EUR,"The Kettle costs €1,299."', ...rows].join("\n"));
  const { code, output } = await proof("--table", at("t.csv"), "--text", "Caption", "--brief", at("rows.json"));
  assert.equal(code, 1);
  for (const line of [
    /t\.csv:3 text:1:15 +error +price +the brief does not have “€49\.90”/,
    /t\.csv:4:5 error \/facts\/price\/amount: column Price: a number such as 1299\.5 was expected, not “1,299”/,
    /t\.csv:5:5 error \/facts\/price\/amount: column Price has nothing here/,
    /t\.csv:6:7 error \/facts\/price\/currency: a currency of ISO 4217 was expected/,
    /t\.csv:7:4 error \/facts\/price\/amount: column Price has nothing here/,
    /t\.csv: 6 texts/,
  ])
    assert.match(output, line);
  assert.doesNotMatch(output, /t\.csv:2/);
  await fails(
    ["--table", at("t.csv"), "--text", "Captio", "--brief", at("rows.json")],
    /t\.csv:1:1: there is no column Captio/,
  );
  const json = [
    { Product: "Kettle", Price: 1299, Currency: "EUR", Caption: "The Kettle costs €1,299." },
    { Product: "Pot" },
  ];
  await writeFile(at("t.jsonl"), json.map((one) => JSON.stringify(one)).join("\n"));
  await fails(
    ["--table", at("t.jsonl"), "--text", "Caption", "--brief", at("rows.json")],
    /t\.jsonl:2:1 error \/facts\/price\/amount: column Price has nothing here/,
    1,
  );
});

test("a hundred thousand rows are read as they come, and the one that is wrong is found", async () => {
  const row = (number) =>
    `Kettle ${number},${(number % 900) + 10},EUR,"The Kettle ${number} costs €${(number % 900) + (number === 77_777 ? 11 : 10)}."`;
  const rows = Array.from({ length: 100_000 }, (_, number) => row(number));
  await writeFile(at("large.csv"), ["Product,Price,Currency,Caption", ...rows].join("\n"));
  const { code, output } = await proof("--table", at("large.csv"), "--text", "Caption", "--brief", at("rows.json"));
  assert.equal(code, 1);
  assert.match(output, /large\.csv: 100000 texts/);
  const lines = output.split("\n").filter((line) => line.includes(" error "));
  assert.ok(
    lines.length > 0 && lines.every((line) => line.startsWith(`${at("large.csv")}:77779 `)),
    output.slice(0, 500),
  );
});
