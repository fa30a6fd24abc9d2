//! The words of a field → a message of the program.

use super::draft::Draft;
use super::markup;
use crate::manifest::check::facts::FactTable;
use crate::manifest::check::words::{self, Dependencies};
use crate::manifest::model::Source;
use crate::message::encode::Encoder;
use crate::message::lower::Lowered;

/// Writes the words of a field in one language: the number of the message plus one, or 0 when something is wrong with it.
pub fn words(draft: &mut Draft<'_>, source: &Source, locale: usize, depends: &mut Dependencies) -> u32 {
    let rtl = draft.is_rtl(locale);
    words::words(&mut draft.checker, source, rtl, depends).map_or(0, |lowered| message(draft, &lowered, locale))
}

/// Writes a message: its number plus one.
pub fn message(draft: &mut Draft<'_>, lowered: &Lowered, locale: usize) -> u32 {
    let rtl = draft.is_rtl(locale);
    let language = if draft.splits { locale } else { usize::MAX };
    let FactTable { texts, used, .. } = &mut draft.checker.facts;
    let mut encoder = Encoder {
        program: &mut draft.program,
        place: &mut |text| texts.place_of(language, text),
        rtl,
        isolated: true,
        kept: &mut draft.options,
        lacks: &|number| used.get(number as usize).is_some_and(|used| used.may_be_missing),
        markup: &markup::element,
    };
    encoder.message(lowered)
}
