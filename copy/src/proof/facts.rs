//! Is each fact there, and right? What is accounts for its part of the text.

use core::ops::Range;

use tailorbird::error::{count, say};
use tailorbird::manifest::read::json::{Json, Node};

use super::Text;
use crate::brief::{Brief, Fact, Kind};
use crate::words::{Claim, language, phrases};

/// How a language writes the facts: for each of them ways, each of parts, each with the forms that it may have.
pub struct Forms(Vec<(String, Vec<Vec<Vec<String>>>)>);

impl Forms {
    /// Of JSON that the host made.
    pub fn of(node: Option<&Node>) -> Self {
        let Some(Json::Object(facts)) = node.map(|node| &node.json) else { return Self(Vec::new()) };
        let ways = |node: &Node| {
            items(node).map(|way| items(way).map(|part| items(part).filter_map(plain).collect()).collect()).collect()
        };
        Self(facts.iter().map(|(name, node)| (name.clone(), ways(node))).collect())
    }

    /// All forms.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.0.iter().flat_map(|(_, ways)| ways.iter().flatten().flatten().map(String::as_str))
    }

    fn get(&self, name: &str) -> &[Vec<Vec<String>>] {
        self.0.iter().find(|(known, _)| known == name).map_or(&[], |(_, ways)| ways.as_slice())
    }
}

fn items(node: &Node) -> impl Iterator<Item = &Node> {
    match &node.json {
        Json::List(items) => items.iter(),
        _ => [].iter(),
    }
}

fn plain(node: &Node) -> Option<String> {
    match &node.json {
        Json::Text(text) => Some(text.clone()),
        _ => None,
    }
}

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

type Placed<'f> = (Range<usize>, &'f Fact);

/// Facts of a name stand by that name: in each sentence the first value by the first name, and so on.
fn swapped(text: &mut Text<'_>, mut values: Vec<Placed<'_>>, mut names: Vec<Placed<'_>>) {
    values.sort_by_key(|(range, _)| range.start);
    names.sort_by_key(|(range, _)| (range.start, core::cmp::Reverse(range.end)));
    names.dedup_by(|next, before| next.0.start < before.0.end);
    for area in text.sentences.clone() {
        let inside = |all: &[Placed<'_>]| {
            all.iter().filter(|(range, _)| area.contains(&range.start)).map(|one| one.0.clone()).collect::<Vec<_>>()
        };
        let owners: Vec<&Placed<'_>> = names.iter().filter(|(range, _)| area.contains(&range.start)).collect();
        for kind in ["price", "date", "quantity", "url", "list", "change"] {
            let of_kind: Vec<Placed<'_>> =
                values.iter().filter(|(_, fact)| fact.kind.name() == kind).cloned().collect();
            let mut spots = inside(&of_kind);
            spots.dedup_by(|next, before| next.start < before.end);
            for (number, spot) in spots.iter().enumerate() {
                let owner = if owners.len() == spots.len() { owners.get(number) } else { nearest(&owners, spot) };
                let Some((_, owner)) = owner else { continue };
                let mut whose = of_kind
                    .iter()
                    .filter(|(range, _)| range.start < spot.end && spot.start < range.end)
                    .map(|(_, fact)| fact);
                if !whose.clone().any(|fact| fact.of.as_deref() == Some(owner.name.as_str()))
                    && let Some(fact) = whose.next()
                {
                    let of = fact.of.clone().unwrap_or_default();
                    let message =
                        say("this is {}, which belongs to {}, and stands by {}", &[&fact.name, &of, &owner.name]);
                    text.wrong("swapped", spot, message);
                }
            }
        }
    }
}

fn nearest<'a, 'f>(owners: &'a [&'f Placed<'f>], spot: &Range<usize>) -> Option<&'a &'f Placed<'f>> {
    let distance = |range: &Range<usize>| {
        if range.end <= spot.start { spot.start - range.end } else { range.start.saturating_sub(spot.end) + 8 }
    };
    owners.iter().min_by_key(|(range, _)| distance(range))
}
