//! Every bound there is, by name, with the reason for the number.

/// The longest text, in bytes, taken from the page or the reader (path, query value, topic, preference, signal);
/// what is longer is cut. Browsers keep addresses to about this length.
pub const TEXT: usize = 2048;
/// The most query parameters, languages, topics or list entries taken from the page or the reader.
pub const ENTRIES: usize = 100;
/// The most event counters kept: one for each variant and kind of event of a large site.
pub const COUNTERS: usize = 1000;
/// How long the lines of a base, or of the record of a page, may be, in bytes. There are two copies of each; while one takes the
/// place of another, because of an import or a compaction, up to five: 32 KB in all, with their heads.
pub const BASE: usize = 6 << 10;
/// How long those lines of it may be that only some pages read, besides: what came of eight variants by 32 features, a third of
/// them there.
pub const OTHERS: usize = 2 * BASE;
/// The longest text of a record that is read, in bytes: a base has the names of those whom it includes besides its lines.
pub const RECORD: usize = 4 * BASE;
/// The most records that are read: two of each page that was opened within ten minutes. A base takes in a fifth of them.
pub const RECORDS: usize = 1000;
/// The longest key of a record, in bytes: twice those that pages make up.
pub const KEY: usize = 64;
/// Of how many visits a base keeps when they began; the others are counted.
pub const STARTS: usize = 20;
/// The most topics whose interest is known: more than anybody cares for, and a page of names.
pub const TOPICS: usize = 64;
/// The longest topic that anything is learned of, in bytes: what is longer is a sentence.
pub const TOPIC: usize = 64;
/// Into how many steps a degree is divided by the grid to which a position is rounded before it is used: about eleven
/// kilometres from north to south.
pub const GRID: f64 = 10.0;
/// The latest moments kept of each of them, which is also the most that a cap can count to.
pub const MOMENTS: usize = 50;
/// The largest value of a goal that is reached once: a large order in cents.
pub const WORTH: u32 = 1_000_000;
/// The days ahead for which offset changes and calendar boundaries are searched.
pub const HORIZON_DAYS: i64 = 400;
/// The most steps that one rule may take: far more than any that is meant, and about a millisecond.
pub const RULE_STEPS: u32 = 100_000;
/// The depth to which bindings and loops of a rule's code may nest.
#[cfg(feature = "full")]
pub const CODE_DEPTH: u32 = 100;
/// The longest that the words of one field may become, in bytes, the names of their elements included: more than any page
/// has in one place.
pub const FIELD: usize = 64 << 10;
/// In how many steps a number of a message may be reckoned: far more than any that is meant.
pub const MESSAGE_DEPTH: usize = 8;
/// The depth to which lists and maps may nest: somewhat deeper than a rule can.
pub const VALUE_DEPTH: usize = 80;
/// The earliest moment there is: 0001-01-01. An earlier clock stands still there.
pub const FIRST_MOMENT: i64 = -62_135_596_800_000;
/// The latest moment there is: the end of 9999-12-31. A later clock stands still there.
pub const LAST_MOMENT: i64 = 253_402_300_799_999;

