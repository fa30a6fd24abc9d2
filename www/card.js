// The card for regulars: whether this device may remember, and everything that it then knows, in the reader's hands.

import "/node_modules/tailorbird/dist/privacy.js";
import { words } from "./words.js";

const find = (id) => document.getElementById(id);

export function startCard(page) {
  const panel = document.querySelector("tailor-privacy");

  /** The words around it are a slot like any other; this is what changes with the reader's choice. */
  function show() {
    const say = words[document.documentElement.lang] ?? words.en;
    const { remember } = page.consent;
    const state = { granted: say.cardKept, denied: say.cardRefused }[remember] ?? say.noCard;
    if (find("card-state").textContent !== state) find("card-state").textContent = state;
    find("card-yes").setAttribute("aria-pressed", String(remember === "granted"));
    find("card-no").setAttribute("aria-pressed", String(remember === "denied"));
    const { birds, sailing, food, history, name, topics, vegetarian, poem } = say;
    panel.names = { birds, sailing, food, history, name, topics, diet: vegetarian, poem };
  }

  find("card-yes").addEventListener("click", () => page.choose({ remember: "granted", learn: "granted" }));
  find("card-no").addEventListener("click", () => {
    page.erase();
    page.choose({ remember: "denied", learn: "denied", measure: "denied" });
  });
  page.subscribe(show);
  new MutationObserver(show).observe(document.documentElement, { attributeFilter: ["lang"] });
  panel.page = page;
  find("card-buttons").hidden = false;
  show();
}
