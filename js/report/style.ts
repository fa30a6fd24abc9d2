/** The style sheet of `<tailor-report>`. Colours follow the `color-scheme` of the page. */

import { sheetOf } from "../shared/sheet.js";

export const style = (): CSSStyleSheet =>
  sheetOf(`
:host { display: block }
:host([hidden]) { display: none }
.sheet { overflow-x: auto; color: CanvasText; background: Canvas; border: 1px solid color-mix(in srgb, CanvasText 25%, Canvas); border-radius: 0.5rem; padding: 0.8em 1em; font: 0.95rem/1.5 system-ui, sans-serif }
table { inline-size: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums }
caption { text-align: start; font-weight: 650; padding-block-end: 0.4em }
th, td { text-align: start; vertical-align: top; padding: 0.35em 1em 0.35em 0; border-block-start: 1px solid color-mix(in srgb, CanvasText 15%, Canvas) }
thead th { font-size: 0.85em; font-weight: 500; color: color-mix(in srgb, CanvasText 74%, Canvas) }
.slots { display: flex; flex-wrap: wrap; gap: 0.5em 1.2em }
.slots:not(:empty) { margin-block-start: 0.8em; padding-block-start: 0.8em; border-block-start: 1px solid color-mix(in srgb, CanvasText 15%, Canvas) }
select { font: inherit; min-block-size: 2.2em; color: inherit; background: Canvas; border: 1px solid color-mix(in srgb, CanvasText 55%, Canvas); border-radius: 0.4em; padding: 0.2em 0.5em }
:focus-visible { outline: 3px solid light-dark(#17606f, #86cad6); outline-offset: 2px }
`);
