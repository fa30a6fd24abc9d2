// What item vectors are worth on MovieLens 100K beside EASE and popularity, how long least squares take beside PyPI `implicit`, and how much
// memory ten million events take.

import { execFileSync } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, writeSync } from "node:fs";
import { copyFile, mkdir, rm, writeFile } from "node:fs/promises";
import { brotliCompressSync } from "node:zlib";
import { build } from "esbuild";
import { makeVectors } from "../../dist/vectors.js";
import { inRoot } from "../../scripts/paths.mjs";
import { must, python } from "../jobs/python.mjs";
import { chance, writeCsv } from "../vectors/log.mjs";

const DATA = inRoot("../shared/data/ml-100k/ml-100k.inter");
const FOLDER = inRoot("target/bench-vectors");
const SPLITS = 8;
const WAYS = [
  { method: "als", dims: 64, bits: 8 },
  { method: "als", dims: 64, bits: 4 },
  { method: "als", dims: 32, bits: 8 },
  { method: "als", dims: 32, bits: 4 },
  { method: "counts", dims: 64, bits: 8 },
  { method: "counts", dims: 32, bits: 4 },
];
const LARGE = { readers: 500_000, each: 20, tastes: 200, ofTaste: 100 };

/** All ratings, or those of four stars and more by whoever gave five of them to films that have five of them. */
function ratings(isLiked) {
  const all = readFileSync(DATA, "utf8").trim().split("\n").slice(1);
  let rows = all.map((line) => line.split("\t")).filter(([, , stars]) => !isLiked || stars >= 4);
  for (let before = 0; isLiked && before !== rows.length; ) {
    before = rows.length;
    const [users, films] = [0, 1].map((field) => {
      const counts = new Map();
      for (const row of rows) counts.set(row[field], (counts.get(row[field]) ?? 0) + 1);
      return counts;
    });
    rows = rows.filter(([user, film]) => users.get(user) >= 5 && films.get(film) >= 5);
  }
  return rows.map(([user, film]) => [user, film]);
}

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
const digits = (value, count = 4) => value.toFixed(count);

async function quality() {
  writeCsv(`${FOLDER}/liked.csv`, ["unit", "item"], ratings(true));
  const lines = [`MovieLens 100K, ${SPLITS} splits, each judged by a tenth of the readers: means`];
  lines.push("method  dims bits   nDCG@10  Recall@20  of EASE  ± of the ratio    bytes   brotli   seconds");
  for (const way of WAYS) {
    const runs = [];
    const started = performance.now();
    for (let turn = 1; turn <= SPLITS; turn += 1)
      runs.push(await makeVectors([`${FOLDER}/liked.csv`], { ...way, minReaders: 5, date: 20_000, turn }));
    const seconds = (performance.now() - started) / 1000 / SPLITS;
    const of = (pick) => mean(runs.map(({ judged }) => pick(judged)));
    const [ndcg, ease] = [of(({ own }) => own.ndcg), of(({ ease }) => ease.ndcg)];
    const gaps = runs.map(({ judged: { own, ease: other } }) => own.ndcg - other.ndcg);
    const error = Math.sqrt(mean(gaps.map((gap) => (gap - mean(gaps)) ** 2)) / (SPLITS - 1)) / ease;
    const small = mean(runs.map(({ file }) => brotliCompressSync(file).length));
    lines.push(
      `${way.method.padEnd(8)}${`${way.dims}`.padStart(4)}${`${way.bits}`.padStart(5)}   ${digits(ndcg)}     ${digits(of(({ own }) => own.recall))}    ` +
        `${digits(ndcg / ease, 3)}    ${digits(error, 3)}         ${`${runs[0].file.length}`.padStart(8)} ${small.toFixed(0).padStart(8)}   ${digits(seconds, 1)}`,
    );
    if (way === WAYS.at(-1))
      lines.push(`EASE ${digits(ease)}, popularity ${digits(of(({ popularity }) => popularity.ndcg))}`);
  }
  return lines;
}

/** Least squares alone, as the command runs them. */
async function squares() {
  const options = { bundle: true, platform: "node", format: "esm", outdir: FOLDER, logLevel: "error" };
  const text = ["als", "pool", "matrix"]
    .map((name) => `export * from "${inRoot(`js/vectors/${name}.ts`)}";`)
    .join("\n");
  await writeFile(`${FOLDER}/parts.ts`, text);
  await build({
    ...options,
    entryPoints: [`${FOLDER}/parts.ts`, inRoot("js/entries/vectors-worker.ts")],
    entryNames: "[name]",
  });
  await copyFile(inRoot("dist/vectors.wasm"), `${FOLDER}/vectors.wasm`);
  await writeFile(`${FOLDER}/package.json`, '{"type":"module"}');
  const { gathered, leastSquares, Pool } = await import(`${FOLDER}/parts.js`);
  const rows = ratings(false);
  const [row, column] = [0, 1].map((field) => {
    const known = new Map();
    return Int32Array.from(rows, (one) => known.set(one[field], known.get(one[field]) ?? known.size).get(one[field]));
  });
  const [readers, items] = [row, column].map((list) => list.reduce((most, one) => Math.max(most, one + 1), 0));
  const weight = new Float64Array(rows.length).fill(1);
  const { matrix } = gathered(readers, items, { row, column, weight, count: rows.length });
  const pool = new Pool(2);
  const fit = { regularisation: 20, alpha: 2 };
  const run = async () => {
    const started = performance.now();
    await leastSquares(pool, { readers: matrix, items, dims: 64, fit });
    return (performance.now() - started) / 1000;
  };
  return { run, close: () => pool.close() };
}

