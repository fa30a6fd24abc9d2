//! A rule → its record and its code.

use super::draft::Draft;
use crate::capability::Capability;
use crate::manifest::check;
use crate::manifest::model::Source;
use crate::prelude::*;
use crate::program::bytes::Span;
use crate::program::records;
use crate::rule::lower::lower_with;
use crate::rule::needs_full::needs_full;

/// Writes a rule: its number plus one, or `None` when something is wrong with it. `own` is the variant that it belongs to,
/// as `SLOT/VARIANT`.
pub fn rule(draft: &mut Draft<'_>, source: &Source, own: &str) -> Option<u32> {
    let checked = check::rule::rule(&mut draft.checker, &draft.program, source, own)?;
    if needs_full(&checked.folded) {
        draft.program.needs |= Capability::Cel.bit();
    }
    let code = lower_with(&checked.folded, &mut draft.program.constants);
    let is_told = draft.program.asks(Capability::Reason) || draft.program.asks(Capability::Explain);
    let record = records::Rule {
        // Nobody else reads it.
        source: if is_told { draft.text(&source.text) } else { Span::default() },
        code: append(&mut draft.program.code, &code),
        reads: draft.program.reads.append(&checked.reads),
        cuts: draft.cuts(checked.cuts),
        timed: draft.program.reads.append(&checked.timed),
    };
    Some(draft.program.rules.push(&record) + 1)
}

/// Adds code to that of the program.
fn append(all: &mut Vec<u8>, code: &[u8]) -> Span {
    let start = all.len() as u32;
    all.extend(code);
    Span { start, count: code.len() as u32 }
}
