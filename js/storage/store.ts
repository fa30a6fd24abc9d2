/** Guards a store that may be blocked, full, slow, forgetful or gone, and keeps a copy of what it is known to hold.
 *
 *  Three things change independently. Access to the store:
 *
 *      Absent        Open ───── a call fails ─────▶ Failed
 *                    │  ▲                             ▲
 *           pagehide │  │ pageshow                    │
 *                    ▼  │                             │
 *                  Suspended ── an earlier call fails ┘
 *
 *      Absent     No store was given.
 *      Open       The store is read, written and subscribed to.
 *      Suspended  The page is in the back/forward cache, and does not touch the store.
 *      Failed     Nothing is tried again, except to remove: a store that refuses to be read or written may still allow that.
 *
 *  The check whether the store holds what it is given. One that does not would look like a reader who erases again and again:
 *
 *      Unverified ── first record written ──▶ Verifying ── next answer holds it ──▶ Verified
 *          ▲                                      │  └── it does not ──▶ the access is Failed
 *          └──── another page has erased all ─────┴─────────────── or from here ───────┘
 *
 *  The throttle of changes by other tabs, while the store is open:
 *
 *      Quiet ── change: report it ──▶ Throttled ── `INTERVAL` is over, without another change ──▶ Quiet
 *                                      ▲     └── with another change: report it ──┐
 *                                      └──────────────────────────────────────────┘
 */

import { KEY } from "../engine/protocol.js";
import type { Report } from "../shared/input.js";
import type { Entries, Keeper } from "../types/index.js";

export type Store = Map<string, string>;

export type Change = readonly [key: string, text: string | null];

enum Access {
  Absent,
  Open,
  Suspended,
  Failed,
}

enum Check {
  Unverified,
  Verifying,
  Verified,
}

type Verification =
  | { readonly kind: Check.Unverified | Check.Verified }
  | { readonly kind: Check.Verifying; readonly key: string };

/** The state of the throttle. While it is quiet there is none. */
interface Throttled {
  readonly timer: ReturnType<typeof setTimeout>;
  /** Was there another change since the last one was reported? */
  again: boolean;
}

/** How often changes by other tabs are reported at most, in milliseconds. */
const INTERVAL = 50;

export class GuardedStore {
  /** The copy of what the store holds, as far as is known. */
  known: Store = new Map();
  readonly #keeper: Keeper | undefined;
  /** Before every key in the store. */
  readonly #prefix: string;
  readonly #report: Report;
  readonly #wake: () => void;
  #access = Access.Absent;
  #verification: Verification = { kind: Check.Unverified };
  #throttled: Throttled | undefined;
  /** An answer that came late and was not polled yet. */
  #answer: Store | undefined;
  /** How often this page has written. */
  #writes = 0;
  #unsubscribe: (() => void) | undefined;

  /** `wake` is called when the store may hold something new.
   *  @param name Whose entries it holds: those of other names are neither read nor removed. */
  constructor(keeper: Keeper | undefined, name: string, report: Report, wake: () => void) {
    this.#keeper = keeper;
    this.#prefix = name ? `${KEY}${encodeURIComponent(name)}/` : KEY;
    this.#report = report;
    this.#wake = wake;
    if (keeper) this.#enter(Access.Open);
  }

  get usable(): boolean {
    return this.#access === Access.Open;
  }

  /** The late answer, or a new one. There is none if the store answers late: then `wake` is called when it does. */
  poll(): Store | undefined {
    const answer = this.#answer ?? this.read();
    this.#answer = undefined;
    return answer;
  }

