/** A page as the site wrote it → the same page as a reader shall get it, as far as that can be known without them. What
 *  was there is kept in a template beside it, so that the reader's device can take over, or give it back. */

import { Core, initSync } from "glue:author";
import text from "text:author";
import { ContextReader } from "../context/context.js";
import { Client } from "../engine/client.js";
import { decode } from "../engine/decode.js";
import { Instance } from "../engine/instance.js";
import { Ask } from "../engine/protocol.js";
import { services } from "../engine/services.js";
import { problemFrom } from "../shared/problem.js";
import type { Decision, Problem } from "../types/index.js";
import { type PublicFacts, publicOnly, type Told } from "./facts.js";
import { type Painted, paint } from "./paint.js";
import { parsed, within } from "./tree.js";

export type { PublicFacts } from "./facts.js";

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

/** Never throws: whatever goes wrong, the page is as it was and `problems` say why. */
export function write(html: string, bytes: Uint8Array, facts: PublicFacts = {}): Written {
  const problems: Problem[] = [];
  try {
    const root = within(parsed(html).childNodes).find(({ tagName }) => tagName === "html");
    const told = publicOnly(facts, root?.getAttribute("lang") ?? null, (path, message) =>
      problems.push({ path, message, severity: "warning" }),
    );
    const { text, shown, until } = author.enter((exports) => written(html, bytes, told, exports, problems));
    return { html: text, decided: shown, until, problems };
  } catch (thrown) {
    return { html, decided: {}, until: null, problems: [...problems, problemFrom(thrown)] };
  }
}

type Exports = ConstructorParameters<typeof Client>[0];

/** Only a trap ends the engine: what else is thrown in here has not touched it. */
function written(
  html: string,
  bytes: Uint8Array,
  { given, known }: Told,
  exports: Exports,
  problems: Problem[],
): Painted {
  try {
    const client = new Client(exports, bytes, given, author, problems, ContextReader);
    const painted = paint(html, client, settled(client, known));
    client.core.free();
    return painted;
  } catch (thrown) {
    throw thrown instanceof WebAssembly.RuntimeError ? thrown : problemFrom(thrown);
  }
}

/** What nothing that only a reader's device knows could change. What a list shows is arranged there. */
function settled(client: Client, known: number): ReadonlyMap<string, Decision> {
  const all = [...client.decide()];
  const marks = client.core.ask(Ask.Settled, "", [known]);
  return new Map(all.filter(([, { items }], place) => marks[place] === "1" && !items));
}
