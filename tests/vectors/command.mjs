// The command: what it prints and writes, vectors that were made elsewhere, and readers who are folded in by them beside a plain way to
// the same numbers.

import assert from "node:assert/strict";
import { mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { DuckDBInstance } from "@duckdb/node-api";
import { packFactors } from "../../dist/vectors.js";
import { inRoot } from "../../scripts/paths.mjs";
import { capture } from "../../scripts/run.mjs";
import { alone, chance, events, read, writeCsv } from "./log.mjs";

const FOLDER = inRoot("target/vectors-command");
const at = (name) => `${FOLDER}/${name}`;
const run = (...words) => capture(process.execPath, [inRoot("dist/cli.js"), "vectors", ...words]);

before(async () => {
  await rm(FOLDER, { recursive: true, force: true });
  await mkdir(FOLDER, { recursive: true });
});
after(() => rm(FOLDER, { recursive: true, force: true }));

async function fails(words, message, status = 2) {
  const { code, output } = await run(...words);
  assert.match(output, message);
  assert.equal(code, status);
}

test("a log becomes a file, and what it is worth is printed", async () => {
  const rows = events().map(([reader, item], place) => [item, reader, place % 3 ? 1 : 2, "2026-11-30T12:00:00Z"]);
  writeCsv(at("log.csv"), ["movie", "user_id", "stars", "at"], rows);
  const columns = "unit=user_id,item=movie,weight=stars,time=at";
  const words = ["--columns", columns, "--dims", "32", "--bits", "4", "--half-life", "90d", "--min-readers", "3"];
  const { code, output } = await run(at("log.csv"), "-o", at("log.vectors"), ...words);
  assert.equal(code, 0, output);
  for (const line of [
    /^reading …$/m,
    /^choosing settings …$/m,
    /^400 readers and \d+ items, 6\d{3} pairs of both$/m,
    /^chosen of 20 settings on held-out readers: λ \d+, α \d+$/m,
    /^judged by 40 other readers:$/m,
    /^nDCG@10 {3}Recall@20$/m,
    /^ 0\.\d{4} {4}0\.\d{4} {3}these vectors \(als\)$/m,
    /^ 0\.\d{4} {4}0\.\d{4} {3}EASE, λ \d+$/m,
    /^ 0\.\d{4} {4}0\.\d{4} {3}popularity$/m,
    /^ {2}in the manifest: "vectors": "\/log\.vectors#sha256-[\w+/]{43}="$/m,
    /log\.vectors: \d+ items of 32 numbers, \d+ bytes, \d+ after brotli$/m,
  ])
    assert.match(output, line);
  const { bits, dims, date, items } = read(await readFile(at("log.vectors")));
  assert.deepEqual([bits, dims], [4, 32]);
  assert.ok(items > 150);
  // The day of this test is after it was written.
  assert.ok(date >= 20_787);
});

test("with few readers the plain settings are taken, and it is said", async () => {
  writeCsv(at("few.csv"), ["unit", "item"], events(20));
  const { code, output } = await run(at("few.csv"), "-o", at("few.vectors"), "--min-readers", "1");
  assert.equal(code, 0, output);
  assert.match(output, /^λ 20, α 2, which suit most: there are too few readers to hold some out$/m);
});

test("nothing is written when something is wrong", async () => {
  writeCsv(at("wrong.csv"), ["unit", "item", "weight"], [...events(20).map((row) => [...row, 1]), ["a", "b", "x"]]);
  await fails([at("wrong.csv"), "-o", at("wrong.vectors")], /wrong\.csv, row 322, column weight: "x" is no number/);
  await assert.rejects(stat(at("wrong.vectors")));
  await fails([at("wrong.csv"), "-o", at("wrong.csv")], /wrong\.csv is a file that is read, and would be lost/);
  await fails([at("none.csv"), "-o", at("wrong.vectors")], /none\.csv: there is no such file/);
});

test("on a terminal there is a bar, and what is printed is the same", async () => {
  writeCsv(at("bar.csv"), ["unit", "item"], events(60));
  const words = [
    process.execPath,
    inRoot("dist/cli.js"),
    "vectors",
    at("bar.csv"),
    "-o",
    at("bar.vectors"),
    "--dims",
    "32",
  ];
  const { code, output } = await capture("script", ["-qec", words.join(" "), "/dev/null"]);
  assert.equal(code, 0, output);
  for (const mark of [/█{24} 100 % reading/, / \d+ % training/, /λ 20, α 2, which suit most/])
    assert.match(output, mark);
  assert.ok(output.includes("\r\u001b[K"));
  const plain = await run(at("bar.csv"), "-o", at("bar-2.vectors"), "--dims", "32");
  assert.match(plain.output, /^reading …$/m);
  assert.deepEqual(await readFile(at("bar.vectors")), await readFile(at("bar-2.vectors")));
});

test("what cannot be understood is said", async () => {
  for (const [words, message] of [
    [["log.csv"], /vectors needs -o and a file to write/],
    [["-o", "x"], /vectors takes files/],
    [["log.csv", "-o", "x", "--dims", "48"], /--dims takes 64 or 32, not 48/],
    [["log.csv", "-o", "x", "--bits", "16"], /--bits takes 8 or 4, not 16/],
    [["log.csv", "-o", "x", "--method", "magic"], /--method takes als, counts or texts, not magic/],
    [["log.csv", "-o", "x", "--min-readers", "2.5"], /--min-readers takes a whole number above 0, not 2\.5/],
    [["log.csv", "-o", "x", "--half-life", "soon"], /--half-life takes a time such as 90d, not soon/],
    [
      ["log.csv", "-o", "x", "--columns", "who=user"],
      /--columns takes names as unit=user_id, for unit, item, .*; not who=user/,
    ],
    [["log.csv", "-o", "x", "--per", "event"], /--per is only for --factors/],
    [["--factors", "f", "-o", "x", "--dims", "32"], /--dims is not for --factors/],
    [["--factors", "f", "-o", "x"], /--regularisation is missing/],
    [["--factors", "f", "-o", "x", "--regularisation", "none"], /--regularisation takes a number above 0, not none/],
    [["--factors", "f", "-o", "x", "--regularisation", "1", "--per", "day"], /--per takes user or event, not day/],
    [["log.csv", "--factors", "f", "-o", "x", "--regularisation", "1"], /--factors takes the place of files: log\.csv/],
  ])
    await fails(words, message);
});

/** Six vectors of three numbers. */
const below = chance(5);
const NAMES = ["a", "b", "ç", "d e", "f", "g"];
const VECTORS = NAMES.map(() => [0, 0, 0].map(() => below(2000) / 1000 - 1));

/** `.npy` of single precision. */
function npy(rows, { dims = rows[0].length, descr = "<f4", order = "False" } = {}) {
  const text = `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': (${rows.length}, ${dims}), }`;
  const head = Buffer.from(`${text.padEnd(117)}\n`, "latin1");
  const before = Buffer.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, head.length, 0]);
  return Buffer.concat([before, head, Buffer.from(Float32Array.from(rows.flat()).buffer)]);
}

