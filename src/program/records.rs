//! The tables of a program, each record beside the words it is kept as.

#[cfg(feature = "compile")]
use alloc::vec::Vec;
use core::slice::Iter;

use super::bytes::Span;
use super::cuts::Cuts;
use super::table::{Record, Word, rows};

/// Declares records whose parts are read and written in the order in which they stand.
macro_rules! records {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct $name { $($(#[$field_doc])* pub $field: $type,)* }

        impl Record for $name {
            const WIDTH: usize = 0 $(+ <$type>::WIDTH)*;

            #[inline(always)]
            fn read(words: &mut Iter<'_, Word>) -> Self {
                Self { $($field: <$type>::read(words),)* }
            }

            #[cfg(feature = "compile")]
            fn write(&self, words: &mut Vec<u8>) {
                $(self.$field.write(words);)*
            }
        }

        rows!($name);
    )*};
}

pub(super) use records;

records! {
    /// A language that the manifest has words in.
    Locale {
        /// Its BCP 47 tag.
        tag: Span,
        /// 1 when it is written from right to left.
        rtl: u32,
        /// The readers that it is good for, as [`crate::context::locale`] says.
        serves: Span,
    }

    /// The words of a language that come by themselves, in the order of the languages.
    Pack {
        /// The number of their bytes.
        count: u32,
        /// Their checksum.
        sum: u32,
    }

    /// A preference that the reader may declare, or a signal that the page may tell.
    Preference {
        /// Its name.
        name: Span,
        /// The type of its values: see [`PreferenceKind`].
        kind: u32,
        /// The allowed values (a range of `choices`), for a choice or a list; a list without any takes all texts.
        values: Span,
        /// The constant that stands in while nothing is declared.
        default: u32,
    }

    /// A lowered rule.
    Rule {
        /// As the site wrote it.
        source: Span,
        /// Its code, a range of bytes.
        code: Span,
        /// The names it reads, a range of `reads`.
        reads: Span,
        /// The boundaries at which its answer may change by itself, an entry of `cuts`.
        cuts: u32,
        /// The names that know a moment of their own at which they change, a range of `reads`.
        timed: Span,
    }

    /// A rule with a name.
    Audience {
        /// Its name.
        name: Span,
        /// Its rule.
        rule: u32,
    }

    /// A place in the page.
    Slot {
        /// Its name.
        name: Span,
        /// Its variants, a range of `variants`; the default is the last, if it is no list.
        variants: Span,
        /// Its settings: bits [`Slot::VARIES`], [`Slot::ANNOUNCES`], [`Slot::LISTS`] and [`Slot::MIXES`].
        may: u32,
        /// The number of variants that it shows, where it is a list; they are the items of a catalogue.
        count: u32,
    }

    /// A variant: one way to fill a slot.
    Variant {
        /// Its name.
        name: Span,
        /// Its rule plus one, or 0.
        rule: u32,
        /// The time in which it may be shown, a range of `windows`; none at all means always.
        windows: Span,
        /// Its first limit plus one, or 0.
        limit: u32,
        /// The names that its words need, a range of `reads`.
        needs: Span,
        /// All names that its words show, a range of `reads`.
        shows: Span,
        /// Its fields, a range of `fields`.
        fields: Span,
        /// The boundaries at which its words change by themselves, an entry of `cuts`.
        cuts: u32,
        /// Its topics, a range of `choices`.
        topics: Span,
    }

    /// A named text of a variant.
    Field {
        /// Its name.
        name: Span,
        /// Its type, added: words, [`Field::URL`], [`Field::VALUES`], [`Field::FLAG`] and [`Field::RICH`].
        kind: u32,
        /// For each locale its message plus one or 0, a range of `words`.
        words: Span,
    }

    /// A stretch of time.
    Window {
        /// The first moment inside.
        from: Moment,
        /// The first moment after.
        to: Moment,
        /// The part of each week that is inside, or 0 where all of it is. Seven bits: the weekdays, Monday the lowest.
        /// Eleven bits: the minute of such a day at which the clock enters. Thirteen: the minute at which it leaves,
        /// past 1440 on the day after. The last: [`Window::UTC`].
        weekly: u32,
    }

    /// A limit: stops a variant after an event happened often enough.
    Limit {
        /// The places in which it has to happen, with spaces between them: `SLOT/VARIANT`, that of the variant first, or a
        /// goal.
        place: Span,
        /// The event, since when and how often: see [`Limit::of`].
        condition: u32,
    }
}

impl Window {
    /// The days and minutes are those of UTC's clock, not of the reader's.
    pub const UTC: u32 = 1 << 31;
}

impl Slot {
    /// Its variants may load different resources.
    pub const VARIES: u32 = 1;
    /// Its changes are read out.
    pub const ANNOUNCES: u32 = 2;
    /// It is a list.
    pub const LISTS: u32 = 4;

    /// Each of its fields speaks the best language that it has, whatever the others speak.
    pub const MIXES: u32 = 8;
    /// Its words come by language: all its fields have every language, so that which words are asked for tells nothing of the
    /// variant.
    pub const SPLITS: u32 = 16;

    /// May its fields speak several languages?
    pub fn mixes(&self) -> bool {
        self.may & Self::MIXES != 0
    }

    /// Is it a list?
    pub fn is_list(&self) -> bool {
        self.may & Self::LISTS != 0
    }
}

impl Field {
    /// A URL that the site wrote.
    pub const URL: u32 = 1;
    /// Words in which values stand, or which values choose.
    pub const VALUES: u32 = 2;
    /// True or false.
    pub const FLAG: u32 = 4;
    /// Words in which elements stand.
    pub const RICH: u32 = 8;
}

impl Locale {
    /// The direction, as HTML writes it.
    pub fn direction(&self) -> &'static str {
        if self.rtl == 1 { "rtl" } else { "ltr" }
    }
}

