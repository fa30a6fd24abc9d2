/** Synchronises what a page knows of its reader with a store, which is read before the first decision, written as things
 *  happen, and read again when another tab has written. The core says what is written, and the reader whether.
 *
 *  Three things change independently. The phase:
 *
 *      Waiting ── first answer of the store ──▶ Open ◀── what a merge has found ──▶ Frozen
 *
 *      Waiting  Events and choices are known to this page only. They are written after the first answer.
 *      Open     Events are written, as long as the reader lets the page remember.
 *      Frozen   A newer version of the package has written there. Its records are read, and no events are written.
 *
 *  The page's own record:
 *
 *      None ─────── event ───────▶ Written ◀─────── event ─────── Cleared
 *        │                            │                             ▲
 *        └────────────────────────────┴── erased on this page or ───┘
 *                                         another, or revoked
 *
 *      None     A visit without events is recorded too, by the upkeep.
 *      Written  The record is in the store, as far as is known.
 *      Cleared  Nothing is written before the next event, not even that there was a visit.
 *
 *  The upkeep, which compacts the records of all pages and records a visit without events:
 *
 *      Idle ── a merge found work ──▶ Planned ── `DELAY` is over, or pagehide ──▶ Due ── done ──▶ Idle
 *       ▲ │                              │                                         ▲
 *       └─┼─────── erased, closed ───────┘                                         │
 *         └── an event or a choice while waiting for the first answer ─────────────┘
 */

import { EVERYTHING, GONE, LEARN, MEASURE, PAUSED, REMEMBER } from "../engine/protocol.js";
import type { Report } from "../shared/input.js";
import { random } from "../shared/random.js";
import { real } from "../shared/real.js";
import type { Keeper } from "../types/index.js";
import type { MemoryEngine } from "./engine.js";
import { CONSENT, type Permission } from "./permission.js";
import { GuardedStore, type Store } from "./store.js";

/** How long the upkeep waits, in milliseconds. */
const DELAY = 1000;

enum Phase {
  Waiting,
  Open,
  Frozen,
}

enum Own {
  None,
  Written,
  Cleared,
}

/** `text` is the last record, which is not written a second time. */
type OwnRecord =
  | { readonly kind: Own.None; readonly text?: undefined }
  | { readonly kind: Own.Written; readonly text: string }
  | { readonly kind: Own.Cleared; readonly text: string | undefined };

enum Stage {
  Idle,
  Planned,
  Due,
}

type Upkeep =
  | { readonly kind: Stage.Idle | Stage.Due }
  | { readonly kind: Stage.Planned; readonly timer: ReturnType<typeof setTimeout> };

export class Sync {
  readonly #permission: Permission;
  readonly #store: GuardedStore;
  readonly #report: Report;
  readonly #wake: () => void;
  #phase = Phase.Waiting;
  #own: OwnRecord = { kind: Own.None };
  #upkeep: Upkeep = { kind: Stage.Idle };
  /** The name under which this page writes. It is made by the first merge: a page that keeps nothing has none. */
  #id = "";
  /** The consent that was applied last, in the core's bits. */
  #allowed = 0;
  /** Does the store hold something that the core has not merged? */
  #unmerged = false;

