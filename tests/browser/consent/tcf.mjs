// A consent platform made of the IAB's own packages: their stub, their interface, and consent strings that they encode.

import { CmpApi } from "@iabtcf/cmpapi";
import { GVL, TCModel, TCString } from "@iabtcf/core";
import stub from "@iabtcf/stub";

const numbered = (count) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, at) => [
      at + 1,
      { id: at + 1, name: `${at + 1}`, description: "", illustrations: [] },
    ]),
  );
const list = new GVL({
  gvlSpecificationVersion: 3,
  vendorListVersion: 150,
  tcfPolicyVersion: 5,
  lastUpdated: "2026-01-01T00:00:00Z",
  purposes: numbered(11),
  specialPurposes: numbered(3),
  features: numbered(3),
  specialFeatures: numbered(2),
  stacks: {},
  dataCategories: {},
  vendors: {},
});

let platform;

function told(...purposes) {
  const model = new TCModel(list);
  model.cmpId = 2;
  model.cmpVersion = 1;
  model.isServiceSpecific = true;
  // Of vendors they consent to everything: it is none of the publisher's own purposes.
  model.purposeConsents.set([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  model.publisherLegitimateInterests.set([1, 5, 6, 8]);
  model.publisherConsents.set(purposes);
  return TCString.encode(model);
}

globalThis.manager = {
  stub: () => stub(),
  start() {
    stub();
    platform = new CmpApi(2, 1, true);
    platform.update("", true);
  },
  accept: () => platform.update(told(1, 5, 6, 8)),
  part: () => platform.update(told(1, 5, 8)),
  withdraw: () => platform.update(told()),
  ask: () => platform.update(told(), true),
  elsewhere: () => platform.update(null),
};
