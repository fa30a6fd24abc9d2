//! Chance → texts put together from pieces in any order, and bytes that were sound before something befell them.

use crate::chance::Chance;

/// Fewer than `most` of the pieces.
pub fn random_text(chance: &mut Chance, pieces: &[&str], most: usize) -> String {
    (0..chance.below(most)).map(|_| chance.of(pieces)).collect()
}

/// The same bytes with one to three changes.
pub fn mutate(chance: &mut Chance, bytes: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..if chance.once_in(3) { 3 } else { 1 } {
        if bytes.is_empty() {
            return bytes;
        }
        let place = chance.below(bytes.len());
        let end = (place + 1 + chance.below(20)).min(bytes.len());
        match chance.below(6) {
            0 => bytes[place] ^= 1 << chance.below(8),
            1 => bytes[place] = chance.next() as u8,
            2 => bytes.truncate(place),
            3 => drop(bytes.drain(place..end)),
            4 => {
                let copy = bytes[place..end].to_vec();
                let at = chance.below(bytes.len() + 1);
                bytes.splice(at..at, copy);
            }
            _ => {
                // JSON's own marks are where a parser can be led astray.
                bytes[place] = b"{}[]\",:\\0-ne"[chance.below(12)];
            }
        }
    }
    bytes
}
