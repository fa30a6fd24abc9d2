// The whole list of what the package may touch outside itself: what its WebAssembly is given, and what its scripts name.

/** The entries that open a page which may remember. */
const KEEPING = ["author.js", "full.js", "index.js", "inline-full.js", "inline.js", "slim.js"].concat([
  "edge/author.js",
  "edge/full.js",
  "edge/slim.js",
]);
const PAGES = [...KEEPING, "contextual.js", "inline-contextual.js", "edge/contextual.js"];
/** Those that carry WebAssembly as text. */
const DECODING = ["aggregate.js", ...PAGES.filter((name) => !/^edge|^slim/.test(name))];
const AUTHORS = ["author.js", "edge/author.js"];
const SLIM = ["slim.js", "edge/slim.js"];
const SERVERS = ["server.js", "edge/server.js"];
/** Each of these files is one line: how a platform is asked for an engine that it has compiled. */
const ENGINES = ["analysis", "author", "contextual", "full", "runtime", "scorer", "scorer-wide"];
/** Sums of a site: nothing of it is in a visitor's page. */
const RECOMMENDERS = ["recommend.js", "edge/recommend.js"];
const ANALYSES = ["analyze.js", "edge/analyze.js"];
/** What bundlers run: nothing of it is in a page. */
const UNPLUGIN = ["webpack/loaders/load.mjs", "rspack/loaders/load.mjs"];
const PLUGIN = ["plugin.js", "loader.js", ...UNPLUGIN];
/** What trains item vectors, on the machine of the site. */
const TRAINING = ["vectors.js", "vectors-worker.js"];
/** What reads copy; the second of them also rows of a file. */
const COPY = ["copy.js", "copy-rows.js"];
/** Where no page is: what browsers' objects can do is there only by names that are suspects. */
export const ON_SERVERS = new Set([
  ...SERVERS,
  "cli.js",
  "copy-rows.js",
  "build.js",
  "learn.js",
  "logs.js",
  ...TRAINING,
  ...PLUGIN,
]);
const INLINE = ["inline.js", "inline-contextual.js", "inline-full.js"];

/** The plugin and the loader, which have unplugin, picomatch and webpack-virtual-modules built in. */
const FILES = "the manifest is read and its types are written; unplugin looks whether files are there";
const MADE = [
  [["plugin.js", "loader.js"], "import ./build.js", 1, "a file of the package"],
  [["loader.js"], "import node:fs", 1, FILES],
  [["plugin.js"], "import node:fs", 5, FILES],
  [["loader.js"], "import node:path", 2, "where they lie"],
  [["plugin.js"], "import node:path", 7, "where they lie"],
  [UNPLUGIN, "import node:path", 2, "the same"],
  [["rspack/loaders/load.mjs"], "import node:path", 1, "the same"],
  [["plugin.js"], "import(./server.js)", 1, "what writes the script into pages, where Vite shall"],
  [["plugin.js"], "import node:crypto", 1, "the hash of that script, for a policy"],
  [["plugin.js"], "import node:url", 1, "where the whole engine lies, which development has"],
  [["plugin.js"], "import.meta", 7, "the same, and where unplugin's loaders lie"],
  [["webpack/loaders/load.mjs"], "import.meta", 1, "what `require` is relative to"],
  [["plugin.js"], "import node:module", 3, "`require` for what is built in and asks for it"],
  [["loader.js"], "import node:module", 1, "`date-holidays`, where the site has it"],
  [["webpack/loaders/load.mjs"], "import node:module", 1, "the same"],
  [["plugin.js"], "import node:buffer", 3, "bytes as text, in the module and in maps of sources"],
  [UNPLUGIN, "import node:buffer", 1, "the same"],
  [["plugin.js", "loader.js"], "Buffer", 2, "the same"],
  [["plugin.js"], "import node:process", 2, "the folder in which it runs"],
  [["webpack/loaders/load.mjs"], "import node:process", 1, "the same"],
  [["plugin.js"], "process", 14, "the same"],
  [["loader.js", "rspack/loaders/load.mjs"], "process", 1, "the same, and whether the site is being developed"],
  [["plugin.js"], ".load", 10, "the hook of a plugin"],
  [UNPLUGIN, ".load", 2, "the same"],
  [["plugin.js"], ".assign", 9, "Object.assign"],
  [UNPLUGIN, ".assign", 1, "Object.assign"],
  [["plugin.js"], ".data", 8, "files of the bundler's own memory"],
  [["plugin.js"], ".manifest", 1, "an option"],
  [["plugin.js"], ".open", 1, "picomatch: an opening bracket"],
];

