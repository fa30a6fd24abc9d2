// The invitation that learns its tone: which one is shown and why, and what came of each so far.

import { filled } from "/reading-words.js";

const find = (id) => document.getElementById(id);
const make = (name, attributes, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
};

export function startLetter(page, say) {
  /** Each tone with what is told of it: a sentence, and a mark for each yes. */
  function row({ name, value, text }) {
    const tone = say().tones[name.split("/")[1]];
    const marks = make("span", { class: "marks", "aria-hidden": "true" }, "●".repeat(Math.min(value, 12)));
    return make("li", {}, make("span", {}, text.replace(name, tone)), marks);
  }

  /** Why this one is shown, in words. */
  function why({ variant, reasons, because = [] }) {
    const { kind } = reasons.find((reason) => reason.variant === variant && reason.kind in say().letter) ?? {};
    // A feature that is one of several words is told as `now.partOfDay = evening`.
    const features = because.map((feature) => say().partOfDay[feature.split(" = ")[1]]);
    return kind && [filled(say().letter[kind], say().tones[variant]), ...features].join(say().comma);
  }

  function tell() {
    const learned = page.insights().filter(({ kind }) => kind === "outcomes");
    const text = (learned.length && why(page.decide("letter"))) || say().unlearned;
    if (find("tone").textContent !== text) find("tone").textContent = text;
    find("tones").replaceChildren(...learned.map(row));
  }

  find("sign").addEventListener("click", () => {
    find("thanks").textContent = say().thanks;
  });
  find("turn").addEventListener("click", () => location.reload());
  return { tell };
}
