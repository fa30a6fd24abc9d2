/** Server-side rendering: decides a page from public facts and writes the result. The original content is kept in a template,
 *  so that the reader's device can take over or restore it. */

import compiled from "compiled:author";
import { ContextReader } from "../context/context.js";
import { start } from "../engine/channel.js";
import { Client } from "../engine/client.js";
import { Instance } from "../engine/instance.js";
import { Ask } from "../engine/protocol.js";
import { services } from "../engine/services.js";
import { problemFrom } from "../shared/problem.js";
import type { Decision, Problem } from "../types/index.js";
import { type PublicFacts, publicOnly, type Told } from "./facts.js";
import { placesIn } from "./languages.js";
import { type Painted, paint } from "./paint.js";
import { type Document, parsed, within } from "./tree.js";

export type { PublicFacts } from "./facts.js";

export interface Written {
  readonly html: string;
  /** The variants of the slots that were decided here. The reader's device decides all others. */
  readonly decided: { readonly [slot: string]: string };
  /** The moment (milliseconds since 1970) until which the page holds. No cache may keep it longer. */
  readonly until: number | null;
  readonly problems: readonly Problem[];
}

const author = new Instance(() => start(compiled(), services));

/** Decides a page and writes the result. Never throws: if anything goes wrong, the page is unchanged and `problems` say why. */
export function write(html: string, bytes: Uint8Array, facts: PublicFacts = {}): Written {
  const problems: Problem[] = [];
  try {
    const page = parsed(html);
    const root = within(page.childNodes).find(({ tagName }) => tagName === "html");
    const told = publicOnly(facts, root?.getAttribute("lang") ?? null, (path, message) =>
      problems.push({ path, message, severity: "warning" }),
    );
    const { text, shown, until } = author.within((create) => written(html, page, bytes, told, create, problems));
    return { html: text, decided: shown, until, problems };
  } catch (thrown) {
    return { html, decided: {}, until: null, problems: [...problems, problemFrom(thrown)] };
  }
}

type Create = ConstructorParameters<typeof Client>[0];

/** Only a trap ends the instance. Any other error becomes a problem. */
function written(
  html: string,
  page: Document,
  bytes: Uint8Array,
  { given, known }: Told,
  create: Create,
  problems: Problem[],
): Painted {
  try {
    const client = new Client(create, bytes, given, author, problems, new ContextReader());
    const painted = paint(html, page, client, settled(page, client, known));
    client.core.free();
    return painted;
  } catch (thrown) {
    throw thrown instanceof WebAssembly.RuntimeError ? thrown : problemFrom(thrown);
  }
}

/** Returns the decisions that no fact of the reader's device could change. Lists are left to the device, and so is what stands
 *  or may stand in places of several languages. */
function settled(page: Document, client: Client, known: number): ReadonlyMap<string, Decision> {
  const { languages, several } = placesIn(page);
  const all = [...client.decide(() => languages)];
  const marks = client.core.ask(Ask.Settled, "", [known]);
  return new Map(all.filter(([slot, { items }], place) => marks[place] === "1" && !items && !several.has(slot)));
}
