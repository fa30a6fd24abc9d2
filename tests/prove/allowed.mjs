// The whole list of what the package may touch outside itself: what its WebAssembly is given, and what its scripts name.

/** The entries that open a page which may remember. */
const KEEPING = ["author.js", "full.js", "index.js", "inline-full.js", "inline.js", "slim.js", "workerd.js"];
const PAGES = [...KEEPING, "contextual.js", "inline-contextual.js"];
const INLINE = ["inline.js", "inline-contextual.js", "inline-full.js"];

/** How often a use may stand in each of these files, and why it reaches no network. What is not here fails, and so does what is
 *  here and no longer there. */
const USES = [
  [PAGES, "document handed on", 2, "`root` is the document where a page names no other"],
  [PAGES, ".defaultView", 1, "the height of the window, for what has been seen"],
  [PAGES, "createElement(…)", 1, "js/dom/rich.ts: one of seven elements that load nothing, looked up in a table"],
  [
    PAGES,
    "setAttribute(…)",
    2,
    "js/dom/binding.ts and js/dom/rich.ts: attributes that the engine lists; what the site wrote is loaded, and only where the manifest says `variesRequests`",
  ],
  [
    KEEPING,
    ".write",
    1,
    "js/storage/store.ts: what the reader agreed to have remembered is handed to the store that the site named",
  ],
  [PAGES, "setTimeout", 1, "the moment at which an answer may change"],
  [
    KEEPING,
    "setTimeout",
    2,
    "js/storage/sync.ts and js/storage/store.ts: what has time, and other tabs that talk much",
  ],
  [
    KEEPING,
    "localStorage",
    3,
    "js/storage/local.ts: read, written and emptied, only under `tailorbird:`; the browser sends it nowhere",
  ],
  [KEEPING, "crypto", 1, "js/storage/sync.ts: random numbers name what this page writes"],
  [
    KEEPING,
    "addEventListener",
    3,
    "js/storage/sync.ts and js/storage/local.ts: the page goes into the cache and comes back, another tab wrote",
  ],
  [KEEPING, "removeEventListener", 3, "the same, at the end"],
  [["author.js"], ".register", 1, "FinalizationRegistry: memory of the WebAssembly is given back"],
  [
    PAGES.filter((name) => name !== "author.js"),
    ".register",
    1,
    "FinalizationRegistry: memory of the WebAssembly is given back",
  ],
  [["author.js"], ".open", 1, "`simulate` opens a page of its own, without a document"],
  [INLINE, "document handed on", 2, "the page in which the script stands"],
  [INLINE, "globalThis handed on", 1, "`globalThis.tailorbird` is where a site's options stand"],
  [["slim.js"], "fetch", 1, "ready() fetches the package's own runtime.wasm, or the one that it is told"],
  [["slim.js"], ".compileStreaming", 1, "the answer to that request"],
  [["slim.js"], "Response", 1, "ready() takes one"],
  [["slim.js"], ".href", 1, "read: what a relative address of the WebAssembly is relative to"],
  [["slim.js"], "process", 1, "in Node the file is read"],
  [["slim.js"], ".getBuiltinModule", 1, "in Node the file is read"],
  [["workerd.js"], "import ./full.wasm", 1, "a file of the package, compiled when a site is deployed"],
  [INLINE, ".style", 3, "the visibility of a page that waits for its words"],
  [["hold.js"], ".style", 1, "the visibility of a page that waits for its words"],
  [["hold.js"], ".cssText", 1, "read: is there any style left?"],
  [["hold.js"], "setTimeout", 1, "how long the page is held back"],
  [["hold.js"], "tailorbirdHold", 1, "where inline.js finds what holds the page back"],
  [["consent.js"], "__tcfapi", 1, "read: the interface of IAB TCF that a consent platform puts there"],
  [["consent.js"], "__gpp", 1, "read: the same of IAB GPP"],
  [["consent.js"], "klaro", 1, "read: Klaro, where it is a script of its own"],
  [["consent.js"], "c15tStore", 1, "read: the store of c15t"],
  [["consent.js"], "CookieConsent", 1, "read: vanilla-cookieconsent, where it is a script of its own"],
  [["consent.js"], "document handed on", 1, "where scripts are loaded, seen by the source that waits for one"],
  [["consent.js"], ".cookie", 2, "a property of an event of vanilla-cookieconsent: what was chosen"],
  [["consent.js"], "addEventListener", 1, "the events of vanilla-cookieconsent"],
  [["consent.js"], "removeEventListener", 1, "the events of vanilla-cookieconsent"],
  [["consent.js"], "setTimeout", 1, "how soon to look again for a consent manager that is not there yet"],
  [["element.js"], "HTMLElement", 1, "<tailor-slot> extends it"],
  [["element.js"], "customElements", 3, "<tailor-slot> is defined"],
  [["privacy.js"], "HTMLElement", 1, "<tailor-privacy> extends it"],
  [["privacy.js"], "customElements", 3, "<tailor-privacy> is defined"],
  [["privacy.js"], "tailorbird", 1, "read: the page of inline.js"],
  [["privacy.js"], "CSSStyleSheet", 1, "its own look, a text of the package that names no address"],
  [["privacy.js"], ".replaceSync", 1, "the same"],
  [["privacy.js"], ".adoptedStyleSheets", 1, "the same"],
  [["privacy.js"], "createElement(…)", 1, "js/privacy/parts.ts: elements that load nothing, all named in js/privacy/"],
  [["privacy.js"], "setAttribute(…)", 1, "js/privacy/parts.ts: attributes that load nothing, all named in js/privacy/"],
  [["privacy.js"], "createElement(a)", 1, "the reader's own copy, as a file from the page's memory (blob:)"],
  [["privacy.js"], "Blob", 1, "the same"],
  [["privacy.js"], ".href", 2, "the same"],
  [["privacy.js"], ".click", 1, "the same"],
  [["privacy.js"], ".load", 1, "a word that it says"],
  [["privacy.js"], "addEventListener", 1, "the load of the page, after which a page may have been opened"],
  [["privacy.js"], "removeEventListener", 1, "the same"],
  [["privacy.js"], "setTimeout", 2, "how long the file may be fetched, and how long what was done stays to be read"],
  [["keepers.js"], ".open", 1, "js/storage/indexed.ts: a database of this site"],
  [
    ["keepers.js"],
    "indexedDB",
    2,
    "js/storage/indexed.ts: a database of this site is opened, and taken away where nothing is left in it",
  ],
  [
    ["keepers.js"],
    "BroadcastChannel",
    1,
    "js/storage/indexed.ts: this site's other tabs are told that something changed, and not what",
  ],
  [["keepers.js"], ".postMessage", 1, "the same: an empty text"],
  [["server.js"], ".location", 27, "parse5: where in the text something stands"],
  [["server.js"], ".data", 5, "parse5: the text of a token, and of a comment"],
  [["server.js"], ".write", 3, "parse5: no document is written"],
  [["server.js"], ".register", 1, "FinalizationRegistry: memory of the WebAssembly is given back"],
  [["server.js"], "createElement(…)", 2, "parse5: a record in a tree of its own; there is no document on a server"],
  [["server.js"], "createElement(documentmock)", 1, "parse5: the same"],
  [["cli.js"], "import ./author.js", 2, "a file of the package"],
  [["cli.js"], "import ./server.js", 1, "a file of the package"],
  [["cli.js"], "import node:crypto", 1, "hashes for a policy"],
  [["cli.js"], "import node:fs", 1, "the files that it is told to read and write"],
  [["cli.js"], "import(date-holidays)", 1, "the author's own list of holidays"],
  [["cli.js"], "process", 2, "arguments, exit code"],
  [["cli.js"], ".assign", 1, "Object.assign"],
  [["cli.js"], ".share", 1, "a variant's share of a simulation"],
];

