// What is wrong with a log of a slot that learns: said with file, row and column, and nothing is written.

import assert from "node:assert/strict";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { DuckDBInstance } from "@duckdb/node-api";
import { compile } from "../../dist/author.js";
import { evaluate, train } from "../../dist/learn.js";
import { inRoot } from "../../scripts/paths.mjs";
import { capture } from "../../scripts/run.mjs";
import { csv, HEADER, MANIFEST, rows } from "./made-up.mjs";

const FOLDER = inRoot("target/learn-wrong");
const at = (name) => `${FOLDER}/${name}`;
const MADE = rows({ readers: 10 });
const { bytes: program } = compile(MANIFEST);
const OPTIONS = { program, slot: "hero" };

before(async () => {
  await rm(FOLDER, { recursive: true, force: true });
  await mkdir(FOLDER, { recursive: true });
});
after(() => rm(FOLDER, { recursive: true, force: true }));

/** The log with one field of its third row changed. */
function changed(column, value) {
  const all = MADE.map((row) => [...row]);
  all[2][HEADER.indexOf(column)] = value;
  return csv(all);
}
const without = (column) =>
  csv(
    MADE.map((row) => row.filter((_, place) => HEADER[place] !== column)),
    HEADER.filter((name) => name !== column),
  );

const BOTH = [
  [
    "a variant that is none",
    changed("variant", "loud"),
    /row 4, column variant: "loud" is no variant of this slot: it has evening, offer, welcome/,
  ],
  ["no variant", changed("variant", ""), /row 4, column variant: the variant is missing/],
  ["a reward that is no number", changed("reward", "yes"), /row 4, column reward: "yes" is no number/],
  ["a reward that is missing", changed("reward", ""), /row 4, column reward: the reward is missing/],
  ["a reward that is not finite", changed("reward", "1e999"), /row 4, column reward: "1e999" is no number/],
  ["a reward beyond one", changed("reward", "12"), /row 4, column reward: "12" is not from 0 to 1/],
  ["a reward below nothing", changed("reward", "-0.5"), /row 4, column reward: "-0.5" is not from 0 to 1/],
  ["a propensity of zero", changed("propensity", "0"), /row 4, column propensity: "0" is not above 0 and at most 1/],
  ["a propensity above one", changed("propensity", "1.5"), /row 4, column propensity: "1.5" is not above 0/],
  ["a propensity below zero", changed("propensity", "-0.1"), /row 4, column propensity: "-0.1" is not above 0/],
  [
    "a propensity of as good as nothing",
    changed("propensity", "1e-300"),
    /row 4, column propensity: "1e-300" is not above 0 and at most 1, as a probability is; less than 1e-9 counts as 0/,
  ],
  ["one propensity that is missing", changed("propensity", ""), /row 4, column propensity: the propensity is missing/],
  [
    "a feature that is no number",
    changed("visitor.visits", "many"),
    /row 4, column visitor\.visits: "many" is no finite number/,
  ],
  [
    "a feature that explodes",
    changed("visitor.visits", "1e999"),
    /row 4, column visitor\.visits: "1e999" is no finite number/,
  ],
  [
    "a feature that is no word of its own",
    changed("now.partOfDay", "noon"),
    /row 4, column now\.partOfDay: "noon" is none of .*morning/,
  ],
  ["no unit", changed("unit", ""), /row 4, column unit: the unit is missing/],
  [
    "a feature without a column",
    without("now.partOfDay"),
    /row 1: columns are missing: now\.partOfDay; this file has unit, variant/,
  ],
  ["no rewards", without("reward"), /row 1: columns are missing: reward/],
  [
    "a variant without a row",
    csv(MADE.filter(([, variant]) => variant !== "offer")),
    /column variant: no row has “offer”/,
  ],
  ["a log that is cut", csv(MADE).slice(0, -12), /row 61: this row has \d fields, and the header 6/],
  ["nothing", "", /this file is empty/],
  ["a header alone", csv([]), /there is no row in this log/],
];

async function refuses(action, file, message, options = OPTIONS) {
  await assert.rejects(action([at(file)], options), ({ message: said }) => {
    assert.match(said, message);
    assert.ok(said.startsWith(at(file)), said);
    return true;
  });
}

for (const [what, text, message] of BOTH)
  test(`${what}: said with its place`, async () => {
    await writeFile(at("log.csv"), text);
    for (const action of [train, evaluate]) await refuses(action, "log.csv", message);
  });

test("training may do without propensities, evaluating may not", async () => {
  await writeFile(at("log.csv"), without("propensity"));
  await refuses(evaluate, "log.csv", /row 1: the column propensity is missing: without it nobody knows/);
  assert.equal((await train([at("log.csv")], OPTIONS)).hasPropensities, false);
});

