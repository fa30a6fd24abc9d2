// As docs/plugin.md says, and where Turbopack may look: Next itself lies above this folder.

export default {
  turbopack: {
    root: process.env.ROOT,
    rules: { "tailorbird.json": { loaders: ["tailorbird/loader"], as: "*.js" } },
    resolveAlias: { "tailorbird/page": "./tailorbird.json" },
  },
};
