// The same with a manifest that is compiled in the page.

import { open } from "tailorbird/author";
import manifest from "./manifest.js";

const page = open(manifest, { now: Date.UTC(2026, 10, 23, 19), timeZone: "UTC" });
page.render();
document.documentElement.dataset.problems = page.problems.map(({ message }) => message).join();
