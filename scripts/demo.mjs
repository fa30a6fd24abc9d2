// www/ and the packed module become a site as a stranger would build it.

import { cp, mkdir, rm, writeFile } from "node:fs/promises";
import { inRoot } from "./paths.mjs";
import { buildReading } from "./reading.mjs";
import { run } from "./run.mjs";

/** Returns the folder to serve. What was in it before is removed. */
export async function prepareDemo(tarball, demo = inRoot("target/demo")) {
  await rm(demo, { recursive: true, force: true });
  await mkdir(demo, { recursive: true });
  await cp(inRoot("www"), demo, { recursive: true });
  await writeFile(`${demo}/package.json`, JSON.stringify({ private: true, type: "module" }));
  // Nothing but the tarball is installed, so npm need not ask anybody.
  await run("npm", ["install", "--offline", "--no-audit", "--no-fund", "--silent", tarball], { cwd: demo });
  await run("npx", ["--offline", "--loglevel=error", "tailorbird", "inline", "manifest.json", "index.html"], {
    cwd: demo,
  });
  await buildReading(demo);
  return demo;
}