/** Parquet as Spark writes it: a folder, in several parts. */
async function parquet(folder, rows, codec = "snappy") {
  await mkdir(folder, { recursive: true });
  await writeFile(`${folder}/_SUCCESS`, "");
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  for (const part of [0, 1]) {
    const values = rows.flatMap(([id, vector], place) =>
      place % 2 === part ? [`('${id}', [${vector.join(", ")}]::float[])`] : [],
    );
    await connection.run(
      `copy (select * from (values ${values.join(", ")}) t(id, features)) to '${folder}/part-${part}.parquet' (format parquet, codec '${codec}')`,
    );
  }
  connection.closeSync();
  instance.closeSync();
}

const FIT = ["--regularisation", "0.1", "--per", "event", "--alpha", "3"];

test("vectors made elsewhere are packed, from every form to the same bytes", async () => {
  await parquet(
    at("factors"),
    NAMES.map((name, place) => [name, VECTORS[place]]),
  );
  await writeFile(at("factors.npy"), npy(VECTORS));
  await writeFile(at("ids.txt"), `${NAMES.join("\n")}\n`);
  const files = [];
  for (const [name, ...more] of [[at("factors")], [at("factors.npy"), "--ids", at("ids.txt")]]) {
    const { code, output } = await run("--factors", name, ...more, "-o", at("factors.vectors"), ...FIT);
    assert.equal(code, 0, output);
    assert.match(output, /^6 vectors of 3 numbers$/m);
    assert.match(output, /^the file has 16 numbers a vector: those behind are 0$/m);
    assert.match(output, /^λ 0\.1 by event, α 3$/m);
    files.push(await readFile(at("factors.vectors")));
  }
  assert.deepEqual(files[0], files[1]);
  const { per, method, ids, vectors, alpha } = read(files[0]);
  assert.deepEqual([per, method, alpha, ids], [1, 3, 3, [...NAMES].sort()]);
  for (const [place, name] of ids.entries())
    for (const [column, number] of VECTORS[NAMES.indexOf(name)].entries())
      assert.ok(Math.abs(vectors[place][column] - number) < 0.01, `${vectors[place]}`);
});

