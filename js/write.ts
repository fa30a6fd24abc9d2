/** A page as the site wrote it → the same page as a reader shall get it, as far as that can be known without them. What
 *  was there is kept in a template beside it, so that the reader's device can take over, or give it back. */

import { Core, initSync } from "glue:author";
import text from "text:author";
import { Ask, GROUP, list } from "./core.js";
import { decode } from "./decode.js";
import {
  attribute,
  contentOf,
  type Edit,
  type Element,
  edited,
  elements,
  escapeText,
  isElement,
  isTemplate,
  type Node,
  rangeOf,
  settingOf,
  type Template,
  within,
} from "./html.js";
import { Inbox } from "./inbox.js";
import { Life } from "./life.js";
import { isProblem, problemFrom } from "./problem.js";
import { Handed, type Tell } from "./read.js";
import { services } from "./services.js";
import { sameTongue } from "./tongue.js";
import type { Decision, Problem, Signals } from "./types.js";
import { World } from "./world.js";

/** What is the same for everybody who gets this page. What only a reader's device knows has no place here. */
export interface PublicFacts {
  /** Absent: now. The answer holds no longer than until `Written.until`. */
  readonly now?: number | Date;
  /** The zone that all readers of this page are in. Absent: nothing that asks a clock is decided here. */
  readonly timeZone?: string;
  /** The languages that this page is asked for in. Absent: the language that it says it is in. */
  readonly locales?: readonly string[];
  readonly page?: { readonly path?: string; readonly topics?: readonly string[] };
  readonly signals?: Signals;
}

export interface Written {
  readonly html: string;
  /** The slots that were decided here, with the variant of each. All others are the reader's device's to decide. */
  readonly decided: { readonly [slot: string]: string };
  /** The moment (milliseconds since 1970) from which on another page may be right: no cache may keep it longer. */
  readonly until: number | null;
  readonly problems: readonly Problem[];
}

const author = new Life(() => {
  initSync(new WebAssembly.Module(decode(text)));
  return { Core, formatters: services };
});

/** As the bits of `src/program/provenance.rs`. */
const KNOWN = { now: 1, timeZone: 2, locales: 4, path: 8, topics: 16 };
const PUBLIC = ["now", "timeZone", "locales", "page", "signals"];

/** Never throws: whatever goes wrong, the page is as it was and `problems` say why. */
export function write(html: string, bytes: Uint8Array, facts: PublicFacts = {}): Written {
  const problems: Problem[] = [];
  const tell: Tell = (path, message) => problems.push({ path, message, severity: "warning" });
  try {
    return author.enter((exports) =>
      new Writer(html, new exports.Core(bytes, exports.formatters), tell).write(facts, problems),
    );
  } catch (thrown) {
    return { html, decided: {}, until: null, problems: [...problems, problemFrom(thrown)] };
  }
}

/** Only what is public, whatever an object brings along. */
function publicOnly(facts: PublicFacts, language: string, tell: Tell): { given: object; known: number } {
  for (const key of Object.keys(facts))
    if (!PUBLIC.includes(key)) tell(`/${key}`, "this is no public fact; it is left to the reader's device");
  const page: { path?: string | undefined; topics?: readonly string[] | undefined } = facts.page ?? {};
  for (const key of Object.keys(page))
    if (key !== "path" && key !== "topics")
      tell(`/page/${key}`, "this is no public fact; it is left to the reader's device");
  const { now, timeZone, locales, signals } = facts;
  const { path, topics } = page;
  const told = { timeZone, locales, path, topics };
  const known = Object.entries(told).reduce(
    (bits, [name, value]) => bits | (value === undefined ? 0 : KNOWN[name as keyof typeof told]),
    KNOWN.now,
  );
  // Nothing of this machine stands in for what is not known of the reader.
  const given = {
    now: now ?? Date.now(),
    timeZone: timeZone ?? "UTC",
    locales: locales ?? (language ? [language] : []),
    page: { path: path ?? "", query: "", referrer: "", source: "none", topics: topics ?? [] },
    signals,
  };
  return { given, known };
}

/** A place that takes the words of a field. */
interface Holder {
  readonly element: Element;
  readonly attribute: string;
  readonly field: string;
}

/** Nothing can stand in these, or what stands there is no text. */
const CLOSED = new Set(
  "area base br col embed hr img input link meta source track wbr script style iframe noscript noembed noframes xmp plaintext template".split(
    " ",
  ),
);
/** In these no template can keep what was there. */
const WITHOUT_TEMPLATES = new Set([...CLOSED, "title", "textarea", "select", "option", "optgroup"]);

