// Ways in which CSS loads something, by name: in an attribute, in other spellings, and in a style element. `@` as in html.mjs.

/** Properties that take an image, or a piece of SVG. */
const PROPERTIES = {
  background: "URL",
  "background-image": "URL",
  "list-style": "URL",
  "list-style-image": "URL",
  content: "URL",
  cursor: "URL, auto",
  "border-image": "URL 1",
  "border-image-source": "URL",
  "-webkit-border-image": "URL 1",
  mask: "URL",
  "mask-image": "URL",
  "-webkit-mask": "URL",
  "-webkit-mask-image": "URL",
  "-webkit-mask-box-image": "URL 1",
  "-webkit-mask-box-image-source": "URL",
  "shape-outside": "URL",
  "-webkit-box-reflect": "below 0 URL",
};
const IN_SVG = ["filter", "clip-path", "-webkit-clip-path", "backdrop-filter", "offset-path", "-webkit-filter"];

/** Each on the element that shows it. */
const held = (style, tag = "li") => {
  const inside = /list/.test(style) ? "li" : tag;
  return `<${inside} style="float:left;width:9px;height:9px;border:1px solid;display:list-item;${style}">x</${inside}>`;
};

const properties = Object.fromEntries([
  ...Object.entries(PROPERTIES).map(([name, value]) => [
    `style, ${name}`,
    held(`${name}:${value.replace("URL", "url(@.png)")}`, "p"),
  ]),
  ...IN_SVG.map((name) => [`style, ${name}`, held(`${name}:url(@.svg#a)`, "p")]),
]);

/** Other ways to write it. */
const SPELLINGS = {
  "double quotes": "background:url(&quot;@.png&quot;)",
  "single quotes": "background:url('@.png')",
  spaces: "background : url(  @.png  )",
  capitals: "BACKGROUND:URL(@.png)",
  "mixed capitals": "background:Url(@.png)",
  "an escape": "background:u\\72l(@.png)",
  "an escape with zeros": "background:\\000075rl(@.png)",
  "an escape and a space": "background:\\75 rl(@.png)",
  "an escaped letter": "background:ur\\l(@.png)",
  "an escaped property": "b\\61 ckground:url(@.png)",
  "a comment before": "background:/**/url(@.png)",
  "a comment between": "background/**/:url(@.png)",
  "a comment that looks like an end": "background:/*;*/url(@.png)",
  "a broken declaration before": "color:)};background:url(@.png)",
  "an unknown one before": "frob:1;background:url(@.png)",
  important: "background:url(@.png)!important",
  "a second layer": "background:none,url(@.png)",
  "after a gradient": "background:linear-gradient(red,red),url(@.png)",
  "with a colour function": "background:rgb(0 0 0) url(@.png)",
  "with calc": "background:url(@.png) calc(1px + 1px) 0",
  "a variable": "--a:url(@.png);background:var(--a)",
  "a variable's fallback": "background:var(--nothing,url(@.png))",
  "two variables": "--a:var(--b);--b:url(@.png);background:var(--a)",
  "image-set": "background:image-set(url(@.png) 1x)",
  "image-set, a text": "background:image-set(&quot;@.png&quot; 1x)",
  "IMAGE-SET": "background:IMAGE-SET('@.png' 1x)",
  "-webkit-image-set": "background:-webkit-image-set(url(@.png) 1x)",
  "image-set with a type": "background:image-set('@.png' type('image/png'))",
  "cross-fade": "background:-webkit-cross-fade(url(@.png),url(data:,),50%)",
  "no end": "background:url(@.png",
  "a line break": "background:\nurl(@.png)",
  "a tab": "background:\turl(@.png)",
  "a null": "background:url(@.png);\0",
};

const spellings = Object.fromEntries(
  Object.entries(SPELLINGS).map(([name, style]) => [`style, ${name}`, `<p style="${style}">x</p>`]),
);

/** Elements that may have one. */
const HOLDERS =
  "a abbr b blockquote button code div em fieldset h1 label li main nav ol pre section select small span textarea ul".split(
    " ",
  );
const holders = Object.fromEntries([
  ...HOLDERS.map((name) => [`style of ${name}`, `<${name} style="background:url(@.png)">x</${name}>`]),
  ["style of input", '<input style="background:url(@.png)">'],
  ["style of hr", '<hr style="background:url(@.png)">'],
  ["style of td", '<table><tr><td style="background:url(@.png)">x</table>'],
  ["style of col", '<table><col style="background:url(@.png)"><tr><td>x</table>'],
  ["style of meter", '<meter value="1" style="background:url(@.png)"></meter>'],
  ["style of summary", '<details><summary style="background:url(@.png)">x</summary></details>'],
]);

/** Style elements: `N` is a class of the case's own. */
const SHEETS = {
  background: ".N{background:url(@.png)}",
  "@import": '@import "@.css";',
  "@import url": "@import url(@.css);",
  "@IMPORT": "@IMPORT '@.css' screen;",
  "@import with a layer": "@import url(@.css) layer(a);",
  "::before": ".N::before{content:url(@.png)}",
  "::after": ".N::after{content:'';display:block;width:9px;height:9px;background:url(@.png)}",
  "::marker": ".N{display:list-item}.N::marker{content:url(@.png)}",
  "::first-letter": ".N{display:block}.N::first-letter{background:url(@.png)}",
  "@media": "@media all{.N{background:url(@.png)}}",
  "@supports": "@supports (color:red){.N{background:url(@.png)}}",
  "@layer": "@layer n{.N{background:url(@.png)}}",
  "@container": "body{container-type:inline-size}@container (min-width:1px){.N{background:url(@.png)}}",
  nesting: "body{& .N{background:url(@.png)}}",
  "@font-face": "@font-face{font-family:fN;src:url(@.woff2)}.N{font-family:fN}",
  "@font-face, italic": "@font-face{font-family:fN;font-style:italic;src:url(@.woff2)}.N{font:italic 9px fN}",
  "@font-face, a range": "@font-face{font-family:fN;unicode-range:U+78;src:url(@.woff2)}.N{font-family:fN}",
  "@keyframes": "@keyframes kN{to{background:url(@.png)}}.N{animation:kN 9s forwards}",
  cursor: ".N{cursor:url(@.png),auto}",
  "a filter": ".N{filter:url(@.svg#a)}",
  "a mask": ".N{mask-image:url(@.png)}",
  ":has": "body:has(.N){list-style-image:url(@.png)}.N{display:list-item}",
  ":where": ":where(.N){background:url(@.png)}",
  "an attribute": "[class=N]{background:url(@.png)}",
  "a variable": ":root{--vN:url(@.png)}.N{background:var(--vN)}",
};
const sheets = Object.fromEntries(
  Object.entries(SHEETS).map(([name, rules]) => [
    `style element, ${name}`,
    `<style>${rules}</style><p class="N">x</p>`,
  ]),
);

export const css = { ...properties, ...spellings, ...holders, ...sheets };