  read(): Store | undefined {
    if (!this.#keeper || !this.usable) return undefined;
    try {
      const found = this.#keeper.read();
      if (!("then" in found)) return this.#ours(found);
      const writes = this.#writes;
      found.then((entries) => this.#receive(entries, writes)).then(undefined, this.#fail);
    } catch (thrown) {
      this.#fail(thrown);
    }
    return undefined;
  }

  /** Takes an answer that came late. It is out of date if this page has written since it asked. */
  #receive(entries: Entries, writes: number): void {
    if (this.#writes !== writes) {
      this.read();
      return;
    }
    const answer = this.#ours(entries);
    this.#verify(answer);
    if (!this.usable) return;
    this.#answer = answer;
    this.#wake();
  }

  put(changes: readonly Change[], removing = false): void {
    const writable = this.usable || (removing && this.#access === Access.Failed);
    if (!writable || changes.length === 0) return;
    for (const [key, text] of changes)
      if (text === null) this.known.delete(key);
      else this.known.set(key, text);
    this.#writes += 1;
    try {
      this.#keeper
        ?.write(changes.map(([key, text]) => [key.replace(KEY, this.#prefix), text]))
        ?.then(undefined, this.#fail);
    } catch (thrown) {
      this.#fail(thrown);
    }
  }

  /** Checks once whether the store holds what was written under this key. */
  verify(key: string): void {
    if (this.#verification.kind !== Check.Unverified) return;
    this.#verification = { kind: Check.Verifying, key };
    const answer = this.read();
    if (answer) this.#verify(answer);
  }

  #verify(answer: Store): void {
    const verification = this.#verification;
    if (verification.kind !== Check.Verifying) return;
    this.#verification = { kind: Check.Verified };
    if (answer.get(verification.key) !== this.known.get(verification.key))
      this.#fail({ name: "it does not hold what it takes" });
  }

  /** The next record is verified as if it were the first. */
  unverify(): void {
    this.#verification = { kind: Check.Unverified };
  }

  /** The page goes into the back/forward cache. */
  suspend(): void {
    if (this.usable) this.#enter(Access.Suspended);
  }

  /** The page comes back out of it. */
  resume(): void {
    if (this.#access !== Access.Suspended) return;
    this.#enter(Access.Open);
    this.#wake();
  }

  unsubscribe(): void {
    clearTimeout(this.#throttled?.timer);
    this.#throttled = undefined;
    try {
      this.#unsubscribe?.();
    } catch {
      // The keeper's own function: it is not called again.
    }
    this.#unsubscribe = undefined;
  }

  /** Changes the access. Only an open store is subscribed to. */
  #enter(access: Access): void {
    this.#access = access;
    this.unsubscribe();
    if (!this.usable) return;
    try {
      this.#unsubscribe = this.#keeper?.subscribe?.(this.#onChange);
    } catch (thrown) {
      this.#fail(thrown);
    }
  }

  readonly #fail = (thrown: unknown): void => {
    if (this.#access === Access.Failed) return;
    this.#enter(Access.Failed);
    const name = String((thrown as Error | undefined)?.name);
    const why = /quota/i.test(name) ? "the store is full" : `the store fails (${name})`;
    this.#report("/remember", `${why}: from here on nothing is kept beyond this page`);
  };

  /** Another tab has written. */
  readonly #onChange = (): void => {
    if (this.#throttled) this.#throttled.again = true;
    else if (this.usable) {
      this.#throttled = { timer: setTimeout(this.#onInterval, INTERVAL), again: false };
      this.#wake();
    }
  };

  readonly #onInterval = (): void => {
    const again = this.#throttled?.again;
    this.#throttled = undefined;
    if (again) this.#onChange();
  };

  /** The entries of this package and name among all that a keeper handed over, without the name. */
  #ours(entries: Entries): Store {
    const prefix = this.#prefix;
    // Behind the prefix no key has a slash, and those of every name have one.
    const isOurs = ([key, text]: readonly [unknown, unknown]): boolean =>
      typeof key === "string" &&
      key.startsWith(prefix) &&
      !key.includes("/", prefix.length) &&
      typeof text === "string";
    return new Map([...entries].filter(isOurs).map(([key, text]) => [key.replace(prefix, KEY), text]));
  }
}
