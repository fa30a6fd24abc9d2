//! The limits of a variant: `cap`, `cooldown` and `stopAfter`, and the caps of the manifest that variants share.

use super::json::{Json, Node};
use super::object::Object;
use super::values::{short, text, whole};
use crate::error::{count, say};
use crate::limits;
use crate::manifest::model::{Limit, SharedCap, Source};
use crate::manifest::report::{Place, Report};
use crate::nearest::hint;
use crate::prelude::*;
use crate::profile::EventKind;
use crate::program::records::Since;

/// The periods of a cap.
const PER: [(&str, Since); 6] = [
    ("session", Since::Session),
    ("hour", Since::Hour),
    ("day", Since::Day),
    ("week", Since::Week),
    ("month", Since::Month),
    ("ever", Since::Ever),
];
/// The most caps of one variant.
const CAPS: usize = 4;

/// The words for a period.
fn period(since: Since) -> String {
    if let Since::Rolling(hours) = since {
        return say("{} hours", &[&count(usize::from(hours))]);
    }
    PER.iter().find(|(_, known)| *known == since).map_or("", |(word, _)| *word).to_owned()
}

/// Reads all limits of a variant, and the names of those that it shares.
pub fn read(variant: &Object<'_>, report: &mut Report<'_>) -> (Vec<Limit>, Vec<Source>) {
    let (mut limits, mut shares) = (Vec::new(), Vec::new());
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
    variant.part("cap", report, |node, place, report| {
        let caps = caps(node, place, report, &mut |node, place, report| {
            let name = text(node, place, report)?;
            if shares.iter().any(|known: &Source| known.text == name) {
                report.error(place, say("“{}” stands here twice", &[short(&name)]));
            }
            shares.push(Source { text: name, place: place.owned() });
            Some(())
        });
        limits.extend(caps);
        Some(())
    });
    (limits, shares)
}

/// Reads a cap that several variants share.
pub fn shared(name: &str, node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<SharedCap> {
    let limits = caps(node, place, report, &mut |node, place, report| {
        Object::any(node, place, report);
        None
    });
    Some(SharedCap { name: name.to_owned(), place: place.owned(), limits })
}

/// Reads one cap or a list of them. A text names a cap that is shared.
fn caps(
    node: &Node,
    place: &Place<'_>,
    report: &mut Report<'_>,
    share: &mut dyn FnMut(&Node, &Place<'_>, &mut Report<'_>) -> Option<()>,
) -> Vec<Limit> {
    let mut caps: Vec<Limit> = Vec::new();
    each(node, place, (CAPS, "caps"), report, |node, place, report| {
        if matches!(node.json, Json::Text(_)) {
            return share(node, place, report);
        }
        let cap = cap(node, place, report)?;
        if caps.iter().any(|other| other.since == cap.since) {
            report.error(&place.key("per", None), say("there is a cap per “{}” already", &[&period(cap.since)]));
        }
        caps.push(cap);
        Some(())
    });
    if let Some((short, long)) = unreachable_cap(&caps) {
        let message =
            say("the cap per {} never counts: the one per {} is reached before it", &[&period(short), &period(long)]);
        report.warning(&place.owned(), message);
    }
    caps
}

/// The periods of two caps of which the second never counts, because the first is reached before it.
fn unreachable_cap(caps: &[Limit]) -> Option<(Since, Since)> {
    let within = |short: Since, long: Since| match (short, long) {
        (Since::Ever, _) => false,
        (_, Since::Ever) => true,
        (Since::Hour, Since::Day | Since::Week | Since::Month | Since::Rolling(_)) => true,
        (Since::Day, Since::Week | Since::Month) => true,
        (Since::Rolling(short), Since::Rolling(long)) => short < long,
        _ => false,
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
    let since = object.need("per", report).and_then(|_| object.part("per", report, per));
    Some(Limit { kind: EventKind::View, goal: None, count: count?, since: since? })
}

/// Reads the period of a cap: a word, or the hours of one that moves along with the clock.
fn per(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<Since> {
    if matches!(node.json, Json::Object(_)) {
        let object = Object::read(node, place, &["hours"], report)?;
        object.need("hours", report)?;
        let hours = object.part("hours", report, |node, place, report| {
            whole(node, place, limits::ROLLING_HOURS, "1 to {} whole hours were expected", report)
        });
        return hours.map(|hours| Since::Rolling(hours as u16));
    }
    let word = text(node, place, report)?;
    let since = PER.iter().find(|(known, _)| *known == word).map(|(_, since)| *since);
    if since.is_none() {
        let hint = hint(&word, PER.iter().map(|(known, _)| *known));
        let message = "a cap counts per session, hour, day, week, month or ever, not per “{}”{}";
        report.error(place, say(message, &[short(&word), &hint]));
    }
    since
}
