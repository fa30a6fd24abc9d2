/** What the WebAssembly answers → decisions. What did not change stays the very object that it was before, and why it was
 *  decided is put together when somebody asks. */

import type { Decision, PreferenceValue, Reason } from "../types/index.js";
import { Ask, type Core } from "./protocol.js";

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
  "listed",
] as const;

/** A bit for each kind that is about the variant's rule. */
const RULED = 0b11001;

/** A bit for each kind that is shown. */
const SHOWN = 0b1000_0000_0111;

/** What a slot may, bit by bit: `src/program/records.rs` says more. */
const VARIES = 1;
const ANNOUNCES = 2;
const LISTS = 4;

/** The marks of an answer: the first kind, and how far from there the first name is that may be missing. */
const KIND = 48;
const NAME = 16;

type Facts = readonly (readonly [path: string, value: PreferenceValue | null])[];

/** What a variant shows. */
interface Card {
  readonly slot: string;
  readonly locale: string;
  readonly direction: "ltr" | "rtl";
  fields: Decision["fields"];
  readonly languages: Decision["languages"];
  /** 1 where values stand in the fields. */
  readonly values: number;
  readonly variant: string;
  /** What the slot may, as `src/program/records.rs` says it. */
  readonly may: number;
  /** The locale's number. */
  readonly language: string;
}

/** A variant that was tried: its name, its rule, and the numbers of what that reads. */
type Tried = [variant: string, rule: string, ...names: number[]];

/** What is known of a slot. */
interface Kept {
  /** By the numbers of the variants that it has shown. */
  readonly cards: Card[];
  /** Of all slots like it the longest list that was asked for. */
  tried: Tried[];
  /** The newest line about it, word by word. */
  readonly line: string[];
  /** The numbers of the variants that it shows: of a list several, or none. */
  readonly shown: readonly number[];
  /** None while the line waits to be read. */
  decision: Decision | undefined;
}

export class Decisions {
  /** In the order of the manifest. */
  readonly all = new Map<string, Decision>();
  /** The slots whose variants may load different resources. */
  readonly varies = new Set<string>();
  /** The slots whose changes are read out. */
  readonly announces = new Set<string>();
  readonly #ask: Core["ask"];
  readonly #kept: Kept[] = [];
  #head = "";
  #facts: Facts = [];

  constructor(ask: Core["ask"]) {
    this.#ask = ask;
  }

