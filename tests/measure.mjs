// Reports that tell nothing for sure: shares for two servers, by the very WebAssembly that is shipped, and randomised answers.
// `node --test tests/measure.mjs`, after `npm run build`

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, test } from "node:test";
import { divideReport } from "tailorbird/aggregate";
import { randomise } from "tailorbird/randomise";
import { inRoot } from "../scripts/paths.mjs";
import { capture } from "../scripts/run.mjs";
import { chromium, firefox } from "./browser/browsers.mjs";

/** The vectors that the crate `prio` brings: draft-irtf-cfrg-vdaf-18. */
async function vectors() {
  const { output } = await capture("cargo", ["metadata", "--format-version", "1"]);
  const { packages } = JSON.parse(output.slice(output.indexOf("{")));
  const folder = join(dirname(packages.find(({ name }) => name === "prio").manifest_path), "src/vdaf/test_vec/18");
  const names = (await readdir(folder)).filter((name) => /^Prio3Histogram_\d+\.json$/.test(name));
  return Promise.all(names.map(async (name) => JSON.parse(await readFile(join(folder, name), "utf8"))));
}

const bytes = (hex) => Buffer.from(hex, "hex");

/** Asks the module itself, with chance of our own. */
async function divider() {
  const module = new WebAssembly.Module(await readFile(inRoot("target/glue/aggregate.wasm")));
  assert.deepEqual(WebAssembly.Module.imports(module), [], "it can ask for nothing");
  const { divider, room, divide, memory } = new WebAssembly.Instance(module).exports;
  const one = divider();
  return (parts, ...numbers) => {
    const all = Buffer.concat(parts);
    new Uint8Array(memory.buffer).set(all, room(one, all.length));
    const answer = divide(one, ...numbers);
    return Buffer.from(memory.buffer, answer % 2 ** 32, answer / 2 ** 32).toString("hex");
  };
}

describe("shares", () => {
  test("the published vectors come out to the byte", async () => {
    const ask = await divider();
    let met = 0;
    for (const { ctx, length, chunk_length, reports, shares } of await vectors()) {
      if (shares !== 2) continue;
      for (const { nonce, rand, measurement, public_share, input_shares } of reports) {
        const [leader, helper] = input_shares;
        const made = ask([nonce, rand, ctx].map(bytes), length, chunk_length, Number(measurement));
        assert.equal(made, public_share + helper + leader);
        met += 1;
      }
    }
    assert.ok(met >= 1, "there are vectors for two servers");
  });

  test("what is refused answers nothing, and the next report is divided as before", async () => {
    const ask = await divider();
    const chance = [Buffer.alloc(16, 1), Buffer.alloc(128, 2), Buffer.from("headline")];
    const sound = ask(chance, 4, 2, 3);
    assert.equal(sound.length, 2 * (64 + 64 + 272));
    for (const numbers of [
      [0, 1, 0],
      [4, 0, 0],
      [4, 5, 0],
      [4, 2, 4],
      [1001, 32, 0],
      [2 ** 31, 1, 0],
      [4, 2, -1],
    ]) {
      assert.equal(ask(chance, ...numbers), "", String(numbers));
      assert.equal(ask(chance, 4, 2, 3), sound);
    }
    for (const parts of [[], [Buffer.alloc(15)], [Buffer.alloc(16)], [Buffer.alloc(143)]])
      assert.equal(ask(parts, 4, 2, 3), "");
  });

  test("a report has its parts, and no two are alike", () => {
    const task = { context: "headline", cells: 20 };
    const [one, other] = [divideReport(task, 3), divideReport(task, 3)];
    assert.deepEqual([one.chunk, one.nonce.length, one.publicShare.length, one.helperShare.length], [5, 16, 64, 64]);
    for (const part of ["nonce", "publicShare", "leaderShare", "helperShare"])
      assert.notDeepEqual(one[part], other[part]);
  });

  test("what makes no sense is named", () => {
    const said = (task, cell) => {
      try {
        divideReport(task, cell);
      } catch (thrown) {
        return `${thrown.name}: ${thrown.message}`;
      }
    };
    const task = { context: "headline", cells: 4 };
    assert.equal(said(task, 4), "TypeError: cell is a whole number from 0 to 3, and not 4");
    assert.equal(said(task, undefined), "TypeError: cell is a whole number from 0 to 3, and not undefined");
    assert.equal(said({ ...task, cells: 1001 }, 0), "TypeError: cells is a whole number from 1 to 1000, and not 1001");
    assert.equal(
      said({ ...task, cells: Number.NaN }, 0),
      "TypeError: cells is a whole number from 1 to 1000, and not NaN",
    );
    assert.equal(said({ ...task, chunk: 5 }, 0), "TypeError: chunk is a whole number from 1 to 4, and not 5");
    assert.equal(said({ cells: 4 }, 0), "TypeError: context is a text, such as the name of an experiment");
  });

  for (const browser of [chromium, firefox])
    test(`${browser.name} divides a report behind a policy that lets nothing out`, async (t) => {
      const { page } = await browser.newPage(t);
      const script = await readFile(inRoot("dist/aggregate.js"), "utf8");
      await page.route("http://measure.test/**", (route) => {
        const isScript = route.request().url().endsWith(".js");
        const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'";
        const headers = {
          "content-security-policy": policy,
          "content-type": isScript ? "text/javascript" : "text/html",
        };
        return route.fulfill({ headers, body: isScript ? script : "<!doctype html><title>Measure</title>" });
      });
      await page.goto("http://measure.test/");
      const sizes = await page.evaluate(async () => {
        const { divideReport } = await import("/aggregate.js");
        const { leaderShare, helperShare } = divideReport({ context: "headline", cells: 4 }, 1);
        return [leaderShare.length, helperShare.length];
      });
      assert.deepEqual(sizes, [272, 64]);
    });
});

