// `tailorbird train` and `tailorbird evaluate`: what they print and write, and that a manifest stays as it was but for its prior.

import assert from "node:assert/strict";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { DuckDBInstance } from "@duckdb/node-api";
import { compile, open } from "../../dist/author.js";
import { evaluate, train, withPrior } from "../../dist/learn.js";
import { inRoot } from "../../scripts/paths.mjs";
import { capture } from "../../scripts/run.mjs";
import { csv, jsonLines, MANIFEST, rows } from "./made-up.mjs";

const FOLDER = inRoot("target/learn-command");
const at = (name) => `${FOLDER}/${name}`;
const run = (...words) => capture(process.execPath, [inRoot("dist/cli.js"), ...words]);
const hero = (manifest) => ["--manifest", at(manifest), "--slot", "hero"];

before(async () => {
  await rm(FOLDER, { recursive: true, force: true });
  await mkdir(FOLDER, { recursive: true });
  await writeFile(at("log.csv"), csv(rows()));
  await writeFile(at("other.csv"), csv(rows({ seed: 11 })));
  await writeFile(at("plain.json"), MANIFEST);
});
after(() => rm(FOLDER, { recursive: true, force: true }));

async function passes(...words) {
  const { code, output } = await run(...words);
  assert.equal(code, 0, output);
  return output;
}

test("a log becomes a prior in the manifest, of which nothing else changes", async () => {
  await writeFile(at("own.json"), MANIFEST);
  const output = await passes("train", at("log.csv"), ...hero("own.json"));
  await writeFile(at("marked.json"), `\ufeff${MANIFEST}`);
  await passes("train", at("log.csv"), ...hero("marked.json"));
  assert.equal(await readFile(at("marked.json"), "utf8"), `\ufeff${await readFile(at("own.json"), "utf8")}`);
  for (const line of [
    /^3,000 views of 500 readers; the prior is worth [\d,]+ views to one device: chosen by readers who were held out$/m,
    /^ +reward +95 % +as good as$/m,
    /^ +such a prior +0\.\d+ +0\.\d+ to 0\.\d+ +[\d,]+ views$/m,
    /^ +and as it learns on each device +0\.\d+/m,
    /^ +“welcome” for everybody +0\.\d+/m,
    /^ +chance +0\.\d+/m,
    /^ {2}= Such a prior brings more than “welcome” for everybody: between 0\.\d+ and 0\.\d+ a view\.$/m,
    /own\.json: has the prior of “hero”$/m,
  ])
    assert.match(output, line);
  const written = await readFile(at("own.json"), "utf8");
  const [begin, end] = MANIFEST.split('"goal": "signup"');
  assert.ok(written.startsWith(`${begin}"goal": "signup",\n\t\t\t\t"prior": {\n\t\t\t\t\t"noise": 0.`), written);
  assert.ok(written.endsWith(end), written);
  const { problems } = compile(written);
  assert.deepEqual(problems, []);
  // Again, and with features of which the prior that stands there knows nothing.
  await passes("train", at("log.csv"), ...hero("own.json"));
  assert.equal(await readFile(at("own.json"), "utf8"), written);
  await writeFile(at("own.json"), written.replace('"now.partOfDay", ', '"now.partOfDay", "now.hour >= 20", '));
  assert.ok(
    compile(await readFile(at("own.json"), "utf8")).problems.some(({ message }) => /other features/.test(message)),
  );
  await writeFile(
    at("wide.csv"),
    csv(
      rows().map((row) => [...row, row[5] > 3]),
      ["unit", "variant", "propensity", "reward", "now.partOfDay", "visitor.visits", "now.hour >= 20"],
    ),
  );
  await passes("train", at("wide.csv"), ...hero("own.json"));
  assert.deepEqual(compile(await readFile(at("own.json"), "utf8")).problems, []);
});

test("a page that nobody has used yet shows what the log says is liked then", async () => {
  await passes("train", at("log.csv"), ...hero("plain.json"), "-o", at("shown.json"));
  const { bytes } = compile(await readFile(at("shown.json"), "utf8"));
  const page = open(bytes, { root: null, timeZone: "UTC" });
  const shown = ["03", "09", "15", "20"].map((hour) => {
    page.assume({ now: new Date(`2026-11-30T${hour}:00:00Z`), page: { path: `/${hour}` } });
    return page.decide("hero").variant;
  });
  assert.deepEqual(shown, ["welcome", "welcome", "welcome", "evening"]);
  page.close();
});

