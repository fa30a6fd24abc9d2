//! The vocabulary: every name that rules and words may use, its type, and when its value changes by itself.

use crate::prelude::*;
use alloc::collections::BTreeMap;
use alloc::rc::Rc;

use super::Manifest;
use crate::context::clock::{PART_BEGINS, PARTS_OF_DAY, SEASONS, WEEKDAYS};
use crate::context::{COLOR_SCHEMES, POINTERS, VIEWPORTS};
use crate::decide::facts::{HEMISPHERES, UNKNOWN};
use crate::nearest::hint;
use crate::program::bytes::Span;
use crate::program::cuts::Cuts;
use crate::program::fact::{Fact, Name};
use crate::program::records::PreferenceKind;
use crate::rule::types::{Meaning, Scope, Type};
use crate::rule::value::Value;

/// The names without a variable part.
const FIXED: [(&str, Fact); 26] = [
    ("now", Fact::Now),
    ("now.minute", Fact::Minute),
    ("now.hour", Fact::Hour),
    ("now.weekday", Fact::Weekday),
    ("now.day", Fact::Day),
    ("now.month", Fact::Month),
    ("now.year", Fact::Year),
    ("now.date", Fact::Date),
    ("now.season", Fact::Season),
    ("now.partOfDay", Fact::PartOfDay),
    ("place.zone", Fact::Zone),
    ("place.hemisphere", Fact::Hemisphere),
    ("locale.tag", Fact::LocaleTag),
    ("locale.language", Fact::Language),
    ("locale.region", Fact::Region),
    ("locale.languages", Fact::Languages),
    ("page.path", Fact::Path),
    ("page.referrer", Fact::Referrer),
    ("device.viewport", Fact::Viewport),
    ("device.pointer", Fact::Pointer),
    ("device.colorScheme", Fact::ColorScheme),
    ("device.reducedMotion", Fact::ReducedMotion),
    ("device.saveData", Fact::SaveData),
    ("visitor.visits", Fact::Visits),
    ("visitor.daysAway", Fact::DaysAway),
    ("page.query", Fact::Query),
];

/// Campaign parameters as analytics tools write them into addresses.
const CAMPAIGN: [(&str, &str); 5] = [
    ("page.campaign.source", "utm_source"),
    ("page.campaign.medium", "utm_medium"),
    ("page.campaign.name", "utm_campaign"),
    ("page.campaign.term", "utm_term"),
    ("page.campaign.content", "utm_content"),
];

/// Time zones whose principal place lies south of the equator, from the coordinates of the IANA time zone database
/// (zone.tab, public domain; older names added). A slash at the end stands for everything below.
const SOUTHERN: &str = "Australia/ Antarctica/ America/Argentina/ Brazil/ Chile/ NZ NZ-CHAT \
Africa/Blantyre Africa/Brazzaville Africa/Bujumbura Africa/Dar_es_Salaam Africa/Gaborone Africa/Harare \
Africa/Johannesburg Africa/Kigali Africa/Kinshasa Africa/Luanda Africa/Lubumbashi Africa/Lusaka Africa/Maputo \
Africa/Maseru Africa/Mbabane Africa/Nairobi Africa/Windhoek America/Araguaina America/Asuncion America/Bahia \
America/Belem America/Buenos_Aires America/Campo_Grande America/Catamarca America/Cordoba America/Coyhaique \
America/Cuiaba America/Eirunepe America/Fortaleza America/Guayaquil America/Jujuy America/La_Paz America/Lima \
America/Maceio America/Manaus America/Mendoza America/Montevideo America/Noronha America/Porto_Acre \
America/Porto_Velho America/Punta_Arenas America/Recife America/Rio_Branco America/Rosario America/Santarem \
America/Santiago America/Sao_Paulo Asia/Dili Asia/Jakarta Asia/Jayapura Asia/Makassar Asia/Pontianak \
Asia/Ujung_Pandang Atlantic/South_Georgia Atlantic/St_Helena Atlantic/Stanley Indian/Antananarivo Indian/Chagos \
Indian/Christmas Indian/Cocos Indian/Comoro Indian/Kerguelen Indian/Mahe Indian/Mauritius Indian/Mayotte \
Indian/Reunion Pacific/Apia Pacific/Auckland Pacific/Bougainville Pacific/Chatham Pacific/Easter Pacific/Efate \
Pacific/Enderbury Pacific/Fakaofo Pacific/Fiji Pacific/Funafuti Pacific/Galapagos Pacific/Gambier \
Pacific/Guadalcanal Pacific/Kanton Pacific/Marquesas Pacific/Midway Pacific/Nauru Pacific/Niue Pacific/Norfolk \
Pacific/Noumea Pacific/Pago_Pago Pacific/Pitcairn Pacific/Port_Moresby Pacific/Rarotonga Pacific/Samoa \
Pacific/Tahiti Pacific/Tongatapu Pacific/Wallis US/Samoa";

