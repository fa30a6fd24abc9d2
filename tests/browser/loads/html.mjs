// Ways in which HTML loads something, by name. `@` begins an address of the case's own, which ends as it is written.

const HANDLER = "new Image().src='@.png'";

const embedded = {
  "img src": '<img alt="" src="@.png">',
  "img src, lazy": '<img alt="" loading="lazy" src="@.png">',
  "img src, LAZY": '<img alt="" LOADING="LAZY" SRC="@.png">',
  "img srcset": '<img alt="" srcset="@.png 1x">',
  "img srcset and sizes": '<img alt="" srcset="@.png 100w" sizes="100px">',
  "img sizes auto": '<img alt="" loading="lazy" srcset="@.png 100w" sizes="auto" width="10" height="10">',
  "img crossorigin": '<img alt="" crossorigin src="@.png">',
  "img usemap": '<img alt="" usemap="#m" src="@.png">',
  "img decoding": '<img alt="" decoding="async" fetchpriority="low" src="@.png">',
  "img hidden": '<img alt="" hidden src="@.png">',
  "img in a link": '<a href="#x"><img alt="" src="@.png"></a>',
  "img in a button": '<button><img alt="" src="@.png"></button>',
  "img deep": '<ul><li><p><b><i><img alt="" src="@.png"></i></b></p></li></ul>',
  "img in details": '<details><summary>s</summary><img alt="" src="@.png"></details>',
  "img in a table": '<table><tr><td><img alt="" src="@.png"></table>',
  "img in a form": '<form><fieldset><legend><img alt="" src="@.png"></legend></fieldset></form>',
  "img in a figure": '<figure><img alt="" src="@.png"><figcaption>c</figcaption></figure>',
  "img in ruby": '<ruby>a<rt><img alt="" src="@.png"></rt></ruby>',
  "img in a map": '<map name="m"><img alt="" src="@.png"></map>',
  "img in an unknown element": '<foo><img alt="" src="@.png"></foo>',
  "img in a custom element": '<foo-bar><img alt="" src="@.png"></foo-bar>',
  "img in canvas": '<canvas><img alt="" src="@.png"></canvas>',
  "img in a slot": '<slot><img alt="" src="@.png"></slot>',
  "img in a dialog": '<dialog open><img alt="" src="@.png"></dialog>',
  "img in a popover": '<div popover><img alt="" src="@.png"></div>',
  "img in marquee": '<marquee><img alt="" src="@.png"></marquee>',
  "img in an object": '<object><img alt="" src="@.png"></object>',
  "img in a video": '<video><img alt="" src="@.png"></video>',
  "image, which is img": '<image src="@.png">',
  "picture srcset": '<picture><source srcset="@.png"><img alt=""></picture>',
  "picture media": '<picture><source media="(min-width: 1px)" srcset="@.png"><img alt=""></picture>',
  "picture type": '<picture><source type="image/png" srcset="@.png 1x"><img alt=""></picture>',
  "picture img": '<picture><source media="(max-width: 1px)" srcset="/none"><img alt="" src="@.png"></picture>',
  "iframe src": '<iframe src="@.html"></iframe>',
  "iframe lazy": '<iframe loading="lazy" src="@.html"></iframe>',
  "iframe sandbox": '<iframe sandbox src="@.html"></iframe>',
  "iframe srcdoc img": `<iframe srcdoc="&lt;img src='@.png'&gt;"></iframe>`,
  "iframe srcdoc link": `<iframe srcdoc="&lt;link rel=stylesheet href='@.css'&gt;"></iframe>`,
  "iframe srcdoc script": `<iframe srcdoc="&lt;script src='@.js'&gt;&lt;/script&gt;"></iframe>`,
  "iframe srcdoc style": `<iframe srcdoc="&lt;body style='background:url(@.png)'&gt;"></iframe>`,
  "iframe srcdoc iframe": `<iframe srcdoc="&lt;iframe src='@.html'&gt;&lt;/iframe&gt;"></iframe>`,
  "iframe data": `<iframe src="data:text/html,&lt;img src='ORIGIN@.png'&gt;"></iframe>`,
  "iframe javascript": `<iframe src="javascript:'&lt;img src=ORIGIN@.png&gt;'"></iframe>`,
  "object data": '<object data="@.png"></object>',
  "object data, image": '<object type="image/png" data="@.png"></object>',
  "object data, SVG": '<object type="image/svg+xml" data="@.svg"></object>',
  "object data, HTML": '<object type="text/html" data="@.html"></object>',
  "object in an object": '<object data="data:x/y,"><object data="@.png"></object></object>',
  "embed src": '<embed src="@.svg" type="image/svg+xml">',
  "embed src, HTML": '<embed src="@.html" type="text/html">',
  "embed src, image": '<embed src="@.png" type="image/png">',
  "video src": '<video src="@.mp4"></video>',
  "video src, preload": '<video preload="auto" src="@.mp4"></video>',
  "video autoplay": '<video autoplay muted src="@.mp4"></video>',
  "video poster": '<video poster="@.png"></video>',
  "video source": '<video><source src="@.mp4" type="video/mp4"></video>',
  "video source, any": '<video preload="metadata"><source src="@.mp4"></video>',
  "audio src": '<audio src="@.mp3"></audio>',
  "audio controls": '<audio controls src="@.mp3"></audio>',
  "audio source": '<audio><source src="@.mp3"></audio>',
  "audio autoplay": '<audio autoplay src="@.mp3"></audio>',
  "input image": '<input type="image" alt="" src="@.png">',
  "input IMAGE": '<input TYPE="IMAGE" alt="" src="@.png">',
  "input image in a form": '<form action="#x"><input type="image" alt="" src="@.png"></form>',
};

