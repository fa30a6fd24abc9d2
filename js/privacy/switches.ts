/** The section of consent: a switch for each purpose, a pause, and a button for no profile at all. */

import { PURPOSES } from "../consent/source.js";
import type { Purpose } from "../types/index.js";
import type { Panel } from "./panel.js";
import type { Parts } from "./parts.js";

export function switches(panel: Panel, parts: Parts): HTMLElement {
  const consent = () => panel.page?.consent;
  /** Does the site's consent manager deny it? That outweighs the reader's own yes. */
  const refused = (purpose: Purpose): boolean => consent()?.site[purpose] === "denied";
  const off = (): boolean => PURPOSES.every((purpose) => consent()?.[purpose] === "denied");

  const turn = (purpose: Purpose): void => {
    const on = consent()?.[purpose] !== "granted";
    const { words } = panel;
    const said = (on ? words.isOn : words.isOff).replace("{name}", () => words[purpose]);
    panel.act((page) => page.choose({ [purpose]: on ? "granted" : "denied" }), said);
  };

  const pause = (): void => {
    const on = !consent()?.paused;
    panel.act((page) => page.choose({ paused: on }), on ? panel.words.paused : panel.words.goesOn);
  };

  const useNoProfile = (): void => {
    if (off()) return;
    panel.act((page) => {
      page.erase();
      // In this order, so that the choice is kept.
      page.choose({ remember: "denied", learn: "denied", measure: "denied" });
    }, panel.words.withoutProfile);
  };

  const switchOf = (
    name: Purpose | "pause",
    checked: () => boolean,
    press: () => void,
    disabled: () => boolean = () => false,
  ): HTMLElement =>
    parts.make(
      "label",
      { class: "switch" },
      parts.make(
        "span",
        {},
        parts.make("b", { id: name }, () => panel.words[name]),
        parts.make("span", { class: "soft", id: `${name}-hint` }, () => {
          return disabled() ? panel.words.site : panel.words[`${name}Hint`];
        }),
      ),
      parts.make("input", {
        type: "checkbox",
        role: "switch",
        "aria-labelledby": name,
        "aria-describedby": `${name}-hint`,
        checked,
        disabled,
        press,
      }),
    );

  return parts.make(
    "section",
    { "aria-labelledby": "may" },
    parts.make("h3", { id: "may" }, () => panel.words.may),
    parts.make("p", { class: "note", hidden: () => !consent()?.gpc }, () => panel.words.gpc),
    parts.make(
      "div",
      { class: "switches" },
      ...PURPOSES.map((purpose) =>
        switchOf(
          purpose,
          () => consent()?.[purpose] === "granted",
          () => turn(purpose),
          () => refused(purpose),
        ),
      ),
      switchOf("pause", () => consent()?.paused === true, pause),
    ),
    parts.make(
      "div",
      { class: "buttons" },
      parts.make(
        "button",
        {
          type: "button",
          "aria-describedby": "none-hint",
          // Not `disabled`, which would take the focus from the button that was just pressed.
          "aria-disabled": () => String(off()),
          press: useNoProfile,
        },
        () => panel.words.contextual,
      ),
    ),
    parts.make("p", { class: "soft", id: "none-hint" }, () => panel.words[off() ? "contextualOn" : "contextualHint"]),
  );
}
