//! The vocabulary: the type of each fact, its values if they are a closed set, and when it changes by itself.

use crate::context::clock::{PART_BEGINS, PARTS_OF_DAY, SEASONS, WEEKDAYS};
use crate::context::sun::DAYLIGHT;
use crate::context::{COLOR_SCHEMES, CONNECTIONS, CONTRASTS, POINTERS, SOURCES, VIEWPORTS};
use crate::decide::facts::HEMISPHERES;
use crate::decide::found::UNKNOWN;
use crate::manifest::zones;
use crate::prelude::*;
use crate::program::cuts::Cuts;
use crate::program::fact::Fact;
use crate::rule::types::Type;
use crate::value::Value;
use alloc::rc::Rc;

fn words(words: &[&str]) -> Type {
    Type::Word(words.iter().map(|word| (*word).to_owned()).collect())
}

/// Words or the empty text, which stands for an unknown value.
fn words_or_none(known: &[&str]) -> Type {
    words(&[known, &[""]].concat())
}

/// The type of a fact.
pub fn type_of(fact: Fact) -> Type {
    match fact {
        Fact::Now => Type::Instant,
        Fact::Minute | Fact::Hour | Fact::Day | Fact::Month | Fact::Year | Fact::Visits | Fact::DaysAway => Type::Int,
        Fact::Week | Fact::Converted | Fact::DaysSinceFirst | Fact::DaysUntil | Fact::DaysSince => Type::Int,
        Fact::Country | Fact::Continent | Fact::Subregion => Type::Word(zones::words(fact).into()),
        Fact::Daylight => words_or_none(&DAYLIGHT),
        Fact::Seen | Fact::Clicked | Fact::Dismissed => Type::Int,
        Fact::Weekday => words(&WEEKDAYS),
        Fact::Season => words(&SEASONS),
        Fact::PartOfDay => words(&PARTS_OF_DAY),
        Fact::Hemisphere => words(&HEMISPHERES),
        Fact::Viewport => words_or_none(&VIEWPORTS),
        Fact::Pointer => words_or_none(&POINTERS),
        Fact::ColorScheme => words_or_none(&COLOR_SCHEMES),
        Fact::Contrast => words_or_none(&CONTRASTS),
        Fact::Connection => words_or_none(&CONNECTIONS),
        Fact::Source => words(&SOURCES),
        Fact::ReducedMotion | Fact::SaveData | Fact::Near | Fact::Weekend | Fact::Calendar => Type::Bool,
        Fact::Rising => Type::Bool,
        Fact::Interest => Type::Double,
        Fact::UsualPart => words_or_none(&PARTS_OF_DAY),
        Fact::Languages | Fact::Topics => Type::List(Rc::new(Type::Text)),
        Fact::Date | Fact::Zone | Fact::LocaleTag | Fact::Language | Fact::Region => Type::Text,
        Fact::Path | Fact::Query | Fact::Referrer | Fact::Preference | Fact::Signal => Type::Text,
    }
}

/// The ordinals of a fact, each with its value, if they are a closed set.
pub fn closed(fact: Fact) -> Option<Vec<(u8, Value)>> {
    let numbers =
        |range: core::ops::Range<u8>| Some(range.map(|number| (number, Value::Int(i64::from(number)))).collect());
    let words = |words: &[&str], unknown: bool| {
        let known = (0u8..).zip(words.iter()).map(|(place, word)| (place, Value::text(word)));
        Some(known.chain(unknown.then(|| (UNKNOWN, Value::text("")))).collect())
    };
    match fact {
        Fact::Minute => numbers(0..60),
        Fact::Hour => numbers(0..24),
        Fact::Day => numbers(1..32),
        Fact::Month => numbers(1..13),
        Fact::Weekday => words(&WEEKDAYS, false),
        Fact::Season => words(&SEASONS, false),
        Fact::PartOfDay => words(&PARTS_OF_DAY, false),
        Fact::Hemisphere => words(&HEMISPHERES, false),
        Fact::Viewport => words(&VIEWPORTS, true),
        Fact::Pointer => words(&POINTERS, true),
        Fact::ColorScheme => words(&COLOR_SCHEMES, true),
        Fact::Contrast => words(&CONTRASTS, true),
        Fact::Connection => words(&CONNECTIONS, true),
        Fact::Source => words(&SOURCES, false),
        Fact::Week => numbers(1..54),
        Fact::Daylight => words(&DAYLIGHT, true),
        Fact::UsualPart => words(&PARTS_OF_DAY, true),
        Fact::ReducedMotion | Fact::SaveData | Fact::Near | Fact::Weekend | Fact::Rising => {
            Some(vec![(0, Value::Bool(false)), (1, Value::Bool(true))])
        }
        _ => None,
    }
}

