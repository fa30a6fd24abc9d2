// Vectors as every kind of value in every place of a page, and what came of it: what ran, what was asked of the network, and
// what was written where nothing may be written.

import { compile } from "../../../dist/author.js";
import { open } from "../../../dist/index.js";
import { list, shape, slot, slotWithTemplate } from "./sinks.mjs";
import { urls } from "./urls.mjs";

/** What a reader or a page can say, and how words show it. */
const KINDS = {
  preference: "{$preference.v}",
  signal: "{$signal.v}",
  query: "{$page.query.v}",
  path: "{$page.path}",
  referrer: "{$page.referrer}",
};

const MANIFEST = {
  tailorbird: 1,
  locales: ["en"],
  preferences: { v: { type: "text" } },
  signals: { v: { type: "text" }, list: { type: "list" } },
  catalogs: { items: { items: [{ id: "item", fields: { v: KINDS.signal } }] } },
  slots: {
    items: { catalog: "items", count: 1 },
    ...Object.fromEntries(
      Object.entries(KINDS).map(([kind, value]) => [
        kind,
        { default: "none", variants: { hit: { fields: { v: value, among: `a ${value} b` } }, none: {} } },
      ]),
    ),
    // The topics of a page and lists that it tells are read by rules, and said by what explains them.
    topics: {
      default: "none",
      variants: {
        hit: { when: "'x' in page.topics || 'x' in signal.list || preference.v == 'x' || locale.tag == 'x'" },
        none: {},
      },
    },
  },
};

/** The most that is kept of one value. */
const TEXT = 2048;
/** How many answers stay in the page together, so that what they have started can come to something. */
const TOGETHER = 100;

const ran = [];
for (const name of ["alert", "confirm", "prompt", "print", "open"]) globalThis[name] = () => void ran.push(name);

/** An image that every batch of answers is followed by. */
const SENTINEL = "/sentinel";
let sentinels = 0;

/** What the policy, which only reports, says would be kept from running or loading. */
const reports = [];
document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sample }) => {
  if (blockedURI.includes(SENTINEL)) document.dispatchEvent(new Event("sentinel"));
  else reports.push(`${effectiveDirective} ${blockedURI} ${sample}`);
});

/** Resolves when an image that is asked for now has been reported and refused by the server, and two frames have been drawn:
 *  what was put into the page before has run, loaded and been reported by then. */
