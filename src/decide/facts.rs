//! What is true, name by name: the context and the profile as the program's rules and words read them.

use crate::prelude::*;
use alloc::rc::Rc;

use super::schedule;
use crate::context::clock::{Clock, PARTS_OF_DAY, SEASONS, WEEKDAYS};
use crate::context::{COLOR_SCHEMES, Context, POINTERS, VIEWPORTS, locale};
use crate::message::digits::push_number;
use crate::profile::{Happening, Profile};
use crate::program::Program;
use crate::program::fact::{Fact, Name};
use crate::rule::eval::Sight;
use crate::rule::value::Value;

/// The value of every name that the program reads, taken once for all slots.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    values: Vec<Value>,
    ordinals: Vec<Option<u8>>,
    present: Vec<bool>,
    untils: Vec<Option<i64>>,
    /// The manifest's locales, best for this reader first.
    pub locales: Vec<usize>,
    /// The moment, in milliseconds since 1970.
    pub now: i64,
    /// The reader's zone.
    pub zone: Rc<str>,
}

/// One fact: its value, its place in a closed set if it has one, and whether it is there at all.
struct Found {
    value: Value,
    ordinal: Option<u8>,
    present: bool,
    /// The next moment at which it may change by itself, where no clock boundary tells.
    until: Option<i64>,
}

impl Facts {
    /// Looks up every name of the program.
    pub fn of(program: &Program, context: &Context, profile: &Profile) -> Self {
        let clock = Clock::new(&context.zone, context.now);
        let look = Look { program, context, profile, clock };
        let offered: Vec<&str> = program.locales.iter().map(|locale| program.text(locale.tag)).collect();
        let mut facts = Self {
            locales: locale::negotiate(&context.locales, &offered),
            now: clock.now,
            zone: context.zone.name.clone(),
            ..Self::default()
        };
        for name in program.names.iter() {
            let found = look.up(&name);
            facts.values.push(found.value);
            facts.ordinals.push(found.ordinal);
            facts.present.push(found.present);
            facts.untils.push(found.until);
        }
        facts
    }

    /// The value of each name, by its number.
    pub fn values(&self) -> &[Value] {
        &self.values
    }

    /// The value of a name, by its number.
    pub fn value(&self, name: u32) -> Option<&Value> {
        self.values.get(name as usize)
    }

    /// Is it there? A name that nobody has is not.
    pub fn is_present(&self, name: u32) -> bool {
        self.present.get(name as usize).is_some_and(|present| *present)
    }

    /// The next moment at which a name's value may change by itself, where no clock boundary tells.
    pub fn until(&self, name: u32) -> Option<i64> {
        self.untils.get(name as usize).copied().flatten()
    }

    /// What a rule may see of all this.
    pub fn sight<'a>(&'a self, program: &'a Program, audiences: &'a [Value]) -> Sight<'a> {
        Sight {
            constants: &program.constants,
            values: &self.values,
            ordinals: &self.ordinals,
            present: &self.present,
            audiences,
        }
    }
}

struct Look<'a> {
    program: &'a Program,
    context: &'a Context,
    profile: &'a Profile,
    clock: Clock<'a>,
}

