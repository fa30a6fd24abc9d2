//! The rung of previews: what somebody forces is shown, whatever its conditions say.

use super::{Ladder, words};
use crate::capability::mark;
use crate::program::records::{Slot, Variant};

/// The variant that is forced in a slot. One whose words need a value that is not there is passed over like any other.
pub(super) fn forced(ladder: &Ladder<'_>, number: usize, slot: &Slot) -> Option<(usize, Variant)> {
    if !ladder.program.forces() {
        return None;
    }
    mark::force();
    let (_, place) = *ladder.forced.iter().find(|(forced, _)| *forced == number)?;
    let variant = ladder.program.variant(slot, place)?;
    words::missing(ladder, &variant).is_none().then_some((place, variant))
}
