/** A store that may be blocked, full, slow, forgetful or gone: what it holds, as far as is known, and the one way to it. */

import { KEY } from "../engine/protocol.js";
import type { Entries, Keeper } from "../types/index.js";

export type Store = Map<string, string>;

export type Change = readonly [key: string, text: string | null];

/** Other tabs are heard at once, and then at most once in so many milliseconds. */
const REST = 50;

export class GuardedStore {
  /** What it holds, as far as is known. */
  known: Store = new Map();
  readonly #keeper: Keeper | undefined;
  readonly #tell: (path: string, message: string) => void;
  readonly #wake: () => void;
  #arrived: Store | undefined;
  #broken = false;
  /** The page waits in the cache for its reader to go back to it. */
  #asleep = false;
  #writes = 0;
  /** Was it looked at whether it holds what it is given? And where that is still to be seen. */
  #proved = false;
  #proof: string | undefined;
  #rest: ReturnType<typeof setTimeout> | undefined;
  #heard = false;
  #stop: (() => void) | undefined;

  /** `wake` is called when there may be something new in it. */
  constructor(keeper: Keeper | undefined, tell: (path: string, message: string) => void, wake: () => void) {
    this.#keeper = keeper;
    this.#tell = tell;
    this.#wake = wake;
    this.#listen();
  }

  get usable(): boolean {
    return this.#keeper !== undefined && !this.#broken && !this.#asleep;
  }

  /** What it has answered, or answers now. One that answers late wakes when it does. */
  look(): Store | undefined {
    const store = this.#arrived ?? this.read();
    this.#arrived = undefined;
    return store;
  }

  read(): Store | undefined {
    if (!this.#keeper || !this.usable) return undefined;
    try {
      const found = this.#keeper.read();
      if (!("then" in found)) return sound(found);
      const before = this.#writes;
      const take = (entries: Entries): void => {
        // What was read before this page wrote is no news.
        if (this.#writes !== before) {
          this.read();
          return;
        }
        const store = sound(entries);
        this.#check(store);
        if (!this.usable) return;
        this.#arrived = store;
        this.#wake();
      };
      found.then(take).then(undefined, this.#fail);
    } catch (thrown) {
      this.#fail(thrown);
    }
    return undefined;
  }

  /** What it refuses to read or write it may still give up. */
  put(changes: readonly Change[], removing = false): void {
    if (!this.#keeper || changes.length === 0 || this.#asleep || (this.#broken && !removing)) return;
    for (const [key, text] of changes)
      if (text === null) this.known.delete(key);
      else this.known.set(key, text);
    this.#writes += 1;
    try {
      this.#keeper.write(changes)?.then(undefined, this.#fail);
    } catch (thrown) {
      this.#fail(thrown);
    }
  }

  /** A store may take everything and hold nothing, which would look like somebody who erases and erases. */
  prove(key: string): void {
    if (this.#proved) return;
    this.#proved = true;
    this.#proof = key;
    const store = this.read();
    if (store) this.#check(store);
  }

  #check(store: Store): void {
    const key = this.#proof;
    this.#proof = undefined;
    if (key !== undefined && store.get(key) !== this.known.get(key))
      this.#fail({ name: "it does not hold what it takes" });
  }

  doubt(): void {
    this.#proved = false;
  }

  sleep(): void {
    this.silence();
    this.#asleep = true;
  }

  awake(): void {
    this.#asleep = false;
    if (this.#broken) return;
    this.#listen();
    this.#wake();
  }

  silence(): void {
    clearTimeout(this.#rest);
    this.#rest = undefined;
    try {
      this.#stop?.();
    } catch {
      // It is called no more.
    }
    this.#stop = undefined;
  }

  /** After the first failure nothing is tried again. */
  readonly #fail = (thrown: unknown): void => {
    if (this.#broken) return;
    this.#broken = true;
    this.silence();
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
    if (this.#rest !== undefined || !this.usable) return;
    this.#heard = false;
    this.#rest = setTimeout(() => {
      this.#rest = undefined;
      if (this.#heard) this.#hear();
    }, REST);
    this.#wake();
  };
}

/** What is ours of what a keeper handed over. */
function sound(entries: Entries): Store {
  const ours = ([key, text]: readonly [unknown, unknown]): boolean =>
    typeof key === "string" && key.startsWith(KEY) && typeof text === "string";
  return new Map([...entries].filter(ours));
}
