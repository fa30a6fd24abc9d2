//! Numbers and dates as the platform writes them: the JavaScript lends its `Intl` formatters.

use alloc::vec;
use core::cell::RefCell;

use wasm_bindgen::prelude::*;

use crate::capability::mark;
use crate::message::host::{Host, Kind};
use crate::prelude::*;
use crate::protocol::ITEM;
use crate::rule::platform::Platform;
use crate::text::pieces;

// Texts cross as places in the memory: where they begin, and how many bytes they have.
#[wasm_bindgen]
extern "C" {
    /// The number of a way to write. Its name is one letter, a [`Kind`], and a list of languages, options and zone. A text costs
    /// more on its way than a formatted number, so that each crosses once.
    #[wasm_bindgen(js_namespace = tailorbird)]
    fn learn(at: usize, length: usize) -> u32;

    /// One function for all, because each costs visitors bytes on both sides. Way 0 is plain digits. The answer is the length of
    /// the text; where there is no room for it, the most that it may be.
    #[wasm_bindgen(js_namespace = tailorbird)]
    fn write(value: f64, way: u32, room: usize, size: usize) -> usize;

    #[cfg(feature = "full")]
    #[wasm_bindgen(js_namespace = tailorbird)]
    fn fixed(value: f64, digits: u8, exponential: bool, room: usize, size: usize) -> usize;

    /// Not a number: there is no such zone.
    #[cfg(feature = "full")]
    #[wasm_bindgen(js_namespace = tailorbird)]
    fn offset(at: f64, zone: usize, length: usize) -> f64;

    #[cfg(feature = "compile")]
    #[wasm_bindgen(js_namespace = tailorbird)]
    fn likely(tag: usize, length: usize, room: usize, size: usize) -> usize;

    #[cfg(feature = "full")]
    #[wasm_bindgen(js_namespace = tailorbird)]
    fn parse(text: usize, length: usize) -> f64;
}

/// As long as most texts that are lent.
const ROOM: usize = 64;

/// A lent text. The function is handed room for it, and answers how much it took or may need.
fn lent(write: &dyn Fn(usize, usize) -> usize) -> String {
    let mut size = ROOM;
    loop {
        let mut room = vec![0; size];
        size = write(room.as_mut_ptr().expose_provenance(), size);
        if size <= room.len() {
            room.truncate(size);
            return String::from_utf8(room).unwrap_or_default();
        }
    }
}

/// Where a text is.
#[cfg(feature = "full")]
fn place(text: &str) -> usize {
    text.as_ptr().expose_provenance()
}

/// The ways to write that the lent functions know already.
#[derive(Default)]
pub struct Intl {
    ways: RefCell<Vec<(String, u32)>>,
}

impl Intl {
    fn way(&self, kind: Kind, asked: [&str; 3]) -> u32 {
        let Ok(mut ways) = self.ways.try_borrow_mut() else {
            return 0;
        };
        // Compared piece by piece: putting the text together costs as much as formatting.
        for (known, way) in ways.iter() {
            if is_for(known, kind, asked) {
                return *way;
            }
        }
        let mut how = String::new();
        how.push(char::from(kind as u8));
        for item in asked {
            how.push_str(item);
            how.push(ITEM);
        }
        let way = learn(how.as_ptr().expose_provenance(), how.len());
        if kind.is_kept() {
            ways.push((how, way));
        }
        way
    }
}

/// Is this the name of the way that was asked for?
fn is_for(known: &str, kind: Kind, [locales, options, zone]: [&str; 3]) -> bool {
    let mut parts = pieces(known, ITEM);
    let first = parts.word();
    first.as_bytes().first() == Some(&(kind as u8))
        && first.get(1..) == Some(locales)
        && parts.word() == options
        && parts.word() == zone
}

impl Host for Intl {
    fn format(&self, kind: Kind, locales: &str, options: &str, zone: &str, value: f64) -> String {
        mark::intl();
        let way = self.way(kind, [locales, options, zone]);
        lent(&|room, size| write(value, way, room, size))
    }
}

impl Platform for Intl {
    #[cfg(feature = "full")]
    fn offset(&self, zone: &str, at: i64) -> Option<i64> {
        mark::cel();
        let offset = offset(at as f64, place(zone), zone.len());
        (!offset.is_nan()).then_some(offset as i64)
    }

    fn digits(&self, number: f64) -> String {
        mark::intl();
        lent(&|room, size| write(number, 0, room, size))
    }

    #[cfg(feature = "full")]
    fn fixed(&self, number: f64, digits: u8, exponential: bool) -> String {
        mark::cel();
        lent(&|room, size| fixed(number, digits, exponential, room, size))
    }

    #[cfg(feature = "full")]
    fn parse(&self, text: &str) -> f64 {
        mark::cel();
        parse(place(text), text.len())
    }

    #[cfg(feature = "compile")]
    fn normalize(&self, text: &str) -> String {
        if text.is_ascii() { text.to_owned() } else { self.format(Kind::Normal, "", text, "", 0.0) }
    }

    #[cfg(feature = "compile")]
    fn likely(&self, tag: &str) -> String {
        lent(&|room, size| likely(place(tag), tag.len(), room, size))
    }
}
