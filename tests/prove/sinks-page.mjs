// Runs in a page: every attribute of every element is offered to a build of the package, and what it writes is told.

import { compile } from "/dist/author.js";

/** What is offered: a word that holds a value, one that does not, an address, a switch, and classes. */
const OFFERED = { value: "{$preference.v}", word: "640", url: "/pinned", flag: true };

const manifest = (variesRequests) => ({
  tailorbird: 1,
  locales: ["en"],
  preferences: { v: { type: "text" } },
  slots: { s: { default: "d", variesRequests, variants: { v: { fields: OFFERED }, d: {} } } },
});

/** The names of all properties of an element, as attributes are written. */
function attributesOf(element) {
  const names = new Set();
  for (let at = Object.getPrototypeOf(element); at; at = Object.getPrototypeOf(at))
    for (const name of Object.getOwnPropertyNames(at)) {
      const lower = name.toLowerCase();
      if (/^[a-z]+$/.test(lower)) names.add(lower);
      if (/^aria[a-z]/.test(lower)) names.add(`aria-${lower.slice(4)}`);
    }
  return names;
}

const NAMESPACES = {
  html: "http://www.w3.org/1999/xhtml",
  svg: "http://www.w3.org/2000/svg",
  mathml: "http://www.w3.org/1998/Math/MathML",
};

const MORE =
  "style class for http-equiv accept-charset xlink:href xml:base data is slot nonce charset color face archive codebase";

/** @param {Record<string, string[]>} elements their names, by language */
function allElements(elements) {
  const made = Object.entries(elements).flatMap(([language, names]) =>
    names.map((name) => document.createElementNS(NAMESPACES[language], name)),
  );
  const attributes = new Set([...made.flatMap((element) => [...attributesOf(element)]), ...MORE.split(" ")]);
  return { made, attributes: [...attributes].filter((name) => !name.startsWith("data-tb")) };
}

/** What stands in the elements afterwards, as `ELEMENT ATTRIBUTE`. */
function takes(open, bytes, elements, attributes, field) {
  const slot = document.createElement("section");
  slot.setAttribute("data-tb-slot", "s");
  const places = elements.map((element) => {
    const place = element.cloneNode(false);
    place.setAttribute("data-tb-attr", attributes.map((name) => `${name}=${field}`).join(";"));
    place.setAttribute("data-tb-class", field);
    return place;
  });
  slot.append(...places);
  const root = document.createElement("div");
  root.append(slot);
  const page = open(bytes, { root });
  page.observe({ kind: "preference", name: "v", value: "told" });
  page.render();
  const found = places.flatMap((place) =>
    [...place.attributes]
      .map(({ name }) => name)
      .filter((name) => !/^data-tb/.test(name))
      .map((name) => `${place.localName} ${name}`),
  );
  page.close();
  return found;
}

globalThis.offer = async (entry, elements) => {
  const { open, ready } = await import(entry);
  await ready?.();
  const { made, attributes } = allElements(elements);
  const found = {};
  for (const loads of [false, true]) {
    const { bytes, problems } = compile(manifest(loads));
    if (!bytes) throw new Error(JSON.stringify(problems));
    for (const field of Object.keys(OFFERED)) {
      const taken = [];
      for (let at = 0; at < made.length; at += 20)
        taken.push(...takes(open, bytes, made.slice(at, at + 20), attributes, field));
      found[`${field}${loads ? ", with variesRequests" : ""}`] = taken;
    }
  }
  return { found, offered: made.length * attributes.length };
};
