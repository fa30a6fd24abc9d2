// The command line of the package, at a moment of one's choice.

import { inRoot } from "../scripts/paths.mjs";
import { capture } from "../scripts/run.mjs";

/** Runs `tailorbird` with these words, in a process in which it is `now` all the time. */
export function tailorbird(now, ...words) {
  const clock = `Date = class extends Date {
    constructor(...given) { super(...(given.length > 0 ? given : [${now}])); }
    static now() { return ${now}; }
  };`;
  const preset = `data:text/javascript,${encodeURIComponent(clock)}`;
  return capture(process.execPath, ["--import", preset, inRoot("dist/cli.js"), ...words]);
}
