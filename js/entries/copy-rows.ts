/** What the command adds to `tailorbird/copy`: texts in the rows of a file. */

export { proofRows, type RowProof } from "../copy/proof-rows.js";
