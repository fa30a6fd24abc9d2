/** The topics of a page: a list from the markup that it carries for search engines. */

import { ENTRIES, TEXT } from "../engine/protocol.js";
import { real } from "../shared/real.js";

const MARKUP = 'meta[name=keywords i],meta[property="article:tag"],script[type="application/ld+json"]';

// biome-ignore lint/suspicious/noExplicitAny: a site may have written anything, and what throws is left out.
type Anything = any;

export function topics(): string[] {
  const found = new Map<string, string>();
  const flat = (value: Anything): Anything[] => [value].flat(Infinity);
  /** Adds a text, an object with a name, or a list of them. The first spelling stays. */
  const add = (value: Anything): void => {
    for (const one of flat(value)) {
      const topic = one?.name ?? one;
      if (typeof topic !== "string") continue;
      const trimmed = topic.trim().slice(0, TEXT);
      const key = trimmed.toLowerCase();
      if (trimmed && !found.has(key)) found.set(key, trimmed);
    }
  };
  const read = (value: Anything): void => {
    for (const object of flat(value)) {
      if (!object) continue;
      const { keywords, about } = object;
      add(keywords?.split?.(",") ?? keywords);
      add(about);
      read(object["@graph"]);
    }
  };
  for (const element of globalThis.document ? real(document).querySelectorAll<Anything>(MARKUP) : []) {
    const { name, content, text } = element;
    try {
      read(text ? JSON.parse(text) : name ? { keywords: content } : { about: content });
    } catch {
      // The JSON is broken, or too deep.
    }
  }
  return [...found.values()].slice(0, ENTRIES);
}