const IMPLICIT = `
import sys, time, json
import scipy.sparse, numpy
from implicit.als import AlternatingLeastSquares
rows = [line.split("\\t") for line in open(sys.argv[1]).read().strip().split("\\n")[1:]]
users, films = {}, {}
places = [(users.setdefault(row[0], len(users)), films.setdefault(row[1], len(films))) for row in rows]
log = scipy.sparse.csr_matrix((numpy.ones(len(rows), dtype=numpy.float32), tuple(zip(*places))))
model = AlternatingLeastSquares(factors=64, iterations=15, regularization=20, alpha=3, use_gpu=False, num_threads=2)
start = time.perf_counter()
model.fit(log, show_progress=False)
print("SECONDS", time.perf_counter() - start)
`;

async function speed(median) {
  const command = await python("implicit", ["implicit==0.7.3"]);
  const env = { ...process.env, OPENBLAS_NUM_THREADS: "1" };
  const theirs = async () => Number(/SECONDS (\S+)/.exec(await must(command, ["-c", IMPLICIT, DATA], { env }))[1]);
  const { run, close } = await squares();
  const [own, other] = [[], []];
  // One after the other, so that both have the same company.
  for (let count = 0; count < 7; count += 1) {
    own.push(await run());
    other.push(await theirs());
  }
  await close();
  const said = (seconds) => `${digits(median(seconds), 2)} (${digits(Math.min(...seconds), 2)})`;
  return [
    "100,000 events, 64 dimensions, 15 rounds of least squares on two cores, seconds: median (best)",
    `tailorbird ${said(own)}, implicit 0.7.3 ${said(other)}`,
  ];
}

function writeLarge(file) {
  const below = chance(11);
  const handle = openSync(file, "w");
  writeSync(handle, "unit,item\n");
  for (let reader = 0; reader < LARGE.readers; reader += 1) {
    const tastes = [below(LARGE.tastes), below(LARGE.tastes)];
    const line = (_, at) => {
      const taste = below(7) === 0 ? below(LARGE.tastes) : tastes[at % 2];
      return `reader-${reader},item-${taste}-${Math.min(below(LARGE.ofTaste), below(LARGE.ofTaste))}\n`;
    };
    writeSync(handle, Array.from({ length: LARGE.each }, line).join(""));
  }
  closeSync(handle);
}

/** In a process of its own, whose memory is all that is counted. */
function large() {
  writeLarge(`${FOLDER}/large.csv`);
  const text = `
    const { makeVectors } = await import(${JSON.stringify(inRoot("dist/vectors.js"))});
    const started = performance.now();
    const made = await makeVectors([${JSON.stringify(`${FOLDER}/large.csv`)}], { dims: 64, bits: 8, minReaders: 5, date: 1, workers: 2 });
    const { user, maxRSS } = { user: process.cpuUsage().user / 1e6, maxRSS: process.resourceUsage().maxRSS };
    console.log(JSON.stringify({ seconds: (performance.now() - started) / 1000, user, maxRSS, items: made.items, ...made.judged }));`;
  const said = execFileSync(process.execPath, ["--input-type=module", "-e", text], { encoding: "utf8" });
  const { seconds, user, maxRSS, items, own, popularity } = JSON.parse(said);
  return [
    `${LARGE.readers * LARGE.each} events of ${LARGE.readers} readers with ${items} items, settings chosen, judged and trained on all:`,
    `${digits(seconds, 0)} s (${digits(user, 0)} s of processors), ${(maxRSS / 2 ** 20).toFixed(2)} GiB at most; ` +
      `nDCG@10 ${digits(own.ndcg)}, popularity ${digits(popularity.ndcg)}`,
  ];
}

export async function vectors(median, wanted = ["quality", "speed", "large"]) {
  if (!existsSync(DATA)) throw new Error(`${DATA} is not here: MovieLens may not be handed on`);
  await rm(FOLDER, { recursive: true, force: true });
  await mkdir(FOLDER, { recursive: true });
  const parts = { quality, speed: () => speed(median), large };
  for (const name of wanted) for (const line of await parts[name]()) console.log(line);
  await rm(FOLDER, { recursive: true, force: true });
}
