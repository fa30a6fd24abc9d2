// A made-up log whose structure is known: each reader has two tastes, and nine of ten items that they take are of these.

import { writeFileSync } from "node:fs";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inRoot } from "../../scripts/paths.mjs";

export const TASTES = 8;
export const OF_TASTE = 25;

/** Numbers below `most` that look like chance, always the same ones. */
export function chance(seed) {
  let state = seed;
  return (most) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * most);
  };
}

/** [reader, item] in an order that says nothing. */
export function events(readers = 400, size = 16, seed = 7) {
  const below = chance(seed);
  const rows = [];
  for (let reader = 0; reader < readers; reader += 1) {
    const tastes = [below(TASTES), below(TASTES)];
    const items = new Set();
    while (items.size < size) {
      const taste = below(10) === 0 ? below(TASTES) : tastes[below(2)];
      items.add(`taste ${taste}, no. ${Math.min(below(OF_TASTE), below(OF_TASTE))}`);
    }
    for (const item of items) rows.push([`reader-${reader}`, item]);
  }
  return shuffled(rows, below);
}

export function shuffled(rows, below) {
  const all = [...rows];
  for (let at = all.length - 1; at > 0; at -= 1) {
    const other = below(at + 1);
    [all[at], all[other]] = [all[other], all[at]];
  }
  return all;
}

export function writeCsv(file, header, rows) {
  const field = (value) => (/[",\n]/.test(`${value}`) ? `"${`${value}`.replaceAll('"', '""')}"` : `${value}`);
  writeFileSync(file, [header, ...rows].map((row) => `${row.map(field).join(",")}\n`).join(""));
}

export function writeLines(file, header, rows) {
  const line = (row) => JSON.stringify(Object.fromEntries(header.map((name, place) => [name, row[place]])));
  writeFileSync(file, rows.map((row) => `${line(row)}\n`).join(""));
}

/** Each pair of items with how many readers used both, as a warehouse counts them. */
export function pairsOf(rows) {
  const readers = new Map();
  for (const row of rows) readers.set(row[0], [...(readers.get(row[0]) ?? []), row]);
  const counts = new Map();
  for (const items of readers.values())
    for (const [, one] of items)
      for (const [, other] of items)
        if (one <= other) counts.set(`${one}|${other}`, (counts.get(`${one}|${other}`) ?? 0) + 1);
  return [...counts].map(([pair, count]) => [...pair.split("|"), count]);
}

/** A file of vectors, read by what its form says. */
export function read(file) {
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  const [bits, dims, items] = [view.getUint8(5), view.getUint16(6, true), view.getUint32(8, true)];
  const head = {
    magic: String.fromCharCode(...file.subarray(0, 4)),
    ...{ version: view.getUint8(4), bits, dims, items },
    ...{ regularisation: view.getFloat32(12, true), alpha: view.getFloat32(16, true) },
    ...{ per: view.getUint8(20), method: view.getUint8(21), date: view.getUint32(24, true) },
  };
  let at = 28;
  const next = (count, size, get) => {
    const from = at;
    at += count * size;
    return Array.from({ length: count }, (_, place) => get(from + place * size));
  };
  const float = (place) => view.getFloat32(place, true);
  const gram = next((dims * (dims + 1)) / 2, 4, float);
  const scales = next(items, 4, float);
  const popularity = next(items, 2, (place) => view.getUint16(place, true));
  const numbers =
    bits === 8
      ? next(items * dims, 1, (place) => view.getInt8(place))
      : next((items * dims) / 2, 1, (place) => {
          const byte = view.getInt8(place);
          return [(byte << 28) >> 28, byte >> 4];
        }).flat();
  const vectors = Array.from({ length: items }, (_, item) =>
    numbers.slice(item * dims, (item + 1) * dims).map((number) => number * scales[item]),
  );
  const ids = [];
  for (let item = 0; item < items; item += 1) {
    const length = view.getUint16(at, true);
    ids.push(new TextDecoder().decode(file.subarray(at + 2, at + 2 + length)));
    at += 2 + length;
  }
  if (at + 4 !== file.length) throw new Error(`the file ends at ${file.length}, and the names at ${at}`);
  return { ...head, gram, scales, popularity, vectors, ids };
}

/** Runs with what trains, in a folder from which no other package is found: DuckDB is not installed there. */
export async function alone(run) {
  const folder = await mkdtemp(join(tmpdir(), "tailorbird-vectors-"));
  try {
    const names = ["vectors.js", "vectors-worker.js", "vectors.wasm"];
    await Promise.all(names.map((name) => cp(inRoot(`dist/${name}`), `${folder}/${name}`)));
    await writeFile(`${folder}/package.json`, '{"type":"module"}');
    return await run(await import(`${folder}/vectors.js`));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
