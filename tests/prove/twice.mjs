// The last commit becomes the package twice, in two new checkouts, and both are the same to the byte. With PUBLISHED=FILE.tgz
// a third one, downloaded from npm, is compared as well.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { inRoot, root } from "../../scripts/paths.mjs";
import { capture } from "../../scripts/run.mjs";
import { temporaryFolder } from "../browser/folder.mjs";

async function must(command, args, options) {
  const { code, output } = await capture(command, args, options);
  if (code !== 0) throw new Error(`${[command, ...args].join(" ")}: ${output}`);
  return output;
}

/** A new checkout has everything that is downloaded, and crates of others as `compiled` has them; its own it makes. */
async function checkout(folder, commit, compiled) {
  await must("git", ["clone", "--quiet", "--no-hardlinks", root, folder]);
  await must("git", ["checkout", "--quiet", "--detach", commit], { cwd: folder });
  await must("cp", ["-a", inRoot("node_modules"), join(folder, "node_modules")]);
  await mkdir(join(folder, "target"));
  for (const part of ["release", "wasm32-unknown-unknown"])
    await must("cp", ["-a", join(compiled, part), join(folder, "target", part)]).catch(() => {});
}

/** Builds, packs and unpacks: each file's path with its hash. */
async function made(folder) {
  await must(process.execPath, ["scripts/build.mjs"], { cwd: folder });
  const packed = join(folder, "packed");
  await mkdir(packed);
  await must("npm", ["pack", "--loglevel=error", "--pack-destination", packed], { cwd: folder });
  const [tarball] = await readdir(packed);
  return filesOf(join(packed, tarball), folder);
}

async function filesOf(tarball, folder) {
  const unpacked = await mkdtemp(join(folder, "unpacked-"));
  await must("tar", ["-xzf", tarball, "-C", unpacked]);
  const entries = await readdir(unpacked, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const hashes = await Promise.all(
    files.sort().map(async (file) => [file.slice(unpacked.length + 1), hash(await readFile(file))]),
  );
  return new Map(hashes);
}

const hash = (bytes) => createHash("sha256").update(bytes).digest("hex");

/** The files that are not the same in both. */
function differing(one, other) {
  return [...new Set([...one.keys(), ...other.keys()])].filter((file) => one.get(file) !== other.get(file));
}

test("two builds in two new checkouts give the same files, to the byte", async (t) => {
  // Somebody may commit while this runs.
  const commit = (await must("git", ["rev-parse", "HEAD"])).trim();
  const changed = (await must("git", ["status", "--porcelain"])).trim();
  if (changed) t.diagnostic(`what is built is ${commit}; these are not in it:\n${changed}`);
  const folder = temporaryFolder("twice");
  // Of different length, because a path that got into a file would move what comes after it.
  const [first, second] = [join(folder, "one"), join(folder, "the-other-checkout")];
  await checkout(first, commit, inRoot("target"));
  const one = await made(first);
  await checkout(second, commit, join(first, "target"));
  const other = await made(second);
  for (const [file, sum] of one) t.diagnostic(`${sum}  ${file}`);
  assert.ok(one.size > 20, `only ${one.size} files`);
  assert.deepEqual(differing(one, other), []);
  const [file, sum] = [...one][0];
  assert.deepEqual(differing(one, new Map([...one, [file, sum.replace(/^./, "x")]])), [file], "a planted difference");
  const { PUBLISHED } = process.env;
  if (PUBLISHED) assert.deepEqual(differing(one, await filesOf(resolve(PUBLISHED), folder)), [], PUBLISHED);
});
