/** A program in use: the questions that both the live page and server-side rendering ask the WebAssembly. */

import { type Entry, Input, type Report, texts } from "../shared/input.js";
import { error, MISFIT } from "../shared/problem.js";
import type { Decision, Problem } from "../types/index.js";
import { type Core, list } from "./core.js";
import { Decisions } from "./decisions.js";
import { Ask, Declared, GROUP } from "./protocol.js";

/** The largest number of problems that are kept. */
const TOLD = 100;

/** The types that a preference may have besides a list, in the order of `Declared`. */
const TYPES = ["string", "number", "boolean"];

/** Slots with the languages of their places in the page. */
export type Languages = ReadonlyMap<string, string>;

/** Reads the context in the engine's order. It is passed in, because only `js/context/` reads the environment. */
export interface Reader {
  /** Reads for a program from now on.
   *  @param reads The names that it reads, end to end.
   *  @param traits The answer to `Ask.Traits`: facts that are costly to look up the first time. */
  serve(reads: string, traits: number): void;
  /** Does it matter what language the places of the page are in? */
  readonly placed: boolean;
  read(
    given: object,
    tell: Report,
    moments: (now: number) => readonly number[],
    places: Languages,
  ): { readonly texts: string; readonly numbers: readonly number[] };
}

/** An element of rich words: its name, its attributes and its content. */
export interface Branch extends ReadonlyArray<string | Record<string, string> | Branch> {
  readonly 0: string;
  readonly 1: Record<string, string>;
}

/** Rich words: texts and elements. */
export type Tree = readonly (string | Branch)[];

/** A place by its number, its new value, and the elements in it, or why it is refused. */
export type Answer = [place: number, value: string | null, more?: string | Tree];

/** The one way into the WebAssembly. */
export interface Entrance {
  within<A>(ask: () => A): A;
}

export class Client<R extends Reader = Reader> {
  declare readonly core: Core;
  declare decisions: Decisions;
  declare protected readonly reader: R;
  declare protected given: object;
  readonly #problems: Problem[];
  readonly #ask: Core["ask"];
  /** What was declared here: a newer program has other numbers for it. */
  protected readonly stated: Map<string, unknown> | undefined = $load ? new Map() : undefined;
  /** The signals that are set. */
  #signals: readonly Entry[] = [];

  /** Throws a `Problem` if the bytes are refused. Decisions outlive a call, so their later questions go through `wasm`.
   *  @param problems The list to which problems are added. */
  constructor(create: () => Core, bytes: Uint8Array, given: object, wasm: Entrance, problems: Problem[], reader: R) {
    this.#problems = problems;
    const core = create();
    this.core = core;
    this.#ask = (...question) => wasm.within(() => core.ask(...question));
    this.reader = reader;
    this.given = given;
    this.adopt(bytes);
  }

  /** Takes in a program. Throws a `Problem` if its bytes are refused: then nothing has changed. */
  protected adopt(bytes: Uint8Array): void {
    const { core } = this;
    const problem = core.ask(Ask.Open, bytes, []);
    if (problem) throw JSON.parse(problem);
    this.decisions = new Decisions(this.#ask);
    if ($load && $declared) for (const [name, value] of this.stated ?? []) this.prefer("", name, value);
    if ($reads || $traits || $load)
      this.reader.serve($reads ? core.ask(Ask.Reads, "", []) : "", $traits ? Number(core.ask(Ask.Traits, "", [])) : 0);
    this.assume(this.given);
  }

  /** Replaces the given facts from now on. */
  assume(given: object): void {
    if ($declared) for (const [name] of this.#signals) this.prefer("signal.", name, null);
    this.given = given;
    if ($declared) this.#signals = new Input(given, "", this.tell).in("signals").entries();
    if ($declared) this.declare("signal.", "/signals", this.#signals);
    if ($unit) this.assignUnit();
  }

  /** Says for whom experiments draw. On a server that is nobody. */
  protected assignUnit(): void {}

  /** Decides all slots. Returns the decisions by slot.
   *  @param places Finds the languages of the slots' places. It is called only where they matter. */
  decide(places: () => Languages): ReadonlyMap<string, Decision> {
    const moments = (now: number): number[] =>
      $window || $visits || $memory ? JSON.parse(this.core.ask(Ask.Moments, "", [now])) : [];
    const around = $language && this.reader.placed ? places() : new Map();
    const { texts, numbers } = this.reader.read(this.given, this.tell, moments, around);
    this.decisions.update(this.core.ask(Ask.Decide, texts, numbers));
    return this.decisions.all;
  }

  /** Asks for the changes of all places in one crossing. */
  patch(places: readonly (readonly string[])[]): Answer[] {
    return JSON.parse(this.core.ask(Ask.Patch, places.map(list).join(GROUP), []));
  }

  /** Reports a problem, once. */
  readonly tell: Report = (path, message) => {
    const problems = this.#problems;
    const told = problems.some((problem) => problem.path === path && problem.message === message);
    if (!told && problems.length < TOLD) problems.push({ path, message, severity: "warning" });
  };

  protected send(items: readonly string[], ...numbers: number[]): string {
    return this.core.ask(Ask.Observe, list(items), numbers);
  }

  protected declare(group: string, path: string, all: readonly Entry[]): void {
    for (const [name, value] of all)
      if (this.prefer(group, name, value))
        this.tell(
          `${path}/${name}`,
          `the manifest has no such ${group ? "signal" : "preference"}, or it cannot take this value; it is left out`,
        );
  }

  /** Declares a preference, or a signal in the group `signal.`. No name has a dot, so groups cannot be mixed up.
   *  @param at The moment, if the reader declares it now. */
  protected prefer(group: string, name: string, value: unknown, ...at: number[]): string {
    const items = typeof value === "string" ? [value] : texts(value);
    const kind = value == null ? Declared.Nothing : TYPES.indexOf(typeof value) + 1 || (items ? Declared.List : -1);
    if (kind < 0) return JSON.stringify({ ...error(MISFIT), path: "/value" });
    const known = group + name.replaceAll(".", " ");
    const refused = this.send(["preference", known, ...(items ?? [])], kind, Number(value), ...at);
    if ($load && !group && !refused) this.stated?.set(name, value);
    return refused;
  }
}
