// What a command printed becomes how many of its tests passed, failed and were skipped.

export const none = { passed: 0, failed: 0, skipped: 0 };

export const add = (a, b) => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
});

export const phrase = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed, ${skipped} skipped`;

/** cargo says `12 passed; 0 failed; 1 ignored`, the project's own scripts say `12 passed, 0 failed, 1 skipped`;
 *  both alone on their line, so that a script's parts are not counted beside their sum. */
const LINE = /^(?:test result: \w+\. )?(\d+) passed[,;] (\d+) failed[,;] (\d+) (?:ignored|skipped)(?:;.*)?$/gm;

/** A command that counts nothing is one test; one that ended badly has failed, whatever it counted. */
export function count(output, code) {
  const found = [...output.matchAll(LINE)].map(([, passed, failed, skipped]) => ({
    passed: Number(passed),
    failed: Number(failed),
    skipped: Number(skipped),
  }));
  const tally = found.reduce(add, none);
  if (code !== 0 && tally.failed === 0) return { ...tally, failed: 1 };
  return found.length === 0 ? { ...tally, passed: 1 } : tally;
}
