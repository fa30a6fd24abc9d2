//! The vocabulary: every name that rules and words may use, its type, and when its value changes by itself.

use crate::error::{count, say};
use crate::prelude::*;
use alloc::rc::Rc;

use super::hosts::CLASSES;
use super::places;
use super::schedule::{self, Written};
use super::vocabulary::{closed, type_of};
use super::{Manifest, Places};
use crate::context::near::Circle;
use crate::decide::facts::UNKNOWN;
use crate::limits;
use crate::nearest::hint;
use crate::profile::cut;
use crate::program::bytes::Span;
use crate::program::fact::{Fact, Name};
use crate::program::records::PreferenceKind;
use crate::rule::fold::Known;
use crate::rule::platform::Platform;
use crate::rule::types::{Argument, Meaning, Scope, Type};
use crate::value::Value;

/// The names without a variable part.
const FIXED: [(&str, Fact); 38] = [
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
    ("visitor.usualPartOfDay", Fact::UsualPart),
    ("page.query", Fact::Query),
    ("page.topics", Fact::Topics),
    ("page.source", Fact::Source),
    ("device.contrast", Fact::Contrast),
    ("device.connection", Fact::Connection),
    ("place.country", Fact::Country),
    ("place.continent", Fact::Continent),
    ("place.region", Fact::Subregion),
    ("place.daylight", Fact::Daylight),
    ("now.weekend", Fact::Weekend),
    ("now.week", Fact::Week),
    ("visitor.daysSinceFirst", Fact::DaysSinceFirst),
];

/// Campaign parameters as analytics tools write them into addresses.
const CAMPAIGN: [(&str, &str); 5] = [
    ("page.campaign.source", "utm_source"),
    ("page.campaign.medium", "utm_medium"),
    ("page.campaign.name", "utm_campaign"),
    ("page.campaign.term", "utm_term"),
    ("page.campaign.content", "utm_content"),
];

/// Every text of a program, each kept once.
#[derive(Default)]
pub struct Texts {
    /// All of them, end to end.
    pub all: String,
    known: Places,
}

impl Texts {
    /// Where a text stands.
    pub fn place(&mut self, text: &str) -> Span {
        let start = self.known.get(text).copied().unwrap_or_else(|| {
            let start = self.all.len() as u32;
            self.all.push_str(text);
            self.known.insert(text.to_owned(), start);
            start
        });
        Span { start, count: text.len() as u32 }
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
    /// The platform.
    pub services: &'m dyn Platform,
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
    /// The words that rules ask for.
    pub words: Vec<String>,
    /// Is its value itself wanted, and not only whether it is one of those words?
    pub valued: bool,
    /// Its type.
    pub ty: Type,
    /// Of `place.near(…)`.
    pub circle: Option<Circle>,
}

impl<'m> Names<'m> {
    /// None used yet.
    pub fn new(manifest: &'m Manifest, services: &'m dyn Platform) -> Self {
        let (texts, used, audiences, calendar) = Default::default();
        Self { manifest, texts, used, audiences, calendar, services }
    }

    /// The number of a name.
    pub(super) fn number(&mut self, fact: Fact, key: &str, path: &str, may_lack: bool, ty: &Type) -> u32 {
        let key = self.texts.place(key);
        self.keyed(fact, key, path, may_lack, ty)
    }

    fn keyed(&mut self, fact: Fact, key: Span, path: &str, may_lack: bool, ty: &Type) -> u32 {
        let (words, windows) = Default::default();
        let name = Name { fact, key, path: self.texts.place(path), words, windows };
        self.named(name, path, may_lack, ty)
    }

    fn named(&mut self, name: Name, path: &str, may_lack: bool, ty: &Type) -> u32 {
        let same =
            |used: &Used| (used.name.fact, used.name.key, used.name.windows) == (name.fact, name.key, name.windows);
        let known = self.used.iter().position(same);
        known.unwrap_or_else(|| {
            let (path, ty) = (path.to_owned(), ty.clone());
            self.used.push(Used { name, path, may_lack, words: Vec::new(), valued: false, ty, circle: None });
            self.used.len() - 1
        }) as u32
    }

    /// The fact that a number stands for.
    pub fn fact(&self, number: u32) -> Option<Fact> {
        self.used.get(number as usize).map(|used| used.name.fact)
    }

    /// The variant whose views a name counts, as `SLOT/VARIANT`; none where it counts anything else.
    pub(super) fn seen(&self, number: u32) -> Option<String> {
        let used = self.used.get(number as usize).filter(|used| used.name.fact == Fact::Seen)?;
        self.texts.all.get(used.name.key.start as usize..)?.get(..used.name.key.count as usize).map(str::to_owned)
    }

    /// Is this a goal?
    ///
    /// # Errors
    /// A sentence, when it is none.
    pub fn goal(&self, name: &str) -> Result<(), String> {
        let goals = || self.manifest.goals.iter().map(String::as_str);
        if goals().any(|known| known == name) {
            return Ok(());
        }
        Err(say("there is no goal “{}”{}", &[cut(name, limits::NAME_BYTES), &hint(name, goals())]))
    }

