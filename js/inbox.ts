/** What the WebAssembly answers → decisions. What did not change stays the very object that it was before. */

import { Ask, type Core } from "./core.js";
import type { Decision, PreferenceValue, Reason } from "./types.js";

/** In the order of `src/decide/reason.rs`. */
const KINDS = [
  "rule-holds",
  "always",
  "default",
  "rule-fails",
  "rule-error",
  "too-early",
  "too-late",
  "value-missing",
  "cap-reached",
  "cooling-down",
  "converted",
] as const;

/** A bit for each kind that is about the variant's rule. */
const RULED = 0b11001;

/** The marks of an answer: the first kind, and how far from there the first name is that may be missing. */
const KIND = 48;
const NAME = 16;

/** What rules read. Those that read the same share it. */
interface Read {
  readonly names: readonly number[];
  facts: NonNullable<Reason["facts"]>;
}

/** What there is to know of a variant. */
interface Card {
  readonly slot: string;
  readonly locale: string;
  readonly direction: "ltr" | "rtl";
  readonly fields: Decision["fields"];
  readonly languages: Decision["languages"];
  /** 1 where values stand in the fields. */
  readonly values: number;
  readonly variant: string;
  readonly rule: string;
  readonly read: Read;
  /** The locale's number. */
  readonly language: string;
}

/** What is known of a slot. */
interface Kept {
  /** By the numbers of the variants. */
  readonly cards: Card[];
  /** The newest line about it, word by word. */
  line: string[];
  /** None while the line waits to be read. */
  decision: Decision | undefined;
}

export class Inbox {
  /** In the order of the manifest. */
  readonly decisions = new Map<string, Decision>();
  /** The slots whose variants may load different resources. */
  readonly varies = new Set<string>();
  readonly #core: Core;
  readonly #kept: Kept[] = [];
  readonly #reads = new Map<string, Read>();
  #head = "";
  #facts: [path: string, value: PreferenceValue | null][] = [];

  constructor(core: Core) {
    this.#core = core;
  }

  /** `src/render/outbox.rs` says what stands in an answer. */
  take(answer: string): void {
    if (answer === this.#head) return;
    const [head, ...lines] = answer.split("\n") as [string, ...string[]];
    const news = head !== this.#head;
    if (news) {
      this.#head = head;
      this.#facts = Object.entries(JSON.parse(head)[0]);
      for (const read of this.#reads.values()) read.facts = same(read.facts, this.#look(read.names));
    }
    const fresh = lines.map((text) => {
      const line = text.split(" ");
      const place = Number(line[0]);
      this.#kept[place] = { cards: this.#kept[place]?.cards ?? [], line, decision: undefined };
      return place;
    });
    const places = news ? [...this.#kept.keys()] : fresh;
    this.#ask(places, news);
    for (const place of places) this.#settle(this.#kept[place] as Kept);
  }

  #settle(kept: Kept): void {
    const { cards, line, decision } = kept;
    const marks = line[1] as string;
    const last = marks.length - 1;
    const { slot, variant, locale, direction, fields, languages } = cards[last] as Card;
    const stays = ({ facts }: Reason, tried: number): boolean => !facts || facts === cards[tried]?.read.facts;
    if (decision?.fields === fields && decision.reasons.every(stays)) return;
    const reasons = cards.slice(0, last + 1).map((card, tried) => this.#reason(marks.charCodeAt(tried) - KIND, card));
    const until = line[3] ? Number(line[3]) : null;
    const spoken = languages && { languages };
    kept.decision = { slot, variant, locale, direction, fields, ...spoken, reasons, propensity: 1, until };
    this.decisions.set(slot, kept.decision);
  }

  #reason(mark: number, { variant, rule, read }: Card): Reason {
    if (mark >= NAME) return { kind: "value-missing", variant, rule: this.#facts[mark - NAME]?.[0] ?? "" };
    const kind = KINDS[mark] as Reason["kind"];
    return (RULED >> mark) & 1 ? { kind, variant, rule, facts: read.facts } : { kind, variant };
  }

  /** Asks for every card that is not there or no longer true, all in one crossing: the first time that is one for each
   *  variant of a page. */
  #ask(places: readonly number[], news: boolean): void {
    const wanted: { kept: Kept; place: number; tried: number }[] = [];
    for (const place of places) {
      const kept = this.#kept[place] as Kept;
      const last = (kept.line[1] as string).length - 1;
      for (let tried = 0; tried <= last; tried += 1) {
        const card = kept.cards[tried];
        const stale = card && tried === last && (card.language !== kept.line[2] || (news && card.values));
        if (!card || stale) wanted.push({ kept, place, tried });
      }
    }
    if (wanted.length === 0) return;
    const numbers = wanted.flatMap(({ place, tried }) => [place, tried]);
    const answers = JSON.parse(this.#core.ask(Ask.About, "", numbers));
    for (const [number, { kept, tried }] of wanted.entries()) {
      const card = this.#card(answers[number], kept.line[2] as string);
      kept.cards[tried] = { ...card, fields: same(kept.cards[tried]?.fields, card.fields) };
    }
  }

  #card(answer: unknown[], language: string): Card {
    const [slot, varies, locale, direction, fields, values, spoken, variant, rule, ...names] = answer as [
      ...[string, number, string, Card["direction"], Card["fields"], number, object, string, string],
      ...number[],
    ];
    if (varies) this.varies.add(slot);
    const key = names.join();
    const read = this.#reads.get(key) ?? { names, facts: this.#look(names) };
    this.#reads.set(key, read);
    const languages = Object.keys(spoken)[0] ? (spoken as Card["languages"]) : undefined;
    return { slot, locale, direction, fields, languages, values, variant, rule, read, language };
  }

  #look(names: readonly number[]): Read["facts"] {
    return Object.fromEntries(names.map((name) => this.#facts[name] as [string, PreferenceValue | null]));
  }
}

/** The old one, where there is no difference. */
function same<Facts>(old: Facts | undefined, fresh: Facts): Facts {
  return old && JSON.stringify(old) === JSON.stringify(fresh) ? old : fresh;
}
