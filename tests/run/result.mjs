// What came of a layer: how many of its tests passed, and which failed or were left out, with what there is to say of each.

export const none = { passed: 0, failed: [], skipped: [], output: "" };

export const add = (a, b) => ({
  passed: a.passed + b.passed,
  failed: [...a.failed, ...b.failed],
  skipped: [...a.skipped, ...b.skipped],
  output: a.output + b.output,
});

/** An error outside of any test. */
export const failure = (error) => ({
  ...none,
  failed: [{ name: String(error) }],
  output: `${error?.stack ?? error}\n`,
});

export const phrase = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed.length} failed, ${skipped.length} skipped`;