    /// A preference or a signal; the key of both is their number among the preferences and, after them, the signals.
    fn declared(&mut self, fact: Fact, path: &str, name: &str) -> Option<Meaning> {
        let Manifest { preferences, signals, .. } = self.manifest;
        let (all, before) = if fact == Fact::Signal { (signals, preferences.len()) } else { (preferences, 0) };
        let number = all.iter().position(|preference| preference.name == name)?;
        let preference = all.get(number)?;
        let ty = match preference.kind {
            PreferenceKind::Text => Type::Text,
            PreferenceKind::Number => Type::Double,
            PreferenceKind::Flag => Type::Bool,
            PreferenceKind::Choice => Type::Word(preference.values.iter().cloned().chain([String::new()]).collect()),
            PreferenceKind::List if preference.values.is_empty() => Type::List(Rc::new(Type::Text)),
            PreferenceKind::List => Type::List(Rc::new(Type::Word(preference.values.clone().into()))),
        };
        // An empty default would leave the very hole that a default is there to fill.
        let empty = |default: &Value| matches!(default, Value::Text(text) if text.is_empty());
        let may_lack = preference.default.as_ref().is_none_or(empty);
        let key = Span { start: (before + number) as u32, count: 0 };
        Some(Meaning::Name(self.keyed(fact, key, path, may_lack, &ty), ty))
    }
}

impl Scope for Names<'_> {
    fn meaning(&mut self, path: &str) -> Option<Meaning> {
        if let Some(name) = path.strip_prefix("preference.") {
            return self.declared(Fact::Preference, path, name);
        }
        if let Some(name) = path.strip_prefix("signal.") {
            return self.declared(Fact::Signal, path, name);
        }
        if let Some(name) = path.strip_prefix("audience.") {
            let number = self.audiences.iter().position(|known| known == name)?;
            return Some(Meaning::Audience(number as u32));
        }
        if let Some(name) = path.strip_prefix("calendar.") {
            let number = self.manifest.calendar.iter().position(|entry| entry.name == name)?;
            let windows = self.calendar.get(number).copied().unwrap_or_default();
            let countries = self.manifest.calendar.get(number).map_or("", |entry| &entry.countries);
            // Where it counts only in some countries, the key lists their zones.
            let countries: Vec<String> =
                countries.split(' ').filter(|code| !code.is_empty()).map(str::to_owned).collect();
            let zones =
                if countries.is_empty() { String::new() } else { places::table(Fact::Country, Some(&countries)) };
            let (key, path_span) = (self.texts.place(&zones), self.texts.place(path));
            let name = Name { fact: Fact::Calendar, key, path: path_span, words: Span::default(), windows };
            return Some(Meaning::Name(self.named(name, path, false, &Type::Bool), Type::Bool));
        }
        let query = path.strip_prefix("page.query.").filter(|key| !key.is_empty());
        let campaign = CAMPAIGN.iter().find(|(known, _)| *known == path).map(|(_, key)| *key);
        if let Some(key) = query.or(campaign) {
            return Some(Meaning::Name(self.number(Fact::Query, key, path, true, &Type::Text), Type::Text));
        }
        match FIXED.iter().find(|(known, fact)| *known == path && *fact != Fact::Query) {
            Some((_, fact)) => {
                let key = if *fact == Fact::Source { CLASSES } else { "" };
                let may_lack = matches!(
                    fact,
                    Fact::Zone
                        | Fact::LocaleTag
                        | Fact::Language
                        | Fact::Region
                        | Fact::Path
                        | Fact::Referrer
                        | Fact::Country
                        | Fact::Continent
                        | Fact::Subregion
                        | Fact::Daylight
                        | Fact::UsualPart
                );
                let ty = type_of(*fact);
                Some(Meaning::Name(self.number(*fact, key, path, may_lack, &ty), ty))
            }
            None => {
                let group = say("{}.", &[path]);
                self.known().iter().any(|name| name.starts_with(&group)).then_some(Meaning::Group)
            }
        }
    }