/// Every text of a program, each kept once.
#[derive(Default)]
pub struct Texts {
    /// All of them, end to end.
    pub all: String,
    known: BTreeMap<String, Span>,
}

impl Texts {
    /// Where a text stands.
    pub fn place(&mut self, text: &str) -> Span {
        if let Some(span) = self.known.get(text) {
            return *span;
        }
        let span = Span { start: self.all.len() as u32, count: text.len() as u32 };
        self.all.push_str(text);
        self.known.insert(text.to_owned(), span);
        span
    }
}

/// The names of one program, numbered as they are first used.
pub struct Names<'m> {
    manifest: &'m Manifest,
    /// Where their texts go.
    pub texts: Texts,
    /// Those that were used, with what is known of them.
    pub used: Vec<Used>,
    /// Audiences that may be named here: those that have their number already.
    pub audiences: Vec<String>,
    /// The windows of each entry of the calendar.
    pub calendar: Vec<Span>,
}

/// A name that was used.
#[derive(Clone, Debug)]
pub struct Used {
    /// As the program keeps it.
    pub name: Name,
    /// Its path, as the site wrote it.
    pub path: String,
    /// Can it be missing, so that a sentence with it would have a hole?
    pub may_lack: bool,
}

impl<'m> Names<'m> {
    /// None used yet.
    pub fn new(manifest: &'m Manifest) -> Self {
        let (texts, used, audiences, calendar) = Default::default();
        Self { manifest, texts, used, audiences, calendar }
    }

    fn number(&mut self, fact: Fact, key: &str, path: &str, may_lack: bool) -> u32 {
        self.timed(fact, key, path, may_lack, Span::default())
    }

    fn timed(&mut self, fact: Fact, key: &str, path: &str, may_lack: bool, windows: Span) -> u32 {
        let name = Name { fact, key: self.texts.place(key), path: self.texts.place(path), windows };
        let same = |used: &Used| (used.name.fact, used.name.key, used.name.windows) == (fact, name.key, windows);
        let known = self.used.iter().position(same);
        known.unwrap_or_else(|| {
            self.used.push(Used { name, path: path.to_owned(), may_lack });
            self.used.len() - 1
        }) as u32
    }

    /// The fact that a number stands for.
    pub fn fact(&self, number: u32) -> Option<Fact> {
        self.used.get(number as usize).map(|used| used.name.fact)
    }

    fn preference(&mut self, path: &str, name: &str) -> Option<Meaning> {
        let preference = self.manifest.preferences.iter().find(|preference| preference.name == name)?;
        let ty = match preference.kind {
            PreferenceKind::Text => Type::Text,
            PreferenceKind::Number => Type::Double,
            PreferenceKind::Flag => Type::Bool,
            PreferenceKind::Choice => Type::Word(preference.values.iter().cloned().chain([String::new()]).collect()),
            PreferenceKind::List => Type::List(Rc::new(Type::Word(preference.values.clone().into()))),
        };
        let may_lack = preference.default.is_none();
        Some(Meaning::Name(self.number(Fact::Preference, name, path, may_lack), ty))
    }
}

