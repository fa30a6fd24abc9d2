// The conformance suite of CEL, as npm `@bufbuild/cel-spec` has it, becomes one list of cases as JSON on the standard output.

import { tests } from "@bufbuild/cel-spec/testdata/conformance.js";

function casesOf({ suites = [], tests = [] }, names = []) {
  const own = tests.map(({ original }) => ({ suite: names.join("/"), ...original }));
  return [...own, ...suites.flatMap((suite) => casesOf(suite, [...names, suite.name]))];
}

process.stdout.write(JSON.stringify(casesOf(tests)));