    fn function(&mut self, name: &str, arguments: &[Argument]) -> Option<Result<(u32, Type), (usize, String)>> {
        let text = match arguments {
            [Argument::Text(text)] => Some(text.as_str()),
            _ => None,
        };
        let number = match name {
            "interest" | "rising" => match text {
                // Nothing is learned of it.
                Some(topic) if topic.is_empty() || topic.len() > limits::TOPIC => {
                    Err(say("a topic has 1 to {} bytes", &[&count(limits::TOPIC)]))
                }
                Some(topic) => {
                    let (fact, ty) =
                        if name == "rising" { (Fact::Rising, Type::Bool) } else { (Fact::Interest, Type::Double) };
                    let path = say("{}('{}')", &[name, topic]);
                    return Some(Ok((self.number(fact, topic, &path, false, &ty), ty)));
                }
                None => Err(say("“{}” takes one text: 'TOPIC'", &[name])),
            },
            "seen" | "clicked" | "dismissed" | "converted" => match text {
                Some(place) => self.counter(name, place),
                None if name == "converted" => Err("“converted” takes one text: 'GOAL'".to_owned()),
                None => Err(say("“{}” takes one text: 'SLOT' or 'SLOT/VARIANT'", &[name])),
            },
            "now.daysUntil" | "now.daysSince" => match text.map(schedule::parse) {
                Some(Some(Written::Day(day))) => {
                    let fact = if name == "now.daysUntil" { Fact::DaysUntil } else { Fact::DaysSince };
                    let path = say("{}('{}')", &[name, text.unwrap_or_default()]);
                    Ok(self.keyed(fact, Span { start: day as u32, count: 0 }, &path, false, &Type::Int))
                }
                _ => Err(say("“{}” takes one date, such as '2026-12-24'", &[name])),
            },
            "place.near" => {
                let number = match arguments {
                    [Argument::Number(latitude), Argument::Number(longitude), Argument::Number(km)] => {
                        self.near(*latitude, *longitude, *km)
                    }
                    _ => Err("“place.near” takes a latitude, a longitude and kilometres".to_owned()),
                };
                return Some(number.map(|number| (number, Type::Bool)).map_err(|message| (0, message)));
            }
            _ => return None,
        };
        // What takes something else altogether is wrong as a whole.
        let place = if text.is_some() { 0 } else { usize::MAX };
        Some(number.map(|number| (number, Type::Int)).map_err(|message| (place, message)))
    }

    fn functions(&self) -> &'static [&'static str] {
        &FUNCTIONS
    }

    fn known(&self) -> Vec<String> {
        let mut known = Vec::new();
        let mut add = |group: &str, name: &str| known.push(group.to_owned() + name);
        FIXED.iter().filter(|(_, fact)| *fact != Fact::Query).for_each(|(name, _)| add(name, ""));
        CAMPAIGN.iter().for_each(|(name, _)| add(name, ""));
        self.manifest.preferences.iter().for_each(|preference| add("preference.", &preference.name));
        self.manifest.signals.iter().for_each(|signal| add("signal.", &signal.name));
        self.manifest.calendar.iter().for_each(|entry| add("calendar.", &entry.name));
        self.manifest.audiences.iter().for_each(|audience| add("audience.", &audience.name));
        add("page.query.", "NAME");
        known
    }

    fn platform(&self) -> &dyn Platform {
        self.services
    }
}

/// Functions of the site.
const FUNCTIONS: [&str; 10] = [
    "interest",
    "rising",
    "seen",
    "clicked",
    "dismissed",
    "converted",
    "now.daysUntil",
    "now.daysSince",
    "place.near",
    "page.at",
];

/// The most words that can be asked of one name: what is left of 64 bits is any other text.
const WORDS: usize = 62;

impl Known for Names<'_> {
    fn members(&self, name: u32) -> Option<Vec<(u8, Value)>> {
        closed(self.fact(name)?)
    }

    fn words(&mut self, name: u32, asked: &[&str]) -> Option<Vec<(u8, Value)>> {
        let used = self.used.get_mut(name as usize)?;
        let is_text = |ty: &Type| matches!(ty, Type::Text | Type::Word(_));
        if !(is_text(&used.ty) || matches!(&used.ty, Type::List(inner) if is_text(inner))) {
            return None;
        }
        for word in asked {
            if !used.words.iter().any(|known| known == word) {
                used.words.push((*word).to_owned());
            }
        }
        let known = (0u8..).zip(&used.words).map(|(place, word)| (place, Value::text(word)));
        // No text of the site has this character.
        let other = (UNKNOWN, Value::text("\u{0}"));
        (used.words.len() <= WORDS).then(|| known.chain([other]).collect())
    }

    fn is_list(&self, name: u32) -> bool {
        self.used.get(name as usize).is_some_and(|used| used.ty.is_list())
    }

    fn is_now(&self, name: u32) -> bool {
        self.fact(name) == Some(Fact::Now)
    }
}

impl Names<'_> {
    /// The number of the count that `seen('hero')` and its like stand for.
    fn counter(&mut self, function: &str, place: &str) -> Result<u32, String> {
        let path = say("{}('{}')", &[function, place]);
        if function == "converted" {
            self.goal(place)?;
            return Ok(self.number(Fact::Converted, place, &path, false, &Type::Int));
        }
        let (slot, variant) = place.split_once('/').map_or((place, None), |(slot, variant)| (slot, Some(variant)));
        let slots = &self.manifest.slots;
        let Some(found) = slots.iter().find(|known| known.name == slot) else {
            return Err(say(
                "there is no slot “{}”{}",
                &[slot, &hint(slot, slots.iter().map(|slot| slot.name.as_str()))],
            ));
        };
        let variants = || found.variants.iter().map(|variant| variant.name.as_str());
        if let Some(variant) = variant
            && !variants().any(|known| known == variant)
        {
            return Err(say("the slot “{}” has no variant “{}”{}", &[slot, variant, &hint(variant, variants())]));
        }
        let fact = match function {
            "seen" => Fact::Seen,
            "clicked" => Fact::Clicked,
            _ => Fact::Dismissed,
        };
        Ok(self.number(fact, place, &path, false, &Type::Int))
    }
}
