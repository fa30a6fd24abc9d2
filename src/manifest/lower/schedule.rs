//! Schedules → windows: all recurrences are expanded, so that the runtime has only to look.

use super::draft::Draft;
use crate::error::{count, say};
use crate::limits;
use crate::manifest::time::schedule::Schedule;
use crate::prelude::*;
use crate::program::bytes::Span;

/// Writes the windows of several schedules.
pub fn windows(draft: &mut Draft<'_>, schedules: &[Schedule]) -> Span {
    let mut all = Vec::new();
    for schedule in schedules {
        let (platform, report) = (draft.checker.facts.platform, &mut draft.checker.report);
        if draft.program.windows.len() + all.len() > limits::WINDOWS {
            let message = say("all schedules together have more than {} stretches of time", &[&count(limits::WINDOWS)]);
            report.error_at(&schedule.place, message);
        } else if !report.is_full() {
            let windows = schedule.expand(draft.almanac.years, report);
            all.extend(schedule.in_zone(windows, draft.almanac.span(), platform, report));
        }
    }
    draft.program.windows.append(&all)
}
