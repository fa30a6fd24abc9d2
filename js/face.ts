/** The page that a site holds: every call goes through to the engine, and nothing thrown in there comes out. */

import { waitUntil } from "./clock.js";
import type { Exports } from "./core.js";
import { Engine } from "./engine.js";
import { Keep } from "./keep.js";
import type { Life } from "./life.js";
import { local } from "./local.js";
import { Permission } from "./permission.js";
import { error, problemFrom } from "./problem.js";
import type {
  Choice,
  Consent,
  ConsentSource,
  Decision,
  Given,
  Insight,
  OpenOptions,
  Page,
  PageEvent,
  Problem,
  Profile,
  Signals,
} from "./types.js";

type Wasm = Life<Exports>;

export class EnginePage implements Page {
  readonly problems: Problem[] = [];
  readonly #wasm: Wasm;
  #roots: readonly ParentNode[] | undefined;
  #options: OpenOptions;
  #engine: Engine | undefined;
  #entered = false;
  #rendered = false;
  #told = false;
  /** How many of the engine's own problems are among `problems`. */
  #heard = 0;
  #stopWaiting: (() => void) | undefined;
  readonly #permission = new Permission();
  #keep: Keep | undefined;
  /** Did somebody speak while the engine was at work? */
  #spoken = false;
  #stopHearing: (() => void) | undefined;
  readonly #listeners = new Set<() => void>();
  #telling = false;

  /** Without bytes the page stays as it is, and `problems` say why. */
  constructor(wasm: Wasm, bytes: Uint8Array | undefined, options: OpenOptions = {}, problems: readonly Problem[] = []) {
    this.#wasm = wasm;
    this.#options = options;
    try {
      const root = options.root === undefined ? globalThis.document : options.root;
      if (root) this.#roots = Array.isArray(root) ? root : [root];
      if (bytes) this.#engine = this.#open(bytes);
      this.#report([...problems, ...this.#newProblems()]);
    } catch (thrown) {
      this.#report([...problems, problemFrom(thrown)]);
    }
    if (this.#engine) this.#attempt(() => this.#begin());
  }

  render(): Decision[] {
    this.#rendered = true;
    const decisions = this.#ask([], (engine) => {
      return engine.render(this.#roots);
    });
    // A clock that was handed in may throw.
    this.#attempt(() => this.#waitFor(decisions));
    return decisions;
  }

  decide(slot: string): Decision | undefined;
  decide(): Decision[];
  decide(slot?: string): Decision | Decision[] | undefined {
    const decisions = this.#ask<ReadonlyMap<string, Decision>>(new Map(), (engine) => engine.decide());
    return slot === undefined ? [...decisions.values()] : decisions.get(slot);
  }

