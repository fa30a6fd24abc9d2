// What a fresh machine lacks is installed; where nothing is lacking, nothing is done and nothing is said.

import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { inRoot } from "./paths.mjs";
import { capture, run } from "./run.mjs";

const TARGET = "wasm32-unknown-unknown";

/** Debian's names, and the program or file that shows each of them is there. */
const PACKAGES = {
  chromium: "/usr/bin/chromium",
  "chromium-driver": "/usr/bin/chromedriver",
  "firefox-esr": "/usr/bin/firefox-esr",
  "webkit2gtk-driver": "/usr/bin/WebKitWebDriver",
  xvfb: "/usr/bin/Xvfb",
  xauth: "/usr/bin/xauth",
  "fonts-dejavu-core": "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
  "fonts-noto-core": "/usr/share/fonts/truetype/noto/NotoSansArabic-Regular.ttf",
};

/** @param {{ browsers?: boolean }} options `browsers: false` where no page will be opened. */
export async function setup({ browsers = true } = {}) {
  await rustTarget();
  await nodeModules();
  if (browsers) await installed(PACKAGES);
}

async function rustTarget() {
  const { code, output } = await capture("rustup", ["target", "list", "--installed"]).catch(() => ({
    code: 1,
    output: "",
  }));
  if (code === 0 && output.includes(TARGET)) return;
  say(`adding the Rust target ${TARGET}`);
  await run("rustup", ["target", "add", TARGET]);
}

/** npm writes what it installed into a lock file of its own; a version that differs there is stale here. */
async function nodeModules() {
  const wanted = await versions("package-lock.json");
  const installed = await versions("node_modules/.package-lock.json").catch(() => new Map());
  const stale = [...wanted].some(
    ([path, { version, optional }]) => !optional && installed.get(path)?.version !== version,
  );
  if (!stale) return;
  say("installing node_modules");
  await run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
}

async function versions(lock) {
  const { packages } = JSON.parse(await readFile(inRoot(lock), "utf8"));
  return new Map(Object.entries(packages).filter(([path]) => path));
}

/** @param {Record<string, string>} packages Debian's names, and the file that shows each of them is there */
export async function installed(packages) {
  const missing = lacking(packages);
  if (missing.length === 0) return;
  say(`installing ${missing.join(", ")}`);
  const sudo = process.getuid?.() === 0 ? [] : ["sudo", "--non-interactive"];
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const apt = (...args) => {
    const [command, ...rest] = [...sudo, "apt-get", "--quiet=2", ...args];
    return run(command, rest, { env }).catch((error) => say(error.message));
  };
  await apt("update");
  await apt("install", "--yes", "--no-install-recommends", ...missing);
  const still = lacking(packages);
  if (still.length > 0) throw new Error(`the tests need ${still.join(", ")}: please install them`);
}

const lacking = (packages) => Object.keys(packages).filter((name) => !existsSync(packages[name]));

const say = (text) => console.log(`set-up: ${text}`);
