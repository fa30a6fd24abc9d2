// Seeks the bytes that take one character in what an entry carries: from the most frequent ones on, exchanges that brotli likes are
// kept. `node scripts/singles.mjs` writes them to singles.json; building takes them from there, because another brotli on
// another machine would choose otherwise, and the package would not be the same.

import { readFile, writeFile } from "node:fs/promises";
import { brotliCompressSync } from "node:zlib";
import { carrier } from "./carry.mjs";
import { inRoot } from "./paths.mjs";

const TRIES = 400;
/** How far from the border between frequent and seldom bytes an exchange is worth trying. */
const NEAR = 30;

const { carry, head, mostFrequent } = await carrier();
const size = (bytes, singles) => brotliCompressSync(carry(bytes, singles)).length;

function seek(bytes) {
  const counts = Array(256).fill(0);
  for (const byte of bytes) counts[byte] += 1;
  const ordered = [...counts.keys()].sort((a, b) => counts[b] - counts[a]);
  let best = mostFrequent(bytes);
  let least = size(bytes, best);
  const before = least;
  const near = ordered.slice(best.size - NEAR, best.size + NEAR);
  let seed = 1;
  const one = (bytes) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return bytes[Math.floor((seed / 2_147_483_648) * bytes.length)];
  };
  for (let count = 0; count < TRIES; count += 1) {
    const tried = new Set(best);
    tried.delete(one(near.filter((byte) => best.has(byte))));
    tried.add(one(near.filter((byte) => !best.has(byte))));
    const found = size(bytes, tried);
    if (found < least) [best, least] = [tried, found];
  }
  return { singles: best, before, after: least };
}

const all = {};
for (const build of ["contextual", "runtime", "full"]) {
  const { singles, before, after } = seek(await readFile(inRoot(`target/glue/${build}.wasm`)));
  console.log(`${build}: ${before} bytes after brotli, now ${after}`);
  all[build] = head(singles);
}
await writeFile(inRoot("scripts/singles.json"), `${JSON.stringify(all, null, 2)}\n`);
