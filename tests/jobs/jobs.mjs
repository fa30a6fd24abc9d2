// `npm run jobs`: the jobs for clusters and warehouses, run for real by Spark in local mode and by dbt on DuckDB. It is a command of its own,
// because they are 700 MB of other people's packages.

import assert from "node:assert/strict";
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { makeVectors, packFactors } from "../../dist/vectors.js";
import { inRoot } from "../../scripts/paths.mjs";
import { installed } from "../../scripts/setup.mjs";
import { chance, events, pairsOf, read, writeCsv } from "../vectors/log.mjs";
import { foldedBy, reference } from "../vectors/reference.mjs";
import { must, python } from "./python.mjs";

const SPARK = ["pyspark==4.3.0", "numpy==2.4.6"];
const DBT = ["dbt-core==1.11.16", "dbt-duckdb==1.11.1"];
const IMPLICIT = ["implicit==0.7.3"];
const FOLDER = inRoot("target/jobs");
const at = (name) => `${FOLDER}/${name}`;
const rows = events(200);

before(async () => {
  await rm(FOLDER, { recursive: true, force: true });
  await mkdir(FOLDER, { recursive: true });
  writeCsv(at("log.csv"), ["user_id", "movie"], [...rows, ["", "lost"], ["lost", ""], ...rows.slice(0, 9)]);
});
after(() => rm(FOLDER, { recursive: true, force: true }));

/** Runs jobs/spark/als.py as a cluster would. */
async function spark(...args) {
  await installed({ "openjdk-17-jre-headless": "/usr/bin/java" });
  const command = await python("spark", SPARK);
  const home = await must(command, ["-c", "import os, pyspark; print(os.path.dirname(pyspark.__file__), end='')"]);
  const settings = ["spark.ui.enabled=false", "spark.sql.shuffle.partitions=2", "spark.default.parallelism=2"];
  const conf = settings.flatMap((one) => ["--conf", one]);
  const env = { ...process.env, SPARK_HOME: home, PYSPARK_PYTHON: command, SPARK_LOCAL_IP: "127.0.0.1" };
  return must(`${home}/bin/spark-submit`, ["--master", "local[2]", ...conf, inRoot("jobs/spark/als.py"), ...args], {
    env,
  });
}

test("Spark's vectors are packed, and readers are folded in exactly by both conventions of λ", async () => {
  const names = ["--unit", "user_id", "--item", "movie", "--dims", "32", "--iterations", "5"];
  const said = await spark(at("log.csv"), at("factors"), ...names);
  assert.match(said, /\d+ vectors of 32 numbers in /);
  const module = await WebAssembly.compile(await readFile(inRoot("dist/vectors.wasm")));
  const below = chance(4);
  for (const perEvent of [true, false]) {
    const fit = { regularisation: 0.3, alpha: 3, perEvent };
    const { file } = await packFactors(at("factors"), { fit, bits: 8, date: 20_000 });
    const found = read(file);
    const readers = new Map();
    for (const [unit, item] of rows) readers.set(item, (readers.get(item) ?? new Set()).add(unit));
    const known = [...readers].filter(([, all]) => all.size >= 5).map(([item]) => item);
    assert.deepEqual(found.ids, known.sort());
    const fold = foldedBy(module, file);
    for (let reader = 0; reader < 20; reader += 1) {
      const items = [...new Set(Array.from({ length: 1 + below(30) }, () => below(found.items)))];
      const history = items.map((item) => [item, 1]);
      const [own, exact] = [fold(history), reference(found, history)];
      const size = Math.max(...exact.map(Math.abs));
      for (const [place, number] of exact.entries())
        assert.ok(Math.abs(own[place] - number) <= 1e-5 * size, `${own[place]} ${number}`);
    }
  }
});

test("a reader is the one that `implicit` solves, whose weight is 1 more", async () => {
  writeCsv(at("own.csv"), ["unit", "item"], rows);
  const { file } = await makeVectors([at("own.csv")], { dims: 32, bits: 8, minReaders: 1, date: 1 });
  const { vectors, regularisation, alpha } = read(file);
  const history = [3, 17, 40, 41];
  await writeFile(at("vectors.json"), JSON.stringify({ vectors, regularisation, alpha, history }));
  const solved = await must(await python("implicit", IMPLICIT), [
    inRoot("tests/jobs/recalculate.py"),
    at("vectors.json"),
  ]);
  const theirs = JSON.parse(solved.slice(solved.lastIndexOf("[")));
  const module = await WebAssembly.compile(await readFile(inRoot("dist/vectors.wasm")));
  const found = foldedBy(module, file)(history.map((item) => [item, 1]));
  const size = Math.max(...theirs.map(Math.abs));
  for (const [place, number] of theirs.entries())
    assert.ok(Math.abs(found[place] - number) <= 1e-5 * size, `${found[place]} ${number}`);
});

test("dbt's model counts what `tailorbird vectors` takes", async () => {
  const folder = at("dbt");
  await cp(inRoot("jobs/dbt"), folder, { recursive: true });
  const profile = { target: "test", outputs: { test: { type: "duckdb", path: at("site.duckdb") } } };
  await writeFile(`${folder}/profiles.yml`, JSON.stringify({ tailorbird: profile }));
  const file = `read_csv('${at("log.csv")}', all_varchar = true)`;
  await inDuckDb(
    `create table interactions as select nullif(user_id, '') as user_id, nullif(movie, '') as movie from ${file}`,
  );
  const command = (await python("dbt", DBT)).replace(/python$/, "dbt");
  const vars = JSON.stringify({ unit: "user_id", item: "movie" });
  const env = { ...process.env, DBT_SEND_ANONYMOUS_USAGE_STATS: "false", DO_NOT_TRACK: "1" };
  await must(command, ["build", "--profiles-dir", ".", "--vars", vars], { cwd: folder, env });
  await inDuckDb(`copy item_pairs to '${at("pairs.csv")}' (header)`);
  const text = await readFile(at("pairs.csv"), "utf8");
  const expected = pairsOf(rows).filter(([, , count]) => count >= 5);
  assert.equal(text.trim().split("\n").length - 1, expected.length);
  writeCsv(at("expected.csv"), ["i", "j", "n"], expected);
  const options = { dims: 32, bits: 8, minReaders: 5, date: 1 };
  const [one, other] = await Promise.all(
    ["pairs", "expected"].map((name) => makeVectors([at(`${name}.csv`)], options)),
  );
  assert.deepEqual(Buffer.from(one.file), Buffer.from(other.file));
});

/** DuckDB's own client, in the version that dbt has, because a file of a newer one may not be read. */
async function inDuckDb(query) {
  const text = `import duckdb, sys; duckdb.connect(sys.argv[1]).execute(sys.argv[2])`;
  await must(await python("dbt", DBT), ["-c", text, at("site.duckdb"), query]);
}
