// What a site writes, for a clock that is handed in: three decisions, as one line.

import { open } from "tailorbird/page";

const decided = [8, 18, 23].map((hour) => {
  const page = open({ root: null, now: Date.UTC(2026, 10, 23, hour), timeZone: "UTC", locales: ["de"] });
  if (hour === 23) page.observe({ kind: "preference", name: "diet", value: "vegan" });
  return [page.decide(), page.problems];
});
console.log(JSON.stringify(decided));
