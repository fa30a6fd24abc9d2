// The page object over an engine that answers as a script says: this runs in the page of page-object.mjs.

import type { Core } from "../../js/engine/core.js";
import { Instance } from "../../js/engine/instance.js";
import { Ask } from "../../js/engine/protocol.js";
import { MemoryPage } from "../../js/page/memory-page.js";
import type { OpenOptions, Problem } from "../../js/types/index.js";

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

const VARIANTS = ["evening", "welcome"];

class ScriptedCore implements Core {
  ask(question: Ask, given: string | Uint8Array, numbers: readonly number[]): string {
    const texts = String(given);
    switch (question) {
      case Ask.Decide:
        return this.#decide(texts, numbers);
      case Ask.About:
        return JSON.stringify(
          numbers
            .filter((_, place) => place % 2 === 1)
            .map((tried) => [script.slot, 0, "en", "ltr", { title: "", link: "" }, 0, VARIANTS[tried]]),
        );
      case Ask.Patch:
        script.calls.push("patch");
        script.atPatch();
        return JSON.stringify(script.patches);
      case Ask.Observe:
        return texts.startsWith("nonsense") ? JSON.stringify(refusal) : "";
      case Ask.Explain:
        return JSON.stringify([texts]);
      case Ask.Export:
        return JSON.stringify({ visits: 1 });
      case Ask.Moments:
      case Ask.Tried:
        return "[]";
      case Ask.Open:
      case Ask.Reads:
        return "";
      default:
        return "0";
    }
  }
  #decide(texts: string, numbers: readonly number[]): string {
    script.calls.push("decide");
    script.texts.push(texts);
    script.times.push(numbers[0]);
    script.atDecide();
    const marks = script.variant === "evening" ? "0" : "32";
    return `[{},""]\n0 ${marks} 0 ${script.until ?? ""}`;
  }
  free(): void {
    script.calls.push("free");
  }
}

const instance = new Instance(() => () => new ScriptedCore());

Object.assign(globalThis, {
  script,
  openPage: (options: OpenOptions = {}) => new MemoryPage(instance, new Uint8Array(), options),
  /** How often it was rendered: nothing else asks for patches. */
  rendered: () => script.calls.filter((call) => call === "patch").length,
  trap: () => {
    throw new WebAssembly.RuntimeError("unreachable");
  },
});
