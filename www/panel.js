// The panel beside the magazine: what the visitor sets passes to the page, and what the page decided comes back as sentences.

import { words } from "./words.js";

const zones = [
  "Europe/Berlin",
  "Europe/Lisbon",
  "Africa/Nairobi",
  "Asia/Dubai",
  "Asia/Kolkata",
  "Asia/Tokyo",
  "Australia/Sydney",
  "Pacific/Auckland",
  "America/New_York",
  "America/Los_Angeles",
  "America/Sao_Paulo",
];

const find = (id) => document.getElementById(id);

function element(name, className, text = "") {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

/** Writes only what differs: a text that is written anew each second would lose the visitor's selection. */
function write(target, text) {
  if (target.textContent !== text) target.textContent = text;
}

export function startPanel(page, reader, show) {
  const panel = find("panel");
  const opener = find("opener");
  const entries = new Map();
  const shown = new Map();

  const language = () => document.documentElement.lang;
  const say = () => words[language()] ?? words.en;

  function speak() {
    for (const target of panel.querySelectorAll("[data-word]")) write(target, say()[target.dataset.word]);
    for (const target of panel.querySelectorAll("[data-word-label]")) {
      target.setAttribute("aria-label", say()[target.dataset.wordLabel]);
    }
    write(opener.firstElementChild, say().title);
  }

  function format(moment, options) {
    return new Intl.DateTimeFormat(language(), { timeZone: reader.zone, ...options }).format(moment);
  }

  function untilAsWords(moment) {
    if (moment === null) return say().forGood;
    const near = moment - reader.now() < 6 * 86_400_000;
    const date = near ? { weekday: "long" } : { day: "numeric", month: "long", year: "numeric" };
    return `${say().until} ${format(moment, { ...date, hour: "numeric", minute: "2-digit" })}`;
  }

  function entryOf(slot) {
    const known = entries.get(slot);
    if (known !== undefined) return known;
    const entry = {
      name: element("span", "slot-name"),
      variant: element("code", "variant"),
      until: element("span", "until"),
      reasons: element("ul", "reasons"),
      details: document.createElement("details"),
    };
    const summary = document.createElement("summary");
    summary.append(entry.name, entry.variant, entry.until);
    entry.details.append(summary, entry.reasons);
    entry.details.dataset.slot = slot;
    const item = document.createElement("li");
    item.append(entry.details);
    find("decisions").append(item);
    entries.set(slot, entry);
    return entry;
  }

  /** What a slot shows, in a word or, of a list, in several. */
  const choice = ({ variant, items }) => items?.map(({ id }) => id).join(" ") ?? variant;

  function tell(decision) {
    const entry = entryOf(decision.slot);
    write(entry.name, say().slots[decision.slot] ?? decision.slot);
    write(entry.variant, choice(decision));
    write(entry.until, untilAsWords(decision.until));
    const sentences = page.explain(decision.slot);
    const told = [...entry.reasons.children].map((item) => item.textContent);
    if (told.join("\n") !== sentences.join("\n")) {
      entry.reasons.replaceChildren(...sentences.map((sentence) => element("li", "", sentence)));
    }
  }

  function markChanges(decisions) {
    const changed = decisions.filter(
      (decision) => shown.has(decision.slot) && shown.get(decision.slot) !== choice(decision),
    );
    for (const decision of decisions) shown.set(decision.slot, choice(decision));
    if (changed.length === 0) return;
    const names = changed.map(({ slot }) => say().slots[slot] ?? slot);
    write(find("changed"), `${say().changed} ${names.join(say().separator)}`);
    for (const { slot } of changed) {
      const target = document.querySelector(`[data-tb-slot="${slot}"]`);
      target?.removeAttribute("data-changed");
      // Reading a size between the two makes the browser start the animation again.
      void target?.offsetWidth;
      target?.setAttribute("data-changed", "");
    }
  }

  /** Shows the clock and the decisions as they are now; also once a second, because a page with a clock changes by itself. */
  function refresh() {
    const wall = reader.wall();
    write(
      find("clock"),
      format(reader.now(), { weekday: "long", hour: "numeric", minute: "2-digit", second: "2-digit" }),
    );
    if (document.activeElement !== find("date")) find("date").value = wall.slice(0, 10);
    if (document.activeElement !== find("hour")) {
      find("hour").value = Number(wall.slice(11, 13)) * 60 + Number(wall.slice(14, 16));
    }
    find("hour").setAttribute("aria-valuetext", format(reader.now(), { hour: "numeric", minute: "2-digit" }));
    const decisions = page.decide();
    markChanges(decisions);
    decisions.forEach(tell);
  }

  /** What lies on the reader's card need not stand in the address. */
  function keep() {
    const kept = page.consent.remember === "granted";
    history.replaceState(null, "", reader.address(kept ? {} : page.export()));
  }

  /** The reader is another one now: the page, the panel and the address follow. */
  function apply() {
    show(reader.given());
    speak();
    refresh();
    keep();
  }

  function prefer(name, value) {
    page.observe({ kind: "preference", name, value });
    refresh();
    keep();
  }

  function moveClock() {
    const minutes = Number(find("hour").value);
    const hour = String(Math.floor(minutes / 60)).padStart(2, "0");
    const minute = String(minutes % 60).padStart(2, "0");
    if (find("date").value === "") return;
    reader.moveTo(`${find("date").value}T${hour}:${minute}:00`);
    apply();
  }

  function fillIn() {
    const { preferences = {} } = page.export();
    find("zone").replaceChildren(
      ...[...new Set([reader.zone, ...zones])].map((zone) => new Option(zone.replaceAll("_", " "), zone)),
    );
    find("zone").value = reader.zone;
    find("from").value = reader.from;
    find("gale").checked = reader.gale;
    find("name").value = preferences.name ?? "";
    find("vegetarian").checked = preferences.diet === "vegetarian";
    find("poem").checked = preferences.poem === true;
    for (const box of find("topics").querySelectorAll("input")) {
      box.checked = preferences.topics?.includes(box.value) ?? false;
    }
    const chosen = panel.querySelector(`[name="language"][value="${language()}"]`);
    if (chosen !== null) chosen.checked = true;
  }

  function listen() {
    find("reader").addEventListener("submit", (event) => event.preventDefault());
    find("date").addEventListener("change", moveClock);
    find("hour").addEventListener("input", moveClock);
    find("now").addEventListener("click", () => {
      reader.ahead = undefined;
      apply();
    });
    find("zone").addEventListener("change", (event) => {
      reader.zone = event.target.value;
      apply();
    });
    find("from").addEventListener("change", (event) => {
      reader.from = event.target.value;
      apply();
    });
    for (const choice of panel.querySelectorAll('[name="language"]')) {
      choice.addEventListener("change", () => {
        reader.language = choice.value;
        apply();
      });
    }
    find("gale").addEventListener("change", (event) => {
      reader.gale = event.target.checked;
      page.signal({ gale: reader.gale });
      refresh();
      keep();
    });
    find("name").addEventListener("input", (event) => prefer("name", event.target.value.trim() || null));
    find("vegetarian").addEventListener("change", (event) =>
      prefer("diet", event.target.checked ? "vegetarian" : null),
    );
    find("poem").addEventListener("change", (event) => prefer("poem", event.target.checked || null));
    find("topics").addEventListener("change", () => {
      const ticked = [...find("topics").querySelectorAll("input:checked")].map((box) => box.value);
      prefer("topics", ticked.length === 0 ? null : ticked);
    });
    for (const button of panel.querySelectorAll("[data-days]")) {
      button.addEventListener("click", () => {
        reader.letDaysPass(Number(button.dataset.days));
        page.observe({ kind: "visit" });
        apply();
      });
    }
    find("forget").addEventListener("click", () => {
      page.erase();
      fillIn();
      apply();
    });
  }

  function openSheet(open) {
    panel.toggleAttribute("data-open", open);
    opener.setAttribute("aria-expanded", String(open));
    (open ? panel : opener).focus({ preventScroll: true });
    if (open) document.querySelector(".scene").scrollIntoView({ block: "start" });
  }

  opener.addEventListener("click", () => openSheet(true));
  find("closer").addEventListener("click", () => openSheet(false));
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && panel.hasAttribute("data-open")) openSheet(false);
  });

  fillIn();
  speak();
  listen();
  refresh();
  setInterval(refresh, 1000);
  panel.hidden = false;
  opener.hidden = false;
}
