//! A schedule: windows of time, and a recurrence that is expanded into windows.

use super::dates::Duration;
use super::named_zone;
use super::recur::Rule;
use super::rrule::Kind;
use crate::civil::{Civil, DAY, MINUTE};
use crate::error::say;
use crate::limits;
use crate::manifest::report::{OwnedPlace, Report};
use crate::prelude::*;
use crate::program::records::{Moment, Window};
use crate::rule::platform::Platform;
use crate::sorted::sorted;
use crate::text::push_number;

/// Stretches of time.
#[derive(Clone, Debug, Default)]
pub struct Schedule {
    /// Its place in the manifest.
    pub place: OwnedPlace,
    /// Its windows, without those of the recurrence.
    pub windows: Vec<Window>,
    /// Its recurrence.
    pub recurrence: Option<Recurrence>,
    /// The zone on whose clock it is; `None`: the reader's.
    pub zone: Option<(String, OwnedPlace)>,
}

/// A recurrence with its beginning, its end and its exceptions. Its times are on the clock for which its beginning is
/// written.
#[derive(Clone, Debug)]
pub struct Recurrence {
    /// Its rule.
    pub rule: Rule,
    /// The place of the rule in the manifest.
    pub place: OwnedPlace,
    /// The first moment that counts.
    pub start: i64,
    /// The form in which the beginning is written.
    pub kind: Kind,
    /// The first moment at which nothing begins any more.
    pub to: Option<i64>,
    /// Stretches in which nothing begins.
    pub except: Vec<(i64, i64)>,
    /// How long each occurrence lasts.
    pub lasts: Duration,
    /// Instead of a duration, the minutes of the day at which each occurrence begins and ends.
    pub hours: Option<(i64, i64)>,
}

impl Schedule {
    /// All of its windows. A recurrence without an end is expanded for `years`.
    pub fn expand(&self, years: Option<(i64, i64)>, report: &mut Report<'_>) -> Vec<Window> {
        let mut windows = self.windows.clone();
        if let Some(recurrence) = &self.recurrence {
            let (expanded, cut) = recurrence.expand(years);
            if expanded.is_empty() {
                report.error_at(&recurrence.place, "this recurrence never comes");
            }
            if let Some(cut) = cut {
                let message = say("this recurrence is expanded until {}; compile again before", &[&date(cut)]);
                report.warning(&recurrence.place, message);
            }
            windows.extend(expanded);
        }
        windows
    }

    /// Windows on the clock of its zone, if it has one. Hours of each week without an end are worked out for the years of
    /// `span`.
    pub fn in_zone(
        &self,
        windows: Vec<Window>,
        (first, last): (i64, i64),
        platform: &dyn Platform,
        report: &mut Report<'_>,
    ) -> Vec<Window> {
        let Some((zone, place)) = &self.zone else {
            return windows;
        };
        let january = |year| Civil { year, month: 1, day: 1 }.days() * DAY;
        let until = january(last + 1);
        let Some((windows, cut)) = named_zone::windows(&windows, zone, (january(first), until), platform) else {
            report.error_at(place, "the platform that compiles does not know this time zone");
            return Vec::new();
        };
        if cut {
            let message = say("the clock of {} is worked out until {}; compile again before", &[zone, &date(until)]);
            report.warning(place, message);
        }
        windows
    }
}

fn date(at: i64) -> String {
    let Civil { year, month, day } = Civil::of_days(at.div_euclid(DAY));
    let mut date = String::new();
    push_number(&mut date, year, 4);
    for part in [month, day] {
        date.push('-');
        push_number(&mut date, i64::from(part), 2);
    }
    date
}

impl Recurrence {
    /// Its windows, and the first occurrence that was left out because there are too many or because it is too far ahead.
    fn expand(&self, years: Option<(i64, i64)>) -> (Vec<Window>, Option<i64>) {
        let january = |year| Civil { year, month: 1, day: 1 }.days() * DAY;
        let past = years.map_or(i64::MIN, |(first, _)| january(first) - 2 * DAY);
        let horizon = self.horizon(years.map(|(_, last)| january(last + 1)));
        let (mut windows, mut gone, mut count, mut cut) = (Vec::new(), None, 0, None);
        self.rule.each(self.start, &mut |at| {
            if self.to.is_some_and(|to| at >= to) {
                return false;
            }
            if self.except.iter().any(|(from, to)| (*from..*to).contains(&at)) {
                return true;
            }
            if count == limits::OCCURRENCES || (at >= horizon && count > 0) {
                cut = Some(at);
                return false;
            }
            let (window, end) = self.window(at);
            if end < past {
                gone = Some(window);
            } else {
                count += 1;
                push(&mut windows, window);
            }
            true
        });
        // A recurrence that is over keeps its last window, so that decisions can say that it is over.
        if windows.is_empty() {
            windows.extend(gone);
        }
        (windows, cut)
    }

    /// The moment at which a recurrence without an end is cut.
    fn horizon(&self, wanted: Option<i64>) -> i64 {
        if self.rule.count.is_some() || self.rule.until.is_some() || self.to.is_some() {
            return i64::MAX;
        }
        let start = Civil::of_days(self.start.div_euclid(DAY));
        let years = Civil { year: start.year + limits::HORIZON_YEARS, ..start };
        wanted.unwrap_or_else(|| years.days() * DAY)
    }

    /// The window of an occurrence, and about when it is over.
    fn window(&self, at: i64) -> (Window, i64) {
        let begin = |at| match self.kind {
            Kind::Instant(offset) => Moment::Instant(at - offset),
            Kind::Date | Kind::Local => Moment::Local(at),
        };
        let day = at.div_euclid(DAY) * DAY;
        let (from, to, end) = match (self.hours, self.lasts) {
            (Some((enters, leaves)), _) => {
                let (enters, leaves) = (day + enters * MINUTE, day + leaves * MINUTE);
                (begin(enters), begin(leaves), leaves)
            }
            (None, Duration::Days(days)) => (begin(at), begin(at + days * DAY), at + days * DAY),
            (None, Duration::Time(time)) => (begin(at), Moment::After(time), at + time),
        };
        (Window { from, to, weekly: 0 }, end)
    }
}

/// Adds a window. If it begins before the last one ends, or just then, the last one gets longer instead.
fn push(windows: &mut Vec<Window>, window: Window) {
    if let (
        Some(Window { to: Moment::Local(last), .. }),
        Window { from: Moment::Local(from), to: Moment::Local(to), .. },
    ) = (windows.last_mut(), &window)
        && from <= last
    {
        *last = (*last).max(*to);
    } else {
        windows.push(window);
    }
}

/// The windows of stretches of time on the reader's clock.
pub fn stretches(stretches: Vec<(i64, i64)>) -> Vec<Window> {
    let mut windows = Vec::new();
    for (from, to) in sorted(stretches, &|one, other| one < other) {
        push(&mut windows, Window { from: Moment::Local(from), to: Moment::Local(to), weekly: 0 });
    }
    windows
}
