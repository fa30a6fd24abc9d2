//! `cap`, `cooldown` and `stopAfter`: read, checked and lowered to what stops a variant, what holds longest first.

use super::capped::idle;
use super::json::{Json, Node};
use super::names::Names;
use super::read::{Object, short, text, wrong};
use super::report::{Place, Report};
use super::{Limit, Source};
use crate::error::{count, say};
use crate::limits;
use crate::nearest::hint;
use crate::prelude::*;
use crate::profile::EventKind;
use crate::program::Program;
use crate::program::records::{self, Since};

/// What a cap counts per.
const PER: [(&str, Since); 4] =
    [("session", Since::Session), ("day", Since::Day), ("week", Since::Week), ("ever", Since::Ever)];

/// Reads everything that limits a variant.
pub(super) fn read(variant: &Object<'_>, report: &mut Report<'_>) -> Vec<Limit> {
    let mut limits = Vec::new();
    variant.part("stopAfter", report, |node, place, report| {
        each(node, place, (limits::NAMED, "goals"), report, |node, place, report| {
            let goal = Some(Source { text: text(node, place, report)?, place: place.keep() });
            limits.push(Limit { kind: EventKind::Convert, goal, count: 1, since: Since::Ever });
            Some(())
        })
    });
    let days = variant.part("cooldown", report, |node, place, report| {
        whole(node, limits::COOLDOWN_DAYS, "whole days", place, report)
    });
    limits.extend(days.map(|count| Limit { kind: EventKind::Dismiss, goal: None, count, since: Since::Ever }));
    let mut caps: Vec<Limit> = Vec::new();
    variant.part("cap", report, |node, place, report| {
        each(node, place, (PER.len(), "caps"), report, |node, place, report| {
            let cap = cap(node, place, report)?;
            if caps.iter().any(|other| other.since == cap.since) {
                let per = PER.iter().find(|(_, since)| *since == cap.since).map_or("", |(word, _)| *word);
                report.error(&place.key("per", None), say("there is a cap per “{}” already", &[per]));
            }
            caps.push(cap);
            Some(())
        })
    });
    if let Some((short, long)) = idle(&caps) {
        let per = |since: Since| PER.iter().find(|(_, known)| *known == since).map_or("", |(word, _)| *word);
        let message = say("the cap per {} never counts: the one per {} is reached before it", &[per(short), per(long)]);
        variant.part("cap", report, |_, place, report| {
            report.warning(&place.keep(), message);
            Some(())
        });
    }
    // Whichever stops first says until when, and a week that is full is not over at midnight.
    caps.sort_by_key(|cap| cap.since as u8);
    limits.extend(caps);
    limits
}

/// Reads one thing, or a list of such, at least one.
fn each(
    node: &Node,
    place: &Place<'_>,
    (most, what): (usize, &str),
    report: &mut Report<'_>,
    mut read: impl FnMut(&Node, &Place<'_>, &mut Report<'_>) -> Option<()>,
) -> Option<()> {
    let Json::List(items) = &node.json else {
        return read(node, place, report);
    };
    if items.is_empty() || items.len() > most {
        report.error(place, say("1 to {} {} were expected", &[&count(most), what]));
    }
    for (number, item) in items.iter().enumerate().take(most) {
        read(item, &place.item(number, item.at), report);
    }
    Some(())
}

fn cap(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<Limit> {
    let object = Object::read(node, place, &["times", "per"], report)?;
    let count = object.need("times", report).and_then(|_| {
        object.part("times", report, |node, place, report| whole(node, limits::MOMENTS, "times", place, report))
    });
    let since = object.need("per", report).and_then(|_| {
        object.part("per", report, |node, place, report| {
            let word = text(node, place, report)?;
            let since = PER.iter().find(|(known, _)| *known == word).map(|(_, since)| *since);
            if since.is_none() {
                let hint = hint(&word, PER.iter().map(|(known, _)| *known));
                report.error(
                    place,
                    say("a cap counts per session, day, week or ever, not per “{}”{}", &[short(&word), &hint]),
                );
            }
            since
        })
    });
    Some(Limit { kind: EventKind::View, goal: None, count: count?, since: since? })
}

/// A whole number from 1 to `most`.
fn whole(node: &Node, most: usize, what: &str, place: &Place<'_>, report: &mut Report<'_>) -> Option<u32> {
    let Json::Number(number) = node.json else {
        return wrong(node, place, "a number", report);
    };
    let whole = number as u32;
    if f64::from(whole) == number && (1..=most).contains(&(whole as usize)) {
        return Some(whole);
    }
    report.error(place, say("1 to {} {} were expected", &[&count(most), what]));
    None
}

/// Puts the limits of a variant into the program: the number of the first plus one, or 0.
pub(super) fn lower(
    limits: &[Limit],
    variant: &str,
    names: &mut Names<'_>,
    program: &mut Program,
    report: &mut Report<'_>,
) -> u32 {
    let first = program.limits.len() as u32 + 1;
    for (number, limit) in limits.iter().enumerate() {
        let place = limit.goal.as_ref().map_or(variant, |goal| &goal.text);
        if let Some(goal) = &limit.goal
            && let Err(message) = names.goal(&goal.text)
        {
            report.error_at(&goal.place, message);
        }
        let place = names.texts.place(place);
        let more = number + 1 < limits.len();
        program.limits.push(&records::Limit::of(place, limit.kind as u32, limit.since, more, limit.count));
    }
    if limits.is_empty() { 0 } else { first }
}
