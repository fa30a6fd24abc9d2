//! The meaning of dotted names in rules and words: `now.hour`, `preference.theme`, `calendar.sale`.

use super::fact_names::{self, CAMPAIGN, FIXED, FUNCTIONS};
use super::facts::FactTable;
use super::functions;
use super::hosts::CLASSES;
use super::vocabulary::type_of;
use crate::error::say;
use crate::limits;
use crate::manifest::model::{Manifest, Preference};
use crate::manifest::zones;
use crate::prelude::*;
use crate::program::bytes::Span;
use crate::program::fact::{Fact, Name};
use crate::program::records::PreferenceKind;
use crate::rule::platform::Platform;
use crate::rule::types::{Argument, Meaning, Scope, Type};
use crate::value::Value;
use alloc::rc::Rc;

impl Scope for FactTable<'_> {
    fn spend(&self, steps: usize) -> bool {
        let spent = self.spent.get().saturating_add(steps);
        self.spent.set(spent);
        spent <= limits::COMPILING
    }

    fn meaning(&mut self, path: &str) -> Option<Meaning> {
        if let Some(name) = path.strip_prefix("preference.") {
            return declared(self, Fact::Preference, path, name);
        }
        if let Some(name) = path.strip_prefix("signal.") {
            return declared(self, Fact::Signal, path, name);
        }
        if let Some(name) = path.strip_prefix("audience.") {
            let number = self.audiences.iter().position(|known| known == name)?;
            return Some(Meaning::Audience(number as u32));
        }
        if let Some(name) = path.strip_prefix("calendar.") {
            return calendar(self, path, name);
        }
        let query = path.strip_prefix("page.query.").filter(|key| !key.is_empty());
        let campaign = CAMPAIGN.iter().find(|(known, _)| *known == path).map(|(_, key)| *key);
        if let Some(key) = query.or(campaign) {
            return Some(Meaning::Name(self.number(Fact::Query, key, path, true, &Type::Text), Type::Text));
        }
        match FIXED.iter().find(|(known, fact)| *known == path && *fact != Fact::Query) {
            Some((_, fact)) => {
                let key = if *fact == Fact::Source { CLASSES } else { "" };
                let ty = type_of(*fact);
                Some(Meaning::Name(self.number(*fact, key, path, fact_names::may_be_missing(*fact), &ty), ty))
            }
            None => {
                let group = say("{}.", &[path]);
                self.known().iter().any(|name| name.starts_with(&group)).then_some(Meaning::Group)
            }
        }
    }

    fn function(&mut self, name: &str, arguments: &[Argument]) -> Option<Result<(u32, Type), (usize, String)>> {
        functions::fact(self, name, arguments)
    }

    fn functions(&self) -> &'static [&'static str] {
        &FUNCTIONS
    }

    fn platform(&self) -> &dyn Platform {
        self.platform
    }

    fn known(&self) -> Vec<String> {
        fact_names::all(self.manifest)
    }
}

/// A preference or a signal. The key is its number among the preferences and, after them, the signals.
fn declared(facts: &mut FactTable<'_>, fact: Fact, path: &str, name: &str) -> Option<Meaning> {
    let Manifest { preferences, signals, .. } = facts.manifest;
    let (all, before) = if fact == Fact::Signal { (signals, preferences.len()) } else { (preferences, 0) };
    let number = all.iter().position(|preference| preference.name == name)?;
    let preference = all.get(number)?;
    let ty = type_of_preference(preference);
    // With an empty default, a sentence would have the very hole that a default is there to fill.
    let empty = |default: &Value| matches!(default, Value::Text(text) if text.is_empty());
    let may_be_missing = preference.default.as_ref().is_none_or(empty);
    let key = Span { start: (before + number) as u32, count: 0 };
    Some(Meaning::Name(facts.number_by_key(fact, key, path, may_be_missing, &ty), ty))
}

fn type_of_preference(preference: &Preference) -> Type {
    match preference.kind {
        PreferenceKind::Text => Type::Text,
        PreferenceKind::Number => Type::Double,
        PreferenceKind::Flag => Type::Bool,
        PreferenceKind::Choice => Type::Word(preference.values.iter().cloned().chain([String::new()]).collect()),
        PreferenceKind::List if preference.values.is_empty() => Type::List(Rc::new(Type::Text)),
        PreferenceKind::List => Type::List(Rc::new(Type::Word(preference.values.clone().into()))),
    }
}

/// An entry of the calendar. If it counts only in some countries, the key is a table of their zones.
fn calendar(facts: &mut FactTable<'_>, path: &str, name: &str) -> Option<Meaning> {
    let manifest = facts.manifest;
    let number = manifest.calendar.iter().position(|entry| entry.name == name)?;
    let windows = facts.calendar.get(number).copied().unwrap_or_default();
    let countries = manifest.calendar.get(number).map_or("", |entry| &entry.countries);
    let countries: Vec<String> = countries.split(' ').filter(|code| !code.is_empty()).map(str::to_owned).collect();
    let zones = if countries.is_empty() { String::new() } else { zones::table(Fact::Country, Some(&countries)) };
    let (key, path_span) = (facts.texts.place(&zones), facts.texts.place(path));
    let name = Name { fact: Fact::Calendar, key, path: path_span, words: Span::default(), windows };
    Some(Meaning::Name(facts.number_by_name(name, path, false, &Type::Bool), Type::Bool))
}
