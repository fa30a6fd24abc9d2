/** What is kept across pages: a store is read before the first decision, written as things happen, and listened to. The core
 *  says what is written; here it is carried. */

import type { MemoryEngine } from "./memory.js";
import { CONSENT, KEY, LEARN, MEASURE, type Permission, REMEMBER } from "./permission.js";
import type { Entries, Keeper } from "./types.js";

type Store = Map<string, string>;

export type Change = readonly [key: string, text: string | null];

/** As the core forgets: what the reader agreed to have remembered is everything. */
export const EVERYTHING = 1;
/** Because somebody else has taken everything away. */
const GONE = 8;

/** How long what has time waits. */
const LEISURE = 1000;
/** Other tabs are heard at once, and then at most once in so many milliseconds. */
const REST = 50;

export class Keep {
  readonly #permission: Permission;
  readonly #keeper: Keeper | undefined;
  readonly #tell: (path: string, message: string) => void;
  readonly #wake: () => void;
  /** Made when it is first needed: a page that keeps nothing has none. */
  #id = "";
  /** What the store holds, as far as is known. */
  #store: Store = new Map();
  #arrived: Store | undefined;
  #ready = false;
  #broken = false;
  /** A newer version has written there: it is only read. */
  #frozen = false;
  /** The page waits in the cache for its reader to go back to it. */
  #asleep = false;
  /** What was allowed when it was last looked at. */
  #allowed = 0;
  /** Is there something in the store that the core has not seen? */
  #stale = false;
  /** Did the reader choose before anything could be written? */
  #unsaid = false;
  /** What this page wrote last, and whether nobody has taken it away since. */
  #own: Change | undefined;
  #writes = 0;
  /** Was it seen that the store holds what it is given? One that answers late is believed. */
  #proved = false;
  #stands = false;
  #due = false;
  #leisure: ReturnType<typeof setTimeout> | undefined;
  #rest: ReturnType<typeof setTimeout> | undefined;
  #heard = false;
  #stop: (() => void) | undefined;

