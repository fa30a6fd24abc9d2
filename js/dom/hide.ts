/** Hides an element before it is painted, whatever the site's style sheet says of what is in it. */

/** A descendant may be visible in something that is not, but never opaque. */
const HIDDEN = { visibility: "hidden", opacity: "0" };

/** Returns a function that shows it again. */
export function hide(element: HTMLElement): () => void {
  const { style } = element;
  const before = Object.keys(HIDDEN).map((name) => [
    name,
    style.getPropertyValue(name),
    style.getPropertyPriority(name),
  ]);
  for (const [name, value] of Object.entries(HIDDEN)) style.setProperty(name, value, "important");
  return () => {
    for (const [name = "", value = "", priority] of before) style.setProperty(name, value, priority);
    // Asked for, because Chromium does not remove an attribute that it has not written yet.
    if (!element.getAttribute("style")) element.removeAttribute("style");
  };
}
