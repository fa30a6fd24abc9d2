/** Bindings of the live page: the places that take fields, with their original content, and how they are read and written. */

import type { Tree } from "../engine/client.js";
import type * as contract from "../markup/contract.js";
import { isTree, writeTree } from "./rich.js";

/** A place that takes a field, with its original content. */
export interface Binding extends contract.Binding<Element> {
  readonly original: string | null;
  /** The nodes that the server sent in the element. */
  readonly nodes: readonly Node[];
  /** The classes that were written, and those of them that the element did not have before. */
  classes: string | null;
  added: readonly string[];
}

/** Returns the present value. Rich words equal no text, so they give null. */
export function readBinding({ element, attribute, classes }: Omit<Binding, "original">): string | null {
  if (attribute === "class") return classes;
  if (attribute) return element.getAttribute(attribute);
  return isTree(element) ? null : element.textContent;
}

/** Writes a value. The engine has checked the attribute against its list, and text is only ever written as text. */
export function writeBinding(binding: Binding, value: string | null, tree?: Tree): void {
  if (tree) writeTree(binding.element, tree);
  else if (binding.attribute === "class") setClasses(binding, value);
  else if (binding.attribute) setAttribute(binding.element, binding.attribute, value);
  else if (readBinding(binding) !== value) {
    // The original text comes back with the original elements in it.
    if (value === binding.original) binding.element.replaceChildren(...binding.nodes);
    else binding.element.textContent = value;
  }
}

export function setAttribute(element: Element, name: string, value: string | null): void {
  if (element.getAttribute(name) === value) return;
  if (value === null) element.removeAttribute(name);
  else element.setAttribute(name, value);
}

/** Writes the classes of a field. All other classes of the element stay. */
function setClasses(binding: Binding, value: string | null): void {
  const { classList } = binding.element;
  const wanted = value?.split(" ").filter(Boolean) ?? [];
  for (const name of binding.added) if (!wanted.includes(name)) classList.remove(name);
  binding.added = wanted.filter((name) => binding.added.includes(name) || !classList.contains(name));
  // `add` writes the attribute even for a class that is there already.
  for (const name of binding.added) if (!classList.contains(name)) classList.add(name);
  binding.classes = value;
  if (!classList.length) binding.element.removeAttribute("class");
}

export function setLanguage(element: Element, [lang, dir]: contract.Language): void {
  setAttribute(element, "lang", lang);
  setAttribute(element, "dir", dir);
}
