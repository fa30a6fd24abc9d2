// A page that keeps what its reader agreed to, with everything that a test wants to do to it in `globalThis.kit`.

import { open } from "./index.js";
import { indexed, memory } from "./keepers.js";
import { bytes } from "./program.js";

/** A consent manager that says what the test says. */
function manager(initial) {
  const listeners = new Set();
  return {
    initial,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    say: (state) => {
      for (const listener of listeners) listener(state);
    },
  };
}

const GRANTED = { remember: "granted", learn: "granted", measure: "granted" };

const kit = { open, keepers: { indexed, memory }, bytes, manager, GRANTED, errors: [] };
globalThis.kit = kit;
addEventListener("error", ({ message }) => kit.errors.push(message));
addEventListener("unhandledrejection", ({ reason }) => kit.errors.push(String(reason)));

/** What the slot shows. */
kit.shows = () => plain(document.querySelector("[data-tb-slot=hero]").textContent);

/** Without the marks that keep a name's direction to itself. */
export const plain = (text) => text.replace(/[\u2066-\u2069]/g, "");

/** How often this page knows that it was clicked. */
kit.clicks = () => clicksOf(kit.page);

export const clicksOf = (page) =>
  page
    .export()
    .events.filter(({ kind, slot }) => kind === "click" && slot === "hero")
    .reduce((sum, { times }) => sum + times, 0);

/** Opens and renders, and answers what then stands there: the first that a reader sees. */
kit.begin = ({ keeper = "local", state, ...options } = {}) => {
  kit.manager_ = state && manager(state);
  kit.keeper = { indexed, memory }[keeper]?.() ?? keeper;
  kit.page = open(bytes, { remember: kit.keeper, consent: kit.manager_, ...options });
  kit.page.render();
  return kit.shows();
};

/** All that a visit can do, once. */
kit.visit = () => {
  const { page } = kit;
  for (const kind of ["view", "click", "dismiss"]) page.observe({ kind, slot: "hero" });
  page.observe({ kind: "convert", goal: "signup" });
  page.observe({ kind: "preference", name: "name", value: "Ada" });
  page.observe({ kind: "visit" });
};

/** The keys that are there, ours first of all. */
kit.keys = () => Object.keys(localStorage);

/** All texts of this site in a store, at once. */
kit.texts = async (keeper) =>
  (keeper === "indexed" ? await indexed().read() : Object.entries(localStorage)).map(([, text]) => text).join("\n");

kit.databases = async () => (await indexedDB.databases()).map(({ name }) => name);
kit.ready = true;