  observe(event: PageEvent): void {
    let happened = false;
    const changed = this.#ask(false, (engine) => {
      const others = this.#keep?.meet(engine);
      engine.observe(event);
      happened = true;
      this.#keep?.record(engine);
      // Views and clicks change nothing under the eyes and hands of whoever looks and clicks.
      return others || (event.kind !== "view" && event.kind !== "click");
    });
    if (changed && this.#rendered) this.render();
    if (happened) this.#tellAll();
  }

  assume(given: Given): Decision[] {
    this.#attempt(() => this.#add(given));
    return this.render();
  }

  signal(signals: Signals): void {
    this.#attempt(() => {
      const known = { ...this.#options.signals };
      const all = { ...known, ...signals };
      if (JSON.stringify(all) === JSON.stringify(known)) return;
      this.#add({ signals: all });
      if (this.#rendered) this.render();
    });
  }

  explain(slot: string): string[] {
    return this.#ask<string[]>([], (engine) => engine.explain(slot));
  }

  export(): Profile {
    return this.#ask<Profile>({}, (engine) => engine.export());
  }

  get consent(): Consent {
    return this.#permission.state;
  }

  choose(choice: Choice): void {
    this.#change((engine) => {
      // What another tab has chosen a moment ago stands.
      this.#keep?.look(engine);
      this.#permission.choose(choice);
      this.#keep?.choose(engine);
    });
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  insights(): Insight[] {
    return this.#ask<Insight[]>([], (engine) => engine.insights());
  }

  import(profile: Profile): void {
    this.#change((engine) => {
      this.#keep?.meet(engine);
      engine.import(profile);
      this.#keep?.record(engine);
    });
  }

  erase(): void {
    this.#change((engine) => this.#keep?.erase(engine));
  }

  close(): void {
    this.#ask(undefined, (engine) => engine.restore());
    this.#leave();
  }

  /** What is kept is known before the first decision, and so is what may be. */
  #begin(): void {
    const { consent, remember } = this.#options;
    const tell = (path: string, message: string) => this.#report([{ path, message, severity: "warning" }]);
    const keeper = remember === "local" ? local : remember;
    this.#keep = new Keep(this.#permission, keeper, tell, () => this.#hear());
    if (consent) this.#attempt(() => this.#permission.hear(consent.initial));
    this.#ask(false, (engine) => this.#keep?.look(engine));
    if (consent) this.#attempt(() => this.#follow(consent));
  }

  #follow(source: ConsentSource): void {
    const stop = source.subscribe?.((state) => {
      if (this.#permission.hear(state)) this.#hear();
    });
    if (typeof stop === "function") this.#stopHearing = stop;
  }

  /** Somebody spoke, here or in another tab. */
  #hear(): void {
    this.#spoken = true;
    if (this.#entered) return;
    this.#spoken = false;
    if (!this.#ask(false, (engine) => this.#keep?.look(engine))) return;
    if (this.#rendered) this.render();
    this.#tellAll();
  }

  #change(action: (engine: Engine) => void): void {
    this.#ask(undefined, action);
    if (this.#rendered) this.render();
    this.#tellAll();
  }

  /** Whoever changes something when told of a change is not told of that again. */
  #tellAll(): void {
    if (this.#telling) return;
    this.#telling = true;
    for (const listener of this.#listeners) this.#attempt(listener);
    this.#telling = false;
  }

  #add(given: Given): void {
    this.#options = { ...this.#options, ...given };
    this.#ask(undefined, (engine) => engine.assume(this.#options));
  }

  /** What was handed in may throw whenever it is looked at. */
  #attempt(action: () => void): void {
    try {
      action();
    } catch (thrown) {
      this.#report([problemFrom(thrown)]);
    }
  }

  #open(bytes: Uint8Array): Engine {
    if (this.#roots?.some((root) => typeof root?.querySelectorAll !== "function"))
      throw error("`root` is neither a document nor an element");
    return this.#wasm.enter((exports) => new Engine(exports, bytes, this.#options, (ask) => this.#wasm.enter(ask)));
  }

  /** After a trap the page is given back, and this and every later call answers `otherwise`. */
  #ask<Answer>(otherwise: Answer, question: (engine: Engine) => Answer): Answer {
    const engine = this.#engine;
    if (!engine) return otherwise;
    if (this.#entered) {
      // A custom element, or a clock that was handed in, called while the engine was at work.
      this.#report([error("called from within another call: ignored")]);
      return otherwise;
    }
    this.#entered = true;
    try {
      return this.#wasm.enter(() => question(engine));
    } catch (thrown) {
      if (this.#wasm.ended) this.#giveBack();
      this.#report([problemFrom(thrown)]);
      return otherwise;
    } finally {
      this.#entered = false;
      this.#report(this.#newProblems());
      if (this.#spoken) this.#hear();
    }
  }

  /** Without the engine's help, which is past helping. */
  #giveBack(): void {
    try {
      this.#engine?.restore();
    } catch {
      // Whatever keeps this page from being written kept it from being written before, and may not come out now either.
    }
    this.#leave();
  }

  #leave(): void {
    this.#stopWaiting?.();
    this.#keep?.close();
    // Somebody else's function.
    this.#attempt(() => this.#stopHearing?.());
    this.#stopHearing = undefined;
    this.#engine = undefined;
  }

  #waitFor(decisions: readonly Decision[]): void {
    this.#stopWaiting?.();
    const moments = decisions.flatMap(({ until }) => until ?? []);
    // Where there is no root nobody is looking, and a moment that was handed in stands still.
    if (!this.#roots || moments.length === 0) return;
    const now = this.#options.now ?? Date.now;
    if (typeof now === "function") this.#stopWaiting = waitUntil(Math.min(...moments), now, () => this.render());
  }

  #newProblems(): readonly Problem[] {
    const all = this.#engine?.problems ?? [];
    const fresh = all.slice(this.#heard);
    this.#heard += fresh.length;
    return fresh;
  }

  /** One line in the console for a page, however much is wrong with it. */
  #report(problems: readonly Problem[]): void {
    this.problems.push(...problems);
    const [first] = this.problems;
    if (!first || this.#told) return;
    this.#told = true;
    const place = first.path && `${first.path}: `;
    const others = this.problems.length > 1 ? ` (all ${this.problems.length} are in page.problems)` : "";
    const outcome = this.#engine ? "" : "; the page stays as it is";
    console.warn(`tailorbird: ${place}${first.message}${outcome}${others}`);
  }
}
