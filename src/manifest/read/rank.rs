//! How a list ranks, and what it knows of items: `"choose": { "by": "rank" }`, and `boost`, `published` and `owner`.

use super::json::{Json, Node};
use super::object::Object;
use super::shares::share;
use super::values::{short, text, whole, wrong};
use crate::civil::DAY;
use crate::error::{count, say};
use crate::limits;
use crate::manifest::model::{Listing, Rank, Variant};
use crate::manifest::report::{Place, Report};
use crate::manifest::time::dates::{DateTime, parse};
use crate::nearest::hint;
use crate::prelude::*;

/// The keys of an item that lists rank by.
pub const KEYS: [&str; 3] = ["boost", "published", "owner"];
const OPTIONS: [&str; 6] = ["by", "vectors", "diversity", "calibration", "fresh", "owners"];
/// How much items that are alike stay apart where nobody says it.
const DIVERSITY: f64 = 0.3;
/// For how many days an item is new where nobody says it.
const DAYS: u32 = 14;
/// The longest time for which an item is new.
const YEAR: usize = 365;
/// The greatest boost.
const BOOST: f64 = 10.0;

/// Reads what lists rank an item by.
pub fn listing(object: &Object<'_>, report: &mut Report<'_>) -> Listing {
    Listing {
        boost: object.part("boost", report, boost).unwrap_or_default(),
        published: object.part("published", report, published),
        owner: object.part("owner", report, owner).unwrap_or_default(),
    }
}

fn boost(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<f64> {
    let Json::Number(boost) = node.json else {
        return wrong(node, place, "a number", report);
    };
    if !(-BOOST..=BOOST).contains(&boost) {
        report.error(place, "a boost is a number from −10 to 10");
        return None;
    }
    Some(boost)
}

/// A day begins in UTC, so that an item is equally old for everybody.
fn published(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<i64> {
    let moment = match parse(&text(node, place, report)?) {
        Some(DateTime::Day(days)) => Some(days * DAY),
        Some(DateTime::Instant(moment, _)) => Some(moment),
        Some(DateTime::Local(_)) | None => None,
    };
    if moment.is_none() {
        report.error(
            place,
            "a day such as 2026-12-24, or a moment with its offset such as 2026-12-24T18:00Z, was expected",
        );
    }
    moment
}

fn owner(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<String> {
    let owner = text(node, place, report)?;
    if owner.is_empty() || owner.len() > limits::NAME_BYTES {
        report.error(place, say("the name of an owner has 1 to {} bytes", &[&count(limits::NAME_BYTES)]));
    }
    Some(owner)
}

/// Reads how a list chooses. `None`: in the site's order.
pub fn choose(node: &Node, place: &Place<'_>, items: &[Variant], length: u32, report: &mut Report<'_>) -> Option<Rank> {
    let object = Object::any(node, place, report)?;
    object.need("by", report)?;
    match &*object.part("by", report, text)? {
        "rank" => {}
        "order" => {
            Object::read(node, place, &["by"], report)?;
            return None;
        }
        _ => {
            object.error("by", "a list chooses by “order” or by “rank”", report);
            return None;
        }
    }
    let object = Object::read(node, place, &OPTIONS, report)?;
    let fresh = object.part("fresh", report, |node, place, report| fresh(node, place, length, report));
    let rank = Rank {
        place: place.owned(),
        vectors: object.part("vectors", report, vectors),
        diversity: object.part("diversity", report, share).unwrap_or(DIVERSITY),
        calibration: object.part("calibration", report, share).unwrap_or_default(),
        fresh: fresh.unwrap_or((0, DAYS)),
        owners: object
            .part("owners", report, |node, place, report| owners(node, place, items, length, report))
            .unwrap_or_default(),
    };
    let owed = rank.fresh.0 + rank.owners.iter().map(|(_, places)| places).sum::<u32>();
    if owed > length {
        let places = [&*count(owed), &*count(length)];
        report.error(place, say("its least shares are {} places, rounded up, and it has {}", &places));
    }
    Some(rank)
}

/// An address, with the hash of the file behind it.
fn vectors(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<String> {
    let address = text(node, place, report)?;
    let (file, hash) = address.split_once('#').unwrap_or((&address, ""));
    let base64 = |byte: u8| byte.is_ascii_alphanumeric() || b"+/-_=".contains(&byte);
    let is_hash =
        hash.strip_prefix("sha256-").is_some_and(|hash| (43..=44).contains(&hash.len()) && hash.bytes().all(base64));
    if file.is_empty() || !is_hash {
        report.error(
            place,
            "the address of a file of vectors with its hash was expected, such as “/items.vectors#sha256-…”",
        );
    }
    Some(address)
}

/// The places of new items, and for how many days they are new.
fn fresh(node: &Node, place: &Place<'_>, length: u32, report: &mut Report<'_>) -> Option<(u32, u32)> {
    let object = Object::read(node, place, &["share", "days"], report)?;
    let days = object.part("days", report, |node, place, report| {
        whole(node, place, YEAR, "an item is new for 1 to {} days", report)
    });
    let share = object.part("share", report, share).unwrap_or_default();
    Some((places(share, length), days.unwrap_or(DAYS)))
}

/// The places of each owner: one share for all of them, or one by each name.
fn owners(
    node: &Node,
    place: &Place<'_>,
    items: &[Variant],
    length: u32,
    report: &mut Report<'_>,
) -> Option<Vec<(String, u32)>> {
    let mut known: Vec<&str> = Vec::new();
    for item in items {
        if !item.listing.owner.is_empty() && !known.contains(&item.listing.owner.as_str()) {
            known.push(&item.listing.owner);
        }
    }
    if let Json::Number(_) = node.json {
        let each = places(share(node, place, report)?, length);
        return Some(known.into_iter().map(|name| (name.to_owned(), each)).collect());
    }
    let object = Object::any(node, place, report)?;
    let mut owners = Vec::new();
    for (name, node) in object.entries() {
        let place = place.key(name, node.at);
        let Some(share) = share(node, &place, report) else {
            continue;
        };
        if known.contains(&name) {
            owners.push((name.to_owned(), places(share, length)));
        } else {
            let hint = hint(name, known.iter().copied());
            report.error(&place, say("no item of the catalogue has the owner “{}”{}", &[short(name), &hint]));
        }
    }
    Some(owners)
}

/// A share of the places of a list, rounded up.
fn places(share: f64, length: u32) -> u32 {
    let exact = share * f64::from(length);
    let whole = exact as u32;
    // A tenth of ten is one place, however the product is rounded.
    if exact - f64::from(whole) > 1e-9 { whole + 1 } else { whole }
}
