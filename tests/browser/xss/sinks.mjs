// The markup that vectors are written into: every place that takes words, and places that must never take anything.

/** Elements whose text may be written. */
const TEXT = "h1 p a button li td option textarea label summary figcaption pre code b".split(" ");
/** Elements whose text is code, style, or markup for somebody else. */
const CLOSED = "script style noscript iframe template xmp noembed noframes".split(" ");
/** Attributes that hold words, and an element for each. */
const WORDS = {
  alt: "img",
  "aria-description": "div",
  "aria-label": "nav",
  "aria-placeholder": "div",
  "aria-roledescription": "div",
  "aria-valuetext": "div",
  datetime: "time",
  label: "option",
  placeholder: "input",
  title: "a",
};
/** Attributes that could run, load, restyle, rename or send, and an element for each. What is listed as a choice of the
 *  site's takes nothing that is known of a reader. */
const FORBIDDEN = {
  onclick: "a",
  onerror: "img",
  onload: "svg",
  onfocus: "input",
  style: "div",
  src: "img",
  srcset: "img",
  srcdoc: "iframe",
  href: "a",
  "xlink:href": "a",
  action: "form",
  formaction: "button",
  background: "table",
  poster: "video",
  data: "object",
  ping: "a",
  class: "p",
  hidden: "p",
  id: "p",
  name: "form",
  content: "meta",
  "http-equiv": "meta",
  target: "a",
  is: "p",
  slot: "p",
  value: "input",
  type: "button",
  nonce: "script",
  width: "img",
};

const svg = (name) => document.createElementNS("http://www.w3.org/2000/svg", name);
const math = (name) => document.createElementNS("http://www.w3.org/1998/Math/MathML", name);

function bound(element, name, value) {
  element.setAttribute(name, value);
  return element;
}

/** Each of the places once, for `field`: those that take words, and with `all` those that never do. Made by hand, so that
 *  a script in there is one that would still run. */
function places(field, all) {
  const made = (name) => document.createElement(name);
  const attribute = ([name, element]) =>
    bound(element === "svg" ? svg("svg") : made(element), "data-tb-attr", `${name}=${field}`);
  const text = (element) => bound(element, "data-tb-text", field);
  const never = () => [
    ...["script", "style"].map((name) => text(svg(name))),
    ...CLOSED.map((name) => text(made(name))),
    ...Object.entries(FORBIDDEN).map(attribute),
  ];
  return [
    ...TEXT.map((name) => text(made(name))),
    ...["title", "text", "a"].map((name) => text(svg(name))),
    ...["mi", "annotation-xml"].map((name) => text(math(name))),
    ...Object.entries(WORDS).map(attribute),
    ...(all ? never() : []),
  ];
}

/** A slot that takes a field in its places. */
export function slot(name, field, all) {
  const section = bound(document.createElement("section"), "data-tb-slot", name);
  section.append(...places(field, all));
  return section;
}

/** Nothing that might load has a place in a template; of mathematics nobody can be sure. */
const harmless = (field) =>
  places(field).filter(({ localName, namespaceURI }) => localName !== "img" && !namespaceURI.includes("Math"));

/** The same in the template of the variant `hit`. */
export function slotWithTemplate(name, field) {
  const section = bound(document.createElement("section"), "data-tb-slot", name);
  const template = bound(document.createElement("template"), "data-tb-variant", "hit");
  template.content.append(...harmless(field));
  section.append(template);
  return section;
}

const get = (prototype, name) => Object.getOwnPropertyDescriptor(prototype, name).get;
const attributes = get(Element.prototype, "attributes");
const children = get(Node.prototype, "childNodes");
const name = get(Element.prototype, "localName");
/** Elements whose text is not looked at. */
const open = new Set([...TEXT, "title", "text", "mi", "annotation-xml"]);

/** A list whose items take a field in their places. */
export function list(name, field) {
  const section = bound(document.createElement("section"), "data-tb-slot", name);
  const template = bound(document.createElement("template"), "data-tb-item", "");
  const item = document.createElement("div");
  item.append(...harmless(field));
  template.content.append(item);
  section.append(template);
  return section;
}

/** The tree as text: elements and their attributes, with the text of every element that is no place for words. Words
 *  themselves are left out, and so are `own`, the attributes where a site's own choices belong. Getters of the prototypes,
 *  because a vector may have put others in their place. */
export function shape(root, own = []) {
  const write = (node) => {
    if (node.nodeType !== 1) return node.nodeType === 3 ? "" : `#${node.nodeType}`;
    // What was there before stands in a mark of our own.
    const kept = [...attributes.call(node)].filter(
      (one) => !(one.name in WORDS) && one.name !== "data-tb-shown" && !own.includes(one.name),
    );
    const inner = [...children.call(node), ...(node.content?.childNodes ?? [])].map(write);
    const text = open.has(name.call(node)) || node.childElementCount > 0 ? "" : node.textContent;
    const written = kept.map((one) => `${one.name}=${one.value}`).sort();
    return `<${name.call(node)} ${written.join(" ")}>${inner.join("")}${text}</>`;
  };
  return write(root);
}
