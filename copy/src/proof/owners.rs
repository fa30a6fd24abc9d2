//! Facts of a name stand by that name: swapped prices are all there, and all wrong.

use core::ops::Range;

use tailorbird::error::say;

use super::Text;
use crate::brief::Fact;

/// A fact, and where it stands.
pub type Placed<'f> = (Range<usize>, &'f Fact);

/// In each sentence the first value by the first name, and so on.
pub fn swapped(text: &mut Text<'_>, mut values: Vec<Placed<'_>>, mut names: Vec<Placed<'_>>) {
    values.sort_by_key(|(range, _)| range.start);
    names.sort_by_key(|(range, _)| (range.start, core::cmp::Reverse(range.end)));
    names.dedup_by(|next, before| next.0.start < before.0.end);
    for area in text.sentences.clone() {
        let inside = |all: &[Placed<'_>]| {
            all.iter().filter(|(range, _)| area.contains(&range.start)).map(|one| one.0.clone()).collect::<Vec<_>>()
        };
        let owners: Vec<&Placed<'_>> = names.iter().filter(|(range, _)| area.contains(&range.start)).collect();
        for kind in ["price", "date", "quantity", "url", "list", "change"] {
            let of_kind: Vec<Placed<'_>> =
                values.iter().filter(|(_, fact)| fact.kind.name() == kind).cloned().collect();
            let mut spots = inside(&of_kind);
            spots.dedup_by(|next, before| next.start < before.end);
            for (number, spot) in spots.iter().enumerate() {
                let owner = if owners.len() == spots.len() { owners.get(number) } else { nearest(&owners, spot) };
                let Some((_, owner)) = owner else { continue };
                let mut whose = of_kind
                    .iter()
                    .filter(|(range, _)| range.start < spot.end && spot.start < range.end)
                    .map(|(_, fact)| fact);
                if !whose.clone().any(|fact| fact.of.as_deref() == Some(owner.name.as_str()))
                    && let Some(fact) = whose.next()
                {
                    let of = fact.of.clone().unwrap_or_default();
                    let message =
                        say("this is {}, which belongs to {}, and stands by {}", &[&fact.name, &of, &owner.name]);
                    text.wrong("swapped", spot, message);
                }
            }
        }
    }
}

fn nearest<'a, 'f>(owners: &'a [&'f Placed<'f>], spot: &Range<usize>) -> Option<&'a &'f Placed<'f>> {
    let distance = |range: &Range<usize>| {
        if range.end <= spot.start { spot.start - range.end } else { range.start.saturating_sub(spot.end) + 8 }
    };
    owners.iter().min_by_key(|(range, _)| distance(range))
}