const linked = {
  "link stylesheet": '<link rel="stylesheet" href="@.css">',
  "link STYLESHEET": '<LINK REL="STYLESHEET" HREF="@.css">',
  "link stylesheet, media": '<link rel="stylesheet" media="print" href="@.css">',
  "link stylesheet, two words": '<link rel="preload stylesheet" as="style" href="@.css">',
  "link alternate stylesheet": '<link rel="alternate stylesheet" title="t" href="@.css">',
  "link data stylesheet": `<link rel="stylesheet" href="data:text/css,@import 'ORIGIN@.css'">`,
  "link preload image": '<link rel="preload" as="image" href="@.png">',
  "link preload imagesrcset": '<link rel="preload" as="image" imagesrcset="@.png 1x">',
  "link preload script": '<link rel="preload" as="script" href="@.js">',
  "link preload style": '<link rel="preload" as="style" href="@.css">',
  "link preload font": '<link rel="preload" as="font" crossorigin href="@.woff2">',
  "link preload fetch": '<link rel="preload" as="fetch" crossorigin href="@.json">',
  "link modulepreload": '<link rel="modulepreload" href="@.js">',
  "link prefetch": '<link rel="prefetch" href="@.html">',
  "link in a paragraph": '<p>x<link rel="stylesheet" href="@.css"></p>',
  "script src": '<script src="@.js"></script>',
  "script async": '<script async src="@.js"></script>',
  "script defer": '<script defer src="@.js"></script>',
  "script module": '<script type="module" src="@.js"></script>',
  "script, an import": '<script type="module">import "@.js";</script>',
  "script, a dynamic import": '<script>import("@.js").catch(() => {})</script>',
  "script, fetch": '<script>fetch("@.json").catch(() => {})</script>',
  "script, an image": `<script>${HANDLER}</script>`,
  "script, a beacon": '<script>navigator.sendBeacon("@.json")</script>',
  "script, a worker": '<script>new Worker("@.js")</script>',
  "script, an event source": '<script>new EventSource("@.json").onerror = (e) => e.target.close()</script>',
  "script, a font": '<script>new FontFace("f", "url(@.woff2)").load().catch(() => {})</script>',
  "script, XMLHttpRequest": '<script>{ const x = new XMLHttpRequest(); x.open("GET", "@.json"); x.send() }</script>',
  "script, speculation rules":
    '<script type="speculationrules">{"prefetch":[{"source":"list","urls":["@.html"],"eagerness":"immediate"}]}</script>',
};

