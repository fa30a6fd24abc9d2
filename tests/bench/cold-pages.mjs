// The contenders of `npm run bench -- cold`: pages of 20 slots, each with a script of its own that decides them by the same rules
// and writes the words: as a module beside the page, which is how most sites load theirs, or as a script in it.

import { mkdir, writeFile } from "node:fs/promises";
import { build } from "esbuild";
import { inRoot } from "../../scripts/paths.mjs";
import { features, workload } from "./workload.mjs";

const FOLDER = "target/bench/cold";
const SLOTS = workload(20).map(({ name, rules }) => ({
  name,
  rules: rules.map(({ answer, countries, languages, from, to }) => ({ answer, countries, languages, from, to })),
}));

/** The page tells the country in its address; hour and language are the device's. */
export const ADDRESS = "?country=c03";

const list = (texts) => texts.map((text) => `'${text}'`).join(", ");
const rule = ({ countries, languages, from, to }) =>
  `page.query.country in [${list(countries)}] && locale.language in [${list(languages)}] && ` +
  `now.hour >= ${from} && now.hour < ${to}`;

const MANIFEST = {
  tailorbird: 1,
  locales: ["en"],
  slots: Object.fromEntries(
    SLOTS.map(({ name, rules }) => [
      name,
      {
        default: "off",
        variants: Object.fromEntries([
          ...rules.map((one) => [one.answer, { when: rule(one), fields: { title: `${name} ${one.answer}` } }]),
          ["off", { fields: { title: `${name} off` } }],
        ]),
      },
    ]),
  ),
};

/** What each reads of its device, and where it writes. */
const COMMON = `
  const user = {
    country: new URLSearchParams(location.search).get("country"),
    language: navigator.language.split("-")[0],
    hour: new Date().getHours(),
  };
  const write = (answerOf) => {
    for (const slot of document.querySelectorAll("[data-tb-slot]")) {
      const name = slot.getAttribute("data-tb-slot");
      slot.textContent = name + " " + answerOf(name);
    }
  };`;

const BY_HAND = `${COMMON}
  const slots = ${JSON.stringify(Object.fromEntries(SLOTS.map(({ name, rules }) => [name, rules])))};
  const holds = ({ countries, languages, from, to }) =>
    countries.includes(user.country) && languages.includes(user.language) && user.hour >= from && user.hour < to;
  write((name) => slots[name].find(holds)?.answer ?? "off");`;

/** The features without what this page does not tell. */
const plain = JSON.stringify(
  features(SLOTS.map(({ name, rules }) => ({ name, rules: rules.map((one) => ({ ...one, visits: 0, tags: [] })) }))),
  (key, value) => (key === "visits" || key === "tags" ? undefined : value),
);

const GROWTHBOOK = `
  import { GrowthBook } from "@growthbook/growthbook";
  ${COMMON}
  const growthbook = new GrowthBook({ attributes: user }).initSync({ payload: { features: ${plain} } });
  write((name) => growthbook.evalFeature(name).value);`;

/** Says when all is written, and when that was painted. */
const END = `
  performance.mark("written");
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => performance.mark("painted");
    port2.postMessage(0);
  });`;

async function scripts() {
  const { compile } = await import("../../dist/author.js");
  const { build: site } = await import("../../dist/build.js");
  const { bytes, problems } = compile(MANIFEST);
  const { code } = site(MANIFEST);
  if (!bytes || !code) throw new Error(JSON.stringify(problems));
  const program = Buffer.from(bytes).toString("base64");
  await writeFile(inRoot(`${FOLDER}/site.js`), code);
  return {
    "an empty module": "",
    "hand-written JS": BY_HAND,
    GrowthBook: GROWTHBOOK,
    "tailorbird/contextual": `import { open } from "${inRoot("dist/contextual.js")}";
      open(Uint8Array.from(atob("${program}"), (letter) => letter.charCodeAt(0)), { navigation: false }).render();`,
    "tailorbird build": `import { open } from "./site.js"; open().render();`,
    "GrowthBook, in the page": GROWTHBOOK,
    "tailorbird build, in the page": `import { open } from "./site.js"; open().render();`,
  };
}

/** As `build` writes it, for those that a bundler leaves it to. */
const EAGER = "//# allFunctionsCalledOnLoad\n";

/** @param first What has to be the first line. */
async function bundled(script, first, inPage) {
  const { outputFiles } = await build({
    stdin: { contents: `${script};${END}`, resolveDir: inRoot(FOLDER) },
    bundle: true,
    minify: true,
    write: false,
    format: inPage ? "iife" : "esm",
    target: "es2022",
    banner: { js: `${first}performance.mark("running");` },
    nodePaths: [inRoot("node_modules")],
  });
  return outputFiles[0].text;
}

/** Leaves a page for each in target/bench/cold, and returns their names in the order of their numbers. */
export async function coldPages() {
  await mkdir(inRoot(FOLDER), { recursive: true });
  const all = await scripts();
  const slots = SLOTS.map(({ name }) => `<p data-tb-slot="${name}" data-tb-text="title">Server</p>`).join("");
  for (const [number, [name, script]] of Object.entries(all).entries()) {
    const inPage = name.endsWith("page");
    const code = await bundled(script, name.includes("build") ? EAGER : "", inPage);
    const tag = inPage ? `<script>${code}</script>` : `<script type="module" src="${number}.js"></script>`;
    await writeFile(inRoot(`${FOLDER}/${number}.js`), code);
    const html = (traced) =>
      `<!doctype html><html lang="en"><meta charset="utf-8"><title>Cold</title><body>${slots}${traced}${tag}`;
    await writeFile(inRoot(`${FOLDER}/${number}.html`), html(""));
    await writeFile(inRoot(`${FOLDER}/traced-${number}.html`), html('<script src="trace.js"></script>'));
  }
  await writeFile(inRoot(`${FOLDER}/trace.js`), TRACE);
  return { folder: inRoot(FOLDER), names: Object.keys(all) };
}

/** Marks when the WebAssembly is compiled, started and asked. The first module and instance are those that decode the text. */
const TRACE = `
  const { Module, Instance } = WebAssembly;
  const marked = (name, act) => {
    performance.mark(name + " begins");
    const answer = act();
    performance.mark(name + " ends");
    return answer;
  };
  let modules = 0, instances = 0;
  WebAssembly.Module = function (bytes) { return marked("module " + modules++, () => new Module(bytes)); };
  WebAssembly.Instance = function (module, imports) {
    const { exports } = marked("instance " + instances++, () => new Instance(module, imports));
    const { ask } = exports;
    return { exports: ask ? { ...exports, ask: (...all) => marked("ask " + all[1], () => ask(...all)) } : exports };
  };`;
