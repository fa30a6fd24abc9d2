// js/engine/encode.ts as a script can run it before anything is built: WebAssembly bytes become the text that an entry carries.

import { readFile } from "node:fs/promises";
import { inRoot } from "./paths.mjs";

const SINGLES = inRoot("scripts/singles.json");

let loading;

/** The module js/engine/encode.ts. */
export function carrier() {
  loading ??= load();
  return loading;
}

/** @param {Uint8Array} bytes
 *  @param {string} [build] whose bytes of one character were sought with care: they are the same on every machine */
export async function carry(bytes, build) {
  const sought = build ? JSON.parse(await readFile(SINGLES, "utf8"))[build] : undefined;
  return (await carrier()).carry(bytes, sought && setOf(sought));
}

/** What begins such a text: a bit for each byte. */
const setOf = (hex) =>
  new Set([...Array(256).keys()].filter((byte) => (Number.parseInt(hex[byte >> 2], 16) >> (byte & 3)) & 1));

async function load() {
  const { transform } = await import("esbuild");
  const { code } = await transform(await readFile(inRoot("js/engine/encode.ts"), "utf8"), { loader: "ts", format: "esm" });
  return import(`data:text/javascript,${encodeURIComponent(code)}`);
}