/** Use to times and reasons, for one file. */
export function allowedIn(file) {
  const uses = new Map();
  for (const [files, use, times, why] of USES) {
    if (!files.includes(file)) continue;
    const known = uses.get(use);
    uses.set(use, { times: times + (known?.times ?? 0), why: known ? `${known.why}; ${why}` : why });
  }
  return uses;
}

/** What the functions that are lent to the WebAssembly use, and what they are for. */
const INTL = {
  learn: [".1 .indexOf .push .read .startsWith", "js/engine/intl.ts: which way to write a number stands for"],
  write: [
    ".charAt .keys .normalize .parse .put .select .slice .split .startsWith .… Intl JSON Object String",
    "js/engine/intl.ts: Intl formats a number or a date",
  ],
};
const SERVICES = {
  ...INTL,
  fixed: [".abs .put .repeat .toExponential .toFixed BigInt Math", "js/engine/services.ts: a number becomes a text"],
  offset: [
    ".floor .format .get .getTime .map .match .read .set .setUTCFullYear .setUTCHours Date Intl Math NaN Number",
    "js/engine/offset.ts: how far a zone is ahead of UTC",
  ],
  parse: [".read Number", "js/engine/services.ts: a text becomes a number"],
  likely: [
    ".clear .filter .get .join .maximize .put .read .set Boolean Intl",
    "js/engine/locale.ts: the likely script and region of a language; only the author build asks",
  ],
};

/** What each build of the WebAssembly is lent, and nothing else. */
export const GIVEN = { contextual: INTL, runtime: INTL, full: SERVICES, author: SERVICES };

/** What each of them asks for. */
export const ASKED = {
  contextual: ["learn", "write"],
  runtime: ["learn", "write"],
  full: ["fixed", "learn", "offset", "parse", "write"],
  author: ["fixed", "learn", "likely", "offset", "parse", "write"],
};

/** Which build a file carries, or is handed. */
export const BUILDS = {
  "author.js": "author",
  "contextual.js": "contextual",
  "full.js": "full",
  "index.js": "runtime",
  "inline-contextual.js": "contextual",
  "inline-full.js": "full",
  "inline.js": "runtime",
  "server.js": "author",
  "slim.js": "runtime",
  "workerd.js": "full",
};
/** Scripts whose WebAssembly is a file beside them. */
export const BESIDE = { "slim.js": "runtime.wasm", "workerd.js": "full.wasm" };
