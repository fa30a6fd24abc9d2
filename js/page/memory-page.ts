/** The page of a reader who may be remembered: what they agreed to is kept and learned from, and they can see and end it. */

import type { Exports } from "../engine/core.js";
import type { Instance } from "../engine/instance.js";
import { local } from "../storage/local.js";
import { Permission } from "../storage/permission.js";
import { Keep } from "../storage/sync.js";
import type {
  Choice,
  Consent,
  ConsentSource,
  Insight,
  OpenOptions,
  Page,
  PageEvent,
  Problem,
  Profile,
} from "../types/index.js";
import { MemoryEngine } from "./memory-engine.js";
import { changes, EnginePage } from "./page.js";

export class MemoryPage extends EnginePage<MemoryEngine, OpenOptions> implements Page {
  readonly #permission = new Permission();
  #keep: Keep | undefined;
  /** Did somebody speak while the engine was at work? */
  #spoken = false;
  #stopHearing: (() => void) | undefined;
  readonly #listeners = new Set<() => void>();
  #telling = false;

  /** Without bytes the page stays as it is, and `problems` say why. */
  constructor(
    wasm: Instance<Exports>,
    bytes: Uint8Array | undefined,
    options?: OpenOptions,
    problems?: readonly Problem[],
  ) {
    super(MemoryEngine, wasm, bytes, options, problems);
    if (this.engine) this.attempt(() => this.#begin());
  }

  override observe(event: PageEvent): void {
    let happened = false;
    const changed = this.ask(false, (engine) => {
      const others = this.#keep?.meet(engine);
      engine.observe(event);
      happened = true;
      this.#keep?.record(engine);
      return others || changes(event);
    });
    if (changed) this.renderAgain();
    if (happened) this.#tellAll();
  }

  export(): Profile {
    return this.ask<Profile>({}, (engine) => engine.export());
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
    return this.ask<Insight[]>([], (engine) => engine.insights());
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

  /** What is kept is known before the first decision, and so is what may be. */
  #begin(): void {
    const { consent, remember } = this.options;
    const tell = (path: string, message: string) => this.report({ path, message, severity: "warning" });
    const keeper = remember === "local" ? local : remember;
    this.#keep = new Keep(this.#permission, keeper, tell, () => this.#hear());
    if (consent) this.attempt(() => this.#permission.hear(consent.initial));
    this.ask(false, (engine) => this.#keep?.look(engine));
    if (consent) this.attempt(() => this.#follow(consent));
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
    if (this.entered) return;
    this.#spoken = false;
    if (!this.ask(false, (engine) => this.#keep?.look(engine))) return;
    this.renderAgain();
    this.#tellAll();
  }

  protected override settled(): void {
    if (this.#spoken) this.#hear();
  }

  #change(action: (engine: MemoryEngine) => void): void {
    this.ask(undefined, action);
    this.renderAgain();
    this.#tellAll();
  }

  /** Whoever changes something when told of a change is not told of that again. */
  #tellAll(): void {
    if (this.#telling) return;
    this.#telling = true;
    for (const listener of this.#listeners) this.attempt(listener);
    this.#telling = false;
  }

  protected override leave(): void {
    this.#keep?.close();
    // Somebody else's function.
    this.attempt(() => this.#stopHearing?.());
    this.#stopHearing = undefined;
    super.leave();
  }
}
