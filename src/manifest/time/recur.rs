//! A recurrence rule (RFC 5545, 3.3.10) and its beginning → its occurrences, one after the other. They are times on a
//! clock without a time zone. The runtime converts them to the reader's own clock.

use crate::civil::{Civil, DAY, HOUR, MINUTE, weekday};
use crate::limits;
use crate::prelude::*;

/// The frequency of a recurrence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Freq {
    /// `YEARLY`
    #[default]
    Yearly,
    /// `MONTHLY`
    Monthly,
    /// `WEEKLY`
    Weekly,
    /// `DAILY`
    Daily,
    /// `HOURLY`
    Hourly,
}

/// A recurrence rule. An empty list or set lets everything through.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rule {
    /// `FREQ`
    pub freq: Freq,
    /// `INTERVAL`
    pub interval: i64,
    /// `COUNT`
    pub count: Option<i64>,
    /// `UNTIL`: the last moment at which it may occur.
    pub until: Option<i64>,
    /// `WKST`: the day with which a week begins, Monday is 0.
    pub week_start: u8,
    /// `BYMONTH`, a bit for each.
    pub months: u64,
    /// `BYWEEKNO`
    pub weeks: Vec<i64>,
    /// `BYYEARDAY`
    pub year_days: Vec<i64>,
    /// `BYMONTHDAY`
    pub month_days: Vec<i64>,
    /// `BYDAY`: the first, second, last … or 0 for every one, and the weekday.
    pub days: Vec<(i64, u8)>,
    /// `BYHOUR`, a bit for each.
    pub hours: u64,
    /// `BYMINUTE`, a bit for each.
    pub minutes: u64,
    /// `BYSETPOS`
    pub positions: Vec<i64>,
}

impl Rule {
    /// Calls `take` with each occurrence from `start` on, in order, until it returns false, the rule ends, or there is no
    /// occurrence for [`limits::RECURRENCE_YEARS`]. Times are milliseconds of the clock that the rule is written for.
    pub fn each(&self, start: i64, take: &mut dyn FnMut(i64) -> bool) {
        let mut rule = self.clone();
        rule.complete(start);
        let end = start + limits::RECURRENCE_YEARS * 366 * DAY;
        let last = rule.until.unwrap_or(end).min(end);
        let mut left = rule.count.unwrap_or(i64::MAX);
        let mut period = Period::around(start, &rule);
        if !rule.meets_hours(&period) {
            return;
        }
        while period.begins() <= last {
            for at in rule.period(&period) {
                if at < start {
                    continue;
                }
                if left == 0 || at > last || !take(at) {
                    return;
                }
                left -= 1;
            }
            let idle = rule.freq == Freq::Hourly && !rule.has(period.day);
            period.advance(if idle { period.hours_left(rule.interval) } else { rule.interval });
        }
    }

    /// Takes the parts that the rule leaves out from its beginning.
    fn complete(&mut self, start: i64) {
        let day = start.div_euclid(DAY);
        let date = Civil::of_days(day);
        if self.weeks.is_empty() && self.year_days.is_empty() && self.month_days.is_empty() && self.days.is_empty() {
            if self.freq == Freq::Weekly {
                self.days.push((0, weekday(day)));
            } else if self.freq < Freq::Weekly {
                self.month_days.push(i64::from(date.day));
            }
            if self.freq == Freq::Yearly && self.months == 0 {
                self.months = 1 << date.month;
            }
        }
        if self.hours == 0 && self.freq != Freq::Hourly {
            self.hours = 1 << (start.rem_euclid(DAY) / HOUR);
        }
        if self.minutes == 0 {
            self.minutes = 1 << (start.rem_euclid(HOUR) / MINUTE);
        }
    }

    /// Does an hourly rule ever reach one of its hours?
    fn meets_hours(&self, period: &Period) -> bool {
        let Some(hour) = period.hour else { return true };
        self.hours == 0 || (0..24).any(|times| self.hours >> ((hour + times * self.interval) % 24) & 1 == 1)
    }

    /// The occurrences of one period.
    fn period(&self, period: &Period) -> Vec<i64> {
        let (mut all, times) = (Vec::new(), self.times(period));
        if times.is_empty() {
            return all;
        }
        for day in period.day..period.day + period.days {
            if self.has(day) {
                for time in &times {
                    all.push(day * DAY + time);
                }
            }
        }
        if self.positions.is_empty() {
            return all;
        }
        let mut picked = Vec::new();
        for position in &self.positions {
            let place = if *position > 0 { position - 1 } else { all.len() as i64 + position };
            if let Some(at) = usize::try_from(place).ok().and_then(|place| all.get(place)) {
                insert(&mut picked, *at);
            }
        }
        picked
    }

