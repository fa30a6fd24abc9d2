// The built package meets real markup in a real browser; what came of each check is left for the driver to read.

import { compile, open } from "../../dist/author.js";
import { checks as clobberChecks } from "./clobber-checks.mjs";
import { checks as factsChecks } from "./facts-checks.mjs";
import { checks as forceChecks } from "./force-checks.mjs";
import { checks as formChecks } from "./form-checks.mjs";
import { checks as handChecks } from "./hand-checks.mjs";
import { checks as languageChecks } from "./language-checks.mjs";
import { checks as listChecks } from "./list-checks.mjs";
import { checks as loadChecks } from "./load-checks.mjs";
import { checks as richChecks } from "./rich-checks.mjs";
import { checks as takeChecks } from "./take-checks.mjs";

/** Six in the evening of a summer's day in UTC. */
const EVENING = { now: 1_782_496_800_000, timeZone: "UTC", locales: ["en"] };
/** The same day at nine in the morning. */
const MORNING = { ...EVENING, now: 1_782_464_400_000 };

const MANIFEST = {
  tailorbird: 1,
  locales: ["en", "de", "ar"],
  languages: "reader",
  preferences: {
    name: { type: "text" },
    size: { type: "number", default: 1234.5 },
    diet: { type: "choice", values: ["all", "green"], default: "all" },
    topics: { type: "list", values: ["sea", "birds"], default: [] },
    calm: { type: "flag", default: false },
  },
  slots: {
    hero: {
      default: "welcome",
      variants: {
        greeting: { when: "has(preference.name)", fields: { title: "Hello, {$preference.name}" } },
        evening: {
          when: "now.hour >= 18",
          fields: {
            title: { en: "Good evening", de: "Guten Abend", ar: "مساء الخير" },
            tip: "A tip",
            link: "/tonight",
          },
        },
        welcome: { fields: { title: "Welcome" } },
      },
    },
    clock: {
      default: "only",
      variants: {
        only: {
          fields: {
            time: "{$now.date} {$now.hour}:{$now.minute}",
            long: "{$now :date fields=|year-month-day-weekday| length=long}",
            size: "{$preference.size :number minimumFractionDigits=2}",
          },
        },
      },
    },
    tone: {
      default: "plain",
      variants: {
        warm: {
          when: "now.hour >= 18",
          fields: {
            tone: "warm md:p-4 own",
            loud: "Not a class!",
            closed: true,
            open: false,
            image: "#evening",
            sources: "#evening 1x, #evening-large 2x",
            wide: "640",
            said: "{$preference.name}",
          },
        },
        plain: {},
      },
    },
    picture: {
      default: "plain",
      variesRequests: true,
      variants: {
        warm: {
          when: "now.hour >= 18",
          fields: {
            image: "#evening",
            sources: "#evening 1x, #evening-large 2x",
            unsound: "#evening 1x, javascript:x 2x",
            wide: "640",
            alt: "The evening",
            said: "{$preference.size}",
          },
        },
        plain: {},
      },
    },
    loads: { default: "plain", variants: { image: { when: "now.hour >= 18" }, plain: {} } },
    may: { default: "plain", variesRequests: true, variants: { image: { when: "now.hour >= 18" }, plain: {} } },
  },
};

const SLOTS = Object.keys(MANIFEST.slots).length;

const { bytes } = compile(MANIFEST);

const HERO = `<section data-tb-slot="hero"><h1 data-tb-text="title" data-tb-attr="title=tip">Server</h1><a data-tb-attr="href=link" href="/">x</a></section>`;
const TEMPLATES = `<div data-tb-slot="hero"><p data-tb-text="title">Server</p>
<template data-tb-variant="evening"><b data-tb-text="title">?</b><i>stars</i></template></div>`;

/** What one check has put into the page; taken away after it. */
let opened = [];

