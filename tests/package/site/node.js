// Every entry in Node, where there is no document.

import { open } from "tailorbird";
import "tailorbird/element";
import * as author from "tailorbird/author";
import * as contextual from "tailorbird/contextual";
import * as slim from "tailorbird/slim";
import bytes from "./bytes.js";
import manifest from "./manifest.js";

const given = { now: Date.UTC(2026, 10, 23, 19), timeZone: "UTC", locales: ["en"] };
const started = await slim.ready();
const pages = [open(bytes, given), author.open(manifest, given), author.open(JSON.stringify(manifest), given), slim.open(bytes, given), contextual.open(bytes, given)];
const titles = pages.map((page) => page.render()[0]?.fields.title);
for (const page of pages) page.close();
console.warn = () => {};
const told = contextual.open(bytes, { ...given, remember: "local", profile: {} }).problems.map(({ path }) => path);
console.log(JSON.stringify({ started, titles, told, problems: pages.flatMap((page) => page.problems) }));
