//! Chance, around a moment → dates, and schedules of every form that begin and end near it.

use tailorbird::civil::{Civil, DAY, MINUTE};

use super::zones::moment;
use crate::chance::Chance;

/// A date of the years in which the zones jump.
pub fn date(chance: &mut Chance) -> String {
    let date = Civil::of_days(chance.between(moment(2011, 1, 1) / DAY, moment(2027, 1, 1) / DAY));
    format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)
}

/// From, to, or both.
pub fn schedule(chance: &mut Chance, around: i64) -> String {
    let mut end = || {
        let minutes = around / MINUTE + chance.between(-4 * 1440, 5 * 1440);
        let date = Civil::of_days((minutes * MINUTE).div_euclid(DAY));
        let (hour, minute) = (minutes.rem_euclid(1440) / 60, minutes.rem_euclid(60));
        let day = format!("{:04}-{:02}-{:02}", date.year, date.month, date.day);
        match chance.below(4) {
            0 => (day, 0),
            1 => (format!("{day}T{hour:02}:{minute:02}Z"), 1),
            2 => (format!("{day}T{hour:02}:{minute:02}+05:30"), 1),
            _ => (format!("{day}T{hour:02}:00"), 0),
        }
    };
    let (from, to) = (end(), end());
    match chance.below(3) {
        0 => format!(r#""schedule":{{"from":"{}"}},"#, from.0),
        1 => format!(r#""schedule":{{"to":"{}"}},"#, to.0),
        // Ends of different kinds may lie in any order; those of one kind may not, so one end will do there.
        _ if from.1 != to.1 => format!(r#""schedule":{{"from":"{}","to":"{}"}},"#, from.0, to.0),
        _ => format!(r#""schedule":{{"from":"{}"}},"#, from.0),
    }
}

/// One of the forms that come again and again, around a moment.
pub fn recurring(chance: &mut Chance, around: i64) -> String {
    let day = |days: i64| {
        let date = Civil::of_days(around.div_euclid(DAY) + days);
        format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)
    };
    let clock = |chance: &mut Chance| format!("{:02}:{:02}", chance.below(24), chance.of(&["00", "15", "30", "59"]));
    let (from, other) = (day(chance.between(-9, 3)), day(chance.between(-2, 3)));
    let (enters, leaves) = (clock(chance), clock(chance));
    let hours = if enters == leaves { "01:30".to_owned() + r#"","02:30"# } else { format!(r#"{enters}","{leaves}"#) };
    let weekdays = chance.of(&["monday", "saturday\",\"sunday", "wednesday\",\"thursday\",\"sunday"]);
    match chance.below(7) {
        0 => format!(r#"{{"weekdays":["{weekdays}"],"hours":["{hours}"],"except":["{other}"]}}"#),
        1 => format!(r#"{{"hours":["{hours}"],"from":"{from}","to":"{}T{enters}"}}"#, day(5)),
        2 => format!(r#"{{"weekdays":["{weekdays}"],"from":"{from}T{enters}Z"}}"#),
        3 => format!(
            r#"{{"rrule":"FREQ=DAILY;INTERVAL=2;COUNT=40","from":"{from}T{enters}","lasts":"PT{}M"}}"#,
            1 + chance.below(2000)
        ),
        4 => format!(r#"{{"rrule":"FREQ=WEEKLY;BYDAY=SU,TU,FR;COUNT=40","from":"{from}","hours":["{hours}"]}}"#),
        5 => format!(r#"{{"rrule":"FREQ=HOURLY;INTERVAL=5;COUNT=80","from":"{from}T{enters}+05:45","lasts":"PT90M"}}"#),
        _ => format!(r#"{{"rrule":"FREQ=DAILY;COUNT=15","from":"{from}","except":["{other}"]}}"#),
    }
}
