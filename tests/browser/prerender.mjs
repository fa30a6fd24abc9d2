// A page that Chromium prerenders counts, learns and writes nothing until its reader opens it. Under Playwright Chromium does not
// prerender, so it runs by itself here, and the pages say what they found.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { copyFile, writeFile } from "node:fs/promises";
import { test } from "node:test";
import { inRoot } from "../../scripts/paths.mjs";
import { serve } from "../../scripts/serve.mjs";
import { ARGUMENTS } from "./drivers/chromium.mjs";
import { temporaryFolder } from "./folder.mjs";

const MANIFEST = {
  tailorbird: 1,
  locales: ["en"],
  slots: {
    hero: { default: "plain", variants: { other: { when: "now.year > 1970", fields: { title: "Other" } }, plain: {} } },
    drawn: { default: "plain", variants: { bold: {}, plain: {} } },
  },
  experiments: { x: { slot: "drawn", arms: { bold: 1, plain: 1 } } },
};

const RULES = { prerender: [{ source: "list", urls: ["/opened.html"], eagerness: "immediate" }] };

const begin = '<!doctype html><html lang="en"><meta charset="utf-8"><title>t</title><link rel="icon" href="data:,">';

/** Opens the other page once that has been prerendered. */
const first = `${begin}<script type="speculationrules">${JSON.stringify(RULES)}</script>
<script type="module">
  const kept = () => Object.entries(localStorage).map(([, text]) => text);
  const look = async () => {
    if ((await fetch("/go.json")).ok) {
      await fetch("/report?" + encodeURIComponent(JSON.stringify({ kept: kept() })));
      location.href = "/opened.html";
    } else setTimeout(look, 100);
  };
  look();
</script></html>`;

const opened = `${begin}<meta name="keywords" content="cycling">
<body><h1 data-tb-slot="hero" data-tb-text="title">Welcome</h1><p data-tb-slot="drawn">seen</p>
<script type="module">
  import { open } from "/index.js";
  import { bytes } from "/program.js";
  const report = (found) => fetch("/report?" + encodeURIComponent(JSON.stringify(found)));
  const page = open(bytes, { remember: "local", consent: { initial: { remember: "granted", learn: "granted", measure: "granted" } } });
  page.render();
  page.observe({ kind: "click", slot: "hero" });
  const wasPrerendered = document.prerendering;
  const before = { ...page.export() };
  // The upkeep comes after a second.
  setTimeout(() => report({ wasPrerendered, before, measured: page.report(), shows: document.querySelector("h1").textContent }), 1500);
  document.addEventListener("prerenderingchange", () => setTimeout(() => {
    const { interests, events } = page.export();
    dispatchEvent(new PageTransitionEvent("pagehide"));
    report({ interests, events, visits: page.export().visits, kept: Object.values(localStorage).join() });
  }));
  page.subscribe(() => page.report().x && report({ measured: page.report() }));
</script></body></html>`;

test("Chromium: a prerendered page counts, learns and writes nothing until it is opened", async (t) => {
  const folder = temporaryFolder("prerender");
  const { compile } = await import("../../dist/author.js");
  const { bytes, problems } = compile(MANIFEST);
  assert.ok(bytes, JSON.stringify(problems));
  await copyFile(inRoot("dist/index.js"), `${folder}/index.js`);
  await writeFile(`${folder}/program.js`, `export const bytes = new Uint8Array(${JSON.stringify([...bytes])});`);
  await writeFile(`${folder}/index.html`, first);
  await writeFile(`${folder}/opened.html`, opened);
  const reports = [];
  const found = await new Promise((resolve, reject) => {
    const log = ({ url }) => {
      if (!url.startsWith("/report?")) return;
      reports.push(JSON.parse(decodeURIComponent(url.slice(8))));
      if (reports.length === 1) writeFile(`${folder}/go.json`, "{}").catch(reject);
      if (reports.length === 4) resolve(reports);
    };
    serve(folder, { log }).then((site) => {
      t.after(() => site.close());
      const profile = `${folder}/profile`;
      const child = spawn("/usr/bin/chromium", [
        ...ARGUMENTS.filter((name) => name !== "--disable-background-networking"),
        "--headless=new",
        `--user-data-dir=${profile}`,
        `${site.url}index.html`,
      ]);
      child.on("error", reject);
      t.after(() => child.kill("SIGKILL"));
    }, reject);
  });
  const [prerendered, meanwhile, after, seen] = found;
  assert.deepEqual(prerendered.measured, {}, "nobody has seen an arm");
  assert.equal(seen.measured.x.exposures, 1);
  assert.equal(prerendered.wasPrerendered, true);
  assert.equal(prerendered.shows, "Other", "what it shows is ready");
  assert.deepEqual([prerendered.before.interests, prerendered.before.events], [[], []]);
  assert.deepEqual(meanwhile.kept, []);
  assert.deepEqual(
    [
      after.interests.map(({ topic, pages }) => `${topic} ${pages}`),
      after.events.map(({ kind, times }) => [kind, times]),
    ],
    [["cycling 1"], [["click", 1]]],
  );
  assert.equal(after.visits, 1);
  assert.match(after.kept, /cycling/);
});
