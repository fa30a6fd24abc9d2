//! The limits of a variant: `cap`, `cooldown` and `stopAfter`, those that hold longest first.

use super::json::{Json, Node};
use super::object::Object;
use super::values::{short, text, whole};
use crate::error::{count, say};
use crate::limits;
use crate::manifest::model::{Limit, Source};
use crate::manifest::report::{Place, Report};
use crate::nearest::hint;
use crate::prelude::*;
use crate::profile::EventKind;
use crate::program::records::Since;

/// The periods of a cap.
const PER: [(&str, Since); 4] =
    [("session", Since::Session), ("day", Since::Day), ("week", Since::Week), ("ever", Since::Ever)];

/// The word for a period.
fn period(since: Since) -> &'static str {
    PER.iter().find(|(_, known)| *known == since).map_or("", |(word, _)| *word)
}

/// Reads all limits of a variant.
pub fn read(variant: &Object<'_>, report: &mut Report<'_>) -> Vec<Limit> {
    let mut limits = Vec::new();
    variant.part("stopAfter", report, |node, place, report| {
        each(node, place, (limits::NAMED, "goals"), report, |node, place, report| {
            let goal = Some(Source { text: text(node, place, report)?, place: place.owned() });
            limits.push(Limit { kind: EventKind::Convert, goal, count: 1, since: Since::Ever });
            Some(())
        })
    });
    let days = variant.part("cooldown", report, |node, place, report| {
        whole(node, place, limits::COOLDOWN_DAYS, "1 to {} whole days were expected", report)
    });
    limits.extend(days.map(|count| Limit { kind: EventKind::Dismiss, goal: None, count, since: Since::Ever }));
    let mut caps: Vec<Limit> = Vec::new();
    variant.part("cap", report, |node, place, report| {
        each(node, place, (PER.len(), "caps"), report, |node, place, report| {
            let cap = cap(node, place, report)?;
            if caps.iter().any(|other| other.since == cap.since) {
                report.error(&place.key("per", None), say("there is a cap per “{}” already", &[period(cap.since)]));
            }
            caps.push(cap);
            Some(())
        })
    });
    if let Some((short, long)) = unreachable_cap(&caps) {
        let message =
            say("the cap per {} never counts: the one per {} is reached before it", &[period(short), period(long)]);
        variant.part("cap", report, |_, place, report| {
            report.warning(&place.owned(), message);
            Some(())
        });
    }
    // The first limit that stops a variant says until when, and a cap per week holds longer than one per day.
    caps.sort_by_key(|cap| cap.since as u8);
    limits.extend(caps);
    limits
}

/// The periods of two caps of which the second never counts, because the first is reached before it.
fn unreachable_cap(caps: &[Limit]) -> Option<(Since, Since)> {
    let within = |short: Since, long: Since| match long {
        Since::Ever => short != Since::Ever,
        Since::Week => short == Since::Day,
        Since::Day | Since::Session => false,
    };
    let pairs = caps.iter().flat_map(|short| caps.iter().map(move |long| (short, long)));
    let mut found = pairs.filter(|(short, long)| within(short.since, long.since) && long.count <= short.count);
    found.next().map(|(short, long)| (short.since, long.since))
}

/// Reads a single value, or a list of at least one.
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

/// Reads one cap.
fn cap(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<Limit> {
    let object = Object::read(node, place, &["times", "per"], report)?;
    let count = object.need("times", report).and_then(|_| {
        object.part("times", report, |node, place, report| {
            whole(node, place, limits::MOMENTS, "1 to {} times were expected", report)
        })
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
