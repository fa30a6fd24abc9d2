// `cargo test`, once for each set of options, becomes the results of its tests: libtest prints a line for each.

import { capture } from "../../scripts/run.mjs";
import { shared } from "../shared.mjs";
import { add, none } from "./result.mjs";

/** @param {string} [grep] part of a test's name */
export async function runCargo(runs, grep) {
  let result = none;
  for (const options of runs) result = add(result, await once(options, grep));
  return result;
}

async function once(options, grep) {
  const command = ["test", "--no-fail-fast", ...options, "--"];
  const words = grep ? [grep.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "_")] : [];
  // Tests that are ignored need what is only there.
  const all = shared() ? ["--include-ignored"] : [];
  const { code, output } = await capture("cargo", [...command, ...all, ...words]);
  const title = `cargo ${command.slice(0, -1).join(" ")}`;
  const failed = named(output, /^test (.+) \.\.\. FAILED$/gm);
  // It was not compiled, or a process ended before it could tell.
  if (code !== 0 && failed.length === 0) failed.push({ name: title });
  const passed = [...output.matchAll(/^test result: \w+\. (\d+) passed/gm)].reduce((sum, [, count]) => sum + +count, 0);
  const skipped = named(output, /^test (.+ \.\.\. ignored.*)$/gm);
  return { passed, failed, skipped, output: `--- ${title}\n${code === 0 ? short(output) : output}` };
}

const named = (output, pattern) => [...output.matchAll(pattern)].map(([, name]) => ({ name }));

/** Without a line for each test and each file that was compiled. */
const short = (output) =>
  output
    .split("\n")
    .filter((line) => line && !/^(test .* ok|running \d+ tests?|test result: ok\. 0 passed.*| +\w+ .*)$/.test(line))
    .map((line) => `${line}\n`)
    .join("");
