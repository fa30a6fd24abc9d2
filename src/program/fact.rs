//! The facts that a rule or a text can read, each by its number in the program's bytes.

#[cfg(feature = "compile")]
use alloc::vec::Vec;
use core::slice::Iter;

use super::bytes::Span;
use super::table::{Record, Word, rows};

/// A fact. The comment says what it is called in a manifest; `NAME` is kept as the key of the [`Name`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Fact {
    /// `now`
    Now,
    /// `now.minute`
    Minute,
    /// `now.hour`
    Hour,
    /// `now.weekday`
    Weekday,
    /// `now.day`
    Day,
    /// `now.month`
    Month,
    /// `now.year`
    Year,
    /// `now.date`
    Date,
    /// `now.season`; the key lists the southern zones.
    Season,
    /// `now.partOfDay`
    PartOfDay,
    /// `place.zone`; the key lists the zones with older names.
    Zone,
    /// `place.hemisphere`; the key lists the southern zones.
    Hemisphere,
    /// `locale.tag`
    LocaleTag,
    /// `locale.language`
    Language,
    /// `locale.region`
    Region,
    /// `locale.languages`
    Languages,
    /// `page.path`
    Path,
    /// `page.query.NAME`
    Query,
    /// `page.referrer`
    Referrer,
    /// `device.viewport`
    Viewport,
    /// `device.pointer`
    Pointer,
    /// `device.colorScheme`
    ColorScheme,
    /// `device.reducedMotion`
    ReducedMotion,
    /// `device.saveData`
    SaveData,
    /// `visitor.visits`
    Visits,
    /// `visitor.daysAway`
    DaysAway,
    /// `preference.NAME`; the key begins at its number.
    Preference,
    /// `seen('SLOT')`, `seen('SLOT/VARIANT')`
    Seen,
    /// `clicked('SLOT')`
    Clicked,
    /// `dismissed('SLOT')`
    Dismissed,
    /// `now.daysUntil('DATE')`; the start of the key is the date in days since 1970.
    DaysUntil,
    /// `now.daysSince('DATE')`
    DaysSince,
    /// `page.topics`
    Topics,
    /// `page.source`; the key lists the hosts of each class.
    Source,
    /// `device.contrast`
    Contrast,
    /// `device.connection`
    Connection,
    /// `signal.NAME`; the key begins at its number.
    Signal,
    /// `place.country`; the key lists zones by what they stand for, here and below.
    Country,
    /// `place.continent`
    Continent,
    /// `place.region`
    Subregion,
    /// `place.daylight`; the key lists zones by their place on Earth.
    Daylight,
    /// `place.near(…)`; the key counts constants: a circle.
    Near,
    /// `now.weekend`; the key lists regions and zones by the days of their weekend.
    Weekend,
    /// `now.week`
    Week,
    /// `converted('GOAL')`
    Converted,
    /// `visitor.daysSinceFirst`
    DaysSinceFirst,
    /// `calendar.NAME`; the key lists the countries it counts in, and is empty where it counts everywhere.
    Calendar,
    /// `interest('TOPIC')`
    Interest,
    /// `rising('TOPIC')`
    Rising,
    /// `visitor.usualPartOfDay`
    UsualPart,
}

/// In the order of their numbers.
pub const FACTS: [Fact; 50] = [
    Fact::Now,
    Fact::Minute,
    Fact::Hour,
    Fact::Weekday,
    Fact::Day,
    Fact::Month,
    Fact::Year,
    Fact::Date,
    Fact::Season,
    Fact::PartOfDay,
    Fact::Zone,
    Fact::Hemisphere,
    Fact::LocaleTag,
    Fact::Language,
    Fact::Region,
    Fact::Languages,
    Fact::Path,
    Fact::Query,
    Fact::Referrer,
    Fact::Viewport,
    Fact::Pointer,
    Fact::ColorScheme,
    Fact::ReducedMotion,
    Fact::SaveData,
    Fact::Visits,
    Fact::DaysAway,
    Fact::Preference,
    Fact::Seen,
    Fact::Clicked,
    Fact::Dismissed,
    Fact::DaysUntil,
    Fact::DaysSince,
    Fact::Topics,
    Fact::Source,
    Fact::Contrast,
    Fact::Connection,
    Fact::Signal,
    Fact::Country,
    Fact::Continent,
    Fact::Subregion,
    Fact::Daylight,
    Fact::Near,
    Fact::Weekend,
    Fact::Week,
    Fact::Converted,
    Fact::DaysSinceFirst,
    Fact::Calendar,
    Fact::Interest,
    Fact::Rising,
    Fact::UsualPart,
];

impl Fact {
    /// Is it only guessed, from the time zone?
    pub fn is_guessed(self) -> bool {
        matches!(self, Self::Hemisphere | Self::Country | Self::Continent | Self::Subregion | Self::Daylight)
    }
}

/// A fact that this program reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Name {
    /// The fact.
    pub fact: Fact,
    /// The meaning of `NAME`, or other data that the fact needs.
    pub key: Span,
    /// As the site wrote it.
    pub path: Span,
    /// The words that rules ask for, a range of `choices`, where the fact has no closed set of its own; of a number the numbers that
    /// it is held against, a range of the constants.
    pub words: Span,
    /// The time in which it is on, a range of the program's windows: for an entry of the calendar.
    pub windows: Span,
}

#[cfg(feature = "compile")]
impl Name {
    /// Does its value depend on what the reader's zone is called?
    pub fn is_by_zone(&self) -> bool {
        match self.fact {
            Fact::Zone | Fact::Season | Fact::Weekend => true,
            Fact::Calendar => self.key.count > 0,
            fact => fact.is_guessed(),
        }
    }
}

rows!(Name);

impl Record for Name {
    const WIDTH: usize = 9;

    fn read(words: &mut Iter<'_, Word>) -> Self {
        let fact = FACTS.get(u32::read(words) as usize).copied().unwrap_or(Fact::Now);
        let (key, path) = (Span::read(words), Span::read(words));
        Self { fact, key, path, words: Span::read(words), windows: Span::read(words) }
    }

    #[cfg(feature = "compile")]
    fn write(&self, words: &mut Vec<u8>) {
        (self.fact as u32).write(words);
        self.key.write(words);
        self.path.write(words);
        self.words.write(words);
        self.windows.write(words);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_stands_for_its_own_fact() {
        for (number, fact) in FACTS.iter().enumerate() {
            assert_eq!(*fact as usize, number);
        }
    }
}
