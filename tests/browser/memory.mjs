// What a page keeps, with consent and without: the built package in real browsers, over reloads, tabs, frames, and stores
// that fail at every single call, and what it costs.

import "./memory/writes.mjs";
import "./memory/keeping.mjs";
import "./memory/names.mjs";
import "./memory/stores.mjs";
import "./memory/consent.mjs";
import "./memory/rights.mjs";
import "./memory/frames.mjs";
import "./memory/year.mjs";
