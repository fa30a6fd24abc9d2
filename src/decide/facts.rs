//! The facts by name: the context and the profile as the program's rules and words read them.

use crate::prelude::*;
use crate::text::push_number;
use alloc::rc::Rc;

use super::found::{Found, bits, flag, found, int, list, ordinal, text, word};
use super::languages::Languages;
use super::schedule;
use crate::capability::mark;
use crate::context::clock::{Clock, PARTS_OF_DAY, SEASONS, WEEKDAYS, part_of_day};
use crate::context::guess::{class, listed};
use crate::context::near::is_near;
use crate::context::sun::{DAYLIGHT, daylight};
use crate::context::{COLOR_SCHEMES, CONNECTIONS, CONTRASTS, Context, POINTERS, SOURCES, VIEWPORTS, locale};

use crate::profile::{EVER, EventKind, Profile};
use crate::program::Program;
use crate::program::bytes::Span;
use crate::program::fact::{Fact, Name};
use crate::rule::env::{Env, Reading};
use crate::rule::platform::Platform;
use crate::value::Value;

/// The value of every name that the program reads, taken once for all slots.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    readings: Vec<Reading>,
    /// The order of the manifest's languages.
    pub languages: Languages,
    /// The reader's languages.
    pub reader: Vec<Rc<str>>,
    /// The moment, in milliseconds since 1970.
    pub now: i64,
    /// The reader's zone.
    pub zone: Rc<str>,
}

impl Facts {
    /// Looks up every name of the program.
    pub fn of(program: &Program, context: &Context, profile: &Profile) -> Self {
        let clock = Clock::new(&context.zone, context.now);
        let check = Check { program, context, profile, clock };
        let languages = Languages::of(program, context);
        let reader = context.locales.clone();
        let mut facts = Self { languages, reader, now: clock.now, zone: context.zone.name.clone(), ..Self::default() };
        for name in program.names.iter() {
            let found = check.up(&name);
            let bits = bits(program, &name, &found);
            facts.readings.push(Reading { value: found.value, bits, present: Some(found.present), until: found.until });
        }
        facts
    }

    /// Each name, by its number.
    pub fn readings(&self) -> &[Reading] {
        &self.readings
    }

    fn reading(&self, name: u32) -> Option<&Reading> {
        self.readings.get(name as usize)
    }

    /// The value of a name, by its number.
    pub fn value(&self, name: u32) -> Option<&Value> {
        self.reading(name).map(|reading| &reading.value)
    }

    /// Is it there? A name that nobody has is not.
    pub fn is_present(&self, name: u32) -> bool {
        self.reading(name).is_some_and(|reading| reading.present == Some(true))
    }

    /// Would it leave no hole in a sentence? An empty text or list that is there would.
    pub fn is_shown(&self, name: u32) -> bool {
        self.is_present(name) && !self.value(name).is_some_and(Value::is_empty)
    }

    /// The next moment at which a name's value may change by itself, where no clock boundary tells.
    pub fn until(&self, name: u32) -> Option<i64> {
        self.reading(name)?.until
    }

    /// The part of them that a rule may read.
    pub fn env<'a>(
        &'a self,
        program: &'a Program,
        audiences: &'a [(Value, Option<i64>)],
        platform: &'a dyn Platform,
    ) -> Env<'a> {
        Env { constants: &program.constants, readings: &self.readings, audiences, now: self.now, platform }
    }
}

struct Check<'a> {
    program: &'a Program,
    context: &'a Context,
    profile: &'a Profile,
    clock: Clock<'a>,
}

