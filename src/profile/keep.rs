//! Taking out of a list what does not stay. The library's own way weighs twice as much.

use crate::prelude::*;

/// Leaves those that stay, in their order.
pub fn keep<T>(all: &mut Vec<T>, stays: impl Fn(&T) -> bool) {
    let mut kept = 0;
    for place in 0..all.len() {
        if all.get(place).is_some_and(&stays) {
            all.swap(kept, place);
            kept += 1;
        }
    }
    all.truncate(kept);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_that_stay_keep_their_order() {
        for gone in 0u32..1 << 6 {
            let mut all: Vec<u32> = (0..6).collect();
            keep(&mut all, |one| gone >> one & 1 == 0);
            assert_eq!(all, (0..6).filter(|one| gone >> one & 1 == 0).collect::<Vec<_>>());
        }
    }
}
