/** The engine of a live page: it reads the context, has the WebAssembly decide, and writes the result. `memory-engine.ts`
 *  adds memory. */

import type { ContextReader } from "../context/context.js";
import { follow } from "../context/follow.js";
import { type Binding, readBinding, writeBinding } from "../dom/binding.js";
import { holdFocus } from "../dom/focus.js";
import { Slots } from "../dom/slots.js";
import type { View } from "../dom/view.js";
import { Client } from "../engine/client.js";
import { absent } from "../engine/decisions.js";
import { ANNOUNCES, Ask, RANKS } from "../engine/protocol.js";
import { type Place, patch, placesOf, speaks } from "../markup/contract.js";
import { Input, moment, text } from "../shared/input.js";
import { NO_SLOT, wouldLoad } from "../shared/problem.js";
import type { Decision, Item, PageEvent } from "../types/index.js";
import { Ranking } from "./ranking.js";

/** A place of a slot in the page. */
interface ShownPlace extends Place<Binding> {
  readonly shownBy: View;
}

export class Engine extends Client<ContextReader> {
  /** Is told which slots wait to be seen, and where they are. */
  declare shown?: (views: readonly View[], roots: readonly ParentNode[]) => void;
  /** Lists that rank, once something was decided. */
  declare ranking?: Ranking;
  readonly #slots = new Slots((slot) => this.decisions.bits.get(slot), this.tell);

  /** Decides, and writes what differs under `roots`. Returns the decisions for the slots that are there. */
  render(roots: readonly ParentNode[] | undefined): Decision[] {
    this.reader.renew();
    let decisions = this.decideIn(roots);
    if (!roots) return [...decisions.values()];
    const present = new Set<string>();
    let places: ShownPlace[] = [];
    let known: View[] = [];
    let views = this.#slots.meet(roots);
    const giveBackFocus = $focus ? holdFocus(views.map(({ holder }) => holder)) : undefined;
    const read = $announce ? views.filter(({ bits = 0 }) => bits & ANNOUNCES) : [];
    if ($announce) this.#each(read, (view) => view.listen(false));
    const isKnown = (): boolean => views.length === known.length && views.every((view) => known.includes(view));
    // A template may bring slots of its own and take others away, so this repeats until they stay.
    for (; !isKnown(); views = $templates || $list ? this.#slots.meet(roots) : known) {
      // What stands elsewhere now may stand in another language.
      if (known.length) decisions = this.decideIn(roots);
      known = views;
      places = views.flatMap((view) => {
        const decision = decisions.get(view.name);
        if ($split && decision && absent.has(decision)) {
          present.add(view.name);
          return [];
        }
        if (decision) present.add(view.name);
        else this.tell(`/slots/${view.name}`, NO_SLOT);
        return (decision && this.#slots.attempt(view.holder, () => this.#turn(view, decision))) ?? [];
      });
    }
    patch(
      this,
      places,
      ({ shownBy, binding }) => this.#slots.attempt(shownBy.holder, () => readBinding(binding)) ?? null,
      ({ shownBy, binding }, ...value) => this.#slots.attempt(shownBy.holder, () => writeBinding(binding, ...value)),
    );
    if ($focus) giveBackFocus?.();
    if ($announce) this.#each(read, (view) => view.listen(true));
    if ($server) this.#each(views, (view) => view.mark());
    if ($rank) this.ranking?.show(views);
    if ($seen)
      this.shown?.(
        views.filter(({ name }) => this.decisions.drew(name)),
        roots,
      );
    return [...decisions.values()].filter(({ slot }) => present.has(slot));
  }

  /** Takes in a newer program for the same reader. Throws a `Problem` if its bytes are refused: then nothing has changed. */
  load(bytes: Uint8Array): boolean {
    if ($load) {
      this.decisions.settle();
      this.adopt(bytes);
      if ($rank) this.ranking?.renew();
    }
    return true;
  }

  protected override assignUnit(): void {
    const own = new Input(this.given, "", this.tell).get("unit", text);
    if (own === "") this.tell("/unit", "an empty text is no unit, and is left out");
    this.core.ask(Ask.Unit, own || this.drawUnit(), own ? [1] : []);
  }

  /** A unit for this page view. Where nothing is remembered there is no chance: nothing could be measured of it either. */
  protected drawUnit(): string {
    return "";
  }

  /** Does a list rank? Then a click decides the page again. */
  get ranks(): boolean {
    return $rank && [...this.decisions.bits.values()].some((bits) => (bits & RANKS) !== 0);
  }

  /** Decides all slots, each in the language of its place under `roots`. */
  decideIn(roots: readonly ParentNode[] | undefined): ReadonlyMap<string, Decision> {
    if ($rank) {
      this.ranking ??= new Ranking(this.core, this.tell);
      this.ranking.prepare(this.now());
    }
    return this.decide(() => ($language ? this.#slots.languagesAt(roots ?? []) : new Map()));
  }

  /** Shows the decided variant in a slot, and returns the places to write. */
  #turn(view: View, decision: Decision): ShownPlace[] {
    const { slot, variant, items } = decision;
    if ($list && items) return this.#arrange(view, decision, items);
    if ($templates) {
      const loads = view.turn(variant);
      if (loads) this.tell(`/slots/${slot}/variants/${variant}`, wouldLoad(loads));
    } else if (view.hasTemplates)
      this.tell(`/slots/${slot}`, "its templates need “templates”, which this page was built without");
    view.speak(speaks(decision, view.bindings) ? decision : undefined);
    return placesOf(this, slot, view.bindings, view.mayLoad).map((binding) => ({ slot, binding, shownBy: view }));
  }

  #arrange(view: View, decision: Decision, items: readonly Item[]): ShownPlace[] {
    const { slot } = decision;
    const ids = items.map(({ id }) => id);
    const arranged = view.arrange(ids);
    const rows = typeof arranged === "string" ? [] : [...arranged];
    if (typeof arranged === "string") this.tell(`/slots/${slot}`, wouldLoad(arranged));
    else if (rows.length < ids.length && !view.isOpen)
      this.tell(`/slots/${slot}`, "there is no template with data-tb-item here");
    view.speak(rows[0] ? decision : undefined);
    return rows.flatMap(([id, { bindings }]) =>
      bindings.map((binding) => ({ slot: `${slot}/${id}`, binding, shownBy: view })),
    );
  }

  #each(views: readonly View[], action: (view: View) => void): void {
    for (const view of views) this.#slots.attempt(view.holder, () => action(view));
  }

