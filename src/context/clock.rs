//! The reader's clock: the time that it shows, and the next moment at which that matters to a program.

use super::zone::Zone;
use crate::capability::mark;
use crate::civil::{Civil, DAY, HOUR, MINUTE, weekday};
use crate::limits;
use crate::program::cuts::Cuts;

/// The reader's clock at one moment.
#[derive(Clone, Copy, Debug)]
pub struct Clock<'a> {
    /// The reader's zone.
    pub zone: &'a Zone,
    /// Milliseconds since 1970.
    pub now: i64,
    /// The time on the clock, as milliseconds since 1970 if the zone were UTC.
    pub local: i64,
    /// Days since 1970-01-01.
    days: i64,
    /// Minutes since midnight.
    minutes: u32,
}

/// The part of the day that an hour is in, in the order of [`PARTS_OF_DAY`].
pub fn part_of_day(hour: u8) -> u8 {
    PART_BEGINS.iter().filter(|(begins, _)| *begins <= hour).map(|(_, part)| *part).next_back().unwrap_or(0)
}

impl<'a> Clock<'a> {
    /// The clock in `zone` at `now`, which is kept within the years 1 to 9999.
    pub fn new(zone: &'a Zone, now: i64) -> Self {
        let now = now.clamp(limits::FIRST_MOMENT, limits::LAST_MOMENT);
        let local = now.saturating_add(zone.offset(now));
        let minutes = (local.rem_euclid(DAY) / MINUTE) as u32;
        Self { zone, now, local, days: local.div_euclid(DAY), minutes }
    }

    /// Days since 1970-01-01.
    pub fn days(&self) -> i64 {
        self.days
    }

    /// The date.
    pub fn date(&self) -> Civil {
        Civil::of_days(self.days())
    }

    /// Monday is 0.
    pub fn weekday(&self) -> u8 {
        weekday(self.days())
    }

    /// The week's number in its year (ISO 8601), 1 to 53: weeks begin on Monday and belong to their Thursday's year.
    pub fn week(&self) -> u8 {
        let mut thursday = self.days() - i64::from(self.weekday()) + 3;
        let year = Civil::of_days(thursday).year;
        let mut week = 0;
        while Civil::of_days(thursday).year == year {
            week += 1;
            thursday -= 7;
        }
        week
    }

    /// 0 to 23.
    pub fn hour(&self) -> u8 {
        (self.minutes / 60) as u8
    }

    /// 0 to 59.
    pub fn minute(&self) -> u8 {
        (self.minutes % 60) as u8
    }

    /// The part of the day, in the order of [`PARTS_OF_DAY`].
    pub fn part_of_day(&self) -> u8 {
        part_of_day(self.hour())
    }

    /// The meteorological season, in the order of [`SEASONS`].
    pub fn season(&self, southern: bool) -> u8 {
        let quarter = self.date().month % 12 / 3;
        (quarter + if southern { 2 } else { 0 }) % 4
    }

    /// The next moment at which one of the boundaries is crossed. A change of the zone's offset counts as one,
    /// because the clock then jumps over boundaries or shows them twice.
    pub fn next(&self, cuts: Cuts) -> Option<i64> {
        if cuts.is_empty() {
            return None;
        }
        mark::cut();
        let local = sooner(sooner(self.next_minute(cuts.minute), self.next_hour(cuts.hour)), self.next_day(cuts));
        let offset = self.local - self.now;
        sooner(local.map(|local| local - offset), self.zone.next_change(self.now))
    }

    fn next_minute(&self, minutes: u64) -> Option<i64> {
        let hour = i64::from(self.hour()) * HOUR;
        next(minutes, self.minute(), 60).map(|minute| self.days * DAY + hour + minute * MINUTE)
    }

    fn next_hour(&self, hours: u32) -> Option<i64> {
        next(u64::from(hours), self.hour(), 24).map(|hour| self.days * DAY + hour * HOUR)
    }

    fn next_day(&self, cuts: Cuts) -> Option<i64> {
        if !cuts.has_days() {
            return None;
        }
        mark::cut_day();
        let today = self.days;
        (today + 1..today + 1 + limits::HORIZON_DAYS).find(|days| begins(cuts, *days)).map(|days| days * DAY)
    }
}

