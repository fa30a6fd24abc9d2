//! Cuts: the minutes, hours and days of the reader's clock at which an answer may change by itself.

/// A set of clock boundaries. Bit n of a field means: something may change when that part of the clock becomes n.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Cuts {
    /// Minutes 0 to 59.
    pub minute: u64,
    /// Hours 0 to 23.
    pub hour: u32,
    /// Weekdays, Monday is 0.
    pub weekday: u8,
    /// Days of the month, 1 to 31.
    pub day: u32,
    /// Months, 1 to 12.
    pub month: u32,
    /// Every midnight.
    pub daily: bool,
}

impl Cuts {
    /// The boundaries of both.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self {
            minute: self.minute | other.minute,
            hour: self.hour | other.hour,
            weekday: self.weekday | other.weekday,
            day: self.day | other.day,
            month: self.month | other.month,
            daily: self.daily || other.daily,
        }
    }

    /// Does any of them begin with a day?
    pub fn has_days(self) -> bool {
        self.daily || self.weekday != 0 || self.day != 0 || self.month != 0
    }

    /// No boundary at all: the answer does not depend on the clock.
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }
}
