/** What is kept across pages: a store is read before the first decision, written as things happen, and listened to. The core
 *  says what is written, and the reader whether. */

import { EVERYTHING, GONE, LEARN, MEASURE, REMEMBER } from "../engine/protocol.js";
import type { Keeper } from "../types/index.js";
import type { MemoryEngine } from "./engine.js";
import { CONSENT, type Permission } from "./permission.js";
import { type Change, GuardedStore, type Store } from "./store.js";

/** How long what has time waits. */
const LEISURE = 1000;

export class Keep {
  readonly #permission: Permission;
  readonly #store: GuardedStore;
  readonly #tell: (path: string, message: string) => void;
  readonly #wake: () => void;
  /** Made when it is first needed: a page that keeps nothing has none. */
  #id = "";
  #ready = false;
  /** A newer version has written there: it is only read. */
  #frozen = false;
  /** What was allowed when it was last looked at. */
  #allowed = 0;
  /** Is there something in the store that the core has not seen? */
  #stale = false;
  /** Did the reader choose before anything could be written? */
  #unsaid = false;
  /** What this page wrote last, and whether nobody has taken it away since. */
  #own: Change | undefined;
  #stands = false;
  #due = false;
  #leisure: ReturnType<typeof setTimeout> | undefined;

  /** `wake` looks at the store again. */
  constructor(
    permission: Permission,
    keeper: Keeper | undefined,
    tell: (path: string, message: string) => void,
    wake: () => void,
  ) {
    this.#permission = permission;
    this.#tell = tell;
    this.#wake = wake;
    this.#store = new GuardedStore(keeper, tell, wake);
    if (!keeper) return;
    globalThis.addEventListener?.("pagehide", this.#hide);
    globalThis.addEventListener?.("pageshow", this.#show);
  }

  /** Takes in what others have written and said, and does what that asks for. Answers whether anything is new. */
  look(engine: MemoryEngine): boolean {
    const store = this.#store.look();
    if (store) this.#take(engine, store);
    const changed = this.#settle(engine) || this.#stale;
    if (this.#unsaid && this.#ready) this.#say();
    if (this.#stale || this.#due) this.#merge(engine, this.#due);
    if (this.#due) this.record(engine);
    // What happened before a store had answered is written when it has.
    this.#due &&= !this.#ready;
    return changed;
  }

  /** Before something happens: looks, if what happens will be written, for what others did. */
  meet(engine: MemoryEngine): boolean {
    return this.#mayWrite && this.look(engine);
  }

  /** Does what the reader chose, and says it to the next page and the other tabs. */
  choose(engine: MemoryEngine): void {
    this.#unsaid = true;
    this.look(engine);
    this.record(engine);
  }

  /** Leaves nothing. What the store refuses to read or write it may still give up. */
  erase(engine: MemoryEngine): void {
    this.#permission.read(undefined, false);
    this.#anew();
    engine.forget(EVERYTHING);
    this.#remove(() => true);
    this.#settle(engine);
  }

  close(): void {
    this.#store.silence();
    this.#hurry();
    globalThis.removeEventListener?.("pagehide", this.#hide);
    globalThis.removeEventListener?.("pageshow", this.#show);
  }

  /** What this page does from here on has nothing to do with what it did. */
  #anew(): void {
    // Not even that somebody is here is written before something happens.
    this.#hurry();
    this.#own ??= ["", null];
    this.#stands = false;
    this.#stale = true;
  }

  get #mayWrite(): boolean {
    return this.#store.usable && this.#ready && !this.#frozen && (this.#permission.bits & REMEMBER) > 0;
  }

  #take(engine: MemoryEngine, store: Store): void {
    const before = this.#store.known;
    const first = !this.#ready;
    const told = before.get(CONSENT);
    // It may only have seemed so.
    const gone = !first && this.#isGone(store, told) && this.#isGone(this.#store.read() ?? store, told);
    this.#store.known = store;
    this.#ready = true;
    const words = store.get(CONSENT);
    if (first) this.#allowed |= this.#permission.read(words, true);
    else if (gone || words !== told) this.#permission.read(words, false);
    if (gone) {
      this.#anew();
      this.#store.doubt();
      this.#id = "";
      engine.forget(GONE);
    }
    this.#stale ||= first || !same(before, store);
  }

  /** Whoever erases takes everything. A page's own record alone goes when others have taken it in. */
  #isGone(store: Store, told: string | undefined): boolean {
    return !store.has(CONSENT) && (told !== undefined || (this.#stands && store.size === 0));
  }

  /** What is no longer allowed goes at once. */
  #settle(engine: MemoryEngine): boolean {
    const before = this.#allowed;
    const now = this.#permission.bits;
    const gone = before & ~now;
    this.#allowed = now;
    engine.allow(now);
    const denied = this.#permission.state.remember === "denied" && [...this.#store.known.keys()].some(isRecord);
    if (gone & REMEMBER || denied) {
      this.#anew();
      engine.forget(EVERYTHING);
      // In this order: whoever sees that something is gone can see why.
      this.#say();
      this.#remove(isRecord);
    } else if (gone & (LEARN | MEASURE)) {
      // What nobody has seen yet may bear a later stamp.
      this.#merge(engine, false);
      engine.forget(gone & (LEARN | MEASURE));
      this.#say();
      this.record(engine);
      this.#merge(engine, true);
    }
    if (now & ~before & REMEMBER) this.#stale = true;
    return now !== before;
  }

  #merge(engine: MemoryEngine, atOnce: boolean): void {
    if (!this.#ready || !(this.#allowed & REMEMBER)) return;
    this.#stale = false;
    this.#id ||= random();
    const { frozen, writes } = engine.merge(
      this.#id,
      [...this.#store.known].filter(([key]) => isRecord(key)),
    );
    if (frozen && !this.#frozen)
      this.#tell("/remember", "a newer version has written there: it is read, and nothing is kept");
    this.#frozen = frozen;
    if (!this.#mayWrite) return;
    if (atOnce) this.#store.put(writes);
    // The upkeep has time, and so has a visit in which nothing happens.
    else if (writes.length > 0 || this.#own === undefined) this.#leisure ??= setTimeout(this.#now, LEISURE);
  }

  readonly #now = (): void => {
    this.#hurry();
    this.#due = true;
    this.#wake();
  };

  /** Writes what happened. The core also says what it said before. */
  record(engine: MemoryEngine): void {
    this.#due ||= !this.#ready;
    if (!this.#mayWrite) return;
    const changes = engine.record();
    const own = changes.find(([, text]) => text !== null);
    if (!own || String(own) === String(this.#own)) return;
    this.#say();
    this.#own = own;
    this.#stands = true;
    this.#store.put(changes);
    this.#store.prove(own[0]);
  }

  #say(): void {
    if (!this.#ready) return;
    this.#unsaid = false;
    const words = this.#permission.record(this.#store.known.has(CONSENT));
    if (words !== undefined && words !== this.#store.known.get(CONSENT)) this.#store.put([[CONSENT, words]]);
  }

  #remove(which: (key: string) => boolean): void {
    const all = this.#store.read() ?? this.#store.known;
    // The words first, so that nobody takes the rest for what may be kept.
    const keys = [...all.keys()].filter(which).sort((key) => (key === CONSENT ? -1 : 1));
    this.#store.put(
      keys.map((key) => [key, null]),
      true,
    );
  }

  /** Nothing waits any more. */
  #hurry(): void {
    clearTimeout(this.#leisure);
    this.#leisure = undefined;
  }

  readonly #hide = (): void => {
    if (this.#leisure !== undefined) this.#now();
    this.#hurry();
    this.#store.sleep();
  };

  readonly #show = ({ persisted }: PageTransitionEvent): void => {
    if (persisted) this.#store.awake();
  };
}

const isRecord = (key: string): boolean => key !== CONSENT;

function same(before: Store, after: Store): boolean {
  return before.size === after.size && [...after].every(([key, text]) => before.get(key) === text);
}

/** Nobody else writes under it. */
function random(): string {
  return [...crypto.getRandomValues(new Uint32Array(2))].map((part) => part.toString(36)).join("");
}