  /** Calls `changed` when the device tells that something is another, until the answer is called. */
  follow(changed: () => void): () => void {
    const stop = follow(changed);
    if ($rank) this.ranking?.begin(this.now(), this.given, changed);
    if ($device) this.reader.deviceChanged = changed;
    return () => {
      if ($device) this.reader.deviceChanged = undefined;
      if ($rank) this.ranking?.leave();
      stop();
    };
  }

  /** Somebody takes a slot, so that nothing is written there. Returns what gives it back: was that not done yet? */
  take(slot: string): () => boolean {
    return this.#slots.take({ slot });
  }

  /** Restores all slots. It works after a trap too, because it does not need the WebAssembly. */
  restore(): void {
    if ($seen) this.shown?.([], []);
    if ($rank) this.ranking?.show([]);
    this.#slots.restore();
  }

  /** Takes in an event. Throws a `Problem` if the event makes no sense here. */
  observe(event: PageEvent): void {
    const refused = this.takeIn(new Input(event, "", this.tell));
    if (refused) throw JSON.parse(refused);
  }

  protected takeIn(event: Input): string {
    const said = (key: string): string => event.get(key, text) ?? "";
    const kind = said("kind");
    if (kind === "visit") return this.send([kind], this.now());
    if (kind === "preference")
      return this.prefer(
        "",
        said("name"),
        event.get("value", (value) => value),
        this.now(),
      );
    const slot = said("slot");
    const item = event.get("item", text);
    // A view of a list is a view of all its items.
    const items = $list && kind === "view" ? this.decisions.all.get(slot)?.items?.map(({ id }) => id) : undefined;
    const tell = (place: string): string => this.send([kind, place, said("goal")], this.now());
    if ($list && item !== undefined) return tell(`${slot}/${item}`);
    return $list && items?.length ? items.map((id) => tell(`${slot}/${id}`)).join("") : tell(slot);
  }

  protected now(): number {
    return $given ? (new Input(this.given, "", this.tell).get("now", moment) ?? Date.now()) : Date.now();
  }

  explain(slot: string): string[] {
    return JSON.parse(this.core.ask(Ask.Explain, slot, []));
  }
}