describe("randomised answers", () => {
  const EPSILON = 2;
  /** 32 bits a time, the same in each run (mulberry32). */
  function chances(seed) {
    let state = seed;
    return () => {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return (mixed ^ (mixed >>> 14)) >>> 0;
    };
  }

  test("each answer is as likely as it should be", () => {
    const COUNT = 200_000;
    for (const answers of [2, 3, 10])
      for (const answer of [0, answers - 1]) {
        const chance = chances(answers + answer);
        const counts = Array(answers).fill(0);
        for (let time = 0; time < COUNT; time += 1)
          counts[randomise(answer, { answers, epsilon: EPSILON }, chance).answer] += 1;
        const grown = Math.exp(EPSILON);
        const expected = counts.map((_, at) => (COUNT * (at === answer ? grown : 1)) / (grown + answers - 1));
        const chi = counts.reduce((sum, count, at) => sum + (count - expected[at]) ** 2 / expected[at], 0);
        // The quantile for nine degrees of freedom and one case in ten thousand.
        assert.ok(chi < 33.7, `${answers} answers: ${counts} and not ${expected}`);
      }
  });

  test("the ends of chance are answers too", () => {
    for (const answers of [2, 1000])
      for (const drawn of [0, 2 ** 32 - 1])
        for (const answer of [0, answers - 1])
          for (const epsilon of [1e-9, 1, 10]) {
            const told = randomise(answer, { answers, epsilon }, () => drawn).answer;
            assert.ok(Number.isInteger(told) && told >= 0 && told < answers, `${answers} ${drawn} ${epsilon}: ${told}`);
          }
    assert.equal(randomise(1, { epsilon: 1 }, () => 2 ** 32 - 1).answer, 0);
  });

  test("what makes no sense is named", () => {
    const wrong = [
      [2, { epsilon: 1 }, "answer is a whole number from 0 to 1, and not 2"],
      [0, { epsilon: 0 }, "epsilon is above 0 and at most 10, not 0"],
      [0, { epsilon: -1 }, "epsilon is above 0 and at most 10, not -1"],
      [0, { epsilon: Number.NaN }, "epsilon is above 0 and at most 10, not NaN"],
      [0, { epsilon: 11 }, "epsilon is above 0 and at most 10, not 11"],
      [0, { epsilon: 1, answers: 1 }, "answers is a whole number from 2 to 1000, and not 1"],
      [0, { epsilon: 1, answers: 1001 }, "answers is a whole number from 2 to 1000, and not 1001"],
    ];
    for (const [answer, options, message] of wrong)
      assert.throws(() => randomise(answer, options), { name: "TypeError", message });
  });
});
