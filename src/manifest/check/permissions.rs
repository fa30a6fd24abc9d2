//! Warnings of permissions of a slot that are easily given by mistake.

use super::checker::Checker;
use crate::manifest::model::Slot;
use crate::program::records;

/// Warns of the permissions of a slot.
pub fn permissions(checker: &mut Checker<'_>, slot: &Slot) {
    if slot.permissions & records::Slot::VARIES != 0 {
        checker.report.warning(&slot.place, "which variant shows may change what the page requests (variesRequests)");
    }
    if slot.permissions & records::Slot::MIXES != 0 {
        checker.report.warning(&slot.place, "words of several languages may stand here side by side (mixLanguages)");
    }
}
