//! Why a program is refused that needs what an engine lacks.

#[cfg(not(feature = "marks"))]
use crate::capability::Capability;
use crate::error::Problem;
#[cfg(feature = "marks")]
use crate::prelude::*;
#[cfg(feature = "marks")]
use crate::text::pieces;

#[cfg(not(feature = "marks"))]
const RICH: &str = "a rule of this manifest needs the whole of CEL: open it with tailorbird/full";
#[cfg(not(feature = "marks"))]
const TO_BUILD: &str = "this manifest learns or ranks, and needs a built page: npx tailorbird build";

/// In a whole entry.
#[cfg(not(feature = "marks"))]
pub fn refusal(missing: u128, _: u128, _: &[u8]) -> Problem {
    Problem::error("", if missing & Capability::BUILT != 0 { TO_BUILD } else { RICH })
}

/// In an engine that was cut: with the names of what it lacks, which the program brings along.
#[cfg(feature = "marks")]
pub fn refusal(missing: u128, needs: u128, names: &[u8]) -> Problem {
    let mut text = String::from("this engine was built for another manifest and lacks: ");
    let mut names = pieces(str::from_utf8(names).unwrap_or_default(), ' ');
    let mut bits = needs;
    while bits != 0 {
        let name = names.word();
        if missing & bits & bits.wrapping_neg() != 0 {
            text.push_str(name);
            text.push(' ');
        }
        bits &= bits - 1;
    }
    text.push_str("– build it again");
    Problem::error("", text)
}
