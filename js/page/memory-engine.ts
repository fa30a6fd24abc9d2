/** The engine of a page that remembers: the profile, the consent and the records of a store go to the WebAssembly and back. */

import { list } from "../engine/core.js";
import { Ask, EVERYTHING, GONE, GROUP, INTEREST, LEARN, PAUSED, STEERING, WORTH } from "../engine/protocol.js";
import { amount, amounts, count, Input, moment, moments, text } from "../shared/input.js";
import { error } from "../shared/problem.js";
import { random } from "../shared/random.js";
import type { Merged, MemoryEngine as StoredEngine } from "../storage/engine.js";
import type { Change } from "../storage/store.js";
import type { Insight, Measured, Profile, Report, Steering } from "../types/index.js";
import { Engine } from "./engine.js";

/** A value that is counted: a whole number, such as cents. */
const worth = (value: unknown): number | undefined =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) <= WORTH ? (value as number) : undefined;

export class MemoryEngine extends Engine implements StoredEngine {
  constructor(...all: ConstructorParameters<typeof Engine>) {
    super(...all);
    if ($import) this.#load(new Input(this.given, "", this.tell).in("profile"));
  }

  protected override drawUnit(): string {
    return random();
  }

  protected override takeIn(event: Input): string {
    const kind = event.get("kind", text) ?? "";
    if ($import && isSteering(kind)) return this.#steer(kind, event);
    if ($experiment && kind === "convert") return this.#convert(event);
    return super.takeIn(event);
  }

  /** Steers a topic, or the topics of an item. */
  #steer(kind: string, event: Input): string {
    const topic = event.get("topic", text);
    const item = (): string => `${event.get("slot", text) ?? ""}/${event.get("item", text) ?? ""}`;
    return this.send(topic === undefined ? [kind, "", item()] : [kind, topic], this.now());
  }

  /** A goal is reached, and counts for the arms that were seen. */
  #convert(event: Input): string {
    const refused = super.takeIn(event);
    if (!refused) this.#measure(event.get("goal", text) ?? "", event.get("value", worth) ?? 0);
    return refused;
  }

  /** Asks to count a goal, or without a value an arm that was seen. Answers whether it was counted. */
  #measure(place: string, ...value: number[]): boolean {
    return this.core.ask(Ask.Measure, place, [this.now(), ...value]) !== "";
  }

  /** The slot was seen. Answers whether that counts, for an experiment or for a slot that learns. */
  exposed(slot: string): boolean {
    const counts = $experiment && this.#measure(slot);
    return ($bandit && this.core.ask(Ask.View, slot, [this.now()]) !== "") || counts;
  }

  measured(): Report {
    const report: { [experiment: string]: { -readonly [K in keyof Measured]: Measured[K] } } = {};
    const all: [place: string, arm: string, times: number, since: number][] = JSON.parse(
      this.core.ask(Ask.Measure, "", []),
    );
    for (const [place, arm, exposures, since] of all)
      if (!place.includes("/") && !(since > (report[place]?.since ?? Infinity)))
        report[place] = { arm, exposures, since, goals: {} };
    for (const [place, arm, times] of all) {
      const [experiment = "", goal, worth] = place.split("/");
      const of = report[experiment];
      if (goal && of?.arm === arm) {
        const known = of.goals[goal] ?? { times: 0, value: 0 };
        of.goals = { ...of.goals, [goal]: { ...known, [worth === undefined ? "times" : "value"]: times } };
      }
    }
    return report;
  }

  export(): Profile {
    if (!$unit) return JSON.parse(this.core.ask(Ask.Export, "", []));
    const profile: Profile = JSON.parse(this.core.ask(Ask.Export, "", []));
    // A unit that was never kept is nobody's business.
    return { ...profile, events: profile.events?.filter(({ times }) => times) ?? [] };
  }

  /** Replaces what is known by a profile. Throws a `Problem` when it is none: then nothing is lost. */
  import(profile: Profile): void {
    if (!profile || typeof profile !== "object" || Array.isArray(profile))
      throw { ...error("this is no profile"), path: "/profile" };
    this.forget(EVERYTHING);
    this.send(["import"], this.now());
    this.#load(new Input({ profile }, "", this.tell).in("profile"));
    const cut = this.send(["import"]);
    if (cut) this.tell("/profile", JSON.parse(cut).message);
  }

  insights(): Insight[] {
    return JSON.parse(this.core.ask(Ask.Insights, "", [this.now()]));
  }

  /** Sets what may happen from now on, in the core's bits. */
  allow(bits: number): void {
    this.core.ask(Ask.Allow, "", [bits]);
    this.reader.learns = (bits & (LEARN | PAUSED)) === LEARN;
  }

  /** Forgets what the core's bits say. */
  forget(what: number): void {
    this.core.ask(Ask.Forget, "", [what, this.now()]);
    if ($load && what & (EVERYTHING | GONE)) this.stated?.clear();
    // Signals come from the page and are no memory of its reader, so they are set again.
    this.assume(this.given);
  }

  /** Merges the records of a store.
   *  @param id The name under which this page writes. */
  merge(id: string, entries: readonly (readonly [key: string, text: string])[]): Merged {
    const groups = [[id], ...entries].map(list);
    this.reader.renew(true);
    return JSON.parse(this.core.ask(Ask.Merge, groups.join(GROUP), [this.now()]));
  }

  /** Answers the changes that keep what happened on this page. */
  record(): Change[] {
    return JSON.parse(this.core.ask(Ask.Record, "", [this.now()]));
  }

  #load(profile: Input): void {
    this.reader.renew(true);
    const now = this.now();
    const last = profile.get("lastVisit", moment);
    const start = profile.get("thisVisit", moment) ?? now;
    const first = profile.get("firstVisit", moment) ?? last ?? start;
    this.send(["profile"], now, profile.get("visits", count) ?? 1, first, last ?? NaN, start);
    this.declare("", "/profile/preferences", profile.in("preferences").entries());
    for (const event of profile.in("events").items()) {
      const kind = event.get("kind", text);
      const slot = event.get("goal", text) ?? event.get("slot", text);
      const variant = event.get("variant", text) ?? "";
      const times = event.get("times", count);
      if (kind && slot && times) this.send([kind, slot, variant], now, times, ...(event.get("moments", moments) ?? []));
    }
    for (const [topic, said] of profile.in("topics").entries()) if (isSteering(said)) this.send([said, topic]);
    for (const interest of profile.in("interests").items()) {
      const topic = interest.get("topic", text);
      const known = INTEREST.map((name) => interest.get(name, amount) ?? 0);
      if (topic) this.send(["interest", topic], now, ...known);
    }
    if ($bandit)
      for (const outcomes of profile.in("outcomes").items()) {
        const [slot, variant] = [outcomes.get("slot", text) ?? "", outcomes.get("variant", text) ?? ""];
        this.send(["outcomes", slot, variant], now, ...(outcomes.get("numbers", amounts) ?? []));
      }
    const habits = profile.get("habits", moments);
    if (habits) this.send(["habits"], now, ...habits);
  }
}

function isSteering(kind: unknown): kind is Steering {
  return STEERING.includes(kind as Steering);
}
