// A strict consumer: what it may write has to compile, and what it gets has to be typed.

import { type Decision, type Given, open, type Page, type Problem } from "tailorbird";
import { check, compile, type Manifest, open as openManifest, type Simulation, simulate } from "tailorbird/author";
import { type ContextualPage, open as openContextual } from "tailorbird/contextual";
import type { Inlined } from "tailorbird/inline.js";
import type { Inlined as InlinedContextual } from "tailorbird/inline-contextual.js";
import { type Embedded, embed, type PublicFacts, type Written, write } from "tailorbird/server";
import { open as openSlim, ready } from "tailorbird/slim";

const manifest: Manifest = {
  tailorbird: 1,
  locales: ["en"],
  slots: { hero: { default: "welcome", variants: { welcome: { fields: { title: { en: "Welcome" } } } } } },
};
const { bytes = new Uint8Array() } = compile(manifest);
const started: Promise<boolean> = ready(new URL("https://example.org/runtime.wasm"));
const pages: Page[] = [
  open(bytes, { root: null, now: () => 0, profile: { visits: 2, preferences: { topics: ["sailing"] } } }),
  openSlim(bytes, { remember: { in: "local", name: "ferry" } }),
  openManifest("{}", { now: new Date() }),
];
const now: Given = { now: undefined, device: { viewport: "phone" } };

export const decisions: Decision[] = pages.flatMap((page) => page.assume(now));
export const one: Decision | undefined = pages[0]?.decide("hero");
export const problems: readonly Problem[] = check(manifest).problems;
export const until: number | null | undefined = one?.until;
const simulation: Simulation = simulate(manifest, { days: 1, pages: ["/", { referrer: "example.org" }], visits: [1] });
export const shown: string | null | undefined = simulation.slots[0]?.rows[0]?.shown[0];
declare const inlined: Inlined;
const embedded: Embedded = embed("<p>", bytes, { budget: 100 });
const facts: PublicFacts = { locales: ["de"], page: { path: "/" }, signals: { gale: true } };
export const written: Written = write("<p>", bytes, facts);
// @ts-expect-error What the reader declared is no public fact.
write("<p>", bytes, { profile: { visits: 2 } });
export const html: string = inlined.late ? "" : embedded.html;
export { started };

declare const without: InlinedContextual;
const contextual: ContextualPage[] = [openContextual(bytes, { root: null, locales: ["en"] }), without.page, ...pages];
contextual[0]?.observe({ kind: "preference", name: "topics", value: ["sailing"] });
// @ts-expect-error Nothing is remembered, so nothing is told of topics.
contextual[0]?.observe({ kind: "more", topic: "sailing" });
// @ts-expect-error Nor is there anything to agree to,
openContextual(bytes, { remember: "local" });
// @ts-expect-error or to take along.
without.page.export();
// @ts-expect-error A view needs its slot.
pages[0]?.observe({ kind: "view" });
// @ts-expect-error The runtime takes bytes only.
open(manifest);
