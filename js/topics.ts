/** What the page says it is about: the markup that it carries for search engines becomes a list of topics. */

import { ENTRIES, TEXT } from "./read.js";

const MARKUP = 'meta[name=keywords i],meta[property="article:tag"],script[type="application/ld+json" i]';

export function topics(): string[] {
  const found = new Map<string, string>();
  const add = (topic: string): void => {
    const trimmed = topic.trim().slice(0, TEXT);
    const key = trimmed.toLowerCase();
    // The first spelling stays.
    if (trimmed && !found.has(key) && found.size < ENTRIES) found.set(key, trimmed);
  };
  /** A text, a thing with a name, or a list of them. */
  // biome-ignore lint/suspicious/noExplicitAny: a site may have written anything.
  const take = (value: any): void => {
    if (typeof value === "string") add(value);
    else if (Array.isArray(value)) value.forEach(take);
    else if (value) take(value.name);
  };
  const split = (value: unknown): void => take(typeof value === "string" ? value.split(",") : value);
  // biome-ignore lint/suspicious/noExplicitAny: a site may have written anything.
  const read = (value: any): void => {
    if (Array.isArray(value)) value.forEach(read);
    else if (value) {
      split(value.keywords);
      take(value.about);
      read(value["@graph"]);
    }
  };
  for (const element of globalThis.document?.querySelectorAll<HTMLMetaElement>(MARKUP) ?? []) {
    try {
      if (element.localName === "script") read(JSON.parse(element.textContent ?? ""));
      else if (element.name) split(element.content);
      else add(element.content);
    } catch {
      // Broken, or too deep: it says nothing.
    }
  }
  return [...found.values()];
}
