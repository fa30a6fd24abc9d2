// `npm run bench -- cold`: from navigation to the first paint with tailored words, cold, beside GrowthBook, hand-written JavaScript
// and an empty module, which is the floor of all that are modules. Each page is opened in a context of its own, turn by turn. Timings are printed and never
// fail; a page that shows something else than the hand-written one does.

import { serve } from "../../scripts/serve.mjs";
import * as chromium from "../browser/drivers/chromium.mjs";
import * as firefox from "../browser/drivers/firefox.mjs";
import { ADDRESS, coldPages } from "./cold-pages.mjs";

/** What the engine is asked, in the order of `Ask` in js/engine/protocol.ts. */
const ASK = ["read the program", "traits", "names", "moments", "decide", "words", "reasons", "patch"];
/** How much slower the processor of a telephone is. */
const SLOWER = 6;

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const cell = (milliseconds) => (milliseconds >= 0 ? milliseconds.toFixed(1) : "–").padStart(8);

async function visit(browser, address, slower) {
  const context = await browser.newContext();
  const page = await context.newPage();
  if (slower > 1) await (await context.newCDPSession(page)).send("Emulation.setCPUThrottlingRate", { rate: slower });
  await page.goto(address);
  await page.waitForFunction(() => performance.getEntriesByName("painted").length > 0);
  const seen = await page.evaluate(() => ({
    marks: performance.getEntriesByType("mark").map(({ name, startTime }) => [name, startTime]),
    fetched: performance.getEntriesByName(document.querySelector("script[type]")?.src)[0]?.responseEnd,
    text: document.querySelector("p").parentElement.innerText,
  }));
  await context.close();
  return { ...seen, marks: new Map(seen.marks) };
}

/** The steps of a page of Tailorbird, each by its name, in milliseconds. */
function stepsOf({ marks, fetched }) {
  const at = (name) => marks.get(name) ?? NaN;
  const asked = (number) => at(`ask ${number} ends`) - at(`ask ${number} begins`);
  const told = ASK.map((name, number) => [name, asked(number)]).filter(([, time]) => time >= 0);
  const [written, painted, running] = ["written", "painted", "running"].map(at);
  return new Map([
    ["script fetched", fetched],
    ["parsed, first line run", running - fetched],
    ["text decoded", at("module 1 begins") - running],
    ["WebAssembly compiled", at("module 1 ends") - at("module 1 begins")],
    ["instance", at("instance 1 ends") - at("instance 1 begins")],
    ...told,
    ["look around", at("ask 4 begins") - at("ask 2 ends")],
    ["slots found and turned", at("ask 7 begins") - at("ask 5 ends")],
    ["words written", written - at("ask 7 ends")],
    ["painted", painted - written],
  ]);
}

async function compare(name, browser, pages, turns, slower) {
  const found = pages.names.map(() => []);
  for (let turn = 0; turn <= turns; turn += 1) {
    const shown = [];
    for (const number of found.keys()) {
      const { marks, text } = await visit(browser, `${pages.url}${number}.html${ADDRESS}`, slower);
      shown.push(text);
      // The first turn warms what all share.
      if (turn) found[number].push([marks.get("written"), marks.get("painted")]);
    }
    const other = shown.findIndex((text, number) => number > 1 && text !== shown[1]);
    if (other > 0) throw new Error(`${pages.names[other]} shows something else:\n${shown[other]}\n\n${shown[1]}`);
  }
  console.log(`\n${name}: milliseconds from navigation, median and best of ${turns}`);
  console.log(`${"".padEnd(28)} written (best)   painted (best)`);
  for (const [number, runs] of found.entries()) {
    const [written, painted] = [0, 1].map((place) => runs.map((run) => run[place]));
    const both = [written, painted].map((all) => `${cell(median(all))} (${Math.min(...all).toFixed(1)})`.padEnd(17));
    console.log(`${pages.names[number].padEnd(28)}${both.join("")}`);
  }
}

async function steps(name, browser, pages, turns, slower) {
  const ours = pages.names.flatMap((one, number) => (one.startsWith("tailorbird") ? number : []));
  const found = ours.map(() => []);
  for (let turn = 0; turn <= turns; turn += 1)
    for (const [place, number] of ours.entries()) {
      const seen = await visit(browser, `${pages.url}traced-${number}.html${ADDRESS}`, slower);
      if (turn) found[place].push(stepsOf(seen));
    }
  console.log(
    `\n${name}: the steps, median milliseconds${ours.map((number) => pages.names[number].padStart(28)).join("")}`,
  );
  for (const step of found[0][0].keys())
    console.log(
      `${step.padEnd(48)}${found.map((runs) => cell(median(runs.map((run) => run.get(step) ?? NaN))).padStart(28)).join("")}`,
    );
}

/** @param {number} turns how often each page is opened */
export async function cold(turns = 9) {
  const { folder, names } = await coldPages();
  const site = await serve(folder);
  const pages = { url: site.url, names };
  for (const driver of [chromium, firefox]) {
    const browser = await driver.launch();
    // Firefox has no slower processor to offer.
    for (const slower of driver === chromium ? [1, SLOWER] : [1]) {
      const name = `${driver.name}${slower > 1 ? `, ${slower} times slower` : ""}`;
      await compare(name, browser, pages, turns, slower);
      await steps(name, browser, pages, turns, slower);
    }
    await browser.close();
  }
  site.close();
}
