/** What in a page at hand counts as loading, and what the table of harmless markup cannot see: for `tailorbird check`. */

import { bindingsOf, isIgnored, SLOTS } from "../markup/contract.js";
import { loadsItself, shownIn } from "../markup/harmless.js";
import { wouldLoad } from "../shared/problem.js";
import type { Manifest, Problem } from "../types/index.js";
import { rulesOf } from "./sheets.js";
import { everything, type Node, parsed, TextElement, textOf } from "./tree.js";

/** The part of a slot in a manifest that counts here. */
interface SlotOf {
  readonly variesRequests?: boolean;
  readonly catalog?: string;
  readonly variants?: { readonly [name: string]: { readonly fields?: { readonly [name: string]: unknown } } };
}

/** Looks at a page. Each problem has its line and column.
 *  @param read the text of a style sheet that the page links to; nothing where it is not at hand */
export function inspect(
  html: string,
  manifest: Manifest,
  read: (address: string) => string | undefined = () => undefined,
): Problem[] {
  const all = everything(parsed(html).childNodes);
  const slots = all.filter((element) => element.matches(SLOTS));
  const of = (slot: TextElement): SlotOf => (manifest.slots as Record<string, SlotOf>)[nameOf(slot)] ?? {};
  const classes = classesOf(all, slots, of);
  return [
    ...slots.filter((slot) => !of(slot).variesRequests).flatMap((slot) => loadingIn(slot, of(slot))),
    ...ahead(all, slots),
    ...all.flatMap((element) => styled(element, classes, read)),
  ];
}

const nameOf = (slot: TextElement): string => slot.getAttribute("data-tb-slot") ?? "";

function at(element: TextElement, path: string, message: string): Problem {
  const { startLine: line, startCol: column } = element.sourceCodeLocation ?? {};
  return { path, message, severity: "warning", ...(line && column && { line, column }) };
}

/** Everything that might load where a slot shows, hides or replaces it, once for each element. */
function loadingIn(slot: TextElement, { catalog }: SlotOf): Problem[] {
  const templates = slot.childNodes.filter(isVariant);
  const found = new Map<TextElement, Problem>();
  const look = (nodes: readonly Node[], path: string): void => {
    for (const element of everything(nodes)) {
      const what = loadsItself(element);
      if (what && !found.has(element)) found.set(element, at(element, path, wouldLoad(what)));
    }
  };
  const path = `/slots/${nameOf(slot)}`;
  for (const template of templates)
    look(template.content?.childNodes ?? [], `${path}/variants/${template.getAttribute("data-tb-variant")}`);
  if (templates.length) look(shownIn(slot), path);
  if (catalog) look(slot.childNodes, path);
  for (const { holder: element, attribute } of bindingsOf(slot))
    if (/^(hidden|open)$/.test(attribute)) look([element], path);
    else if (attribute === "") look(shownIn(element), path);
  return [...found.values()];
}

const isVariant = (node: Node): node is TextElement =>
  node instanceof TextElement && node.content !== undefined && node.hasAttribute("data-tb-variant") && !isIgnored(node);

/** Speculation rules that fetch links before anybody follows them, in a page where links are chosen. */
function ahead(all: readonly TextElement[], slots: readonly TextElement[]): Problem[] {
  const chosen = slots.some((slot) =>
    everything([slot]).some(
      (element) =>
        /\bhref=/.test(element.getAttribute("data-tb-attr") ?? "") || (inTemplate(element) && isLink(element)),
    ),
  );
  const message = "these rules fetch links before anybody follows them, and which links a slot shows is chosen";
  return all
    .filter((element) => chosen && element.getAttribute("type") === "speculationrules")
    .filter((element) => /"(immediate|eager)"/.test(textOf(element)))
    .map((element) => at(element, "", message));
}

const isLink = ({ tagName }: TextElement): boolean => tagName === "a";

function inTemplate(element: TextElement): boolean {
  let top: TextElement = element;
  while (top.parentElement) top = top.parentElement;
  return top.parentNode?.nodeName === "#document-fragment";
}

/** The classes that a binding may add, and those that only templates have. */
function classesOf(
  all: readonly TextElement[],
  slots: readonly TextElement[],
  of: (slot: TextElement) => SlotOf,
): ReadonlySet<string> {
  const words = (text: unknown): string[] =>
    String(text ?? "")
      .split(/\s+/)
      .filter(Boolean);
  const classes = (inside: boolean): string[] =>
    all.filter((element) => inTemplate(element) === inside).flatMap((element) => words(element.getAttribute("class")));
  const open = new Set(classes(false));
  const added = slots.flatMap((slot) =>
    everything([slot])
      .flatMap((element) => bindingsOf(element))
      .filter(({ attribute }) => attribute === "class")
      .flatMap(({ field }) => Object.values(of(slot).variants ?? {}).map(({ fields }) => fields?.[field]))
      .flatMap((value) => (typeof value === "object" ? Object.values(value ?? {}) : [value]).flatMap(words)),
  );
  return new Set([...added, ...classes(true).filter((name) => !open.has(name))]);
}

/** What a style sheet loads for some variants only. */
function styled(
  element: TextElement,
  classes: ReadonlySet<string>,
  read: (address: string) => string | undefined,
): Problem[] {
  const isSheet = element.tagName === "link" && /\bstylesheet\b/i.test(element.getAttribute("rel") ?? "");
  const text = element.tagName === "style" ? textOf(element) : isSheet ? read(element.getAttribute("href") ?? "") : "";
  return rulesOf(text ?? "", classes).map((message) => at(element, "", message));
}
