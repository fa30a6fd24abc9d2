// The reading list at work: what the reader opens, wants more of or sends away puts the pieces in order, and each says why it stands where
// it does.

import { open } from "/reading.tailorbird.js";
import { startLetter } from "/reading-letter.js";
import { moving } from "/reading-move.js";
import { filled, words } from "/reading-words.js";

const find = (id) => document.getElementById(id);
const list = find("list");
const order = () => document.querySelector("[name=order]:checked").value;
const say = () => words[document.documentElement.lang] ?? words.en;
const write = (target, text) => {
  if (target.textContent !== text) target.textContent = text;
};

const page = open({
  remember: "local",
  recommend: async (vectors) => (await import("/node_modules/tailorbird/dist/recommend.js")).recommender(vectors),
});

// What the page shows.

function speak(tag) {
  document.documentElement.lang = tag;
  document.documentElement.dir = tag === "ar" ? "rtl" : "ltr";
  document.querySelector(`[name=language][value=${tag}]`).checked = true;
  for (const target of document.querySelectorAll("[data-word]")) write(target, say()[target.dataset.word]);
}

const decided = () => page.decide(order());
const fieldsOf = (id) => decided()?.items.find((item) => item.id === id)?.fields;

/** Why an item stands where it does, in words. */
function because(id) {
  const done = happened(id);
  if (done) return say()[done];
  const { kind, item, topic, owner } = decided()?.reasons.find(({ variant }) => variant === id)?.because ?? {
    kind: "order",
  };
  const about = fieldsOf(item)?.title ?? say().topics[topic] ?? say().owners[owner];
  return filled(say().because[kind], about);
}

/** Whether an item was sent away or read. */
function happened(id) {
  const kinds = page
    .export()
    .events?.filter(({ variant, slot }) => variant === id && slot in LISTS)
    .map(({ kind }) => kind);
  if (kinds?.includes("dismiss")) return "sent";
  return kinds?.includes("click") ? "read" : undefined;
}
const LISTS = { list: true, editors: true };

function tell() {
  for (const piece of list.children) {
    const id = piece.dataset.tbKey;
    const title = piece.querySelector("h3").textContent;
    write(piece.querySelector(".because"), because(id));
    piece.dataset.state = happened(id) ?? "";
    for (const button of piece.querySelectorAll("button")) {
      write(button, say()[button.name]);
      button.setAttribute("aria-label", `${say()[button.name]}: ${title}`);
    }
  }
  const kept = page.consent.remember === "granted";
  find("keep").checked = kept;
  write(find("kept"), kept ? say().kept : say().notKept);
  if (!find("sheet").hidden) fill(find("sheet").dataset.item);
}

// What the reader does.

/** Has the list move, once, and says politely what became of it. */
function does(change, held) {
  moving(list, change, held);
  tell();
  const [first] = list.querySelectorAll("h3");
  write(find("status"), order() === "list" ? filled(say().moved, first.textContent) : say().byEditors);
}

const observe = (kind, item) => page.observe({ kind, slot: order(), item });

/** The place of a piece, to which the focus comes back when the piece has gone elsewhere. */
let place = 0;
const at = (number, target) => list.children[Math.min(number, list.children.length - 1)].querySelector(target);

function read(item) {
  place = [...list.children].findIndex((piece) => piece.dataset.tbKey === item);
  find("sheet").dataset.item = item;
  find("sheet").hidden = false;
  find("empty").hidden = true;
  does(() => observe("click", item));
  find("reader").scrollTop = 0;
  find("reader-title").focus({ preventScroll: true });
}

function fill(item) {
  const { title, text, body, owner, date } = fieldsOf(item);
  const parts = { title, text, body, kicker: `${owner} · ${date}` };
  for (const [name, words] of Object.entries(parts)) write(find(`reader-${name}`), words);
  const drawing = document.querySelector(`[data-tb-key="${item}"] use`).getAttribute("href");
  find("reader-drawing").setAttribute("href", drawing);
  const next = decided().items.find(({ id }) => id !== item && !happened(id));
  find("after").hidden = !next;
  if (!next) return;
  write(find("next"), next.fields.title);
  find("next").dataset.item = next.id;
  write(find("next-because"), because(next.id));
}

function close() {
  find("sheet").hidden = true;
  find("empty").hidden = false;
  at(place, "a").focus({ preventScroll: true });
}

list.addEventListener("click", (event) => {
  const target = event.target.closest("a, button");
  if (!target) return;
  event.preventDefault();
  const piece = target.closest("li");
  const item = piece.dataset.tbKey;
  if (target.name === "more") does(() => observe("more", item), piece);
  else if (target.name === "away") {
    const stood = [...list.children].indexOf(piece);
    does(() => observe("dismiss", item));
    at(stood, "[name=away]").focus({ preventScroll: true });
  } else read(item);
});
find("next").addEventListener("click", (event) => {
  event.preventDefault();
  read(find("next").dataset.item);
});
find("close").addEventListener("click", close);
find("reader").addEventListener("keydown", ({ key }) => {
  if (key === "Escape" && !find("sheet").hidden) close();
});

find("desk").addEventListener("submit", (event) => event.preventDefault());
for (const choice of document.querySelectorAll("[name=order]"))
  choice.addEventListener("change", () =>
    does(() => {
      list.dataset.tbSlot = order();
      page.render();
    }),
  );
for (const choice of document.querySelectorAll("[name=language]"))
  choice.addEventListener("change", () => {
    speak(choice.value);
    page.render();
    tell();
  });
find("keep").addEventListener("change", ({ target }) => {
  const word = target.checked ? "granted" : "denied";
  page.choose({ remember: word, learn: word });
});
find("erase").addEventListener("click", () => {
  does(() => page.erase());
  write(find("status"), say().erased);
});

// The beginning.

function begin() {
  for (const tools of document.querySelectorAll(".tools"))
    for (const name of ["more", "away"]) {
      const button = document.createElement("button");
      Object.assign(button, { type: "button", name });
      tools.append(button);
    }
  const asked = [new URLSearchParams(location.search).get("lang"), ...navigator.languages];
  speak(asked.map((tag) => tag?.slice(0, 2)).find((tag) => tag in words) ?? "en");
  page.render();
  const letter = startLetter(page, say);
  const all = () => {
    tell();
    letter.tell();
  };
  page.subscribe(all);
  all();
  find("desk").hidden = false;
  find("learned").hidden = false;
  document.documentElement.dataset.ready = "";
}

// Where the page cannot be decided it stays as it was sent: whole, and in the editors' order.
if (page.decisions.length) begin();
else document.documentElement.dataset.plain = "";