test("the manifest goes elsewhere, or the prior is printed", async () => {
  await passes("train", at("log.csv"), ...hero("plain.json"), "-o", at("out.json"));
  assert.equal(await readFile(at("plain.json"), "utf8"), MANIFEST);
  const { prior } = JSON.parse(await readFile(at("out.json"), "utf8")).slots.hero.choose;
  const printed = await passes("train", at("log.csv"), ...hero("plain.json"), "-o", "-");
  assert.ok(printed.includes(JSON.stringify(prior, undefined, 2)), printed);
  assert.match(prior.trained, /^log\.csv: 3000 views of 500 readers, log [\da-f]{12}$/);
});

test("other names, other kinds of file and other orders of readers are the same log", async () => {
  const { bytes: program } = compile(MANIFEST);
  const options = { program, slot: "hero" };
  const { prior } = await train([at("log.csv")], options);
  await writeFile(at("log.jsonl"), jsonLines(rows()));
  const renamed = rows().map((row) => [...row].reverse());
  await writeFile(
    at("renamed.csv"),
    csv(renamed, ["visits", "now.partOfDay", "won", "p", "arm", "who"]).replaceAll(",", ";"),
  );
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  await connection.run(`copy (from read_csv('${at("log.csv")}')) to '${at("log.parquet")}' (format parquet)`);
  connection.closeSync();
  instance.closeSync();
  const columns = { unit: "who", variant: "arm", propensity: "p", reward: "won", "visitor.visits": "visits" };
  const turned = csv(
    rows()
      .reverse()
      .sort((one, other) => one[5] - other[5]),
  );
  await writeFile(at("turned.csv"), turned);
  for (const [name, more] of Object.entries({ "log.jsonl": {}, "log.parquet": {}, "renamed.csv": { columns } })) {
    const other = await train([at(name)], { ...options, ...more });
    assert.deepEqual(other.prior.variants, prior.variants, name);
  }
  const { prior: other } = await train([at("turned.csv")], options);
  // Sums in another order differ in their last bits, of which 16 keep none or one.
  assert.ok(Math.abs(other.noise - prior.noise) < 1e-6);
  const words = "unit=who,variant=arm,propensity=p,reward=won,visitor.visits=visits";
  assert.match(
    await passes("train", at("renamed.csv"), ...hero("plain.json"), "-o", "-", "--columns", words),
    /3,000 views/,
  );
});

test("a slot with its prior is evaluated, and a flattered one is told", async () => {
  await passes("train", at("log.csv"), ...hero("plain.json"), "-o", at("trained.json"));
  const output = await passes("evaluate", at("other.csv"), ...hero("trained.json"));
  for (const line of [
    /^3,000 views of 500 readers, which brought 0\.\d+ each \(0\.\d+ to 0\.\d+\)$/m,
    /^ +IPS +95 % +SNIPS +95 % +DR +95 % +as good as$/m,
    /^ +this slot, before it learns( +0\.\d+ +0\.\d+ to 0\.\d+){3} +[\d,]+ views$/m,
    /^ {2}= This slot with its prior brings more than “welcome” for everybody/m,
  ])
    assert.match(output, line);
  assert.doesNotMatch(output, /flatters/);
  assert.match(await passes("evaluate", at("log.csv"), ...hero("trained.json")), /this very log, which flatters it/);
  const { slot, ways, trainedOnThis } = JSON.parse(
    (await passes("evaluate", at("other.csv"), ...hero("trained.json"), "--json"))
      .split("\n")
      .find((line) => line.startsWith("{")),
  );
  assert.deepEqual(
    [slot, trainedOnThis, ways.map(({ way }) => way)],
    ["hero", false, ["prior", "learning", "fixed", "uniform"]],
  );
  const { bytes: program } = compile(await readFile(at("trained.json"), "utf8"));
  const same = await evaluate([at("other.csv")], { program, slot: "hero" });
  assert.deepEqual(same.ways, ways);
});

/** What is concluded, in one line. */
const concluded = (output) => /= [^!]*?\.(?=\n\S|\n {2}!|\n*$)/.exec(output)?.[0].replace(/\s+/g, " ");

test("where the moment tells nothing, it is said that one variant for everybody is as good", async () => {
  await writeFile(at("habits.csv"), csv(rows({ dependsOnTime: false })));
  const output = await passes("train", at("habits.csv"), ...hero("plain.json"), "-o", at("habits.json"));
  assert.equal(
    concluded(output),
    "= Such a prior shows what is best for everybody, “welcome”, in each of these views: features tell nothing here.",
  );
});

