// A reader who is folded in by a file is the exact solution, by elimination in double precision, for both conventions of λ.

import assert from "node:assert/strict";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { packFactors } from "../../dist/vectors.js";
import { inRoot } from "../../scripts/paths.mjs";
import { chance, read } from "./log.mjs";
import { foldedBy, reference } from "./reference.mjs";

const FOLDER = inRoot("target/vectors-fold");
const below = chance(21);
const ITEMS = 120;

before(async () => {
  await mkdir(FOLDER, { recursive: true });
  const line = (_, item) => `item-${item} ${Array.from({ length: 32 }, () => below(2001) / 1000 - 1).join(" ")}\n`;
  await writeFile(`${FOLDER}/factors.txt`, Array.from({ length: ITEMS }, line).join(""));
});
after(() => rm(FOLDER, { recursive: true, force: true }));

for (const perEvent of [false, true])
  for (const bits of [8, 4])
    test(`λ by ${perEvent ? "event" : "reader"}, ${bits} bits: the reader is the exact one`, async () => {
      const fit = { regularisation: 0.3, alpha: 3, perEvent };
      const { file } = await packFactors(`${FOLDER}/factors.txt`, { fit, bits, date: 20_000 });
      const module = await WebAssembly.compile(await readFile(inRoot("dist/vectors.wasm")));
      const fold = foldedBy(module, file);
      for (let reader = 0; reader < 20; reader += 1) {
        const items = [...new Set(Array.from({ length: 1 + below(40) }, () => below(ITEMS)))];
        const events = items.map((item) => [item, 0.5 + below(4)]);
        const [found, exact] = [fold(events), reference(read(file), events)];
        const size = Math.max(...exact.map(Math.abs));
        for (const [place, number] of exact.entries())
          assert.ok(Math.abs(found[place] - number) <= 1e-5 * size, `${found[place]} ${number}`);
      }
    });