async function afterSentinel() {
  const image = new Image();
  const heard = (target, name) => new Promise((resolve) => target.addEventListener(name, resolve, { once: true }));
  const both = Promise.all([heard(image, "error"), heard(document, "sentinel")]);
  sentinels += 1;
  image.src = `${SENTINEL}?${sentinels}`;
  await both;
  for (let frame = 0; frame < 2; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
}

/** What a vector becomes on its way: the marks between lists are taken out, and halves of characters replaced. */
const carried = (vector) => vector.replaceAll("\x1e", "").replaceAll("\x1f", "").slice(0, TEXT).toWellFormed();

/** A vector as a query. One for which there is no room in a text that is handed in becomes the query of the page's own address,
 *  whole; of others that has to stay rare, because browsers refuse it when it comes often. */
function asQuery(vector) {
  const query = `?v=${encodeURIComponent(vector.toWellFormed())}`;
  const isLong = query.length > TEXT;
  if (isLong || location.search) history.replaceState(null, "", isLong ? query : location.pathname);
  const arrived = new URLSearchParams(isLong ? location.search : query).get("v");
  if (arrived !== vector.toWellFormed()) throw new Error(`the query did not arrive whole: ${arrived}`);
  return isLong ? undefined : query;
}

/** A vector as the path of an address, as a browser tells it. */
function asPath(vector) {
  try {
    const address = /^[\w-]+:\/\//.test(vector) ? vector : `http://a${vector.startsWith("/") ? "" : "/"}${vector}`;
    return carried(new URL(address).pathname);
  } catch {
    return carried(vector);
  }
}

/** A vector as a referrer, of which the host is told. */
function asHost(vector) {
  try {
    return /^[\w-]+:\/\//.test(vector) ? carried(new URL(vector).hostname) : carried(vector);
  } catch {
    return carried(vector);
  }
}

/** Where a link may lead. */
const SAFE = /^(https?|mailto|tel):$/;

/** Somebody clicks everything. */
function follow(root) {
  // Only what would leave the page is held back; code in a link would run.
  const stay = (event) => SAFE.test(event.target.protocol) && event.preventDefault();
  root.addEventListener("click", stay);
  for (const place of root.querySelectorAll("a, button, option, p"))
    place.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  root.removeEventListener("click", stay);
}

/** Lets the answers that are in the page do what they would, and takes them away. */
async function settle(museum) {
  follow(museum);
  await afterSentinel();
  museum.replaceChildren();
}

/** What follows a value in the DOM where somebody has been careless: the control, which has to be noticed. */
const PLANTS = {
  markup: (root) => {
    const place = root.querySelector("h1");
    place.innerHTML = place.textContent;
  },
  handler: (root) => {
    const place = root.querySelector("a[title]");
    place.setAttribute("onclick", place.title.slice(1, -1));
  },
  link: (root) => {
    const place = root.querySelector("a[title]");
    place.setAttribute("href", place.title.slice(1, -1));
  },
  source: (root) => {
    const place = root.querySelector("img[alt]");
    place.setAttribute("src", place.alt.slice(1, -1));
  },
};

/** The places, and two pages that write into them: what is declared is told apart from the rest, so that each vector is
 *  rendered once in each place. */
function stage() {
  const root = document.createElement("main");
  root.lang = "en";
  const [declared, said] = [root.appendChild(document.createElement("div")), document.createElement("div")];
  root.append(said);
  // What takes no words takes none of any kind: two are asked to prove it.
  for (const kind of Object.keys(KINDS))
    (kind === "preference" ? declared : said).append(slot(kind, "v", /^(preference|query)$/.test(kind)));
  const plain = [...root.querySelectorAll("section")];
  said.append(slotWithTemplate("signal", "among"), list("items", "v"));
  const { bytes, problems } = compile(MANIFEST);
  if (!bytes) throw new Error(JSON.stringify(problems));
  const pages = [declared, said].map((root) => open(bytes, { root, now: 0, timeZone: "UTC", locales: ["en"] }));
  for (const page of pages) page.render();
  return { root, plain, pages };
}

/** A vector as every kind of value. */
function show([declared, said], vector) {
  declared.observe({ kind: "preference", name: "v", value: vector });
  said.assume({
    page: { path: vector, query: asQuery(vector), referrer: vector, topics: [vector] },
    signals: { v: vector, list: [vector] },
    locales: ["en", vector],
  });
}

/** What is not as it should be in a slot that shows a vector. */
function* faults(element, { variant: one, fields: own, items }, wanted, plant) {
  const [variant, fields] = items ? [items.length > 0 ? "hit" : "none", items[0]?.fields ?? {}] : [one, own];
  // Nothing but spaces is no value.
  if (variant !== "hit") {
    if (wanted !== "") yield "it is not shown";
    return;
  }
  const value = fields.v.slice(1, -1).trim();
  if (!wanted.startsWith(value) || value.length < Math.min(wanted.length, TEXT / 4)) yield `it became ${value}`;
  if (element.querySelector("h1").textContent !== fields.v && !plant) yield "the text is another";
  if (element.querySelector("a[title]")?.title !== fields.v) yield "the title is another";
}

/** Every vector as every kind of value in every place. */
async function values(vectors, plant) {
  const { root, plain, pages } = stage();
  const museum = document.createElement("div");
  document.body.append(museum);
  const told = [];
  const bare = plain.map((section) => shape(section));
  show(pages, "harmless");
  const sound = shape(root);
  if (plain.some((section, place) => shape(section) !== bare[place])) told.push({ what: "words changed the tree" });
  reports.length = 0;
  for (const [number, vector] of vectors.entries()) {
    show(pages, vector);
    const wanted = carried(vector).trim();
    const special = {
      path: asPath(vector).trim(),
      referrer: asHost(vector).trim(),
    };
    const tell = (slot, what) => told.push({ vector, slot, what });
    for (const [place, page] of pages.entries())
      for (const decision of page.decide()) {
        const element = root.children[place].querySelector(`[data-tb-slot="${decision.slot}"]`);
        const shown = special[decision.slot] ?? wanted;
        for (const fault of element ? faults(element, decision, shown, plant) : []) tell(decision.slot, fault);
      }
    const said = pages.map((page) => page.explain("topics").join("\n")).join("\n");
    if (!said.includes(wanted.slice(0, 200))) tell("topics", "it is not explained");
    PLANTS[plant]?.(root);
    if (shape(root) !== sound && wanted !== "") tell("", "the tree has changed");
    keep(museum, root, said);
    if (number % TOGETHER === TOGETHER - 1) await settle(museum);
  }
  await settle(museum);
  const places = root.querySelectorAll("[data-tb-text],[data-tb-attr]").length;
  for (const page of pages) page.close();
  return { places, told, ran: ran.splice(0), reports: reports.splice(0) };
}

/** Puts what came of a vector into the page, with the sentences that explain it. */
function keep(museum, root, said) {
  const kept = root.cloneNode(true);
  // That these have nothing in them has been seen; each would be a page of its own.
  for (const frame of kept.querySelectorAll("iframe, object, video, style")) frame.remove();
  kept.appendChild(document.createElement("pre")).textContent = said;
  museum.append(kept);
}

/** Every vector as what a site wrote: words, a link, a name. What is refused while compiling is counted. */
async function written(vectors) {
  const told = [];
  let refused = 0;
  const museum = document.createElement("div");
  document.body.append(museum);
  for (let start = 0; start < vectors.length; start += TOGETHER) {
    const some = vectors.slice(start, start + TOGETHER);
    const kept = sound(some);
    refused += some.length - kept.length;
    if (kept.length > 0) await showSite(kept, told, museum);
  }
  await settle(museum);
  return { refused, told, ran: ran.splice(0), reports: reports.splice(0) };
}

const site = (vectors) => ({
  tailorbird: 1,
  locales: ["en"],
  catalogs: { all: { items: vectors.map((vector, place) => ({ id: `s${place}`, fields: { v: vector } })) } },
  slots: {
    ...Object.fromEntries(
      vectors.map((vector, place) => [
        `s${place}`,
        { default: "none", variants: { hit: { fields: { v: vector } }, none: {} } },
      ]),
    ),
    list: { catalog: "all", count: TOGETHER },
  },
});

/** Those that compile. */
function sound(vectors) {
  const { bytes, problems } = compile(site(vectors));
  if (bytes) return vectors;
  const wrong = new Set(problems.map(({ path }) => path.match(/^\/slots\/s(\d+)/)?.[1]));
  const rest = vectors.filter((_, place) => !wrong.has(String(place)));
  if (rest.length === vectors.length) throw new Error(JSON.stringify(problems));
  return rest.length > 0 ? sound(rest) : [];
}

/** What differs between items: their keys, and their sites' choices. */
const ITEM = ["href", "class", "data-tb-key"];

async function showSite(vectors, told, museum) {
  const root = document.createElement("main");
  root.lang = "en";
  root.append(...vectors.map((_, place) => slot(`s${place}`, "v", true)), list("list", "v"));
  const before = [...root.children].map((section) => shape(section, ["href", "class"]));
  const page = open(compile(site(vectors)).bytes, { root, now: 0, timeZone: "UTC", locales: ["en"] });
  page.render();
  const items = [...root.lastChild.querySelectorAll("[data-tb-key]")];
  if (items.length !== vectors.length) told.push({ vector: vectors.length, what: `${items.length} items are there` });
  for (const [place, vector] of vectors.entries()) {
    const section = root.children[place];
    if (shape(items[place], ITEM) !== shape(items[0], ITEM)) told.push({ vector, what: "its item is another" });
    if (shape(section, ["href", "class"]) !== before[place]) told.push({ vector, what: "the tree has changed" });
    for (const link of section.querySelectorAll("[href]"))
      if (!SAFE.test(link.protocol)) told.push({ vector, what: `is a link to ${link.protocol}` });
  }
  for (const frame of root.querySelectorAll("iframe, object, video, style")) frame.remove();
  museum.append(root);
  await settle(museum);
  page.close();
}

globalThis.xss = { values, written, urls };
