/** The page object that `open` returns. Every call goes to the engine, and no error leaves it. */

import { ContextReader } from "../context/context.js";
import type { Core } from "../engine/core.js";
import type { Instance } from "../engine/instance.js";
import { Ask } from "../engine/protocol.js";
import { error, NO_SLOT, problemFrom } from "../shared/problem.js";
import { real } from "../shared/real.js";
import { areSame } from "../shared/same.js";
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
import { followNavigation } from "./navigation.js";
import { waitUntil } from "./timer.js";

type Wasm = Instance<() => Core>;

/** A class of engine: with memory or without. */
type Kind<E> = new (...given: ConstructorParameters<typeof Engine>) => E;

export class EnginePage<E extends Engine = Engine, Options extends ContextualOptions = ContextualOptions>
  implements ContextualPage
{
  readonly problems: Problem[] = [];
  readonly #wasm: Wasm;
  readonly #kind: Kind<E>;
  #roots: readonly ParentNode[] | undefined;
  declare protected options: Options;
  declare protected engine: E | undefined;
  protected entered = false;
  protected rendered = false;
  #warned = false;
  #stopWaiting: (() => void) | undefined;
  #stopFollowing: (() => void) | undefined;
  #stopNavigation: (() => void) | undefined;
  readonly #listeners = new Set<() => void>();
  /** All decisions, and those of which the listeners know. */
  #decisions: readonly Decision[] = Object.freeze([]);
  #told = this.#decisions;
  #telling = false;

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
    bindMethods(this);
    try {
      const root = options.root === undefined ? globalThis.document : options.root;
      if (root) this.#roots = (Array.isArray(root) ? root : [root]) as readonly ParentNode[];
      if (bytes) this.engine = this.#open(bytes);
      this.complain();
    } catch (thrown) {
      this.complain(problemFrom(thrown));
    }
  }

  render(): Decision[] {
    const decisions = this.#draw();
    this.tell();
    return decisions;
  }

  #draw(): Decision[] {
    this.rendered = true;
    const decisions = this.ask([], (engine) => engine.render(this.#roots));
    this.#note();
    this.#watch();
    return decisions;
  }

  decide(slot: string): Decision | undefined;
  decide(): readonly Decision[];
  decide(slot?: string): Decision | readonly Decision[] | undefined {
    const decisions = this.ask<ReadonlyMap<string, Decision>>(new Map(), (engine) => engine.decideIn(this.#roots));
    this.#note();
    return slot === undefined ? this.#decisions : decisions.get(slot);
  }

  /** Keeps the decisions in the same list until one changes. */
  #note(): void {
    const all = [...(this.engine?.decisions.all.values() ?? [])];
    if (!areSame(all, this.#decisions)) this.#decisions = Object.freeze(all);
  }

  subscribe(listener: () => void): () => void {
    const isFirst = this.#listeners.size === 0;
    this.#listeners.add(listener);
    if (isFirst) this.#look();
    if (isFirst) this.#told = this.#decisions;
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** Decides without a page to write into. */
  #look(): void {
    this.decide();
    this.#watch();
  }

  #watch(): void {
    this.attempt(() => this.#follow());
    // The clock in the options may throw.
    this.attempt(() => this.#wait());
  }

  /** Calls the listeners if a decision or anything else has changed. What a listener changes calls none of them again. */
  protected tell(news = false): void {
    const isNew = news || this.#told !== this.#decisions;
    this.#told = this.#decisions;
    if (!isNew || this.#telling) return;
    this.#telling = true;
    for (const listener of this.#listeners) this.attempt(listener);
    this.#told = this.#decisions;
    this.#telling = false;
  }

  observe(event: PageEvent): void {
    if (!$events) this.complain(lacking("events"));
    else if (!this.delay(event)) {
      const changed = this.ask(false, (engine) => {
        engine.observe(event);
        if ($rank && event.kind === "click" && engine.ranks) return true;
        return changes(event);
      });
      if (changed) this.again();
    }
  }

  /** In a page that nobody has opened yet nothing happens: it happens when it is opened. */
  protected delay(event: PageEvent): boolean {
    const page: Document & { readonly prerendering?: boolean } = real(globalThis.document ?? {});
    if (!page.prerendering) return false;
    page.addEventListener("prerenderingchange", () => this.observe(event), { once: true });
    return true;
  }

  assume(given: Given): Decision[] {
    if ($given) this.attempt(() => this.#add(given));
    else this.complain(lacking("given"));
    return this.render();
  }

  signal(signals: Signals): void {
    if (!$declared) this.complain(lacking("signals"));
    else
      this.attempt(() => {
        const known = { ...this.options.signals };
        const all = { ...known, ...signals };
        if (JSON.stringify(all) !== JSON.stringify(known)) {
          this.#add({ signals: all });
          this.again();
        }
      });
  }

  get decisions(): readonly Decision[] {
    // Where something is shown, or somebody listens, they are decided again when they have to be.
    if (!this.rendered && !this.#listeners.size) this.decide();
    return this.#decisions;
  }

  take(slot: string): () => void {
    if (!$take) this.complain(lacking("take"));
    return $take ? this.#take(slot) : () => {};
  }

  #take(slot: string): () => void {
    if (!this.decisions.some((decision) => decision.slot === slot)) this.engine?.tell(`/slots/${slot}`, NO_SLOT);
    const give = this.engine?.take(slot);
    return () => {
      if (give?.()) this.again();
    };
  }

  force(slot: string, variant: string | null): void {
    if (!$force) this.complain(lacking("force"));
    else {
      const place = `${slot}/${variant ?? ""}`;
      // What is there is known once it was decided.
      if (!this.decisions[0]) this.decide();
      const refused = this.ask("", ({ core }) => core.ask(Ask.Force, place, []));
      if (refused) this.complain(JSON.parse(refused));
      else this.again();
    }
  }

  load(bytes: Uint8Array): void {
    if (!$load) this.complain(lacking("load"));
    else if (this.ask(false, (engine) => this.replace(engine, bytes))) this.again();
  }

  /** Has the engine take in a newer program. */
  protected replace(engine: E, bytes: Uint8Array): boolean {
    // Nothing at all is refused like anything else that is no program.
    return $load && engine.load(bytes ?? []);
  }

  explain(slot: string): string[] {
    if (!$explain) this.complain(lacking("explain"));
    return $explain ? this.ask<string[]>([], (engine) => engine.explain(slot)) : [];
  }

  variants(slot: string): string[] {
    if (!$force) this.complain(lacking("force"));
    // What an experiment draws is there a second time.
    const ask = (): string[] => this.ask("", ({ core }) => core.ask(Ask.Force, slot, [0])).split(" ");
    const names = $force ? [...new Set(ask().slice(1))] : [];
    if ($force && !names[0]) this.engine?.tell(`/slots/${slot}`, NO_SLOT);
    return names;
  }

  restore(): void {
    this.rendered = false;
    this.#stopWaiting?.();
    this.ask(undefined, (engine) => engine.restore());
  }

  close(): void {
    this.restore();
    this.leave();
  }

  /** Called after the engine has finished a call. */
  protected settled(): void {}

  /** Decides again, where anybody looks, and tells who listens.
   *  @param news Has anything besides the decisions changed? */
  protected again(news = false): void {
    if (this.rendered) this.#draw();
    else if (this.#listeners.size) this.#look();
    this.tell(news);
  }

  /** Once something is shown, or somebody listens, the device and the address are followed. */
  #follow(): void {
    const roots = this.#roots;
    this.#stopFollowing ??= this.engine?.follow(() => this.again());
    if ($navigation && roots && globalThis.document && this.options.navigation !== false)
      this.#stopNavigation ??= followNavigation(roots, () => this.again());
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
      this.complain(problemFrom(thrown));
    }
  }

  #open(bytes: Uint8Array): E {
    if (this.#roots?.some((root) => !root || typeof real(root).querySelectorAll !== "function"))
      throw error("`root` is neither a document nor an element");
    return this.#wasm.within(
      (exports) => new this.#kind(exports, bytes, this.options, this.#wasm, this.problems, new ContextReader()),
    );
  }

  /** Calls the engine. After a trap the page is restored, and this call and all later ones return `otherwise`. */
  protected ask<Answer>(otherwise: Answer, question: (engine: E) => Answer): Answer {
    const engine = this.engine;
    if (!engine) return otherwise;
    if (this.entered) {
      // A custom element or the clock in the options made a call during another one.
      this.complain(error("called from within another call: ignored"));
      return otherwise;
    }
    this.entered = true;
    try {
      return this.#wasm.within(() => question(engine));
    } catch (thrown) {
      if (this.#wasm.isOver) this.#giveBack();
      this.complain(problemFrom(thrown));
      return otherwise;
    } finally {
      this.entered = false;
      this.complain();
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
    this.engine = undefined;
    this.leave();
  }

  protected leave(): void {
    this.#stopWaiting?.();
    this.#stopFollowing?.();
    if ($navigation) this.#stopNavigation?.();
    this.engine = undefined;
  }

  #wait(): void {
    this.#stopWaiting?.();
    const moments = this.#decisions.flatMap(({ until }) => until ?? []);
    // Where nothing is shown and nobody listens there is nothing to wait for, and a fixed moment never passes.
    if (!(this.#roots || this.#listeners.size) || moments.length === 0) return;
    const now = $given ? (this.options.now ?? Date.now) : Date.now;
    if (typeof now === "function") this.#stopWaiting = waitUntil(Math.min(...moments), now, () => this.again());
  }

  /** Adds problems, and writes one line to the console for the first of them. */
  protected complain(...problems: readonly Problem[]): void {
    this.problems.push(...problems);
    const [first] = this.problems;
    if (!first || this.#warned) return;
    this.#warned = true;
    const place = first.path && `${first.path}: `;
    const others = this.problems.length > 1 ? ` (all ${this.problems.length} are in page.problems)` : "";
    const outcome = this.engine ? "" : "; the page stays as it is";
    console.warn(`tailorbird: ${place}${first.message}${outcome}${others}`);
  }
}

/** Says that a call asks for something that was left out when the page was built. */
export const lacking = (capability: string): Problem => ({
  ...error(`this page was built without “${capability}”`),
  severity: "warning",
});

/** Methods may be passed on without their page. */
function bindMethods(page: object): void {
  for (let kind = Object.getPrototypeOf(page); kind !== Object.prototype; kind = Object.getPrototypeOf(kind))
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(kind)))
      if (typeof value === "function" && name !== "constructor" && !Object.hasOwn(page, name))
        Object.defineProperty(page, name, { value: value.bind(page) });
}

/** Does an event decide the page again? A view or a click does not, so that nothing changes under the reader's eyes. */
export const changes = ({ kind }: PageEvent): boolean => kind !== "view" && kind !== "click";
