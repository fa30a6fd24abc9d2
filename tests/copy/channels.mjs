// `tailorbird/copy` as npm ships it: the table of channels, and lengths.

import assert from "node:assert/strict";
import { test } from "node:test";
import { channels, measure } from "../../dist/copy.js";

test("the table has a day and a source for each channel", async () => {
  const table = Object.entries(await channels());
  assert.ok(table.length > 20);
  for (const [name, { noted, source }] of table) assert.match(`${noted} ${source}`, /^20\d\d-\d\d-\d\d https:/, name);
});

test("a text is as long as each channel counts it", async () => {
  const { channels, links, hashtags, mentions } = await measure("€ 👨‍👩‍👧‍👦 https://example.com/a/b @anna #tea");
  assert.deepEqual(channels.x, {
    length: 2 + 1 + 2 + 1 + 23 + 1 + 5 + 1 + 4,
    unit: "weighted",
    limit: 280,
    advice: null,
    fits: true,
  });
  assert.equal(channels.bluesky.length, 1 + 1 + 1 + 1 + 23 + 1 + 5 + 1 + 4);
  assert.deepEqual([links, hashtags, mentions], [1, 1, 1]);
});

test("only the channels that are asked for, and a site's own limits", async () => {
  const options = {
    channels: ["mastodon", "fax"],
    table: { mastodon: { limit: 3 }, fax: { unit: "bytes", limit: 80 } },
  };
  const { channels, problems } = await measure("café", options);
  assert.deepEqual(Object.keys(channels), ["mastodon", "fax"]);
  assert.deepEqual([channels.mastodon.fits, channels.fax.length], [false, 5]);
  assert.deepEqual(problems, []);
});

test("a wrong table is told with its place", async () => {
  const { problems } = await measure("", { table: '{\n "x": { "limit": "280" } }' });
  assert.deepEqual(problems, [
    { path: "/x/limit", message: "a number was expected, but this is a text", severity: "error", line: 2 },
  ]);
});
