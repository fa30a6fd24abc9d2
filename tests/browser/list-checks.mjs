// Lists, and where the reader is: items are moved and not built anew, the focus is never lost, changes are read out only
// to somebody who is there, and slots are found in shadow roots, frames and elements of their own.

import { compile, open } from "../../dist/author.js";
import "../../dist/element.js";

const GIVEN = { now: 1_782_496_800_000, timeZone: "UTC", locales: ["en"] };

const item = (id, when) => ({
  id,
  ...(when && { when }),
  fields: { title: `About ${id}`, link: `/${id}`, fresh: id === "d" },
});

const MANIFEST = {
  tailorbird: 1,
  locales: ["en", "ar"],
  preferences: { reversed: { type: "flag" }, off: { type: "list", values: ["a", "b", "c", "d", "e"], default: [] } },
  signals: { word: { type: "text" } },
  catalogs: {
    letters: {
      // The same items forwards and backwards.
      items: ["a", "b", "c", "d", "e"].map((id) => item(id, `!('${id}' in preference.off)`)),
    },
    turned: {
      items: [item("e", "preference.reversed"), item("d", "preference.reversed"), item("a"), item("b"), item("c")],
    },
    said: { items: [{ id: "s", fields: { title: "{$signal.word}" } }] },
    pictures: { items: [{ id: "p", fields: { image: "#p" } }] },
  },
  slots: {
    more: { catalog: "letters", count: 3, announce: true },
    turn: { catalog: "turned", count: 5 },
    said: { catalog: "said", count: 1 },
    pictures: { catalog: "pictures", count: 1 },
    may: { catalog: "pictures", count: 1, variesRequests: true },
    hero: {
      default: "plain",
      announce: true,
      variants: {
        other: { when: "preference.reversed", fields: { title: "Other", gone: true } },
        plain: { fields: { title: "Plain" } },
      },
    },
  },
};

const TEMPLATE = `<template data-tb-item><li><a data-tb-text="title" data-tb-attr="href=link"></a><input></li></template>`;
const server = (...ids) =>
  ids
    .map(
      (id) =>
        `<li data-tb-key="${id}"><a data-tb-text="title" data-tb-attr="href=link" href="/${id}">About ${id}</a><input></li>`,
    )
    .join("\n");
const list = (slot, inside) => `<ul data-tb-slot="${slot}">${inside}</ul>`;

const { bytes, problems } = compile(MANIFEST);
if (!bytes) throw new Error(JSON.stringify(problems));

const equal = (found, expected, what = "") => {
  const [is, should] = [found, expected].map((value) => JSON.stringify(value));
  if (is !== should) throw new Error(`${what} is ${is}, should be ${should}`);
};

function within(markup, test, { parent = document.body, given = {} } = {}) {
  const root = parent.ownerDocument.createElement("div");
  root.innerHTML = markup;
  parent.append(root);
  const before = root.innerHTML;
  const page = open(bytes, { ...GIVEN, ...given, root });
  const one = (selector) => root.querySelector(selector);
  const keys = () => [...root.querySelectorAll("[data-tb-key]")].map((element) => element.dataset.tbKey).join("");
  const off = (...value) => page.observe({ kind: "preference", name: "off", value });
  const reverse = (value) => page.observe({ kind: "preference", name: "reversed", value });
  try {
    test({ root, page, one, keys, off, reverse, before });
    page.close();
    equal(root.innerHTML, before, "what was given back");
  } finally {
    page.close();
    root.remove();
  }
}

function writes(root, action) {
  const watcher = new MutationObserver(() => {});
  watcher.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
  action();
  const count = watcher.takeRecords().length;
  watcher.disconnect();
  return count;
}

