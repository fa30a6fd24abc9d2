// Ways in which SVG and MathML load something, by name. `@` as in html.mjs.

const svg = (inside) => `<svg width="20" height="20">${inside}</svg>`;
const SHAPE = 'd="M0 0L9 9L0 9L9 0z"';

/** Attributes that refer to a piece of another document. */
const REFERENCES = ["fill", "stroke", "filter", "mask", "clip-path", "marker-start", "marker-mid", "marker-end"];
/** How the reference may be written. */
const SPELLINGS = {
  "": "url(@.svg#a)",
  ", quoted": "url('@.svg#a')",
  ", capitals": "URL(@.svg#a)",
  ", an escape": "u\\72l(@.svg#a)",
  ", a comment": "/**/url(@.svg#a)",
};

const references = Object.fromEntries(
  REFERENCES.flatMap((name) =>
    Object.entries(SPELLINGS).flatMap(([how, value]) => [
      [`svg ${name}${how}`, svg(`<path ${SHAPE} ${name}="${value}"/>`)],
      ...(how ? [] : [[`svg style, ${name}`, svg(`<path ${SHAPE} style="${name}:${value}"/>`)]]),
    ]),
  ),
);

const elements = {
  "svg image href": svg('<image width="9" height="9" href="@.png"/>'),
  "svg image xlink:href": svg('<image width="9" height="9" xlink:href="@.png"/>'),
  "svg IMAGE": '<SVG><IMAGE WIDTH="9" HEIGHT="9" HREF="@.png"/></SVG>',
  "svg image in g": svg('<g><image width="9" height="9" href="@.png"/></g>'),
  "svg image in defs": svg('<defs><image id="iN" width="9" height="9" href="@.png"/></defs>'),
  "svg image in a symbol": svg('<symbol id="sN"><image width="9" height="9" href="@.png"/></symbol><use href="#sN"/>'),
  "svg image in a pattern": svg(
    '<pattern id="pN" width="9" height="9"><image width="9" height="9" href="@.png"/></pattern><rect width="9" height="9" fill="url(#pN)"/>',
  ),
  "svg image in a mask": svg(
    '<mask id="mN"><image width="9" height="9" href="@.png"/></mask><rect width="9" height="9" mask="url(#mN)"/>',
  ),
  "svg image in a marker": svg(
    `<marker id="rN"><image width="9" height="9" href="@.png"/></marker><path ${SHAPE} marker-end="url(#rN)"/>`,
  ),
  "svg image in a link": svg('<a href="#x"><image width="9" height="9" href="@.png"/></a>'),
  "svg image in a switch": svg('<switch><image width="9" height="9" href="@.png"/></switch>'),
  "svg use href": svg('<use href="@.svg#a"/>'),
  "svg use xlink:href": svg('<use xlink:href="@.svg#a"/>'),
  "svg use, both": svg('<use xlink:href="#x" href="@.svg#a"/>'),
  "svg feImage href": svg(
    '<filter id="fN"><feImage href="@.png"/></filter><rect width="9" height="9" filter="url(#fN)"/>',
  ),
  "svg feImage xlink:href": svg(
    '<filter id="gN"><feImage xlink:href="@.png"/></filter><rect width="9" height="9" filter="url(#gN)"/>',
  ),
  "svg linearGradient href": svg(
    '<linearGradient id="lN" href="@.svg#a"/><rect width="9" height="9" fill="url(#lN)"/>',
  ),
  "svg linearGradient xlink:href": svg(
    '<linearGradient id="kN" xlink:href="@.svg#a"/><rect width="9" height="9" fill="url(#kN)"/>',
  ),
  "svg radialGradient href": svg(
    '<radialGradient id="dN" href="@.svg#a"/><rect width="9" height="9" fill="url(#dN)"/>',
  ),
  "svg pattern href": svg('<pattern id="tN" href="@.svg#a"/><rect width="9" height="9" fill="url(#tN)"/>'),
  "svg textPath href": svg('<text><textPath href="@.svg#a">x</textPath></text>'),
  "svg set on image": svg('<image width="9" height="9"><set attributeName="href" to="@.png"/></image>'),
  "svg set on use": svg('<use><set attributeName="href" to="@.svg#a"/></use>'),
  "svg set on use, xlink:href": svg('<use><set attributeName="xlink:href" to="@.svg#a"/></use>'),
  "svg set on fill": svg(`<path ${SHAPE}><set attributeName="fill" to="url(@.svg#a)"/></path>`),
  "svg animate on image": svg(
    '<image width="9" height="9"><animate attributeName="href" values="@.png" dur="9s"/></image>',
  ),
  "svg animate on use": svg(
    '<use><animate attributeName="href" from="#x" to="@.svg#a" dur="1ms" fill="freeze"/></use>',
  ),
  "svg animate on filter": svg(
    `<path ${SHAPE}><animate attributeName="filter" values="url(@.svg#a)" dur="9s"/></path>`,
  ),
  "svg animate of another": svg(
    '<image id="oN" width="9" height="9"/><animate href="#oN" attributeName="href" values="@.png" dur="9s"/>',
  ),
  "svg foreignObject img": svg('<foreignObject width="9" height="9"><img alt="" src="@.png"></foreignObject>'),
  "svg foreignObject lazy": svg(
    '<foreignObject width="9" height="9"><img alt="" loading="lazy" src="@.png"></foreignObject>',
  ),
  "svg foreignObject iframe": svg('<foreignObject width="9" height="9"><iframe src="@.html"></iframe></foreignObject>'),
  "svg foreignObject style": svg(
    '<foreignObject width="9" height="9"><p style="background:url(@.png)">x</p></foreignObject>',
  ),
  "svg script href": svg('<script href="@.js"></script>'),
  "svg script xlink:href": svg('<script xlink:href="@.js"></script>'),
  "svg script": svg(`<script>new Image().src = "@.png"</script>`),
  "svg style import": svg("<style>@import '@.css';</style>"),
  "svg style url": svg(`<style>.N{fill:url(@.svg#a)}</style><path class="N" ${SHAPE}/>`),
  "svg style background": '<svg style="background:url(@.png)" width="9" height="9"></svg>',
  "svg style cursor": svg('<rect width="9" height="9" style="cursor:url(@.png),auto"/>'),
  "svg title img": svg('<title><img alt="" src="@.png"></title>'),
  "svg desc img": svg('<desc><img alt="" src="@.png"></desc>'),
  "math style": '<math style="background:url(@.png)"><mi>x</mi></math>',
  "math mi style": '<math><mi style="background:url(@.png)">x</mi></math>',
  "math mtext img": '<math><mtext><img alt="" src="@.png"></mtext></math>',
  "math annotation-xml img":
    '<math><semantics><mi>x</mi><annotation-xml encoding="text/html"><img alt="" src="@.png"></annotation-xml></semantics></math>',
  "math svg image":
    '<math><mtext><svg width="9" height="9"><image width="9" height="9" href="@.png"/></svg></mtext></math>',
};

export const svgs = { ...references, ...elements };
