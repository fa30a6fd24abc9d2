// In frames of other sites it works in the store that the browser gives them, or in memory.

import assert from "node:assert/strict";
import { elsewhere, site } from "./site.mjs";
import { GRANTED } from "./tabs.mjs";

export async function checkFrames({ inTabs }) {
  for (const [what, attributes] of [
    ["a sandboxed frame without an origin", `sandbox="allow-scripts" src="${site.url}"`],
    ["a frame of another site", `src="${elsewhere}"`],
    ["a sandboxed frame of another site", `sandbox="allow-scripts" src="${elsewhere}"`],
  ])
    await inTabs(`${what} works, in memory or in a store of its own`, 1, async (tab, lines) => {
      await tab.evaluate(
        (text) => document.body.insertAdjacentHTML("beforeend", `<iframe ${text}></iframe>`),
        attributes,
      );
      const frame = await frameOf(tab);
      await frame.waitForFunction(() => globalThis.kit?.ready);
      const found = await frame.evaluate(
        ({ state, keepers }) =>
          Promise.all(
            keepers.map(async (keeper) => {
              kit.begin({ state, keeper });
              kit.visit();
              await new Promise((resolve) => setTimeout(resolve, 200));
              return [kit.shows(), kit.clicks(), kit.page.problems.length <= 1, kit.errors];
            }),
          ),
        { state: GRANTED, keepers: ["local"] },
      );
      assert.deepEqual(found, [["Hello, Ada", 1, true, []]]);
      assert.deepEqual(await tab.evaluate(() => kit.keys()), [], "nothing gets around the partition");
      assert.ok(lines.filter((line) => line.startsWith("tailorbird")).length <= 1, lines.join("\n"));
    });
}

async function frameOf(tab) {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const frame = tab.frames()[1];
    if (frame?.url().startsWith("http")) return frame;
    await tab.waitForTimeout(50);
  }
  throw new Error("the frame never came");
}
