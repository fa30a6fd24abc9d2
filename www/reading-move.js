// Pieces glide from where they stood to where they stand now, in the frame in which their order changes.

const CALM = matchMedia("(prefers-reduced-motion: reduce)");

/** Does something that may put the children of a list in another order.
 *  @param held Of this one the place on the screen stays: the page is scrolled with it. */
export function moving(list, change, held) {
  const before = new Map([...list.children].map((one) => [one, one.getBoundingClientRect()]));
  change();
  if (held) scrollBy({ top: held.getBoundingClientRect().top - before.get(held).top, behavior: "instant" });
  if (CALM.matches) return;
  for (const [one, from] of before) glide(one, from);
}

function glide(one, from) {
  const to = one.getBoundingClientRect();
  const [right, down] = [from.left - to.left, from.top - to.top];
  const inView = ({ top, bottom }) => bottom > 0 && top < innerHeight;
  if (!(right || down) || !(inView(from) || inView(to))) return;
  // What comes from far away comes from just outside.
  const far = Math.max(-innerHeight, Math.min(innerHeight, down));
  const frames = [{ transform: `translate(${right}px, ${far}px)` }, { transform: "none" }];
  one.animate(frames, { duration: 480, easing: "cubic-bezier(0.2, 0.8, 0.2, 1)" });
}
