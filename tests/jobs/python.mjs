// Python with packages of one version, in a folder of its own under target/, set up at the first use.

import { existsSync } from "node:fs";
import { inRoot } from "../../scripts/paths.mjs";
import { capture, run } from "../../scripts/run.mjs";
import { installed } from "../../scripts/setup.mjs";

/** @param {string} name of the folder @param {string[]} packages with their versions */
export async function python(name, packages) {
  const folder = inRoot(`target/${name}`);
  const command = `${folder}/bin/python`;
  if (!existsSync(`${folder}/ready`)) {
    await installed({ python3: "/usr/bin/python3" });
    console.log(`set-up: installing ${packages.join(", ")}`);
    await run("python3", ["-m", "venv", folder]);
    await run(command, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", ...packages]);
    await run(command, ["-c", `open(${JSON.stringify(`${folder}/ready`)}, "w").close()`]);
  }
  return command;
}

export async function must(command, args, options) {
  const { code, output } = await capture(command, args, options);
  if (code !== 0) throw new Error(`${command} ${args.join(" ")}: ${output}`);
  return output;
}
