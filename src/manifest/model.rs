//! The manifest as types: every shape is right, and no name is resolved yet.

use super::report::OwnedPlace;
use super::time::schedule::Schedule;
use crate::prelude::*;
use crate::profile::EventKind;
use crate::program::records::{PreferenceKind, Since};
use crate::value::Value;

/// A whole manifest.
#[derive(Clone, Debug, Default)]
pub struct Manifest {
    /// The languages; the first is the fallback.
    pub locales: Vec<String>,
    /// The places of the languages.
    pub locale_places: Vec<OwnedPlace>,
    /// Do the reader's languages come before that of the page?
    pub reader_first: bool,
    /// How long a page waits for the module, in milliseconds.
    pub budget: u32,
    /// For how many days something is remembered.
    pub days: i64,
    /// The preferences that the reader may declare.
    pub preferences: Vec<Preference>,
    /// The signals that the page may give at any time.
    pub signals: Vec<Preference>,
    /// Named stretches of time.
    pub calendar: Vec<CalendarEntry>,
    /// Named rules.
    pub audiences: Vec<Audience>,
    /// The names of the goals that readers may reach.
    pub goals: Vec<String>,
    /// The caps that several variants share.
    pub caps: Vec<SharedCap>,
    /// The catalogues that lists choose from.
    pub catalogs: Vec<Catalog>,
    /// The slots of the page.
    pub slots: Vec<Slot>,
    /// The experiments.
    pub experiments: Vec<Experiment>,
}

/// An experiment: variants of a slot that are shown by chance.
#[derive(Clone, Debug)]
pub struct Experiment {
    /// Its name.
    pub name: String,
    /// Its place in the manifest.
    pub place: OwnedPlace,
    /// The name of its slot.
    pub slot: Source,
    /// Its arms, in the site's order.
    pub arms: Vec<Arm>,
    /// The rule that has to hold.
    pub when: Option<Source>,
    /// When it runs; empty means always.
    pub schedule: Vec<Schedule>,
    /// The share of units that take part; in a layer the share of it.
    pub traffic: f64,
    /// The layer in which it meets no other.
    pub layer: Option<Layer>,
    /// The share of readers who are held out of all experiments.
    pub holdout: f64,
    /// The kind of unit, as in [`crate::program::draws::Draws`].
    pub unit: u32,
    /// What is hashed besides the unit.
    pub seed: String,
    /// The version of the hash.
    pub version: u32,
}

/// An arm of an experiment.
#[derive(Clone, Debug)]
pub struct Arm {
    /// The name of its variant, or of the item.
    pub name: String,
    /// Its place in the manifest.
    pub place: OwnedPlace,
    /// The ranges of buckets that it has.
    pub ranges: Vec<Buckets>,
}

/// A range of buckets: the first, and the first after it.
pub type Buckets = (u32, u32);

/// The part of a layer that an experiment has.
#[derive(Clone, Debug)]
pub struct Layer {
    /// The name of the layer.
    pub name: String,
    /// Its place in the manifest.
    pub place: OwnedPlace,
    /// Its part; without one it follows those before it.
    pub part: Option<Buckets>,
}

/// A preference that the reader may declare, or a signal that the page may give.
#[derive(Clone, Debug)]
pub struct Preference {
    /// Its name.
    pub name: String,
    /// The kind of its value.
    pub kind: PreferenceKind,
    /// The allowed values of a choice or a list; a signal that is a list without values takes any.
    pub values: Vec<String>,
    /// Its value while nothing is declared.
    pub default: Option<Value>,
}

/// An entry of the calendar.
#[derive(Clone, Debug)]
pub struct CalendarEntry {
    /// Its name.
    pub name: String,
    /// When it is on.
    pub schedule: Schedule,
    /// The countries in which it counts, with spaces between them; empty if it counts everywhere.
    pub countries: String,
}

/// A text of the manifest together with its place.
#[derive(Clone, Debug)]
pub struct Source {
    /// The text.
    pub text: String,
    /// Its place.
    pub place: OwnedPlace,
}

/// A named rule.
#[derive(Clone, Debug)]
pub struct Audience {
    /// Its name.
    pub name: String,
    /// Its rule.
    pub rule: Source,
}

/// A slot of the page.
#[derive(Clone, Debug)]
pub struct Slot {
    /// Its name.
    pub name: String,
    /// Its place in the manifest.
    pub place: OwnedPlace,
    /// Its variants in the site's order, the default moved to the end.
    pub variants: Vec<Variant>,
    /// The bits of its permissions, as in [`crate::program::records::Slot`].
    pub permissions: u32,
    /// How it learns which variant to show.
    pub bandit: Option<Bandit>,
    /// For a list: the number of its catalogue, whose items are its variants then, and how many of them it shows.
    pub list: Option<(usize, u32)>,
    /// For a list that ranks: how.
    pub rank: Option<Rank>,
}