    /// The times of day in a period, in milliseconds.
    fn times(&self, period: &Period) -> Vec<i64> {
        let mut times = Vec::new();
        for hour in 0..24 {
            let wanted = self.hours == 0 || self.hours >> hour & 1 == 1;
            if !wanted || period.hour.is_some_and(|only| only != hour) {
                continue;
            }
            for minute in 0..60 {
                if self.minutes >> minute & 1 == 1 {
                    times.push(hour * HOUR + minute * MINUTE + period.seconds);
                }
            }
        }
        times
    }

    /// Does the day meet all conditions on days?
    fn has(&self, day: i64) -> bool {
        let named = |nth: &dyn Fn(i64) -> bool| {
            self.days.is_empty()
                || self.days.iter().any(|(from, name)| *name == weekday(day) && (*from == 0 || nth(*from)))
        };
        // Most days fail this test, so it comes first: a century has many days.
        if !named(&|_| true) {
            return false;
        }
        let date = Civil::of_days(day);
        if self.months != 0 && self.months >> date.month & 1 == 0 {
            return false;
        }
        let month = (Civil { day: 1, ..date }.days(), next_month(date).days() - 1);
        let january = |year| Civil { year, month: 1, day: 1 }.days();
        let year = (january(date.year), january(date.year + 1) - 1);
        let within =
            |list: &[i64], (first, last)| list.is_empty() || list.iter().any(|n| *n == count(day, first, last, *n));
        let (first, last) = if self.freq == Freq::Yearly && self.months == 0 { year } else { month };
        within(&self.month_days, month)
            && within(&self.year_days, year)
            && (self.weeks.is_empty() || self.in_weeks(day))
            && named(&|from| from == count_weeks(day, first, last, from))
    }

    /// A week belongs to the year that has at least four of its days.
    fn in_weeks(&self, day: i64) -> bool {
        let middle = self.week_of(day) + 3;
        let year = Civil::of_days(middle).year;
        let first = self.week_of(Civil { year, month: 1, day: 4 }.days());
        let last = self.week_of(Civil { year, month: 12, day: 28 }.days());
        self.weeks.iter().any(|week| *week == count_weeks(middle - 3, first, last, *week))
    }

    /// The day with which the week of a day begins.
    fn week_of(&self, day: i64) -> i64 {
        day - (i64::from(weekday(day)) - i64::from(self.week_start)).rem_euclid(7)
    }
}

/// The number of a day, counted from `first`, or back from `last` if `from` is negative.
fn count(day: i64, first: i64, last: i64, from: i64) -> i64 {
    if from > 0 { day - first + 1 } else { day - last - 1 }
}

/// The number of a week, counted in the same way.
fn count_weeks(day: i64, first: i64, last: i64, from: i64) -> i64 {
    if from > 0 { (day - first) / 7 + 1 } else { (day - last) / 7 - 1 }
}

/// Inserts a number into a sorted list without duplicates.
pub fn insert(numbers: &mut Vec<i64>, number: i64) {
    let place = numbers.partition_point(|known| *known < number);
    if numbers.get(place) != Some(&number) {
        numbers.insert(place, number);
    }
}

fn next_month(date: Civil) -> Civil {
    let (year, month) = if date.month == 12 { (date.year + 1, 1) } else { (date.year, date.month + 1) };
    Civil { year, month, day: 1 }
}

/// A year, month, week, day or hour in which a rule looks for its occurrences.
struct Period {
    freq: Freq,
    /// Its first day.
    day: i64,
    /// The number of its days.
    days: i64,
    /// The only hour of an hourly rule.
    hour: Option<i64>,
    /// The seconds and milliseconds of every occurrence, in milliseconds.
    seconds: i64,
}

impl Period {
    fn around(start: i64, rule: &Rule) -> Self {
        let day = start.div_euclid(DAY);
        let date = Civil::of_days(day);
        let first = match rule.freq {
            Freq::Yearly => Civil { month: 1, day: 1, ..date }.days(),
            Freq::Monthly => Civil { day: 1, ..date }.days(),
            Freq::Weekly => rule.week_of(day),
            Freq::Daily | Freq::Hourly => day,
        };
        let hour = (rule.freq == Freq::Hourly).then(|| start.rem_euclid(DAY) / HOUR);
        let mut period = Self { freq: rule.freq, day: first, days: 1, hour, seconds: start.rem_euclid(MINUTE) };
        period.measure();
        period
    }

    fn begins(&self) -> i64 {
        self.day * DAY + self.hour.unwrap_or(0) * HOUR
    }

