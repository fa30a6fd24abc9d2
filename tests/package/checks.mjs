// A name and a function that may throw become a line, and a count at the end.

import { phrase } from "../../scripts/tally.mjs";

const tally = { passed: 0, failed: 0, skipped: 0 };

export async function check(name, test) {
  try {
    await test();
    tally.passed += 1;
    console.log(`ok     ${name}`);
  } catch (error) {
    tally.failed += 1;
    console.log(`FAILED ${name}\n${error.stack ?? error}`);
  }
}

export function conclude() {
  console.log(phrase(tally));
  process.exitCode = tally.failed ? 1 : 0;
}
