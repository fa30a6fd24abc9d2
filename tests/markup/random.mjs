// A number → choices that look random, and are the same each time.

/** Mulberry32. */
export function randomFrom(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (count) => Math.floor(next() * count);
  return {
    below,
    chance: (share) => next() < share,
    pick: (all) => all[below(all.length)],
    /** As many as `count` says, made one by one. */
    many: (count, make) => Array.from({ length: count }, (_, place) => make(place)),
    /** Those of them that chance leaves. */
    some: (all, share = 0.5) => all.filter(() => next() < share),
  };
}
