// What a form sends says nothing of its reader, and what others have written is nobody's slot.

import { compile, open } from "../../dist/author.js";

const GIVEN = { now: 1_782_496_800_000, timeZone: "UTC", locales: ["en"], profile: { preferences: { name: "Ada" } } };

const FIELDS = { said: "{$preference.name}", site: "Evening", on: true, off: false };
const slot = (variesRequests) => ({
  default: "plain",
  variesRequests,
  variants: { named: { when: "has(preference.name)", fields: FIELDS }, plain: {} },
});

const { bytes, problems } = compile({
  tailorbird: 1,
  locales: ["en"],
  preferences: { name: { type: "text" } },
  catalogs: { things: { items: [{ id: "a", fields: { site: "A" } }] } },
  slots: { hero: slot(false), may: slot(true), list: { catalog: "things", count: 1 } },
});
if (!bytes) throw new Error(JSON.stringify(problems));

/** Controls, each with what a form sends of it. */
const controls = (field) => `<textarea name="a" data-tb-text="${field}">x</textarea>
<select name="b"><option data-tb-text="${field}">x</option></select>
<select name="c"><optgroup label="g"><option selected data-tb-text="${field}">x</option></optgroup></select>
<select name="d"><option>x</option><option value="y" data-tb-attr="selected=on">y</option></select>
<input type="checkbox" name="e" data-tb-attr="checked=on">
<input type="radio" name="f" value="1" checked data-tb-attr="checked=off"><input type="radio" name="f" value="2" data-tb-attr="checked=on">
<input name="g" value="x" data-tb-attr="disabled=on; value=${field}">
<fieldset data-tb-attr="disabled=on"><input name="h" value="x"></fieldset>
<textarea name="i" data-tb-attr="disabled=on">x</textarea>
<select name="j" data-tb-attr="disabled=on"><option>x</option></select>
<select name="k"><option data-tb-attr="disabled=on">x</option></select>
<input name="l" data-tb-attr="placeholder=${field}; title=${field}; readonly=on; required=on">
<output name="m" data-tb-text="${field}">x</output>
<button name="n" value="x" data-tb-text="${field}" data-tb-attr="disabled=on">x</button>`;

function within(markup, action) {
  const root = document.createElement("div");
  root.innerHTML = markup;
  document.body.append(root);
  const page = open(bytes, { ...GIVEN, root });
  try {
    action({ page, root, one: (selector) => root.querySelector(selector) });
  } finally {
    page.close();
    root.remove();
  }
}

function equal(found, expected, what = "") {
  const [is, should] = [found, expected].map((value) => JSON.stringify(value));
  if (is !== should) throw new Error(`${what} is ${is}, should be ${should}`);
}

const sent = (form) => [...new FormData(form)];

export const checks = {
  "what a form sends is the same for every reader"() {
    for (const field of ["said", "site"])
      within(`<form data-tb-slot="hero">${controls(field)}</form>`, ({ page, one }) => {
        const form = one("form");
        const before = sent(form);
        page.render();
        equal(sent(form), before, `what is sent with ${field}`);
        const shown = one("output").textContent;
        equal([shown.includes(field === "said" ? "Ada" : "Evening"), one("button").disabled], [true, true]);
        equal(
          page.problems.filter(({ message }) => message.includes("what the site wrote is sent")).length >= 3,
          true,
          "told",
        );
      });
  },

  "nor is it in an element inside an option"() {
    const form = document.createElement("form");
    const option = document.createElement("option");
    const inside = document.createElement("span");
    inside.setAttribute("data-tb-text", "said");
    inside.textContent = "x";
    option.append(inside);
    within(`<form data-tb-slot="hero"><select name="a"></select></form>`, ({ page, one }) => {
      one("select").append(option);
      page.render();
      equal(sent(one("form")), [["a", "x"]]);
    });
    form.remove();
  },

  "where the manifest allows it, a form sends what the site wrote"() {
    within(`<form data-tb-slot="may">${controls("site")}</form>`, ({ page, one }) => {
      page.render();
      const all = Object.fromEntries(sent(one("form")));
      equal([all.a, all.b, all.c, all.d, all.e, all.f], ["Evening", "Evening", "Evening", "y", "on", "2"]);
      equal([all.g, all.h, all.i, all.j], [undefined, undefined, undefined, undefined]);
    });
    within(`<form data-tb-slot="may">${controls("said")}</form>`, ({ page, one }) => {
      page.render();
      equal(JSON.stringify(sent(one("form"))).includes("Ada"), false, "the reader's name in it");
    });
  },

  "nothing in what others have written is ours"() {
    const theirs = `<div data-tb-slot="hero"><p data-tb-text="said">x</p></div><p data-tb-text="said" data-tb-class="site" data-tb-attr="title=site">x</p>
      <template data-tb-variant="named"><b>t</b></template><p data-tb-key="a">k</p>`;
    const places = {
      "a slot in it": `<div data-tb-ignore>${theirs}</div>`,
      "a slot that is it": '<div data-tb-ignore data-tb-slot="hero"><p data-tb-text="said">x</p></div>',
      "in a slot": `<div data-tb-slot="hero"><div data-tb-ignore>${theirs}</div><p data-tb-ignore data-tb-text="said">x</p></div>`,
      "a template of a slot":
        '<div data-tb-slot="hero">x<template data-tb-ignore data-tb-variant="named"><b>t</b></template></div>',
      "what was kept":
        '<div data-tb-slot="hero" data-tb-shown="named">x<template data-tb-ignore data-tb-variant=""><div data-tb-slot="hero">y</div></template></div>',
      "an item":
        '<div data-tb-slot="list"><p data-tb-ignore data-tb-key="a" data-tb-text="site">x</p><template data-tb-ignore data-tb-item><p>y</p></template></div>',
    };
    for (const [what, markup] of Object.entries(places))
      within(markup, ({ page, root }) => {
        const before = root.innerHTML;
        page.render();
        equal(root.innerHTML, before, what);
      });
    const element = '<div data-tb-ignore><tailor-slot name="hero"><p data-tb-text="said">x</p></tailor-slot></div>';
    within(element, ({ page, one }) => {
      page.render();
      equal(one("p").textContent, "x", "an element of its own");
    });
  },
};