  /** `src/render/outbox.rs` says what stands in an answer. */
  take(answer: string): void {
    if (answer === this.#head) return;
    const [head, ...lines] = answer.split("\n") as [string, ...string[]];
    const news = head !== this.#head;
    if (news) {
      this.#head = head;
      this.#facts = Object.entries(JSON.parse(head)[0]);
    }
    const fresh = lines.map((text) => {
      const line = text.split(" ");
      const place = Number(line[0]);
      const { cards = [], tried = [] } = this.#kept[place] ?? {};
      this.#kept[place] = { cards, tried, line, shown: shownBy(line[1] as string), decision: undefined };
      return place;
    });
    const places = news ? [...this.#kept.keys()] : fresh;
    this.#look(places, news);
    for (const place of places) this.#settle(place, this.#kept[place] as Kept);
  }

  #settle(place: number, kept: Kept): void {
    const { cards, line, shown, decision } = kept;
    const marks = line[1] as string;
    const { slot, variant, locale, direction, fields, languages, may } = cards[shown[0] ?? marks.length - 1] as Card;
    const isList = (may & LISTS) !== 0;
    const items = isList ? shown.map((number) => cards[number] as Card) : [];
    const stays = isList
      ? decision?.items?.every((item, place) => item.fields === items[place]?.fields)
      : decision?.fields === fields;
    if (decision && stays) return;
    const facts = this.#facts;
    let reasons: Reason[] | undefined;
    kept.decision = {
      slot,
      variant: isList ? "" : variant,
      locale,
      direction,
      fields: isList ? {} : fields,
      ...(languages && !isList && { languages }),
      ...(isList && { items: items.map(({ variant: id, fields }) => ({ id, fields })) }),
      get reasons() {
        reasons ??= why();
        return reasons;
      },
      propensity: 1,
      until: line[3] ? Number(line[3]) : null,
    };
    const why = (): Reason[] => this.#why(place, kept, marks, facts);
    this.all.set(slot, kept.decision);
  }

  /** The marks of a decision, and what was true then. After a trap nobody can tell any more. */
  #why(place: number, kept: Kept, marks: string, facts: Facts): Reason[] {
    try {
      if (kept.tried.length < marks.length) kept.tried = JSON.parse(this.#ask(Ask.Tried, "", [place, marks.length]));
    } catch {
      return [];
    }
    return kept.tried
      .slice(0, marks.length)
      .map((tried, number) => reason(marks.charCodeAt(number) - KIND, tried, facts));
  }

  /** Asks for every card that is not there or no longer true, all in one crossing: the first time that is one for each
   *  slot of a page. */
  #look(places: readonly number[], news: boolean): void {
    const wanted: { kept: Kept; number: number }[] = [];
    const numbers: number[] = [];
    for (const place of places) {
      const kept = this.#kept[place] as Kept;
      // Of a list that shows nothing the last card says whose it is.
      const { shown, line } = kept;
      for (const number of shown.length ? shown : [(line[1] as string).length - 1]) {
        const card = kept.cards[number];
        const known = card && card.language === kept.line[2];
        if (known && !(news && card.values)) continue;
        wanted.push({ kept, number });
        // Of a card that is there only the fields can be others.
        numbers.push(place, known ? ~number : number);
      }
    }
    if (wanted.length === 0) return;
    const answers = JSON.parse(this.#ask(Ask.About, "", numbers));
    for (const [place, { kept, number }] of wanted.entries()) {
      const answer = answers[place];
      const old = kept.cards[number];
      const card = Array.isArray(answer) ? this.#card(answer, kept.line[2] as string) : (old as Card);
      card.fields = same(old?.fields, card === old ? answer : card.fields);
      kept.cards[number] = card;
    }
  }

  #card(answer: unknown[], language: string): Card {
    const [slot, may, locale, direction, fields, values, variant, spoken] = answer as [
      ...[string, number, string, Card["direction"], Card["fields"], number, string, Card["languages"]?],
    ];
    if (may & VARIES) this.varies.add(slot);
    if (may & ANNOUNCES) this.announces.add(slot);
    const languages = spoken && Object.keys(spoken)[0] ? spoken : undefined;
    return { slot, locale, direction, fields, languages, values, variant, may, language };
  }
}

function reason(mark: number, [variant, rule, ...names]: Tried, facts: Facts): Reason {
  if (mark >= NAME) return { kind: "value-missing", variant, rule: facts[mark - NAME]?.[0] ?? "" };
  const kind = KINDS[mark] as Reason["kind"];
  if (!((RULED >> mark) & 1)) return { kind, variant };
  return { kind, variant, rule, facts: Object.fromEntries(names.flatMap((name) => [facts[name] ?? []])) };
}

/** The numbers of the variants that are shown: of a list several, or none. No arrays on the way: a page asks for each slot. */
function shownBy(marks: string): number[] {
  const all: number[] = [];
  for (let number = 0; number < marks.length; number += 1) {
    const mark = marks.charCodeAt(number) - KIND;
    if (mark < NAME && (SHOWN >> mark) & 1) all.push(number);
  }
  return all;
}

/** The old ones, where there is no difference. A variant has the same fields, and never none or more. */
function same(old: Decision["fields"] | undefined, fresh: Decision["fields"]): Decision["fields"] {
  if (!old) return fresh;
  for (const name in fresh) if (fresh[name] !== old[name]) return fresh;
  return old;
}
