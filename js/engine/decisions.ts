/** Answers of the engine → decisions. A decision that did not change stays the same object, and its reasons are put together
 *  when somebody asks for them. */

import type { Decision, PreferenceValue, Reason } from "../types/index.js";
import type { Core } from "./core.js";
import {
  Ask,
  FIRST_NAME,
  FIRST_REASON,
  ITEM,
  LEARNED_REASONS,
  LISTS,
  RANKED,
  REASONS,
  RULED,
  SHOWN,
} from "./protocol.js";

type Facts = readonly (readonly [path: string, value: PreferenceValue | null])[];

/** The content of a variant. */
interface Content {
  readonly slot: string;
  readonly locale: string;
  readonly direction: "ltr" | "rtl";
  fields: Decision["fields"];
  readonly languages: Decision["languages"];
  readonly value: Decision["value"];
  /** 1 where values stand in the fields. */
  readonly values: number;
  readonly variant: string;
  /** The bits of the slot. */
  readonly bits: number;
  /** The number of the locale. Empty: its words have not come. */
  readonly language: string;
}

/** A variant that was tried: its name, its rule, and the numbers of the facts that the rule reads. */
type Tried = [variant: string, rule: string, ...facts: number[]];

/** An item that a list shows which ranks. */
type Ranked = readonly [variant: number, because: number, about: string];

/** All that is known of a slot. */
interface SlotState {
  /** By the numbers of the variants that were shown. */
  readonly contents: Content[];
  /** The longest list of variants that was asked for: the same list as long as there is a program. */
  readonly tried: Tried[];
  /** The newest line about it, word by word. */
  readonly line: string[];
  /** The numbers of the variants that it shows: of a list several, or none. */
  readonly shown: readonly number[];
  /** None while the line waits to be read. */
  decision: Decision | undefined;
}

/** The marks of arms that were drawn or not. */
const DRAWN = /[=-A]/;
/** The marks of what a slot that learns shows. */
const LEARNED = /[BC]/;

/** Decisions in a language whose words have not come. */
export const absent = new WeakSet<Decision>();

export class Decisions {
  /** In the order of the manifest. */
  readonly all = new Map<string, Decision>();
  /** The values of variants by their texts. */
  readonly #values = new Map<string, Decision["value"]>();
  /** The bits of each slot, such as `VARIES`. */
  readonly bits = new Map<string, number>();
  readonly #ask: Core["ask"];
  readonly #slots: SlotState[] = [];
  #head = "";
  #facts: Facts = [];

  constructor(ask: Core["ask"]) {
    this.#ask = ask;
  }

