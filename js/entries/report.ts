/** `tailorbird/report`: defines `<tailor-report>`. */

export { TailorReport } from "../report/panel.js";
