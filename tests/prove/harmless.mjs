// The names of browsers' properties and methods that may be read and called by any script of the package: none of them alone makes
// a request, leaves the page, keeps something or makes code. An object that does more by one of these names (a store, a request)
// comes from a global name, which is reported. Assigning to any of them is reported too.

export const harmless = new Set(
  (
    "abort activeElement add addEventListener all allow anchorNode append arrayBuffer attachShadow binding bottom buffer " +
    "byteLength bytes checked childNodes children classList clear cloneNode close closest config connection contains " +
    "content count createTextNode customElements d dataset declare decode define delete detail direction disconnect " +
    "doNotTrack document documentElement e element encodeInto end ended enter entries error f files filter " +
    "firstElementChild focus format from g get getAll getAllKeys getAttribute getBoundingClientRect getItem getRandomValues " +
    "getRootNode getSelection getState has hasAttribute hasFocus headers hidden host hostname i id includes innerHeight " +
    "insertBefore isConnected isEqualNode items k key keys kind lang language languages length line loaded localName map " +
    "match matchAll matchMedia matches max measure message min moveBefore n name nextSibling nodeValue normalize now " +
    "objectStore observe offset ok options ownerDocument p page parentElement parentNode parse path pathname paused " +
    "persisted prepend protocol pull put q querySelector querySelectorAll r read readyState referrer refresh region remove " +
    "removeAttribute removeEventListener removeItem repeat replace replaceChildren resolve restore result resume reverse " +
    "root rows save script scrollLeft scrollTo scrollTop search select send set setItem show showModal size slice slot sort " +
    "speak state status store subscribe suspend template test text textContent title to toString toggleAttribute top " +
    "transaction u unit unregister unsubscribe update url value values verify viewport visibility visibilityState w warn written " +
    "addedNodes body createDocumentFragment createTreeWalker currentNode delay firstChild forEach " +
    "getPropertyPriority getPropertyValue mark namespaceURI navigation nextNode nodeName nodeType prototype shadowRoot " +
    "takeRecords type yield x y"
  ).split(" "),
);
