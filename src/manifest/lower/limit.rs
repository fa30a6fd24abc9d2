//! The limits of a variant → their records.

use super::draft::Draft;
use crate::manifest::check::goals;
use crate::manifest::model::Limit;
use crate::program::records;

/// Writes the limits of a variant: the number of the first plus one, or 0. `variant` is its name as `SLOT/VARIANT`.
pub fn limits(draft: &mut Draft<'_>, limits: &[Limit], variant: &str) -> u32 {
    goals::known(&mut draft.checker, limits);
    let first = draft.program.limits.len() as u32 + 1;
    for (number, limit) in limits.iter().enumerate() {
        let place = draft.text(limit.goal.as_ref().map_or(variant, |goal| &goal.text));
        let more = number + 1 < limits.len();
        draft.program.limits.push(&records::Limit::of(place, limit.kind as u32, limit.since, more, limit.count));
    }
    if limits.is_empty() { 0 } else { first }
}
