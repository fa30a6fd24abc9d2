// `tailorbird/recommend`: both engines give the same order, which is that of plain arithmetic; bad files are refused with their place.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { test } from "node:test";
import { recommender } from "tailorbird/recommend";
import { inRoot } from "../scripts/paths.mjs";
import { askWith, FOLD, floats, LIKE, OF, OPEN, TOP } from "./recommend/ask.mjs";
import { chance, checksum, made, write } from "./recommend/made.mjs";

const engine = async (name) => askWith(new WebAssembly.Module(await readFile(inRoot(`target/glue/${name}.wasm`))));

test("1,000 random cases have the same order with wide registers and without, to the last bit", async () => {
  const [narrow, wide] = await Promise.all([engine("scorer"), engine("scorer-wide")]);
  const next = chance(7);
  const whole = (most) => Math.floor(next() * most);
  for (let number = 0; number < 1000; number += 1) {
    const dims = 16 * (1 + whole(8));
    const items = 1 + whole(number % 50 === 0 ? 3000 : 60);
    const bits = next() < 0.3 ? 4 : 8;
    const one = made({ items, dims, bits, seed: number + 1 });
    // Items that are alike in everything: their order is that of the file.
    for (let pair = 0; pair < items / 4; pair += 1) {
      const [from, to] = [whole(items), whole(items)];
      one.values.copyWithin(to * dims, from * dims, (from + 1) * dims);
      one.scales[to] = one.scales[from];
    }
    const bytes = write({ dims, bits, ...one, regularisation: 0.5, alpha: 2, per: number % 2 });
    const history = Array.from({ length: whole(8) }, () => [whole(items + 1), next() < 0.2 ? -1 : next()]).flat();
    const count = 1 + whole(items + 5);
    const answers = [narrow, wide].map((ask) => {
      assert.equal(ask(OPEN, [], bytes).length, 0);
      const parts = [ask(FOLD, history), ask(TOP, [count, ...history.slice(0, 1)]), ask(OF, [0, items - 1])];
      return Buffer.concat([...parts, ask(LIKE, [whole.length, count])].map((part) => Buffer.from(part)));
    });
    assert.ok(answers[0].equals(answers[1]), `case ${number}: ${items} items of ${dims} dimensions`);
  }
});

test("the order is that of plain arithmetic, ties by the file's order", async () => {
  const ask = await engine("scorer-wide");
  const { bytes, values, scales } = made({ items: 500, dims: 64, seed: 3 });
  ask(OPEN, [], bytes);
  ask(FOLD, [4, 1, 77, 2, 300, 0.5]);
  const best = floats(ask(TOP, [500]));
  const all = floats(
    ask(
      OF,
      Array.from({ length: 500 }, (_, item) => item),
    ),
  );
  const scores = Array.from({ length: 500 }, (_, item) => all[4 * item + 1]);
  const wanted = [...scores.keys()].sort((one, other) => scores[other] - scores[one] || one - other);
  assert.deepEqual(
    Array.from({ length: 500 }, (_, place) => best[4 * place]),
    wanted,
  );
  // Likeness is the cosine of what the file says.
  const vector = (item) => [...values.subarray(64 * item, 64 * item + 64)].map((value) => value * scales[item]);
  const length = (one) => Math.hypot(...one);
  const [first, cosine] = floats(ask(LIKE, [9, 1]));
  const [a, b] = [vector(9), vector(first)];
  const dot = a.reduce((sum, value, place) => sum + value * b[place], 0);
  assert.ok(Math.abs(cosine - dot / length(a) / length(b)) < 1e-3, `${cosine}`);
});

const genres = () => {
  // Three groups of items that point into three directions.
  const [items, dims] = [30, 16];
  const next = chance(5);
  const values = new Int8Array(items * dims);
  for (let item = 0; item < items; item += 1) {
    values[item * dims + (item % 3)] = 100;
    for (let place = 3; place < dims; place += 1) values[item * dims + place] = Math.round((next() - 0.5) * 30);
  }
  const ids = Array.from({ length: items }, (_, item) => `${["cycling", "cooking", "ferries"][item % 3]}-${item}`);
  const popularity = ids.map((_, item) => 60_000 - item * 1000);
  return write({ dims, values, scales: new Float32Array(items).fill(0.01), popularity, ids, regularisation: 5 });
};
const group = ({ item }) => item.split("-")[0];

test("what a reader opened brings more like it, each with its reason; nothing that they opened comes again", async () => {
  const one = await recommender(genres());
  const found = one.rank({ history: ["cycling-0", { item: "cycling-3", weight: 2 }], count: 5, diversity: 0 });
  assert.deepEqual(new Set(found.map(group)), new Set(["cycling"]));
  assert.ok(found.every(({ because }) => because.kind === "like" && /^cycling-[03]$/.test(because.item)));
  assert.ok(!found.some(({ item }) => item === "cycling-0" || item === "cycling-3"));
  const mixed = one.rank({ history: ["cycling-0", "cooking-1"], count: 6, diversity: 0.6 });
  assert.ok(new Set(mixed.map(group)).size > 1);
  const away = one.rank({ history: ["cooking-1", { item: "cycling-0", weight: -3 }], count: 4, diversity: 0 });
  assert.ok(!away.some((each) => group(each) === "cycling"));
  assert.deepEqual(one.like("ferries-2", { count: 3 }).map(group), ["ferries", "ferries", "ferries"]);
  assert.deepEqual(one.like("nobody"), []);
});

