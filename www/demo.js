// The whole of what a site has to do: fetch the compiled manifest, open it, render. The rest here keeps the page's own language in step.

import { open } from "tailorbird";
import { startPanel } from "./panel.js";
import { readerFrom } from "./reader.js";

const reader = readerFrom(location.search);
const response = await fetch("/manifest.tailorbird");
const page = open(new Uint8Array(await response.arrayBuffer()), reader.options());

/** The document speaks the language that the words are in; then the slots are fitted to it. */
function show(given) {
  if (given !== undefined) page.assume(given);
  const masthead = page.decide("masthead");
  if (masthead !== undefined) {
    document.documentElement.lang = masthead.locale;
    document.documentElement.dir = masthead.direction;
    document.title = masthead.fields.title;
  }
  return page.render();
}

show();
document.documentElement.dataset.decided = "";
if (page.decide().length > 0) startPanel(page, reader, show);
