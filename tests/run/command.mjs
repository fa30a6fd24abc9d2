// A command that builds or measures becomes one test.

import { inRoot } from "../../scripts/paths.mjs";
import { capture } from "../../scripts/run.mjs";
import { none } from "./result.mjs";

/** @param {{ counts: boolean }} options `counts: false` where it is only run for what others need of it. */
export async function runCommand(script, { counts }) {
  const { code, output } = await capture(process.execPath, [inRoot(script)]);
  if (code !== 0) return { ...none, failed: [{ name: script }], output };
  return { ...none, passed: counts ? 1 : 0, output };
}
