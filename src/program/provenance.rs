//! Provenance: which facts are the same for everybody, and which are known of one reader. Only compiling and servers
//! ask.

use super::fact::Fact;

/// The provenance of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Provenance {
    /// The site's: a server may know it.
    Public,
    /// The reader's, or of this device, or written by whoever made the link that was followed. It may be shown as text
    /// and choose among what the site wrote, and is good for nothing else.
    Local,
}

/// Who looks at a clock wants to know in which zone, and so on: what has to be known for a fact to be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known(u32);

impl Known {
    /// Nothing.
    pub const NOTHING: Self = Self(0);
    /// The moment.
    pub const MOMENT: Self = Self(1);
    /// The reader's zone.
    pub const ZONE: Self = Self(2);
    /// The reader's languages.
    pub const LANGUAGES: Self = Self(4);
    /// The path of the page.
    pub const PATH: Self = Self(8);
    /// The topics of the page.
    pub const TOPICS: Self = Self(16);
    /// A value that only the reader's device knows.
    pub const DEVICE: Self = Self(32);

    /// All that a server can be told, by the names that it tells it under.
    pub const SAYABLE: [(&str, Self); 5] = [
        ("now", Self::MOMENT),
        ("timeZone", Self::ZONE),
        ("locales", Self::LANGUAGES),
        ("path", Self::PATH),
        ("topics", Self::TOPICS),
    ];

    /// As bits.
    pub fn bits(self) -> u32 {
        self.0
    }

    /// From bits. The device's are none that could be said.
    pub fn of(bits: u32) -> Self {
        Self(bits & !Self::DEVICE.0)
    }

    /// Both.
    pub fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Is all of the other among it?
    pub fn holds(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

impl Fact {
    /// The provenance of its value.
    pub fn provenance(self) -> Provenance {
        match self {
            Self::Signal | Self::Path | Self::Topics => Provenance::Public,
            _ => Provenance::Local,
        }
    }

    /// The knowledge that its value needs.
    pub fn takes(self) -> Known {
        match self {
            Self::Signal => Known::NOTHING,
            Self::Now => Known::MOMENT,
            Self::Minute | Self::Hour | Self::Weekday | Self::Day | Self::Month | Self::Year | Self::Date => {
                Known::MOMENT.and(Known::ZONE)
            }
            Self::Season | Self::PartOfDay | Self::Week | Self::DaysUntil | Self::DaysSince | Self::Calendar => {
                Known::MOMENT.and(Known::ZONE)
            }
            Self::Daylight => Known::MOMENT.and(Known::ZONE),
            Self::Weekend => Known::MOMENT.and(Known::ZONE).and(Known::LANGUAGES),
            Self::Zone | Self::Hemisphere | Self::Country | Self::Continent | Self::Subregion => Known::ZONE,
            Self::LocaleTag | Self::Language | Self::Region | Self::Languages => Known::LANGUAGES,
            Self::Path => Known::PATH,
            Self::Topics => Known::TOPICS,
            Self::Query | Self::Referrer | Self::Source => Known::DEVICE,
            Self::Viewport | Self::Pointer | Self::ColorScheme | Self::ReducedMotion => Known::DEVICE,
            Self::SaveData | Self::Contrast | Self::Connection | Self::Near => Known::DEVICE,
            // Whoever decides without a profile decides for somebody new, of whom nothing is remembered.
            Self::Visits | Self::DaysAway | Self::DaysSinceFirst | Self::Preference => Known::NOTHING,
            Self::Seen | Self::Clicked | Self::Dismissed | Self::Converted => Known::NOTHING,
            Self::Interest | Self::Rising | Self::UsualPart => Known::NOTHING,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::fact::FACTS;

    #[test]
    fn nobody_can_be_told_what_only_the_device_knows() {
        assert!(!Known::of(u32::MAX).holds(Fact::Viewport.takes()));
        assert!(Known::NOTHING.holds(Fact::Preference.takes()));
        assert!(Known::of(u32::MAX).holds(Fact::Weekend.takes()));
        assert!(!Known::of(1).holds(Fact::Hour.takes()));
    }

    #[test]
    fn what_is_public_needs_no_device() {
        for fact in FACTS {
            let needs_device = Known::DEVICE.holds(fact.takes()) && fact.takes() != Known::NOTHING;
            assert!(fact.provenance() == Provenance::Local || !needs_device, "{fact:?}");
        }
    }
}