function place(markup) {
  const root = document.createElement("div");
  root.innerHTML = markup;
  document.body.append(root);
  opened.push(() => root.remove());
  return root;
}

function openAt(root, given = EVENING) {
  const page = open(bytes, { ...given, root });
  opened.push(() => page.close());
  return page;
}

/** A page that has rendered this markup. */
function rendered(markup, given) {
  const root = place(markup);
  const before = root.innerHTML;
  const page = openAt(root, given);
  const decisions = page.render();
  return { root, before, page, decisions, one: (selector) => root.querySelector(selector) };
}

const withoutPage = (given) => openAt(null, given);

function equal(found, expected, what = "") {
  const [is, should] = [found, expected].map((value) => JSON.stringify(value));
  if (is !== should) throw new Error(`${what} is ${is}, should be ${should}`);
}

function holds(truth, what) {
  if (!truth) throw new Error(what);
}

function watch(root) {
  const watcher = new MutationObserver(() => {});
  watcher.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
  opened.push(() => watcher.disconnect());
  return () => watcher.takeRecords().length;
}

/** What our clock and the platform's say. */
function compareWithIntl(timeZone, moments) {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "numeric",
    minute: "numeric",
  });
  for (const moment of moments) {
    const now = Date.parse(moment);
    const part = Object.fromEntries(format.formatToParts(now).map(({ type, value }) => [type, value]));
    const theirs = `\u2068${part.year}-${part.month}-${part.day}\u2069 ${Number(part.hour)}:${Number(part.minute)}`;
    const page = withoutPage({ ...EVENING, now, timeZone });
    equal(page.decide("clock").fields.time, theirs, `${timeZone} ${moment}`);
    equal(page.problems, []);
  }
}

const throwing = () => {
  throw new Error("no");
};
const getters = (...names) =>
  Object.defineProperties({}, Object.fromEntries(names.map((name) => [name, { get: throwing, enumerable: true }])));

