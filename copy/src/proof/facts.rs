//! Is each fact there, and right? What is accounts for its part of the text.

use core::ops::Range;

use tailorbird::error::{count, say};

use super::Text;
use super::forms::Forms;
use super::owners::swapped;
use crate::brief::{Brief, Fact, Kind};
use crate::words::{Claim, language, phrases};

/// What has to be said, and what may be.
pub fn said(text: &mut Text<'_>, brief: &Brief) {
    let locale = text.locale;
    for must in brief.must.of(locale) {
        if !text.cover_forms(must) {
            let message = say("“{}” has to be said, and is not; put it in", &[must.first().map_or("", |one| one)]);
            text.whole("missing", true, message);
        }
    }
    brief.allow.forms(locale).for_each(|form| {
        text.cover_form(form);
    });
}

/// Every fact.
pub fn facts(text: &mut Text<'_>, brief: &Brief, forms: &Forms) {
    let mut values = Vec::new();
    let mut names = Vec::new();
    for fact in &brief.facts {
        let ways = ways(fact, brief, text.locale, forms);
        let places = places(text, &ways);
        if ways.is_empty() {
            continue;
        }
        let is_list = matches!(fact.kind, Kind::List(_));
        let present = places
            .iter()
            .any(|parts| if is_list { parts.iter().all(|part| !part.is_empty()) } else { in_order(text, parts) });
        let all = places.iter().flatten().flatten();
        all.clone().for_each(|range| text.cover(range));
        match &fact.kind {
            Kind::Name(_) => names.extend(all.map(|range| (range.clone(), fact))),
            _ if fact.of.is_some() => values.extend(all.map(|range| (range.clone(), fact))),
            _ => {}
        }
        if !present {
            absent(text, fact, &ways, &places);
        }
    }
    swapped(text, values, names);
}

/// The ways in which a fact may be written.
fn ways(fact: &Fact, brief: &Brief, locale: &str, forms: &Forms) -> Vec<Vec<Vec<String>>> {
    let own: Vec<String> = fact.forms.forms(locale).map(str::to_owned).collect();
    let mut ways = forms.get(&fact.name).to_vec();
    match &fact.kind {
        Kind::Name(words) => ways.push(vec![words.forms(locale).map(str::to_owned).collect()]),
        Kind::List(words) => ways.push(words.of(locale).map(<[String]>::to_vec).collect()),
        Kind::Url(url) => ways.push(vec![vec![url.clone()]]),
        Kind::Comparison(left, right, words) => {
            let name = |name: &str| {
                brief.facts.iter().find(|fact| fact.name == name).map_or_else(Vec::new, |fact| called(fact, locale))
            };
            ways.push(vec![name(left), words.forms(locale).map(str::to_owned).collect(), name(right)]);
        }
        Kind::Quantity(Some(amount)) => spelled(&mut ways, *amount, locale),
        _ => {}
    }
    if !own.is_empty() {
        ways.push(vec![own]);
    }
    ways.retain(|way| !way.is_empty() && way.iter().all(|part| !part.is_empty()));
    ways
}

/// What a fact has of its own in a language, not of the host.
pub fn own(fact: &Fact, locale: &str) -> Vec<String> {
    let words = match &fact.kind {
        Kind::Name(words) | Kind::List(words) | Kind::Comparison(_, _, words) => {
            words.forms(locale).map(str::to_owned).collect()
        }
        Kind::Url(url) => vec![url.clone()],
        _ => Vec::new(),
    };
    words.into_iter().chain(fact.forms.forms(locale).map(str::to_owned)).collect()
}

/// What a language calls a name.
fn called(fact: &Fact, locale: &str) -> Vec<String> {
    let own = fact.forms.forms(locale);
    match &fact.kind {
        Kind::Name(words) => words.forms(locale).chain(own).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

/// A small number may stand in words: “2 bottles” and “two bottles”.
fn spelled(ways: &mut [Vec<Vec<String>>], amount: u32, locale: &str) {
    let digits = count(amount);
    let words = phrases(&language(locale)).iter().filter(|one| one.claim == Claim::Number && one.value == Some(amount));
    let words: Vec<String> = words.map(|one| one.words.join(" ")).collect();
    for part in ways.iter_mut().flatten() {
        let more: Vec<String> = part
            .iter()
            .filter_map(|form| {
                form.strip_prefix(&digits).filter(|rest| rest.is_empty() || rest.starts_with([' ', '\u{a0}']))
            })
            .flat_map(|rest| words.iter().map(move |word| word.clone() + rest))
            .collect();
        part.extend(more);
    }
}

/// Where each part of each way stands.
fn places(text: &Text<'_>, ways: &[Vec<Vec<String>>]) -> Vec<Vec<Vec<Range<usize>>>> {
    let part = |forms: &Vec<String>| {
        let mut found: Vec<Range<usize>> =
            forms.iter().flat_map(|form| text.find(form)).filter(|one| is_exact(text, one, forms)).collect();
        found.sort_by_key(|one| (one.start, core::cmp::Reverse(one.end)));
        found.dedup();
        found
    };
    ways.iter().map(|way| way.iter().map(part).collect()).collect()
}

/// In an address every letter counts.
fn is_exact(text: &Text<'_>, range: &Range<usize>, forms: &[String]) -> bool {
    let is_url = forms.first().is_some_and(|form| form.contains("://"));
    !is_url || text.raw.get(text.folded.place(range)).is_some_and(|raw| forms.iter().any(|form| form == raw))
}

/// Is there a place of each part? Parts of one fact stand in their order, but for the things of a list.
fn in_order(text: &Text<'_>, parts: &[Vec<Range<usize>>]) -> bool {
    match parts {
        [] => false,
        [one] => !one.is_empty(),
        [first, rest @ ..] => first.iter().any(|begin| {
            let mut at = begin.end;
            let area = text.sentences.iter().find(|area| area.contains(&begin.start)).cloned().unwrap_or_default();
            rest.iter().all(|part| match part.iter().find(|next| next.start >= at && next.end <= area.end) {
                Some(next) => {
                    at = next.end;
                    true
                }
                None => false,
            })
        }),
    }
}

fn absent(text: &mut Text<'_>, fact: &Fact, ways: &[Vec<Vec<String>>], places: &[Vec<Vec<Range<usize>>>]) {
    let parts = ways.iter().zip(places).find(|(_, places)| places.iter().all(|part| !part.is_empty()));
    let form = |part: &Vec<String>| part.first().cloned().unwrap_or_default();
    let (kind, message) = match (parts, &fact.kind) {
        (Some((way, _)), _) if way.len() > 1 => {
            let told: Vec<String> = way.iter().map(form).collect();
            ("order", say("{} is not in its order: {}", &[&fact.name, &told.join(" … ")]))
        }
        _ if fact.optional => return,
        (_, Kind::List(_)) => {
            let missing = ways
                .iter()
                .zip(places)
                .flat_map(|(way, places)| way.iter().zip(places).filter(|(_, places)| places.is_empty()));
            let told: Vec<String> = missing.map(|(part, _)| form(part)).collect();
            ("missing", say("of {} are not there: {}; put them in", &[&fact.name, &told.join(", ")]))
        }
        _ => {
            let told: Vec<String> = ways.first().map_or_else(Vec::new, |way| way.iter().map(form).collect());
            ("missing", say("{} is not there; here it is written {}", &[&fact.name, &told.join(" … ")]))
        }
    };
    text.whole(kind, true, message);
    if let Some(last) = text.findings.last_mut() {
        last.fact = Some(fact.name.clone());
    }
}
