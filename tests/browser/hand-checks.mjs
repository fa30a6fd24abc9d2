// What somebody else has changed since we last wrote is theirs: the reader, a translator, a framework. And what was there before
// us is found again in a copy of the page, as caches of snapshots make them.

import { compile, open } from "../../dist/author.js";

const GIVEN = { now: 1_782_496_800_000, timeZone: "UTC", locales: ["en"] };

const MANIFEST = {
  tailorbird: 1,
  locales: ["en", "de"],
  languages: "reader",
  preferences: { on: { type: "flag", default: true }, other: { type: "flag" } },
  slots: {
    hero: {
      default: "a",
      variants: {
        b: {
          when: "preference.on",
          fields: {
            title: { en: "Good evening", de: "Guten Abend" },
            rich: "Good {#b}evening{/b}",
            isOpen: true,
            off: false,
            link: "/b",
            tone: "warm",
          },
        },
        a: {},
      },
    },
    else: { default: "a", variants: { b: { when: "preference.other", fields: { title: "Else" } }, a: {} } },
  },
};
const { bytes, problems } = compile(MANIFEST);
if (!bytes) throw new Error(JSON.stringify(problems));

function equal(got, wanted, what = "") {
  const [is, should] = [got, wanted].map((value) => JSON.stringify(value));
  if (is !== should) throw new Error(`${what} is ${is}, should be ${should}`);
}

/** Opens a page over this markup, with a slot beside it about which other things change. */
function within(inside, test, given = {}) {
  const root = document.createElement("div");
  root.innerHTML = `<section data-tb-slot="hero">${inside}</section><p data-tb-slot="else" data-tb-text="title">x</p>`;
  document.body.append(root);
  const before = root.innerHTML;
  const page = open(bytes, { ...GIVEN, root, ...given });
  page.render();
  const prefer = (name) => (value) => page.observe({ kind: "preference", name, value });
  const one = (selector) => root.querySelector(selector);
  try {
    test({ root, page, one, before, on: prefer("on"), other: prefer("other"), texts: () => root.textContent });
    page.close();
  } finally {
    root.remove();
  }
}

const HEADING = '<h1 data-tb-text="title">Welcome</h1>';

/** The slot as a copy of it would stand in a cache: as nodes, and as text. */
const copies = {
  "a clone": (node) => node.cloneNode(true),
  "its text": (node) => {
    const holder = document.createElement("div");
    holder.innerHTML = node.outerHTML;
    return holder.firstElementChild;
  },
};

const MARKUPS = {
  text: HEADING,
  "text with elements": '<h1 data-tb-text="title">Welcome <em>to you</em><!--c--></h1>',
  "rich words": '<h1 data-tb-text="rich">Welcome</h1>',
  "rich words over elements": '<h1 data-tb-text="rich">Welcome <em>to you</em></h1>',
  attributes: '<a data-tb-attr="href=link;title=title" data-tb-class="tone" class="own" href="page.html">x</a>',
  flags:
    '<details data-tb-attr="open=isOpen"><summary>x</summary></details><p data-tb-attr="hidden=off" hidden="">x</p>',
  "a template":
    '<h1 data-tb-text="title">Welcome <em>to you</em></h1><template data-tb-variant="b"><b data-tb-text="title">?</b></template>',
  "a void element": '<img data-tb-attr="alt=title" alt="Welcome">',
};

