/** The engine of a page that remembers: what is kept, learned, handed in and taken along goes to the WebAssembly and back. */

import { list } from "../engine/core.js";
import { Ask, EVERYTHING, GROUP, INTEREST, LEARN, PAUSED, STEERING } from "../engine/protocol.js";
import { amount, count, Input, moment, moments, text } from "../shared/input.js";
import type { Change } from "../storage/store.js";
import type { Insight, Problem, Profile, Steering } from "../types/index.js";
import { Engine } from "./engine.js";

/** Has a newer version written there? And what the store needs. */
interface Merged {
  readonly frozen: boolean;
  readonly writes: readonly Change[];
}

export class MemoryEngine extends Engine {
  constructor(...all: ConstructorParameters<typeof Engine>) {
    super(...all);
    this.#remember(new Input(this.given, "", this.tell).in("profile"));
  }

  protected override take(event: Input): string {
    const kind = event.get("kind", text) ?? "";
    return isSteering(kind) ? this.#steer(kind, event) : super.take(event);
  }

  /** Of a topic, or of an item's. */
  #steer(kind: string, event: Input): string {
    const topic = event.get("topic", text);
    if (topic !== undefined) return this.send([kind, topic], this.now());
    const place = `${event.get("slot", text) ?? ""}/${event.get("item", text) ?? ""}`;
    return this.send([kind, "", place], this.now());
  }

  export(): Profile {
    return JSON.parse(this.core.ask(Ask.Export, "", []));
  }

  /** Takes a profile's place for what is known. Throws a `Problem` when it is none: then nothing is lost. */
  import(profile: Profile): void {
    if (!profile || typeof profile !== "object" || Array.isArray(profile))
      throw { path: "/profile", severity: "error", message: "this is no profile" } satisfies Problem;
    this.forget(EVERYTHING);
    this.send(["import"], this.now());
    this.#remember(new Input({ profile }, "", this.tell).in("profile"));
    this.send(["import"]);
  }

  insights(): Insight[] {
    return JSON.parse(this.core.ask(Ask.Insights, "", [this.now()]));
  }

  /** What may happen from now on, in the core's bits. */
  allow(bits: number): void {
    this.core.ask(Ask.Allow, "", [bits]);
    this.reader.learns = (bits & (LEARN | PAUSED)) === LEARN;
  }

  /** In the core's bits too. */
  forget(what: number): void {
    this.core.ask(Ask.Forget, "", [what, this.now()]);
    // They are no memory of the reader's.
    this.assume(this.given);
  }

  /** Takes in what a store holds. */
  merge(id: string, entries: readonly (readonly [key: string, text: string])[]): Merged {
    const groups = [[id], ...entries].map(list);
    return JSON.parse(this.core.ask(Ask.Merge, groups.join(GROUP), [this.now()]));
  }

  /** What this page has to keep. */
  record(): Change[] {
    return JSON.parse(this.core.ask(Ask.Record, "", [this.now()]));
  }

  #remember(profile: Input): void {
    const now = this.now();
    const last = profile.get("lastVisit", moment);
    const start = profile.get("thisVisit", moment) ?? now;
    const first = profile.get("firstVisit", moment) ?? last ?? start;
    this.send(["profile"], now, profile.get("visits", count) ?? 1, first, last ?? NaN, start);
    this.declare("", "/profile/preferences", profile.in("preferences").entries());
    for (const event of profile.in("events").items()) {
      const [kind, slot, variant, times] = [
        event.get("kind", text),
        event.get("goal", text) ?? event.get("slot", text),
        event.get("variant", text) ?? "",
        event.get("times", count),
      ];
      if (kind && slot && times) this.send([kind, slot, variant], now, times, ...(event.get("moments", moments) ?? []));
    }
    for (const [topic, said] of profile.in("topics").entries()) if (isSteering(said)) this.send([said, topic]);
    for (const interest of profile.in("interests").items()) {
      const topic = interest.get("topic", text);
      const known = INTEREST.map((name) => interest.get(name, amount) ?? 0);
      if (topic) this.send(["interest", topic], now, ...known);
    }
    const habits = profile.get("habits", moments);
    if (habits) this.send(["habits"], now, ...habits);
  }
}

function isSteering(kind: unknown): kind is Steering {
  return STEERING.includes(kind as Steering);
}
