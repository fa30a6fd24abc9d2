/** The engine of one page: the WebAssembly decides, this looks around for it and writes what it says. `memory.ts` adds what
 *  is remembered. */

import { ContextReader } from "../context/context.js";
import { holdFocus } from "../dom/focus.js";
import { type Tree, writeTree } from "../dom/rich.js";
import { type Binding, readBinding, Slots, type View, wouldRequest, writeBinding } from "../dom/slots.js";
import { type Core, type Exports, list } from "../engine/core.js";
import { Decisions } from "../engine/decisions.js";
import { Ask, Declared, GROUP } from "../engine/protocol.js";
import { type Entry, Input, moment, type Report, text, texts } from "../shared/input.js";
import { error, LOADS } from "../shared/problem.js";
import type { Decision, Item, PageEvent, Problem } from "../types/index.js";

/** A place, its new value, and the elements in it, or why it is refused. */
type Answer = [place: number, value: string | null, more?: string | Tree];

interface Place {
  /** Of an item in a list `SLOT/ITEM`. */
  readonly slot: string;
  readonly binding: Binding;
}

/** More problems than anyone reads. */
const TOLD = 100;

export class Engine {
  readonly problems: Problem[] = [];
  protected readonly core: Core;
  protected readonly context: ContextReader;
  readonly #decisions: Decisions;
  readonly #slots = new Slots();
  protected given: object;
  /** What the page has told. */
  #signals: readonly Entry[] = [];

  /** Throws a `Problem` when the bytes are refused. Decisions outlive a call: what they ask later goes through `enter`. */
  constructor({ Core, formatters }: Exports, bytes: Uint8Array, given: object, enter: <A>(ask: () => A) => A) {
    this.given = given;
    const core = new Core(bytes, formatters);
    this.core = core;
    this.#decisions = new Decisions((...question) => enter(() => core.ask(...question)));
    const problem = core.ask(Ask.Problem, "", []);
    if (problem) throw JSON.parse(problem);
    this.context = new ContextReader(core.ask(Ask.Reads, "", []), Number(core.ask(Ask.Traits, "", [])));
    this.assume(given);
  }

  /** Takes other values for true from now on. */
  assume(given: object): void {
    for (const [name] of this.#signals) this.#prefer("signal.", name, null);
    this.given = given;
    this.#signals = new Input(given, "", this.tell).in("signals").entries();
    this.declare("signal.", "/signals", this.#signals);
  }

  /** By their slots. */
  decide(): ReadonlyMap<string, Decision> {
    const { texts, numbers } = this.context.read(this.given, this.tell);
    this.#decisions.update(this.core.ask(Ask.Decide, texts, numbers));
    return this.#decisions.all;
  }

  /** Decides, and writes what differs under `roots`. The answer is what was decided for the slots that are there. */
  render(roots: readonly ParentNode[] | undefined): Decision[] {
    const decisions = this.decide();
    if (!roots) return [...decisions.values()];
    const present = new Set<Decision>();
    let bindings: Place[] = [];
    let known: View[] = [];
    let views = this.#slots.meet(roots);
    const giveBackFocus = holdFocus(views.map(({ element }) => element));
    const read = views.filter(({ name }) => this.#decisions.announces.has(name));
    for (const view of read) view.listen(false);
    // Once more where a template brought slots of its own; each round needs new ones to go on.
    for (; views.some((view) => !known.includes(view)); views = this.#slots.meet(roots)) {
      known = views;
      bindings = views.flatMap((view) => {
        const decision = decisions.get(view.name);
        if (decision) present.add(decision);
        else this.tell(`/slots/${view.name}`, "the page has a slot that the manifest does not have");
        return decision ? this.#turn(view, decision) : [];
      });
    }
    this.#patch(bindings);
    giveBackFocus();
    for (const view of read) view.listen(true);
    return [...decisions.values()].filter((decision) => present.has(decision));
  }

  /** Turns a slot to what was decided, and tells the places there that take words. */
  #turn(view: View, decision: Decision): Place[] {
    const { slot, variant, fields, items } = decision;
    const loads = this.#decisions.varies.has(slot);
    if (items) return this.#arrange(view, decision, items, loads);
    if (!view.turn(variant, loads)) this.tell(`/slots/${slot}/variants/${variant}`, LOADS);
    // What is followed, loaded or switched has no language.
    const words = ({ attribute, field }: Binding): boolean =>
      !/^([hsw]|class)/.test(attribute) && typeof fields[field] === "string";
    const speaks = view.bindings.some(words);
    view.speak(speaks ? decision : undefined);
    const places = loads ? view.bindings : view.bindings.filter((binding) => !wouldRequest(binding));
    if (places.length < view.bindings.length) this.tell(`/slots/${slot}`, LOADS);
    return places.map((binding) => ({ slot, binding }));
  }

  #arrange(view: View, decision: Decision, items: readonly Item[], loads: boolean): Place[] {
    const { slot } = decision;
    const ids = items.map(({ id }) => id);
    const rows = view.arrange(ids, loads);
    if (!rows) this.tell(`/slots/${slot}`, LOADS);
    else if (rows.size < ids.length) this.tell(`/slots/${slot}`, "there is no template with data-tb-item here");
    view.speak(rows?.size ? decision : undefined);
    return [...(rows ?? [])].flatMap(([id, { known }]) => known.map((binding) => ({ slot: `${slot}/${id}`, binding })));
  }

  /** All places cross at once, and so do the changes that they need. */
  #patch(bindings: readonly Place[]): void {
    const known = (value: string | null): string => (value === null ? "" : `+${value}`);
    const places = bindings.map(({ slot, binding }) => {
      const { element, attribute, field, original } = binding;
      return list([slot, element.localName, attribute, field, known(original), known(readBinding(binding))]);
    });
    const answers: Answer[] = JSON.parse(this.core.ask(Ask.Patch, places.join(GROUP), []));
    for (const [place, value, more] of answers) {
      const { slot, binding } = bindings[place] as Place;
      if (typeof more === "string") this.tell(`/slots/${slot.split("/")[0]}/fields/${binding.field}`, more);
      else if (more) writeTree(binding.element, more);
      else writeBinding(binding, value);
    }
  }