export const checks = {
  "the reader closes what we opened, and shows what we hid"() {
    within(
      '<details data-tb-attr="open=isOpen"><summary>x</summary></details><p data-tb-attr="hidden=off" hidden>x</p>',
      ({ one, page, other }) => {
        equal([one("details").open, one("p").hidden], [true, false]);
        one("details").open = false;
        one("p").hidden = true;
        page.render();
        other(true);
        equal([one("details").open, one("p").hidden], [false, true]);
      },
    );
  },

  "what already was as we want it is the reader's to change too"() {
    within('<details data-tb-attr="open=isOpen" open><summary>x</summary></details>', ({ one, other }) => {
      one("details").open = false;
      other(true);
      equal(one("details").open, false);
    });
  },

  "what a framework writes stays, and is what it goes back to"() {
    within(`${HEADING}<a data-tb-attr="href=link" href="/">x</a>`, ({ root, one, on, other, page }) => {
      one("h1").firstChild.data = "Welcome back";
      one("a").setAttribute("href", "/framework");
      other(true);
      equal([one("h1").textContent, one("a").getAttribute("href")], ["Welcome back", "/framework"]);
      on(false);
      equal([one("h1").textContent, one("a").getAttribute("href")], ["Welcome back", "/framework"]);
      on(true);
      equal([one("h1").textContent, one("a").getAttribute("href")], ["Good evening", "/b"]);
      page.close();
      equal([one("h1").textContent, one("a").getAttribute("href")], ["Welcome back", "/framework"]);
      equal(root.querySelectorAll("[data-tb-shown]").length, 0);
    });
  },

  "a translation survives, and gives way to other words"() {
    for (const inside of [HEADING, MARKUPS["rich words"], MARKUPS["text with elements"]])
      within(inside, ({ one, root, before, on, other }) => {
        const heading = one("h1");
        const font = document.createElement("font");
        font.innerHTML = "<font>Guten Abend</font>";
        heading.firstChild.replaceWith(font);
        const html = heading.innerHTML;
        other(true);
        equal(heading.innerHTML, html);
        other(false);
        on(false);
        equal(heading.innerText, one("em") ? "Welcome to you" : "Welcome");
        for (const template of root.querySelectorAll("template")) template.remove();
        equal(root.innerHTML.replace(/ data-tb-shown="[^"]*"/g, ""), before);
      });
  },

  "a class that somebody took away stays away"() {
    within('<p data-tb-class="tone">x</p>', ({ one, other }) => {
      equal(one("section p").className, "warm");
      one("section p").classList.remove("warm");
      other(true);
      equal(one("section p").className, "");
    });
  },

  "a language that somebody else says stays"() {
    within(
      HEADING,
      ({ one, other }) => {
        equal(one("section").lang, "de");
        one("section").lang = "fr";
        other(true);
        equal(one("section").lang, "fr");
      },
      { locales: ["de"] },
    );
  },

  "the nodes of a place stay in it, and a framework may take them out"() {
    for (const name of ["text with elements", "rich words over elements"])
      within(MARKUPS[name], ({ one, on, page }) => {
        const em = one("em");
        const text = em.previousSibling;
        equal([one("em").hidden, one("h1").textContent], [true, "Good evening"]);
        one("h1").removeChild(em);
        page.render();
        on(false);
        equal(one("h1").textContent, "Welcome ");
        one("h1").removeChild(text);
      });
  },

  "a sole text stays the same node"() {
    within(HEADING, ({ one, on }) => {
      const text = one("h1").firstChild;
      on(false);
      equal(text === one("h1").firstChild, true);
      on(true);
      equal([text === one("h1").firstChild, text.data], [true, "Good evening"]);
    });
  },

  "a place that a framework adds later is filled"() {
    within(HEADING, ({ one, page }) => {
      one("section").insertAdjacentHTML("beforeend", '<b data-tb-text="title">x</b>');
      page.render();
      equal(one("section b").textContent, "Good evening");
    });
  },

  "what a framework adds to a slot outlives a template"() {
    within(MARKUPS["a template"], ({ one, on }) => {
      const added = document.createElement("u");
      one("section").append(added);
      on(false);
      equal(added.parentNode === one("section"), true);
      one("section").removeChild(added);
    });
  },

  "a template whose content a framework has made its children"() {
    within(HEADING, ({ one, page, on }) => {
      const template = document.createElement("template");
      template.setAttribute("data-tb-variant", "b");
      const inside = document.createElement("b");
      inside.setAttribute("data-tb-text", "title");
      inside.append("?");
      template.append(inside);
      one("section").append(template);
      on(false);
      on(true);
      equal([one("section > b")?.textContent, one("section > h1")], ["Good evening", null]);
      equal(inside.textContent, "?");
      equal(page.problems, []);
      on(false);
      equal(one("section > h1").textContent, "Welcome");
    });
  },

  "what loads is found there too"() {
    within(HEADING, ({ one, page, on }) => {
      const template = document.createElement("template");
      template.setAttribute("data-tb-variant", "b");
      template.append(document.createElement("img"));
      one("section").append(template);
      on(false);
      on(true);
      equal([one("section > img"), one("h1").textContent], [null, "Good evening"]);
      equal(
        page.problems.map(({ path }) => path),
        ["/slots/hero/variants/b"],
      );
    });
  },

  ...Object.fromEntries(
    Object.entries(MARKUPS).flatMap(([what, inside]) =>
      Object.entries(copies).map(([how, copy]) => [
        `what was there is found in ${how} that comes back: ${what}`,
        () =>
          within(inside, ({ root, page, one, before, on }) => {
            const cached = copy(one("section"));
            on(false);
            one("section").replaceWith(cached);
            page.render();
            page.close();
            equal(root.innerHTML.replace(/<!--c-->/g, ""), before.replace(/<!--c-->/g, ""));
          }),
      ]),
    ),
  ),

  "what was there is found by a page that is opened over a copy"() {
    within(
      HEADING,
      ({ root, one, before }) => {
        const cached = one("section").cloneNode(true);
        one("section").replaceWith(cached);
        const other = open(bytes, { ...GIVEN, root, profile: { preferences: { on: false } } });
        other.render();
        equal([one("h1").textContent, one("section").lang], ["Welcome", ""]);
        other.close();
        equal(root.innerHTML, before);
      },
      { locales: ["de"] },
    );
  },

  "in a copy too, what the reader closed stays closed"() {
    within('<details data-tb-attr="open=isOpen"><summary>x</summary></details>', ({ one, page }) => {
      one("details").open = false;
      const cached = one("section").cloneNode(true);
      one("section").replaceWith(cached);
      page.render();
      equal(one("details").open, false);
    });
  },

  "a forged trace makes no link that runs"() {
    const root = document.createElement("div");
    const trace = JSON.stringify({ language: [null, null], live: null, places: [["javascript:alert(1)", "/b", []]] });
    root.innerHTML = '<section data-tb-slot="hero"><a data-tb-attr="href=link" href="/b">x</a></section>';
    for (const text of [trace, "{", "null", '{"places":7}', '{"places":[[7,8,9]]}', '{"places":[null]}']) {
      root.firstChild.setAttribute("data-tb-shown", `b ${text}`);
      const page = open(bytes, { ...GIVEN, root, profile: { preferences: { on: false } } });
      page.render();
      page.close();
      equal(root.querySelector("a").getAttribute("href"), "/b", text);
    }
  },

  "restore gives the page back until it is rendered again"() {
    within(HEADING, ({ root, page, one, before, other }) => {
      page.restore();
      equal(root.innerHTML, before);
      other(true);
      equal(root.innerHTML, before);
      page.render();
      equal(one("h1").textContent, "Good evening");
    });
  },
};
