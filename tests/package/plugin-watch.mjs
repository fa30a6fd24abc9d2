// `tailorbird/plugin` where bundlers watch: an edit of the manifest is built, an error is told and what was built last stays.

import assert from "node:assert/strict";
import { EventEmitter, on } from "node:events";
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { describe, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { inRoot } from "../../scripts/paths.mjs";
import { capture } from "../../scripts/run.mjs";
import { folder } from "./consumer.mjs";
import { watchers } from "./plugin/watchers.mjs";

const TEXT = await readFile(inRoot("tests/package/plugin/site/tailorbird.json"), "utf8");
const NEWER = TEXT.replace("Blätter", "Wurzeln");
const WRONG = TEXT.replace("now.hour >= 18", "now.hour >= nope");

/** What the reader sees who has chosen a diet. A bundler may still be writing what it has told of. */
async function title(out) {
  for (let left = 100; ; left -= 1) {
    const { output } = await capture(process.execPath, [out]);
    try {
      return JSON.parse(output.trim().split("\n").at(-1))[2][0][0].fields.title;
    } catch (thrown) {
      if (left === 0) throw thrown;
      await pause(50);
    }
  }
}

describe("where it is watched", () => {
  for (const [name, watch] of Object.entries(watchers))
    test(name, async (t) => {
      const root = `${folder}/watched-${name}`;
      await mkdir(root, { recursive: true });
      await cp(inRoot("tests/package/plugin/site/main.js"), `${root}/main.js`);
      const write = (text) => writeFile(`${root}/tailorbird.json`, text);
      await write(TEXT);
      const out = `${root}/out/main.mjs`;
      const told = new EventEmitter();
      const results = on(told, "result");
      const plugins = await import(`${folder}/node_modules/tailorbird/dist/plugin.js`);
      t.after(await watch({ root, out, plugins }, (result) => told.emit("result", result)));
      // A change may be built more than once.
      const until = async (pattern) => {
        for await (const [result] of results) if (pattern.test(result)) return;
      };
      const shows = async (wanted) => {
        let found;
        while (found !== wanted) {
          await until(/^$/);
          found = await title(out);
        }
        assert.equal(found, wanted);
      };
      await shows("Blätter");
      await write(NEWER);
      await shows("Wurzeln");
      await write(WRONG);
      await until(/there is no name “nope”/);
      assert.equal(await title(out), "Wurzeln");
      await write(TEXT);
      await shows("Blätter");
    });
});
