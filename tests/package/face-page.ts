// The face over a WebAssembly that does as it is told: what runs in the page of face.mjs.

import type { Core } from "../../js/core.js";
import { EnginePage } from "../../js/face.js";
import { Life } from "../../js/life.js";
import type { OpenOptions, Problem } from "../../js/types.js";

/** What the core was asked, and how it answers. */
const script = {
  calls: [] as string[],
  /** The first number of each look around: what time it is. */
  times: [] as (number | undefined)[],
  texts: [] as string[],
  slot: "hero",
  variant: "welcome",
  until: null as number | null,
  /** Place, new value. */
  patches: [] as [number, string][],
  atDecide: (): void => {},
  atPatch: (): void => {},
};

const refusal: Problem = { path: "/kind", message: "no such event", severity: "error" };

class ScriptedCore implements Core {
  problem = (): string => "";
  decide(texts: string, numbers: Float64Array): string {
    script.calls.push("decide");
    script.texts.push(texts);
    script.times.push(numbers[0]);
    script.atDecide();
    const { slot, variant, until } = script;
    const rest = { locale: "en", direction: "ltr", fields: { title: "", link: "" }, reasons: [], propensity: 1 };
    return JSON.stringify([[{ slot, variant, until, ...rest }], []]);
  }
  patch(): string {
    script.calls.push("patch");
    script.atPatch();
    return JSON.stringify(script.patches);
  }
  observe = (texts: string): string => (texts.startsWith("nonsense") ? JSON.stringify(refusal) : "");
  explain = (slot: string): string => JSON.stringify([slot]);
  export = (): string => JSON.stringify({ visits: 1 });
  free(): void {
    script.calls.push("free");
  }
}

const instance = new Life(() => ({ Core: ScriptedCore }));

Object.assign(globalThis, {
  script,
  openPage: (options: OpenOptions = {}) => new EnginePage(instance, new Uint8Array(), options),
  /** How often it was rendered: nothing else asks for patches. */
  rendered: () => script.calls.filter((call) => call === "patch").length,
  trap: () => {
    throw new WebAssembly.RuntimeError("unreachable");
  },
});
