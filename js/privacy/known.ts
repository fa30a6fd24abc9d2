/** The section of insights: a row for each, with what is known, where it comes from, and buttons to change it. */

import type { Insight, PageEvent } from "../types/index.js";
import type { Panel } from "./panel.js";
import { Parts } from "./parts.js";
import type { PrivacyWords } from "./words.js";

interface Row {
  readonly element: HTMLElement;
  show(insight: Insight): void;
}

/** The events by which a reader steers what is shown of a topic. */
const STEERING = ["more", "less", "never", "forget"] as const;
/** The kinds of insight that are about a topic: what was learned, and what the reader asked for. */
const TOPICS = ["interest", "steering"];

export function known(panel: Panel, parts: Parts): { element: HTMLElement; show: () => void } {
  const rows = new Map<string, Row>();
  const heading = parts.make("h3", { id: "known", tabindex: "-1" }, () => panel.words.known);
  const list = parts.make("ul", { class: "known", role: "list" });
  const nothing = parts.make("p", { class: "soft" }, () => panel.words.nothing);

  const show = (): void => {
    const insights = panel.page?.insights() ?? [];
    const focused = (list.getRootNode() as ShadowRoot).activeElement as HTMLElement | null;
    const place = [...list.children].findIndex((row) => row.contains(focused));
    const wanted = insights.map((insight) => {
      const key = `${insight.kind} ${insight.name}`;
      const row = rows.get(key) ?? rowOf(panel);
      rows.set(key, row);
      row.show(insight);
      return row.element;
    });
    for (const [key, { element }] of rows) if (!wanted.includes(element)) rows.delete(key);
    // A row that stays in its place is not moved, so that it keeps the focus.
    for (const child of [...list.children]) if (!wanted.includes(child as HTMLElement)) child.remove();
    for (const [at, element] of wanted.entries())
      if (list.children[at] !== element) list.insertBefore(element, list.children[at] ?? null);
    nothing.hidden = wanted.length > 0;
    list.hidden = wanted.length === 0;
    if (place < 0) return;
    const buttons = [...wanted.slice(place), ...wanted.slice(0, place).reverse()].map((row) =>
      row.querySelector<HTMLElement>("button:not([hidden])"),
    );
    const next = focused?.isConnected ? focused : buttons.find((button) => button);
    (next ?? heading).focus({ preventScroll: true });
  };

  const element = parts.make("section", { "aria-labelledby": "known" }, heading, nothing, list);
  return { element, show };
}

function rowOf(panel: Panel): Row {
  const parts = new Parts();
  let insight: Insight | undefined;
  const name = (): string => panel.nameOf(insight?.name ?? "");
  const about = (word: keyof PrivacyWords): string => panel.words[word].replace("{name}", name);
  /** The sentence of the insight, with the name that readers know. Names are wrapped in bidi isolates. */
  const sentence = (): string =>
    (insight?.text ?? "").replace(`\u2068${insight?.name}\u2069`, () => `\u2068${name()}\u2069`);
  const topical = (): boolean => TOPICS.includes(insight?.kind ?? "");
  const declared = (): boolean => insight?.kind === "preference";

  /** Isolates a text, because the page may have another language and direction than this element. */
  const bidi = (say: () => string): HTMLElement => parts.make("bdi", {}, say);

  const button = (
    word: "more" | "less" | "never" | "forget" | "back",
    event: (name: string) => PageEvent,
    hidden: () => boolean,
  ): HTMLElement =>
    parts.make(
      "button",
      {
        type: "button",
        hidden,
        "aria-label": () => about(`${word}Of`),
        press: () => panel.act((page) => page.observe(event(insight?.name ?? "")), about(`${word}Done`)),
      },
      () => panel.words[word],
    );

  const element = parts.make(
    "li",
    {},
    parts.make(
      "div",
      { class: "text" },
      parts.make("p", {}, bidi(sentence)),
      parts.make(
        "p",
        { class: "from", hidden: () => !insight?.from },
        bidi(() => insight?.from ?? ""),
      ),
    ),
    parts.make(
      "div",
      { class: "buttons", hidden: () => !topical() && !declared() },
      ...STEERING.map((kind) =>
        button(
          kind,
          (topic) => ({ kind, topic }),
          // Hidden too if the reader has asked for it already.
          () => !topical() || insight?.value === kind,
        ),
      ),
      button(
        "back",
        (name) => ({ kind: "preference", name, value: null }),
        () => !declared(),
      ),
    ),
  );
  return {
    element,
    show(newest) {
      insight = newest;
      parts.update();
    },
  };
}
