//! The rung of time: a variant outside its windows is passed over.

use super::reason::Kind;
use super::{Horizon, Ladder};
use crate::capability::mark;
use crate::civil::{DAY, MINUTE, weekday};
use crate::context::clock::Clock;
use crate::program::Program;
use crate::program::bytes::Span;
use crate::program::records::{Moment, Variant, Window};

/// Stops a variant that is not yet or no longer scheduled, and notes when that changes.
pub(super) fn rung(ladder: &Ladder<'_>, variant: &Variant, horizon: &mut Horizon) -> Option<Kind> {
    if variant.windows.count == 0 {
        return None;
    }
    mark::schedule();
    let (inside, until) = check(ladder.program, &ladder.clock, variant.windows);
    if let Some(moment) = until {
        horizon.earliest(moment);
    }
    match until {
        _ if inside => None,
        // Outside of every window, the next moment that matters can only be a beginning.
        Some(_) => Some(Kind::TooEarly),
        None => Some(Kind::TooLate),
    }
}

/// Is it inside one of these windows, and what is the next moment at which that may change?
pub(super) fn check(program: &Program, clock: &Clock<'_>, windows: Span) -> (bool, Option<i64>) {
    let mut check = Check { now: clock.now, inside: false, horizon: Horizon::default() };
    for window in program.windows.of(windows) {
        let begin = moment(clock, window.from, i64::MIN, 0);
        let end = moment(clock, window.to, i64::MAX, begin);
        if window.weekly == 0 {
            // Where the clock skips the beginning alone, it can lie behind the end.
            if begin <= end {
                check.window(begin, end);
            }
            continue;
        }
        mark::weekly();
        // Hours are what the clock shows, so what it skips of them is not there.
        let minute = |day: i64, minute: u32| {
            let local = day * DAY + i64::from(minute) * MINUTE;
            if window.weekly & Window::UTC == 0 { clock.zone.first(local) } else { local }
        };
        let today = Clock::new(clock.zone, begin.max(clock.now)).days();
        // A window that began yesterday may go on, UTC's clock may be a day behind, and of two weeks the clock can skip the hours of one.
        for day in today - 2..today + 15 {
            let from = minute(day, window.weekly >> 7 & 0x7ff).max(begin);
            let to = minute(day, window.weekly >> 18 & 0x1fff).min(end);
            if window.weekly >> weekday(day) & 1 == 1 && from < to {
                check.window(from, to);
            }
        }
    }
    (check.inside, check.horizon.moment)
}

struct Check {
    now: i64,
    inside: bool,
    horizon: Horizon,
}

impl Check {
    fn window(&mut self, from: i64, to: i64) {
        if self.now < from {
            self.horizon.earliest(from);
        } else if self.now < to {
            self.inside = true;
            // A window without an end has none that could be met.
            if to < i64::MAX {
                self.horizon.earliest(to);
            }
        }
    }
}

fn moment(clock: &Clock<'_>, moment: Moment, open: i64, other: i64) -> i64 {
    match moment {
        Moment::Open => open,
        Moment::Instant(instant) => instant,
        Moment::Local(local) => clock.zone.moment(local),
        Moment::After(time) => other.saturating_add(time),
    }
}
