//! A variant, or an item of a catalogue → its record and those of its fields.

use super::draft::Draft;
use super::rule::rule;
use super::schedule::windows;
use super::words::words;
use crate::manifest::check::words::Dependencies;
use crate::manifest::model::{Field, Variant};
use crate::prelude::*;
use crate::program::records;

/// The record of a variant without its limits, which differ between the slots that show the same item. `own` is its name
/// as `SLOT/VARIANT`; items have none. Where a slot `splits`, its words come by language.
pub fn variant(
    draft: &mut Draft<'_>,
    variant: &Variant,
    own: &str,
    is_default: bool,
    splits: bool,
) -> records::Variant {
    let own = if is_default { "" } else { own };
    let rule = variant.when.as_ref().and_then(|when| rule(draft, when, own)).unwrap_or(0);
    let windows = windows(draft, &variant.schedule);
    let mut depends = Dependencies { is_default, ..Dependencies::default() };
    let fields: Vec<records::Field> =
        variant.fields.iter().map(|written| field(draft, written, splits, &mut depends)).collect();
    records::Variant {
        name: draft.text(&variant.name),
        rule,
        windows,
        limit: 0,
        needs: draft.program.reads.append(&depends.needs),
        shows: draft.program.reads.append(&depends.shows),
        fields: draft.program.fields.append(&fields),
        cuts: draft.cuts(depends.cuts),
        topics: draft.texts(&variant.topics),
    }
}

fn field(draft: &mut Draft<'_>, field: &Field, splits: bool, depends: &mut Dependencies) -> records::Field {
    depends.kind = field.kind;
    draft.splits = field.is_localized && splits;
    let messages: Vec<u32> = (0..)
        .zip(&field.words)
        .map(|(locale, word)| word.as_ref().map_or(0, |source| words(draft, source, locale, depends)))
        .collect();
    draft.splits = false;
    records::Field { name: draft.text(&field.name), kind: depends.kind, words: draft.program.words.append(&messages) }
}
