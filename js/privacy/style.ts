/** The style sheet of `<tailor-privacy>`. Colours follow the `color-scheme` of the page. A site sets its own as properties of the
 *  element, so the ones that are derived from them are defined on a child. */

import { sheetOf } from "../shared/sheet.js";

export const style = (): CSSStyleSheet =>
  sheetOf(`
:host { display: block; container-type: inline-size }
:host([hidden]) { display: none }
*, *::before, *::after { box-sizing: border-box }
h2, h3, p, ul, dl { margin: 0; padding: 0 }
h2 { font: var(--tailor-heading, 650 1.45em/1.25 system-ui, sans-serif); text-wrap: balance }
h3 { font: var(--tailor-subheading, 650 1.1em/1.3 system-ui, sans-serif) }
h2, h3 { outline: none }
.sheet {
  --ink: var(--tailor-ink, CanvasText);
  --ground: var(--tailor-ground, Canvas);
  --soft: var(--tailor-soft, color-mix(in srgb, var(--ink) 74%, var(--ground)));
  --line: var(--tailor-line, color-mix(in srgb, var(--ink) 16%, var(--ground)));
  --edge: var(--tailor-edge, color-mix(in srgb, var(--ink) 55%, var(--ground)));
  --accent: var(--tailor-accent, light-dark(#17606f, #86cad6));
  --on-accent: var(--tailor-on-accent, Canvas);
  --danger: var(--tailor-danger, light-dark(#a52a15, #ff9a7e));
  --radius: var(--tailor-radius, 0.5rem);
  display: grid; gap: 1.6em; max-inline-size: var(--tailor-width, 46rem); color: var(--ink); font: var(--tailor-font, 1rem/1.5 system-ui, sans-serif)
}
.sheet > header { display: grid; gap: 0.4em }
section { display: grid; gap: 0.8em; border-block-start: 1px solid var(--line); padding-block-start: 1.1em }
.soft, .from { color: var(--soft); font-size: 0.9em }
.note { padding: 0.65em 0.85em; border-inline-start: 3px solid var(--accent); background: color-mix(in srgb, var(--accent) 9%, var(--ground)); font-size: 0.92em }
[hidden] { display: none !important }

.switches { display: grid; gap: 0.35em }
.switch { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0.1em 1.2em; align-items: center; padding-block: 0.45em; cursor: pointer }
.switch > span { display: grid; gap: 0.1em }
.switch b { font-weight: 600 }
.switch:has(:disabled) { cursor: default }
input[role="switch"] {
  appearance: none; margin: 0; inline-size: 3em; block-size: 1.75em; border: 1.5px solid var(--edge); border-radius: 1em;
  background: var(--ground); cursor: inherit; position: relative; flex: none; transition: background 0.15s, border-color 0.15s
}
input[role="switch"]::before {
  content: ""; position: absolute; inset-block: 0.2em; inset-inline-start: 0.22em; aspect-ratio: 1; border-radius: 50%;
  background: var(--edge); transition: inset-inline-start 0.15s, background 0.15s
}
input[role="switch"]:checked { background: var(--accent); border-color: var(--accent) }
input[role="switch"]:checked::before { inset-inline-start: calc(100% - 1.42em); background: var(--on-accent) }
input[role="switch"]:disabled { border-style: dashed }

button, .file {
  font: inherit; font-size: 0.92em; line-height: 1.3; color: var(--ink); background: var(--ground); border: 1px solid var(--edge);
  border-radius: var(--radius); padding: 0.5em 0.95em; min-block-size: 2.6em; cursor: pointer; display: inline-flex; align-items: center
}
button:hover, .file:hover { border-color: var(--accent); color: var(--accent) }
button.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent) }
button.danger { border-color: var(--danger); color: var(--danger) }
dialog button.danger { background: var(--danger); color: var(--on-accent) }
button:hover:is(.primary, .danger) { filter: brightness(1.08) }
button[aria-disabled="true"] { border-style: dashed; color: var(--soft); cursor: default }
.buttons { display: flex; flex-wrap: wrap; gap: 0.5em }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
.file:has(:focus-visible) { outline: 3px solid var(--accent); outline-offset: 2px }
.file input { position: absolute; opacity: 0; inline-size: 1px; block-size: 1px }

.known { list-style: none; display: grid }
.known > li { display: grid; gap: 0.5em 1.5em; padding-block: 0.8em; border-block-end: 1px solid var(--line) }
.known > li:last-child { border-block-end: 0; padding-block-end: 0 }
.known .text { display: grid; gap: 0.1em; overflow-wrap: anywhere }
.known .buttons { gap: 0.35em }
.known button { font-size: 0.86em; padding: 0.3em 0.75em; min-block-size: 2.2em }
@container (min-width: 36rem) {
  .known > li { grid-template-columns: minmax(0, 1fr) auto; align-items: center }
}

.copy { display: grid; gap: 0.5em }
textarea {
  inline-size: 100%; min-block-size: 6em; font: 0.82em/1.5 ui-monospace, "DejaVu Sans Mono", monospace; color: var(--ink);
  background: var(--ground); border: 1px solid var(--edge); border-radius: var(--radius); padding: 0.6em; direction: ltr; resize: vertical
}
dialog {
  color: var(--ink); background: var(--ground); border: 1px solid var(--edge); border-radius: calc(var(--radius) * 1.6); padding: 1.4em;
  inline-size: min(26rem, calc(100vw - 2rem)); box-shadow: 0 1rem 3rem #0006
}
dialog[open] { display: grid; gap: 0.9em }
dialog::backdrop { background: #0008 }
.said { position: sticky; inset-block-end: 0; pointer-events: none; min-block-size: 0 }
.said:not(:empty) {
  justify-self: start; padding: 0.55em 0.9em; border-radius: var(--radius); background: var(--ink); color: var(--ground); font-size: 0.92em; box-shadow: 0 0.2em 1em #0003
}
@media (forced-colors: active) {
  input[role="switch"]:checked { background: Highlight; forced-color-adjust: none }
  input[role="switch"]::before { background: ButtonText }
}
@media (prefers-reduced-motion: reduce) { * { transition: none !important } }
`);
