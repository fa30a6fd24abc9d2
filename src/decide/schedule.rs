//! The rung of time: a variant outside its window is passed over.

use super::reason::Kind;
use super::{Horizon, Ladder};
use crate::program::records::{Moment, Variant};

/// Stops a variant that is not yet or no longer scheduled, and notes when that changes.
pub(super) fn rung(ladder: &Ladder<'_>, variant: &Variant, horizon: &mut Horizon) -> Option<Kind> {
    let window = ladder.program.windows.before(variant.window)?;
    let (from, to) = (moment(ladder, window.from), moment(ladder, window.to));
    if let Some(from) = from.filter(|from| ladder.clock.now < *from) {
        horizon.meet(from);
        return Some(Kind::TooEarly);
    }
    match to {
        Some(to) if to <= ladder.clock.now => Some(Kind::TooLate),
        Some(to) => {
            horizon.meet(to);
            None
        }
        None => None,
    }
}

fn moment(ladder: &Ladder<'_>, moment: Moment) -> Option<i64> {
    match moment {
        Moment::Open => None,
        Moment::Instant(instant) => Some(instant),
        Moment::Local(local) => Some(ladder.zone.moment(local)),
    }
}
