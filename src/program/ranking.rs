//! What a list ranks by, as it stands at the end of a program's constants.

use super::records::Slot;
use super::settings::Settings;
#[cfg(feature = "compile")]
use crate::prelude::*;
use crate::value::Value;

const NUMBER: usize = 0;
const DIVERSITY: usize = 1;
const CALIBRATION: usize = 2;
const FRESH: usize = 3;
const LIFE: usize = 4;
/// The place of the names of items, and behind them of owners, among the choices of the program.
const NAMES: usize = 5;
/// Numbers of items: three for each.
const ITEMS: usize = 6;
/// The least number of places of each owner.
const PLACES: usize = 7;
/// The lists of the same catalogue.
const LISTS: usize = 8;
const VECTORS: usize = 9;

impl Slot {
    /// It is a list that ranks its items for each reader.
    pub const RANKS: u32 = 64;

    /// Does it rank its items?
    pub fn ranks(&self) -> bool {
        self.may & Self::RANKS != 0
    }
}

/// How one list ranks.
#[derive(Clone, Copy, Debug)]
pub struct Ranks<'a> {
    parts: &'a [Value],
}

impl<'a> Settings<'a> {
    /// How the list with this number ranks.
    pub fn ranks(self, slot: usize) -> Option<Ranks<'a>> {
        let all = list(self.constants.last());
        let mut ranks = all.iter().map(|one| Ranks { parts: list(Some(one)) });
        ranks.find(|ranks| double(ranks.parts, NUMBER) as usize == slot)
    }
}

fn list(value: Option<&Value>) -> &[Value] {
    match value {
        Some(Value::List(values)) => values,
        _ => &[],
    }
}

#[inline(never)]
fn double(values: &[Value], place: usize) -> f64 {
    match values.get(place) {
        Some(Value::Double(number)) => *number,
        _ => 0.0,
    }
}

fn text(values: &[Value], place: usize) -> &str {
    match values.get(place) {
        Some(Value::Text(text)) => text,
        _ => "",
    }
}

impl<'a> Ranks<'a> {
    /// How much items that are alike stay apart.
    pub fn diversity(self) -> f64 {
        double(self.parts, DIVERSITY)
    }

    /// How much the list follows the reader's own mix of topics.
    pub fn calibration(self) -> f64 {
        double(self.parts, CALIBRATION)
    }

    /// At how many places new items stand at the least.
    pub fn fresh(self) -> usize {
        double(self.parts, FRESH) as usize
    }

    /// For how many milliseconds an item is new.
    pub fn life(self) -> f64 {
        double(self.parts, LIFE)
    }

    /// Where its vectors are; empty where it has none.
    pub fn vectors(self) -> &'a str {
        text(self.parts, VECTORS)
    }

    /// Does this list show items of the same catalogue?
    pub fn has_list(self, name: &str) -> bool {
        let lists = list(self.parts.get(LISTS));
        (0..lists.len()).any(|place| text(lists, place) == name)
    }

    /// The least number of places of an owner; `None`: there is no such owner.
    pub fn places(self, owner: usize) -> Option<usize> {
        let places = list(self.parts.get(PLACES));
        places.get(owner).map(|_| double(places, owner) as usize)
    }

    /// Where the names of items, and behind them of owners, stand among the choices of the program.
    pub fn names(self) -> u32 {
        double(self.parts, NAMES) as u32
    }

    /// Of an item what the site adds to its relevance, when it was published (long ago where it does not say), and the number of its owner
    /// plus one (0 where it has none).
    pub fn item(self, item: usize) -> [f64; 3] {
        let items = list(self.parts.get(ITEMS));
        [0, 1, 2].map(|place| double(items, 3 * item + place))
    }
}

/// How a list ranks, as it is written: see [`Ranks`].
#[cfg(feature = "compile")]
#[derive(Clone, Debug)]
pub struct Written {
    /// The number of the list, its diversity, its calibration, the places of new items, for how long they are new, and where names stand.
    pub numbers: [f64; 6],
    /// Of each item three numbers.
    pub items: Vec<f64>,
    /// The least number of places of each owner.
    pub places: Vec<f64>,
    /// The lists of the same catalogue.
    pub lists: Vec<String>,
    /// Where its vectors are.
    pub vectors: Option<String>,
}

#[cfg(feature = "compile")]
impl Written {
    /// The value that a program keeps.
    pub fn value(&self) -> Value {
        let doubles = |all: &[f64]| all.iter().map(|number| Value::Double(*number)).collect::<Vec<_>>();
        let texts = |all: &[String]| Value::List(all.iter().map(|text| Value::text(text)).collect());
        let mut parts = doubles(&self.numbers);
        parts.push(Value::List(doubles(&self.items).into()));
        parts.push(Value::List(doubles(&self.places).into()));
        parts.push(texts(&self.lists));
        parts.extend(self.vectors.as_ref().map(|vectors| Value::text(vectors)));
        Value::List(parts.into())
    }
}
