// Training finds the structure of a made-up log, gives the same bytes from any form of it on any number of cores, and says the place of
// what is wrong.

import assert from "node:assert/strict";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { DuckDBInstance } from "@duckdb/node-api";
import { makeVectors } from "../../dist/vectors.js";
import { inRoot } from "../../scripts/paths.mjs";
import { alone, chance, events, pairsOf, read, shuffled, writeCsv, writeLines } from "./log.mjs";

const FOLDER = inRoot("target/vectors-train");
const at = (name) => `${FOLDER}/${name}`;
const OPTIONS = { dims: 32, bits: 8, minReaders: 5, date: 20_000 };
const HEADER = ["unit", "item"];
const rows = events();

/** Trained once, for several tests. */
let whole;
before(async () => {
  await rm(FOLDER, { recursive: true, force: true });
  await mkdir(FOLDER, { recursive: true });
  writeCsv(at("log.csv"), HEADER, rows);
  writeCsv(at("pairs.csv"), ["i", "j", "n"], pairsOf(rows));
  whole = await makeVectors([at("log.csv")], { ...OPTIONS, workers: 2 });
});
after(() => rm(FOLDER, { recursive: true, force: true }));

const same = (file) => assert.deepEqual(Buffer.from(file), Buffer.from(whole.file));

test("least squares find the tastes: near EASE, far from popularity, and with 4 bits nearly so", async () => {
  const { own, ease, popularity } = whole.judged;
  assert.ok(own.ndcg >= 0.94 * ease.ndcg, `${own.ndcg} ${ease.ndcg}`);
  assert.ok(own.ndcg >= 2 * popularity.ndcg, `${own.ndcg} ${popularity.ndcg}`);
  const small = await makeVectors([at("log.csv")], { ...OPTIONS, bits: 4 });
  assert.ok(small.judged.own.ndcg >= 0.9 * ease.ndcg, `${small.judged.own.ndcg} ${ease.ndcg}`);
  assert.ok(small.file.length < 0.8 * whole.file.length);
});

test("the file says what it is, and items of one taste lie together", () => {
  const { magic, version, bits, dims, items, regularisation, alpha, per, method, date, ...rest } = read(whole.file);
  assert.deepEqual(
    { magic, version, bits, dims, items, per, method, date },
    {
      ...{ magic: "TBVC", version: 1, bits: 8, dims: 32, items: whole.items, per: 0, method: 0, date: 20_000 },
    },
  );
  assert.deepEqual([regularisation, alpha], [whole.fit.regularisation, whole.fit.alpha]);
  assert.deepEqual(rest.ids, [...rest.ids].sort());
  assert.equal(Math.max(...rest.popularity), 65_535);
  const dot = (one, other) => one.reduce((sum, number, place) => sum + number * other[place], 0);
  const near = rest.ids.filter((id, item) => {
    const others = rest.vectors.map((vector, other) => [other === item ? -1 : dot(vector, rest.vectors[item]), other]);
    const [[, nearest]] = others.sort(([a], [b]) => b - a);
    return rest.ids[nearest].split(",")[0] === id.split(",")[0];
  });
  assert.ok(near.length >= 0.95 * rest.ids.length, `${near.length} of ${rest.ids.length}`);
  const place = (row, column) => (row * (row + 1)) / 2 + column;
  for (const [row, column] of [
    [0, 0],
    [9, 4],
    [31, 31],
  ]) {
    const sum = rest.vectors.reduce((sum, vector) => sum + vector[row] * vector[column], 0);
    assert.ok(Math.abs(sum - rest.gram[place(row, column)]) < 1e-5);
  }
});

test("any number of cores gives the same bytes, and so does any order of the rows", async () => {
  for (const workers of [1, 3]) same((await makeVectors([at("log.csv")], { ...OPTIONS, workers })).file);
  const mixed = shuffled(rows, chance(99));
  writeCsv(
    at("first.csv"),
    ["item", "unit"],
    mixed.slice(0, 3000).map(([unit, item]) => [item, unit]),
  );
  writeLines(at("second.jsonl"), HEADER, mixed.slice(3000));
  same((await makeVectors([at("first.csv"), at("second.jsonl")], { ...OPTIONS, workers: 2 })).file);
});

