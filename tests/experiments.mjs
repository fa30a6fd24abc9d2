// What the author build tells of experiments: the arm of each hour, and how many readers another manifest moves.

import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { test } from "node:test";
import { inRoot } from "../scripts/paths.mjs";
import { tailorbird } from "./cli.mjs";

const { compile, hours, moves, open } = await import("../dist/author.js");

const variants = { a: {}, b: {}, c: {}, plain: {} };
const manifest = (experiment, more = {}) => ({
  tailorbird: 1,
  locales: ["en"],
  slots: { hero: { default: "plain", variants }, foot: { default: "plain", variants } },
  experiments: { x: { slot: "hero", ...experiment }, ...more },
});
const [FROM, TO] = ["2026-12-01", "2026-12-08"];

test("the table of hours is what pages show at each hour", () => {
  for (const unit of ["hour", "day"]) {
    const one = manifest({ arms: { a: 1, b: 1, c: 2 }, traffic: 0.8, unit });
    const table = hours(one, { experiment: "x", from: FROM, to: TO });
    assert.deepEqual(table.problems, []);
    assert.equal(table.hours.length, 7 * 24);
    assert.equal(table.hours[0].hour, "2026-12-01T00:00:00.000Z");
    const page = open(compile(one).bytes, { root: null, locales: ["en"] });
    for (const { hour, arm } of table.hours) {
      page.assume({ root: null, locales: ["en"], timeZone: "Asia/Kolkata", now: Date.parse(hour) + 1_800_000 });
      const { variant, reasons, until } = page.decide("hero");
      assert.equal(reasons.at(-1).kind === "arm" ? variant : "", arm, hour);
      assert.ok(until <= Date.parse(hour) + (unit === "hour" ? 3_600_000 : 86_400_000), hour);
    }
    page.close();
  }
});

test("without a unit of the site's own an arm stays for the page view, and another view draws anew", () => {
  const { bytes } = compile(manifest({ arms: { a: 1, b: 1, c: 1, plain: 1 } }));
  const arms = Array.from({ length: 40 }, () => {
    const page = open(bytes, { root: null, locales: ["en"] });
    const seen = [0, 1, 2, 3].map((hour) => {
      page.assume({ root: null, locales: ["en"], now: hour * 3_600_000 });
      return page.decide("hero").variant;
    });
    page.close();
    assert.equal(new Set(seen).size, 1);
    return seen[0];
  });
  // By chance it fails once in 4 ** 39 times.
  assert.ok(new Set(arms).size > 1);
});

test("a table that cannot be is a problem with its place", () => {
  const one = manifest({ arms: { a: 1, b: 1 }, unit: "hour" });
  const why = (experiment, from, to, source = one) => hours(source, { experiment, from, to }).problems[0].path;
  assert.equal(why("y", FROM, TO), "/experiment");
  assert.equal(why("x", FROM, TO, manifest({ arms: { a: 1, b: 1 } })), "/experiment");
  assert.equal(why("x", "soon", TO), "/from");
  assert.equal(why("x", FROM, "later"), "/to");
  assert.equal(why("x", "1926-12-01", TO), "/to");
  assert.equal(why("x", FROM, TO, "no JSON"), "/experiment");
});

/** How many move in the only experiment, in whole per cents. */
function moved(before, after) {
  const { moves: found, problems } = moves(before, after);
  assert.deepEqual(problems, []);
  return ["moved", "joined", "left"].map((kind) => Math.round(found[0][kind] * 100));
}

test("another manifest moves as few readers as there can be", () => {
  const two = manifest({ arms: { a: 1, b: 1 } });
  assert.deepEqual(moved(two, two), [0, 0, 0]);
  assert.deepEqual(
    moved(two, manifest({ arms: { a: 1, b: 1, c: 1 } })),
    [33, 0, 0],
    "only those who are in the new arm",
  );
  assert.deepEqual(moved(two, manifest({ arms: { a: 6, b: 4 } })), [10, 0, 0]);
  assert.deepEqual(
    moved(manifest({ arms: { a: 1, b: 1 }, traffic: 0.1 }), manifest({ arms: { a: 1, b: 1 }, traffic: 0.5 })),
    [0, 40, 0],
  );
  assert.deepEqual(moved(two, manifest({ arms: { a: 1, b: 1 }, holdout: 0.1 })), [0, 0, 10]);
  assert.deepEqual(moved(two, manifest({ arms: { a: 1, b: 1 }, seed: "anew" })), [50, 0, 0]);
  const rest = { y: { slot: "hero", arms: { a: 1, b: 1 }, layer: "l", traffic: 0.5 } };
  const half = { arms: { a: 1, b: 1 }, layer: "l", traffic: 0.5 };
  assert.deepEqual(
    moved(manifest(half), manifest(half, rest)),
    [0, 0, 0],
    "a newcomer takes what is left of the layer",
  );
  const items = (arms) => ({
    tailorbird: 1,
    locales: ["en"],
    catalogs: { c: { items: [{ id: "one" }, { id: "2" }] } },
    slots: { list: { catalog: "c", count: 2 } },
    experiments: { x: { slot: "list", arms } },
  });
  assert.deepEqual(moved(items({ one: 1, 2: 3 }), items({ one: 1, 2: 3 })), [0, 0, 0]);
});

test("what is no experiment by reader in both moves nobody, and what does not compile is a problem", () => {
  const by = (unit) => manifest({ arms: { a: 1, b: 1 }, unit });
  assert.deepEqual(moves(by("hour"), by("hour")), { moves: [], problems: [] });
  assert.deepEqual(moves({ ...by(), experiments: undefined }, by()), { moves: [], problems: [] });
  assert.equal(moves(by(), manifest({ arms: { a: -1, b: 1 } })).problems[0].path, "/experiments/x/arms/aa");
});

test("the command prints both", async () => {
  const folder = inRoot("target/experiments");
  await mkdir(folder, { recursive: true });
  const write = async (name, one) => {
    await writeFile(`${folder}/${name}.json`, JSON.stringify(one, null, 1));
    return `${folder}/${name}.json`;
  };
  const timed = await write("timed", manifest({ arms: { a: 1, b: 1 }, unit: "hour" }));
  const now = Date.UTC(2026, 10, 23, 12);
  const table = await tailorbird(now, "hours", timed, "--experiment", "x", "--from", FROM, "--to", TO);
  assert.equal(table.code, 0, table.output);
  assert.match(table.output, /^hour,arm\n2026-12-01T00:00:00\.000Z,[ab]\n/);
  const old = await write("old", manifest({ arms: { a: 1, b: 1 } }));
  const fresh = await write("fresh", manifest({ arms: { a: 1, b: 1, c: 1 } }));
  const compared = await tailorbird(now, "check", fresh, "--against", old);
  assert.equal(compared.code, 0, compared.output);
  assert.match(
    compared.output,
    /experiment “x”: 33\.\d % of readers change their arm, 0\.0 % come in, 0\.0 % leave it/,
  );
  const wrong = await tailorbird(now, "hours", timed, "--experiment", "y", "--from", FROM, "--to", TO);
  assert.deepEqual([wrong.code, /no experiment by the hour/.test(wrong.output)], [1, true]);
  assert.equal((await tailorbird(now, "hours", timed)).code, 2);
});
