// The same where nothing is remembered.

import { open } from "tailorbird/contextual";
import bytes from "./bytes.js";

const page = open(bytes, { now: Date.UTC(2026, 10, 23, 19), timeZone: "UTC" });
page.render();
document.documentElement.dataset.problems = page.problems.map(({ message }) => message).join();
