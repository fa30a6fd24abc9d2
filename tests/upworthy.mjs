// Upworthy's archive of headline tests, analysed as a site would: the split of every test, and those that have a winner, which are
// listed in target/upworthy.csv.

import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { test } from "node:test";
import { analyze } from "../dist/analyze.js";
import { inRoot } from "../scripts/paths.mjs";
import { needsShared, shared } from "./shared.mjs";

/** The tests, one row for each headline, and which of them are of a week that the archive's authors suspect. */
async function archive() {
  const text = await readFile(shared("data/upworthy/upworthy_counts.csv"), "utf8");
  const rows = text
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.trim().split(","));
  const suspect = new Set(rows.filter(([, , , , , flag]) => flag === "1").map(([name]) => name));
  const table = rows.map(([experiment, arm, , n, sum_y]) => ({ experiment, arm, n, sum_y }));
  return { table, suspect };
}

const percent = (some, all) => (100 * some.length) / all.length;

test("broken splits and winners of the archive", needsShared("data/upworthy"), async (t) => {
  const { table, suspect } = await archive();
  const alone = groups(table);
  const { experiments, problems } = analyze(
    table.filter(({ experiment }) => alone.get(experiment).length > 1),
    { once: true },
  );
  assert.deepEqual(problems, []);
  const [odd, sound] = [true, false].map((is) =>
    experiments.filter(({ experiment }) => suspect.has(experiment) === is),
  );
  const broken = (some) => some.filter(({ split }) => split.p < 0.001);
  const rates = [percent(broken(odd), odd), percent(broken(sound), sound)];
  const winners = sound.flatMap(({ experiment, control, metrics: [{ comparisons }] }) =>
    comparisons
      .filter(({ verdict }) => verdict === "better")
      .map(({ arm, lift, p }) => [experiment, control, arm, lift.estimate.toFixed(4), p.toPrecision(4)]),
  );
  await mkdir(inRoot("target"), { recursive: true });
  await writeFile(inRoot("target/upworthy.csv"), ["test,first,winner,lift,p", ...winners].join("\n"));
  const won = new Set(winners.map(([experiment]) => experiment)).size;
  t.diagnostic(
    `broken splits: ${rates[0].toFixed(1)} % of ${odd.length} suspect tests, ${rates[1].toFixed(2)} % of ${sound.length}`,
  );
  t.diagnostic(`${won} of ${sound.length} tests have a headline that beats the first: target/upworthy.csv`);
  assert.ok(Math.abs(rates[0] - 67.1) < 0.5 && Math.abs(rates[1] - 1.18) < 0.05, rates.join());
  assert.ok(won > 150 && won < 250, `${won}`);
});

function groups(rows) {
  const all = new Map();
  for (const row of rows) all.set(row.experiment, [...(all.get(row.experiment) ?? []), row]);
  return all;
}
