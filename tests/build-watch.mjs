// `tailorbird build --watch`: builds again when the manifest or a page changes, in each way in which editors write a file, and leaves the
// last good output where it cannot.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { build } from "../dist/build.js";
import { inRoot } from "../scripts/paths.mjs";
import { temporaryFolder } from "./browser/folder.mjs";

const manifestWith = (title) => ({
  tailorbird: 1,
  locales: ["en"],
  slots: { hero: { default: "usual", variants: { usual: { fields: { title } } } } },
});
const textWith = (title) => JSON.stringify(manifestWith(title), undefined, 2);

/** The command at work in a folder, and what it says next. */
function watching(t, cwd, ...words) {
  const child = spawn(process.execPath, [inRoot("dist/cli.js"), "build", ...words, "--watch"], { cwd });
  t.after(() => child.kill("SIGKILL"));
  let output = "";
  let heard = () => {};
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text) => {
      output += text;
      heard();
    });
  /** What was said until this was said. */
  const said = async (pattern) => {
    for (;;) {
      const [found] = pattern.exec(output) ?? [];
      if (found !== undefined) {
        const until = output.indexOf(found) + found.length;
        const before = output.slice(0, until);
        output = output.slice(until);
        return before;
      }
      await new Promise((resolve) => {
        heard = resolve;
      });
    }
  };
  /** Waits for builds until this holds: one may come while a file is half written. */
  const until = async (holds) => {
    while (!(await holds(await said(READY))));
  };
  const ended = new Promise((resolve) => child.on("exit", (code, signal) => resolve({ code, signal, output })));
  return { until, ended, child };
}

const READY = /watching site\.json: Ctrl-C ends it\n/;

test("each way of writing a file is seen, and errors leave the last good output", async (t) => {
  const folder = temporaryFolder("build-watch");
  const [file, out] = [join(folder, "site.json"), join(folder, "site.tailorbird.js")];
  const has = async (title) => (await readFile(out, "utf8").catch(() => "")) === build(manifestWith(title)).code;
  await writeFile(file, textWith("One"));
  const { until, ended, child } = watching(t, folder, "site.json");
  await until(() => has("One"));

  await writeFile(file, textWith("Two"));
  await until(() => has("Two"));

  // As many editors do: another file takes its place.
  await writeFile(`${file}~`, textWith("Three"));
  await rename(`${file}~`, file);
  await until(() => has("Three"));

  await writeFile(file, textWith("Four").replace('"usual": {', '"usual": { "when": "now.hour >",'));
  await until((told) => /^site\.json:\d+:\d+ error \/slots\/hero\/variants\/usual\/when/m.test(told));
  assert.ok(await has("Three"));

  await rm(file);
  await until((told) => told.includes("no such file"));
  await writeFile(file, textWith("Five"));
  await until(() => has("Five"));

  child.kill("SIGINT");
  const { code, signal } = await ended;
  assert.deepEqual([code, signal], [0, null]);
});

test("what would stay the same is not written, and pages are filled again", async (t) => {
  const folder = temporaryFolder("build-watch-pages");
  const page = '<!doctype html><head><script data-tb-script="inline"></script></head><p data-tb-slot="hero">';
  const put = (name, text) => writeFile(join(folder, name), text);
  const read = (name) => readFile(join(folder, name), "utf8");
  const identity = async (name) => (await stat(join(folder, name), { bigint: true })).ino;
  await put("site.json", textWith("One"));
  await put("a.html", page);
  const { until, ended, child } = watching(t, folder, "site.json", "--html", "*.html", "-o", "site.js");
  const filled = page.replace("></script>", `>${build(manifestWith("One")).script}</script>`);
  await until(async () => (await read("a.html")) === filled);

  // The same manifest in other words.
  const before = [await identity("site.js"), await identity("a.html")];
  await put("site.json", JSON.stringify(manifestWith("One")));
  await until((told) => /0 errors/.test(told));
  assert.deepEqual([await identity("site.js"), await identity("a.html")], before);

  await put("a.html", `${page}changed`);
  await until(async () => (await read("a.html")) === `${filled}changed`);

  await put("b.html", page);
  await until(async () => (await read("b.html")) === filled);

  child.kill("SIGTERM");
  assert.equal((await ended).code, 0);
});