  /** Asks for everything that decisions may have to tell after the program is gone. */
  settle(): void {
    if ($load && $reasons) for (const [place, state] of this.#slots.entries()) this.#try(place, state, Infinity);
  }

  /** Takes an answer to `Ask.Decide`: `src/render/diff.rs` documents what stands in one. */
  update(answer: string): void {
    if (answer === this.#head) return;
    const [head, ...lines] = answer.split("\n") as [string, ...string[]];
    const isNew = $reasons ? head !== this.#head : head !== "";
    if (isNew && $reasons) {
      this.#head = head;
      this.#facts = Object.entries(JSON.parse(head)[0]);
    }
    const changed = lines.map((text) => {
      const line = text.split(" ");
      const place = Number(line[0]);
      const { contents = [], tried = [] } = this.#slots[place] ?? {};
      this.#slots[place] = {
        contents,
        tried,
        line,
        shown: $rank && line[4] ? shownIn(line) : shownBy(line[1] as string),
        decision: undefined,
      };
      return place;
    });
    const places = isNew ? [...this.#slots.keys()] : changed;
    this.#load(places, isNew);
    for (const place of places) this.#decide(place, this.#slots[place] as SlotState);
  }

  #decide(place: number, state: SlotState): void {
    const { contents, line, shown, decision } = state;
    const marks = line[1] as string;
    const content = contents[shown[0] ?? marks.length - 1] as Content;
    const { slot, variant, locale, direction, fields, languages, value, bits } = content;
    const isList = $list && (bits & LISTS) !== 0;
    const items = $list && isList ? shown.map((number) => contents[number] as Content) : [];
    const stays =
      $list && isList
        ? decision?.items?.every((item, place) => item.fields === items[place]?.fields)
        : decision?.fields === fields;
    if (decision && stays && !($split && absent.has(decision))) return;
    const facts = this.#facts;
    let reasons: Reason[] | undefined;
    const made: Decision = {
      slot,
      variant: $list && isList ? "" : variant,
      locale,
      direction,
      fields: $list && isList ? {} : fields,
      ...($language && languages && !isList && { languages }),
      ...($list &&
        isList && { items: items.map(({ variant: id, fields, value }) => ({ id, fields, ...($typed && { value }) })) }),
      ...($typed && !isList && { value }),
      get reasons() {
        if ($reasons) reasons ??= read();
        return reasons ?? [];
      },
      propensity: $experiment && DRAWN.test(marks) ? Number(this.#ask(Ask.Share, slot, [])) / 1e6 : 1,
      ...($odds && LEARNED.test(marks) && this.#promise(slot)),
      until: line[3] ? Number(line[3]) : null,
    };
    if ($split && !content.language) absent.add(made);
    const read = (): Reason[] => ($reasons ? this.#reasons(place, state, marks, facts) : []);
    state.decision = Object.freeze(made);
    this.all.set(slot, made);
  }

  /** Was an experiment drawn in a slot, or does it learn? */
  drew(slot: string): boolean {
    const is = (marks: string): boolean => ($experiment && DRAWN.test(marks)) || ($bandit && LEARNED.test(marks));
    return this.#slots.some(({ decision, line }) => decision?.slot === slot && is(line[1] as string));
  }

  /** The probability of what a slot that learns shows, and what speaks for it. */
  #promise(slot: string): Pick<Decision, "propensity" | "because"> {
    const [share, ...because] = this.#ask(Ask.Promise, slot, []).split(ITEM);
    return { propensity: Number(share) / 1e6, because: Object.freeze(because.filter(Boolean)) };
  }

  /** Looks up the variants that were tried, if that was not done yet. */
  #try(place: number, { tried }: SlotState, count: number): void {
    if (tried.length < count)
      for (const one of JSON.parse(this.#ask(Ask.Tried, "", [place, count])).slice(tried.length)) tried.push(one);
  }

  /** The reasons that the marks of a decision stand for. After a trap nobody can tell them any more. */
  #reasons(place: number, state: SlotState, marks: string, facts: Facts): Reason[] {
    // Of a list that ranks, those that were tried and had no room have no mark.
    const numbers = $rank ? marked(state.line) : undefined;
    try {
      this.#try(place, state, $rank && numbers ? (numbers.at(-1) ?? 0) + 1 : marks.length);
    } catch {
      return [];
    }
    if ($rank && numbers) return rankedReasons(state, numbers, facts);
    return state.tried.slice(0, marks.length).flatMap((tried, number) => {
      const mark = marks.charCodeAt(number);
      return $force && mark < FIRST_REASON ? [] : reason(mark, tried, facts);
    });
  }

  /** Loads every content that is missing or no longer true, all in one crossing: the first time that is one for each slot of
   *  a page. */
  #load(places: readonly number[], isNew: boolean): void {
    const wanted: { state: SlotState; number: number }[] = [];
    const numbers: number[] = [];
    for (const place of places) {
      const state = this.#slots[place] as SlotState;
      // Of a list that shows nothing the last variant tells which slot it is.
      const { shown, line } = state;
      for (const number of shown.length ? shown : [(line[1] as string).length - 1]) {
        const content = state.contents[number];
        const isKnown = content && content.language === line[2];
        if (isKnown && !(isNew && content.values)) continue;
        wanted.push({ state, number });
        // Of a content that is known only the fields can have changed.
        numbers.push(place, isKnown ? ~number : number);
      }
    }
    if (wanted.length === 0) return;
    const answers = JSON.parse(this.#ask(Ask.About, "", numbers));
    for (const [place, { state, number }] of wanted.entries()) {
      const answer = answers[place];
      const old = state.contents[number];
      const content = Array.isArray(answer) ? this.#content(answer, state.line[2] as string) : (old as Content);
      content.fields = same(old?.fields, content === old ? answer : content.fields);
      state.contents[number] = content;
    }
  }

  #content(answer: unknown[], language: string): Content {
    const [slot, bits, locale, direction, fields, values, variant, spoken, text] = answer as [
      ...[
        string,
        number,
        string,
        Content["direction"],
        Content["fields"],
        number,
        string,
        Content["languages"]?,
        string?,
      ],
    ];
    const value = $typed && text ? this.#value(text) : undefined;
    this.bits.set(slot, bits);
    const languages = $language && spoken && Object.keys(spoken)[0] ? spoken : undefined;
    // What has not come is asked for again each time.
    if ($split && !fields)
      return { slot, locale, direction, fields: {}, languages, value, values, variant, bits, language: "" };
    return { slot, locale, direction, fields, languages, value, values, variant, bits, language };
  }

  /** The value that a text stands for, frozen: the same for the same text. */
  #value(text: string): Decision["value"] {
    if (!this.#values.has(text))
      this.#values.set(
        text,
        JSON.parse(text, (_, part) => Object.freeze(part)),
      );
    return this.#values.get(text);
  }
}

function reason(mark: number, [variant, rule, ...names]: Tried, facts: Facts): Reason {
  if (mark >= FIRST_NAME) return { kind: "value-missing", variant, rule: facts[mark - FIRST_NAME]?.[0] ?? "" };
  const number = mark - FIRST_REASON;
  const kind = ($bandit ? [...REASONS, ...LEARNED_REASONS] : REASONS)[number] as Reason["kind"];
  if (!((RULED >> number) & 1)) return { kind, variant };
  return { kind, variant, rule, facts: Object.fromEntries(names.flatMap((name) => [facts[name] ?? []])) };
}

/** What stands in a line behind its end. */
const behind = (line: readonly string[]): string => line.slice(4).join(" ");

/** The numbers of the variants that are shown there. */
const shownIn = (line: readonly string[]): number[] => rankedIn(line).map(([number]) => number);

/** What a list that ranks shows, in its order. */
const rankedIn = (line: readonly string[]): Ranked[] => JSON.parse(behind(line)).slice(1);

/** The variants that the marks of such a line are about. */
const marked = (line: readonly string[]): number[] | undefined => (line[4] ? JSON.parse(behind(line))[0] : undefined);

/** The reasons of such a list. */
function rankedReasons({ line, tried }: SlotState, numbers: readonly number[], facts: Facts): Reason[] {
  const ranked = rankedIn(line);
  const marks = (line[1] as string).replaceAll("/", "");
  return numbers.map((number, place) => {
    const found = reason(marks.charCodeAt(place), tried[number] as Tried, facts);
    const one = ranked.find(([item]) => item === number);
    return one ? { ...found, because: becauseOf(one) } : found;
  });
}

/** Why an item stands where it does. */
function becauseOf([, number, about]: Ranked): Reason["because"] {
  const kind = RANKED[number] as "new";
  const key = { like: "item", interest: "topic", owner: "owner" }[kind as string];
  return { kind, ...(key && { [key]: about }) };
}

/** The numbers of the variants that are shown. No arrays on the way: a page asks for each slot. */
function shownBy(marks: string): number[] {
  const all: number[] = [];
  for (let number = 0; number < marks.length; number += 1) {
    const mark = marks.charCodeAt(number);
    if (mark < FIRST_NAME && (SHOWN >> (mark - FIRST_REASON)) & 1) all.push(number);
  }
  return all;
}

/** The old fields, where the fresh ones are the same. A variant has the same fields, but for words that became too long. */
function same(old: Decision["fields"] | undefined, fresh: Decision["fields"]): Decision["fields"] {
  if (!old) return fresh;
  for (const name in { ...old, ...fresh }) if (fresh[name] !== old[name]) return fresh;
  return old;
}
