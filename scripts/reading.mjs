// The demo's reading list, as a site would build it: its texts become item vectors, its pieces are written into the page in the editors'
// order, and its manifest becomes a module.

import { createHash } from "node:crypto";
import { readFile, rename, writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { run } from "./run.mjs";

const DAY = 86_400_000;

/** The drawing of each piece. */
const DRAWINGS = {
  "tide-clock": "clock",
  pilot: "buoy",
  swifts: "swift",
  bread: "loaf",
  "wren-race": "paperboat",
  "keeper-log": "lighthouse",
  "letter-forty": "envelope",
  "left-oars": "oar",
  terns: "bird",
  "fish-soup": "pot",
  frozen: "barrel",
  stars: "starry",
  knots: "knot",
  "gull-chips": "chips",
  "last-boat": "lastboat",
  "fly-island": "map",
  "plum-jam": "jar",
  glow: "glow",
  "first-sail": "dinghy",
  "bell-dent": "dent",
  net: "net",
  saffron: "rice",
  strike: "stokers",
  "cat-postcards": "cat",
};

/** Builds it in the demo's folder, in which the package is installed. */
export async function buildReading(demo) {
  const { words } = await import(pathToFileURL(`${demo}/reading-words.js`));
  const manifest = renewed(JSON.parse(await readFile(`${demo}/reading.json`, "utf8")), words);
  const { items } = manifest.catalogs.reading;
  await writeFile(`${demo}/texts.jsonl`, items.map((item) => `${JSON.stringify(told(item))}\n`).join(""));
  await command(demo, "vectors", "texts.jsonl", "-o", "items.vectors", "--method", "texts", "--dims", "32");
  manifest.slots.list.choose.vectors = await named(demo);
  await writeFile(`${demo}/reading.json`, JSON.stringify(manifest));
  const html = await readFile(`${demo}/reading.html`, "utf8");
  await writeFile(`${demo}/reading.html`, html.replace("<!-- pieces -->", items.map(piece).join("\n")));
  const uses = "reasons,memory,insights,export,import";
  await command(demo, "build", "reading.json", "-o", "reading.tailorbird.js", "--with", uses);
}

const command = (demo, ...words) =>
  run("npx", ["--offline", "--loglevel=error", "tailorbird", ...words], { cwd: demo });

/** The magazine came out today: the newest piece is of today, and the others are as much older as they are. Each has its line. */
function renewed(manifest, words) {
  const { items } = manifest.catalogs.reading;
  const day = (item) => Date.parse(item.published) / DAY;
  const later = Math.floor(Date.now() / DAY) - Math.max(...items.map(day));
  for (const item of items) {
    item.published = new Date((day(item) + later) * DAY).toISOString().slice(0, 10);
    item.fields.owner = everywhere(words, (say) => say.owners[item.owner]);
    item.fields.date = `{|${item.published}| :date fields=|month-day| length=long}`;
  }
  return manifest;
}

const everywhere = (words, of) => Object.fromEntries(Object.entries(words).map(([tag, say]) => [tag, of(say)]));

/** What vectors are made of: the words of a piece, and its topics as often as they have to be said to count more than chance. */
const told = ({ id, topics, fields: { title, text, body } }) => ({
  item: id,
  text: [title.en, text.en, body.en, ...Array(8).fill(topics.join(" "))].join(" "),
});

/** The file has its hash in its name, so that it may be kept for ever. */
async function named(demo) {
  const digest = createHash("sha256")
    .update(await readFile(`${demo}/items.vectors`))
    .digest();
  const name = `items.${digest.toString("hex").slice(0, 8)}.vectors`;
  await rename(`${demo}/items.vectors`, `${demo}/${name}`);
  return `/${name}#sha256-${digest.toString("base64")}`;
}

const safe = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

function piece({ id, published, fields: { title, text, body, owner } }) {
  const date = new Intl.DateTimeFormat("en", { month: "long", day: "numeric", timeZone: "UTC" }).format(
    Date.parse(published),
  );
  return `        <li class="piece" data-tb-key="${id}" id="${id}">
          <svg class="sketch" viewBox="0 0 120 80" aria-hidden="true" focusable="false"><use href="#${DRAWINGS[id]}"/></svg>
          <p class="kicker"><span data-tb-text="owner">${safe(owner.en)}</span> · <span data-tb-text="date">${date}</span></p>
          <h3><a href="#${id}" data-tb-text="title">${safe(title.en)}</a></h3>
          <p class="text" data-tb-text="text">${safe(text.en)}</p>
          <p class="body" data-tb-text="body">${safe(body.en)}</p>
          <p class="because"></p>
          <p class="tools"></p>
        </li>`;
}