  /** `wake` calls `pull`, now or when the engine is free. */
  constructor(permission: Permission, keeper: Keeper | undefined, name: string, report: Report, wake: () => void) {
    this.#permission = permission;
    this.#report = report;
    this.#wake = wake;
    this.#store = new GuardedStore(keeper, name, report, wake);
    if (isPrerendered()) real(document).addEventListener("prerenderingchange", this.#onOpened, { once: true });
    if (!keeper) return;
    globalThis.addEventListener?.("pagehide", this.#onHide);
    globalThis.addEventListener?.("pageshow", this.#onShow);
  }

  /** Takes in what others have written and chosen, and applies it. Answers whether anything is new. */
  pull(engine: MemoryEngine): boolean {
    const answer = this.#store.poll();
    if (answer) this.#receive(engine, answer);
    const changed = this.#applyConsent(engine) || this.#unmerged;
    if (this.#permission.unsaved) this.#writeConsent();
    const due = this.#upkeep.kind === Stage.Due;
    if (this.#unmerged || due) this.#merge(engine, due);
    if (due) {
      this.push(engine);
      if (this.#phase !== Phase.Waiting) this.#upkeep = { kind: Stage.Idle };
    }
    return changed;
  }

  /** Takes in what is kept once more: a newer program may know more of it. */
  again(engine: MemoryEngine): void {
    this.#unmerged = true;
    this.pull(engine);
  }

  /** Pulls before an event, if the event will be written. */
  prepare(engine: MemoryEngine): boolean {
    return this.#writable && this.pull(engine);
  }

  /** Writes the page's own record, if it has changed. */
  push(engine: MemoryEngine): void {
    if (this.#phase === Phase.Waiting) this.#upkeep = { kind: Stage.Due };
    if (!this.#writable) return;
    const changes = engine.record();
    const own = changes.find(([, text]) => text !== null);
    const text = String(own);
    if (!own || text === this.#own.text) return;
    this.#writeConsent();
    this.#own = { kind: Own.Written, text };
    this.#store.put(changes);
    this.#store.verify(own[0]);
  }

  /** Applies what the reader has chosen, and writes it for the next page and the other tabs. */
  choose(engine: MemoryEngine): void {
    this.pull(engine);
    this.push(engine);
  }

  /** Forgets everything, and leaves nothing in the store. */
  erase(engine: MemoryEngine): void {
    this.#permission.read(undefined, false);
    this.#clear();
    engine.forget(EVERYTHING);
    this.#remove(() => true);
    this.#applyConsent(engine);
  }

  close(): void {
    if (this.#upkeep.kind === Stage.Planned) this.#startUpkeep();
    this.#store.unsubscribe();
    if (globalThis.document) real(document).removeEventListener("prerenderingchange", this.#onOpened);
    this.#cancel();
    globalThis.removeEventListener?.("pagehide", this.#onHide);
    globalThis.removeEventListener?.("pageshow", this.#onShow);
  }

  get #writable(): boolean {
    const allowed = (this.#permission.bits & REMEMBER) > 0 && !isPrerendered();
    return this.#store.usable && this.#phase === Phase.Open && allowed;
  }

  #receive(engine: MemoryEngine, answer: Store): void {
    const before = this.#store.known;
    const words = answer.get(CONSENT);
    const first = this.#phase === Phase.Waiting;
    // The store is read a second time, because it may only seem to be empty.
    const erased = this.#isErased(answer) && this.#isErased(this.#store.read() ?? answer);
    this.#store.known = answer;
    if (first) {
      this.#phase = Phase.Open;
      this.#allowed |= this.#permission.read(words, true);
    } else if (erased || words !== before.get(CONSENT)) this.#permission.read(words, false);
    if (erased) {
      this.#clear();
      this.#store.unverify();
      this.#id = "";
      engine.forget(GONE);
    }
    this.#unmerged ||= first || !same(before, answer);
  }

  /** Has another page erased everything? The record of this page alone is also removed when another page has merged it. */
  #isErased(answer: Store): boolean {
    const alone = this.#own.kind === Own.Written && answer.size === 0;
    return !answer.has(CONSENT) && (this.#store.known.has(CONSENT) || alone);
  }

  /** Applies the consent. What is no longer allowed is removed at once. Answers whether the consent has changed. */
  #applyConsent(engine: MemoryEngine): boolean {
    const before = this.#allowed;
    const now = this.#permission.bits;
    if (isPrerendered()) {
      // Nobody has opened the page yet: what is kept is read, and nothing is added to it or taken away.
      engine.allow(now | PAUSED);
      return false;
    }
    const revoked = before & ~now;
    this.#allowed = now;
    engine.allow(now);
    const denied = this.#permission.state.remember === "denied" && [...this.#store.known.keys()].some(isRecord);
    if (revoked & REMEMBER || denied) {
      this.#clear();
      engine.forget(EVERYTHING);
      // The consent first, so that other tabs that see the records gone know why.
      this.#writeConsent();
      this.#remove(isRecord);
    } else if (revoked & (LEARN | MEASURE)) {
      // Records that are not merged yet may have a later stamp than what is forgotten now.
      this.#merge(engine, false);
      engine.forget(revoked & (LEARN | MEASURE));
      this.#writeConsent();
      this.push(engine);
      this.#merge(engine, true);
    }
    if (now & ~before & REMEMBER) this.#unmerged = true;
    return now !== before;
  }

  /** Merges the records of the store into the core, which answers with the compaction that they need.
   *  @param now Is it done now, or planned? */
  #merge(engine: MemoryEngine, now: boolean): void {
    if (this.#phase === Phase.Waiting || !(this.#permission.bits & REMEMBER)) return;
    this.#unmerged = false;
    this.#id ||= random();
    const records = [...this.#store.known].filter(([key]) => isRecord(key));
    const { frozen, writes } = engine.merge(this.#id, records);
    if (frozen && this.#phase !== Phase.Frozen)
      this.#report("/remember", "a newer version has written there: it is read, and nothing is kept");
    this.#phase = frozen ? Phase.Frozen : Phase.Open;
    if (!this.#writable) return;
    if (now) this.#store.put(writes);
    else if (this.#upkeep.kind === Stage.Idle && (writes.length > 0 || this.#own.kind === Own.None))
      this.#upkeep = { kind: Stage.Planned, timer: setTimeout(this.#startUpkeep, DELAY) };
  }

  #cancel(): void {
    if (this.#upkeep.kind !== Stage.Planned) return;
    clearTimeout(this.#upkeep.timer);
    this.#upkeep = { kind: Stage.Idle };
  }

  readonly #startUpkeep = (): void => {
    this.#cancel();
    this.#upkeep = { kind: Stage.Due };
    this.#wake();
  };

  /** Separates what this page does from here on from what it did before. */
  #clear(): void {
    this.#cancel();
    this.#own = { kind: Own.Cleared, text: this.#own.text };
    this.#unmerged = true;
  }

  #writeConsent(): void {
    if (this.#phase === Phase.Waiting || isPrerendered()) return;
    this.#permission.unsaved = false;
    const known = this.#store.known.get(CONSENT);
    const text = this.#permission.record(known);
    if (text && text !== known) this.#store.put([[CONSENT, text]]);
  }

  #remove(which: (key: string) => boolean): void {
    const all = this.#store.read() ?? this.#store.known;
    // The consent first, so that no other tab takes the rest for what may be kept.
    const keys = [...all.keys()].filter(which).sort((key) => (key === CONSENT ? -1 : 1));
    this.#store.put(
      keys.map((key) => [key, null]),
      true,
    );
  }

  /** The page that was prerendered has been opened. */
  readonly #onOpened = (): void => {
    this.#unmerged = true;
    this.#wake();
  };

  readonly #onHide = (): void => {
    if (this.#upkeep.kind === Stage.Planned) this.#startUpkeep();
    this.#cancel();
    this.#store.suspend();
  };

  readonly #onShow = ({ persisted }: PageTransitionEvent): void => {
    if (persisted) this.#store.resume();
  };
}

/** Was the page prepared by the browser, and has nobody opened it yet? */
function isPrerendered(): boolean {
  return (real(globalThis.document ?? {}) as { readonly prerendering?: boolean }).prerendering === true;
}

const isRecord = (key: string): boolean => key !== CONSENT;

function same(before: Store, after: Store): boolean {
  return before.size === after.size && [...after].every(([key, text]) => before.get(key) === text);
}