/// How a list ranks.
#[derive(Clone, Debug)]
pub struct Rank {
    /// Its place in the manifest.
    pub place: OwnedPlace,
    /// Where its vectors are, and their hash.
    pub vectors: Option<String>,
    /// How much items that are alike stay apart.
    pub diversity: f64,
    /// How much the list follows the reader's own mix.
    pub calibration: f64,
    /// At how many places new items stand at the least, and for how many days an item is new.
    pub fresh: (u32, u32),
    /// The least number of places of owners.
    pub owners: Vec<(String, u32)>,
}

/// What a list that ranks knows of an item.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Listing {
    /// What the site adds to its relevance.
    pub boost: f64,
    /// When it was published.
    pub published: Option<i64>,
    /// Whose it is; empty where it does not say.
    pub owner: String,
}

/// How a slot learns which variant to show.
#[derive(Clone, Debug)]
pub struct Bandit {
    /// Its place in the manifest.
    pub place: OwnedPlace,
    /// The goal that is a success; without one it is a click.
    pub goal: Option<Source>,
    /// What it learns by.
    pub features: Vec<Feature>,
    /// The share of views in which chance decides.
    pub floor: f64,
    /// What is known beforehand.
    pub prior: Option<Prior>,
}

/// A feature, as the site wrote it.
#[derive(Clone, Debug)]
pub struct Feature {
    /// A fact or a rule.
    pub source: Source,
    /// From where to where a number goes.
    pub range: Option<(f64, f64)>,
}

/// What is known of a slot beforehand.
#[derive(Clone, Debug)]
pub struct Prior {
    /// Its place in the manifest.
    pub place: OwnedPlace,
    /// How much what happens differs from what is to be expected, as a standard deviation.
    pub noise: f64,
    /// The checksum of the features.
    pub form: u32,
    /// The weights of variants.
    pub variants: Vec<PriorVariant>,
}

/// What is known beforehand of the weights of a variant.
#[derive(Clone, Debug)]
pub struct PriorVariant {
    /// Its name.
    pub name: String,
    /// Its place in the manifest.
    pub place: OwnedPlace,
    /// Their means, and the factor of their precision.
    pub numbers: Vec<f64>,
}

/// A catalogue that lists choose from.
#[derive(Clone, Debug)]
pub struct Catalog {
    /// Its name.
    pub name: String,
    /// Its place in the manifest.
    pub place: OwnedPlace,
    /// Its items: variants that are named by their ids.
    pub items: Vec<Variant>,
}

/// One way to fill a slot.
#[derive(Clone, Debug)]
pub struct Variant {
    /// Its name.
    pub name: String,
    /// The rule that has to hold.
    pub when: Option<Source>,
    /// When it may be shown; empty means always.
    pub schedule: Vec<Schedule>,
    /// The limits on how often it is shown.
    pub limits: Vec<Limit>,
    /// The names of the caps that it shares with others.
    pub shares: Vec<Source>,
    /// Its fields.
    pub fields: Vec<Field>,
    /// Its topics.
    pub topics: Vec<String>,
    /// What is said of its make, so that what is learned of one helps others.
    pub tags: Vec<String>,
    /// Its value, for programs.
    pub value: Option<Data>,
    /// Of an item, what lists rank by.
    pub listing: Listing,
}

/// A value for programs.
#[derive(Clone, Debug)]
pub struct Data {
    /// JSON text.
    pub text: String,
    /// What it is, as a part of a sentence.
    pub kind: &'static str,
    /// Its place.
    pub place: OwnedPlace,
}

/// A limit: a variant is no longer shown once something happened often enough.
#[derive(Clone, Debug)]
pub struct Limit {
    /// The kind of event that is counted.
    pub kind: EventKind,
    /// The goal that has to be reached; without one, events of the variant itself are counted.
    pub goal: Option<Source>,
    /// How often; after a dismissal, for how many days.
    pub count: u32,
    /// Since when events are counted.
    pub since: Since,
}

/// A cap that several variants share: views of all of them count.
#[derive(Clone, Debug)]
pub struct SharedCap {
    /// Its name.
    pub name: String,
    /// Its place in the manifest.
    pub place: OwnedPlace,
    /// Its limits.
    pub limits: Vec<Limit>,
}

/// A named text of a variant.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// The bits of its kind, as in [`crate::program::records::Field`]. Whether it has placeholders is found out later.
    pub kind: u32,
    /// Its place.
    pub place: OwnedPlace,
    /// Does it say each of its languages, and not one text for all of them?
    pub is_localized: bool,
    /// The words in each locale.
    pub words: Vec<Option<Source>>,
}
