// `npm run size`: what a visitor downloads, held against what was promised. `--levels` compares opt-level s and z.

import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { heaviest } from "./functions.mjs";
import { inRoot } from "./paths.mjs";
import { setup } from "./setup.mjs";
import { buildWasm } from "./wasm.mjs";

/** What each whole entry weighed before experiments came: the base, which what came later may never make larger. */
const BASE = {
  tailorbird: 55_050,
  "tailorbird/contextual": 40_050,
  "tailorbird/full": 65_700,
  "tailorbird/inline.js": 55_700,
  "tailorbird/inline-contextual.js": 40_750,
  "tailorbird/author": 205_400,
};

/** What came later, each with its own figure: assigning with exposures and the ledger, assigning alone, and reading and checking
 *  experiments. What `experiments` really weighs is measured among the sites below: “memory and experiments” less the same without. */
const LATER = { experiments: 3_500, arms: 1_900, reading: 9_250 };

/** Slots that learn and lists that rank: reading and checking, and the engine that does both, which of the whole entries only the author’s
 *  has. */
const LEARNING = 19_300;

/** A whole entry has at most its base, and beside it what came later. */
const whole = (name, later) => BASE[name] + LATER[later];

/** What is fetched before the first `open`, after brotli: what is promised, and the most that it may have. Where the
 *  promise is not kept, the limit is what was reached, so that it only ever gets better, and every run says by how much it
 *  is missed. */
const ENTRIES = {
  tailorbird: { files: ["index.js"], promise: 30_000, limit: whole("tailorbird", "experiments") },
  "tailorbird/contextual": {
    files: ["contextual.js"],
    promise: 30_000,
    limit: whole("tailorbird/contextual", "arms"),
  },
  "tailorbird/full": { files: ["full.js"], limit: whole("tailorbird/full", "experiments") },
  "tailorbird/inline.js": {
    files: ["inline.js"],
    limit: whole("tailorbird/inline.js", "experiments"),
  },
  "tailorbird/inline-contextual.js": {
    files: ["inline-contextual.js"],
    limit: whole("tailorbird/inline-contextual.js", "arms"),
  },
  "tailorbird/slim": { files: ["slim.js", "runtime.wasm"] },
  "tailorbird/consent": { files: ["consent.js"], limit: 1_800 },
  "tailorbird/privacy": { files: ["privacy.js"], limit: 6_950 },
  "tailorbird/keepers": { files: ["keepers.js"], limit: 750 },
  "tailorbird/analyze": { files: ["analyze.js"], limit: 31_100 },
  "tailorbird/aggregate": { files: ["aggregate.js"], limit: 16_500 },
  "tailorbird/recommend": { files: ["recommend.js"], limit: 2_900 },
  "… with its scorer": { files: ["recommend.js", "scorer-wide.wasm"], limit: 16_100 },
  "… without SIMD": { files: ["recommend.js", "scorer.wasm"], limit: 14_800 },
  "tailorbird/report": { files: ["report.js"], limit: 1_430 },
  "tailorbird/randomise": { files: ["randomise.js"], limit: 360 },
  "tailorbird/author": {
    files: ["author.js"],
    promise: 150_000,
    limit: whole("tailorbird/author", "reading") + LEARNING,
  },
};

/** What a page downloads that is built for its own manifest: engine, hands and program in one file. */
const SITES = {
  "rules, plain words": { manifest: "tests/size/rules.json", promise: 20_000, limit: 19_300 },
  "plural, schedule, cap": { manifest: "tests/size/words.json", promise: 25_000, limit: 25_000 },
  "memory, interests": {
    manifest: "tests/size/memory.json",
    extras: ["memory"],
    promise: 36_000,
    limit: 36_650,
  },
  "memory and experiments": {
    manifest: "tests/size/experiment.json",
    extras: ["memory", "report"],
    beside: "memory, interests",
    most: 4_000,
  },
  "memory and a bandit": {
    manifest: "tests/size/bandit.json",
    extras: ["memory"],
    beside: "memory, interests",
    wanted: 4_000,
    most: 6_350,
  },
  "memory and a list": { manifest: "tests/size/list.json", extras: ["memory"] },
  "… that ranks": {
    manifest: "tests/size/ranking.json",
    extras: ["memory"],
    beside: "memory and a list",
    wanted: 5_000,
    most: 5_700,
  },
  "the demo’s, with memory": {
    manifest: "www/manifest.json",
    language: "en",
    extras: ["memory"],
    promise: 60_000,
    limit: 58_400,
  },
  "… and with everything": {
    manifest: "www/manifest.json",
    language: "en",
    extras: "everything",
    promise: 60_000,
    limit: 69_200,
  },
};

const compressions = {
  raw: (bytes) => bytes.length,
  gzip: (bytes) => gzipSync(bytes, { level: 9 }).length,
  brotli: (bytes) =>
    brotliCompressSync(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    }).length,
};

