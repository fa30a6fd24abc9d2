// `npm run bench`: engines side by side over the same work, in Node and in Chromium. Timings are printed and never fail;
// an answer that differs does. `npm run bench -- node tailorbird` measures only there and only that, `-- warm` with ten times as many
// slots; `cold` is told in cold.mjs, `logs` in logs.mjs, `rank` in rank.mjs, `bandit` in bandit.mjs, and `databases` in databases.mjs.

import { mkdir, rm, writeFile } from "node:fs/promises";
import { build } from "esbuild";
import { inRoot } from "../../scripts/paths.mjs";
import { capture } from "../../scripts/run.mjs";
import { serve } from "../../scripts/serve.mjs";
import { launch } from "../browser/drivers/chromium.mjs";
import { bomb } from "./bomb.mjs";
import { engines } from "./engines.mjs";
import { memoryOfAYear } from "./memory.mjs";
import { messages } from "./messages.mjs";
import { expressions, features, manifest, workload } from "./workload.mjs";

const PROCESSES = 3;
const FOLDER = inRoot("target/bench");
/** Only in such a page does the clock tell more than tenths of a millisecond. */
const ISOLATED = { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" };

const wanted = process.argv.slice(2);
/** `warm` asks only whether a decision costs the same in a page of ten times as many slots; a manifest holds no more. */
const isWarm = wanted[0] === "warm";
const SIZES = isWarm ? [350, 3500] : [1000, 20];
const among = (names) =>
  names.some((name) => wanted.includes(name)) ? names.filter((name) => wanted.includes(name)) : names;

async function prepare() {
  const { compile } = await import("../../dist/author.js");
  await rm(FOLDER, { recursive: true, force: true });
  for (const size of SIZES) {
    const slots = workload(size);
    const { bytes, problems } = compile(manifest(slots));
    if (!bytes) throw new Error(JSON.stringify(problems, null, 2));
    const payload = { slots, features: features(slots), expressions: expressions(slots) };
    const texts = Object.entries(payload).map(([name, value]) => [name, JSON.stringify(value)]);
    await mkdir(`${FOLDER}/${size}`, { recursive: true });
    await writeFile(`${FOLDER}/${size}/payload.json`, JSON.stringify(Object.fromEntries(texts)));
    await writeFile(`${FOLDER}/${size}/program.tailorbird`, bytes);
    const kilobytes = [...texts.map(([name, text]) => [name, text.length]), ["tailorbird's program", bytes.length]].map(
      ([name, length]) => `${name} ${Math.round(length / 1000)} KB`,
    );
    console.log(`${size} slots, 3 rules each: ${kilobytes.join(", ")}`);
  }
}

async function inNode(name, size) {
  const files = ["payload.json", "program.tailorbird"].map((file) => `${FOLDER}/${size}/${file}`);
  const env = { ...process.env, TZ: "UTC" };
  const { code, output } = await capture(process.execPath, [inRoot("tests/bench/node.mjs"), name, ...files], { env });
  if (code !== 0) throw new Error(output);
  return JSON.parse(output);
}

/** A browser of its own each time, so that nothing has been compiled yet. */
async function inChromium(name, size) {
  const site = await serve(FOLDER, { headers: () => ISOLATED });
  const browser = await launch();
  try {
    const page = await browser.newPage({ timezoneId: "UTC" });
    await page.goto(`${site.url}page.html`);
    return await page.evaluate(([name, size]) => globalThis.measureHere(name, size), [name, String(size)]);
  } finally {
    await browser.close();
    site.close();
  }
}

async function bundlePage() {
  const options = { bundle: true, minify: true, splitting: true, format: "esm", target: "es2022", charset: "utf8" };
  await build({ ...options, entryPoints: [inRoot("tests/bench/page.mjs")], outdir: FOLDER });
  await writeFile(
    `${FOLDER}/page.html`,
    '<!doctype html><meta charset="utf-8"><script type="module" src="page.js"></script>',
  );
}

const best = (values) => Math.min(...values);
const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
const column = (text, width = 16) => text.padStart(width);
const figures = (values, factor, digits) =>
  column(`${(median(values) * factor).toFixed(digits)} (${(best(values) * factor).toFixed(digits)})`);

/** What is printed of a run, in which unit, and with how many digits. */
const COLUMNS = [
  { heading: "warm µs/slot", of: ({ warm }) => warm, perSlot: true, digits: 3 },
  { heading: "two users", of: ({ turning }) => turning, perSlot: true, digits: 3 },
  { heading: "load, cold, ms", of: ({ load }) => load, digits: 2 },
  { heading: "of it program", of: ({ program }) => program, digits: 2 },
  { heading: "first pass, ms", of: ({ first }) => first, digits: 2 },
];

const row = (name, runs, size) =>
  name.padEnd(16) +
  COLUMNS.map(({ of, perSlot, digits }) => figures(runs.flatMap(of), perSlot ? 1000 / size : 1, digits)).join("");

const HEADING = COLUMNS.map(({ heading }) => column(heading)).join("");

/** What is measured by itself, where the command names it. */
if (wanted[0] === "logs") {
  const { logs } = await import("./logs.mjs");
  console.log((await logs(median)).join("\n"));
  process.exit();
}
if (wanted[0] === "vectors") {
  const { vectors } = await import("./vectors.mjs");
  await vectors(median, wanted.length > 1 ? wanted.slice(1) : undefined);
  process.exit();
}
if (wanted[0] === "bandit") {
  const { bandit } = await import("./bandit.mjs");
  console.log((await bandit(median)).join("\n"));
  process.exit();
}
if (wanted[0] === "rank") {
  const { ranking } = await import("./rank.mjs");
  await ranking();
  process.exit();
}
if (wanted[0] === "databases") {
  const { databases } = await import("./databases.mjs");
  await databases(Number(wanted[1] ?? 10_000_000));
  process.exit();
}
if (wanted[0] === "cold") {
  const { cold } = await import("./cold.mjs");
  await cold(Number(wanted[1] ?? 9));
  process.exit();
}

let wrong = 0;
await prepare();
if (!isWarm) for (const part of [bomb, messages, memoryOfAYear]) console.log(`\n${(await part(median)).join("\n")}`);
await bundlePage();
for (const [place, run] of Object.entries({ node: inNode, chromium: inChromium })) {
  if (!among(["node", "chromium"]).includes(place)) continue;
  for (const size of SIZES) {
    console.log(`\n${`${place}, ${size}`.padEnd(16)}${HEADING}   median (best)`);
    for (const name of among(Object.keys(engines))) {
      const runs = [];
      for (let count = 0; count < PROCESSES; count += 1) runs.push(await run(name, size));
      console.log(row(name, runs, size));
      for (const { wrong: found } of runs.filter(({ wrong }) => wrong).slice(0, 1)) {
        wrong += 1;
        console.log(`FAILED  ${name}: ${found}`);
      }
    }
  }
}
console.log(wrong ? `\n${wrong} failed: not all engines give the same answers` : "\nall engines give the same answers");
process.exitCode = wrong ? 1 : 0;
