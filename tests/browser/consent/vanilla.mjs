// vanilla-cookieconsent as a site sets it up, imported.

import * as CookieConsent from "vanilla-cookieconsent";

globalThis.manager = {
  module: CookieConsent,
  start: () =>
    CookieConsent.run({
      // A browser that is driven says so.
      hideFromBots: false,
      categories: {
        necessary: { readOnly: true, enabled: true },
        functionality: { services: { device: { label: "On this device" } } },
        personalization: {},
        analytics: {},
      },
      language: {
        default: "en",
        translations: {
          en: {
            consentModal: { title: "Cookies?", acceptAllBtn: "All", acceptNecessaryBtn: "None" },
            preferencesModal: { title: "Choose", acceptAllBtn: "All", savePreferencesBtn: "Save", sections: [] },
          },
        },
      },
    }),
  accept: () => CookieConsent.acceptCategory("all"),
  part: () => CookieConsent.acceptCategory(["functionality", "analytics"]),
  withdraw: () => CookieConsent.acceptCategory([]),
};
