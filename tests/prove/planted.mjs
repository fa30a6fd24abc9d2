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
};

/** What a reading cannot see, because the name is only made when the script runs, on an object that could be anything. The
 *  visit in a browser finds these. */
export const unseen = {
  "a property of an element, its name made at run time":
    '{ const element = {}; element[["crs"].map((name) => [...name].reverse().join(""))[0]] = "/x" }',
  "the world out of an element, every name made at run time":
    '{ const name = (text) => [...text].reverse().join(""); (({})[name("weiVtluafed")] ?? {})[name("hctef")]?.("/x") }',
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
