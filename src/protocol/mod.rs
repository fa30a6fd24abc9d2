//! Everything that the engine and the JavaScript have to agree on: questions, separators, bits, words and limits. Each is
//! defined here or where its type is. `js/engine/protocol.ts` states them a second time, and `tests/protocol.rs` compares
//! the two.

#[cfg(feature = "compile")]
mod stated;

#[cfg(feature = "compile")]
pub use stated::{Stated, stated};

/// Separates the items of a list, which crosses as one text.
pub const ITEM: char = '\u{1f}';
/// Separates lists.
pub const GROUP: char = '\u{1e}';

/// Bit of a program: some rule or text depends on the name of the time zone.
pub const NAMED: u8 = 1;
/// Bit of a program: there are several languages to choose from.
pub const LANGUAGES: u8 = 2;
/// Bit of a program: its slots speak the language of their place in the page.
pub const PLACES: u8 = 4;

/// Stands for the latitude and the longitude of a position that nobody knows.
pub const NOWHERE: i16 = -2000;

/// Declares enums whose entries cross as their numbers.
macro_rules! numbered {
    ($($(#[$doc:meta])* $name:ident { $($(#[$entry_doc:meta])* $entry:ident,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub enum $name { $($(#[$entry_doc])* $entry,)* }

        impl $name {
            /// All entries, in the order of their numbers.
            pub const ALL: &[Self] = &[$(Self::$entry,)*];

            /// The entry of a number.
            pub fn of(number: u8) -> Option<Self> {
                match number {
                    $(number if number == Self::$entry as u8 => Some(Self::$entry),)*
                    _ => None,
                }
            }
        }
    )*};
}

numbered! {
    /// The questions that a core answers.
    Ask {
        /// Takes the bytes of a program, and answers why it is refused. Empty: it is not.
        Open,
        /// The bits [`NAMED`] and [`LANGUAGES`].
        Traits,
        /// The names that the program reads.
        Reads,
        /// The moments whose offset the next decision needs.
        Moments,
        /// What every slot shows.
        Decide,
        /// The contents of variants.
        About,
        /// The variants of a slot that were tried.
        Tried,
        /// The changes that places in the page need.
        Patch,
        /// Takes in an event.
        Observe,
        /// The reasons of a decision, as sentences.
        Explain,
        /// Forces a variant; with a number, tells which there are.
        Force,
        /// Takes in the words of a language.
        Words,
        /// Which decisions a server may write.
        Settled,
        /// Compiles a manifest.
        Compile,
        /// The bytes of what was compiled.
        Compiled,
        /// The engine that is handed in, cut to what was compiled.
        Cut,
        /// Everything that is remembered.
        Export,
        /// What is known of the reader, as sentences.
        Insights,
        /// Takes in what the store holds.
        Merge,
        /// The record that this page has to keep.
        Record,
        /// Takes what the reader permits.
        Allow,
        /// Forgets.
        Forget,
        /// Takes the unit of experiments.
        Unit,
        /// The probability with which a slot shows what it does.
        Share,
        /// What was seen or reached of experiments, or all of it.
        Measure,
        /// The probability with which a slot that learns shows what it does, and what speaks for it.
        Promise,
        /// What a slot that learns shows was seen.
        View,
        /// Takes the lists that the reader has before them and now, and answers what each list needs that ranks by vectors.
        Ranks,
        /// Takes the number of a list, and three numbers for each of its items: its score, the number of the item that tells most for it, and
        /// how popular it is.
        Scores,
    }

    /// The texts of a context, by their places.
    ContextText {
        /// The name of the time zone.
        Zone,
        /// The path of the page.
        Path,
        /// The host that linked here.
        Referrer,
        /// The reader's languages.
        Locales,
        /// The languages that are wanted in the page, with their likely scripts and regions.
        Likely,
        /// Names and values of the query, by turns.
        Query,
        /// What the page is about.
        Topics,
    }

    /// The numbers of a context, by their places: of a word its place in its set, of a flag 1 or 0, and -1 where nobody knows.
    ContextNumber {
        /// The moment.
        Now,
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
        /// `device.contrast`
        Contrast,
        /// `device.connection`
        Connection,
        /// `page.source`
        Source,
        /// Of a position in steps of the grid, or [`NOWHERE`].
        Latitude,
        /// The same.
        Longitude,
        /// From here on pairs: a moment, and the zone's offset from then on in milliseconds.
        Zone,
    }

    /// The questions that the analysis build answers, with numbers: `src/analysis`. `js/analysis/questions.ts` states them again.
    Statistic {
        /// Arms beside the first of them, from their sums.
        Compare,
        /// The same from answers that were randomised.
        Randomised,
        /// Is an effect not worse than a margin?
        Guard,
        /// Hours that had one of two arms.
        Switchback,
        /// Did every arm get its share? Counts, then weights.
        Split,
        /// P-values, allowing for how many they are (Holm).
        Correct,
        /// The size of an experiment.
        Plan,
        /// How far an effect has to be from 0 at looks that are planned: α, ρ, and the shares of the looks.
        Bounds,
    }

    /// The questions that the scorer answers: `src/web/scorer.rs`. `js/recommend/questions.ts` states them again.
    Score {
        /// Takes the bytes of a file of vectors, and answers why it is refused. Empty: it is not.
        Open,
        /// Takes ids, and answers the numbers of the items; −1 where there is none.
        Find,
        /// Takes numbers of items, and answers their ids.
        Names,
        /// Takes what a reader did, pairs of an item and a weight, and answers 1 where it tells anything.
        Fold,
        /// Takes how many, and the items that are left out. Answers four numbers for each of the best items of this reader: its own,
        /// its score, the place of the event that adds most to it or −1, and how popular it is.
        Top,
        /// Takes items, and answers the same of them.
        Of,
        /// Takes an item and how many, and answers the items that are most like it, with how much so from −1 to 1.
        Like,
        /// Takes how many, how much likeness counts, and pairs of an item and its relevance. Answers the places of the pairs that come first.
        Diverse,
        /// How many items, dimensions and bits there are, the method, and the day they were made.
        About,
    }

    /// The kinds of value that a preference or a signal is declared with.
    Declared {
        /// It is taken back.
        Nothing,
        /// A text.
        Text,
        /// A number.
        Number,
        /// True or false.
        Flag,
        /// A list of texts.
        List,
    }
}