impl Scope for Names<'_> {
    fn meaning(&mut self, path: &str) -> Option<Meaning> {
        if let Some(name) = path.strip_prefix("preference.") {
            return self.preference(path, name);
        }
        if let Some(name) = path.strip_prefix("audience.") {
            let number = self.audiences.iter().position(|known| known == name)?;
            return Some(Meaning::Audience(number as u32));
        }
        if let Some(name) = path.strip_prefix("calendar.") {
            let number = self.manifest.calendar.iter().position(|entry| entry.name == name)?;
            let windows = self.calendar.get(number).copied().unwrap_or_default();
            let countries = self.manifest.calendar.get(number).map_or("", |entry| &entry.countries);
            return Some(Meaning::Name(self.timed(Fact::Calendar, countries, path, false, windows), Type::Bool));
        }
        let query = path.strip_prefix("page.query.").filter(|key| !key.is_empty());
        let campaign = CAMPAIGN.iter().find(|(known, _)| *known == path).map(|(_, key)| *key);
        if let Some(key) = query.or(campaign) {
            return Some(Meaning::Name(self.number(Fact::Query, key, path, true), Type::Text));
        }
        match FIXED.iter().find(|(known, fact)| *known == path && *fact != Fact::Query) {
            Some((_, fact)) => {
                let key = if matches!(fact, Fact::Season | Fact::Hemisphere) { SOUTHERN } else { "" };
                let may_lack = matches!(
                    fact,
                    Fact::Zone | Fact::LocaleTag | Fact::Language | Fact::Region | Fact::Path | Fact::Referrer
                );
                Some(Meaning::Name(self.number(*fact, key, path, may_lack), type_of(*fact)))
            }
            None => {
                let group = format!("{path}.");
                self.known().iter().any(|name| name.starts_with(&group)).then_some(Meaning::Group)
            }
        }
    }

    fn counter(&mut self, function: &str, place: &str) -> Result<u32, String> {
        let (slot, variant) = place.split_once('/').map_or((place, None), |(slot, variant)| (slot, Some(variant)));
        let slots = &self.manifest.slots;
        let Some(found) = slots.iter().find(|known| known.name == slot) else {
            return Err(format!(
                "there is no slot “{slot}”{}",
                hint(slot, slots.iter().map(|slot| slot.name.as_str()))
            ));
        };
        let variants = || found.variants.iter().map(|variant| variant.name.as_str());
        if let Some(variant) = variant
            && !variants().any(|known| known == variant)
        {
            return Err(format!("the slot “{slot}” has no variant “{variant}”{}", hint(variant, variants())));
        }
        let fact = match function {
            "seen" => Fact::Seen,
            "clicked" => Fact::Clicked,
            _ => Fact::Dismissed,
        };
        Ok(self.number(fact, place, &format!("{function}('{place}')"), false))
    }

    fn known(&self) -> Vec<String> {
        let fixed = FIXED.iter().filter(|(_, fact)| *fact != Fact::Query).map(|(name, _)| (*name).to_owned());
        let campaign = CAMPAIGN.iter().map(|(name, _)| (*name).to_owned());
        let preferences = self.manifest.preferences.iter().map(|preference| format!("preference.{}", preference.name));
        let audiences = self.manifest.audiences.iter().map(|audience| format!("audience.{}", audience.name));
        let calendar = self.manifest.calendar.iter().map(|entry| format!("calendar.{}", entry.name));
        let open = ["page.query.NAME".to_owned()];
        fixed.chain(campaign).chain(preferences).chain(audiences).chain(calendar).chain(open).collect()
    }
}

fn words(words: &[&str]) -> Type {
    Type::Word(words.iter().map(|word| (*word).to_owned()).collect())
}

/// Words of the device can be unknown, which is the empty text.
fn words_or_none(known: &[&str]) -> Type {
    words(&[known, &[""]].concat())
}

fn type_of(fact: Fact) -> Type {
    match fact {
        Fact::Now => Type::Instant,
        Fact::Minute | Fact::Hour | Fact::Day | Fact::Month | Fact::Year | Fact::Visits | Fact::DaysAway => Type::Int,
        Fact::Seen | Fact::Clicked | Fact::Dismissed => Type::Int,
        Fact::Weekday => words(&WEEKDAYS),
        Fact::Season => words(&SEASONS),
        Fact::PartOfDay => words(&PARTS_OF_DAY),
        Fact::Hemisphere => words(&HEMISPHERES),
        Fact::Viewport => words_or_none(&VIEWPORTS),
        Fact::Pointer => words_or_none(&POINTERS),
        Fact::ColorScheme => words_or_none(&COLOR_SCHEMES),
        Fact::ReducedMotion | Fact::SaveData | Fact::Calendar => Type::Bool,
        Fact::Languages => Type::List(Rc::new(Type::Text)),
        Fact::Date | Fact::Zone | Fact::LocaleTag | Fact::Language | Fact::Region => Type::Text,
        Fact::Path | Fact::Query | Fact::Referrer | Fact::Preference => Type::Text,
    }
}