    /// The hours by which an hourly rule leaves a day without occurrences.
    fn hours_left(&self, interval: i64) -> i64 {
        (24 - self.hour.unwrap_or(0) + interval - 1) / interval * interval
    }

    fn advance(&mut self, interval: i64) {
        let date = Civil::of_days(self.day);
        match self.freq {
            Freq::Yearly => self.day = Civil { year: date.year + interval, ..date }.days(),
            Freq::Monthly => {
                let months = date.year * 12 + i64::from(date.month) - 1 + interval;
                let month = (months.rem_euclid(12) + 1) as u8;
                self.day = Civil { year: months.div_euclid(12), month, day: 1 }.days();
            }
            Freq::Weekly => self.day += 7 * interval,
            Freq::Daily => self.day += interval,
            Freq::Hourly => {
                let hours = self.day * 24 + self.hour.unwrap_or(0) + interval;
                (self.day, self.hour) = (hours.div_euclid(24), Some(hours.rem_euclid(24)));
            }
        }
        self.measure();
    }

    fn measure(&mut self) {
        let date = Civil::of_days(self.day);
        self.days = match self.freq {
            Freq::Yearly => Civil { year: date.year + 1, ..date }.days() - self.day,
            Freq::Monthly => next_month(date).days() - self.day,
            Freq::Weekly => 7,
            Freq::Daily | Freq::Hourly => 1,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::manifest::time::dates::{DateTime, parse as moment};
    use crate::manifest::time::rrule::{Kind, parse};

    /// The first occurrences of a rule, as dates.
    fn dates(rule: &str, start: &str) -> Vec<String> {
        let Some(DateTime::Day(day)) = moment(start) else { panic!("{start} is no date") };
        let mut dates = Vec::new();
        parse(rule, Kind::Date).unwrap().each(day * DAY, &mut |at| {
            let date = Civil::of_days(at / DAY);
            dates.push(format!("{:04}-{:02}-{:02}", date.year, date.month, date.day));
            dates.len() < 4
        });
        dates
    }

    #[test]
    fn examples_of_the_standard() {
        // RFC 5545, 3.8.5.3, by their dates.
        let cases: [(&str, &str, &[&str]); 11] = [
            ("FREQ=WEEKLY;INTERVAL=2;WKST=SU", "1997-09-02", &["1997-09-02", "1997-09-16", "1997-09-30", "1997-10-14"]),
            ("FREQ=MONTHLY;BYDAY=1FR", "1997-09-05", &["1997-09-05", "1997-10-03", "1997-11-07", "1997-12-05"]),
            ("FREQ=MONTHLY;BYDAY=-2MO", "1997-09-22", &["1997-09-22", "1997-10-20", "1997-11-17", "1997-12-22"]),
            ("FREQ=MONTHLY;BYMONTHDAY=-3", "1997-09-28", &["1997-09-28", "1997-10-29", "1997-11-28", "1997-12-29"]),
            ("FREQ=YEARLY;BYDAY=20MO", "1997-05-19", &["1997-05-19", "1998-05-18", "1999-05-17", "2000-05-15"]),
            (
                "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO",
                "1997-05-12",
                &["1997-05-12", "1998-05-11", "1999-05-17", "2000-05-15"],
            ),
            (
                "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
                "1997-09-02",
                &["1998-02-13", "1998-03-13", "1998-11-13", "1999-08-13"],
            ),
            (
                "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2",
                "1997-09-29",
                &["1997-09-29", "1997-10-30", "1997-11-27", "1997-12-30"],
            ),
            (
                "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO",
                "1997-08-05",
                &["1997-08-05", "1997-08-10", "1997-08-19", "1997-08-24"],
            ),
            (
                "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU",
                "1997-08-05",
                &["1997-08-05", "1997-08-17", "1997-08-19", "1997-08-31"],
            ),
            (
                "FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5",
                "2007-01-15",
                &["2007-01-15", "2007-01-30", "2007-02-15", "2007-03-15"],
            ),
        ];
        for (rule, start, expected) in cases {
            assert_eq!(dates(rule, start), expected, "{rule}");
        }
    }

    #[test]
    fn what_never_comes_ends() {
        for rule in [
            "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31",
            "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
            "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=5",
        ] {
            assert_eq!(dates(rule, "2026-01-01"), [""; 0], "{rule}");
        }
        assert_eq!(
            dates("FREQ=YEARLY;BYMONTHDAY=29;BYMONTH=2", "2026-01-01"),
            ["2028-02-29", "2032-02-29", "2036-02-29", "2040-02-29"]
        );
    }
}
