// `npm run bench -- rank`: the best ten of 10,000 and of 100,000 items for one reader, in Chromium: with wide registers and
// without, beside typed arrays of plain JavaScript in the same run; and the fold-in of a reader who opened fifty items.

import { mkdir, rm, writeFile } from "node:fs/promises";
import { build } from "esbuild";
import { inRoot } from "../../scripts/paths.mjs";
import { serve } from "../../scripts/serve.mjs";
import { launch } from "../browser/drivers/chromium.mjs";
import { made } from "../recommend/made.mjs";

const FOLDER = inRoot("target/bench-rank");
const ISOLATED = { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" };
const SIZES = [10_000, 100_000];

async function prepare() {
  await rm(FOLDER, { recursive: true, force: true });
  await mkdir(FOLDER, { recursive: true });
  const options = { bundle: true, minify: true, format: "esm", target: "es2022" };
  await build({ ...options, entryPoints: [inRoot("tests/bench/rank-page.mjs")], outdir: FOLDER });
  await writeFile(
    `${FOLDER}/page.html`,
    '<!doctype html><meta charset="utf-8"><script type="module" src="rank-page.js"></script>',
  );
  for (const items of SIZES) {
    const { bytes, values, scales } = made({ items, dims: 64 });
    await writeFile(`${FOLDER}/${items}.vectors`, bytes);
    await writeFile(`${FOLDER}/${items}.values`, values);
    await writeFile(`${FOLDER}/${items}.scales`, new Uint8Array(scales.buffer));
  }
}

export async function ranking() {
  await prepare();
  const [site, engines, browser] = [
    await serve(FOLDER, { headers: () => ISOLATED }),
    await serve(inRoot("dist"), {
      headers: () => ({ "access-control-allow-origin": "*", "cross-origin-resource-policy": "cross-origin" }),
    }),
    await launch(),
  ];
  try {
    const page = await browser.newPage();
    await page.goto(`${site.url}page.html`);
    for (const items of SIZES) {
      const rows = await page.evaluate(([items, from]) => globalThis.rankHere(items, from), [items, engines.url]);
      console.log(`\n${items.toLocaleString("en")} items of 64 × int8, best of many in Chromium, in milliseconds`);
      for (const [name, least, median] of rows)
        console.log(`${name.padEnd(44)}${least.toFixed(4).padStart(10)}  median ${median.toFixed(4)}`);
    }
  } finally {
    await browser.close();
    site.close();
    engines.close();
  }
}
