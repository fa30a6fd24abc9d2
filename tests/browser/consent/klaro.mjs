// Klaro as a site sets it up, imported.

import * as klaro from "klaro";

const config = {
  version: 1,
  elementID: "klaro",
  storageMethod: "localStorage",
  services: ["remember", "learn", "measure"].map((name) => ({ name: `tailorbird-${name}`, purposes: [name] })),
};
const manager = () => klaro.getManager();

globalThis.manager = {
  module: klaro,
  start() {
    klaro.setup(config);
    globalThis.klaro = klaro;
  },
  accept() {
    manager().changeAll(true);
    manager().saveAndApplyConsents();
  },
  part() {
    manager().updateConsent("tailorbird-learn", false);
    manager().saveAndApplyConsents();
  },
  withdraw() {
    manager().changeAll(false);
    manager().saveAndApplyConsents();
  },
  /** A switch is moved and nothing is saved. */
  ask: () => manager().changeAll(true),
  reset: () => manager().resetConsents(),
};