/// Does a fact have a moment of its own at which it changes? Facts of the clock change with the clock instead.
pub fn is_timed(fact: Fact) -> bool {
    matches!(fact, Fact::Daylight | Fact::Calendar | Fact::Interest | Fact::Rising)
}

/// The times of the clock at which a fact changes. With a mask, only changes that enter or leave that set of values count.
pub fn cuts(fact: Fact, mask: Option<u64>) -> Cuts {
    // Bit n of the result: of n and the value before it, one is in the set and one is not.
    let edges = |first: u32, last: u32| {
        (first..=last)
            .filter(|place| {
                let before = if *place == first { last } else { place - 1 };
                mask.is_none_or(|mask| mask >> place & 1 != mask >> before & 1)
            })
            .fold(0u64, |edges, place| edges | 1 << place)
    };
    let none = Cuts::default();
    match fact {
        Fact::Minute => Cuts { minute: edges(0, 59), ..none },
        Fact::Hour => Cuts { hour: edges(0, 23) as u32, ..none },
        Fact::Weekday => Cuts { weekday: edges(0, 6) as u8, ..none },
        Fact::Day => Cuts { day: day_edges(mask), ..none },
        Fact::Month => Cuts { month: edges(1, 12) as u32, ..none },
        Fact::Year => Cuts { month: 1 << 1, ..none },
        Fact::Date | Fact::DaysAway | Fact::DaysSinceFirst | Fact::DaysUntil | Fact::DaysSince => {
            Cuts { daily: true, ..none }
        }
        Fact::PartOfDay => {
            let edges = edges(0, 3);
            let begins = PART_BEGINS.iter().skip(1).filter(|(_, part)| edges >> part & 1 == 1);
            Cuts { hour: begins.fold(0, |hours, (hour, _)| hours | 1 << hour), ..none }
        }
        Fact::Week => Cuts { weekday: 1, ..none },
        // A weekend begins on Thursday, Friday, Saturday or Sunday, and ends on Friday, Saturday, Sunday or Monday.
        Fact::Weekend => Cuts { weekday: 0b111_1001, ..none },
        Fact::Season => Cuts { month: 1 << 3 | 1 << 6 | 1 << 9 | 1 << 12, ..none },
        _ => none,
    }
}

/// The edges of a set of days. The day before the first of a month is the 28th, 29th, 30th or 31st.
fn day_edges(mask: Option<u64>) -> u32 {
    let Some(mask) = mask else {
        return u32::MAX << 1;
    };
    let bit = |day: u32| mask >> day & 1;
    let inner = (2..=31).filter(|day| bit(*day) != bit(day - 1)).fold(0u32, |edges, day| edges | 1 << day);
    inner | u32::from((28..=31).any(|last| bit(last) != bit(1))) << 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_edges_of_an_evening() {
        let evening = (18..24).chain(0..5).fold(0u64, |mask, hour| mask | 1 << hour);
        assert_eq!(cuts(Fact::Hour, Some(evening)).hour, 1 << 18 | 1 << 5);
        assert_eq!(cuts(Fact::Hour, Some(0)).hour, 0);
        assert_eq!(cuts(Fact::Hour, None).hour, (1 << 24) - 1);
    }

    #[test]
    fn the_night_ends_with_the_morning() {
        assert_eq!(cuts(Fact::PartOfDay, Some(1)).hour, 1 << 22 | 1 << 5);
    }
}
