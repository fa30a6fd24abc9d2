//! The rung of enough: a variant that was viewed as often as it may be, sent away or answered is passed over.

use super::reason::Kind;
use super::{Horizon, Ladder};
use crate::civil::DAY;
use crate::profile::{EVER, EventKind};
use crate::program::records::{Limit, Since, Variant};

/// Stops a variant that has reached one of its limits, and notes when that ends.
pub(super) fn rung(ladder: &Ladder<'_>, variant: &Variant, horizon: &mut Horizon) -> Option<Kind> {
    let mut number = variant.limit;
    while let Some(limit) = ladder.program.limits.before(number) {
        let (kind, end) = stops(ladder, &limit);
        if end > ladder.clock.now {
            if end < NEVER {
                horizon.earliest(end);
            }
            return Some(kind);
        }
        // One after the other, so that it ends whatever the bytes say.
        number = if limit.more() { number + 1 } else { 0 };
    }
    None
}

/// No moment is known at which it ends.
const NEVER: i64 = i64::MAX;

/// The reason of a limit that stops its variant, and until when: a moment that has passed where it does not stop it.
fn stops(ladder: &Ladder<'_>, limit: &Limit) -> (Kind, i64) {
    let (since, end) = match limit.since() {
        Since::Ever => (EVER, NEVER),
        Since::Session => (ladder.profile.this_visit.unwrap_or(EVER), NEVER),
        since => stretch(ladder, since == Since::Week),
    };
    let kind = EventKind::of(limit.event());
    let tally = ladder.profile.tally(kind, ladder.program.text(limit.place), since);
    let count = limit.count();
    match kind {
        EventKind::Dismiss => (Kind::CoolingDown, tally.latest.saturating_add(count * DAY)),
        _ if tally.times < count => (Kind::Converted, EVER),
        EventKind::Convert => (Kind::Converted, end),
        // A view must not take away what it is a view of.
        _ => (Kind::CapReached, if tally.stays { EVER } else { end }),
    }
}

/// The day or the week of the reader's calendar: its first moment, and the first after it. No zone today puts its clock
/// back over a midnight that it has shown, so the latter lies ahead.
fn stretch(ladder: &Ladder<'_>, week: bool) -> (i64, i64) {
    let (past, days) = if week { (i64::from(ladder.clock.weekday()), 7) } else { (0, 1) };
    let from = (ladder.clock.days() - past) * DAY;
    (ladder.clock.zone.first(from), ladder.clock.zone.first(from + days * DAY))
}
