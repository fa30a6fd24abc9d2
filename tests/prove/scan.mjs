// The text of a script becomes the list of everything in it that could reach beyond it: names of the browser that are not
// known to be harmless, properties through which a page can load, send or keep something, and names made at run time.

import { parseAst } from "rollup/parseAst";
import { known, settable } from "./dom-names.mjs";
import { harmless } from "./harmless.mjs";
import { isReference, textOf, walk } from "./scopes.mjs";

/** The browser's names that can neither load nor send nor keep anything. Whatever is not among them is reported. */
const HARMLESS = new Set(
  (
    "Array ArrayBuffer BigInt Boolean DataView Date Error FinalizationRegistry Float64Array Infinity Int32Array Intl JSON Map Math NaN " +
    "Number Object Promise Proxy RangeError RegExp Set String Symbol SyntaxError TextDecoder TextEncoder TypeError Uint16Array " +
    "Uint8Array Uint32Array URIError WeakMap WeakRef WeakSet decodeURIComponent encodeURIComponent isFinite isNaN parseFloat parseInt " +
    "undefined console clearTimeout queueMicrotask matchMedia structuredClone CSS URL URLSearchParams WebAssembly " +
    "MutationObserver IntersectionObserver"
  ).split(" "),
);

/** Objects that have everything: their properties are read by name, or it is reported. */
const WORLDS = new Set([
  "globalThis",
  "window",
  "self",
  "top",
  "parent",
  "frames",
  "document",
  "navigator",
  "location",
]);

/** Properties with which a page loads, sends, leaves, keeps, or makes code; also where another world can be had from. */
const SUSPECT = new Set(
  (
    "fetch XMLHttpRequest WebSocket EventSource sendBeacon RTCPeerConnection webkitRTCPeerConnection WebTransport Image Audio " +
    "Worker SharedWorker importScripts serviceWorker register worklet audioWorklet paintWorklet addModule open location assign href src " +
    "srcset srcdoc poster data action formAction ping background cite manifest submit requestSubmit click write writeln innerHTML outerHTML " +
    "insertAdjacentHTML setHTMLUnsafe setHTML parseFromString createContextualFragment createHTMLDocument execCommand cssText insertRule replaceSync " +
    "backgroundImage setProperty setAttributeNode setAttributeNodeNS setNamedItem getAttributeNode createAttribute style adoptedStyleSheets FontFace load postMessage BroadcastChannel " +
    "cookie cookieStore localStorage sessionStorage indexedDB caches storage getDirectory defaultView contentWindow " +
    "contentDocument eval Function constructor constructors pushState replaceState navigate reload getBuiltinModule require " +
    "compileStreaming instantiateStreaming requestPermission share credentials bluetooth usb hid serial geolocation mediaDevices"
  ).split(" "),
);

const LOADING = /^(src|srcset|href|poster|action|innerHTML|outerHTML|cssText|background|backgroundImage)$/;

/** What these do depends on the name that they are given. */
const NAMING = /^(setAttribute|createElement)(NS)?$/;

/** Attributes that load nothing; another one, or one whose name cannot be told, is reported. */
const QUIET = /^(lang|dir|tabindex|hidden|class|role|aria-[a-z]+|data-tb-[a-z]+)$/;
/** The same for elements. */
const SILENT = /^(span|p|ul|li|template|br|b|i|em|strong)$/;

/** Ways to write a property whose name is a value. */
const WRITES = new Set("defineProperty defineProperties __defineSetter__ setPrototypeOf".split(" "));

/** Everything that is reported, as text to number of times. In a page every name of a browser's object counts that is not known
 *  to be harmless, and every assignment; on a server, where there are no such objects, only the suspects.
 *  @param {string} source @param {{ page?: boolean }} where */
