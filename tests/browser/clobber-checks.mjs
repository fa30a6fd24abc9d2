// Controls, frames and images whose names are those of properties: a form and a document show them in the place of their own.

import { compile, open } from "../../dist/author.js";

const GIVEN = { now: 1_782_496_800_000, timeZone: "UTC", locales: ["en"] };

const { bytes, problems } = compile({
  tailorbird: 1,
  locales: ["en", "de"],
  signals: { on: { type: "flag" } },
  catalogs: {
    things: {
      items: [
        { id: "a", when: "signal.on", fields: { title: "A" } },
        { id: "b", fields: { title: "B" } },
      ],
    },
  },
  slots: {
    hero: {
      default: "plain",
      announce: true,
      variants: {
        other: { when: "signal.on", fields: { title: "Other", tip: "A tip", tone: "warm", gone: true } },
        plain: { fields: { title: "{#b}Plain{/b} words", gone: false } },
      },
    },
    list: { catalog: "things", count: 2 },
  },
});
if (!bytes) throw new Error(JSON.stringify(problems));

/** The names of all that nodes of these kinds have. */
function namesOf(...kinds) {
  const names = new Set();
  for (const kind of kinds)
    for (let at = kind.prototype; at && at !== Object.prototype; at = Object.getPrototypeOf(at))
      for (const name of Object.getOwnPropertyNames(at)) names.add(name);
  return [...names];
}

const inputs = (names) => names.map((name) => `<input name="${name}">`).join("");
const PLACE = '<p data-tb-text="title" data-tb-attr="title=tip;hidden=gone" data-tb-class="tone">x<i>y</i></p>';
const TEMPLATE = '<template data-tb-variant="other"><b data-tb-text="title">?</b></template>';

/** Where a form stands, and what is in it. */
const FORMS = {
  "is a slot": (inside) => `<form data-tb-slot="hero">${PLACE}${inside}</form>`,
  "is a slot with a template": (inside) => `<form data-tb-slot="hero">${PLACE}${inside}${TEMPLATE}</form>`,
  "is around a slot": (inside) => `<form>${inside}<div data-tb-slot="hero">${PLACE}${TEMPLATE}</div></form>`,
  "is in a slot": (inside) => `<div data-tb-slot="hero">${PLACE}<form>${inside}</form>${TEMPLATE}</div>`,
  "is in a template": (inside) =>
    `<div data-tb-slot="hero">${PLACE}<template data-tb-variant="other"><form>${inside}<b data-tb-text="title"></b></form></template></div>`,
  "takes words": (inside) =>
    `<div data-tb-slot="hero"><form data-tb-text="title" data-tb-attr="title=tip">x${inside}</form></div>`,
  "is hidden": (inside) => `<div data-tb-slot="hero">${PLACE}<form data-tb-attr="hidden=gone">${inside}</form></div>`,
  "is a list": (inside) =>
    `<form data-tb-slot="list"><p data-tb-key="b">b</p>${inside}<template data-tb-item><p data-tb-text="title"></p></template></form>`,
  "is an item": (inside) =>
    `<div data-tb-slot="list"><form data-tb-key="b">${inside}</form><template data-tb-item><form><p data-tb-text="title"></p>${inside}</form></template></div>`,
};

function equal(found, expected, what) {
  const [is, should] = [found, expected].map((value) => JSON.stringify(value));
  if (is !== should) throw new Error(`${what} is ${is}, should be ${should}`);
}

const made = Document.prototype.createElement;
const pageOf = Object.getOwnPropertyDescriptor(Node.prototype, "ownerDocument").get;
const outer = Object.getOwnPropertyDescriptor(Element.prototype, "outerHTML").get;

/** What stands after each answer, and what comes back. Names in the place of the form's own are taken out of it. */
function turned(markup, parent = document.body, names = []) {
  const root = made.call(pageOf.call(parent), "div");
  root.innerHTML = markup;
  parent.append(root);
  const before = outer.call(root);
  const page = open(bytes, { ...GIVEN, root });
  const seen = [false, true, false, true].map((on) => {
    page.signal({ on });
    page.render();
    return outer.call(root).replaceAll(/ data-tb-shown="[^"]*"|<template.*?<\/template>/gs, "");
  });
  const told = page.problems.map(({ path, message }) => `${path} ${message}`);
  page.close();
  equal(outer.call(root), before, `what ${names} gives back`);
  root.remove();
  return { seen, told };
}

const clean = ({ seen, told }) => ({
  seen: seen.map((html) => html.replaceAll(/<input name="[^"]*"[^>]*>| aria-live="\w+"/g, "")),
  told,
});

function compareForms(names, parent) {
  for (const [where, form] of Object.entries(FORMS)) {
    const wanted = clean(turned(form(inputs(["q"])), parent));
    if (new Set(wanted.seen).size < 2) throw new Error(`${where}: nothing changes`);
    for (let at = 0; at < names.length; at += 8) {
      const some = names.slice(at, at + 8);
      equal(clean(turned(form(inputs(some)), parent, some)), wanted, `a form that ${where}, with ${some},`);
    }
  }
}

/** A document of its own, so that this one can still be used. */
function within(action) {
  const frame = document.createElement("iframe");
  document.body.append(frame);
  try {
    action(frame.contentDocument, frame.contentDocument.body);
  } finally {
    frame.remove();
  }
}

export const checks = {
  "a form's controls may have any name"() {
    compareForms(namesOf(HTMLFormElement).filter((name) => /^\w+$/.test(name)));
  },

  "images, forms, frames and objects of a document may have any name"() {
    const wanted = FORMS["is a slot with a template"](inputs(["q"]));
    for (const element of ["img", "form", "iframe", "embed", "object"])
      within((page, body) => {
        const holder = page.createElement("div");
        body.append(holder);
        const before = clean(turned(wanted, body));
        holder.innerHTML = namesOf(HTMLDocument, Window)
          .filter((name) => /^\w+$/.test(name) && (element !== "iframe" || /^[qr]/.test(name)))
          .map((name) => `<${element} name="${name}" id="${name}"></${element}>`)
          .join("");
        equal(clean(turned(wanted, body)), before, `a document with ${element}`);
      });
  },

  "an exception costs one slot, and is told once"() {
    const root = document.createElement("div");
    root.innerHTML = `<div data-tb-slot="hero">${PLACE}</div><div data-tb-slot="hero">${PLACE}</div>`;
    document.body.append(root);
    const [one, other] = root.children;
    const before = one.innerHTML;
    const page = open(bytes, { ...GIVEN, root, signals: { on: true } });
    Object.defineProperty(one.firstChild, "getAttribute", {
      value: () => {
        throw new Error("not this one");
      },
    });
    for (let times = 0; times < 3; times += 1) page.render();
    equal(
      [one.innerHTML, other.querySelector("p").firstChild.data],
      [before, "Other"],
      "what is left and what is shown",
    );
    equal(
      page.problems.map(({ path, message }) => [path, message.includes("not this one")]),
      [["/slots/hero", true]],
      "what is told",
    );
    page.signal({ on: false });
    page.render();
    equal(other.querySelector("p").textContent, "Plain words", "what is shown later");
    page.close();
    root.remove();
  },
};