test("Parquet is packed where DuckDB is not installed, as long as it is compressed with Snappy or not at all", async () => {
  const rows = NAMES.map((name, place) => [name, VECTORS[place]]);
  const options = { fit: { regularisation: 0.1, alpha: 3, perEvent: true }, bits: 8, date: 20_000 };
  for (const codec of ["snappy", "uncompressed", "zstd"]) await parquet(at(codec), rows, codec);
  const { file } = await packFactors(at("zstd"), options);
  await alone(async ({ packFactors: pack }) => {
    for (const codec of ["snappy", "uncompressed"])
      assert.deepEqual(Buffer.from((await pack(at(codec), options)).file), Buffer.from(file));
    await assert.rejects(
      pack(at("zstd"), options),
      /part-0\.parquet: .*compression.*: npm install -D @duckdb\/node-api reads it/,
    );
  });
});

test("word2vec's text is read with and without its first line", async () => {
  const names = NAMES.map((name) => name.replace(" ", "_"));
  const lines = names.map((name, place) => `${name} ${VECTORS[place].join(" ")}\n`).join("");
  const files = [];
  for (const head of ["", "6 3\n"]) {
    await writeFile(at("words.txt"), head + lines);
    const { code, output } = await run("--factors", at("words.txt"), "-o", at("words.vectors"), ...FIT);
    assert.equal(code, 0, output);
    files.push(await readFile(at("words.vectors")));
  }
  assert.deepEqual(files[0], files[1]);
});

test("vectors that cannot be packed are refused with their place", async () => {
  const long = Array.from({ length: 129 }, () => 1).join(" ");
  for (const [name, contents, message, ...more] of [
    ["v.txt", "a 1 2\nb 1\n", /v\.txt, row 2: this vector has 1 numbers, and the first one 2/],
    ["v.txt", "a 1 2\nb 1 NaN\n", /v\.txt, row 2: "NaN" is no number/],
    ["v.txt", "a 1 2\nb 1 1e999\n", /v\.txt, row 2: number 2 of this vector is Infinity/],
    ["v.txt", "a 1 2\nb 1 x\n", /v\.txt, row 2: "x" is no number/],
    ["v.txt", "a 1 2\na 1 3\n", /v\.txt, row 1: the item "a" is there twice/],
    ["v.txt", "a 1 2\n", /v\.txt: there are 1 vectors: two are needed/],
    ["v.txt", `a ${long}\nb ${long}\n`, /v\.txt: these vectors have 129 numbers, and a file has 1 to 128/],
    [
      "v.npy",
      npy([
        [1, 2],
        [3, 4],
      ]),
      /v\.npy: an array has no names: --ids takes a file/,
    ],
    [
      "v.npy",
      npy([
        [1, 2],
        [3, 4],
      ]),
      /ids\.txt: there are 6 names, and 2 vectors in /,
      "--ids",
      at("ids.txt"),
    ],
    [
      "v.npy",
      npy([
        [1, 2],
        [3, 4],
      ]).subarray(0, 140),
      /v\.npy: this array is cut off: the file ends after 140 bytes/,
      "--ids",
      at("ids.txt"),
    ],
    [
      "v.npy",
      npy([[1, 2]], { descr: "<i8" }),
      /v\.npy: this array has to be float32 or float64, not <i8/,
      "--ids",
      at("ids.txt"),
    ],
    ["v.npy", npy([[1, 2]], { order: "True" }), /v\.npy: this array is saved by columns/, "--ids", at("ids.txt")],
    ["v.npy", "hello", /v\.npy: this is no array of NumPy/, "--ids", at("ids.txt")],
    ["v.parquet", "hello", /v\.parquet: this cannot be read as Parquet/],
  ]) {
    await writeFile(at(name), contents);
    await fails(["--factors", at(name), "-o", at("v.vectors"), ...FIT, ...more], message);
  }
  await mkdir(at("empty"), { recursive: true });
  await fails(
    ["--factors", at("empty"), "-o", at("v.vectors"), ...FIT],
    /empty: there is no Parquet file in this folder/,
  );
  await parquet(at("nan"), [
    ["a", [1, 2]],
    ["b", ["'nan'::float", 2]],
  ]);
  await fails(
    ["--factors", at("nan"), "-o", at("v.vectors"), ...FIT],
    /part-1.*, row 1: number 1 of this vector is NaN/,
  );
});
