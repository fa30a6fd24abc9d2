// A made-up log of a slot that learns, whose truth is known: of three variants each was drawn with a probability that is logged, and which
// of them is liked depends on the part of the day, or on nothing.

import { chance } from "../vectors/log.mjs";

export const PARTS = ["night", "morning", "afternoon", "evening"];
export const VARIANTS = ["evening", "offer", "welcome"];
export const HEADER = ["unit", "variant", "propensity", "reward", "now.partOfDay", "visitor.visits"];

/** How the text of the file stands has to stay: spaces, an escape, an order of its own. */
export const MANIFEST = `{
\t"tailorbird": 1,   "locales": [ "en" ],
\t"goals": { "signup": {} },
\t"slots": {
\t\t"side": { "variants": { "\\u0061": { "fields": { "title": "A" } } }, "default": "a" },
\t\t"hero": {
\t\t\t"variants": {
\t\t\t\t"evening": { "fields": { "title": "An evening ride?" } },
\t\t\t\t"offer": { "fields": { "title": "Ten per cent off" } },
\t\t\t\t"welcome": { "fields": { "title": "Welcome" } }
\t\t\t},
\t\t\t"choose": {
\t\t\t\t"by": "bandit",
\t\t\t\t"features": ["now.partOfDay", { "of": "visitor.visits", "from": 0, "to": 10 }],
\t\t\t\t"goal": "signup"
\t\t\t},
\t\t\t"default": "welcome"
\t\t}
\t}
}
`;

/** @param dependsOnTime Whether evenings like "evening" best. Else all like "welcome" best, whenever. */
export function rows({ readers = 500, views = 6, dependsOnTime = true, seed = 7 } = {}) {
  const below = chance(seed);
  const all = [];
  for (let reader = 0; reader < readers; reader += 1)
    for (let visit = 0; visit < views; visit += 1) {
      const [part, drawn] = [PARTS[below(4)], below(4)];
      // Half of all views are of the first.
      const variant = VARIANTS[Math.max(drawn - 1, 0)];
      const liked = dependsOnTime
        ? { evening: part === "evening" ? 60 : 10, offer: 15 + 2 * visit, welcome: 30 }
        : { evening: 15, offer: 15, welcome: 40 };
      const won = below(100) < liked[variant] ? 1 : 0;
      all.push([`r${reader}`, variant, variant === "evening" ? 0.5 : 0.25, won, part, visit]);
    }
  return all;
}

export const csv = (all, header = HEADER) => `${[header, ...all].map((row) => row.join(",")).join("\n")}\n`;
export const jsonLines = (all) =>
  all.map((row) => `${JSON.stringify(Object.fromEntries(row.map((cell, place) => [HEADER[place], cell])))}\n`).join("");
