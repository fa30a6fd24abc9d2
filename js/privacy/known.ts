/** What is known and from what, a row for each, with what can be done about it. */

import type { Insight, PageEvent } from "../types/index.js";
import type { Panel } from "./panel.js";
import { Parts } from "./parts.js";
import type { PrivacyWords } from "./words.js";

interface Row {
  readonly element: HTMLElement;
  show(insight: Insight): void;
}

/** What can be asked for about a topic. */
const STEERING = ["more", "less", "never", "forget"] as const;
/** What is known of a topic: what was learned, and what the reader asked for. */
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
    // What stays in its place is not touched, so that it keeps the focus.
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
  let told: Insight | undefined;
  const name = (): string => panel.nameOf(told?.name ?? "");
  const about = (word: keyof PrivacyWords): string => panel.words[word].replace("{name}", name());
  /** A value stands between isolates, and so does a name, which readers may know by another. */
  const sentence = (): string => (told?.text ?? "").replace(`\u2068${told?.name}\u2069`, `\u2068${name()}\u2069`);
  const topical = (): boolean => TOPICS.includes(told?.kind ?? "");
  const declared = (): boolean => told?.kind === "preference";

  /** The page may speak another language than this element. */
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
        press: () => panel.act((page) => page.observe(event(told?.name ?? "")), about(`${word}Done`)),
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
        { class: "from", hidden: () => !told?.from },
        bidi(() => told?.from ?? ""),
      ),
    ),
    parts.make(
      "div",
      { class: "buttons", hidden: () => !topical() && !declared() },
      ...STEERING.map((kind) =>
        button(
          kind,
          (topic) => ({ kind, topic }),
          // What was asked for need not be asked for again.
          () => !topical() || told?.value === kind,
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
    show(insight) {
      told = insight;
      parts.update();
    },
  };
}
