/** The style sheet of an element. It is constructed, so that no policy has to allow an inline style. */

export function sheetOf(css: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
}
