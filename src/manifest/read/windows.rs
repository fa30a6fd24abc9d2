//! A schedule without a recurrence → its windows.

use super::object::Object;
use super::schedule_parts::Parts;
use crate::civil::{DAY, MINUTE};
use crate::manifest::report::Report;
use crate::manifest::time::dates::{DateTime, end_of, start_of};
use crate::prelude::*;
use crate::program::records::{Moment, Window};

/// One window, or with exceptions those that are left between them.
pub fn windows(parts: &Parts, object: &Object<'_>, report: &mut Report<'_>) -> Option<Vec<Window>> {
    let from = parts.from.map_or(Moment::Open, start_of);
    let to = parts.to.map_or(Moment::Open, end_of);
    match (from, to) {
        (Moment::Local(from), Moment::Local(to)) | (Moment::Instant(from), Moment::Instant(to)) if to <= from => {
            report.error(object.place, "this schedule ends before it begins");
            return None;
        }
        _ => {}
    }
    let (opens, closes) = parts.hours.unwrap_or((0, 1440));
    let weekly = match (parts.weekdays, parts.hours) {
        (None, None) => 0,
        (weekdays, _) => weekdays.unwrap_or(0x7f) | (opens as u32) << 7 | (closes as u32) << 18,
    };
    let mut windows = vec![Window { from, to, weekly }];
    for (except, place) in &parts.except {
        let (DateTime::Day(day), false) =
            (*except, matches!((from, to), (Moment::Instant(_), _) | (_, Moment::Instant(_))))
        else {
            report.error_at(place, "without “rrule” an exception is a date, and “from” and “to” have no offset");
            return None;
        };
        let (begins, ends) = (day * DAY + opens * MINUTE, day * DAY + closes * MINUTE);
        let mut left = Vec::new();
        for window in windows {
            cut_out(window, begins, ends, &mut left);
        }
        windows = left;
    }
    if windows.is_empty() {
        report.error(object.place, "nothing is left of this schedule");
    }
    Some(windows)
}

/// Adds to `left` the parts of a window before and after a stretch of time on the reader's clock.
fn cut_out(window: Window, begins: i64, ends: i64, left: &mut Vec<Window>) {
    let from = if let Moment::Local(from) = window.from { from } else { i64::MIN };
    let to = if let Moment::Local(to) = window.to { to } else { i64::MAX };
    if ends <= from || to <= begins {
        left.push(window);
        return;
    }
    if from < begins {
        left.push(Window { to: Moment::Local(begins), ..window });
    }
    if ends < to {
        left.push(Window { from: Moment::Local(ends), ..window });
    }
}
