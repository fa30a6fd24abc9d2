/** `tailorbird/privacy`: defines `<tailor-privacy>`. */

export { type Panel, type PrivacyWords, TailorPrivacy } from "../privacy/panel.js";
