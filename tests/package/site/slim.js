// The same with the WebAssembly in a file of its own.

import { open, ready } from "tailorbird/slim";
import bytes from "./bytes.js";

await ready();
const page = open(bytes, { now: Date.UTC(2026, 10, 23, 19), timeZone: "UTC" });
page.render();
document.documentElement.dataset.problems = page.problems.map(({ message }) => message).join();
