// `node scripts/order.mjs SECONDS`: looks for an order of instructions (js/engine/instructions.ts) of which brotli makes less, by
// swapping two of them again and again. What it prints replaces the old one, when much of the crate has changed.

import { readFile } from "node:fs/promises";
import { encoder } from "./carry.mjs";
import { inRoot } from "./paths.mjs";
import { sizes } from "./size.mjs";

/** Those of most visitors, in target/glue. */
const ENGINES = ["contextual", "runtime"];

const { carryModule, ORDER, split } = await encoder();
const streams = await Promise.all(
  ENGINES.map(async (name) => split(await readFile(inRoot(`target/glue/${name}.wasm`)))[1]),
);

/** Of the instructions alone, which is faster than whole entries and says as much. */
function measure(order) {
  const texts = streams.map((instructions) => Buffer.from(carryModule([], instructions, [], order)));
  return texts.map((text) => sizes([text]).brotli);
}

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
const anyPlace = () => Math.floor(Math.random() * ORDER.length);

const end = Date.now() + 1000 * Number(process.argv[2] ?? 300);
let best = ORDER;
let least = measure(best);
console.log(`${ENGINES.join(", ")}: ${least.join(", ")}`);
while (Date.now() < end) {
  const [one, other] = [anyPlace(), anyPlace()];
  const next = best.with(one, best[other]).with(other, best[one]);
  const found = measure(next);
  if (sum(found) <= sum(least)) [best, least] = [next, found];
}
console.log(`${ENGINES.join(", ")}: ${least.join(", ")}\n${best.join(", ")}`);