const checks = {
  "text, title and link are written"() {
    const { one, decisions } = rendered(HERO);
    equal(
      decisions.map(({ slot, variant }) => [slot, variant]),
      [["hero", "evening"]],
    );
    equal([one("h1").textContent, one("h1").title], ["Good evening", "A tip"]);
    equal(one("a").getAttribute("href"), "/tonight");
  },

  "a field that is gone gives back the server's words"() {
    const { page, one } = rendered(HERO);
    page.assume(MORNING);
    equal([one("h1").textContent, one("h1").getAttribute("title")], ["Welcome", null]);
    equal(one("a").getAttribute("href"), "/");
  },

  "closing gives the page back, and a new page changes it again"() {
    const { page, root, before, one } = rendered(HERO);
    holds(root.innerHTML !== before, "nothing was written");
    page.close();
    equal(root.innerHTML, before);
    openAt(root).render();
    equal(one("h1").textContent, "Good evening");
  },

  "elements within words come back with the server's words"() {
    const root = place(
      '<section data-tb-slot="hero"><h1 data-tb-text="title">The <em>server</em> wrote this</h1></section>',
    );
    const before = root.innerHTML;
    const page = openAt(root);
    page.render();
    equal(root.querySelector("h1").textContent, "Good evening");
    page.close();
    equal(root.innerHTML, before);
  },

  "a root outside the document is written and given back too"() {
    const root = place(HERO);
    root.remove();
    const before = root.innerHTML;
    const page = openAt(root);
    page.render();
    equal(root.querySelector("a").getAttribute("href"), "/tonight");
    page.assume(MORNING);
    equal(root.querySelector("a").getAttribute("href"), "/");
    page.close();
    equal(root.innerHTML, before);
  },

  "attributes that could run or load are never written"() {
    const { page, one } = rendered(
      `<div data-tb-slot="hero"><a data-tb-attr="onclick=title; style=tip; HREF=link" href="/">x</a><img data-tb-attr="src=link;alt=tip"></div>`,
    );
    equal(
      ["onclick", "style"].map((name) => one("a").getAttribute(name)),
      [null, null],
    );
    equal([one("img").getAttribute("src"), one("img").alt], [null, "A tip"]);
    equal(one("a").getAttribute("href"), "/tonight");
    equal(
      page.problems.map(({ path }) => path),
      ["title", "tip", "link"].map((field) => `/slots/hero/fields/${field}`),
    );
  },

  "classes are added to the element's own, and taken away again"() {
    const { page, root, before, one } = rendered(
      `<div data-tb-slot="tone"><p class="own other" data-tb-class="tone">x</p><b data-tb-attr="class=tone">x</b></div>`,
      { ...EVENING, profile: { preferences: { name: "Ada" } } },
    );
    equal(one("p").className, "own other warm md:p-4");
    equal(one("b").className, "warm md:p-4 own");
    one("p").classList.add("by-script");
    page.render();
    equal(one("p").className, "own other warm md:p-4 by-script");
    page.assume(MORNING);
    equal(one("p").className, "own other by-script");
    equal(one("b").getAttribute("class"), null);
    page.assume(EVENING);
    one("p").classList.remove("by-script");
    page.close();
    equal(root.innerHTML, before);
  },

  "only names of classes that the site wrote become classes"() {
    const { page, one } = rendered(
      `<div data-tb-slot="tone"><p data-tb-class="loud">x</p><i data-tb-class="said">x</i><b data-tb-class="closed">x</b></div>`,
      { ...EVENING, profile: { preferences: { name: "warm" } } },
    );
    equal(
      ["p", "i", "b"].map((name) => one(name).getAttribute("class")),
      [null, null, null],
    );
    equal(page.problems.length, 3);
  },

  "true and false switch attributes"() {
    const { page, root, before, one, decisions } = rendered(
      `<div data-tb-slot="tone"><p data-tb-attr="hidden=closed">x</p><button data-tb-attr="disabled=open" disabled="">x</button>
       <details data-tb-attr="open=open" open="">x</details><i data-tb-attr="hidden=tone; title=closed" data-tb-text="closed">x</i></div>`,
      { ...EVENING, profile: { preferences: { name: "Ada" } } },
    );
    equal([decisions[0].fields.closed, decisions[0].fields.open], [true, false]);
    equal([one("p").hidden, one("button").disabled, one("details").open], [true, false, false]);
    equal([one("i").hidden, one("i").textContent, one("i").title], [false, "x", ""]);
    equal(page.problems.length, 2);
    page.assume(MORNING);
    equal([one("p").hidden, one("button").disabled, one("details").open], [false, true, true]);
    page.assume(EVENING);
    page.close();
    equal(root.innerHTML, before);
  },

  "what waits to be shown before it is requested is neither shown nor hidden"() {
    const { page, one } = rendered(
      `<div data-tb-slot="tone"><p data-tb-attr="hidden=closed"><img alt="" loading="lazy" src="data:,"></p></div>`,
      { ...EVENING, profile: { preferences: { name: "Ada" } } },
    );
    equal(one("p").hidden, false);
    equal(
      page.problems.map(({ path }) => path),
      ["/slots/tone"],
    );
  },

  "what waits to be seen before it is loaded gives way to no template"() {
    const lazy = `<img alt="" loading="lazy" src="data:,">`;
    const inside = `<p>Server${lazy}</p><template data-tb-variant="image"><b>new</b></template>`;
    const { page, one } = rendered(
      `<div id="loads" data-tb-slot="loads">${inside}</div><div id="may" data-tb-slot="may">${inside}</div>`,
    );
    equal([one("#loads b"), one("#may b").textContent], [null, "new"]);
    equal(
      page.problems.map(({ path }) => path),
      ["/slots/loads/variants/image"],
    );
  },

  "pictures are chosen where the manifest allows requests to differ"() {
    const picture = (slot) =>
      `<picture data-tb-slot="${slot}"><source data-tb-attr="srcset=sources; sizes=wide"><source class="bad" data-tb-attr="srcset=unsound"><source class="said" data-tb-attr="srcset=said"><img src="#day" alt="Day" data-tb-attr="src=image; alt=alt; width=wide"></picture>`;
    const { page, root, before, one } = rendered(picture("picture"));
    const [source, image] = [one("source"), one("img")];
    equal(
      ["srcset", "sizes"].map((name) => source.getAttribute(name)),
      ["#evening 1x, #evening-large 2x", "640"],
    );
    equal(
      ["src", "alt", "width"].map((name) => image.getAttribute(name)),
      ["#evening", "The evening", "640"],
    );
    equal([one(".bad").getAttribute("srcset"), one(".said").getAttribute("srcset")], [null, null]);
    equal(page.problems.length, 2);
    page.close();
    equal(root.innerHTML, before);
    const refused = rendered(picture("tone"), { ...EVENING, profile: { preferences: { name: "Ada" } } });
    equal(
      ["src", "width"].map((name) => refused.one("img").getAttribute(name)),
      ["#day", null],
    );
    holds(refused.page.problems.length >= 3, "the problem was not told");
  },

  "what is no text takes none"() {
    const root = place(`<div data-tb-slot="hero"></div>`);
    for (const name of ["script", "style", "noscript", "template"]) {
      const element = document.createElement(name);
      element.setAttribute("data-tb-text", "title");
      root.firstChild.append(element);
    }
    const page = openAt(root);
    page.render();
    equal(
      [...root.firstChild.children].map((element) => element.textContent),
      ["", "", "", ""],
    );
    equal(page.problems.length, 1);
  },

  "twenty slots whose content did not change are not written to"() {
    const kinds = [HERO, TEMPLATES, `<p data-tb-slot="tone" data-tb-class="tone" data-tb-attr="hidden=closed">x</p>`];
    const many = Array.from({ length: 21 }, (_, place) => kinds[place % kinds.length]).join("");
    const { page, root } = rendered(many, { ...EVENING, profile: { preferences: { name: "Ada" } } });
    const written = watch(root);
    page.render();
    page.assume({ now: EVENING.now + 60_000 });
    page.observe({ kind: "preference", name: "name", value: "Ada" });
    equal(written(), 0);
    page.observe({ kind: "preference", name: "name", value: "Grace" });
    holds(written() > 0, "the watcher sees nothing");
  },

  "words never become a link"() {
    const { page, one } = rendered(`<div data-tb-slot="hero"><a data-tb-attr="href=title" href="/server">x</a></div>`);
    equal(one("a").getAttribute("href"), "/server");
    equal(
      page.problems.map(({ message }) => message),
      ["only a URL that the site wrote may become a link"],
    );
  },

  "what a reader declares is text in the page"() {
    const name = "<img src=x onerror=alert(1)>";
    const { one } = rendered(HERO, { ...EVENING, profile: { preferences: { name } } });
    equal(one("h1").textContent, `Hello, \u2068${name}\u2069`);
    equal(one("img"), null);
  },

  "the marks between lists cannot be smuggled in"() {
    const { one, page } = rendered(HERO, { ...EVENING, profile: { preferences: { name: "A\x1fd\x1ea" } } });
    equal(one("h1").textContent, "Hello, \u2068Ada\u2069");
    equal(page.problems, []);
    const { one: other } = rendered(
      `<div data-tb-slot="hero"><b title="a\x1f+b\x1ehero" data-tb-attr="title=none"></b><p data-tb-text="title"></p></div>`,
    );
    equal(other("p").textContent, "Good evening");
  },

  "a template is shown and taken back"() {
    const root = place(TEMPLATES);
    const [before, own] = [root.innerHTML, root.querySelector("p")];
    const page = openAt(root);
    page.render();
    const shown = () => [...root.querySelectorAll("p, b, i")].map((element) => element.textContent);
    equal(shown(), ["Good evening", "stars"]);
    page.assume(MORNING);
    equal(shown(), ["Welcome"]);
    holds(root.querySelector("p") === own, "another node came back");
    page.assume(EVENING);
    equal(shown(), ["Good evening", "stars"]);
    page.close();
    equal(root.innerHTML, before);
    holds(root.querySelector("p") === own, "another node came back");
  },

  "a template that would load something is shown only where the manifest allows it"() {
    const things = [
      `<img alt="" src="data:,">`,
      `<p style="background: url(data:,)"></p>`,
      `<iframe src="about:blank"></iframe>`,
    ];
    for (const thing of things) {
      const inside = `<p>Server</p><template data-tb-variant="image"><b>new</b>${thing}</template>`;
      const { one, page } = rendered(
        `<div id="loads" data-tb-slot="loads">${inside}</div><div id="may" data-tb-slot="may">${inside}</div>`,
      );
      equal([one("#loads b"), one("#may b")?.textContent], [null, "new"], thing);
      equal(
        page.problems.map(({ path }) => path),
        ["/slots/loads/variants/image"],
      );
    }
  },

  "the language and its direction are said where they are not the page's"() {
    const { page, one, decisions } = rendered(HERO, { ...EVENING, locales: ["ar-EG"] });
    const said = () => ["lang", "dir"].map((name) => one("section").getAttribute(name));
    equal([decisions[0].locale, decisions[0].direction], ["ar", "rtl"]);
    equal(said(), ["ar", "rtl"]);
    page.assume(EVENING);
    equal(said(), [null, null]);
    page.assume({ locales: ["de"] });
    equal(said(), ["de", null]);
    page.close();
    equal(said(), [null, null]);
  },

  "nothing is written when nothing differs"() {
    const { page, root } = rendered(HERO + TEMPLATES, { ...EVENING, locales: ["ar"] });
    const written = watch(root);
    page.render();
    equal(written(), 0);
    page.assume(MORNING);
    holds(written() > 0, "the watcher sees nothing");
  },

  "nothing is written where the server's own words are the right ones"() {
    const root = place(HERO.replace("Server", "Welcome"));
    const written = watch(root);
    openAt(root, MORNING).render();
    equal(written(), 0);
  },

  "slots that are added later are found"() {
    const { page, root, one, decisions } = rendered(HERO);
    equal(decisions.length, 1);
    root.append(document.createElement("div"));
    root.lastChild.innerHTML = `<p data-tb-slot="clock"><span data-tb-text="time"></span></p>`;
    equal(page.render().length, 2);
    equal(one("span").textContent, "\u20682026-06-26\u2069 18:0");
  },

  "a slot within a slot keeps its own words"() {
    const { one } = rendered(
      `<div data-tb-slot="hero"><p data-tb-text="title">Server</p><div data-tb-slot="clock"><i data-tb-text="title">mine</i></div></div>`,
    );
    equal([one("p").textContent, one("i").textContent], ["Good evening", "mine"]);
  },

  "a slot within a template is filled when it is shown"() {
    const clocks = [
      `<div data-tb-slot="clock"><i data-tb-text="time">?</i></div>`,
      `<section><div data-tb-slot="clock"><i data-tb-text="time">?</i></div></section>`,
      `<i data-tb-slot="clock" data-tb-text="time">?</i>`,
    ];
    for (const clock of clocks) {
      const { page, root, before, one, decisions } = rendered(
        `<div data-tb-slot="hero"><p>Server</p><template data-tb-variant="evening">${clock}</template></div>`,
      );
      equal(decisions.length, 2);
      equal(one("i").textContent, "\u20682026-06-26\u2069 18:0");
      const shown = root.innerHTML;
      equal(page.render().length, 2);
      equal(root.innerHTML, shown);
      page.close();
      equal(root.innerHTML, before);
    }
  },

  "a slot that the manifest does not have is told once and left alone"() {
    const { page, one } = rendered(`<div data-tb-slot="nowhere"><p data-tb-text="title">Server</p></div>`);
    equal([page.render(), page.render()], [[], []]);
    equal(
      page.problems.map(({ path, severity }) => [path, severity]),
      [["/slots/nowhere", "warning"]],
    );
    equal(one("p").textContent, "Server");
  },

  "Berlin in winter and in summer"() {
    compareWithIntl("Europe/Berlin", ["2026-01-15T12:00Z", "2026-07-15T12:00Z"]);
    compareWithIntl("Europe/Berlin", ["2026-03-29T00:59:59.999Z", "2026-03-29T01:00Z"]);
    compareWithIntl("Europe/Berlin", ["2026-10-25T00:59:59.999Z", "2026-10-25T01:00Z"]);
  },

  "Lord Howe by half an hour"() {
    compareWithIntl("Australia/Lord_Howe", ["2026-04-04T14:59:59.999Z", "2026-04-04T15:00Z"]);
    compareWithIntl("Australia/Lord_Howe", ["2026-10-03T15:29Z", "2026-10-03T15:30Z"]);
  },

  "Apia over the date line"() {
    compareWithIntl("Pacific/Apia", ["2011-12-30T09:59:59.999Z", "2011-12-30T10:00Z", "2026-06-01T00:00Z"]);
  },

  "other zones and other times"() {
    compareWithIntl("Asia/Kathmandu", ["2026-06-01T18:14Z", "1970-01-01T00:00Z"]);
    compareWithIntl("Africa/Casablanca", ["2026-02-15T01:59Z", "2026-02-15T02:00Z", "2026-03-22T02:00Z"]);
    compareWithIntl("America/New_York", ["1900-01-01T00:00Z", "1969-12-31T23:59:59.999Z", "2090-07-01T00:00Z"]);
  },

  "the device's own zone"() {
    const { now, locales } = EVENING;
    const date = new Date(now);
    const { fields } = withoutPage({ now, locales }).decide("clock");
    holds(fields.time.endsWith(` ${date.getHours()}:${date.getMinutes()}`), fields.time);
  },

  "a zone that does not exist is told"() {
    const page = withoutPage({ now: 0, timeZone: "Mars/Olympus" });
    equal(page.decide().length, SLOTS);
    equal(
      page.problems.map(({ path }) => path),
      ["/timeZone"],
    );
  },

  "numbers and dates are the platform's"() {
    // In the reader's own region, whatever region the words are from.
    for (const tag of ["de-AT", "de", "en", "en-GB"]) {
      const { size, long } = withoutPage({ ...EVENING, locales: [tag] }).decide("clock").fields;
      const date = { timeZone: "UTC", weekday: "long", day: "numeric", month: "long", year: "numeric" };
      equal(size, new Intl.NumberFormat(tag, { minimumFractionDigits: 2 }).format(1234.5));
      equal(long, new Intl.DateTimeFormat(tag, date).format(EVENING.now));
    }
  },

  "a moment is a number, a date or a clock, and a clock is read anew for each decision"() {
    for (const now of [EVENING.now, new Date(EVENING.now), () => EVENING.now])
      equal(withoutPage({ ...EVENING, now }).decide("hero").variant, "evening");
    let clock = MORNING.now;
    const page = withoutPage({ ...EVENING, now: () => clock });
    equal(page.decide("hero").variant, "welcome");
    clock = EVENING.now;
    equal(page.decide("hero").variant, "evening");
  },

  "what throws when it is read is as good as absent"() {
    const strange = [
      getters("now", "page", "device", "locales", "timeZone", "profile"),
      { now: throwing },
      { profile: getters("visits", "lastVisit", "preferences", "events") },
      { profile: { preferences: getters("name") } },
      { profile: { preferences: { name: "Ada" }, events: [getters("kind"), null, 7] } },
      { page: getters("path", "query", "referrer"), device: getters("viewport", "saveData") },
    ];
    for (const [number, given] of strange.entries()) {
      const page = open(bytes, Object.defineProperty(given, "root", { value: null }));
      opened.push(() => page.close());
      equal(page.decide().length, SLOTS, `number ${number} with ${JSON.stringify(page.problems)}`);
    }
  },

  "a page with a clock that throws is written by the device's own"() {
    for (const given of [{ now: throwing }, getters("now")]) {
      const root = place(HERO);
      const page = open(bytes, Object.defineProperty(given, "root", { value: root }));
      opened.push(() => page.close());
      equal(page.render().length, 1);
      holds(root.querySelector("h1").textContent !== "Server", "nothing was written");
      equal(page.problems[0].path, "/now");
    }
  },

  "options and roots that are none, and objects that throw at everything, come out as problems"() {
    const proxy = new Proxy({}, { get: throwing, ownKeys: throwing });
    for (const options of [null, 7, "options", proxy, { root: "#main" }, getters("root")]) {
      const page = open(bytes, options);
      opened.push(() => page.close());
      holds(Array.isArray(page.decide()) && Array.isArray(page.render()), "it does not answer");
    }
    const page = withoutPage();
    equal(page.assume(getters("now")).length, SLOTS);
    equal(page.assume(null).length, SLOTS);
    equal(page.decide().length, SLOTS);
  },

  "events that throw hurt nobody else"() {
    const page = withoutPage();
    for (const event of [null, undefined, 7, {}, getters("kind"), { kind: "preference", name: { toString: throwing } }])
      page.observe(event);
    holds(page.problems.length > 0, "no problem was told");
    equal([page.decide().length, withoutPage().decide().length], [SLOTS, SLOTS]);
  },

  "values of a wrong type are told and left out"() {
    const page = withoutPage({
      now: "soon",
      timeZone: 7,
      locales: "en",
      page: { path: 1 },
      device: { viewport: "watch", saveData: "yes" },
    });
    equal(page.decide().length, SLOTS);
    const paths = ["/device/saveData", "/device/viewport", "/locales", "/now", "/page/path", "/timeZone"];
    page.render();
    equal([...new Set(page.problems.map(({ path }) => path))].sort(), paths);
  },

  "a profile comes out as it was handed in"() {
    const profile = {
      visits: 3,
      firstVisit: 1_781_000_000_000,
      lastVisit: 1_782_000_000_000,
      thisVisit: 1_782_100_000_000,
      preferences: { name: "Ada", size: 2.5, diet: "green", topics: ["sea"], calm: true },
      events: [{ kind: "click", slot: "hero", variant: "evening", times: 2, moments: [1_782_100_000_001] }],
      topics: { cycling: "more" },
      interests: [
        {
          topic: "sea",
          at: 1_782_100_000_000,
          short: 2.5,
          long: 4.25,
          pages: 1,
          clicks: 1,
          dismissals: 0,
          conversions: 0,
        },
      ],
    };
    const page = withoutPage({ ...EVENING, profile });
    equal(page.export(), profile);
    equal(page.problems, []);
  },

  "what the manifest does not know is left out of a profile"() {
    const page = withoutPage({ ...EVENING, profile: { preferences: { shoe: 43, diet: "meat", name: "Ada" } } });
    equal(page.export().preferences, { name: "Ada" });
    equal(page.problems.length, 2);
  },

  "a preference changes the page, and taking it back changes it back"() {
    const { page, one } = rendered(HERO);
    page.observe({ kind: "preference", name: "name", value: "Ada" });
    equal(one("h1").textContent, "Hello, \u2068Ada\u2069");
    page.observe({ kind: "preference", name: "name", value: null });
    equal(one("h1").textContent, "Good evening");
    equal(page.problems, []);
  },

  "what was dismissed or reached its goal gives way at once; views and clicks change nothing"() {
    const counted = { when: "seen('hero') + clicked('hero') > 0", fields: { title: "Counted" } };
    const variants = {
      counted,
      offer: { cooldown: 7, fields: { title: "Offer" } },
      sign: { stopAfter: "signup", fields: { title: "Sign up" } },
      plain: { fields: { title: "Plain" } },
    };
    const slots = { hero: { default: "plain", variants } };
    const { bytes } = compile({ tailorbird: 1, locales: ["en"], goals: { signup: {} }, slots });
    const root = place(HERO);
    const page = open(bytes, { ...EVENING, root });
    opened.push(() => page.close());
    page.render();
    const title = () => root.querySelector("h1").textContent;
    const shown = [title()];
    const tell = (event) => {
      page.observe({ slot: "hero", ...event });
      shown.push(title());
    };
    tell({ kind: "dismiss" });
    tell({ kind: "convert", goal: "signup" });
    tell({ kind: "view" });
    tell({ kind: "click" });
    page.render();
    shown.push(title());
    equal(shown, ["Offer", "Sign up", "Plain", "Plain", "Plain", "Counted"]);
    equal(page.problems, []);
  },

  "why it was decided stays as it was then, whenever it is read"() {
    const now = { ...EVENING, profile: { visits: 9, preferences: { name: "Ada" } } };
    const then = JSON.stringify(withoutPage(now).decide("hero"));
    const page = withoutPage(now);
    const old = page.decide("hero");
    page.observe({ kind: "preference", name: "name", value: null });
    const fresh = page.decide("hero");
    const { reasons } = old;
    holds(old !== fresh && reasons !== fresh.reasons, "nothing has changed");
    holds(reasons === old.reasons, "each look makes another list");
    page.close();
    equal(JSON.stringify(old), then);
    equal(
      fresh.reasons.map(({ kind, variant, facts }) => [kind, variant, facts]),
      [
        ["rule-fails", "greeting", { "preference.name": "" }],
        ["rule-holds", "evening", { "now.hour": 18 }],
      ],
    );
  },

  "erasing forgets everything and changes the page"() {
    const { page, one } = rendered(HERO, { ...EVENING, profile: { visits: 9, preferences: { name: "Ada" } } });
    page.observe({ kind: "click", slot: "hero" });
    equal(page.export().events, [
      { kind: "click", slot: "hero", variant: "greeting", times: 1, moments: [EVENING.now] },
    ]);
    page.erase();
    const visit = EVENING.now;
    equal(page.export(), {
      visits: 1,
      firstVisit: visit,
      lastVisit: null,
      thisVisit: visit,
      preferences: {},
      events: [],
      topics: {},
      interests: [],
    });
    equal(one("h1").textContent, "Good evening");
  },

  "a decision is explained"() {
    const page = withoutPage();
    equal(page.explain("hero"), []);
    page.decide();
    equal(
      page.explain("hero").map((sentence) => sentence.length > 0),
      [true, true, true],
    );
    equal(page.explain("none"), []);
  },

  "bytes that are no program leave the page as it is"() {
    const root = place(HERO);
    const written = watch(root);
    for (const refused of [new Uint8Array(), bytes.slice(0, 40), bytes.map((byte) => byte ^ 1)]) {
      const page = open(refused, { ...EVENING, root });
      equal([page.render(), page.problems.length, page.problems[0].severity], [[], 1, "error"]);
    }
    equal(written(), 0);
  },
};

function run(name) {
  try {
    checks[name]();
    return { name };
  } catch (error) {
    return { name, error: String(error) };
  } finally {
    for (const close of opened.reverse()) close();
    opened = [];
  }
}

Object.assign(
  checks,
  clobberChecks,
  factsChecks,
  forceChecks,
  formChecks,
  handChecks,
  languageChecks,
  listChecks,
  loadChecks,
  richChecks,
  takeChecks,
);
globalThis.results = Object.keys(checks).map(run);