/// The longest manifest, in bytes of JSON text: room for a thousand slots with their words.
#[cfg(feature = "compile")]
pub const MANIFEST_BYTES: usize = 4 << 20;
/// The most values (objects, lists, texts, numbers) in a manifest.
#[cfg(feature = "compile")]
pub const MANIFEST_VALUES: usize = 400_000;
/// The depth to which a manifest may nest; a sound one needs seven levels.
#[cfg(feature = "compile")]
pub const MANIFEST_DEPTH: usize = 32;
/// The longest value of a variant, in bytes of JSON.
#[cfg(feature = "compile")]
pub const DATA_BYTES: usize = 4 << 10;
/// The depth to which it may nest.
#[cfg(feature = "compile")]
pub const DATA_DEPTH: usize = 16;
/// The most problems reported at once.
#[cfg(feature = "compile")]
pub const PROBLEMS: usize = 200;
/// The longest name of a slot, variant, field, audience or preference, in bytes.
#[cfg(feature = "compile")]
pub const NAME_BYTES: usize = 64;
/// The most entries of one kind (slots, audiences, preferences, locales).
#[cfg(feature = "compile")]
pub const NAMED: usize = 4000;
/// The most items of one catalogue.
#[cfg(feature = "compile")]
pub const ITEMS: usize = 10_000;
/// The most items that one list shows.
#[cfg(feature = "compile")]
pub const SHOWN: usize = 100;
/// The longest rule, in bytes.
#[cfg(feature = "compile")]
pub const RULE_BYTES: usize = 8192;
/// The depth to which a rule may nest.
#[cfg(feature = "compile")]
pub const RULE_DEPTH: usize = 64;
/// The milliseconds for which a page waits at most for a module that is a file of its own: readers notice a later
/// change.
#[cfg(feature = "compile")]
pub const BUDGET: u32 = 100;
/// The longest that a manifest may say instead.
#[cfg(feature = "compile")]
pub const LONGEST_BUDGET: u32 = 3000;
/// The longest that anything may be remembered, in days.
#[cfg(feature = "compile")]
pub const LONGEST_DAYS: f64 = 3650.0;
/// The longest cool-down, in days.
#[cfg(feature = "compile")]
pub const COOLDOWN_DAYS: usize = 3650;
/// The longest period of a cap that moves along with the clock, in hours: thirty days.
#[cfg(feature = "compile")]
pub const ROLLING_HOURS: usize = 720;
/// The most variants that share a cap: each downloads the names of all.
#[cfg(feature = "compile")]
pub const SHARING: usize = 50;
/// The most arms of one experiment.
#[cfg(feature = "compile")]
pub const ARMS: usize = 50;
/// The longest message, in bytes.
#[cfg(feature = "compile")]
pub const MESSAGE_BYTES: usize = 16_384;
/// The most placeholders in one pattern of a message, and the most declarations of a message and options of a function.
pub const MESSAGE_HOLES: usize = 64;
/// The most names that one message selects by.
pub const MESSAGE_SELECTORS: usize = 8;
/// The most variants of one message: six categories of plural, three times.
#[cfg(feature = "compile")]
pub const MESSAGE_VARIANTS: usize = 216;
/// The longest pattern, in bytes.
#[cfg(feature = "compile")]
pub const PATTERN_BYTES: usize = 1000;
/// The most times that a part of a pattern repeats, repetitions within one another multiplied: RE2's own bound.
#[cfg(feature = "compile")]
pub const PATTERN_REPEATS: u32 = 1000;
/// The depth to which a pattern's groups may nest.
#[cfg(feature = "compile")]
pub const PATTERN_DEPTH: usize = 64;
/// The most steps that a pattern is spelled out into, its repetitions written out.
#[cfg(feature = "compile")]
pub const PATTERN_PARTS: usize = 10_000;
/// The most states that a pattern may need before those that do the same are joined.
#[cfg(feature = "compile")]
pub const PATTERN_STATES: usize = 2000;
/// The work that a pattern's states may make, in steps: a few hundredths of a second.
#[cfg(feature = "compile")]
pub const PATTERN_WORK: usize = 1_000_000;
/// The work that all rules together may make while they are compiled, in steps of patterns, a third of a step of folding, or bytes:
/// about a second.
#[cfg(feature = "compile")]
pub const COMPILING: usize = 30_000_000;
/// The largest table of a pattern, in bytes; every visitor downloads it.
#[cfg(feature = "compile")]
pub const PATTERN_TABLE: usize = 32 << 10;
/// The most stretches of time that one recurrence becomes: a visitor downloads them all.
#[cfg(feature = "compile")]
pub const OCCURRENCES: usize = 1000;
/// The most stretches of time in a program, of all schedules and the calendar together.
#[cfg(feature = "compile")]
pub const WINDOWS: usize = 20_000;
/// The years for which a recurrence without an end is expanded, where nobody says which years matter.
#[cfg(feature = "compile")]
pub const HORIZON_YEARS: i64 = 3;
/// The years for which the clock of a named zone is worked out where nobody says which years matter, not even today's.
#[cfg(feature = "compile")]
pub const YEARS: (i64, i64) = (2020, 2040);
/// The years after its beginning in which occurrences of a recurrence are searched.
#[cfg(feature = "compile")]
pub const RECURRENCE_YEARS: i64 = 100;
/// The longest text of a recurrence, in bytes.
#[cfg(feature = "compile")]
pub const RRULE_BYTES: usize = 1024;
/// How many locals a function of the engine may have while it is cut: many times what a compiler makes.
#[cfg(feature = "compile")]
pub const WASM_LOCALS: usize = 10_000;
/// How deep the blocks of a function of the engine may nest while it is cut: several times what a compiler makes.
#[cfg(feature = "compile")]
pub const WASM_DEPTH: usize = 1000;
/// So many constants of a program are looked through for one that is the same: more than a site writes by hand.
#[cfg(feature = "compile")]
pub const SHARED_CONSTANTS: usize = 1000;

/// The features of a slot that learns, as numbers: a word of several values counts once for each.
pub const FEATURES: usize = 64;