  /** Needs nothing of the WebAssembly: it works after a trap too. */
  restore(): void {
    this.#slots.restore();
  }

  /** Throws a `Problem` when the event makes no sense here. */
  observe(event: PageEvent): void {
    const refused = this.take(new Input(event, "", this.tell));
    if (refused) throw JSON.parse(refused);
  }

  protected take(event: Input): string {
    const kind = event.get("kind", text) ?? "";
    if (kind === "visit") return this.send([kind], this.now());
    if (kind === "preference")
      return this.#prefer(
        "",
        event.get("name", text) ?? "",
        event.get("value", (value) => value),
        this.now(),
      );
    const slot = event.get("slot", text) ?? "";
    const item = event.get("item", text);
    // A list that is viewed is all that it shows.
    const items = kind === "view" ? this.#decisions.all.get(slot)?.items?.map(({ id }) => id) : undefined;
    const tell = (place: string): string => this.send([kind, place, event.get("goal", text) ?? ""], this.now());
    if (item !== undefined) return tell(`${slot}/${item}`);
    return items?.length ? items.map((id) => tell(`${slot}/${id}`)).join("") : tell(slot);
  }

  protected send(items: readonly string[], ...numbers: number[]): string {
    return this.core.ask(Ask.Observe, list(items), numbers);
  }

  protected now(): number {
    return new Input(this.given, "", this.tell).get("now", moment) ?? Date.now();
  }

  /** A preference, or in the group `signal.` a signal. No name has a dot, so none can be taken for another group's. With the
   *  moment if the reader declares it now. */
  #prefer(group: string, name: string, value: unknown, ...at: number[]): string {
    const send = (kind: Declared, number: number, ...items: string[]): string =>
      this.send(["preference", group + name.replaceAll(".", " "), ...items], kind, number, ...at);
    if (value === null || value === undefined) return send(Declared.Nothing, 0);
    if (typeof value === "string") return send(Declared.Text, 0, value);
    if (typeof value === "number") return send(Declared.Number, value);
    if (typeof value === "boolean") return send(Declared.Flag, Number(value));
    const items = texts(value);
    if (items) return send(Declared.List, 0, ...items);
    return JSON.stringify({
      ...error("a preference is a text, a number, true or false, or a list of texts"),
      path: "/value",
    });
  }

  explain(slot: string): string[] {
    return JSON.parse(this.core.ask(Ask.Explain, slot, []));
  }

  /** The same problem is told once, and not without end. */
  protected readonly tell: Report = (path, message) => {
    const told = this.problems.some((problem) => problem.path === path && problem.message === message);
    if (!told && this.problems.length < TOLD) this.problems.push({ path, message, severity: "warning" });
  };

  protected declare(group: string, path: string, all: readonly Entry[]): void {
    for (const [name, value] of all)
      if (this.#prefer(group, name, value))
        this.tell(
          `${path}/${name}`,
          `the manifest has no such ${group ? "signal" : "preference"}, or it cannot take this value; it is left out`,
        );
  }
}
