/** The places in the page that take fields: how each was, how it is read, and how it is written. */

import type { Tree } from "../engine/client.js";
import type * as contract from "../markup/contract.js";
import { isTree, writeTree } from "./rich.js";

/** A place that takes a field, and what it was like. */
export interface Binding extends contract.Binding<Element> {
  readonly original: string | null;
  /** What the server put into the element. */
  readonly nodes: readonly Node[];
  /** Classes as they were written, and those of them that were not there before. */
  classes: string | null;
  added: readonly string[];
}

/** Elements that were put there equal no text. */
export function readBinding({ element, attribute, classes }: Omit<Binding, "original">): string | null {
  if (attribute === "class") return classes;
  if (attribute) return element.getAttribute(attribute);
  return isTree(element) ? null : element.textContent;
}

/** The attribute has been checked against the engine's list; text is only ever text. */
export function writeBinding(binding: Binding, value: string | null, tree?: Tree): void {
  if (tree) writeTree(binding.element, tree);
  else if (binding.attribute === "class") setClasses(binding, value);
  else if (binding.attribute) setAttribute(binding.element, binding.attribute, value);
  else if (readBinding(binding) !== value) {
    // What the server wrote comes back with the elements in it.
    if (value === binding.original) binding.element.replaceChildren(...binding.nodes);
    else binding.element.textContent = value;
  }
}

export function setAttribute(element: Element, name: string, value: string | null): void {
  if (element.getAttribute(name) === value) return;
  if (value === null) element.removeAttribute(name);
  else element.setAttribute(name, value);
}

/** The element's own classes, and whatever else has been added to them, stay. */
function setClasses(binding: Binding, value: string | null): void {
  const { classList } = binding.element;
  const wanted = value?.split(" ").filter(Boolean) ?? [];
  for (const name of binding.added) if (!wanted.includes(name)) classList.remove(name);
  binding.added = wanted.filter((name) => binding.added.includes(name) || !classList.contains(name));
  // Even adding what is there already would be written.
  for (const name of binding.added) if (!classList.contains(name)) classList.add(name);
  binding.classes = value;
  if (!classList.length) binding.element.removeAttribute("class");
}

export function setLanguage(element: Element, [lang, dir]: contract.Language): void {
  setAttribute(element, "lang", lang);
  setAttribute(element, "dir", dir);
}
