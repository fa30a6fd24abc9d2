// What the first paint of the demo costs: with the module, and the same page without it, turn by turn in one run of Chromium.

import { readFile } from "node:fs/promises";
import { brotliCompressSync } from "node:zlib";
import { prepareDemo } from "../../scripts/demo.mjs";
import { pack } from "../../scripts/pack.mjs";
import { launch } from "../browser/drivers/chromium.mjs";
import { serveSlowly } from "../browser/slow-server.mjs";

const TURNS = Number(process.argv[2] ?? 15);
const ADDRESS = "?clock=2026-12-02T19:00:00&zone=Europe/Berlin&lang=de&topics=history";

/** As Chromium's own tools have them, in kilobits a second and milliseconds. */
const NETWORKS = { "this machine": undefined, "slow 4G": { down: 1600, latency: 150 } };

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** The module, its manifest, and what the demo does with them. */
const without = (html) =>
  html
    .replace(/<script[^>]*application.tailorbird[^>]*>[^<]*<.script>/, "")
    .replace(/<script data-tb-script[\s\S]*?<.script>/, "")
    .replace(/<script src="[^"]*"><.script>/g, "")
    .replace(/<link rel="modulepreload"[^>]*>/g, "")
    .replace(/<script type="module"[^>]*><.script>/, "");

const folder = await prepareDemo(await pack());
const full = await readFile(`${folder}/index.html`, "utf8");
const script = await readFile(`${folder}/node_modules/tailorbird/dist/inline.js`, "utf8");
const asFile = full.replace(/<script data-tb-script[\s\S]*?<.script>/, () => '<script src="/inline.js"></script>');
const pages = { "without the module": without(full), "all in the page": full, "inline.js a file of its own": asFile };
// Compressed beforehand, as a site's files are: it takes longer than all that is measured here.
const bodies = new Map(
  [...Object.values(pages).map((html, number) => [`/${number}.html`, html]), ["/inline.js", script]].map(
    ([path, text]) => [path, brotliCompressSync(text)],
  ),
);

const site = await serveSlowly(folder, (path) => {
  const body = bodies.get(path);
  return body === undefined ? {} : { body, headers: { "content-encoding": "br" } };
});

async function firstPaint(browser, number, network) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  if (network) {
    const session = await context.newCDPSession(page);
    const rate = (network.down * 1000) / 8;
    const conditions = { offline: false, latency: network.latency, downloadThroughput: rate, uploadThroughput: rate };
    await session.send("Network.emulateNetworkConditions", conditions);
  }
  await page.goto(`${site.url}${number}.html${ADDRESS}`, { waitUntil: "load" });
  await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length > 0);
  const [painted, shown] = await page.evaluate(() => [
    performance.getEntriesByName("first-contentful-paint")[0].startTime,
    document.querySelector(".scene > svg").getAttribute("class"),
  ]);
  if (shown !== (number === 0 ? "print day" : "print night")) throw new Error(`page ${number} shows ${shown}`);
  await context.close();
  return painted;
}

const browser = await launch();
for (const [name, html] of Object.entries(pages))
  console.log(
    `${name.padEnd(30)}${brotliCompressSync(html).length.toLocaleString("en").padStart(8)} bytes of HTML, brotli`,
  );
for (const [network, conditions] of Object.entries(NETWORKS)) {
  const found = Object.keys(pages).map(() => []);
  for (let turn = 0; turn <= TURNS; turn += 1)
    for (const number of found.keys()) {
      const painted = await firstPaint(browser, number, conditions);
      // The first turn warms what all share.
      if (turn > 0) found[number].push(painted);
    }
  const base = median(found[0]);
  for (const [number, name] of Object.keys(pages).entries()) {
    const [middle, least] = [median(found[number]), Math.min(...found[number])];
    const cost = number ? `, ${(middle - base).toFixed(1)} ms more` : "";
    console.log(
      `${network.padEnd(14)}${name.padEnd(30)}first contentful paint: median ${middle.toFixed(1)} ms, least ${least.toFixed(1)}${cost}`,
    );
  }
}
await browser.close();
site.close();
