/** A page as the site wrote it → the same page as a reader shall get it, as far as that can be known without them. What
 *  was there is kept in a template beside it, so that the reader's device can take over, or give it back. */

import { Core, initSync } from "glue:author";
import text from "text:author";
import { ContextReader } from "../context/context.js";
import { list } from "../engine/core.js";
import { Decisions } from "../engine/decisions.js";
import { decode } from "../engine/decode.js";
import { Instance } from "../engine/instance.js";
import { Ask, Declared, KNOWN } from "../engine/protocol.js";
import { services } from "../engine/services.js";
import { Input, type Report } from "../shared/input.js";
import { problemFrom } from "../shared/problem.js";
import type { Problem, Signals } from "../types/index.js";
import { attribute, type Element, edited, elements } from "./edits.js";
import { type Decided, Writer } from "./writer.js";

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

const author = new Instance(() => {
  initSync(new WebAssembly.Module(decode(text)));
  return { Core, formatters: services };
});

const PUBLIC = ["now", "timeZone", "locales", "page", "signals"];

/** Never throws: whatever goes wrong, the page is as it was and `problems` say why. */
export function write(html: string, bytes: Uint8Array, facts: PublicFacts = {}): Written {
  const problems: Problem[] = [];
  const tell: Report = (path, message) => problems.push({ path, message, severity: "warning" });
  try {
    const all = elements(html);
    const page = all.find(({ tagName }) => tagName === "html");
    const told = publicOnly(facts, (page && attribute(page, "lang")) ?? "", tell);
    return { ...author.enter(() => written(html, all, bytes, told, tell)), problems };
  } catch (thrown) {
    return { html, decided: {}, until: null, problems: [...problems, problemFrom(thrown)] };
  }
}

/** Only a trap ends the engine: what else is thrown in here has not touched it. */
function written(html: string, all: readonly Element[], bytes: Uint8Array, told: Told, tell: Report) {
  const core = new Core(bytes, services);
  try {
    const writer = new Writer(html, core, decide(core, told, tell), tell);
    const text = edited(html, writer.edits(all), { start: 0, end: html.length });
    core.free();
    return { html: text, decided: writer.shown, until: writer.until };
  } catch (thrown) {
    throw thrown instanceof WebAssembly.RuntimeError ? thrown : problemFrom(thrown);
  }
}

function decide(core: InstanceType<typeof Core>, { given, known }: Told, tell: Report): Decided {
  const problem = core.ask(Ask.Problem, "", []);
  if (problem) throw JSON.parse(problem);
  signal(core, given, tell);
  const context = new ContextReader(core.ask(Ask.Reads, "", []), Number(core.ask(Ask.Traits, "", [])));
  const { texts, numbers } = context.read(given, tell);
  const decisions = new Decisions((...question) => core.ask(...question));
  decisions.update(core.ask(Ask.Decide, texts, numbers));
  const marks = core.ask(Ask.Settled, "", [known]);
  const settled = [...decisions.all].filter((_, place) => marks[place] === "1");
  return { settled: new Map(settled), varies: decisions.varies };
}

/** As `engine.ts` tells them. */
function signal(core: InstanceType<typeof Core>, given: object, tell: Report): void {
  for (const [name, value] of new Input(given, "", tell).in("signals").entries()) {
    const items = Array.isArray(value) ? value.map(String) : [String(value)];
    const kinds = { string: Declared.Text, number: Declared.Number, boolean: Declared.Flag };
    const kind = kinds[typeof value as keyof typeof kinds] ?? (Array.isArray(value) ? Declared.List : Declared.Nothing);
    const told = list(["preference", `signal.${name.replaceAll(".", " ")}`, ...items]);
    if (core.ask(Ask.Observe, told, [kind, Number(value)]))
      tell(`/signals/${name}`, "the manifest has no such signal, or it cannot take this value; it is left out");
  }
}

/** What is told, and as bits which of it is. */
interface Told {
  readonly given: object;
  readonly known: number;
}

/** Only what is public, whatever an object brings along. */
function publicOnly(facts: PublicFacts, language: string, tell: Report): Told {
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
    KNOWN.now as number,
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
