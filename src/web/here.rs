//! What the face saw of the page and the reader → a [`Context`].

use alloc::rc::Rc;

use super::{GROUP, ITEM};
use crate::context::zone::{Change, Zone};
use crate::context::{Context, Device, Page};
use crate::prelude::*;
use crate::text::{pieces, shared};

/// `texts`: zone, path, referrer, then a list each of languages, of the same with likely script and region, of query names and values, and of topics. `numbers`: now, then for
/// viewport, pointer and colour scheme the place in its set of words, for reduced motion and data saving 1 or 0, for
/// contrast, connection and source the place in their sets, all -1 where not known; latitude and longitude in steps of
/// the grid, -1000 where not known; then pairs of a moment and the
/// zone's offset from then on, in milliseconds.
pub fn context(texts: &str, numbers: &[f64]) -> Context {
    let mut groups = pieces(texts, GROUP);
    let mut next = || groups.word();
    let (zone, path, referrer) = (next(), next(), next());
    let (locales, likely, query, topics) = (list(next()), list(next()), list(next()), list(next()));
    let number = |place: usize| numbers.get(place).copied().unwrap_or(-1.0);
    let word = |place: usize| Some(number(place)).filter(|number| *number >= 0.0).map(|number| number as u8);
    let position = Some((number(9) as i32 as i16, number(10) as i32 as i16));
    let mut changes = Vec::new();
    for pair in numbers.get(11..).unwrap_or(&[]).chunks_exact(2) {
        if let [at, offset] = pair {
            changes.push(Change { at: *at as i64, offset: *offset as i64 });
        }
    }
    let mut pairs = Vec::new();
    for pair in query.chunks_exact(2) {
        if let [name, value] = pair {
            pairs.push((name.clone(), value.clone()));
        }
    }
    Context {
        now: number(0) as i64,
        zone: Zone { name: shared(zone), changes },
        position: position.filter(|(latitude, _)| *latitude >= -900),
        locales,
        likely,
        page: Page { path: shared(path), query: pairs, referrer: shared(referrer), source: word(8), topics },
        device: Device {
            viewport: word(1),
            pointer: word(2),
            color_scheme: word(3),
            contrast: word(6),
            connection: word(7),
            reduced_motion: number(4) == 1.0,
            save_data: number(5) == 1.0,
        },
    }
}

/// The items of a list.
pub fn list(text: &str) -> Vec<Rc<str>> {
    let mut items = Vec::new();
    if !text.is_empty() {
        for item in pieces(text, ITEM) {
            items.push(shared(item));
        }
    }
    items
}
