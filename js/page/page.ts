/** The page object that `open` returns. Every call goes to the engine, and no error leaves it. */

import { ContextReader } from "../context/context.js";
import type { Exports } from "../engine/core.js";
import type { Instance } from "../engine/instance.js";
import { error, problemFrom } from "../shared/problem.js";
import type {
  ContextualOptions,
  ContextualPage,
  Decision,
  Given,
  PageEvent,
  Problem,
  Signals,
} from "../types/index.js";
import type { Engine } from "./engine.js";
import { waitUntil } from "./timer.js";

type Wasm = Instance<Exports>;

/** A class of engine: with memory or without. */
type Kind<E> = new (...given: ConstructorParameters<typeof Engine>) => E;

export class EnginePage<E extends Engine = Engine, Options extends ContextualOptions = ContextualOptions>
  implements ContextualPage
{
  readonly problems: Problem[] = [];
  readonly #wasm: Wasm;
  readonly #kind: Kind<E>;
  #roots: readonly ParentNode[] | undefined;
  protected options: Options;
  protected engine: E | undefined;
  protected entered = false;
  protected rendered = false;
  #told = false;
  #stopWaiting: (() => void) | undefined;
  #stopFollowing: (() => void) | undefined;

  /** @param bytes A compiled manifest. Without it, the page stays as it is and `problems` say why. */
  constructor(
    kind: Kind<E>,
    wasm: Wasm,
    bytes: Uint8Array | undefined,
    options: Options = {} as Options,
    problems: readonly Problem[] = [],
  ) {
    this.#kind = kind;
    this.#wasm = wasm;
    this.options = options;
    this.problems.push(...problems);
    try {
      const root = options.root === undefined ? globalThis.document : options.root;
      if (root) this.#roots = (Array.isArray(root) ? root : [root]) as readonly ParentNode[];
      if (bytes) this.engine = this.#open(bytes);
      // What is shown nowhere follows nothing.
      if (this.#roots) this.#stopFollowing = this.engine?.follow(() => this.renderAgain());
      this.report();
    } catch (thrown) {
      this.report(problemFrom(thrown));
    }
  }

  render(): Decision[] {
    this.rendered = true;
    const decisions = this.ask([], (engine) => {
      return engine.render(this.#roots);
    });
    // The clock in the options may throw.
    this.attempt(() => this.#waitFor(decisions));
    return decisions;
  }

  decide(slot: string): Decision | undefined;
  decide(): Decision[];
  decide(slot?: string): Decision | Decision[] | undefined {
    const decisions = this.ask<ReadonlyMap<string, Decision>>(new Map(), (engine) => engine.decideIn(this.#roots));
    return slot === undefined ? [...decisions.values()] : decisions.get(slot);
  }

  observe(event: PageEvent): void {
    const changed = this.ask(false, (engine) => {
      engine.observe(event);
      return changes(event);
    });
    if (changed) this.renderAgain();
  }

  assume(given: Given): Decision[] {
    this.attempt(() => this.#add(given));
    return this.render();
  }

  signal(signals: Signals): void {
    this.attempt(() => {
      const known = { ...this.options.signals };
      const all = { ...known, ...signals };
      if (JSON.stringify(all) === JSON.stringify(known)) return;
      this.#add({ signals: all });
      this.renderAgain();
    });
  }

  explain(slot: string): string[] {
    return this.ask<string[]>([], (engine) => engine.explain(slot));
  }

  close(): void {
    this.ask(undefined, (engine) => engine.restore());
    this.leave();
  }

  /** Called after the engine has finished a call. */
  protected settled(): void {}

  protected renderAgain(): void {
    if (this.rendered) this.render();
  }

  #add(given: Given): void {
    this.options = { ...this.options, ...given };
    this.ask(undefined, (engine) => engine.assume(this.options));
  }

  /** Runs an action. Options may have getters that throw. */
  protected attempt(action: () => void): void {
    try {
      action();
    } catch (thrown) {
      this.report(problemFrom(thrown));
    }
  }

  #open(bytes: Uint8Array): E {
    if (this.#roots?.some((root) => typeof root?.querySelectorAll !== "function"))
      throw error("`root` is neither a document nor an element");
    return this.#wasm.enter(
      (exports) => new this.#kind(exports, bytes, this.options, this.#wasm, this.problems, ContextReader),
    );
  }

  /** Calls the engine. After a trap the page is restored, and this call and all later ones return `otherwise`. */
  protected ask<Answer>(otherwise: Answer, question: (engine: E) => Answer): Answer {
    const engine = this.engine;
    if (!engine) return otherwise;
    if (this.entered) {
      // A custom element or the clock in the options made a call during another one.
      this.report(error("called from within another call: ignored"));
      return otherwise;
    }
    this.entered = true;
    try {
      return this.#wasm.enter(() => question(engine));
    } catch (thrown) {
      if (this.#wasm.ended) this.#giveBack();
      this.report(problemFrom(thrown));
      return otherwise;
    } finally {
      this.entered = false;
      this.report();
      this.settled();
    }
  }

  /** Restores the page without the WebAssembly, which has failed. */
  #giveBack(): void {
    try {
      this.engine?.restore();
    } catch {
      // The page cannot be written. No error may leave this call.
    }
    this.leave();
  }

  protected leave(): void {
    this.#stopWaiting?.();
    this.#stopFollowing?.();
    this.engine = undefined;
  }

  #waitFor(decisions: readonly Decision[]): void {
    this.#stopWaiting?.();
    const moments = decisions.flatMap(({ until }) => until ?? []);
    // Without a root nothing is shown, and a fixed moment never passes.
    if (!this.#roots || moments.length === 0) return;
    const now = this.options.now ?? Date.now;
    if (typeof now === "function") this.#stopWaiting = waitUntil(Math.min(...moments), now, () => this.render());
  }

  /** Adds problems, and writes one line to the console for the first of them. */
  protected report(...problems: readonly Problem[]): void {
    this.problems.push(...problems);
    const [first] = this.problems;
    if (!first || this.#told) return;
    this.#told = true;
    const place = first.path && `${first.path}: `;
    const others = this.problems.length > 1 ? ` (all ${this.problems.length} are in page.problems)` : "";
    const outcome = this.engine ? "" : "; the page stays as it is";
    console.warn(`tailorbird: ${place}${first.message}${outcome}${others}`);
  }
}

/** Does an event decide the page again? A view or a click does not, so that nothing changes under the reader's eyes. */
export const changes = ({ kind }: PageEvent): boolean => kind !== "view" && kind !== "click";
