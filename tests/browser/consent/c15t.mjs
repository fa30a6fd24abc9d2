// c15t as a site sets it up, without a server of its maker's.

import { getOrCreateConsentRuntime } from "c15t";

let store;

globalThis.manager = {
  start() {
    ({ consentStore: store } = getOrCreateConsentRuntime({
      mode: "offline",
      consentCategories: ["necessary", "functionality", "experience", "measurement"],
      reloadOnConsentRevoked: false,
    }));
    globalThis.manager.store = store;
  },
  accept: () => store.getState().saveConsents("all"),
  part: () => store.getState().setConsent("experience", false),
  withdraw: () => store.getState().saveConsents("necessary"),
  /** A switch is moved and nothing is saved. */
  ask: () => store.getState().setSelectedConsent("experience", true),
  reset: () => store.getState().resetConsents(),
};
