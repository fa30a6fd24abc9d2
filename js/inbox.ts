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
    for (const text of lines) {
      const line = text.split(" ");
      const place = Number(line[0]);
      this.#kept[place] = { cards: this.#kept[place]?.cards ?? [], line, decision: undefined };
      if (!news) this.#settle(place, false);
    }
    if (news) for (let place = 0; place < this.#kept.length; place += 1) this.#settle(place, true);
  }

  #settle(place: number, news: boolean): void {
    const kept = this.#kept[place] as Kept;
    const { cards, line, decision } = kept;
    const marks = line[1] as string;
    const language = line[2] as string;
    const last = marks.length - 1;
    for (let tried = 0; tried < last; tried += 1) cards[tried] ??= this.#ask(place, tried, language);
    const known = cards[last];
    if (known?.language !== language || (news && known.values)) {
      const card = this.#ask(place, last, language);
      cards[last] = { ...card, fields: same(known?.fields, card.fields) };
    }
    const { slot, variant, locale, direction, fields } = cards[last] as Card;
    const stays = ({ facts }: Reason, tried: number): boolean => !facts || facts === cards[tried]?.read.facts;
    if (decision?.fields === fields && decision.reasons.every(stays)) return;
    const reasons = cards.slice(0, last + 1).map((card, tried) => this.#reason(marks.charCodeAt(tried) - KIND, card));
    const until = line[3] ? Number(line[3]) : null;
    kept.decision = { slot, variant, locale, direction, fields, reasons, propensity: 1, until };
    this.decisions.set(slot, kept.decision);
  }

  #reason(mark: number, { variant, rule, read }: Card): Reason {
    if (mark >= NAME) return { kind: "value-missing", variant, rule: this.#facts[mark - NAME]?.[0] ?? "" };
    const kind = KINDS[mark] as Reason["kind"];
    return (RULED >> mark) & 1 ? { kind, variant, rule, facts: read.facts } : { kind, variant };
  }

  #ask(place: number, tried: number, language: string): Card {
    const [slot, varies, locale, direction, fields, values, variant, rule, ...names] = JSON.parse(
      this.#core.ask(Ask.About, "", [place, tried]),
    );
    if (varies) this.varies.add(slot);
    const key = names.join();
    const read = this.#reads.get(key) ?? { names, facts: this.#look(names) };
    this.#reads.set(key, read);
    return { slot, locale, direction, fields, values, variant, rule, read, language };
  }

  #look(names: readonly number[]): Read["facts"] {
    return Object.fromEntries(names.map((name) => this.#facts[name] as [string, PreferenceValue | null]));
  }
}

/** The old one, where there is no difference. */
function same<Facts>(old: Facts | undefined, fresh: Facts): Facts {
  return JSON.stringify(old) === JSON.stringify(fresh) ? (old as Facts) : fresh;
}