test("where a log does not show that it is better, that is said, and what cannot be seen in it", async () => {
  await writeFile(at("some.csv"), csv(rows({ readers: 90, seed: 3 })));
  const output = await passes("train", at("some.csv"), ...hero("plain.json"), "-o", at("some.json"));
  assert.match(
    concluded(output) ?? output,
    /^= Nothing here shows that such a prior is better than “\w+” for everybody: the difference is between -0\.\d+ and 0\.\d+ a view, and in a log of this size one of less than 0\.\d+ cannot be seen\.$/,
  );
});

test("of a log that is too small nothing is concluded", async () => {
  await writeFile(at("small.csv"), csv(rows({ readers: 20, views: 3 })));
  const output = await passes("evaluate", at("small.csv"), ...hero("plain.json"));
  assert.equal(
    concluded(output),
    "= This log is too small to tell: of what this slot, which has no prior, would show it has as much as 17 views, and 100 are the least.",
  );
});

test("a default that others beat is told", async () => {
  const text = MANIFEST.replace('"default": "welcome"', '"default": "offer"');
  await writeFile(at("offer.json"), text);
  await writeFile(at("habits.csv"), csv(rows({ dependsOnTime: false })));
  const output = await passes("train", at("habits.csv"), ...hero("offer.json"), "-o", "-");
  assert.match(output, /! “welcome” is best for everybody, and “offer” is the default\./);
});

test("without units each view is of somebody else, and without propensities they are supposed", async () => {
  const bare = rows().map(([, variant, , ...rest]) => [variant, ...rest]);
  await writeFile(at("bare.csv"), csv(bare, ["variant", "reward", "now.partOfDay", "visitor.visits"]));
  const output = await passes("train", at("bare.csv"), ...hero("plain.json"), "-o", "-");
  assert.match(output, /^3,000 views; the prior is worth 1,000 views to one device: no reader has two views/m);
  assert.match(output, /^no propensities: /m);
  assert.doesNotMatch(output, /as it learns/);
});

test("rows may stand for many views", async () => {
  const counted = new Map();
  for (const [, variant, propensity, won, part, visit] of rows({ readers: 2000 })) {
    const key = [variant, propensity, part, visit].join(",");
    const [views, wins] = counted.get(key) ?? [0, 0];
    counted.set(key, [views + 1, wins + won]);
  }
  const sums = [...counted].map(([key, [views, wins]]) => [key, views, wins / views]);
  await writeFile(
    at("sums.csv"),
    csv(sums, ["variant", "propensity", "now.partOfDay", "visitor.visits", "weight", "reward"]),
  );
  const apart = rows({ readers: 2000 }).map(([, ...row]) => row);
  await writeFile(at("apart.csv"), csv(apart, ["variant", "propensity", "reward", "now.partOfDay", "visitor.visits"]));
  const { bytes: program } = compile(MANIFEST);
  const [one, other] = await Promise.all(
    ["sums.csv", "apart.csv"].map((name) => evaluate([at(name)], { program, slot: "hero" })),
  );
  assert.deepEqual([one.views, one.rows < 200, other.rows], [12_000, true, 12_000]);
  for (const [a, b] of [
    [one.logged, other.logged],
    [one.ways[0].snips, other.ways[0].snips],
    [one.ways[0].ips, other.ways[0].ips],
  ]) {
    assert.ok(Math.abs(a.value - b.value) < 1e-9, `${a.value} ${b.value}`);
    assert.ok(Math.abs(a.interval[0] - b.interval[0]) < 1e-6, `${a.interval} ${b.interval}`);
  }
});

test("a prior goes into a manifest in one line, and in place of another", () => {
  const prior = { noise: 0.5, features: 1, variants: { a: "AA==" }, trained: "x" };
  const one =
    '{"slots":{"a/b":{"choose":{"by":"bandit"}},"c":{"choose":{ "by" : "bandit" , "prior":{"noise":[1,{}]}, "floor":0.1}}}}';
  const written = withPrior(withPrior(one, "a/b", prior), "c", prior);
  assert.deepEqual(JSON.parse(written).slots["a/b"].choose, { by: "bandit", prior });
  assert.ok(
    written.includes(
      '"choose":{ "by" : "bandit" , "prior":{ "noise": 0.5, "features": 1, "variants": { "a": "AA==" }, "trained": "x" }, "floor":0.1}',
    ),
    written,
  );
  const lines = MANIFEST.replaceAll("\n", "\r\n");
  assert.ok(!/[^\r]\n/.test(withPrior(lines, "hero", prior)), "lines end as they did");
  assert.throws(() => withPrior(one, "d", prior), /no choose for the slot “d”/);
});
