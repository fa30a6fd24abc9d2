// The cases of tests/spec as whoever builds a page for one of them would build it.

import { readdir, readFile } from "node:fs/promises";

const here = (path) => new URL(path, import.meta.url);

export async function cases() {
  const files = (await readdir(here("../spec/"))).filter((name) => name.endsWith(".json")).sort();
  const lists = await Promise.all(
    files.map(async (name) => JSON.parse(await readFile(here(`../spec/${name}`), "utf8"))),
  );
  return lists.flat();
}

/** Large inputs: `$REPEAT` stands for a text many times; `%` in it is the number of the repetition. */
function repeated(text, repeat) {
  if (!repeat) return text;
  const all = Array.from({ length: repeat.times }, (_, number) => repeat.text.replaceAll("%", String(number))).join("");
  return text.split("$REPEAT").join(all);
}

export function manifestOf({ manifest, repeat }) {
  if (typeof manifest === "string") return repeated(manifest, repeat);
  return JSON.parse(repeated(JSON.stringify(manifest), repeat));
}

/** Years, and the days of each region that lie in a year. */
export function optionsOf({ compile }) {
  const { years, holidays } = compile ?? {};
  const inYear = (region, year) => (holidays[region] ?? []).filter((date) => date.startsWith(`${year}-`));
  return { years, holidays: holidays && inYear };
}

/** Does a case need what pages that remember nothing do not have? */
export function remembers({ profile, events = [] }) {
  return profile !== undefined || events.some(({ kind }) => ["more", "less", "never", "forget"].includes(kind));
}
