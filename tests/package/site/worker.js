// What a site writes for a platform that runs it before the page is sent: every entry once.

import { open } from "tailorbird";
import "tailorbird/element";
import "tailorbird/privacy";
import { analyze } from "tailorbird/analyze";
import * as author from "tailorbird/author";
import * as consent from "tailorbird/consent";
import * as contextual from "tailorbird/contextual";
import * as full from "tailorbird/full";
import * as keepers from "tailorbird/keepers";
import { recommender } from "tailorbird/recommend";
import { embed, write } from "tailorbird/server";
import * as slim from "tailorbird/slim";
import bytes from "./bytes.js";
import items from "./items.js";
import manifest from "./manifest.js";

const GIVEN = { now: Date.UTC(2026, 10, 23, 19), timeZone: "UTC", locales: ["en"] };
const HTML = '<!doctype html><html lang="en"><h1 data-tb-slot="hero" data-tb-text="title">Welcome</h1></html>';

export default {
  async fetch() {
    await slim.ready();
    const catalogue = await recommender(items);
    const pages = {
      tailorbird: open(bytes, GIVEN),
      contextual: contextual.open(bytes, GIVEN),
      full: full.open(bytes, GIVEN),
      slim: slim.open(bytes, GIVEN),
      author: author.open(manifest, GIVEN),
    };
    const titles = Object.entries(pages).map(([name, page]) => [name, page.decide("hero")?.fields.title]);
    const { html, problems } = write(HTML, bytes, GIVEN);
    titles.push(["server", html.match(/>(Good evening)</)?.[1]]);
    const carrying = embed('<script type="application/tailorbird"></script>', bytes);
    return Response.json({
      titles: Object.fromEntries(titles),
      embedded: carrying.html.length > bytes.length,
      defined: Object.keys({ ...consent, ...keepers }).sort(),
      best: analyze("arm,n,conversions\na,1000,50\nb,1000,90\n").experiments[0]?.metrics[0]?.arms[1]?.best > 0.99,
      next: catalogue.rank({ history: ["night-ride"], count: 1 }).map(({ item, because }) => [item, because.kind]),
      like: catalogue.like("soup", { count: 1 }).map(({ item }) => item),
      refused: await recommender(items.slice(0, 100)).catch(({ message }) => message),
      problems: [...Object.values(pages).flatMap((page) => page.problems), ...problems],
    });
  },
};
