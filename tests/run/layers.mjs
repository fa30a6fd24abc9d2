// The layers of `npm test`. Each runs files of `node:test`, `cargo test`, or one command that builds or measures.
// `needs`: layers that have to pass before it, and are run with it. `after`: layers that it only waits for.
// Layers start in this order, the longest of them early, so that no core is idle at the end.

export const layers = {
  lint: { files: ["scripts/lint.mjs", "tests/js-rooms.mjs", "tests/clock.mjs", "tests/own-names.mjs"] },
  build: { command: "scripts/build.mjs" },
  native: {
    // The tests in tests/ are for the build that has everything; the other two differ in the crate's own code.
    cargo: [
      ["--features", "testing"],
      ["--lib", "--features", "memory"],
      ["--lib"],
      ["--lib", "--features", "scorer"],
      ["--package", "aggregate"],
      ["--package", "copy"],
      ["--package", "learn"],
      ["--package", "vectors"],
    ],
    // Answers for the layers in WebAssembly. Old ones would hide that there are no new ones.
    writes: ["spec-native", "rrule-native", "cel-cases", "cel-differential", "copy-native"].map(
      (name) => `target/${name}.json`,
    ),
    // Both compile into target/debug, where only one can at a time.
    after: ["lint"],
  },
  // Sums to conclusions: reference vectors, and what the methods promise over thousands of experiments.
  statistics: { cargo: [["--features", "analysis", "--test", "statistics"]], after: ["native"] },
  analysis: {
    files: ["tests/analyze.mjs", "tests/analyze-wrong.mjs", "tests/upworthy.mjs", "tests/browser/analysis.mjs"],
    needs: ["build"],
  },
  testing: { command: "tests/mf2/testing.mjs" },
  // `npm run prove` also builds the package twice.
  prove: {
    files: ["tests/prove/static.mjs", "tests/prove/visit.mjs", "tests/prove/cage.mjs", "tests/prove/sinks.mjs"],
    needs: ["build"],
  },
  size: { command: "scripts/size.mjs", needs: ["build"] },
  spec: {
    files: ["tests/spec.mjs", "tests/languages.mjs", "tests/rrule.mjs", "tests/cel.mjs", "tests/cel-differential.mjs"],
    needs: ["build"],
    after: ["native"],
  },
  // A page that is built for one manifest, beside pages that have everything.
  cut: {
    files: [
      "tests/build.mjs",
      "tests/build-command.mjs",
      "tests/build-watch.mjs",
      "tests/build-words.mjs",
      "tests/cut.mjs",
      "tests/cut-chance.mjs",
      "tests/browser/built.mjs",
      "tests/browser/built-inline.mjs",
      "tests/browser/built-separate.mjs",
      "tests/browser/built-words.mjs",
    ],
    needs: ["build"],
  },
  // Databases run for real, and read ten million rows.
  logs: { files: ["read", "sql", "parse"].map((name) => `tests/logs/${name}.mjs`), needs: ["build"] },
  // Training on made-up logs.
  vectors: { files: ["train", "command", "fold"].map((name) => `tests/vectors/${name}.mjs`), needs: ["build"] },
  copy: {
    files: ["channels", "command", "proof", "same", "voice"].map((name) => `tests/copy/${name}.mjs`),
    needs: ["build"],
    after: ["native"],
  },
  learn: { files: ["command", "wrong"].map((name) => `tests/learn/${name}.mjs`), needs: ["build"] },
  messages: { files: ["tests/mf2.mjs", "tests/mf2-differential.mjs"], needs: ["build", "testing"] },
  author: {
    files: [
      "tests/author.mjs",
      "tests/experiments.mjs",
      "tests/places.mjs",
      "tests/server.mjs",
      "tests/server-vectors.mjs",
      "tests/inspect.mjs",
      "tests/server-bounds.mjs",
      "tests/memory-bounds.mjs",
      "tests/compile-bounds.mjs",
      "tests/growthbook.mjs",
      "tests/licences.mjs",
      "tests/simulate.mjs",
      "tests/timeline.mjs",
      "tests/carry.mjs",
      "tests/measure.mjs",
      "tests/recommend.mjs",
      "tests/docs.mjs",
    ],
    needs: ["build"],
  },
  wasm: { files: ["tests/web-browsers.mjs"], after: ["native"] },
  consent: { files: ["tests/browser/consent.mjs", "tests/browser/privacy.mjs"], needs: ["build"] },
  memory: { files: ["tests/browser/memory.mjs"], needs: ["build"] },
  markup: {
    files: [
      "tests/browser/markup.mjs",
      "tests/browser/page-languages.mjs",
      "tests/browser/device.mjs",
      "tests/browser/loads.mjs",
      "tests/markup/painter.mjs",
      "tests/markup/differential.mjs",
    ],
    needs: ["build"],
  },
  life: {
    files: [
      "tests/browser/lifecycle.mjs",
      "tests/browser/prerender.mjs",
      "tests/browser/exposure.mjs",
      "tests/browser/bandit.mjs",
      "tests/browser/measuring.mjs",
      "tests/browser/report.mjs",
      "tests/browser/frameworks.mjs",
      "tests/browser/ranking.mjs",
    ],
    needs: ["build"],
  },
  xss: { files: ["tests/browser/xss.mjs"], needs: ["build"] },
  demo: {
    files: ["demo", "demo-experiments", "demo-reading", "axe"].map((name) => `tests/browser/${name}.mjs`),
    needs: ["build"],
  },
  paint: {
    files: [
      "tests/browser/first-paint.mjs",
      "tests/browser/policy.mjs",
      "tests/browser/inline-globals.mjs",
      "tests/browser/take-over.mjs",
      "tests/browser/streaming.mjs",
    ],
    needs: ["build"],
  },
  package: { files: ["tests/package/package.mjs"], needs: ["build"] },
  plugin: {
    files: ["plugin", "plugin-watch", "plugin-vite", "plugin-next"].map((name) => `tests/package/${name}.mjs`),
    needs: ["build"],
  },
};

/** What `npm test -- quick` stands for: the loop of a developer. */
export const quick = { layers: ["lint", "native", "spec", "markup"], only: { markup: /Chromium/ } };