  /** `wake` looks at the store again. */
  constructor(
    permission: Permission,
    keeper: Keeper | undefined,
    tell: (path: string, message: string) => void,
    wake: () => void,
  ) {
    this.#permission = permission;
    this.#keeper = keeper;
    this.#tell = tell;
    this.#wake = wake;
    if (!keeper) return;
    this.#listen();
    globalThis.addEventListener?.("pagehide", this.#hide);
    globalThis.addEventListener?.("pageshow", this.#show);
  }

  /** Takes in what others have written and said, and does what that asks for. Answers whether anything is new. */
  look(engine: MemoryEngine): boolean {
    const store = this.#arrived ?? this.#load();
    this.#arrived = undefined;
    if (store) this.#take(engine, store);
    const changed = this.#settle(engine) || this.#stale;
    if (this.#unsaid && this.#ready) this.#say();
    if (this.#stale || this.#due) this.#merge(engine, this.#due);
    if (this.#due) this.record(engine);
    this.#due = false;
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
    this.#silence();
    globalThis.removeEventListener?.("pagehide", this.#hide);
    globalThis.removeEventListener?.("pageshow", this.#show);
  }

  /** What this page does from here on has nothing to do with what it did. */
  #anew(): void {
    // Not even that somebody is here is written before something happens.
    clearTimeout(this.#leisure);
    this.#leisure = undefined;
    this.#own ??= ["", null];
    this.#stands = false;
    this.#stale = true;
  }

  get #mayRead(): boolean {
    return this.#keeper !== undefined && !this.#broken && !this.#asleep;
  }

  get #mayWrite(): boolean {
    return this.#mayRead && this.#ready && !this.#frozen && (this.#permission.bits & REMEMBER) > 0;
  }

  #load(): Store | undefined {
    if (!this.#keeper || !this.#mayRead) return undefined;
    try {
      const found = this.#keeper.read();
      if (!("then" in found)) return sound(found);
      this.#proved = true;
      const before = this.#writes;
      const take = (entries: Entries): void => {
        // What was read before this page wrote is no news.
        if (this.#writes !== before) this.#load();
        else this.#arrived = sound(entries);
        if (this.#arrived && this.#mayRead) this.#wake();
      };
      found.then(take).then(undefined, this.#fail);
    } catch (thrown) {
      this.#fail(thrown);
    }
    return undefined;
  }

  #take(engine: MemoryEngine, store: Store): void {
    const before = this.#store;
    const first = !this.#ready;
    const told = before.get(CONSENT);
    // It may only have seemed so.
    const gone = !first && this.#isGone(store, told) && this.#isGone(this.#load() ?? store, told);
    this.#store = store;
    this.#ready = true;
    const words = store.get(CONSENT);
    if (first) this.#allowed |= this.#permission.read(words, true);
    else if (gone || words !== told) this.#permission.read(words, false);
    if (gone) {
      this.#anew();
      this.#proved = false;
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
    const denied = this.#permission.state.remember === "denied" && [...this.#store.keys()].some(isRecord);
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
      [...this.#store].filter(([key]) => isRecord(key)),
    );
    if (frozen && !this.#frozen)
      this.#tell("/remember", "a newer version has written there: it is read, and nothing is kept");
    this.#frozen = frozen;
    if (atOnce && this.#mayWrite) this.#write(writes);
    // The upkeep has time, and so has a visit in which nothing happens.
    else if (writes.length > 0 || this.#own === undefined) this.#leisure ??= setTimeout(this.#now, LEISURE);
  }

  readonly #now = (): void => {
    clearTimeout(this.#leisure);
    this.#leisure = undefined;
    this.#due = true;
    this.#wake();
  };

  /** Writes what happened. The core also says what it said before. */
  record(engine: MemoryEngine): void {
    if (!this.#mayWrite) return;
    const changes = engine.record();
    const own = changes.find(([, text]) => text !== null);
    if (!own || String(own) === String(this.#own)) return;
    this.#say();
    this.#own = own;
    this.#stands = true;
    this.#write(changes);
    // A store may take everything and hold nothing, which would look like somebody who erases and erases.
    if (!this.#proved) {
      const [key, text] = own;
      const store = this.#load();
      if (store && store.get(key) !== text) this.#fail({ name: "it does not hold what it takes" });
      this.#proved = true;
    }
  }

  #say(): void {
    if (!this.#ready) return;
    this.#unsaid = false;
    const words = this.#permission.record(this.#store.has(CONSENT));
    if (words !== undefined && words !== this.#store.get(CONSENT)) this.#write([[CONSENT, words]]);
  }

  #remove(which: (key: string) => boolean): void {
    const all = this.#load() ?? this.#store;
    // The words first, so that nobody takes the rest for what may be kept.
    const keys = [...all.keys()].filter(which).sort((key) => (key === CONSENT ? -1 : 1));
    this.#write(
      keys.map((key) => [key, null]),
      true,
    );
  }

  #write(changes: readonly Change[], removing = false): void {
    if (!this.#keeper || changes.length === 0 || this.#asleep || (this.#broken && !removing)) return;
    for (const [key, text] of changes)
      if (text === null) this.#store.delete(key);
      else this.#store.set(key, text);
    this.#writes += 1;
    try {
      this.#keeper.write(changes)?.then(undefined, this.#fail);
    } catch (thrown) {
      this.#fail(thrown);
    }
  }

  /** After the first failure nothing is tried again. */
  readonly #fail = (thrown: unknown): void => {
    if (this.#broken) return;
    this.#broken = true;
    this.#silence();
    const name = String((thrown as Error | undefined)?.name);
    const why = /quota/i.test(name) ? "the store is full" : `the store fails (${name})`;
    this.#tell("/remember", `${why}: from here on nothing is kept beyond this page`);
  };

  #listen(): void {
    try {
      this.#stop = this.#keeper?.subscribe?.(this.#hear);
    } catch (thrown) {
      this.#fail(thrown);
    }
  }

  readonly #hear = (): void => {
    this.#heard = true;
    if (this.#rest !== undefined || !this.#mayRead) return;
    this.#heard = false;
    this.#rest = setTimeout(() => {
      this.#rest = undefined;
      if (this.#heard) this.#hear();
    }, REST);
    this.#wake();
  };

  #silence(): void {
    clearTimeout(this.#leisure);
    clearTimeout(this.#rest);
    this.#leisure = this.#rest = undefined;
    try {
      this.#stop?.();
    } catch {
      // It is called no more.
    }
    this.#stop = undefined;
  }

  readonly #hide = (): void => {
    if (this.#leisure !== undefined) this.#now();
    this.#silence();
    this.#asleep = true;
  };

  readonly #show = ({ persisted }: PageTransitionEvent): void => {
    if (!persisted) return;
    this.#asleep = false;
    if (this.#broken) return;
    this.#listen();
    this.#wake();
  };
}

const isRecord = (key: string): boolean => key !== CONSENT;

/** What is ours of what a keeper handed over. */
function sound(entries: Entries): Store {
  const ours = ([key, text]: readonly [unknown, unknown]): boolean =>
    typeof key === "string" && key.startsWith(KEY) && typeof text === "string";
  return new Map([...entries].filter(ours));
}

function same(before: Store, after: Store): boolean {
  return before.size === after.size && [...after].every(([key, text]) => before.get(key) === text);
}

/** Nobody else writes under it. */
function random(): string {
  return [...crypto.getRandomValues(new Uint32Array(2))].map((part) => part.toString(36)).join("");
}
