// Names of properties that only the package itself uses, and that no page, browser, engine or other data ever has: they become short ones
// in what pages download, which saves 200 bytes after brotli. `tests/own-names.mjs` checks that they are nobody else's.

export const OWN_NAMES = (
  "takeIn listen stated within isOver added adopt again areOurs arrange attempt bindings bits complain contents decideIn exposed deviceChanged engine entered " +
  "giveBack hasTemplates holder languagesAt learns leave live mayLoad meet nodes original placed places prefer rendered renew serve settle settled shownBy spot stand tell texts touch tree tried turn"
).split(" ");
