//! Every bound there is, by name, with the reason for the number.

/// The longest text, in bytes, taken from the page or the reader (path, query value, preference);
/// what is longer is cut. Browsers keep addresses to about this length.
pub const TEXT: usize = 2048;
/// The most query parameters, languages or list entries taken from the page or the reader.
pub const ENTRIES: usize = 100;
/// The most event counters kept: one for each variant and kind of event of a large site.
pub const COUNTERS: usize = 1000;
/// How far ahead, in days, offset changes and calendar boundaries are looked for.
pub const HORIZON_DAYS: i64 = 400;
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
/// How deep a manifest may nest; a sound one needs seven levels.
#[cfg(feature = "compile")]
pub const MANIFEST_DEPTH: usize = 32;
/// The most problems reported at once.
#[cfg(feature = "compile")]
pub const PROBLEMS: usize = 200;
/// The longest name of a slot, variant, field, audience or preference, in bytes.
#[cfg(feature = "compile")]
pub const NAME_BYTES: usize = 64;
/// The most entries of one kind (slots, audiences, preferences, locales).
#[cfg(feature = "compile")]
pub const NAMED: usize = 4000;
/// The longest rule, in bytes.
#[cfg(feature = "compile")]
pub const RULE_BYTES: usize = 8192;
/// How deep a rule may nest.
#[cfg(feature = "compile")]
pub const RULE_DEPTH: usize = 64;
/// The longest message, in bytes.
#[cfg(feature = "compile")]
pub const MESSAGE_BYTES: usize = 16_384;
/// The most placeholders in one message.
#[cfg(feature = "compile")]
pub const MESSAGE_HOLES: usize = 64;
/// The most stretches of time that one recurrence becomes: a visitor downloads them all.
#[cfg(feature = "compile")]
pub const OCCURRENCES: usize = 1000;
/// The most stretches of time in a program, of all schedules and the calendar together.
#[cfg(feature = "compile")]
pub const WINDOWS: usize = 20_000;
/// How many years after its beginning a recurrence without an end is expanded, where nobody says which years matter.
#[cfg(feature = "compile")]
pub const HORIZON_YEARS: i64 = 3;
/// How many years after its beginning anything of a recurrence is looked for.
#[cfg(feature = "compile")]
pub const RECURRENCE_YEARS: i64 = 100;
/// The longest text of a recurrence, in bytes.
#[cfg(feature = "compile")]
pub const RRULE_BYTES: usize = 1024;