const acting = {
  "img onerror": `<img alt="" src="data:," onerror="${HANDLER}">`,
  "svg onload": `<svg onload="${HANDLER}"></svg>`,
  "style onload": `<style onload="${HANDLER}">i{}</style>`,
  "iframe onload": `<iframe onload="${HANDLER}"></iframe>`,
  "details ontoggle": `<details open ontoggle="${HANDLER}">x</details>`,
  "video onerror": `<video src="data:," onerror="${HANDLER}"></video>`,
  "audio onerror": `<audio src="data:," onerror="${HANDLER}"></audio>`,
  "source onerror": `<video><source src="data:," onerror="${HANDLER}"></video>`,
  "object onerror": `<object data="data:x/y," onerror="${HANDLER}"></object>`,
  "script onerror": `<script src="data:x/y," onerror="${HANDLER}"></script>`,
  "link onerror": `<link rel="stylesheet" href="data:x/y," onerror="${HANDLER}" onload="${HANDLER}">`,
  "an animation": `<p style="animation:tb 1ms" onanimationstart="${HANDLER}">x</p>`,
  "an animation's end": `<b style="animation:tb 1ms" onanimationend="${HANDLER}">x</b>`,
  "a custom element": '<x-loads data-from="@.png"></x-loads>',
  "a custom element in a paragraph": '<p>x<x-loads data-from="@.png"></x-loads></p>',
  "a built-in element by another name": '<p is="p-loads" data-from="@.png">x</p>',
};

const shadow = (inside, more = "") => `<div><template shadowrootmode="open"${more}>${inside}</template></div>`;

const shadows = {
  "an open shadow root, img": shadow('<img alt="" src="@.png">'),
  "an open shadow root, lazy": shadow('<img alt="" loading="lazy" src="@.png">'),
  "an open shadow root, style": shadow("<style>p{background:url(@.png)}</style><p>x</p>"),
  "an open shadow root, host": shadow("<style>:host{background:url(@.png)}</style>x"),
  "an open shadow root, link": shadow('<link rel="stylesheet" href="@.css">'),
  "an open shadow root, slot": shadow('<slot><img alt="" src="@.png"></slot>'),
  "an open shadow root, iframe": shadow('<iframe src="@.html"></iframe>'),
  "an open shadow root that is copied": shadow('<img alt="" src="@.png">', " shadowrootclonable"),
  "shadow roots in shadow roots": shadow(shadow('<img alt="" src="@.png">')),
  "a shadow root of a span": '<span><template shadowrootmode="open"><img alt="" src="@.png"></template></span>',
};

const backgrounds = Object.fromEntries(
  ["table", "thead", "tbody", "tfoot", "tr", "td", "th"].map((name) => {
    const inside = { table: "", tr: "<tr BG><td>x", td: "<tr><td BG>x", th: "<tr><th BG>x" }[name];
    const rows = inside ?? `<${name} BG><tr><td>x`;
    const own = name === "table" ? " BG" : "";
    return [`background of ${name}`, `<table${own}>${rows || "<tr><td>x"}</table>`.replace("BG", 'background="@.png"')];
  }),
);

export const html = { ...embedded, ...linked, ...acting, ...shadows, ...backgrounds };

/** What would change the page for the others, so that each stands in a page of its own. */
export const alone = {
  "meta refresh": '<meta http-equiv="refresh" content="0;url=@.html">',
  "meta REFRESH": '<META HTTP-EQUIV="REFRESH" CONTENT="0;URL=@.html">',
  base: '<base href="@/"><img alt="" src="x.png">',
  "script, a location": '<script>location.href = "@.html"</script>',
  "body background": '<body background="@.png">',
  "body onload": `<body onload="${HANDLER}">`,
  "style of everything": "<style>*{background:url(@.png)}</style>",
};