/// The sooner of two moments, as far as there are any.
pub fn sooner(one: Option<i64>, other: Option<i64>) -> Option<i64> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        _ => one.or(other),
    }
}

/// The place of the next bit after a place, in a set that begins again after `size` bits.
fn next(bits: u64, after: u8, size: i64) -> Option<i64> {
    let ahead = bits >> after >> 1;
    match bits {
        0 => None,
        _ if ahead > 0 => Some(i64::from(after) + 1 + i64::from(ahead.trailing_zeros())),
        _ => Some(size + i64::from(bits.trailing_zeros())),
    }
}

/// Does something that matters begin with this day?
fn begins(cuts: Cuts, days: i64) -> bool {
    let date = Civil::of_days(days);
    cuts.daily
        || cuts.weekday >> weekday(days) & 1 == 1
        || cuts.day >> date.day & 1 == 1
        || (date.day == 1 && cuts.month >> date.month & 1 == 1)
}

/// `now.weekday`
pub const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
/// `now.season`
pub const SEASONS: [&str; 4] = ["winter", "spring", "summer", "autumn"];
/// `now.partOfDay`
pub const PARTS_OF_DAY: [&str; 4] = ["night", "morning", "afternoon", "evening"];
/// The hour with which each part of the day begins; the night goes on past midnight.
pub const PART_BEGINS: [(u8, u8); 5] = [(0, 0), (5, 1), (12, 2), (17, 3), (22, 0)];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::context::zone::Change;

    fn at(local: i64) -> i64 {
        let zone = Zone::default();
        Clock::new(&zone, local).next(Cuts { hour: 1 << 18 | 1 << 5, ..Cuts::default() }).unwrap_or(-1)
    }

    #[test]
    fn the_next_hour_that_matters() {
        assert_eq!(at(17 * HOUR + 59 * MINUTE), 18 * HOUR);
        assert_eq!(at(18 * HOUR), DAY + 5 * HOUR);
        assert_eq!(at(5 * HOUR - 1), 5 * HOUR);
    }

    #[test]
    fn a_change_of_offset_is_a_boundary() {
        let changes = vec![Change { at: 0, offset: 0 }, Change { at: 90 * MINUTE, offset: HOUR }];
        let zone = Zone { name: "".into(), changes };
        let cuts = Cuts { hour: 1 << 18, ..Cuts::default() };
        assert_eq!(Clock::new(&zone, 0).next(cuts), Some(90 * MINUTE));
        assert_eq!(Clock::new(&zone, 90 * MINUTE).next(cuts), Some(17 * HOUR));
    }

    #[test]
    fn days_months_and_weekdays() {
        let zone = Zone::default();
        let clock = Clock::new(&zone, 30 * DAY); // Saturday 31 January 1970
        assert_eq!(clock.next(Cuts { month: 1 << 2, ..Cuts::default() }), Some(31 * DAY));
        assert_eq!(clock.next(Cuts { weekday: 1, ..Cuts::default() }), Some(32 * DAY));
        assert_eq!(clock.next(Cuts { day: 1 << 30, ..Cuts::default() }), Some(88 * DAY)); // February has none
        assert_eq!(clock.next(Cuts::default()), None);
    }

    #[test]
    fn weeks() {
        let zone = Zone::default();
        let week = |year, month, day| Clock::new(&zone, Civil { year, month, day }.days() * DAY).week();
        // From the standard's own examples, and the years around 2020 and 2026, which have 53 weeks.
        assert_eq!([week(1995, 1, 1), week(1996, 12, 31), week(2000, 1, 3)], [52, 1, 1]);
        assert_eq!([week(2019, 12, 30), week(2020, 12, 31), week(2021, 1, 3), week(2021, 1, 4)], [1, 53, 53, 1]);
        assert_eq!([week(2026, 12, 28), week(2027, 1, 3), week(2027, 1, 4)], [53, 53, 1]);
        assert_eq!([week(1, 1, 1), week(9999, 12, 31)], [1, 52]);
    }

    #[test]
    fn seasons_and_parts() {
        let zone = Zone::default();
        let july = Clock::new(&zone, 190 * DAY + 23 * HOUR);
        assert_eq!(SEASONS[july.season(false) as usize], "summer");
        assert_eq!(SEASONS[july.season(true) as usize], "winter");
        assert_eq!(PARTS_OF_DAY[july.part_of_day() as usize], "night");
    }
}
