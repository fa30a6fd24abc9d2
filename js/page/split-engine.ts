/** An engine whose words come by language: a page carries those of its own at most, and others are fetched when something is
 *  decided in them. Until they are there, a slot stays as it is. */

import { absent } from "../engine/decisions.js";
import { decode } from "../engine/decode.js";
import { bytesAt } from "../engine/load.js";
import { Ask } from "../engine/protocol.js";
import { around, SLOTS } from "../markup/contract.js";
import { problemFrom } from "../shared/problem.js";
import { real } from "../shared/real.js";
import type { Decision } from "../types/index.js";
import type { Engine } from "./engine.js";

// biome-ignore lint/suspicious/noExplicitAny: TypeScript knows a class that is built upon another by this.
type Kind<E extends Engine> = new (...all: any[]) => E;

/** The same engine with words that come later. `$words` says where those of each language are, in the order of the manifest;
 *  addresses depend on nothing but the language. */
export function splitting<E extends Engine, K extends Kind<E>>(Base: K): K {
  return class extends (Base as Kind<Engine>) {
    /** The languages whose words were asked for. */
    readonly #asked = new Set<string>();
    readonly #enter: <Answer>(question: () => Answer) => Answer;
    #changed: (() => void) | undefined;
    #isShown = false;

    constructor(...all: ConstructorParameters<Kind<Engine>>) {
      super(...all);
      this.#enter = (question) => all[3].within(question);
      // Those of a newer program are others.
      for (const [tag, words] of Object.entries($own)) attempt(() => this.#speak(tag, decode(words)));
    }

    override render(roots: readonly ParentNode[] | undefined): Decision[] {
      this.#isShown = true;
      const shown = super.render(roots);
      const missing = shown.filter((decision) => absent.has(decision));
      const standing = missing.filter(({ slot }) => !roots || stands(roots, slot));
      this.#fetch(standing);
      for (const { slot, locale } of missing) if (!this.#asked.has(locale)) this.tell(`/slots/${slot}`, BROUGHT);
      return shown;
    }

    override decideIn(roots: readonly ParentNode[] | undefined): ReadonlyMap<string, Decision> {
      const all = super.decideIn(roots);
      // Of a page that shows something, what it does not show needs no words.
      if (!this.#isShown) this.#fetch([...all.values()]);
      return all;
    }

    override follow(changed: () => void): () => void {
      this.#changed = changed;
      const stop = super.follow(changed);
      return () => {
        this.#changed = undefined;
        stop();
      };
    }

    #fetch(decisions: readonly Decision[]): void {
      const missing = decisions.filter((decision) => absent.has(decision)).map(({ locale }) => locale);
      // Whoever was elsewhere in between may try again what failed.
      if (missing.length === 0) this.#asked.clear();
      for (const tag of missing)
        if (!this.#asked.has(tag)) {
          this.#asked.add(tag);
          this.#load(tag);
        }
    }

    async #load(tag: string): Promise<void> {
      try {
        this.#speak(tag, await bytesAt($words[tag] as string | URL));
      } catch (thrown) {
        this.tell(`/locales/${place(tag)}`, problemFrom(thrown).message);
      }
      this.#changed?.();
    }

    #speak(tag: string, words: Uint8Array): void {
      const refused = this.#enter(() => this.core.ask(Ask.Words, words, [place(tag)]));
      if (refused) throw JSON.parse(refused);
    }
  } as unknown as K;
}

/** A request for its words would tell which variant brought the slot. */
const BROUGHT = "a template brought it, and it speaks a language that nothing beside templates speaks here";

/** Does a slot stand in the page whatever the slots around it show? */
function stands(roots: readonly ParentNode[], slot: string): boolean {
  const places = roots.flatMap((root) => [...real(root).querySelectorAll(SLOTS)]);
  return places.some((place) => real(place).getAttribute("data-tb-slot") === slot && !isBrought(place));
}

function isBrought(place: Element): boolean {
  for (let at = around(place); at; at = around(at))
    if ([...(real(at).children ?? [])].some((child) => isOfSlot(child))) return true;
  return false;
}

const isOfSlot = (child: Element): boolean =>
  real(child).localName === "template" &&
  (real(child).hasAttribute("data-tb-variant") || real(child).hasAttribute("data-tb-item"));

function attempt(action: () => void): void {
  try {
    action();
  } catch {}
}

const place = (tag: string): number => Object.keys($words).indexOf(tag);