/** How often a use may stand in each of these files, and why it reaches no network. What is not here fails, and so does what is
 *  here and no longer there. */
const USES = [
  [KEEPING, ".load", 1, "js/page/page.ts: the page's engine takes in a newer program"],
  [
    PAGES,
    "document handed on",
    2,
    "`root` is the document where a page names no other, and js/context/follow.ts hears when it becomes visible",
  ],
  [
    PAGES,
    ".defaultView",
    2,
    "the height of the window, for what has been seen, and js/context/follow.ts hears of other languages",
  ],
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
  [
    KEEPING,
    "crypto",
    1,
    "js/shared/random.ts: random numbers name what this page writes, and are its unit in experiments",
  ],
  [
    KEEPING,
    "addEventListener",
    3,
    "js/storage/sync.ts and js/storage/local.ts: the page goes into the cache and comes back, another tab wrote",
  ],
  [KEEPING, "removeEventListener", 3, "the same, at the end"],
  [
    KEEPING,
    ".composedPath",
    1,
    "js/experiment/measure.ts: read: where an event of the reader's happened that is a goal",
  ],
  [KEEPING, ".signal", 1, "the same, at the end: it ends what is listened to"],
  [KEEPING, "AbortController", 2, "the same and js/experiment/watch.ts"],
  [KEEPING, "addEventListener", 2, "the same: goals, and whether the page can be seen"],
  [KEEPING, ".intersectionRatio", 1, "js/experiment/watch.ts: read: how much of a slot is on the screen"],
  [KEEPING, ".intersectionRect", 1, "the same"],
  [KEEPING, ".isIntersecting", 1, "the same"],
  [KEEPING, ".rootBounds", 1, "the same"],
  [KEEPING, ".height", 2, "the same"],
  [KEEPING, ".target", 1, "the same: of which slot"],
  [KEEPING, ".unobserve", 1, "the same: it is no longer watched"],
  [KEEPING, "setTimeout", 1, "the same: for how long"],
  [KEEPING, "document handed on", 2, "the same: whether it can be seen"],
  [KEEPING, "[…] =", 1, "js/page/memory-engine.ts: what was measured, by experiment, in a record of its own"],
  [AUTHORS, "setTimeout", 2, "js/page/ranking.ts: how long a list is seen before it stays as it is"],
  [AUTHORS, ".requestAnimationFrame", 1, "the same: after the first paint vectors are loaded"],
  [AUTHORS, "requestAnimationFrame", 1, "the same"],
  [AUTHORS, ".item", 1, "the same: a property of what it is given"],
  [AUTHORS, ".weight", 2, "the same"],
  [AUTHORS, ".open", 1, "js/author/experiments.ts: draws in a page of its own, without a document"],
  [AUTHORS, "[…] =", 1, "the same: how many readers move"],
  [AUTHORS, ".encode", 1, "js/author/author.ts: how many bytes an almanac has"],
  [AUTHORS, ".register", 1, "FinalizationRegistry: memory of the WebAssembly is given back"],
  [
    PAGES,
    "[…] =",
    4,
    "lists and records of the script's own: ways to write, decisions and their contents, answers of matchMedia",
  ],
  [DECODING, "[…] =", 1, "js/engine/decode.ts: the bytes by which a text is decoded"],
  [["aggregate.js", "randomise.js"], "crypto", 1, "js/measure/: chance of the platform"],
  [["aggregate.js"], "crypto", 1, "the same"],
  [["aggregate.js"], ".cells", 1, "js/measure/shares.ts: a property of what it is given"],
  [["aggregate.js"], ".context", 1, "the same"],
  [["aggregate.js"], ".encode", 1, "the same as bytes"],
  [KEEPING, "[…] =", 2, "js/storage/permission.ts: what each purpose was answered"],
  [
    PAGES,
    '"http://a"',
    1,
    "js/context/context.ts: a path is read as a browser reads it; nothing is asked of this host",
  ],
  [["build.js"], "import node:crypto", 1, "js/entries/build.ts: a hash in the names of files"],
  [["build.js"], "import node:fs", 1, "js/entries/build.ts reads the two files that lie beside it"],
  [["build.js"], "import.meta", 1, "the same: where they lie"],
  [["build.js"], "import ./author.js", 1, "js/entries/build.ts: what compiles and cuts"],
  [COPY, "fetch", 1, "js/engine/load.ts fetches the package's own copy.wasm"],
  [COPY, ".compileStreaming", 1, "the answer to that request"],
  [COPY, ".href", 1, "read: what a relative address of the WebAssembly is relative to"],
  [COPY, "process", 1, "in Node the file is read"],
  [COPY, ".getBuiltinModule", 1, "the same"],
  [["copy.js"], '"file:"', 1, "the same"],
  [COPY, "import.meta", 1, "js/copy/desk.ts: where the WebAssembly lies"],
  [["copy.js"], ".encode", 1, "the same: a question as bytes"],
  [["copy.js"], ".amount", 2, "js/copy/forms.ts: a property of a fact"],
  [["copy.js"], ".currency", 3, "the same"],
  [["copy.js"], "{ style }", 4, "the same: an option of Intl"],
  [["copy.js"], ".voice", 1, "js/copy/proof.ts: a property of an answer"],
  [["copy.js"], ".table", 2, "js/copy/channels.ts and proof.ts: an option"],
  [["copy.js"], ".channels", 2, "js/copy/desk.ts and channels.ts: a question"],
  [["copy-rows.js"], "import node:fs/promises", 1, "js/copy/table.ts reads the table that it is given"],
  [["cli.js"], "import node:fs", 1, "js/cli/usable.ts: is the folder of a file there that is not?"],
  [["cli.js"], "import node:path", 1, "the same: which folder that is"],
  [["cli.js"], "import(./copy.js)", 2, "a file of the package"],
  [["cli.js"], "import(./copy-rows.js)", 1, "the same"],
  [["logs.js"], "import node:fs", 1, "js/logs/window.ts reads the logs that it is given"],
  [["logs.js"], ".open", 2, "the same: it begins to read one"],
  [["logs.js"], "import node:fs", 1, "js/logs/summarise.ts: how large they are"],
  [["logs.js"], "import node:fs", 1, "js/logs/duckdb.ts: a folder for what has no place in memory, which it removes"],
  [["logs.js"], "import node:os", 1, "the same: where such folders are"],
  [["logs.js"], "import node:path", 1, "the same: what it is called"],
  [["logs.js"], "import(@duckdb/node-api)", 1, "the author's own database"],
  [["logs.js"], ".constructor", 1, "js/logs/names.ts: a longer list of the same numbers"],
  [TRAINING, ".open", 2, "js/vectors/machine.ts and tasks.ts: a file of vectors in the memory of the WebAssembly"],
  [TRAINING, ".open", 1, "the same, and js/logs/window.ts in one: it begins to read a log"],
  [
    TRAINING,
    ".postMessage",
    1,
    "js/vectors/pool.ts and worker.ts: tasks, and their answers, between threads of one process",
  ],
  [TRAINING, "import node:worker_threads", 1, "the same"],
  [TRAINING, "Float32Array", 1, "js/vectors/machine.ts: numbers in the memory of the WebAssembly"],
  [["vectors.js"], "Float32Array", 6, "js/vectors/matrix.ts, and hyparquet: columns of numbers"],
  [["vectors.js"], "BigInt64Array", 6, "hyparquet: the same"],
  [["vectors.js"], "BigUint64Array", 3, "hyparquet: the same"],
  [["vectors.js"], ".data", 19, "hyparquet: what stands in a column"],
  [["vectors.js"], "SharedArrayBuffer", 3, "js/vectors/matrix.ts and pack.ts: memory that workers share"],
  [["vectors.js"], "import node:fs", 1, "js/vectors/machine.ts reads the WebAssembly that lies beside it"],
  [["vectors.js"], "import.meta", 2, "the same and js/vectors/pool.ts: where it and the worker's script lie"],
  [["vectors.js"], "import node:fs", 5, "js/logs/ and js/vectors/ read logs, arrays and lists of names"],
  [["vectors.js"], "Buffer", 1, "hyparquet: a piece of a file"],
  [["vectors.js"], "import fs", 1, "the same: it reads the file"],
  [["vectors.js"], "import node:readline", 1, "js/vectors/factors.ts reads lines"],
  [["vectors.js"], "import node:path", 1, "the same: where the parts of a folder lie"],
  [["vectors.js"], "import node:os", 1, "js/vectors/pool.ts: the number of cores"],
  [["vectors.js"], "import(@duckdb/node-api)", 1, "the author's own database"],
  [["vectors.js"], ".constructor", 2, "js/logs/names.ts and hyparquet: a longer list of the same numbers"],
  [
    ["learn.js"],
    ".open",
    4,
    "js/learn/machine.ts: a slot of a program; js/logs/window.ts and js/vectors/table.ts begin to read a log",
  ],
  [["learn.js"], "Float32Array", 6, "js/learn/rows.ts and machine.ts, and hyparquet: columns of numbers"],
  [["learn.js"], "BigInt64Array", 6, "hyparquet: the same"],
  [["learn.js"], "BigUint64Array", 3, "hyparquet: the same"],
  [["learn.js"], ".data", 19, "hyparquet: what stands in a column"],
  [
    ["learn.js"],
    "import node:fs",
    4,
    "js/learn/, js/logs/ and js/vectors/ read logs, and the WebAssembly that lies beside them",
  ],
  [["learn.js"], "import.meta", 1, "js/learn/machine.ts: where it lies"],
  [["learn.js"], "import node:crypto", 1, "js/learn/learn.ts: the fingerprint of a log"],
  [["learn.js"], "import node:path", 1, "the same: the name of a file"],
  [["learn.js"], "Buffer", 2, "the same: a prior as base64; and hyparquet: a piece of a file"],
  [["learn.js"], "import fs", 1, "hyparquet reads the file"],
  [["learn.js"], "import(@duckdb/node-api)", 1, "the author's own database"],
  [["learn.js"], ".constructor", 2, "js/logs/names.ts and hyparquet: a longer list of the same numbers"],
  [["cli.js"], "import(./learn.js)", 1, "js/cli/learn.ts: the entry beside it"],
  [["cli.js"], "import ./author.js", 1, "the same: it compiles a manifest"],
  [["cli.js"], "import node:path", 1, "the same: is the output one of the files?"],
  [["cli.js"], "process", 1, "the same: the prior is printed"],
  [["cli.js"], ".write", 1, "the same"],
  [["cli.js"], "import(./vectors.js)", 1, "js/cli/vectors.ts: the entry beside it"],
  [["cli.js"], "import node:zlib", 1, "the same: how small a file is"],
  [["cli.js"], "import node:path", 1, "the same: is the output one of the files?"],
  [["cli.js"], "process", 1, "js/cli/progress.ts: how far it has come"],
  [["cli.js"], ".write", 3, "the same"],
  [["cli.js"], "import ./logs.js", 3, "js/cli/sql.ts, sums.ts and analyze-log.ts: the entry beside it"],
  [["cli.js"], "import node:fs", 1, "js/cli/analyze-log.ts: the header of a file says whether it has raw events"],
  [["cli.js"], "Buffer", 1, "the same"],
  [["cli.js"], "process", 3, "the same and js/cli/import.ts: what they print"],
  [["cli.js"], ".write", 3, "the same"],
  [["cli.js"], ".manifest", 1, "js/cli/import.ts: the manifest that was made"],
  [["cli.js"], "import ./author.js", 1, "js/cli/hours.ts: the entry beside it"],
  [["cli.js"], "import ./build.js", 2, "js/cli/build.ts and its arguments: the entry beside it"],
  [["cli.js"], "import node:zlib", 1, "js/cli/build.ts says how small a module is"],
  [["cli.js"], "import node:path", 1, "the same: what files are called"],
  [["cli.js"], "import node:fs", 1, "js/cli/layout.ts removes what the build before this one has left"],
  [["cli.js"], "import node:path", 1, "the same: where the files lie"],
  [["cli.js"], "import node:fs", 1, "js/cli/watch.ts reads what it watches"],
  [["cli.js"], "import node:path", 1, "the same: in which folders"],
  [["cli.js"], "setTimeout", 1, "the same: several changes are one"],
  [["cli.js"], "process", 1, "the same: Ctrl-C ends it"],
  [["cli.js"], "import node:path", 1, "js/cli/build-args.ts: is the module the manifest?"],
  [["cli.js"], "import node:fs", 1, "js/cli/glob.ts lists the pages that are named by a pattern"],
  [["cli.js"], "import node:path", 1, "the same: their names"],
  [["cli.js"], "import node:fs", 1, "js/cli/outputs.ts writes files beside their places, and puts them there"],
  [["cli.js"], "process", 1, "the same: the number of the process is a part of their names"],
  [["cli.js"], "Buffer", 1, "the same: what would stay the same is not written"],
  [PAGES, '"source"', 1, "js/context/context.ts: a class of referrers, as the site may hand it in"],
  [KEEPING, '"source"', 1, "js/storage/permission.ts: what the source of consent said"],
  [
    PAGES,
    '"/ # ? ./ ../ https:// http:// mailto: tel:"',
    1,
    "js/dom/rich.ts: how an address of a link may begin that the site wrote; nothing else may be in this list",
  ],
  [[...INLINE, "hold.js"], '"style"', 2, "js/dom/hide.ts: an attribute without a rule is taken away"],
  [["slim.js", "cli.js"], "import.meta", 1, "where the files of the package lie"],
  [SLIM, '"file:"', 1, "in Node the file is read"],
  [
    [...PAGES, ...SERVERS],
    "Reflect",
    1,
    "js/shared/real.ts: read: what a node's prototype says, where a form's controls would say something else",
  ],
  [PAGES, "document handed on", 2, "the same: js/context/ asks the document for its language and its referrer"],
  [SERVERS, "document handed on", 3, "the same, where there is none"],
  [KEEPING, "document handed on", 2, "the same: js/storage/sync.ts hears when it is opened"],
  [INLINE, "document handed on", 5, "the same: what a classic script finds in its page, and when it is complete"],
  [PAGES, '"style"', 1, "js/markup/harmless.ts: an attribute whose value is looked at"],
  [PAGES, ".attributes", 1, "the same: read: all attributes of an element are looked at"],
  [PAGES, ".importNode", 2, "js/dom/view.ts: copies in a template's own document, where nothing loads"],
  [INLINE, "globalThis handed on", 1, "js/page/inline-page.ts: has the site left options there?"],
  [PAGES, ".name =", 1, "js/dom/slots.ts: a slot of the script's own is told its name"],
  [PAGES, ".data", 6, "js/dom/words.ts: read: texts of elements that the engine lists"],
  [PAGES, ".defineProperty", 1, "js/page/page.ts: methods of the script's own page are bound to it"],
  [PAGES, ".data =", 2, "js/dom/words.ts: texts of elements that the engine lists"],
  [PAGES, ".written =", 3, "js/dom/binding.ts: a place of the script's own is told what was written"],
  [PAGES, '"javascript:"', 1, "js/dom/trace.ts: what no link may begin with"],
  [PAGES, "createElement(a)", 1, "js/dom/trace.ts: a link that is in no page, to see whether it would run"],
  [PAGES, ".href", 1, "the same"],
  [PAGES, ".href =", 1, "the same"],
  [PAGES, "document handed on", 2, "js/page/navigation.ts is watched, and js/page/page.ts hears when it is opened"],
  [PAGES, "globalThis handed on", 1, "js/page/navigation.ts: the Navigation API, which is only listened to"],
  [PAGES, "addEventListener", 2, "js/page/navigation.ts: the address has changed"],
  [PAGES, "AbortController", 2, "the same and js/context/follow.ts, at the end: it ends what is listened to"],
  [PAGES, "setInterval", 1, "js/page/navigation.ts: the address is looked at where the browser tells nothing"],
  [PAGES, "clearInterval", 1, "the same, at the end"],
  [PAGES, "setTimeout", 2, "js/page/navigation.ts: first the router writes the page"],
  [PAGES, "setAttribute(…)", 1, "js/dom/words.ts: `hidden`, or `display` in SVG"],
  [INLINE, "setTimeout", 1, "js/dom/parser-watch.ts: how long a slot may be hidden"],
  [INLINE, "document handed on", 1, "js/page/inline-page.ts: is it among the roots?"],
  [
    [...INLINE, "hold.js"],
    ".setProperty",
    2,
    "js/dom/hide.ts: the visibility and the opacity of what waits for its words",
  ],
  [
    PAGES.filter((name) => !AUTHORS.includes(name)),
    ".register",
    1,
    "FinalizationRegistry: memory of the WebAssembly is given back",
  ],
  [AUTHORS, ".open", 1, "`simulate` opens a page of its own, without a document"],
  [INLINE, "document handed on", 2, "the page in which the script stands"],
  [INLINE, "globalThis handed on", 1, "`globalThis.tailorbird` is where a site's options stand"],
  [SLIM, "fetch", 1, "ready() fetches the package's own runtime.wasm, or the one that it is told"],
  [SLIM, ".compileStreaming", 1, "the answer to that request"],
  [SLIM, ".href", 1, "read: what a relative address of the WebAssembly is relative to"],
  [SLIM, ".module", 1, "js/engine/fetched.ts: the module, once it is there"],
  [SLIM, ".ready", 1, "the same: whether it is"],
  [SLIM, "process", 1, "in Node the file is read"],
  [SLIM, ".getBuiltinModule", 1, "in Node the file is read"],
  ...ENGINES.flatMap((name) => [
    [
      [`edge/${name}.workerd.js`],
      `import ../${name}.wasm`,
      1,
      "a file of the package, compiled when a site is deployed",
    ],
    [[`edge/${name}.edge-light.js`], `import ../${name}.wasm?module`, 1, "the same"],
  ]),
  ...Object.entries({
    analyze: "analysis",
    author: "author",
    contextual: "contextual",
    full: "full",
    server: "author",
    slim: "runtime",
  }).map(([file, engine]) => [
    [`edge/${file}.js`],
    `import #engine/${engine}`,
    1,
    "one of these files, by package.json",
  ]),
  [["edge/recommend.js"], "import #engine/scorer", 1, "the same"],
  [["edge/recommend.js"], "import #engine/scorer-wide", 1, "the same, for platforms with SIMD"],
  [INLINE, ".style", 1, "the visibility of a page that waits for its words"],
  [["hold.js"], ".style", 1, "the visibility of a page that waits for its words"],
  [["hold.js"], "setTimeout", 1, "how long the page is held back"],
  [["hold.js"], "tailorbirdHold", 1, "where inline.js finds what holds the page back"],
  [["consent.js"], "__tcfapi", 1, "read: the interface of IAB TCF that a consent platform puts there"],
  [["consent.js"], "__gpp", 1, "read: the same of IAB GPP"],
  [["consent.js"], "klaro", 1, "read: Klaro, where it is a script of its own"],
  [["consent.js"], "c15tStore", 1, "read: the store of c15t"],
  [["consent.js"], "CookieConsent", 1, "read: vanilla-cookieconsent, where it is a script of its own"],
  [["consent.js"], "document handed on", 1, "where scripts are loaded, seen by the source that waits for one"],
  [["consent.js"], "[…] =", 1, "js/consent/source.ts: what each purpose was answered, in a record of its own"],
  [["consent.js"], ".cookie", 2, "a property of an event of vanilla-cookieconsent: what was chosen"],
  [["consent.js"], "addEventListener", 1, "the events of vanilla-cookieconsent"],
  [["consent.js"], "removeEventListener", 1, "the events of vanilla-cookieconsent"],
  [["consent.js"], "setTimeout", 1, "how soon to look again for a consent manager that is not there yet"],
  [["element.js"], "HTMLElement", 1, "<tailor-slot> extends it"],
  [["element.js"], "customElements", 3, "<tailor-slot> is defined"],
  [
    RECOMMENDERS,
    "fetch",
    2,
    "the file of vectors, the same for everybody, and the engine that scores: two files of the site",
  ],
  [["recommend.js"], "import.meta", 2, "where the files of the package lie"],
  [RECOMMENDERS, ".compileStreaming", 1, "js/engine/load.ts: the answer to that request"],
  [RECOMMENDERS, '"file:"', 1, "in Node the file is read"],
  [RECOMMENDERS, "process", 1, "the same"],
  [RECOMMENDERS, ".getBuiltinModule", 1, "the same"],
  [RECOMMENDERS, ".href", 1, "read: what a relative address of the WebAssembly is relative to"],
  [RECOMMENDERS, ".crypto", 1, "js/recommend/file.ts: can hashes be looked at here?"],
  [RECOMMENDERS, "crypto", 2, "the same, and the hash of the file"],
  [RECOMMENDERS, ".subtle", 2, "the same"],
  [RECOMMENDERS, ".digest", 1, "the same"],
  [RECOMMENDERS, "atob", 1, "the same: a hash in base64"],
  [RECOMMENDERS, ".exec", 1, "the same: a pattern"],
  [RECOMMENDERS, ".hash", 1, "an option"],
  [RECOMMENDERS, ".history", 1, "an option: what the reader did, as the page hands it in"],
  [RECOMMENDERS, ".only", 1, "an option"],
  [RECOMMENDERS, ".item", 7, "a property of what it is given"],
  [RECOMMENDERS, ".weight", 2, "the same"],
  [RECOMMENDERS, ".size =", 1, "how many items there are"],
  [RECOMMENDERS, ".load", 1, "js/recommend/scorer.ts: its engine"],
  [RECOMMENDERS, ".open", 1, "the same takes in the file"],
  [RECOMMENDERS, ".register", 1, "FinalizationRegistry: memory of the WebAssembly is given back"],
  [["report.js"], "HTMLElement", 1, "<tailor-report> extends it"],
  [["report.js"], "customElements", 3, "<tailor-report> is defined"],
  [["report.js"], "tailorbird", 1, "read: the page of inline.js"],
  [["report.js"], "CSSStyleSheet", 1, "its own look, a text of the package that names no address"],
  [["report.js"], ".replaceSync", 1, "the same"],
  [["report.js"], ".adoptedStyleSheets", 1, "the same"],
  [["report.js"], ".adoptedStyleSheets =", 1, "the same"],
  [["report.js"], "createElement(…)", 1, "js/report/panel.ts: elements that load nothing, all named there"],
  [["report.js"], "setAttribute(…)", 1, "the same: attributes that load nothing"],
  [["report.js"], "Reflect", 2, "a property that was set before the element was defined is set again"],
  [["report.js"], "addEventListener", 1, "the load of the page, after which a page may have been opened"],
  [["report.js"], "removeEventListener", 1, "the same"],
  [["report.js"], ".force", 1, "the page shows what was chosen"],
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
  [["privacy.js"], ".createObjectURL", 1, "the same"],
  [["privacy.js"], ".revokeObjectURL", 1, "the same"],
  [["privacy.js"], ".href =", 1, "the same"],
  [["privacy.js"], ".download =", 1, "the same: its name"],
  [["privacy.js"], ".clipboard", 1, "the reader copies what is known of them"],
  [["privacy.js"], ".writeText", 1, "the same"],
  [["privacy.js"], ".copy", 1, "a word that it says"],
  [["privacy.js"], "Reflect", 2, "properties that were set before the element was defined are set again"],
  [["privacy.js"], ".adoptedStyleSheets =", 1, "its own look"],
  [["privacy.js"], ".checked =", 1, "a switch shows what the reader said"],
  [["privacy.js"], ".hidden =", 6, "parts of the panel are shown and hidden"],
  [["privacy.js"], ".nodeValue =", 1, "what was done, as text"],
  [["privacy.js"], ".textContent =", 2, "words, as text"],
  [["privacy.js"], ".value =", 3, "fields of the panel show what is known"],
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
  [["keepers.js"], ".createObjectStore", 1, "the same database"],
  [["keepers.js"], ".deleteDatabase", 1, "the same database"],
  ...["onabort", "onclose", "oncomplete", "onmessage", "onupgradeneeded", "onversionchange"].map((event) => [
    ["keepers.js"],
    `.${event} =`,
    1,
    "what that database, or this site's other tabs, answer",
  ]),
  [["keepers.js"], ".onerror =", 2, "the same"],
  [["keepers.js"], ".onsuccess =", 2, "the same"],
  [["keepers.js"], ".postMessage", 1, "the same: an empty text"],
  // Names in its own records, some of which elements have too.
  ...Object.entries({
    alpha: 8,
    base: 2,
    cells: 9,
    control: 5,
    estimate: 7,
    exec: 3,
    header: 2,
    held: 1,
    interval: 5,
    left: 1,
    margin: 3,
    once: 9,
    range: 12,
    right: 1,
    silent: 3,
    width: 10,
  }).map(([name, times]) => [ANALYSES, `.${name}`, times, "js/analysis: a name in its own records"]),
  [
    ANALYSES,
    '"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 "',
    1,
    "js/analysis/chart.ts: how a drawing begins; the text is handed back, and loads nothing",
  ],
  [ANALYSES, '"base"', 2, "js/analysis/plan.ts: the name of an option"],
  [ANALYSES, "[…] =", 1, "js/analysis/chart.ts: the last of a list of lines"],
  [["analyze.js"], "[…] =", 1, "js/engine/decode.ts: the bytes of the module"],
  [ANALYSES, ".register", 1, "FinalizationRegistry: memory of the WebAssembly is given back"],
  [SERVERS, ".location", 27, "parse5: where in the text something stands"],
  [SERVERS, ".data", 5, "parse5: the text of a token, and of a comment"],
  [SERVERS, ".write", 3, "parse5: no document is written"],
  [SERVERS, ".register", 1, "FinalizationRegistry: memory of the WebAssembly is given back"],
  [SERVERS, "createElement(…)", 2, "parse5: a record in a tree of its own; there is no document on a server"],
  [SERVERS, "createElement(documentmock)", 1, "parse5: the same"],
  [["cli.js"], "import ./author.js", 2, "a file of the package"],
  [["cli.js"], "import ./analyze.js", 1, "js/cli/analyze.ts: a file of the package"],
  [["cli.js"], "import ./analyze.js", 1, "js/cli/plan.ts: the same"],
  [["cli.js"], "import node:fs", 1, "the same: tables of sums are read"],
  [["cli.js"], "import node:path", 1, "the same: is an output one of them?"],
  [["cli.js"], "import ./server.js", 1, "a file of the package"],
  [["cli.js"], "import node:crypto", 1, "hashes for a policy"],
  [["cli.js"], "import node:fs", 3, "the files that it is told to read"],
  [["cli.js"], "import(date-holidays)", 1, "the author's own list of holidays"],
  [["cli.js"], "process", 3, "arguments, exit code, and what is printed"],
  [["cli.js"], ".write", 1, "a simulation as JSON is printed"],
  [["cli.js"], ".assign", 1, "Object.assign"],
  [["cli.js"], "import ./server.js", 1, "js/cli/pages.ts: looks at pages"],
  [["cli.js"], "import node:fs", 1, "the same: reads a page and the style sheets beside it"],
  [["cli.js"], "import node:path", 1, "the same: where they lie"],
  [["cli.js"], ".share", 1, "a variant's share of a simulation"],
  ...MADE,
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
    ".charAt .clear .filter .format .get .join .keys .maximize .normalize .parse .put .reverse .select .set .slice .split .startsWith .test .trunc .… Boolean Intl JSON Math Object String",
    "js/engine/intl.ts: Intl writes a number, a date, a list or a stretch of time, in the reader's own region (js/engine/locale.ts)",
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
export const GIVEN = { analysis: {}, scorer: {}, contextual: INTL, runtime: INTL, full: SERVICES, author: SERVICES };

/** What each of them asks for. */
export const ASKED = {
  analysis: [],
  scorer: [],
  contextual: ["learn", "write"],
  runtime: ["learn", "write"],
  full: ["fixed", "learn", "offset", "parse", "write"],
  author: ["fixed", "learn", "likely", "offset", "parse", "write"],
};

/** Which build a file carries, or is handed. */
export const BUILDS = {
  "analyze.js": "analysis",
  "author.js": "author",
  "contextual.js": "contextual",
  "full.js": "full",
  "index.js": "runtime",
  "inline-contextual.js": "contextual",
  "inline-full.js": "full",
  "inline.js": "runtime",
  "recommend.js": "scorer",
  "server.js": "author",
  "slim.js": "runtime",
  "edge/analyze.js": "analysis",
  "edge/author.js": "author",
  "edge/contextual.js": "contextual",
  "edge/full.js": "full",
  "edge/recommend.js": "scorer",
  "edge/server.js": "author",
  "edge/slim.js": "runtime",
};
/** Scripts whose WebAssembly is a file beside them. */
export const BESIDE = {
  "recommend.js": "scorer.wasm",
  "slim.js": "runtime.wasm",
  "edge/analyze.js": "analysis.wasm",
  "edge/author.js": "author.wasm",
  "edge/contextual.js": "contextual.wasm",
  "edge/full.js": "full.wasm",
  "edge/recommend.js": "scorer.wasm",
  "edge/server.js": "author.wasm",
  "edge/slim.js": "runtime.wasm",
};

/** Nothing is written there: their text is code, style or markup for somebody else, or they set up the whole page. */
const CLOSED = "base embed frame iframe link meta noembed noframes noscript object plaintext script style template xmp";
/** What a form sends, or leaves out, by its being disabled; and names of elements that a site may have defined. */
const SENT = "fieldset input optgroup option select textarea annotation-xml custom-element";
const closed = (names) => names.split(" ").map((name) => `${name} of all but ${CLOSED}`);
/** They are read or read aloud. */
const WORDS = [
  ...closed(
    "alt aria-description aria-label aria-placeholder aria-roledescription aria-valuetext datetime label placeholder title",
  ),
  "value of data meter progress",
];
/** Of others nobody can be sure that they load nothing, so that they are neither shown nor hidden. */
const HARMLESS =
  "a abbr address article aside b bdi bdo blockquote br button caption circle cite clipPath code col " +
  "colgroup data datalist dd defs del desc details dfn dialog div dl dt ellipse em fieldset figcaption " +
  "figure font footer form g h1 h2 h3 h4 h5 h6 header hgroup hr i input ins kbd label legend li line " +
  "linearGradient main mark mask menu meter nav ol optgroup option output p path pattern polygon polyline " +
  "pre progress q radialGradient rect rp rt ruby s samp search section select small span stop strong sub " +
  "summary sup svg symbol table tbody td text textarea tfoot th thead time title tr tspan u ul use var wbr";
/** They are there or not, and load nothing. */
const FLAGS = [
  ...closed("inert readonly required"),
  ...["hidden", "open"].map((name) => `${name} of ${HARMLESS}`),
  // Of the rest a form sends something else for it.
  `disabled of all but ${`${CLOSED} ${SENT}`.split(" ").sort().join(" ")}`,
];
/** A form sends something else for some of them. */
const SWITCHES = closed("checked disabled hidden inert open readonly required selected");
/** What the site wrote and not what is known of a reader. */
const CLASSES = closed("class");
const LINKS = ["href of a area"];
/** Only with `variesRequests`. */
const MEASURES = ["height of img source", "sizes of img source", "width of img source"];

/** The attributes that are written, by what is offered, and the elements that take each. */
export const SINKS = {
  value: WORDS,
  word: [...WORDS, ...CLASSES],
  url: [...WORDS, ...LINKS],
  flag: FLAGS,
  "value, with variesRequests": WORDS,
  "word, with variesRequests": [...WORDS, ...CLASSES, ...MEASURES],
  "url, with variesRequests": [...WORDS, ...LINKS, "src of img source", "srcset of img source"],
  "flag, with variesRequests": SWITCHES,
};
