// A framework takes a slot: nothing is written there, and nothing restored, until it is given back.

import { compile, open } from "../../dist/author.js";

const GIVEN = { now: 1_782_496_800_000, timeZone: "UTC", locales: ["en"] };

const { bytes, problems } = compile({
  tailorbird: 1,
  locales: ["en", "de"],
  preferences: { on: { type: "flag" } },
  catalogs: { all: { items: ["a", "b"].map((id) => ({ id, fields: { title: `Item ${id}` } })) } },
  slots: {
    hero: {
      default: "no",
      variants: {
        yes: { when: "preference.on", fields: { title: { en: "Good evening", de: "Guten Abend" } } },
        no: { fields: { title: { en: "Good day", de: "Guten Tag" } } },
      },
    },
    list: { catalog: "all", count: 2 },
  },
});
if (!bytes) throw new Error(JSON.stringify(problems));

function equal(got, wanted, what = "") {
  const [is, should] = [got, wanted].map((value) => JSON.stringify(value));
  if (is !== should) throw new Error(`${what} is ${is}, should be ${should}`);
}

const HERO = '<section data-tb-slot="hero"><h1 data-tb-text="title">Welcome</h1></section>';
const LIST =
  '<ul data-tb-slot="list"><template data-tb-item><li><b data-tb-text="title"></b></li></template><li data-tb-key="b"><b data-tb-text="title">B</b></li></ul>';
const TEMPLATES =
  '<section data-tb-slot="hero"><h1 data-tb-text="title">Welcome</h1><template data-tb-variant="yes"><p data-tb-text="title">?</p></template></section>';

function within(markup, test, given = {}) {
  const root = document.createElement("div");
  root.innerHTML = markup;
  document.body.append(root);
  const page = open(bytes, { ...GIVEN, root, ...given });
  const on = (value) => page.observe({ kind: "preference", name: "on", value });
  try {
    test({ root, page, on, before: root.innerHTML, one: (selector) => root.querySelector(selector) });
    page.close();
  } finally {
    root.remove();
  }
}

export const checks = {
  "take: decisions go on, and nothing is written"() {
    within(HERO, ({ page, one, on }) => {
      page.render();
      const give = page.take("hero");
      const told = [];
      page.subscribe(() => told.push(page.decisions[0].variant));
      equal(one("h1").textContent, "Good day", "what stands there");
      one("h1").textContent = "The framework's";
      on(true);
      equal([page.render(), one("h1").textContent], [[], "The framework's"]);
      page.restore();
      page.render();
      equal([told, one("h1").textContent], [["yes"], "The framework's"]);
      give();
      equal(one("h1").textContent, "Good evening");
      on(false);
      equal(one("h1").textContent, "Good day");
    });
  },

  "take: before anything was written, and never given back"() {
    for (const markup of [HERO, LIST, TEMPLATES])
      within(markup, ({ page, root, before, on }) => {
        page.take("hero");
        page.take("list");
        page.render();
        on(true);
        page.load(bytes);
        equal(root.innerHTML, before);
        page.close();
        equal([root.innerHTML, page.problems], [before, []]);
      });
  },

  "take: what was written by then is not restored, and another slot is"() {
    within(HERO + LIST, ({ page, one, root }) => {
      page.render();
      page.take("hero");
      page.close();
      equal([one("h1").textContent, root.querySelectorAll("li").length], ["Good day", 1]);
    });
  },

  "take: given back untouched, the page is as the server sent it at the end"() {
    for (const markup of [HERO, TEMPLATES])
      within(markup, ({ page, root, before, on }) => {
        page.render();
        const give = page.take("hero");
        on(true);
        give();
        equal(root.querySelector("h1,p").textContent, "Good evening");
        page.close();
        equal(root.innerHTML, before);
      });
  },

  "take: two who take it both give it back, and each only once"() {
    within(HERO, ({ page, one }) => {
      const [first, second] = [page.take("hero"), page.take("hero")];
      page.render();
      first();
      first();
      equal(one("h1").textContent, "Welcome");
      second();
      equal(one("h1").textContent, "Good day");
      second();
      page.take("hero");
      one("h1").textContent = "Mine";
      page.render();
      equal(one("h1").textContent, "Mine");
    });
  },

  "take: the language that a framework writes is not that of the place"() {
    within(
      `<div lang="de">${HERO}</div>`,
      ({ page, one }) => {
        page.take("hero");
        equal(page.decisions[0].locale, "de");
        one("section").setAttribute("lang", "en");
        page.assume({ locales: ["en", "fr"] });
        equal(page.decisions[0].locale, "de");
      },
      { page: { language: "en" } },
    );
  },

  "take: a slot that nobody knows is a problem, once"() {
    within(HERO, ({ page }) => {
      page.take("nope")();
      page.take("nope")();
      equal(
        page.problems.map(({ path, message }) => `${path} ${message}`),
        ["/slots/nope the manifest has no such slot"],
      );
    });
  },

  "take: methods may be passed on, and a closed page takes nothing"() {
    within(HERO, ({ page, one }) => {
      const { take } = page;
      page.close();
      take("hero")();
      equal([one("h1").textContent, page.problems], ["Welcome", []]);
    });
  },

  "decisions: one frozen list until one changes, whoever looks"() {
    within(HERO + LIST, ({ page, on }) => {
      const first = page.decisions;
      equal([Object.isFrozen(first), page.decisions === first, page.decide() === first], [true, true, true]);
      equal(first.every(Object.isFrozen), true);
      on(true);
      const second = page.decisions;
      equal([second === first, second[1] === first[1], second[0].variant], [false, true, "yes"]);
      page.render();
      equal(page.decisions === second, true);
      const stop = page.subscribe(() => {});
      on(false);
      equal([page.decisions === second, page.decisions[0].variant], [false, "no"]);
      stop();
    });
  },
};
