/** The page that a site holds where readers may be remembered: a page with consent, storage, and a profile that the reader can
 *  see, take along and erase. */

import type { Core } from "../engine/core.js";
import type { Instance } from "../engine/instance.js";
import { Measure } from "../experiment/measure.js";
import type { Report as Tell } from "../shared/input.js";
import { local } from "../storage/local.js";
import { Permission } from "../storage/permission.js";
import { Sync } from "../storage/sync.js";
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
  Remember,
  Report,
} from "../types/index.js";
import { MemoryEngine } from "./memory-engine.js";
import { changes, EnginePage, lacking } from "./page.js";
import { splitting } from "./split-engine.js";

export class MemoryPage extends EnginePage<MemoryEngine, OpenOptions> implements Page {
  readonly #permission = new Permission();
  #sync: Sync | undefined;
  /** Did the store or the consent manager have news while the engine was at work? */
  #pending = false;
  #unsubscribe: (() => void) | undefined;
  #measure: Measure | undefined;
  /** What was answered last, by what was asked: as text, and as it was handed out. */
  readonly #answers = new Map<string, { readonly text: string; readonly answer: unknown }>();

  /** Without bytes the page stays as it is, and `problems` say why. */
  constructor(
    wasm: Instance<() => Core>,
    bytes: Uint8Array | undefined,
    options?: OpenOptions,
    problems?: readonly Problem[],
  ) {
    super($split ? splitting(MemoryEngine) : MemoryEngine, wasm, bytes, options, problems);
    if (this.engine) this.attempt(() => this.#begin());
  }

  override observe(event: PageEvent): void {
    if (this.delay(event)) return;
    let happened = false;
    const changed = this.ask(false, (engine) => {
      const others = this.#sync?.prepare(engine);
      engine.observe(event);
      happened = true;
      this.#sync?.push(engine);
      if ($rank && event.kind === "click" && engine.ranks) return true;
      return others || changes(event);
    });
    if (changed) this.again(happened);
    else if (happened) this.tell(true);
  }

  /** The slot was seen. Answers whether that counts. */
  #expose(slot: string): boolean {
    const counts = this.ask(false, (engine) => {
      this.#sync?.prepare(engine);
      const counts = engine.exposed(slot);
      if (counts) this.#sync?.push(engine);
      return counts;
    });
    if (counts) this.tell(true);
    return counts;
  }

  report(): Report {
    if (!$report) this.complain(lacking("report"));
    return $report
      ? this.#same(
          "report",
          this.ask<Report>({}, (engine) => engine.measured()),
        )
      : {};
  }

  export(): Profile {
    if (!$export) this.complain(lacking("export"));
    return $export ? this.ask<Profile>({}, (engine) => engine.export()) : {};
  }

  get consent(): Consent {
    return this.#same("consent", this.#permission.state);
  }

  /** The same frozen object until it says something else. */
  #same<Answer>(question: string, found: Answer): Answer {
    const text = JSON.stringify(found);
    const known = this.#answers.get(question);
    if (known?.text === text) return known.answer as Answer;
    const answer: Answer = JSON.parse(text, (_, part) => Object.freeze(part));
    this.#answers.set(question, { text, answer });
    return answer;
  }

  choose(choice: Choice): void {
    this.#change((engine) => {
      // First what another tab has chosen, so that this choice is newer.
      this.#sync?.pull(engine);
      this.#permission.choose(choice);
      this.#sync?.choose(engine);
    });
  }

  protected override replace(engine: MemoryEngine, bytes: Uint8Array): boolean {
    const done = super.replace(engine, bytes);
    this.#sync?.again(engine);
    return done;
  }

  insights(): readonly Insight[] {
    if (!$insights) this.complain(lacking("insights"));
    return $insights
      ? this.#same(
          "insights",
          this.ask<Insight[]>([], (engine) => engine.insights()),
        )
      : [];
  }

  import(profile: Profile): void {
    if (!$import) this.complain(lacking("import"));
    else
      this.#change((engine) => {
        this.#sync?.prepare(engine);
        engine.import(profile);
        this.#sync?.push(engine);
      });
  }

  erase(): void {
    this.#change((engine) => this.#sync?.erase(engine));
  }

  /** Reads the consent and the store before the first decision. */
  #begin(): void {
    const { consent, remember } = this.options;
    const report: Tell = (path, message) => this.complain({ path, message, severity: "warning" });
    const { in: place, name = "" }: Partial<Remember> =
      typeof remember === "object" && "in" in remember ? remember : { in: remember };
    const keeper = place === "local" ? local : place;
    this.#sync = new Sync(this.#permission, keeper, name, report, () => this.#update());
    if (consent) this.attempt(() => this.#permission.receive(consent.initial));
    this.ask(false, (engine) => this.#sync?.pull(engine));
    if (consent) this.attempt(() => this.#follow(consent));
    if ($seen && this.engine && globalThis.IntersectionObserver) {
      // A page without an experiment, and without a slot that learns, watches nothing.
      this.engine.shown = (views, roots) => {
        if (views[0])
          this.#measure ??= new Measure(
            (slot) => this.#expose(slot),
            (event) => this.observe(event),
          );
        this.#measure?.show(views, roots);
      };
    }
  }

  #follow(source: ConsentSource): void {
    const stop = source.subscribe?.((state) => {
      if (this.#permission.receive(state)) this.#update();
    });
    if (typeof stop === "function") this.#unsubscribe = stop;
  }

  /** Takes in what the store, another tab or the consent manager has to say: now, or when the engine is free. */
  #update(): void {
    this.#pending = this.entered;
    if (this.#pending || !this.ask(false, (engine) => this.#sync?.pull(engine))) return;
    this.again(true);
  }

  protected override settled(): void {
    if (this.#pending) this.#update();
  }

  #change(action: (engine: MemoryEngine) => void): void {
    this.ask(undefined, action);
    this.again(true);
  }

  protected override leave(): void {
    this.#sync?.close();
    if ($seen) this.#measure?.leave();
    // This function is the consent manager's, and may throw.
    this.attempt(() => this.#unsubscribe?.());
    this.#unsubscribe = undefined;
    super.leave();
  }
}
