// The demo behind several policies: from inside the page all 25 ways out are tried, and another origin on this machine logs
// which of them were open. Without a policy nearly all have to be, or the trying would prove nothing.

import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { chromium, firefox } from "playwright-core";
import { serve } from "../../scripts/serve.mjs";
import { PATIENCE } from "../browser/browsers.mjs";
import { demoFolder, prepare } from "../browser/demo-folder.mjs";
import { ARGUMENTS } from "../browser/drivers/chromium.mjs";
import { channels, leaving } from "./channels.mjs";
import { openOutside } from "./outside.mjs";
import { cage, ownPolicy } from "./policies.mjs";

/** WebRTC leaves the machine's own address out, popups are blocked and pings are off by default in one or the other: what
 *  is not tried cannot be held. */
const PREFERENCES = {
  "dom.disable_open_during_load": false,
  "network.http.speculative-parallel-limit": 6,
  "media.peerconnection.ice.loopback": true,
  "media.peerconnection.ice.obfuscate_host_addresses": false,
  "browser.send_pings": true,
  "browser.send_pings.require_same_host": false,
};
const viewport = { width: 1280, height: 800 };
/** Each becomes a context; not a private one in Chromium, which connects to nothing ahead of time there. */
const browsers = {
  Chromium: () =>
    chromium.launchPersistentContext("", {
      executablePath: "/usr/bin/chromium",
      args: [...ARGUMENTS, "--allow-loopback-in-peer-connection"],
      viewport,
    }),
  Firefox: async () => {
    const options = { channel: "moz-firefox", executablePath: "/usr/bin/firefox-esr", firefoxUserPrefs: PREFERENCES };
    return (await firefox.launch(options)).newContext({ viewport });
  },
};

/** The demo's own policy comes from the server here, if at all. */
async function takeOutMeta() {
  const file = join(demoFolder, "index.html");
  const html = await readFile(file, "utf8");
  await writeFile(file, html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, ""));
  return ownPolicy(html);
}

let policy;
before(async () => {
  await prepare();
  policy = await takeOutMeta();
});

/** What the server sends with every answer. */
const POLICIES = {
  none: () => ({}),
  "connect-src 'none'": () => ({ "content-security-policy": "connect-src 'none'" }),
  "the demo's own": () => ({ "content-security-policy": policy }),
  "and a sandbox": () => ({ "content-security-policy": cage(policy)["content-security-policy"] }),
  "Connection-Allowlist": () => ({ "connection-allowlist": cage(policy)["connection-allowlist"] }),
  "the cage: all of it": () => cage(policy),
};

/** What may be open behind each policy, and how many at least have to be for the trying to be one. */
const HELD = {
  Chromium: {
    none: { least: 23 },
    "connect-src 'none'": { least: 14 },
    "the demo's own": { open: ["navigation", "popup", "WebRTC", "preconnect"] },
    "and a sandbox": { open: ["navigation", "WebRTC", "preconnect"] },
    "Connection-Allowlist": { open: [] },
    "the cage: all of it": { open: [] },
  },
  Firefox: {
    none: { least: 21 },
    "connect-src 'none'": { least: 14 },
    "the demo's own": { open: ["navigation", "popup", "WebRTC", "preconnect"] },
    "and a sandbox": { open: ["navigation", "WebRTC", "preconnect"] },
    // Firefox does not know this header, so it holds nothing there.
    "Connection-Allowlist": { least: 21 },
    "the cage: all of it": { open: ["navigation", "WebRTC", "preconnect"] },
  },
};

/** Tries all ways out of the demo behind these headers, and answers what arrives outside, now or later. */
async function tryAll(context, headers, ends) {
  const outside = await openOutside();
  const site = await serve(demoFolder, { headers: () => headers });
  ends.push(outside, site);
  const staying = Object.keys(channels).filter((name) => !leaving.includes(name));
  for (const names of [staying, ...leaving.map((name) => [name])]) {
    const page = await context.newPage();
    await page.goto(site.url);
    await page.waitForFunction(() => !document.getElementById("panel").hidden);
    for (const name of names) await page.evaluate(started(channels[name], outside.where));
    // What is asked for while a page is drawn is asked for by then.
    if (names === staying)
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  }
  return outside.arrived;
}

/** Does not wait for what comes of it: what is refused throws, and what leaves takes the answer with it. */
const started = (channel, where) =>
  `void Promise.resolve().then(() => (${channel})(${JSON.stringify(where)})).catch(() => {})`;

async function atLeast(arrived, count) {
  const end = Date.now() + PATIENCE;
  while (arrived.size < count) {
    assert.ok(Date.now() < end, `only ${[...arrived].join(", ")}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Which ways were open, by browser and policy. */
const all = new Map();

function table() {
  const columns = [...all.keys()];
  const rows = Object.keys(channels).map((name) => [
    name,
    ...columns.map((one) => (all.get(one).has(name) ? "open" : "–")),
  ]);
  const sum = ["all 25", ...columns.map((one) => `${all.get(one).size} open`)];
  const lines = [["way out", ...columns], Array(columns.length + 1).fill("---"), ...rows, sum];
  console.log(lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n"));
}

for (const [name, launch] of Object.entries(browsers))
  describe(name, () => {
    const ends = [];
    const arrived = new Map();

    before(async () => {
      const context = await launch();
      ends.push(context, ...[context.browser() ?? []].flat());
      context.setDefaultTimeout(PATIENCE);
      // Last without a policy: when what is tried then has arrived, what a policy should hold would have arrived before.
      for (const [title, headers] of Object.entries(POLICIES).reverse())
        arrived.set(title, await tryAll(context, headers(), ends));
      await atLeast(arrived.get("none"), HELD[name].none.least);
    });
    after(async () => {
      for (const end of ends) await end.close?.();
    });

    for (const title of Object.keys(POLICIES)) {
      const { open, least = 0 } = HELD[name][title];
      const but = open?.length ? ` but ${open.join(", ")}` : "";
      const what = open ? `nothing gets out${but}` : `at least ${least} ways out are open`;
      test(`${title}: ${what}`, async () => {
        await atLeast(arrived.get(title), least);
        // What a browser asks another site for by itself, such as its icon, is no way out of this page.
        const found = Object.keys(channels).filter((name) => arrived.get(title).has(name));
        all.set(`${name}: ${title}`, new Set(found));
        assert.ok(found.length >= least, `only ${found.join(", ")}`);
        if (open)
          assert.deepEqual(
            found.filter((one) => !open.includes(one)),
            [],
            "open, and should not be",
          );
      });
    }
  });
after(table);
