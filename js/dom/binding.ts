/** Bindings of the live page: the places that take fields, what was there before, and what was written last. What anybody else
 *  has changed since is theirs: it is written again only when the answer changes. */

import type { Tree } from "../engine/client.js";
import type * as contract from "../markup/contract.js";
import { real } from "../shared/real.js";
import { Words } from "./words.js";

/** A place that takes a field. */
export interface Binding extends contract.Binding<Element> {
  /** What stands there without us. */
  original: string | null;
  /** What we let stand there last. Undefined: nothing yet. */
  written: string | null | undefined;
  /** The rich words that were written last, as text. */
  tree: string | undefined;
  /** The words of a text. */
  readonly words: Words | undefined;
  /** The classes that were added: those that the element did not have before. */
  added: readonly string[];
  /** Called before the first change. */
  readonly touch: () => void;
}

export function bindingOf(place: contract.Binding<Element>, touch: () => void): Binding {
  const words = place.attribute ? undefined : new Words(place.holder);
  return { ...place, original: present(place), written: undefined, tree: undefined, words, added: [], touch };
}

/** What stands there now. Of classes only those count that are written here. */
function present({ holder: element, attribute }: contract.Binding<Element>): string | null {
  if (attribute === "class") return null;
  return attribute ? real(element).getAttribute(attribute) : real(element).textContent;
}

/** Returns what was written last, and before the first time what stands there. */
export function readBinding(binding: Binding): string | null {
  if (binding.written === undefined) binding.written = present(binding);
  else notice(binding);
  return binding.tree === undefined ? binding.written : null;
}

/** What stands there and is not ours is from now on what stands there without us. */
function notice(binding: Binding): void {
  const { words, attribute, written } = binding;
  if (words ? words.areOurs : attribute === "class" || present(binding) === written) return;
  words?.yield();
  binding.original = present(binding);
}

/** Writes a value. The engine has checked the attribute against its list, and text is only ever written as text. */
export function writeBinding(binding: Binding, value: string | null, tree?: Tree): void {
  const { attribute, holder: element, words, touch } = binding;
  const text = $rich && tree ? JSON.stringify(tree) : undefined;
  if ($rich && text !== undefined && text === binding.tree) return;
  if ($rich && tree) words?.show(tree, touch);
  else if (attribute === "class") setClasses(binding, value);
  else if (present(binding) !== value || words?.stand) {
    if (words && value === binding.original) words.giveBack();
    else if (words) words.show(value ?? "", touch);
    else {
      touch();
      write(element, attribute, value);
    }
  }
  binding.written = value;
  binding.tree = text;
}

/** Gives a place back as it would be without us. */
export function restoreBinding(binding: Binding): void {
  if (binding.written === undefined) return;
  notice(binding);
  writeBinding(binding, binding.original);
  binding.written = undefined;
}

export function write(element: Element, name: string, value: string | null): void {
  if (real(element).getAttribute(name) === value) return;
  if (value === null) real(element).removeAttribute(name);
  else real(element).setAttribute(name, value);
}

/** What was put into each element last, by the name of the attribute. */
const last = new WeakMap<Element, Map<string, string | null>>();

/** Sets an attribute that only we set, unless somebody else has changed it since. */
export function put(element: Element, name: string, value: string | null, touch: () => void): void {
  const known = last.get(element) ?? new Map<string, string | null>();
  const there = real(element).getAttribute(name);
  if (known.has(name) && known.get(name) !== there) return;
  last.set(element, known.set(name, value));
  if (value === there) return;
  touch();
  write(element, name, value);
}

/** Writes the classes of a field. All other classes of the element stay, and one that somebody took away stays away. */
function setClasses(binding: Binding, value: string | null): void {
  const { holder: element, added, touch } = binding;
  const classes = real(element).classList;
  const wanted = value?.split(" ").filter(Boolean) ?? [];
  const fresh = wanted.filter((name) => !added.includes(name) && !classes.contains(name));
  const gone = added.filter((name) => !wanted.includes(name) && classes.contains(name));
  if (fresh[0] || gone[0]) touch();
  // Both write the attribute even for no class at all.
  if (gone[0]) classes.remove(...gone);
  if (fresh[0]) classes.add(...fresh);
  binding.added = [...added.filter((name) => wanted.includes(name)), ...fresh];
  if (!classes.length) real(element).removeAttribute("class");
}
