//! The texts and numbers that a page reads of its reader and itself → a [`Context`].

use alloc::rc::Rc;

use crate::capability::{Capability, mark};
use crate::context::zone::{Change, Zone};
use crate::context::{Context, Device, Page};
use crate::prelude::*;
use crate::program::Program;
use crate::protocol::{ContextNumber, ContextText, GROUP, ITEM, NOWHERE};
use crate::text::{pieces, shared};

/// `texts`: a list for each [`ContextText`], and one for each slot whose place says another language than the page: its name and the
/// languages that are wanted there, as in [`ContextText::Likely`]. `numbers`: one for each [`ContextNumber`], and the changes of the zone.
pub fn context(program: &Program, texts: &str, numbers: &[f64]) -> Context {
    let (mut lists, mut placed) = ([""; ContextText::ALL.len()], Vec::new());
    for (number, text) in pieces(texts, GROUP).enumerate() {
        match lists.get_mut(number) {
            Some(list) => *list = text,
            None if program.uses(Capability::Language) => {
                mark::language();
                placed.push(list(text));
            }
            None => {}
        }
    }
    let text = |place: ContextText| lists.get(place as usize).copied().unwrap_or_default();
    let number = |place: ContextNumber| numbers.get(place as usize).copied().unwrap_or(-1.0);
    let word = |place| Some(number(place)).filter(|number| *number >= 0.0).map(|number| number as u8);
    let mut changes = Vec::new();
    for [at, offset] in numbers.get(ContextNumber::Zone as usize..).unwrap_or_default().as_chunks().0 {
        changes.push(Change { at: *at as i64, offset: *offset as i64 });
    }
    let mut query = Vec::new();
    if program.uses(Capability::Query) || program.uses(Capability::Source) {
        mark::search();
        for [name, value] in list(text(ContextText::Query)).as_chunks().0 {
            query.push((name.clone(), value.clone()));
        }
    }
    let (mut position, mut source, mut topics, mut likely) = (None, None, Vec::new(), Vec::new());
    if program.uses(Capability::Near) {
        mark::near();
        let place = (number(ContextNumber::Latitude) as i16, number(ContextNumber::Longitude) as i16);
        position = Some(place).filter(|(latitude, longitude)| *latitude.min(longitude) > NOWHERE);
    }
    if program.uses(Capability::Source) {
        mark::source();
        source = word(ContextNumber::Source);
    }
    if program.uses(Capability::Topics) {
        mark::topics();
        topics = list(text(ContextText::Topics));
    } else if program.uses(Capability::Learn) {
        mark::learn();
        topics = list(text(ContextText::Topics));
    }
    if program.uses(Capability::Language) {
        mark::language();
        likely = list(text(ContextText::Likely));
    }
    let mut device = Device::default();
    if program.uses(Capability::Device) {
        mark::device();
        device = Device {
            viewport: word(ContextNumber::Viewport),
            pointer: word(ContextNumber::Pointer),
            color_scheme: word(ContextNumber::ColorScheme),
            contrast: word(ContextNumber::Contrast),
            connection: word(ContextNumber::Connection),
            reduced_motion: number(ContextNumber::ReducedMotion) == 1.0,
            save_data: number(ContextNumber::SaveData) == 1.0,
        };
    }
    Context {
        now: number(ContextNumber::Now) as i64,
        zone: Zone { name: shared(text(ContextText::Zone)), changes },
        position,
        locales: list(text(ContextText::Locales)),
        likely,
        placed,
        forced: Vec::new(),
        page: Page {
            path: shared(text(ContextText::Path)),
            query,
            referrer: shared(text(ContextText::Referrer)),
            source,
            topics,
        },
        device,
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