export function scan(source, { page = true } = {}) {
  const found = new Map();
  const report = (what) => found.set(what, (found.get(what) ?? 0) + 1);
  walk(parseAst(source), (node, scope, parent) => {
    look[node.type]?.(node, scope, report, parent);
    if (page) inPages[node.type]?.(node, scope, report, parent);
  });
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The name of a member. Private ones are no browser's. */
function memberName(node, scope) {
  if (node.property.type === "PrivateIdentifier" || node.property.type === "PrivateName") return "";
  return node.computed ? textOf(node.property, scope) : node.property.name;
}

/** The members that a pattern, or the left side of an assignment, writes. */
function* written(node) {
  if (node?.type === "MemberExpression") yield node;
  else if (node?.type === "AssignmentPattern") yield* written(node.left);
  else if (node?.type === "RestElement") yield* written(node.argument);
  else if (node?.type === "ArrayPattern") for (const element of node.elements) yield* written(element);
  else if (node?.type === "ObjectPattern")
    for (const property of node.properties) yield* written(property.value ?? property);
}

function assigned(left, scope, report) {
  for (const member of written(left)) {
    const name = memberName(member, scope);
    if (name === undefined) report("[…] =");
    else if (settable.has(name)) report(`.${name} =`);
  }
}

/** Harmless, or looked at elsewhere. */
const isSeen = (name) => harmless.has(name) || SUSPECT.has(name) || WORLDS.has(name) || NAMING.test(name);
const isTarget = (node, parent) => parent?.type === "AssignmentExpression" && parent.left === node;

/** Elements and attributes that load something: a table that a guard looks into could have them. */
const LOADERS =
  /^(img|i?frame|script|link|object|embed|video|audio|source|track|base|meta|style|image|feimage|use|picture|src|srcset|srcdoc|poster|action|formaction|ping|background|data|manifest|cite|rel|http-equiv|on[a-z]+)$/i;

/** A list of what an address may begin with, or an address. */
const SCHEMES = /(?<![.\w])(https?|wss?|mailto|javascript|data|blob|file):/i;
const isTypeof = ({ type, operator }) => type === "UnaryExpression" && operator === "typeof";

/** Looks that are made in pages only. */
const inPages = {
  Literal({ value }, _, report, parent) {
    const isType = parent?.type === "BinaryExpression" && [parent.left, parent.right].some(isTypeof);
    if (typeof value === "string" && (LOADERS.test(value) || SCHEMES.test(value)) && !isType) report(`"${value}"`);
  },

  TemplateElement({ value }, _, report) {
    if (SCHEMES.test(value.cooked)) report(`"${value.cooked}"`);
  },

  Property({ key, value }, _, report) {
    if (key.type === "Identifier" && value.type === "Literal" && LOADERS.test(key.name)) report(`{ ${key.name} }`);
  },

  MemberExpression(node, scope, report, parent) {
    const name = memberName(node, scope);
    if (name === undefined) {
      if (/^(Call|New)Expression$/.test(parent?.type) && parent.callee === node) report("[…]()");
    } else if (WRITES.has(name) || (known.has(name) && !isSeen(name) && !isTarget(node, parent))) report(`.${name}`);
  },

  AssignmentExpression: ({ left }, scope, report) => assigned(left, scope, report),
  UpdateExpression: ({ argument }, scope, report) => assigned(argument, scope, report),
  ForInStatement: ({ left }, scope, report) => assigned(left, scope, report),
  ForOfStatement: ({ left }, scope, report) => assigned(left, scope, report),

  ObjectPattern({ properties }, scope, report) {
    for (const property of properties) {
      if (property.type !== "Property") continue;
      const { computed, key } = property;
      const name = computed ? textOf(key, scope) : (key.name ?? key.value);
      if (known.has(name) && !isSeen(name)) report(`.${name}`);
    }
  },
};

const look = {
  Identifier(node, scope, report, parent) {
    if (!isReference(node, parent) || scope.whose(node.name)) return;
    if (!WORLDS.has(node.name)) {
      if (!HARMLESS.has(node.name)) report(node.name);
    } else if (handedOn(node, parent)) report(`${node.name} handed on`);
  },

  MemberExpression(node, scope, report, parent) {
    const name = node.computed ? textOf(node.property, scope) : node.property.name;
    if (name === undefined) {
      // A name that is made at run time matters where everything can be had by name.
      if (isWorld(node.object, scope)) report(`${nameOf(node.object)}[…]`);
      return;
    }
    const called = parent?.type === "CallExpression" && parent.callee === node;
    if (NAMING.test(name) && !called) report(`.${name} handed on`);
    if (isGlobalThis(node.object, scope)) global(name, node, report, parent);
    else if (SUSPECT.has(name)) report(`.${name}`);
  },

  /** `const { sendBeacon } = navigator` reads a property as well. */
  ObjectPattern({ properties }, scope, report) {
    for (const property of properties) {
      if (property.type !== "Property") continue;
      const name = property.computed ? textOf(property.key, scope) : (property.key.name ?? property.key.value);
      if (name === undefined) report("{ […] }");
      else if (SUSPECT.has(name) || NAMING.test(name)) report(`.${name}`);
    }
  },

  /** `Object.assign(element, { src })` writes one as well. */
  ObjectExpression({ properties }, scope, report) {
    for (const { type, computed, key } of properties) {
      const name = type !== "Property" ? undefined : computed ? textOf(key, scope) : (key.name ?? key.value);
      if (LOADING.test(name)) report(`{ ${name} }`);
    }
  },

  CallExpression(node, scope, report) {
    const called = node.callee.type === "MemberExpression" && method(node.callee, scope);
    if (/^setAttribute(NS)?$/.test(called)) named(node, called, QUIET, scope, report);
    if (/^createElement(NS)?$/.test(called)) named(node, called, SILENT, scope, report);
    if (/^set(Timeout|Interval)$/.test(node.callee.name) && textOf(node.arguments[0], scope) !== undefined)
      report(`${node.callee.name} of a text`);
  },

  MetaProperty: ({ meta }, _, report) => meta.name === "import" && report("import.meta"),
  ImportExpression: ({ source }, scope, report) => report(`import(${textOf(source, scope) ?? "…"})`),
  ImportDeclaration: ({ source }, _, report) => report(`import ${source.value}`),
  ExportNamedDeclaration: ({ source }, _, report) => source && report(`import ${source.value}`),
  ExportAllDeclaration: ({ source }, _, report) => report(`import ${source.value}`),
  WithStatement: (_, __, report) => report("with"),
};

/** A world's name says nothing while only its properties are read by name. */
function handedOn(node, parent) {
  if (parent?.type === "UnaryExpression" && parent.operator === "typeof") return false;
  return !(parent?.type === "MemberExpression" && parent.object === node);
}

/** `globalThis.NAME` is `NAME`. */
function global(name, node, report, parent) {
  const world = WORLDS.has(name) && handedOn(node, parent) && !fallsBack(parent);
  if (world) report(`${name} handed on`);
  else if (!HARMLESS.has(name) && !WORLDS.has(name)) report(name);
}

/** `globalThis.navigator ?? {}`: what is taken out of it is looked at where it is taken. */
const fallsBack = (parent) => parent?.type === "LogicalExpression" || parent?.type === "ChainExpression";

const isGlobalThis = (node, scope) =>
  node.type === "Identifier" &&
  /^(globalThis|window|self|top|parent|frames)$/.test(node.name) &&
  !scope.whose(node.name);

function isWorld(node, scope) {
  if (node.type === "Identifier") return WORLDS.has(node.name) && !scope.whose(node.name);
  return node.type === "MemberExpression" && isWorld(node.object, scope) && WORLDS.has(nameOf(node));
}

const nameOf = (node) => node.name ?? node.property?.name ?? node.property?.value;
const method = (callee, scope) => (callee.computed ? textOf(callee.property, scope) : callee.property.name);

function named(node, called, allowed, scope, report) {
  const name = textOf(node.arguments[called.endsWith("NS") ? 1 : 0], scope);
  if (name === undefined || !allowed.test(name.toLowerCase())) report(`${called}(${name ?? "…"})`);
}
