// Runs in the browser: a case → the DOM that the server's text gives, and the DOM that the device makes.

import { open } from "../../dist/author.js";

console.warn = () => {};
const { contentDocument: frame } = document.querySelector("iframe");

/** A document that the browser's own parser has read, as it reads pages. */
function parsed(html) {
  frame.open();
  frame.write(html);
  frame.close();
}

/** What is by design different is left out: where the server wrote, and what it kept. */
const isKept = (node) => node.localName === "template" && node.getAttribute("data-tb-variant") === "";

/** @param left Slots that are not looked at. */
function shapeOf(left) {
  const shape = (node) => {
    if (node.nodeType !== 1) return node.nodeType === 3 ? node.data : `<!${node.nodeType} ${node.data ?? node.name}>`;
    if (left.includes(node.getAttribute("data-tb-slot"))) return `<${node.nodeName}/>`;
    const attributes = [...node.attributes].filter(({ name }) => name !== "data-tb-shown");
    const said = attributes.map(({ name, value }) => `${name}=${JSON.stringify(value)}`).sort();
    return `<${[node.nodeName, ...said].join(" ")}>${shapes(node)}</>`;
  };
  const shapes = (parent) =>
    [...(parent.content ?? parent).childNodes]
      .filter((node) => !isKept(node))
      .map(shape)
      .join("");
  return shapes(frame);
}

const problemsOf = (problems) => problems.map(({ path, message }) => `${path}: ${message}`).sort();

function rendered(bytes, given) {
  const page = open(new Uint8Array(bytes), { ...given, root: frame });
  const decisions = page.render();
  return {
    page,
    problems: problemsOf(page.problems),
    variants: new Map(decisions.map(({ slot, variant }) => [slot, variant])),
  };
}

const nameOf = (slot) => slot.getAttribute("data-tb-slot") ?? [];
/** Its own name, and those that its templates may bring. */
const namesWithin = (element) =>
  [nameOf(element), ...[...(element.content?.querySelectorAll("*") ?? [])].map(namesWithin)].flat(Infinity);
const namesOf = () => [...frame.querySelectorAll("[data-tb-slot]")].flatMap(nameOf);

/** What the server leaves to the device: what it did not decide, and what it could not write. */
function leftOf({ decided, problems }, names) {
  const unwritten = problems.flatMap(({ path, message }) =>
    message.includes("left to the reader") ? path.split("/")[2] : [],
  );
  return [...new Set(names)].filter((name) => !(name in decided) || unwritten.includes(name));
}

/** The slots that are left, and all that is in them. */
const leftIn = (left) =>
  [...frame.querySelectorAll("[data-tb-slot]")]
    .filter((slot) => left.includes(slot.getAttribute("data-tb-slot")))
    .flatMap((slot) => [slot, ...slot.querySelectorAll("*")]);

const countOf = (name, names) => names.filter((one) => one === name).length;
const slotsIn = (problems) => problems.flatMap((problem) => /^\/slots\/([\w-]+)/.exec(problem)?.[1] ?? []);

function compare({ html, bytes, given, written }) {
  parsed(html);
  const before = namesOf();
  const device = rendered(bytes, given);
  const after = namesOf();
  const left = leftOf(written, [...before, ...after]);
  const [made, whole] = [shapeOf(left), shapeOf([])];
  device.page.close();
  parsed(written.html);
  const server = shapeOf(left);
  const brought = leftIn(left).flatMap(namesWithin);
  const shown = [...frame.querySelectorAll("[data-tb-shown]")];
  const hasOwn = (slot) => [...slot.children].some((child) => child.dataset.tbVariant === slot.dataset.tbShown);
  const turned = shown.filter((slot) => slot.dataset.tbShown && hasOwn(slot)).length;
  const others = leftIn(left);
  const there = [...frame.querySelectorAll("*")];
  const watcher = new MutationObserver(() => {});
  watcher.observe(frame, { subtree: true, childList: true, attributes: true, characterData: true });
  const again = rendered(bytes, given);
  const records = watcher.takeRecords();
  others.push(...leftIn(left));
  // An element that came and went meanwhile has not been changed.
  const isOther = (element) => others.includes(element) || !(there.includes(element) || element.isConnected);
  const touched = records
    .filter(({ target }) => !isOther(target.nodeType === 3 ? target.parentNode : target))
    .map(({ type, attributeName, target }) => `${type} ${attributeName} ${target.outerHTML}`);
  watcher.disconnect();
  const both = shapeOf([]);
  again.page.close();
  const names = Object.keys(written.decided).filter((name) => !left.includes(name));
  return {
    left,
    /** Of these something gave way to something else, or may stand in a slot that is left. */
    gone: [...before, ...slotsIn(device.problems), ...slotsIn(problemsOf(written.problems))].filter(
      (name) =>
        !after.includes(name) ||
        brought.includes(name) ||
        countOf(name, before) > countOf(name, after) ||
        countOf(name, there.flatMap(nameOf)) !== countOf(name, after),
    ),
    server: {
      html: server,
      problems: problemsOf(written.problems),
      variants: names.map((name) => `${name} ${written.decided[name]}`).join(),
    },
    device: {
      html: made,
      whole,
      problems: device.problems,
      variants: names.map((name) => `${name} ${device.variants.get(name)}`).join(),
    },
    /** The device over the server's page. */
    both: { html: both, problems: again.problems, touched },
    counts: {
      written: shown.length,
      turned,
    },
  };
}

globalThis.compareAll = async (text) => {
  const found = [];
  for (const one of JSON.parse(text)) {
    found.push(compare(one));
    // What nobody holds any more is given back between two tasks.
    if (found.length % 10 === 0) await new Promise((resolve) => setTimeout(resolve));
  }
  return JSON.stringify(found);
};
