// The demo behind several policies: from inside the page all 25 ways out are tried, and another origin on this machine tells
// which of them were open. Without a policy nearly all have to be, or the trying would prove nothing.

import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { chromium, firefox } from "playwright-core";
import { serve } from "../../scripts/serve.mjs";
import { openDemoFolder } from "../browser/demo-server.mjs";
import { ARGUMENTS } from "../browser/drivers/chromium.mjs";
import { check, conclude } from "../package/checks.mjs";
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

async function withoutMeta(folder) {
  const bare = await mkdtemp(join(tmpdir(), "tailorbird-cage-"));
  await cp(folder, bare, { recursive: true });
  const html = await readFile(join(folder, "index.html"), "utf8");
  await writeFile(join(bare, "index.html"), html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, ""));
  return { bare, policy: ownPolicy(html) };
}

const { bare, policy } = await withoutMeta(await openDemoFolder());
const strictest = cage(policy);
const policies = {
  none: {},
  "connect-src 'none'": { "content-security-policy": "connect-src 'none'" },
  "the demo's own": { "content-security-policy": policy },
  "and a sandbox": { "content-security-policy": strictest["content-security-policy"] },
  "Connection-Allowlist": { "connection-allowlist": strictest["connection-allowlist"] },
  "the cage: all of it": strictest,
};

/** What gets out of the demo behind these headers. */
async function escapes(context, headers) {
  const outside = await openOutside();
  const site = await serve(bare, { headers: () => headers });
  const staying = Object.keys(channels).filter((name) => !leaving.includes(name));
  try {
    for (const names of [staying, ...leaving.map((name) => [name])]) {
      const page = await context.newPage();
      await page.goto(site.url);
      await page.waitForFunction(() => !document.getElementById("panel").hidden);
      // What is refused throws, and what leaves takes the answer with it.
      await Promise.all(names.map((name) => within(3000, page.evaluate(channels[name], outside.where))));
      await pause(names.length > 1 ? 1500 : 700);
      // The first page stays, as a browser without any would end. Popups go.
      for (const other of context.pages().slice(1)) await other.close();
    }
    // What a browser asks another site for by itself, such as its icon, is no way out of this page.
    return new Set(Object.keys(channels).filter((name) => outside.arrived.has(name)));
  } finally {
    site.close();
    outside.close();
  }
}

const within = (time, promise) => Promise.race([promise.catch(() => {}), pause(time, undefined, { ref: false })]);

function table(found) {
  const columns = [...found.keys()];
  console.log(`\n| way out | ${columns.join(" | ")} |\n|---|${columns.map(() => "---").join("|")}|`);
  for (const name of Object.keys(channels))
    console.log(`| ${name} | ${columns.map((one) => (found.get(one).has(name) ? "open" : "–")).join(" | ")} |`);
  console.log(`| all 25 | ${columns.map((one) => `${found.get(one).size} open`).join(" | ")} |\n`);
}

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

const all = new Map();
for (const [name, launch] of Object.entries(browsers)) {
  const context = await launch();
  if (context.pages().length === 0) await context.newPage();
  for (const [title, headers] of Object.entries(policies)) {
    const { open, least = 0 } = HELD[name][title];
    const what = open ? `nothing gets out but ${open.join(", ") || "nothing"}` : `at least ${least} ways out are open`;
    await check(`${name}, ${title}: ${what.replace("nothing gets out but nothing", "nothing gets out")}`, async () => {
      const found = await escapes(context, headers);
      all.set(`${name}: ${title}`, found);
      const unknown = open ? [...found].filter((one) => !open.includes(one)) : [];
      assert.deepEqual(unknown, [], "open, and should not be");
      assert.ok(found.size >= least, `only ${[...found].join(", ")}`);
    });
  }
  await context.close();
  await context.browser()?.close();
}
await rm(bare, { recursive: true, force: true });
table(all);
conclude();