impl Look<'_> {
    fn up(&self, name: &Name) -> Found {
        let key = self.program.text(name.key);
        match name.fact {
            Fact::Now
            | Fact::Minute
            | Fact::Hour
            | Fact::Weekday
            | Fact::Day
            | Fact::Month
            | Fact::Year
            | Fact::Date
            | Fact::Season
            | Fact::PartOfDay => self.time(name.fact, key),
            Fact::Zone => text(&self.context.zone.name),
            Fact::Hemisphere => word(&HEMISPHERES, Some(u8::from(self.southern(key)))),
            Fact::LocaleTag | Fact::Language | Fact::Region | Fact::Languages => self.locale(name.fact),
            Fact::Path => text(&self.context.page.path),
            Fact::Query => text(self.query(key)),
            Fact::Referrer => text(&self.context.page.referrer),
            Fact::Viewport => word(&VIEWPORTS, self.context.device.viewport),
            Fact::Pointer => word(&POINTERS, self.context.device.pointer),
            Fact::ColorScheme => word(&COLOR_SCHEMES, self.context.device.color_scheme),
            Fact::ReducedMotion => flag(self.context.device.reduced_motion),
            Fact::SaveData => flag(self.context.device.save_data),
            Fact::Visits => int(i64::from(self.profile.visits)),
            Fact::DaysAway => int(self.days_away()),
            Fact::Preference => self.preference(key),
            Fact::Seen => int(self.profile.times(Happening::View, key)),
            Fact::Clicked => int(self.profile.times(Happening::Click, key)),
            Fact::Dismissed => int(self.profile.times(Happening::Dismiss, key)),
            Fact::Calendar => {
                let (inside, until) = schedule::look(self.program, &self.clock, name.windows);
                Found { until, ..flag(inside && self.in_country(key)) }
            }
        }
    }

    /// Is the reader in one of these countries? In none that is known of, so far.
    fn in_country(&self, codes: &str) -> bool {
        codes.is_empty()
    }

    fn time(&self, fact: Fact, key: &str) -> Found {
        let date = self.clock.date();
        match fact {
            Fact::Minute => ordinal(self.clock.minute()),
            Fact::Hour => ordinal(self.clock.hour()),
            Fact::Weekday => word(&WEEKDAYS, Some(self.clock.weekday())),
            Fact::Day => ordinal(date.day),
            Fact::Month => ordinal(date.month),
            Fact::Year => int(date.year),
            Fact::Date => {
                let mut iso = String::with_capacity(10);
                push_number(&mut iso, date.year, 4);
                iso.push('-');
                push_number(&mut iso, i64::from(date.month), 2);
                iso.push('-');
                push_number(&mut iso, i64::from(date.day), 2);
                found(Value::Text(iso.into()))
            }
            Fact::Season => word(&SEASONS, Some(self.clock.season(self.southern(key)))),
            Fact::PartOfDay => word(&PARTS_OF_DAY, Some(self.clock.part_of_day())),
            _ => found(Value::Instant(self.clock.now)),
        }
    }

    /// `zones` lists the southern zones; one that ends with a slash stands for all below it.
    fn southern(&self, zones: &str) -> bool {
        let zone = &*self.context.zone.name;
        zones.split(' ').any(|item| if item.ends_with('/') { zone.starts_with(item) } else { zone == item })
    }

    fn locale(&self, fact: Fact) -> Found {
        let tag = self.context.locales.first().map_or("", |tag| tag);
        match fact {
            Fact::Language => text(&locale::language(tag).to_ascii_lowercase()),
            Fact::Region => text(&locale::region(tag).to_ascii_uppercase()),
            Fact::Languages => {
                let language = |tag: &Rc<str>| Value::text(&locale::language(tag).to_ascii_lowercase());
                found(Value::List(self.context.locales.iter().map(language).collect()))
            }
            _ => text(tag),
        }
    }

    fn query(&self, key: &str) -> &str {
        let pair = self.context.page.query.iter().find(|(name, _)| &**name == key);
        pair.map_or("", |(_, value)| value)
    }

    /// Whole days of the reader's calendar between the visit before and this one.
    fn days_away(&self) -> i64 {
        let days = |moment| Clock::new(&self.context.zone, moment).days();
        let this = self.profile.this_visit.unwrap_or(self.clock.now);
        self.profile.last_visit.map_or(0, |last| (days(this) - days(last)).max(0))
    }

    fn preference(&self, key: &str) -> Found {
        let number = self.program.preference(key);
        let declared = number.and_then(|number| self.profile.preference(number));
        let default = number
            .and_then(|number| self.program.preferences.get(number))
            .and_then(|preference| self.program.constants.get(preference.default as usize));
        let value = declared.or(default).cloned().unwrap_or(Value::Null);
        let empty = matches!(&value, Value::Text(text) if text.is_empty());
        Found { value, ordinal: None, present: declared.is_some() && !empty, until: None }
    }
}

/// `place.hemisphere`
pub const HEMISPHERES: [&str; 2] = ["north", "south"];

fn found(value: Value) -> Found {
    Found { value, ordinal: None, present: true, until: None }
}

/// An empty text is one that is not there.
#[inline(never)]
fn text(text: &str) -> Found {
    Found { present: !text.is_empty(), ..found(Value::text(text)) }
}

#[inline(never)]
fn int(number: i64) -> Found {
    found(Value::Int(number))
}

#[inline(never)]
fn ordinal(number: u8) -> Found {
    Found { ordinal: Some(number), ..found(Value::Int(i64::from(number))) }
}

fn flag(truth: bool) -> Found {
    Found { ordinal: Some(u8::from(truth)), ..found(Value::Bool(truth)) }
}

/// A word of a closed set. Where it is not known the value is empty, and its ordinal lies outside the set, so that
/// the set of what it is not holds.
fn word(words: &[&str], place: Option<u8>) -> Found {
    match place.and_then(|place| Some((place, *words.get(usize::from(place))?))) {
        Some((place, word)) => Found { ordinal: Some(place), ..found(Value::text(word)) },
        None => Found { ordinal: Some(UNKNOWN), present: false, ..found(Value::text("")) },
    }
}

/// The ordinal of a word that is not known: the last bit of a set.
pub const UNKNOWN: u8 = 63;
