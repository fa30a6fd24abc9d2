// What a site has to do stands in index.html: the compiled manifest, and the script that opens it. Here the card and the panel
// join in.

import { startCard } from "./card.js";
import { startPanel } from "./panel.js";

const { page } = globalThis.tailorbird;
const { reader, speak } = globalThis.demo;

/** The document speaks the language that the words are in; then the slots are fitted to it. */
function show(given) {
  page.assume(given);
  speak(page);
  return page.render();
}

if (page.decide().length > 0) {
  startCard(page);
  startPanel(page, reader, show);
}
