// The face over an engine that does as it is told: what runs in the page of face.mjs.

import type { Engine } from "../../js/engine.js";
import { EnginePage } from "../../js/face.js";
import { Life } from "../../js/life.js";
import type { Decision, OpenOptions, Problem } from "../../js/types.js";

/** What the engine was asked, and what it does when it is asked to render. */
const script = {
  calls: [] as string[],
  given: [] as object[],
  until: null as number | null,
  problems: [] as Problem[],
  atRender: (): void => {},
};

class ScriptedEngine implements Engine {
  constructor(_: Uint8Array, given: object) {
    script.given.push(given);
  }
  problems = (): Problem[] => script.problems;
  assume(given: object): void {
    script.given.push(given);
  }
  decide(): Decision[] {
    script.calls.push("decide");
    const decision = {
      slot: "hero",
      variant: "welcome",
      locale: "en",
      direction: "ltr",
      fields: {},
      reasons: [],
    } as const;
    return [{ ...decision, propensity: 1, until: script.until }];
  }
  render(): Decision[] {
    script.calls.push("render");
    script.atRender();
    return this.decide();
  }
  restore(): void {
    script.calls.push("restore");
  }
  observe(event: { kind: string }): void {
    if (event.kind === "nonsense") throw { path: "/kind", message: "no such event", severity: "error" };
  }
  explain = (slot: string): string[] => [slot];
  export = (): { visits: number } => ({ visits: 1 });
  erase(): void {}
  free(): void {
    script.calls.push("free");
  }
}

let instance = new Life(() => ({ Engine: ScriptedEngine }));

Object.assign(globalThis, {
  script,
  /** A page over the instance of the pages before it, or over a new one. */
  openPage: (options: OpenOptions = {}) => new EnginePage(instance, new Uint8Array(), options),
  newInstance: () => {
    instance = new Life(() => ({ Engine: ScriptedEngine }));
  },
  rendered: () => script.calls.filter((call) => call === "render").length,
  trap: () => {
    throw new WebAssembly.RuntimeError("unreachable");
  },
});
