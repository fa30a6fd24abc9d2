// Words with elements in them in a real page: nodes where text goes, plain text everywhere else, nothing of a value's.

import { compile, open } from "../../dist/author.js";

const GIVEN = { now: 1_782_496_800_000, timeZone: "UTC", locales: ["en"] };

const MANIFEST = {
  tailorbird: 1,
  locales: ["en"],
  preferences: {
    name: { type: "text" },
    mood: { type: "choice", values: ["plain", "rich", "other"], default: "rich" },
  },
  slots: {
    hero: {
      default: "rich",
      variants: {
        named: {
          when: "has(preference.name)",
          fields: { title: "Hello {#b}{$preference.name}{/b}!" },
        },
        plain: { when: "preference.mood == 'plain'", fields: { title: "Hello you and us" } },
        server: { when: "preference.mood == 'other'" },
        rich: {
          fields: {
            title: "Hello {#b}you{/b}{#br/}{#a href=|/join|}and {#span class=|warm big|}us{/span}{/a}",
          },
        },
      },
    },
  },
};
const { bytes, problems } = compile(MANIFEST);
if (!bytes) throw new Error(JSON.stringify(problems));

const RICH = 'Hello <b>you</b><br><a href="/join">and <span class="warm big">us</span></a>';
const SERVER = "<i>Server</i> wrote this";

function rendered(given = {}) {
  const root = document.createElement("div");
  root.innerHTML = `<section data-tb-slot="hero"><h1 data-tb-text="title" data-tb-attr="title=title">${SERVER}</h1></section>`;
  document.body.append(root);
  const page = open(bytes, { ...GIVEN, root, ...given });
  const [decision] = page.render();
  return { root, page, decision, heading: root.querySelector("h1") };
}

const mood = (page, value) => {
  page.observe({ kind: "preference", name: "mood", value });
  page.render();
};

function equal(got, wanted) {
  if (JSON.stringify(got) !== JSON.stringify(wanted))
    throw new Error(`${JSON.stringify(got)} instead of ${JSON.stringify(wanted)}`);
}

/** What a reader sees of the words: the server's own nodes stay beside ours, hidden and empty, because they may be a
 *  framework's. */
function seen(heading) {
  const copy = heading.cloneNode(true);
  for (const node of copy.querySelectorAll("[hidden]")) {
    equal(node.textContent, "");
    node.remove();
  }
  return copy.innerHTML;
}

/** What changes under a node meanwhile. */
function changes(node, work) {
  const observer = new MutationObserver(() => {});
  observer.observe(node, { subtree: true, childList: true, attributes: true, characterData: true });
  work();
  const records = observer.takeRecords();
  observer.disconnect();
  return records.length;
}

export const checks = {
  "elements in words become nodes, and attributes have their plain text"() {
    const { page, root, heading, decision } = rendered();
    equal(seen(heading), RICH);
    equal(heading.title, "Hello you\nand us");
    equal(decision.fields.title, "Hello you\nand us");
    page.close();
    root.remove();
  },

  "words with elements are written once"() {
    const { page, root, heading } = rendered();
    const [bold] = heading.getElementsByTagName("b");
    equal(
      changes(heading, () => page.render()),
      0,
    );
    equal(bold.isConnected, true);
    page.close();
    root.remove();
  },

  "what somebody else put in their place stays until the answer changes"() {
    const { page, root, heading } = rendered();
    heading.textContent = "Hello youand us";
    page.render();
    equal(heading.innerHTML, "Hello youand us");
    mood(page, "plain");
    equal(seen(heading), "Hello you and us");
    mood(page, "other");
    equal(heading.innerHTML, "Hello youand us");
    page.close();
    root.remove();
  },

  "words go from elements to text, to the server's, and back"() {
    const { page, root, heading } = rendered();
    mood(page, "plain");
    equal(seen(heading), "Hello you and us");
    mood(page, "rich");
    equal(seen(heading), RICH);
    mood(page, "other");
    equal(heading.innerHTML, SERVER);
    mood(page, "rich");
    equal(seen(heading), RICH);
    page.close();
    equal(heading.innerHTML, SERVER);
    equal(heading.hasAttribute("title"), false);
    root.remove();
  },

  "a value never becomes an element"() {
    for (const name of ["<img src=x onerror=alert(1)>", '"]],["img",{"src":"x"}', "</b><script>1</script>", "\\"]) {
      const { page, root, heading } = rendered({ profile: { preferences: { name } } });
      equal(heading.firstElementChild.textContent, `\u2068${name}\u2069`);
      equal(heading.querySelectorAll("*:not([hidden])").length, 1);
      page.close();
      root.remove();
    }
  },
};
