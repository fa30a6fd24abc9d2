// What a site writes: the bytes travel with it, because its policy lets nothing be fetched.

import { open } from "tailorbird";
import bytes from "./bytes.js";

const page = open(bytes, { now: Date.UTC(2026, 10, 23, 19), timeZone: "UTC" });
page.render();
document.documentElement.dataset.problems = page.problems.map(({ message }) => message).join();