test("what is not known counts nothing, a weight of nothing is no row, and numbers stay within their limits", async () => {
  const all = MADE.map((row) => [...row, 1]);
  all[0] = ["r0", "evening", 0.5, 1, "", "", 1];
  all[1] = ["r0", "evening", 0.5, 1, "evening", "1e300", 1];
  all[2] = ["r0", "evening", 0.5, 1, "evening", "3", 0];
  await writeFile(at("log.csv"), csv(all, [...HEADER, "weight"]));
  const { rows: count, prior } = await train([at("log.csv")], OPTIONS);
  assert.equal(count, MADE.length - 1);
  assert.deepEqual(compile(MANIFEST.replace('"goal": "signup"', `"prior": ${JSON.stringify(prior)}`)).problems, []);
  all[2][6] = -1;
  await writeFile(at("log.csv"), csv(all, [...HEADER, "weight"]));
  await refuses(train, "log.csv", /row 4, column weight: "-1" is no number of views from 0 to 1000000000/);
});

test("other kinds of file that are cut or of another kind", async () => {
  await writeFile(
    at("log.jsonl"),
    '{"variant":"offer","reward":1,"now.partOfDay":"night","visitor.visits":1}\n{"variant":"of',
  );
  await refuses(train, "log.jsonl", /row 2: this is no JSON/);
  await writeFile(at("log.jsonl"), '{"variant":"offer","reward":"1e5","now.partOfDay":"night","visitor.visits":1}\n');
  await refuses(train, "log.jsonl", /row 1, column reward: "1e5" is not from 0 to 1/);
  await writeFile(at("log.csv"), csv(MADE));
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  await connection.run(`copy (from read_csv('${at("log.csv")}')) to '${at("log.parquet")}' (format parquet)`);
  connection.closeSync();
  instance.closeSync();
  const bytes = await readFile(at("log.parquet"));
  for (const share of [0, 0.3, 0.9]) {
    await writeFile(at("log.parquet"), bytes.subarray(0, bytes.length * share));
    await refuses(train, "log.parquet", /this cannot be read as Parquet/);
  }
});

test("files of one log have the same columns, and columns are not one another", async () => {
  await writeFile(at("log.csv"), csv(MADE));
  await writeFile(at("other.csv"), without("unit"));
  await assert.rejects(
    train([at("log.csv"), at("other.csv")], OPTIONS),
    /other\.csv, row 1: of several files all have units/,
  );
  await refuses(train, "log.csv", /column unit: two columns would have this name/, {
    ...OPTIONS,
    columns: { variant: "unit" },
  });
  await assert.rejects(train([], OPTIONS), /there is no file/);
  await assert.rejects(
    train([at("log.csv")], { ...OPTIONS, slot: "side" }),
    /there is no slot “side” that chooses by “bandit”/,
  );
});

test("the command says it, and the manifest stays", async () => {
  await writeFile(at("manifest.json"), MANIFEST);
  await writeFile(at("log.csv"), changed("reward", "yes"));
  const run = (...words) => capture(process.execPath, [inRoot("dist/cli.js"), ...words]);
  const hero = ["--manifest", at("manifest.json"), "--slot", "hero"];
  for (const [words, message, status] of [
    [["train", at("log.csv"), ...hero], /tailorbird: .*log\.csv, row 4, column reward: "yes" is no number/, 2],
    [["train", at("log.csv"), ...hero, "-o", at("log.csv")], /is a file that is read, and would be lost/, 2],
    [["train", at("none.csv"), ...hero], /ENOENT/, 2],
    [["train", ...hero], /train takes files of a log/, 2],
    [["train", at("log.csv"), "--slot", "hero"], /train needs --manifest/, 2],
    [["evaluate", at("log.csv"), "--manifest", at("manifest.json")], /evaluate needs --slot/, 2],
    [["evaluate", at("log.csv"), ...hero, "-o", "x"], /there is no option `-o`/, 2],
    [
      ["train", at("log.csv"), ...hero, "--columns", "arm=variant"],
      /--columns takes names as variant=arm, for variant, reward/,
      2,
    ],
    [
      ["train", at("log.csv"), "--manifest", at("manifest.json"), "--slot", "toString"],
      /there is no slot “toString”/,
      2,
    ],
  ]) {
    const { code, output } = await run(...words);
    assert.match(output, message);
    assert.equal(code, status, output);
  }
  await writeFile(at("broken.json"), MANIFEST.replace('"goal": "signup"', '"goal": "signin"'));
  await writeFile(at("log.csv"), csv(MADE));
  const { code, output } = await run("train", at("log.csv"), "--manifest", at("broken.json"), "--slot", "hero");
  assert.equal(code, 1, output);
  assert.match(output, /broken\.json:\d+:\d+ error \/slots\/hero\/choose\/goal: there is no goal “signin”/);
  assert.equal(await readFile(at("manifest.json"), "utf8"), MANIFEST);
});
