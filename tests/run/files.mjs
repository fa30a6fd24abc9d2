// Files of `node:test` become the results of their tests. A file without such tests is one itself.

import { relative } from "node:path";
import { run } from "node:test";
import { inspect } from "node:util";
import { inRoot, root } from "../../scripts/paths.mjs";
import { FILES } from "./schedule.mjs";

/** What Node reports of a test whose name `grep` does not match. */
const FILTERED = "test name does not match pattern";

/** A file that has not ended by then never will, such as one whose browser does not close: half an hour, in milliseconds. */
const HUNG = 1_800_000;

/** @param {RegExp} [grep] what the name of a test has to match */
export function runFiles(files, grep) {
  const result = { passed: 0, failed: [], skipped: [], output: "" };
  const say = (text) => {
    result.output += `${text}\n`;
  };
  const stream = run({
    files: files.map(inRoot),
    concurrency: FILES,
    timeout: HUNG,
    ...(grep && { testNamePatterns: [grep] }),
  });
  stream.on("test:pass", (event) => {
    if (event.skip === FILTERED) return;
    const name = nameOf(event);
    if (event.skip !== undefined) {
      result.skipped.push({ name: `${name}: ${event.skip}` });
      say(`skipped ${name}: ${event.skip}`);
    } else if (event.details.type !== "suite" && !(grep && event.name === event.file)) {
      result.passed += 1;
      say(`ok      ${name}`);
    }
  });
  stream.on("test:fail", (event) => {
    const { error } = event.details;
    // It failed with its subtests, which are told of by themselves.
    if (error?.failureType === "subtestsFailed") return;
    const name = nameOf(event);
    result.failed.push({ name });
    say(`FAILED  ${name}\n${inspect(error?.cause ?? error)}`);
  });
  stream.on("test:diagnostic", ({ file, message }) => file && say(`        ${message}`));
  for (const kind of ["test:stdout", "test:stderr"])
    stream.on(kind, ({ message }) => {
      result.output += message;
    });
  return new Promise((resolve, reject) => {
    stream.once("error", reject);
    stream.once("end", () => resolve(result));
    stream.resume();
  });
}

/** The file, and the test in it. */
const nameOf = ({ name, file }) => {
  const path = relative(root, file);
  return name === file ? path : `${path}: ${name}`;
};
