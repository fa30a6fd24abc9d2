// These run in a page with <tailor-privacy>: a page that stands in for a real one, so that every state can be had, and hands
// that use the element.

/** Notes what it is asked to do, and does it. */
export function standIn(consent, insights) {
  const listeners = new Set();
  const calls = [];
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const state = {
    remember: "unknown",
    learn: "unknown",
    measure: "unknown",
    paused: false,
    gpc: false,
    site: {},
    ...consent,
  };
  let known = insights;
  globalThis.calls = calls;
  globalThis.listeners = listeners;
  return {
    get consent() {
      return state;
    },
    choose(choice) {
      calls.push(["choose", choice]);
      Object.assign(state, choice);
      tell();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    insights: () => known,
    export: () => ({ visits: 3, preferences: { name: "Nora" } }),
    import: (profile) => calls.push(["import", profile]),
    erase() {
      calls.push(["erase"]);
      known = [];
      tell();
    },
    observe(event) {
      calls.push(["observe", event]);
      if (!["more", "less"].includes(event.kind))
        known = known.filter(({ name }) => name !== (event.topic ?? event.name));
      tell();
    },
  };
}

export const INSIGHTS = [
  {
    kind: "interest",
    name: "birds",
    text: "You like birds, and lately more than before.",
    from: "5 clicks in 12 days",
  },
  { kind: "interest", name: "sailing", text: "You like sailing.", from: "2 clicks in 30 days" },
  { kind: "steering", name: "food", value: "less", text: "You want less of food.", from: "what you said" },
  { kind: "preference", name: "name", text: "Your name is Nora.", from: "what you said" },
  { kind: "visits", name: "", text: "You were here three times.", from: "visits since 3 October" },
];

export const element = () => document.querySelector("tailor-privacy");
export const inside = (selector) => [...element().shadowRoot.querySelectorAll(selector)];
export const button = (label) =>
  inside("button").find((one) => (one.getAttribute("aria-label") ?? one.textContent.trim()) === label);
export const focused = () => {
  const { activeElement } = element().shadowRoot;
  return activeElement?.getAttribute("aria-label") ?? activeElement?.id ?? "";
};
export const said = () => element().shadowRoot.querySelector("[role=status]").textContent;
export const visible = () =>
  inside("h2, h3, p, button, b").flatMap((one) => (one.checkVisibility() ? one.textContent.trim() || [] : []));