impl Check<'_> {
    fn up(&self, name: &Name) -> Found {
        let key = self.program.text(name.key);
        // The row of the key for the reader's zone, where it is a table of zones.
        let guess = || listed(key, &self.context.zone.name);
        match name.fact {
            Fact::Now => {
                mark::moment();
                found(Value::instant(self.clock.now))
            }
            Fact::Minute | Fact::Hour => {
                mark::clock();
                ordinal(if name.fact == Fact::Minute { self.clock.minute() } else { self.clock.hour() })
            }
            Fact::Weekday => {
                mark::weekday();
                word(&WEEKDAYS, Some(self.clock.weekday()))
            }
            Fact::Day | Fact::Month | Fact::Year => {
                mark::day();
                self.day(name.fact)
            }
            Fact::Date => {
                mark::date();
                self.date()
            }
            Fact::Season => {
                mark::season();
                word(&SEASONS, Some(self.clock.season(!guess().is_empty())))
            }
            Fact::PartOfDay => {
                mark::part_of_day();
                word(&PARTS_OF_DAY, Some(self.clock.part_of_day()))
            }
            Fact::Weekend => {
                mark::weekend();
                flag(self.weekend(key, guess()))
            }
            Fact::Week => {
                mark::week();
                ordinal(self.clock.week())
            }
            Fact::Zone | Fact::Country | Fact::Continent | Fact::Subregion => {
                mark::zone();
                let guess = guess();
                text(if guess.is_empty() && name.fact == Fact::Zone { &self.context.zone.name } else { guess })
            }
            Fact::Hemisphere => {
                mark::zone();
                word(&HEMISPHERES, Some(u8::from(!guess().is_empty())))
            }
            Fact::Daylight => {
                mark::sun();
                self.daylight(guess())
            }
            Fact::Near => {
                mark::near();
                flag(self.near(name.key.start as usize))
            }
            Fact::LocaleTag => {
                mark::locale();
                text(self.locale_tag())
            }
            Fact::Language => {
                mark::locale();
                text(&locale::language(self.locale_tag()).to_ascii_lowercase())
            }
            Fact::Region => {
                mark::region();
                text(&locale::region(self.locale_tag()).to_ascii_uppercase())
            }
            Fact::Languages => {
                mark::languages();
                list(&self.context.locales, |tag| Value::text(&locale::language(tag).to_ascii_lowercase()))
            }
            Fact::Path => {
                mark::path();
                text(&self.context.page.path)
            }
            // A parameter without a value is there all the same.
            Fact::Query => {
                mark::query();
                let value = self.query(key);
                Found { present: value.is_some(), ..text(value.unwrap_or_default()) }
            }
            Fact::Referrer => {
                mark::referrer();
                text(&self.context.page.referrer)
            }
            Fact::Viewport
            | Fact::Pointer
            | Fact::ColorScheme
            | Fact::ReducedMotion
            | Fact::SaveData
            | Fact::Contrast
            | Fact::Connection => {
                mark::device();
                self.device(name.fact)
            }
            Fact::Visits | Fact::DaysAway | Fact::DaysSinceFirst => {
                mark::visits();
                self.visits(name.fact)
            }
            Fact::Preference | Fact::Signal => {
                mark::declared();
                self.declared(name.key)
            }
            Fact::Seen | Fact::Clicked | Fact::Dismissed | Fact::Converted => {
                mark::counts();
                self.times(name.fact, key)
            }
            Fact::DaysUntil | Fact::DaysSince => {
                mark::days();
                let ahead = day(name) - self.clock.days();
                int(if name.fact == Fact::DaysUntil { ahead } else { -ahead })
            }
            Fact::Topics => {
                mark::topics();
                list(&self.context.page.topics, |topic| Value::Text(topic.clone()))
            }
            Fact::Source => {
                mark::source();
                word(&SOURCES, Some(self.source(key)))
            }
            Fact::Interest | Fact::Rising => {
                mark::interest();
                self.interest(name.fact, key)
            }
            Fact::UsualPart => {
                mark::habit();
                word(&PARTS_OF_DAY, self.usual_part())
            }
            Fact::Calendar => {
                mark::calendar();
                let (inside, until) = schedule::check(self.program, &self.clock, name.windows);
                // Where it counts only in some countries, the key lists their zones.
                Found { until, ..flag(inside && (key.is_empty() || !guess().is_empty())) }
            }
        }
    }

    fn day(&self, fact: Fact) -> Found {
        let date = self.clock.date();
        match fact {
            Fact::Day => ordinal(date.day),
            Fact::Month => ordinal(date.month),
            _ => int(date.year),
        }
    }

    fn date(&self) -> Found {
        let date = self.clock.date();
        let mut iso = String::with_capacity(10);
        push_number(&mut iso, date.year, 4);
        iso.push('-');
        push_number(&mut iso, i64::from(date.month), 2);
        iso.push('-');
        push_number(&mut iso, i64::from(date.day), 2);
        found(Value::Text(iso.into()))
    }

    /// `place`: of the zone on Earth.
    fn daylight(&self, place: &str) -> Found {
        if place.is_empty() {
            return word(&DAYLIGHT, None);
        }
        let (light, until) = daylight(place, self.clock.now);
        Found { until: Some(until), ..word(&DAYLIGHT, Some(light)) }
    }

    fn device(&self, fact: Fact) -> Found {
        let device = &self.context.device;
        match fact {
            Fact::Viewport => word(&VIEWPORTS, device.viewport),
            Fact::Pointer => word(&POINTERS, device.pointer),
            Fact::ColorScheme => word(&COLOR_SCHEMES, device.color_scheme),
            Fact::Contrast => word(&CONTRASTS, device.contrast),
            Fact::Connection => word(&CONNECTIONS, device.connection),
            Fact::SaveData => flag(device.save_data),
            _ => flag(device.reduced_motion),
        }
    }

    fn visits(&self, fact: Fact) -> Found {
        int(match fact {
            Fact::DaysAway => self.days(self.profile.last_visit, self.profile.this_visit),
            Fact::DaysSinceFirst => self.days(self.profile.first_visit, None),
            _ => i64::from(self.profile.visits),
        })
    }

    /// The region that the reader's first language names decides, where it names a country, else the zone.
    fn weekend(&self, table: &str, guess: &str) -> bool {
        let region = locale::region(self.locale_tag());
        let days = if region.len() == 2 { listed(table, region) } else { guess };
        let days = if days.is_empty() { "56" } else { days };
        days.bytes().any(|day| day == b'0' + self.clock.weekday())
    }

    /// `circle`: the number of the first of its constants.
    fn near(&self, circle: usize) -> bool {
        match self.program.constants.get(circle..) {
            Some([Value::Double(x), Value::Double(y), Value::Double(z), Value::Double(reach), ..]) => {
                is_near(self.context.position, [*x, *y, *z, *reach])
            }
            _ => false,
        }
    }

    fn locale_tag(&self) -> &str {
        self.context.locales.first().map_or("", |tag| tag)
    }

    fn query(&self, key: &str) -> Option<&str> {
        let pair = self.context.page.query.iter().find(|(name, _)| &**name == key);
        pair.map(|(_, value)| &**value)
    }

    /// Whole days of the reader's calendar between two moments; the later one is now where it is not known.
    fn days(&self, from: Option<i64>, to: Option<i64>) -> i64 {
        let days = |moment| Clock::new(&self.context.zone, moment).days();
        from.map_or(0, |from| (days(to.unwrap_or(self.clock.now)) - days(from)).max(0))
    }

    fn times(&self, fact: Fact, place: &str) -> Found {
        let kind = match fact {
            Fact::Clicked => EventKind::Click,
            Fact::Dismissed => EventKind::Dismiss,
            Fact::Converted => EventKind::Convert,
            _ => EventKind::View,
        };
        int(self.profile.tally(kind, place, EVER).times)
    }

    /// Where the reader came from; `hosts` lists those of the first classes.
    fn source(&self, hosts: &str) -> u8 {
        let page = &self.context.page;
        if let Some(source) = page.source {
            return source;
        }
        if self.query("utm_medium") == Some("email") {
            return MAIL;
        }
        class(hosts, &page.referrer).unwrap_or(if page.referrer.is_empty() { NONE } else { OTHER })
    }

    /// As of the full hour, so that an answer holds for a while: what fades does so at every moment.
    fn interest(&self, fact: Fact, topic: &str) -> Found {
        let hour = self.clock.now - self.clock.now.rem_euclid(HOUR);
        let strength = self.profile.interest(topic, hour);
        let found = if fact == Fact::Rising {
            mark::rising();
            flag(self.profile.rises(topic, hour))
        } else {
            found(Value::Double(strength))
        };
        Found { until: (strength > 0.0).then_some(hour + HOUR), ..found }
    }

    /// The part of the day in which most visits begin, once there are a few.
    fn usual_part(&self) -> Option<u8> {
        let (mut usual, mut most, mut sums) = (None, 0.0, [0.0; PARTS_OF_DAY.len()]);
        for (hour, count) in (0..24).zip(self.profile.hours()) {
            let part = part_of_day(hour);
            if let Some(sum) = sums.get_mut(usize::from(part)) {
                *sum += count;
                if *sum > most {
                    (usual, most) = (Some(part), *sum);
                }
            }
        }
        usual.filter(|_| self.profile.visits >= FEW)
    }

    fn declared(&self, key: Span) -> Found {
        let number = key.start as usize;
        // An empty text is one that is not there: what stands in for it does so, and no sentence has a hole.
        let empty = |value: &&Value| matches!(value, Value::Text(text) if text.is_empty());
        let declared = self.profile.preference(number).filter(|value| !empty(value));
        let preference = self.program.preferences.get(number);
        let default = preference.and_then(|preference| self.program.constants.get(preference.default as usize));
        let value = declared.or(default).cloned().unwrap_or(Value::Null);
        Found { value, ordinal: None, present: declared.is_some(), until: None }
    }
}

/// In milliseconds.
const HOUR: i64 = 3_600_000;
/// From how many visits on there is anything usual.
const FEW: u32 = 5;

/// `place.hemisphere`
pub const HEMISPHERES: [&str; 2] = ["north", "south"];

/// The date that a name counts from or to, in days since 1970: the key itself, not a place in the text.
fn day(name: &Name) -> i64 {
    i64::from(name.key.start as i32)
}

/// The place of `mail` in [`SOURCES`].
const MAIL: u8 = 0;
/// The place of `none` in [`SOURCES`].
const NONE: u8 = 5;
/// The place of `other` in [`SOURCES`].
const OTHER: u8 = 6;