export const checks = {
  "a list is filled from its template, and given back"() {
    within(list("more", `<li>Heading</li>${TEMPLATE}`), ({ page, root, one, keys }) => {
      const [{ items, variant }] = page.render();
      equal([variant, items.map(({ id }) => id)], ["", ["a", "b", "c"]]);
      equal(items[0].fields, { title: "About a", link: "/a", fresh: false });
      equal([keys(), root.querySelector("li").textContent], ["abc", "Heading"]);
      equal([one("[data-tb-key=b] a").textContent, one("[data-tb-key=b] a").getAttribute("href")], ["About b", "/b"]);
      equal(page.problems, []);
    });
  },

  "items that the server sent are kept, and nothing is written where they are right"() {
    for (const inside of [`${TEMPLATE}${server("a", "b", "c")}`, `${server("a", "b", "c")} ${TEMPLATE}`])
      within(list("turn", inside), ({ page, root, keys, reverse }) => {
        const own = [...root.querySelectorAll("li")];
        equal(
          writes(root, () => page.render()),
          0,
        );
        reverse(true);
        equal(keys(), "edabc");
        equal(
          [...root.querySelectorAll("li")].slice(2).every((element, place) => element === own[place]),
          true,
        );
        equal(
          writes(root, () => page.render()),
          0,
          "a list that did not change",
        );
        reverse(false);
        equal(keys(), "abc");
      });
  },

  "an item that goes and comes back is the same node"() {
    within(list("more", TEMPLATE + server("c", "x", "a")), ({ page, one, keys, off }) => {
      const [a, c] = [one("[data-tb-key=a]"), one("[data-tb-key=c]")];
      page.render();
      equal(keys(), "abc");
      equal([one("[data-tb-key=a]") === a, one("[data-tb-key=c]") === c], [true, true]);
      c.querySelector("input").value = "typed";
      off("a", "c");
      equal(keys(), "bde");
      off();
      equal([keys(), one("[data-tb-key=c] input").value], ["abc", "typed"]);
    });
  },

  "the focus and a selection survive a new order"() {
    for (const key of ["a", "b", "c"])
      within(list("more", TEMPLATE + server("c", "b", "a")), ({ page, one }) => {
        const input = one(`[data-tb-key=${key}] input`);
        input.value = "some text";
        input.focus();
        input.setSelectionRange(2, 5);
        const blurred = [];
        input.addEventListener("blur", () => blurred.push(key));
        page.render();
        equal([document.activeElement === input, input.selectionStart, input.selectionEnd], [true, 2, 5], key);
        equal(blurred, [], "blurred");
      });
  },

  "a selection of words survives a new order"() {
    within(list("more", TEMPLATE + server("c", "b", "a")), ({ page, one, keys }) => {
      const words = one("[data-tb-key=b] a").firstChild;
      document.getSelection().setBaseAndExtent(words, 2, words, 7);
      page.render();
      equal([keys(), String(document.getSelection())], ["abc", "out b"]);
      document.getSelection().removeAllRanges();
    });
  },

  "how far an item was scrolled survives being moved"() {
    const long = "<div style='height:20px;overflow:auto'><p style='height:200px'>long</p></div>";
    const items = ["c", "b", "a"].map((id) => `<li data-tb-key="${id}">${long}</li>`).join("");
    within(list("more", TEMPLATE + items), ({ page, root, keys }) => {
      for (const element of root.querySelectorAll("li>div")) element.scrollTop = 50;
      page.render();
      equal([keys(), ...[...root.querySelectorAll("li>div")].map(({ scrollTop }) => scrollTop)], ["abc", 50, 50, 50]);
    });
  },

  "no node is moved that need not be"() {
    within(list("turn", TEMPLATE), ({ page, root, reverse }) => {
      page.render();
      const [a] = root.querySelectorAll("li");
      a.remove();
      root.firstChild.append(a);
      page.render();
      equal(root.querySelector("li").dataset.tbKey, "b", "an order that somebody else has made stays");
      // Of those that are there one is out of order, so one is moved: taken out and put in, or both at once.
      const records = [];
      const watcher = new MutationObserver(() => {});
      watcher.observe(root, { subtree: true, childList: true });
      reverse(true);
      records.push(...watcher.takeRecords().flatMap(({ addedNodes }) => [...addedNodes]));
      watcher.disconnect();
      equal(
        records.flatMap((node) => node.dataset?.tbKey ?? []),
        ["a", "d", "e"],
      );
    });
  },

  "where an item with the focus goes, its place keeps it"() {
    within(list("more", TEMPLATE), ({ page, one, off }) => {
      page.render();
      one("[data-tb-key=b] a").focus();
      off("b");
      equal(document.activeElement.closest("[data-tb-key]")?.dataset.tbKey, "c");
      off("a", "b", "c", "d", "e");
      equal(document.activeElement === one("ul"), true, "the list itself has the focus");
      document.activeElement.blur();
    });
  },

  "what is told of an item is counted for it"() {
    within(list("more", TEMPLATE), ({ page }) => {
      page.render();
      page.observe({ kind: "click", slot: "more", item: "b" });
      page.observe({ kind: "view", slot: "more" });
      const counted = page.export().events.map(({ kind, variant }) => `${kind} ${variant}`);
      equal(counted, ["click b", "view a", "view b", "view c"]);
      equal(page.explain("more").length, 4);
      page.observe({ kind: "click", slot: "more", item: "zz" });
      equal(page.problems.length, 1);
    });
  },

  "what is told is text in an item too"() {
    within(list("said", TEMPLATE), ({ page, one, root }) => {
      page.render();
      page.signal({ word: "<img src=x onerror=alert(1)>" });
      equal([one("a").textContent.includes("<img"), root.querySelector("img")], [true, null]);
    });
  },

  "a list without a template shows what the server sent, and says so"() {
    within(list("more", server("b", "a")), ({ page, keys }) => {
      page.render();
      equal([keys(), page.problems.map(({ path }) => path)], ["ab", ["/slots/more"]]);
    });
  },

  "a list whose items would load something needs variesRequests"() {
    const template = `<template data-tb-item><li><img alt="" data-tb-attr="src=image"></li></template>`;
    within(list("pictures", template) + list("may", template), ({ page, one }) => {
      page.render();
      equal([one("[data-tb-slot=pictures] img"), one("[data-tb-slot=may] img").getAttribute("src")], [null, "#p"]);
      equal(
        page.problems.map(({ path }) => path),
        ["/slots/pictures"],
      );
    });
  },

  "a slot that turns to another face keeps the focus"() {
    const face = (inside) =>
      `<div data-tb-slot="hero"><a href="#x" data-tb-text="title">x</a><button>y</button><template data-tb-variant="other">${inside}</template></div>`;
    const cases = [
      [`<p><a href="#z" data-tb-text="title">z</a><button>first</button></p>`, "a", "A"],
      [`<p><a href="#z" data-tb-text="title">z</a><button>first</button></p>`, "button", "BUTTON"],
      [`<p><a href="#z">z</a></p>`, "button", "A"],
      [`<p>nothing</p>`, "button", "DIV"],
    ];
    for (const [inside, from, to] of cases)
      within(face(inside), ({ page, one, reverse, root }) => {
        page.render();
        one(from).focus();
        reverse(true);
        equal([document.activeElement.nodeName, root.contains(document.activeElement)], [to, true], inside);
        document.activeElement.blur();
        equal(one("[data-tb-slot]").hasAttribute("tabindex"), false);
      });
  },

  "an element that hides itself hands the focus on"() {
    within(
      `<div data-tb-slot="hero"><button data-tb-attr="disabled=gone">x</button><a href="#a">a</a></div>`,
      ({ page, one, reverse }) => {
        page.render();
        one("button").focus();
        reverse(true);
        equal(document.activeElement === one("a"), true);
      },
    );
  },

  "changes are read out after the first rendering, and not where the site says otherwise"() {
    within(
      `<div data-tb-slot="hero"><p data-tb-text="title">x</p></div><div data-tb-slot="hero" aria-live="assertive"><p data-tb-text="title">x</p></div>`,
      ({ page, root, reverse }) => {
        const live = () => [...root.children].map((element) => element.getAttribute("aria-live"));
        const seen = [];
        const watcher = new MutationObserver(() => {});
        watcher.observe(root, { subtree: true, childList: true, attributes: true });
        page.render();
        seen.push(...watcher.takeRecords().map(({ type }) => type));
        watcher.disconnect();
        equal(seen.at(-1), "attributes", "what comes last, so that the first words are not read out,");
        equal(live(), ["polite", "assertive"]);
        // Of the prototype, because a document's own properties may be its named elements.
        const { prototype } = Document;
        const visible = Object.getOwnPropertyDescriptor(prototype, "visibilityState");
        Object.defineProperty(prototype, "visibilityState", { value: "hidden", configurable: true });
        try {
          reverse(true);
          equal(live(), ["off", "assertive"]);
        } finally {
          Object.defineProperty(prototype, "visibilityState", visible);
        }
        reverse(false);
        equal(live(), ["polite", "assertive"]);
      },
    );
  },

  "slots in shadow roots are found where the roots are handed over"() {
    const host = document.createElement("div");
    document.body.append(host);
    host.lang = "en";
    const shadow = host.attachShadow({ mode: "open" });
    shadow.innerHTML = `<div data-tb-slot="hero"><p data-tb-text="title">x</p><a href="#x">x</a><template data-tb-variant="other"><a href="#y">y</a></template></div>`;
    const roots = [document];
    const page = open(bytes, { ...GIVEN, root: roots });
    try {
      page.render();
      equal(shadow.querySelector("p").textContent, "x");
      roots.push(shadow);
      page.render();
      equal(shadow.querySelector("p").textContent, "Plain");
      equal(shadow.firstChild.hasAttribute("lang"), false, "what the host says holds inside, and a language");
      shadow.querySelector("a").focus();
      page.observe({ kind: "preference", name: "reversed", value: true });
      equal(shadow.activeElement?.textContent, "y", "the focus");
    } finally {
      page.close();
      host.remove();
    }
    equal(open(bytes, { ...GIVEN, root: [document, {}] }).problems.length, 1);
  },

  "slots in a frame belong to another window"() {
    const frame = document.createElement("iframe");
    document.body.append(frame);
    try {
      const { body } = frame.contentDocument;
      within(
        `${list("turn", TEMPLATE)}<div data-tb-slot="hero"><p data-tb-text="title">x</p><template data-tb-variant="other"><b data-tb-text="title"></b></template></div>`,
        ({ page, root, keys, reverse }) => {
          page.render();
          equal([keys(), root.querySelector("p").textContent], ["abc", "Plain"]);
          reverse(true);
          equal([keys(), root.querySelector("b").textContent], ["edabc", "Other"]);
          equal(page.problems, []);
        },
        { parent: body },
      );
    } finally {
      frame.remove();
    }
  },

  "an element of its own is a slot by another name"() {
    within(`<tailor-slot name="hero"><p data-tb-text="title">x</p></tailor-slot>`, ({ page, one }) => {
      equal(one("tailor-slot").getAttribute("data-tb-slot"), "hero");
      equal(page.render().length, 1);
      equal(one("p").textContent, "Plain");
    });
    const late = document.createElement("tailor-slot");
    equal(late.hasAttribute("data-tb-slot"), false);
    late.setAttribute("name", "hero");
    equal(late.getAttribute("data-tb-slot"), "hero");
    late.removeAttribute("name");
    equal(late.hasAttribute("data-tb-slot"), false);
  },
};