test("Parquet gives the same bytes, by DuckDB and where it is not installed", async () => {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  await connection.run(
    `copy (select unit as user_id, item as movie from read_csv('${at("log.csv")}')) to '${at("log.parquet")}' (format parquet)`,
  );
  connection.closeSync();
  instance.closeSync();
  const options = { ...OPTIONS, columns: { unit: "user_id", item: "movie" } };
  same((await makeVectors([at("log.parquet")], options)).file);
  await alone(async ({ makeVectors: make }) => same((await make([at("log.parquet")], options)).file));
});

test("counts of pairs give the same vectors, whoever counted them", async () => {
  const counted = await makeVectors([at("log.csv")], { ...OPTIONS, method: "counts" });
  const given = await makeVectors([at("pairs.csv")], OPTIONS);
  assert.ok(counted.judged.own.ndcg >= 0.97 * counted.judged.ease.ndcg, JSON.stringify(counted.judged));
  assert.equal(given.judged, undefined);
  const [one, other] = [counted, given].map(({ file }) => read(file));
  assert.deepEqual([other.method, other.ids, other.vectors], [1, one.ids, one.vectors]);
});

test("texts of a kind lie together", async () => {
  const words = ["rust gears brakes wheels saddle", "flour oven butter sugar dough", "sail anchor harbour mast tide"];
  const below = chance(3);
  const texts = Array.from({ length: 60 }, (_, item) => {
    const own = words[item % 3].split(" ");
    return [`${item}`, `The ${Array.from({ length: 8 }, () => own[below(5)]).join(", ")} of Ümläut ${below(9)}.`];
  });
  writeLines(at("texts.jsonl"), ["item", "text"], texts);
  const made = await makeVectors([at("texts.jsonl")], OPTIONS);
  const { ids, vectors, method } = read(made.file);
  assert.equal(method, 2);
  const dot = (one, other) => one.reduce((sum, number, place) => sum + number * other[place], 0);
  for (const [item, vector] of vectors.entries()) {
    const best = vectors
      .map((other, place) => [place === item ? -9 : dot(vector, other), place])
      .sort(([a], [b]) => b - a)[0][1];
    assert.equal(ids[best] % 3, ids[item] % 3, `${ids[item]} ${ids[best]}`);
  }
});

test("weights are added up, and old events fade", async () => {
  const timed = rows.map(([unit, item], place) => [unit, item, 1, place % 2 ? "2026-11-30" : "2026-11-20T00:00:00Z"]);
  writeCsv(at("timed.csv"), [...HEADER, "weight", "time"], timed);
  same((await makeVectors([at("timed.csv")], OPTIONS)).file);
  const faded = await makeVectors([at("timed.csv")], { ...OPTIONS, halfLife: 864_000 });
  const weighed = rows.map(([unit, item], place) => [unit, item, place % 2 ? 1 : 0.5]);
  const halves = weighed.flatMap(([unit, item, weight]) => [
    [unit, item, weight / 2],
    [unit, item, weight / 2],
  ]);
  writeCsv(at("halves.csv"), [...HEADER, "weight"], halves);
  const notes = [];
  const summed = await makeVectors([at("halves.csv")], { ...OPTIONS, note: (note) => notes.push(note) });
  assert.deepEqual(Buffer.from(faded.file), Buffer.from(summed.file));
  assert.match(notes.join("\n"), new RegExp(`^${rows.length} rows name a reader and an item a second time`, "m"));
});

