//! Capabilities: the parts of the engine that a page downloads only where its manifest uses them.
//!
//! Every region that belongs to one begins with its mark, such as `mark::sun()`. In the build that is cut to a manifest a mark is a
//! call of an imported function, which no optimiser sees through, so that a region keeps its borders; `src/cut/` takes out the
//! regions whose marks a program does not need. In every other build a mark is nothing.
//!
//! A mark may stand only where nobody comes who does not use the capability: not before a test that finds that out. What a program
//! uses is derived from the finished program, in `src/cut/needs.rs`.

/// Declares the capabilities, each with its mark, in the order of their bits.
macro_rules! capabilities {
    ($($(#[$doc:meta])* $name:ident $mark:ident,)*) => {
        /// A capability. Its mark is called as it is, and so is it in `with` and in problems.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub enum Capability { $($(#[$doc])* $name,)* }

        impl Capability {
            /// All of them, in the order of their bits.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// What it is called.
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => stringify!($mark),)* }
            }
        }

        /// The marks.
        #[cfg(all(feature = "marks", target_arch = "wasm32"))]
        #[allow(unsafe_code)]
        pub mod mark {
            // These functions do nothing and are never called: no engine runs before its marks were taken out.
            #[link(wasm_import_module = "capability")]
            unsafe extern "C" {
                /// The bits of what this engine was left: the lower half, and the higher one.
                pub safe fn left() -> u64;
                /// See `left`.
                pub safe fn left_high() -> u64;
                $($(#[$doc])* pub safe fn $mark();)*
            }
        }

        /// The marks.
        #[cfg(not(all(feature = "marks", target_arch = "wasm32")))]
        pub mod mark {
            $($(#[$doc])* #[inline(always)] pub fn $mark() {})*
        }
    };
}

capabilities! {
    // What is true here and now.
    /// Minutes and hours.
    Clock clock,
    /// `now.weekday`
    Weekday weekday,
    /// `now.day`, `now.month` and `now.year`
    Day day,
    /// The moment, and comparisons with it.
    Moment moment,
    /// `now.date`
    Date date,
    /// `now.season`
    Season season,
    /// `now.partOfDay`
    PartOfDay part_of_day,
    /// `now.weekend`
    Weekend weekend,
    /// `now.week`
    Week week,
    /// `now.daysUntil` and `now.daysSince`
    Days days,
    /// `calendar.NAME`
    Calendar calendar,
    /// What the name of the zone tells: `place.zone`, `place.country` …
    Zone zone,
    /// What the zone is called, whatever for.
    ZoneName named,
    /// Facts that are looked up only where their names are read.
    Reads reads,
    /// Facts that are costly to look up.
    Traits traits,
    /// `place.daylight`
    Sun sun,
    /// `place.near`
    Near near,
    /// `locale.tag` and `locale.language`
    Locale locale,
    /// `locale.region`
    Region region,
    /// `locale.languages`
    Languages languages,
    /// `page.path`
    Path path,
    /// `page.query.NAME`
    Query query,
    /// The parameters of the address, which sources are told by too.
    Search search,
    /// `page.referrer`
    Referrer referrer,
    /// `page.source`
    Source source,
    /// `page.topics`
    Topics topics,
    /// `device.viewport` …
    Device device,
    /// `visitor.visits` …
    Visits visits,
    /// Preferences and signals.
    Declared declared,
    /// Those that are texts or choices.
    DeclaredText declared_text,
    /// Those that are any text.
    DeclaredFree declared_free,
    /// Those that are lists.
    DeclaredList declared_list,
    /// `seen`, `clicked`, `dismissed` and `converted`
    Counts counts,
    /// `interest` and `rising`
    Interest interest,
    /// `rising`
    Rising rising,
    /// `visitor.usualPartOfDay`
    Habit habit,

    // Choosing.
    /// Rules.
    Rule rule,
    /// Rules that are more than sets of words and numbers held against fixed ones.
    Expression expression,
    /// Numbers held against fixed ones.
    Threshold threshold,
    /// Named rules.
    Audience audience,
    /// `==` and `!=`
    Equality equality,
    /// `<`, `<=`, `>` and `>=`
    Order order,
    /// `+ - * / %`
    Arithmetic arithmetic,
    /// `[…]`, `in` and items by their number.
    Collection collection,
    /// `?:`
    Branch branch,
    /// `contains`, `startsWith`, `endsWith`, `size`, `trim` …
    Function function,
    /// `matches`
    Pattern pattern,
    /// The whole of CEL.
    Cel cel,
    /// Boundaries of the clock at which an answer may change.
    Cut cut,
    /// Those among them that are days.
    CutDay cut_day,
    /// Moments at which a fact changes by itself.
    Ahead ahead,
    /// Schedules.
    Schedule schedule,
    /// Stretches of time, of schedules and of the calendar.
    Window window,
    /// Hours and days of each week.
    Weekly weekly,
    /// Caps, and arms of experiments.
    Limit limit,
    /// Caps.
    Cap cap,
    /// Caps that begin again with a month or a week.
    CapMonth cap_month,
    /// Caps that begin again with an hour.
    CapHour cap_hour,
    /// Caps of the last hours.
    CapRolling cap_rolling,
    /// Arms of experiments.
    Experiment experiment,
    /// Slots that learn which variant to show.
    Bandit bandit,
    /// Slots that learn in which chance chooses now and then.
    Floor floor,
    /// What counts once it was seen: arms of experiments, and what slots that learn show.
    Seen seen,
    /// With which probability a slot that learns shows what it does, and what speaks for it.
    Odds odds,
    /// What is drawn by chance, for a reader's unit.
    Unit unit,
    /// What this device measured.
    Report report,
    /// Lists.
    List list,
    /// Several languages.
    Language language,
    /// Slots whose changes are read out.
    Announce announce,
    /// Words that come by language, after the program.
    Split split,

    // Words.
    /// Values of variants beside their words.
    Typed typed,
    /// Words that are more than one text.
    Value value,
    /// Values that are written as they are.
    Plain plain,
    /// Options of numbers, dates and the like.
    Options options,
    /// `.match`
    Select select,
    /// `.match` by a text.
    SelectText wording,
    /// Plurals.
    Plural plural,
    /// Numbers as languages write them.
    Number number,
    /// Dates and times as languages write them.
    Time time,
    /// Lists in words, and how long from now.
    Phrase phrase,
    /// Numbers that are reckoned.
    Reckon reckon,
    /// Elements in words.
    Rich rich,
    /// Numbers and words as the platform writes them.
    Intl intl,
    /// Links, switches, classes and sources: places that take something else than words.
    Attribute attribute,

    // What a page can be asked.
    /// `decision.reasons` and `decision.facts`
    Reason reasons,
    /// `page.explain`
    Explain explain,
    /// `page.force`
    Force force,
    /// `page.observe`, and events of the page.
    Event events,
    /// Goals that are reached.
    Goal goals,
    /// Keeping and merging.
    Memory memory,
    /// Learning what interests the reader.
    Learn learn,
    /// When visits begin.
    VisitTimes visit_times,
    /// What is learned as sums, which are written as few lines.
    Fold fold,
    /// `page.insights`
    Insight insights,
    /// `page.export`
    Export export,
    /// `page.import`, and profiles that are handed in.
    Import import,
    /// Lists that rank their items.
    Rank rank,
}

impl Capability {
    /// The one with this name.
    #[cfg(feature = "compile")]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.name() == name)
    }

    /// Its bit.
    pub const fn bit(self) -> u128 {
        1 << self as u128
    }

    /// What only tools and pages that are built for their manifest have.
    pub const BUILT: u128 = Self::Bandit.bit() | Self::Rank.bit();

    /// What this build has.
    pub fn left() -> u128 {
        #[cfg(all(feature = "marks", target_arch = "wasm32"))]
        return u128::from(mark::left_high()) << 64 | u128::from(mark::left());
        #[cfg(not(all(feature = "marks", target_arch = "wasm32")))]
        return if cfg!(feature = "compile") {
            u128::MAX
        } else if cfg!(feature = "full") {
            !Self::BUILT
        } else {
            !(Self::BUILT | Self::Cel.bit())
        };
    }
}
