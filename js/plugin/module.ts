/** The module that stands for `tailorbird/page`. Built, it is what \`tailorbird/build\` writes; while a site is developed it has the
 *  whole engine, so that any newer manifest can be loaded into a page that is open. */

import type { Good } from "./site.js";

/** How a module is written: for visitors, or for developers with or without Vite's hot replacement. */
export type Purpose = "production" | "development" | "hot";

/** @param engine What the whole engine is imported as. */
export function moduleFrom({ code, bytes }: Good, purpose: Purpose, engine: string): string {
  if (purpose === "production") return code;
  const carried = JSON.stringify(Buffer.from(bytes).toString("base64"));
  return `import { open as openWith } from ${JSON.stringify(engine)};
const bytes = Uint8Array.from(atob(${carried}), (letter) => letter.charCodeAt(0));
${purpose === "hot" ? HOT : "export const open = (options) => openWith(bytes, options);\n"}`;
}

/** What is kept when the module is replaced: the newest program, and the pages that are open. Vite would load the page again when
 *  its first update finds an error on the screen: where that error is the manifest's, it goes before. */
const HOT = `const kept = import.meta.hot ? import.meta.hot.data : {};
kept.bytes = bytes;
kept.pages ??= new Set();
for (const page of kept.pages) page.load(bytes);
export function open(options) {
  const page = openWith(kept.bytes, options);
  kept.pages.add(page);
  return page;
}
if (import.meta.hot) {
  import.meta.hot.accept();
  import.meta.hot.on("vite:error", ({ err }) => {
    kept.isWrong = err.plugin === "tailorbird";
  });
  import.meta.hot.on("vite:beforeUpdate", () => {
    if (kept.isWrong) for (const overlay of document.querySelectorAll("vite-error-overlay")) overlay.close();
    kept.isWrong = false;
  });
  import.meta.hot.send("tailorbird:opened");
}
`;