test("without a history the most popular come; interests, boosts and the site's own rules count", async () => {
  const one = await recommender(genres());
  const popular = one.rank({ count: 3, diversity: 0 });
  assert.deepEqual(
    popular.map(({ item, because }) => [item, because.kind]),
    [0, 1, 2].map((item) => [`${["cycling", "cooking", "ferries"][item]}-${item}`, "popular"]),
  );
  const topics = (item) => [item.split("-")[0]];
  const [first] = one.rank({ interests: { ferries: 0.9 }, topics, count: 1 });
  assert.deepEqual([group(first), first.because], ["ferries", { kind: "interest", topic: "ferries" }]);
  const [boosted] = one.rank({ boost: (item) => (item === "cooking-28" ? 3 : NaN), count: 1 });
  assert.deepEqual([boosted.item, boosted.because.kind], ["cooking-28", "boosted"]);
  const only = one.rank({ history: ["cycling-0"], only: (item) => item.startsWith("ferries"), count: 10 });
  assert.equal(only.length, 10);
  assert.ok(only.every((each) => group(each) === "ferries"));
});

test("what is gone from the catalogue is left out, and the rest counts", async () => {
  const one = await recommender(genres());
  const with_ = one.rank({ history: ["gone-1", "cycling-0"], count: 3 });
  assert.deepEqual(with_, one.rank({ history: ["cycling-0"], count: 3 }));
  assert.deepEqual(one.score([{ item: "gone-1" }], ["cycling-0", "gone-2"]), [
    { score: 0, because: -1, popularity: 60_000 / 65_535 },
    { score: 0, because: -1, popularity: 0 },
  ]);
});

test("what it is asked with is looked at", async () => {
  const one = await recommender(genres());
  for (const [options, message] of [
    [{ count: 0 }, /count is a whole number/],
    [{ count: Number.NaN }, /count is a whole number/],
    [{ diversity: 2 }, /diversity is a number from 0 to 1/],
    [{ history: "cycling-0" }, /history is a list/],
    [{ history: ["cycling-0", 7] }, /history\/1\/item is the id of an item/],
    [{ history: [{ item: "cycling-0", weight: Number.NaN }] }, /history\/0\/weight is a number/],
  ])
    assert.throws(() => one.rank(options), message);
});

test("a file that is cut, changed, another one or none is refused with its place", async () => {
  const whole = genres();
  const sealed = (change) => {
    const bytes = whole.slice();
    change(new DataView(bytes.buffer), bytes);
    new DataView(bytes.buffer).setUint32(bytes.length - 4, checksum(bytes.subarray(0, -4)), true);
    return bytes;
  };
  const scales = 28 + 2 * 16 * 17;
  for (const [bytes, path, message] of [
    [whole.subarray(0, 700), "", /cut off: it ends after 700 bytes/],
    [new Uint8Array(), "", /no file of vectors/],
    [sealed((_, bytes) => bytes.set([9], 4)), "/version", /another version/],
    [whole.map((byte, place) => (place === 900 ? byte ^ 1 : byte)), "/checksum", /damaged/],
    [sealed((view) => view.setFloat32(scales + 8, Number.NaN, true)), "/scales/2", /a scale is a number/],
    [sealed((view) => view.setUint16(6, 20, true)), "/dims", /16 to 128 dimensions/],
    [
      write({ dims: 16, values: new Int8Array(32), scales: [1, 1], popularity: [0, 0], ids: ["a", "a"] }),
      "/items/1",
      /twice/,
    ],
  ])
    await assert.rejects(recommender(bytes), (problem) => {
      assert.equal(problem.path, path);
      assert.match(problem.message, message);
      return problem.severity === "error";
    });
});

test("a file is held against its hash, whichever way that is written", async () => {
  const bytes = genres();
  const digest = createHash("sha256").update(bytes);
  const [hex, base64] = ["hex", "base64"].map((encoding) => digest.copy().digest(encoding));
  for (const hash of [hex, hex.toUpperCase(), `sha256-${base64}`])
    assert.equal((await recommender(bytes, { hash })).size, 30);
  const other = hex.replace(/^./, (first) => (first === "0" ? "1" : "0"));
  await assert.rejects(
    recommender(bytes, { hash: other }),
    ({ path, message }) => path === "/hash" && message.includes(hex),
  );
  await assert.rejects(recommender(bytes, { hash: "md5-abc" }), ({ path }) => path === "/hash");
  const server = createServer((request, response) => {
    response.statusCode = request.url === "/items.vectors" ? 200 : 404;
    response.end(bytes);
  }).listen(0);
  const at = `http://localhost:${server.address().port}`;
  assert.equal((await recommender(`${at}/items.vectors#sha256-${base64}`)).date, "2024-10-04");
  await assert.rejects(recommender(`${at}/items.vectors#${other}`), ({ path }) => path === "/hash");
  await assert.rejects(recommender(`${at}/other.vectors`), ({ message }) => /answered 404/.test(message));
  server.close();
});