/// The ordinals that a fact can have, each with its value, where the set is closed.
pub fn closed(fact: Fact) -> Option<Vec<(u8, Value)>> {
    let numbers =
        |range: core::ops::Range<u8>| Some(range.map(|number| (number, Value::Int(i64::from(number)))).collect());
    let words = |words: &[&str], unknown: bool| {
        let known = (0u8..).zip(words.iter()).map(|(place, word)| (place, Value::text(word)));
        Some(known.chain(unknown.then(|| (UNKNOWN, Value::text("")))).collect())
    };
    match fact {
        Fact::Minute => numbers(0..60),
        Fact::Hour => numbers(0..24),
        Fact::Day => numbers(1..32),
        Fact::Month => numbers(1..13),
        Fact::Weekday => words(&WEEKDAYS, false),
        Fact::Season => words(&SEASONS, false),
        Fact::PartOfDay => words(&PARTS_OF_DAY, false),
        Fact::Hemisphere => words(&HEMISPHERES, false),
        Fact::Viewport => words(&VIEWPORTS, true),
        Fact::Pointer => words(&POINTERS, true),
        Fact::ColorScheme => words(&COLOR_SCHEMES, true),
        Fact::ReducedMotion | Fact::SaveData => Some(vec![(0, Value::Bool(false)), (1, Value::Bool(true))]),
        _ => None,
    }
}

/// Does a fact know a moment of its own at which it changes? Those of the clock change at its boundaries instead.
pub fn is_timed(fact: Fact) -> bool {
    matches!(fact, Fact::Calendar)
}

/// When the value of a fact changes by itself; with a mask, only the changes that enter or leave the set count.
pub fn cuts(fact: Fact, mask: Option<u64>) -> Cuts {
    // Bit n of the result: n and what comes before n differ in the set.
    let edges = |first: u32, last: u32| {
        (first..=last)
            .filter(|place| {
                let before = if *place == first { last } else { place - 1 };
                mask.is_none_or(|mask| mask >> place & 1 != mask >> before & 1)
            })
            .fold(0u64, |edges, place| edges | 1 << place)
    };
    let none = Cuts::default();
    match fact {
        Fact::Minute => Cuts { minute: edges(0, 59), ..none },
        Fact::Hour => Cuts { hour: edges(0, 23) as u32, ..none },
        Fact::Weekday => Cuts { weekday: edges(0, 6) as u8, ..none },
        Fact::Day => Cuts { day: day_edges(mask), ..none },
        Fact::Month => Cuts { month: edges(1, 12) as u32, ..none },
        Fact::Year => Cuts { month: 1 << 1, ..none },
        Fact::Date | Fact::DaysAway => Cuts { daily: true, ..none },
        Fact::PartOfDay => {
            let edges = edges(0, 3);
            let begins = PART_BEGINS.iter().skip(1).filter(|(_, part)| edges >> part & 1 == 1);
            Cuts { hour: begins.fold(0, |hours, (hour, _)| hours | 1 << hour), ..none }
        }
        Fact::Season => Cuts { month: 1 << 3 | 1 << 6 | 1 << 9 | 1 << 12, ..none },
        _ => none,
    }
}

/// The day before the first is the 28th, 29th, 30th or 31st.
fn day_edges(mask: Option<u64>) -> u32 {
    let Some(mask) = mask else {
        return u32::MAX << 1;
    };
    let bit = |day: u32| mask >> day & 1;
    let inner = (2..=31).filter(|day| bit(*day) != bit(day - 1)).fold(0u32, |edges, day| edges | 1 << day);
    inner | u32::from((28..=31).any(|last| bit(last) != bit(1))) << 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_edges_of_an_evening() {
        let evening = (18..24).chain(0..5).fold(0u64, |mask, hour| mask | 1 << hour);
        assert_eq!(cuts(Fact::Hour, Some(evening)).hour, 1 << 18 | 1 << 5);
        assert_eq!(cuts(Fact::Hour, Some(0)).hour, 0);
        assert_eq!(cuts(Fact::Hour, None).hour, (1 << 24) - 1);
    }

    #[test]
    fn the_night_ends_with_the_morning() {
        assert_eq!(cuts(Fact::PartOfDay, Some(1)).hour, 1 << 22 | 1 << 5);
    }
}
