// A year of heavy use: what it costs to read it and merge it when a page opens, beside opening a page that remembers nothing.
// `npm run bench` prints it.

import { memory } from "../../dist/keepers.js";
import { yearOfUse } from "../browser/memory/year-of-use.mjs";

const TIMES = 150;
const GRANTED = { remember: "granted", learn: "granted", measure: "granted" };

/** @returns a line with the median of many, in milliseconds */
export async function memoryOfAYear(median) {
  const { open } = await import("../../dist/index.js");
  const { bytes, entries, now } = await yearOfUse();
  const keeper = memory();
  keeper.write(entries);
  const given = { root: null, now, timeZone: "UTC", locales: ["en"], consent: { initial: GRANTED } };
  const time = (options) => {
    const start = performance.now();
    const page = open(bytes, { ...given, ...options });
    const spent = performance.now() - start;
    page.close();
    return spent;
  };
  const many = (options) => median(Array.from({ length: TIMES }, () => time(options)));
  const remember = { read: keeper.read, write: () => {} };
  many({});
  const without = many({});
  const cost = many({ remember }) - without;
  return [
    `a year of heavy use is read and merged in ${cost.toFixed(2)} ms, beside ${without.toFixed(2)} ms for opening`,
  ];
}
