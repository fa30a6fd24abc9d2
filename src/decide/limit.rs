//! The rung of enough: a variant that was viewed as often as it may be, sent away or answered is passed over.

use super::reason::Kind;
use super::{Horizon, Ladder, arm};
use crate::capability::mark;
use crate::civil::{Civil, DAY, HOUR};
use crate::context::clock::Clock;
use crate::profile::{EVER, EventKind};
use crate::program::records::{Limit, Since, Variant};

/// Stops a variant that has reached one of its limits, and notes when that ends.
pub(super) fn rung(ladder: &Ladder<'_>, variant: &Variant, horizon: &mut Horizon) -> Option<Kind> {
    let mut number = variant.limit;
    while let Some(limit) = ladder.program.limits.before(number) {
        mark::limit();
        if limit.is_draw() {
            mark::experiment();
            return arm::rung(ladder, variant, &limit, horizon);
        }
        mark::cap();
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
    let (clock, rolling) =
        (&ladder.clock, if let Since::Rolling(hours) = limit.since() { i64::from(hours) } else { 0 });
    let (since, end) = match limit.since() {
        Since::Ever => (EVER, NEVER),
        Since::Session => (ladder.profile.this_visit.unwrap_or(EVER), NEVER),
        Since::Month => {
            mark::cap_month();
            stretch(clock, i64::from(clock.date().day) - 1, days_in(clock.date()))
        }
        Since::Week => {
            mark::cap_month();
            stretch(clock, i64::from(clock.weekday()), 7)
        }
        Since::Day => stretch(clock, 0, 1),
        Since::Hour => {
            mark::cap_hour();
            let past = clock.local.rem_euclid(HOUR);
            (clock.now - past, clock.now - past + HOUR)
        }
        // What happened so many hours ago is over.
        Since::Rolling(_) => {
            mark::cap_rolling();
            (clock.now - rolling * HOUR + 1, NEVER)
        }
    };
    let kind = EventKind::of(limit.event());
    let tally = ladder.profile.tally(kind, ladder.program.text(limit.place), since);
    let count = limit.count();
    match kind {
        EventKind::Dismiss => (Kind::CoolingDown, tally.latest.saturating_add(count * DAY)),
        _ if tally.times < count => (Kind::Converted, EVER),
        EventKind::Convert => (Kind::Converted, end),
        // A view must not take away what it is a view of.
        _ if tally.stays => (Kind::CapReached, EVER),
        _ if rolling > 0 => (Kind::CapReached, tally.first.saturating_add(rolling * HOUR)),
        _ => (Kind::CapReached, end),
    }
}

/// The number of days of a month.
fn days_in(date: Civil) -> i64 {
    let (year, month) = if date.month == 12 { (date.year + 1, 1) } else { (date.year, date.month + 1) };
    Civil { year, month, day: 1 }.days() - Civil { day: 1, ..date }.days()
}

/// Days of the reader's calendar of which some are past: their first moment, and the first after them. No zone today puts
/// its clock back over a midnight that it has shown, so the latter lies ahead.
fn stretch(clock: &Clock<'_>, past: i64, days: i64) -> (i64, i64) {
    let from = (clock.days() - past) * DAY;
    (clock.zone.first(from), clock.zone.first(from + days * DAY))
}