/** A log of two readers and items, and one more row. */
const sound = "unit,item,weight,time\na,x,1,2026-11-30\na,y,1,2026-11-30\nb,x,1,2026-11-30\nb,y,1,2026-11-30\n";
const WRONG = [
  [
    "no columns",
    "a.csv",
    "who,what\na,b\n",
    /a\.csv, row 1: columns are missing: a log has unit and item; .*; this file has who, what\. Other/,
  ],
  ["nothing", "a.csv", "", /a\.csv: this file is empty/],
  ["a text for a number", "a.csv", `${sound}c,x,much,\n`, /a\.csv, row 6, column weight: "much" is no number/],
  ["less than nothing", "a.csv", `${sound}c,x,-1,\n`, /a\.csv, row 6, column weight: "-1" is negative/],
  ["not a number", "a.csv", `${sound}c,x,NaN,\n`, /a\.csv, row 6, column weight: "NaN" is no number/],
  ["an item without a name", "a.csv", `${sound}c,,1,\n`, /a\.csv, row 6, column item: the item is missing/],
  ["a reader without a name", "a.csv", `${sound},x,1,\n`, /a\.csv, row 6, column unit: the unit is missing/],
  ["a row that is cut", "a.csv", `${sound}c,x`, /a\.csv, row 6: this row has 2 fields, and the header 4/],
  ["a quote that is cut", "a.csv", `${sound}"c,x`, /a\.csv, row 6: the quote that begins field 1 does not end/],
  [
    "a time that is none",
    "a.csv",
    `${sound}c,x,1,soon\n`,
    /a\.csv, row 6, column time: "soon" is no time/,
    { halfLife: 60 },
  ],
  ["no times", "a.csv", "unit,item\na,x\n", /a\.csv, row 1: a half-life needs the column time/, { halfLife: 60 }],
  [
    "one reader",
    "a.csv",
    "unit,item\na,x\na,y\n",
    /a\.csv: there are 1 readers and 2 items of at least 1 readers: vectors need two of each/,
  ],
  ["one item", "a.csv", "unit,item\na,x\nb,x\n", /a\.csv: there are 2 readers and 1 items/],
  ["few readers", "a.csv", sound, /a\.csv: there are 0 readers and 0 items of at least 3 readers/, { minReaders: 3 }],
  ["JSON that is cut", "a.jsonl", '{"unit":"a","item":"x"}\n{"unit":"b","it', /a\.jsonl, row 2: this is no JSON/],
  [
    "JSON of another kind",
    "a.jsonl",
    '{"unit":"a","item":["x"]}\n',
    /a\.jsonl, row 1, column item: \["x"\] is no text or number/,
  ],
  ["no Parquet", "a.parquet", "PAR1 and no more", /a\.parquet: this cannot be read as Parquet/],
  ["pairs without a diagonal", "a.csv", "i,j,n\nx,y,9\n", /a\.csv: there is no row of "x" with itself/],
  ["a text for a count", "a.csv", "i,j,n\nx,x,many\n", /a\.csv, row 2, column n: "many" is no number/],
  ["a negative count", "a.csv", "i,j,n\nx,x,-3\n", /a\.csv, row 2, column n: "-3" is negative/],
  ["a pair without an item", "a.csv", "i,j,n\n,x,3\n", /a\.csv, row 2, column i: the item is missing/],
  [
    "texts that share no word",
    "a.csv",
    "item,text\nx,hello\ny,world\nz,\n",
    /a\.csv: no word is in several of the texts and not in most/,
  ],
  ["one text", "a.csv", "item,text\nx,hello\n", /a\.csv: there are 1 items: vectors need two/],
  [
    "a method without its rows",
    "a.csv",
    "i,j,n\nx,x,9\nx,y,8\ny,y,9\n",
    /a\.csv: this is a table of pairs, which --method counts can use, not als/,
    { method: "als" },
  ],
];

for (const [what, name, text, message, options] of WRONG)
  test(`${what}: said with its place`, async () => {
    await writeFile(at(name), text);
    await assert.rejects(makeVectors([at(name)], { ...OPTIONS, minReaders: 1, ...options }), ({ message: said }) => {
      assert.match(said, message);
      return true;
    });
  });

test("a table of another kind beside a log is refused", async () => {
  await assert.rejects(makeVectors([at("log.csv"), at("pairs.csv")], OPTIONS), /pairs\.csv: this is a table of pairs/);
});

test("Parquet that is cut anywhere is refused", async () => {
  const bytes = await readFile(at("log.parquet"));
  for (const share of [0.1, 0.5, 0.99]) {
    await writeFile(at("cut.parquet"), bytes.subarray(0, share * bytes.length));
    await assert.rejects(makeVectors([at("cut.parquet")], OPTIONS), /cut\.parquet: this cannot be read as Parquet/);
  }
});