/** Each file is compressed by itself, as it is when it is sent. */
export function sizes(files) {
  const sum = (measure) => files.reduce((total, file) => total + measure(file), 0);
  return Object.fromEntries(Object.entries(compressions).map(([name, measure]) => [name, sum(measure)]));
}

export function row(name, { raw, gzip, brotli }, note = "") {
  const [a, b, c] = [raw, gzip, brotli].map((bytes) => bytes.toLocaleString("en").padStart(10));
  return `${name.padEnd(24)}${a}${b}${c}${note}`;
}

const HEADING = `${"".padEnd(24)}${"raw".padStart(10)}${"gzip -9".padStart(10)}${"brotli 11".padStart(10)}`;

async function size() {
  console.log(`${HEADING}   bytes as downloaded`);
  let failed = 0;
  for (const [name, entry] of Object.entries(ENTRIES))
    failed += judge(name, entry, await Promise.all(entry.files.map((file) => readFile(inRoot(`dist/${file}`)))));
  console.log("\nBuilt for one manifest, with its words:");
  const weights = {};
  for (const [name, site] of Object.entries(SITES)) {
    const file = await built(site);
    weights[name] = sizes([file]).brotli;
    failed += judge(name, site, [file]) + compare(weights[name] - weights[site.beside], site);
  }
  await heaviestFunctions();
  const limits = [...Object.values(ENTRIES), ...Object.values(SITES)].filter(({ limit, most }) => limit ?? most).length;
  console.log(`\n${limits - failed} passed, ${failed} failed, 0 skipped`);
  process.exitCode = failed ? 1 : 0;
}

/** Prints a line. 1: it is more than it may be. */
function judge(name, { promise, limit }, files) {
  const found = sizes(files);
  const over = limit !== undefined && found.brotli > limit;
  const verdict = over ? "TOO MUCH: " : "";
  const missed = promise === undefined ? 0 : Math.max(found.brotli - promise, 0);
  const short = missed ? `; PROMISE OF ${promise.toLocaleString("en")} MISSED BY ${missed.toLocaleString("en")}` : "";
  console.log(row(name, found, limit ? `   ${verdict}at most ${limit.toLocaleString("en")}${short}` : ""));
  return Number(over);
}

/** Prints by how much a site has more than the same without a capability. 1: it is more than it may be. */
function compare(more, { beside, most, wanted = most }) {
  if (!beside) return 0;
  const over = more > most;
  const verdict = over ? "TOO MUCH: " : "";
  const [found, limit, missed] = [more, most, more - wanted].map((bytes) => bytes.toLocaleString("en"));
  const short = more > wanted ? `; PROMISE OF ${wanted.toLocaleString("en")} MISSED BY ${missed}` : "";
  console.log(`   ${verdict}${found} more than “${beside}”, at most ${limit}${short}`);
  return Number(over);
}

/** The module for a manifest, of which only one language is taken if one is named. */
async function built({ manifest, language, extras = [] }) {
  const { build, EVERYTHING } = await import("../dist/build.js");
  const written = JSON.parse(await readFile(inRoot(manifest), "utf8"));
  const own = language ? { ...only(written, language, written.locales), locales: [language] } : written;
  const options = { with: extras === "everything" ? EVERYTHING : extras, years: [2026, 2027] };
  const { code, problems } = build(own, options);
  if (code === undefined) throw new Error(`${manifest}: ${problems.map(({ message }) => message).join("; ")}`);
  return Buffer.from(code);
}

/** Words in several languages become those in one. */
function only(part, language, all) {
  if (Array.isArray(part)) return part.map((one) => only(one, language, all));
  if (!part || typeof part !== "object") return part;
  const keys = Object.keys(part);
  if (keys.includes(language) && keys.every((key) => all.includes(key))) return only(part[language], language, all);
  return Object.fromEntries(Object.entries(part).map(([key, one]) => [key, only(one, language, all)]));
}

async function heaviestFunctions() {
  const functions = heaviest(await readFile(inRoot("target/glue/runtime.named.wasm")));
  const total = functions.reduce((sum, { bytes }) => sum + bytes, 0);
  console.log(
    `\nThe ten heaviest of the runtime's ${functions.length} functions (${total.toLocaleString("en")} bytes of code):`,
  );
  for (const { name, bytes } of functions.slice(0, 10))
    console.log(`${bytes.toLocaleString("en").padStart(10)}  ${name}`);
}

async function levels() {
  console.log(`${HEADING}   runtime.wasm by opt-level`);
  for (const level of ["s", "z"]) {
    await buildWasm("runtime", { level, folder: `target/levels/${level}` });
    console.log(row(level, sizes([await readFile(inRoot(`target/levels/${level}/runtime.wasm`))])));
  }
}
if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await setup({ browsers: false });
  if (process.argv.includes("--levels")) await levels();
  await size();
}
