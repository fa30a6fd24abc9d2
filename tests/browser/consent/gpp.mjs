// A consent platform made of the IAB's own interface to GPP. npm has no stub of theirs, so one as its specification tells it.

import { CmpApi } from "@iabgpp/cmpapi";

let platform;

function stub() {
  if (globalThis.__gpp) return;
  const [queue, events] = [[], []];
  const pingData = { signalStatus: "not ready", applicableSections: [], parsedSections: {}, cmpStatus: "stub" };
  globalThis.__gpp = (...call) => {
    const [command, callback, parameter] = call;
    if (call.length === 0) return queue;
    if (command === "events") return events;
    if (command === "ping") callback(pingData, true);
    else if (command === "addEventListener") {
      const id = events.length + 1;
      events.push({ id, callback, parameter });
      callback({ eventName: "listenerRegistered", listenerId: id, data: true, pingData }, true);
    } else queue.push(call);
  };
  const locator = document.createElement("iframe");
  locator.name = "__gppLocator";
  locator.hidden = true;
  document.body.append(locator);
}

/** As a platform does it: from the moment that it asks until the answer is there, nothing is ready. */
function tell(fields) {
  platform.setSignalStatus("not ready");
  for (const [name, value] of Object.entries(fields)) platform.setFieldValue("usnat", name, value);
  platform.fireSectionChange("usnat");
  platform.setSignalStatus("ready");
}

const NOTICES = { SaleOptOutNotice: 1, SharingOptOutNotice: 1, TargetedAdvertisingOptOutNotice: 1 };
const told = (sale, sharing, targeting, more) =>
  tell({
    ...NOTICES,
    SaleOptOut: sale,
    SharingOptOut: sharing,
    TargetedAdvertisingOptOut: targeting,
    Gpc: false,
    PersonalDataConsents: 0,
    ...more,
  });

globalThis.manager = {
  stub,
  start() {
    stub();
    platform = new CmpApi(2, 1);
    platform.setApplicableSections([7]);
  },
  accept: () => told(2, 2, 2),
  part: () => told(2, 2, 1),
  withdraw: () => told(1, 1, 1, { PersonalDataConsents: 1 }),
  ask: () => platform.setSignalStatus("not ready"),
  optOut: () => told(1, 1, 1),
  gpc: () => told(2, 2, 2, { Gpc: true }),
  untold: () => told(2, 2, 2, { SaleOptOutNotice: 2 }),
  /** The European section, in an interface of its own. */
  europe(consents) {
    platform.deleteSection("usnat");
    platform.setFieldValue("tcfeuv2", "PublisherConsents", consents);
    platform.setApplicableSections([2]);
    platform.setSignalStatus("ready");
  },
};