const HTML = "http://www.w3.org/1999/xhtml";

class Writer {
  readonly #html: string;
  readonly #core: InstanceType<typeof Core>;
  readonly #tell: Tell;
  readonly #inbox: Inbox;
  readonly #edits: Edit[] = [];
  readonly #decided: { [slot: string]: string } = {};
  #until: number | null = null;

  constructor(html: string, core: InstanceType<typeof Core>, tell: Tell) {
    this.#html = html;
    this.#core = core;
    this.#tell = tell;
    this.#inbox = new Inbox((...question) => core.ask(...question));
  }

  write(facts: PublicFacts, problems: Problem[]): Written {
    const problem: Problem | boolean = JSON.parse(this.#core.ask(Ask.Problem, "", []));
    if (isProblem(problem)) throw problem;
    const all = elements(this.#html);
    const page = all.find(({ tagName }) => tagName === "html");
    const { given, known } = publicOnly(facts, (page && attribute(page, "lang")) ?? "", this.#tell);
    this.#signal(given);
    const reads = this.#core.ask(Ask.Observe, "reads", [0]);
    const { texts, numbers } = new World(reads, problem).look(given, this.#tell);
    this.#inbox.take(this.#core.ask(Ask.Decide, texts, numbers));
    const marks = this.#core.ask(Ask.Settled, "", [known]);
    const settled = [...this.#inbox.decisions.values()].filter((_, place) => marks[place] === "1");
    this.#fitAll(all, new Map(settled.map((decision) => [decision.slot, decision])), this.#edits);
    this.#core.free();
    const html = edited(this.#html, this.#edits, { start: 0, end: this.#html.length });
    return { html, decided: this.#decided, until: this.#until, problems };
  }

  #signal(given: object): void {
    for (const [name, value] of new Handed(given, "", this.#tell).in("signals").entries()) {
      const items = Array.isArray(value) ? value.map(String) : [String(value)];
      const kind = { string: 1, number: 2, boolean: 3 }[typeof value as string] ?? (Array.isArray(value) ? 4 : 0);
      const told = list(["preference", `signal.${name.replaceAll(".", " ")}`, ...items]);
      const refused = this.#core.ask(Ask.Observe, told, [kind, Number(value)]);
      if (refused)
        this.#tell(`/signals/${name}`, "the manifest has no such signal, or it cannot take this value; it is left out");
    }
  }

  #fitAll(all: readonly Element[], settled: ReadonlyMap<string, Decision>, edits: Edit[]): void {
    for (const element of all) {
      const decision = settled.get(attribute(element, "data-tb-slot") ?? "");
      // What was written before is not written into again.
      if (decision && attribute(element, "data-tb-shown") === undefined) this.#fit(element, decision, settled, edits);
    }
  }

  #fit(element: Element, decision: Decision, settled: ReadonlyMap<string, Decision>, edits: Edit[]): void {
    const { slot, variant } = decision;
    const [content, range] = [contentOf(element), rangeOf(element)];
    const place = `/slots/${slot}`;
    if (!content || !range || element.namespaceURI !== HTML || WITHOUT_TEMPLATES.has(element.tagName)) {
      this.#tell(place, `nothing can be kept in a <${element.tagName}>; it is left to the reader's device`);
      return;
    }
    const templates = element.childNodes.filter((node): node is Template => isVariant(node));
    const own = element.childNodes.filter((node) => !isVariant(node));
    const template = templates.find((node) => attribute(node, "data-tb-variant") === variant);
    if (template && !this.#inbox.varies.has(slot) && within(template.content.childNodes).some(loads)) {
      const path = `${place}/variants/${variant}`;
      this.#tell(path, "this template would load something, which variesRequests would allow");
      return;
    }
    const holders = template
      ? template.content.childNodes
          .filter(isElement)
          .filter((node) => !isSlot(node))
          .flatMap(holdersOf)
      : holdersOf(element);
    const inner = this.#words(decision, holders);
    const speaks = holders.some(
      ({ attribute, field }) => attribute !== "href" && Object.hasOwn(decision.fields, field),
    );
    const marks = speaks ? languageOf(element, decision) : [];
    this.#decided[slot] = variant;
    this.#meet(decision.until);
    if (!template && inner.length === 0 && marks.length === 0) return;
    if (template) {
      const source = contentOf(template);
      if (!source) return;
      this.#fitAll(within(template.content.childNodes), settled, inner);
      edits.push({ start: content.start, end: content.start, text: edited(this.#html, inner, source) });
      for (const node of own) edits.push({ ...(rangeOf(node) ?? { start: -1, end: -1 }), text: "" });
    } else edits.push(...inner);
    edits.push(...marks, ...present(settingOf(element, "data-tb-shown", variant)));
    const gone = templates.flatMap((node) => present(rangeOf(node))).map((range) => ({ ...range, text: "" }));
    const kept = `<template data-tb-variant="">${edited(this.#html, gone, range)}</template>`;
    edits.push({ start: content.end, end: content.end, text: kept });
  }

  /** The engine says what each place takes, and whether it may. */
  #words(decision: Decision, holders: readonly Holder[]): Edit[] {
    const places = holders.map(({ element, attribute: name, field }) => {
      const there = name ? attribute(element, name) : textOf(element);
      const known = there === undefined ? "" : `+${there}`;
      return list([decision.slot, element.tagName, name, field, known, known]);
    });
    if (places.length === 0) return [];
    const answers: [number, string | null, string?][] = JSON.parse(this.#core.ask(Ask.Patch, places.join(GROUP), []));
    return answers.flatMap(([place, value, refused]) => {
      const holder = holders[place] as Holder;
      if (refused) this.#tell(`/slots/${decision.slot}/fields/${holder.field}`, refused);
      if (refused || value === null) return [];
      const spoken = holder.attribute ? undefined : decision.languages?.[holder.field];
      const marks = spoken ? Object.entries({ lang: spoken.locale, dir: spoken.direction }) : [];
      return [
        ...present(writing(holder, value)),
        ...marks.flatMap(([name, mark]) => present(settingOf(holder.element, name, mark))),
      ];
    });
  }

  #meet(until: number | null): void {
    if (until !== null && (this.#until === null || until < this.#until)) this.#until = until;
  }
}

function present<Value>(value: Value | undefined): Value[] {
  return value === undefined ? [] : [value];
}

function writing({ element, attribute: name }: Holder, value: string): Edit | undefined {
  if (name) return settingOf(element, name, value);
  const content = contentOf(element);
  if (!content || CLOSED.has(element.tagName)) return undefined;
  // The parser drops the first line break of these.
  const start = /^(pre|listing|textarea)$/.test(element.tagName) && value.startsWith("\n") ? "\n" : "";
  return { ...content, text: start + escapeText(value) };
}

const isSlot = (element: Element): boolean => attribute(element, "data-tb-slot") !== undefined;

const isVariant = (node: Node): boolean => isTemplate(node) && attribute(node, "data-tb-variant") !== undefined;

function textOf(node: Element): string {
  return node.childNodes
    .map((child) => ("value" in child ? child.value : isElement(child) ? textOf(child) : ""))
    .join("");
}

/** The places that take words: the element and those under it, slots within it left out. */
function holdersOf(element: Element): Holder[] {
  const own = (attribute(element, "data-tb-attr") ?? "").split(/[;\s]+/).map((pair) => pair.split("="));
  const field = attribute(element, "data-tb-text")?.trim();
  return [
    ...(field ? [{ element, attribute: "", field }] : []),
    ...own.flatMap(([name, field]) => (name && field ? [{ element, attribute: name.toLowerCase(), field }] : [])),
    ...element.childNodes
      .filter(isElement)
      .filter((child) => !isSlot(child))
      .flatMap(holdersOf),
  ];
}

/** Says the language of a slot where it is not the page's. */
function languageOf(element: Element, { locale, direction }: Decision): Edit[] {
  const said = (name: string): string => {
    for (let at: Element | undefined = element; at; at = parentOf(at)) {
      const value = attribute(at, name);
      if (value !== undefined) return value.toLowerCase();
    }
    return "";
  };
  return [
    ...(sameTongue(locale, said("lang")) ? [] : present(settingOf(element, "lang", locale))),
    ...(direction === (said("dir") || "ltr") ? [] : present(settingOf(element, "dir", direction))),
  ];
}

function parentOf({ parentNode }: Element): Element | undefined {
  return parentNode && isElement(parentNode as Node) ? (parentNode as Element) : undefined;
}

const LOADING = new Set(
  "img picture source video audio track iframe frame embed object link script style base meta image feImage".split(" "),
);

/** As `surface.ts` has it: what would be requested as soon as it is in the page. */
function loads(element: Element): boolean {
  const says = (name: string): string =>
    attribute(element, name) ?? element.attrs.find((attr) => attr.name === name)?.value ?? "";
  return (
    LOADING.has(element.tagName) ||
    (element.tagName === "use" && !says("href").startsWith("#")) ||
    (element.tagName === "input" && says("type").toLowerCase() === "image") ||
    attribute(element, "background") !== undefined ||
    /url\(|image-set\(/.test(says("style"))
  );
}
