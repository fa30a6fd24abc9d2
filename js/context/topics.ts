/** What the page says it is about: the markup that it carries for search engines becomes a list of topics. */

import { ENTRIES, TEXT } from "../engine/protocol.js";

const MARKUP = 'meta[name=keywords i],meta[property="article:tag"],script[type="application/ld+json"]';

// biome-ignore lint/suspicious/noExplicitAny: a site may have written anything, and whatever throws says nothing.
type Anything = any;

export function topics(): string[] {
  const found = new Map<string, string>();
  const all = (value: Anything): Anything[] => [value].flat(Infinity);
  /** A text, a thing with a name, or a list of them. The first spelling stays. */
  const add = (value: Anything): void => {
    for (const one of all(value)) {
      const topic = one?.name ?? one;
      if (typeof topic !== "string") continue;
      const trimmed = topic.trim().slice(0, TEXT);
      const key = trimmed.toLowerCase();
      if (trimmed && !found.has(key)) found.set(key, trimmed);
    }
  };
  const read = (value: Anything): void => {
    for (const thing of all(value)) {
      if (!thing) continue;
      const { keywords, about } = thing;
      add(keywords?.split?.(",") ?? keywords);
      add(about);
      read(thing["@graph"]);
    }
  };
  for (const element of globalThis.document?.querySelectorAll<Anything>(MARKUP) ?? []) {
    const { name, content, text } = element;
    try {
      read(text ? JSON.parse(text) : name ? { keywords: content } : { about: content });
    } catch {
      // Broken, or too deep.
    }
  }
  return [...found.values()].slice(0, ENTRIES);
}