/// The type of a preference's values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum PreferenceKind {
    /// Any short text.
    Text,
    /// A number.
    Number,
    /// Yes or no.
    Flag,
    /// A choice among its values.
    Choice,
    /// Some of its values.
    List,
}

impl Preference {
    /// The type of its values.
    pub fn kind(&self) -> PreferenceKind {
        match self.kind {
            1 => PreferenceKind::Number,
            2 => PreferenceKind::Flag,
            3 => PreferenceKind::Choice,
            4 => PreferenceKind::List,
            _ => PreferenceKind::Text,
        }
    }
}

/// The namespace of a declared value: preferences and signals stand in one table and differ in their names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Namespace {
    /// The reader declares it, once for all pages.
    Preference,
    /// The page declares it, as long as it is open. No preference can be called so.
    Signal,
}

impl Namespace {
    /// The namespace of a name in the table.
    #[inline(never)]
    pub fn of(name: &str) -> Self {
        if name.starts_with(Self::Signal.prefix()) { Self::Signal } else { Self::Preference }
    }

    /// The beginning of the names in the table.
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Preference => "",
            Self::Signal => "signal.",
        }
    }
}

/// The period in which a limit counts. The lower the number, the longer it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Since {
    /// Ever.
    Ever,
    /// This visit began.
    Session,
    /// The first of the month.
    Month,
    /// Monday.
    Week,
    /// Midnight.
    Day,
    /// The full hour.
    Hour,
    /// So many hours ago.
    Rolling(u16),
}

impl Since {
    /// Its number.
    #[cfg(feature = "compile")]
    pub fn number(self) -> u32 {
        match self {
            Self::Ever => 0,
            Self::Session => 1,
            Self::Month => 2,
            Self::Week => 3,
            Self::Day => 4,
            Self::Hour => 5,
            Self::Rolling(_) => 6,
        }
    }
}

impl Limit {
    /// Two bits for what has to happen, three for since when, one that says whether the next limit is of the same variant,
    /// twelve for how often (after a dismissal, for how many days), and the rest for the hours of a rolling period.
    #[cfg(feature = "compile")]
    pub fn of(place: Span, event: u32, since: Since, more: bool, count: u32) -> Self {
        let hours = if let Since::Rolling(hours) = since { u32::from(hours) } else { 0 };
        Self { place, condition: event | since.number() << 2 | u32::from(more) << 5 | count << 6 | hours << 18 }
    }

    /// Stops all but those who drew an arm, whose words are at `place`; with a count, where that arm leads its list already.
    #[cfg(feature = "compile")]
    pub fn draw(place: Span, leads: bool) -> Self {
        Self { place, condition: Self::DRAW | u32::from(leads) << 6 }
    }

    /// No limit counts clicks.
    const DRAW: u32 = 1;

    /// The same, where the next limit is of the same variant.
    #[cfg(feature = "compile")]
    #[must_use]
    pub fn with_more(&self) -> Self {
        Self { condition: self.condition | 1 << 5, ..*self }
    }

    /// Does it draw an arm, and not count events?
    pub fn is_draw(&self) -> bool {
        self.event() == Self::DRAW
    }

    /// The event: a number of `profile::EventKind`.
    pub fn event(&self) -> u32 {
        self.condition & 3
    }

    /// The period in which it counts.
    pub fn since(&self) -> Since {
        match self.condition >> 2 & 7 {
            1 => Since::Session,
            2 => Since::Month,
            3 => Since::Week,
            4 => Since::Day,
            5 => Since::Hour,
            6 => Since::Rolling((self.condition >> 18) as u16),
            _ => Since::Ever,
        }
    }

    /// Is the next limit of the same variant?
    pub fn more(&self) -> bool {
        self.condition >> 5 & 1 == 1
    }

    /// The times that it may happen, or the days for which it holds.
    pub fn count(&self) -> i64 {
        i64::from(self.condition >> 6 & 0xfff)
    }
}

/// An end of a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// Open: no end on this side.
    Open,
    /// The same moment everywhere: milliseconds since 1970.
    Instant(i64),
    /// The time on the reader's clock: milliseconds since 1970 as if their zone were UTC.
    Local(i64),
    /// So many milliseconds after the window's other end, whatever the clock does in between.
    After(i64),
}

impl Record for Moment {
    const WIDTH: usize = 3;

    fn read(words: &mut Iter<'_, Word>) -> Self {
        let (tag, time) = (u32::read(words), u64::read(words) as i64);
        match tag {
            1 => Self::Instant(time),
            2 => Self::Local(time),
            3 => Self::After(time),
            _ => Self::Open,
        }
    }

    #[cfg(feature = "compile")]
    fn write(&self, words: &mut Vec<u8>) {
        let (tag, time) = match *self {
            Self::Open => (0, 0),
            Self::Instant(time) => (1, time),
            Self::Local(time) => (2, time),
            Self::After(time) => (3, time),
        };
        u32::write(&tag, words);
        (time as u64).write(words);
    }
}

rows!(Cuts);

impl Record for Cuts {
    const WIDTH: usize = 7;

    fn read(words: &mut Iter<'_, Word>) -> Self {
        Self {
            minute: u64::read(words),
            hour: u32::read(words),
            weekday: u32::read(words) as u8,
            day: u32::read(words),
            month: u32::read(words),
            daily: u32::read(words) == 1,
        }
    }

    #[cfg(feature = "compile")]
    fn write(&self, words: &mut Vec<u8>) {
        self.minute.write(words);
        [self.hour, u32::from(self.weekday), self.day, self.month, u32::from(self.daily)]
            .iter()
            .for_each(|word| word.write(words));
    }
}
