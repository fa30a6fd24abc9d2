// What a site writes for a platform that runs it before the page is sent.

import { open } from "tailorbird";
import bytes from "./bytes.js";

export default {
  fetch() {
    const page = open(bytes, { now: Date.UTC(2026, 10, 23, 19), timeZone: "UTC", locales: ["en"] });
    return Response.json({ title: page.decide("hero")?.fields.title, problems: page.problems });
  },
};
