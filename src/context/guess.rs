//! A zone, or a region → what a program says of it.

use crate::text::pieces;

/// The word under which a table lists an item; empty where it does not. A word follows `=`, and its items follow it,
/// all apart by spaces: `=DE Europe/Berlin =AU Australia/`. An item that ends with a slash stands for all below it. Zones
/// and regions are the same in capitals and in small letters.
pub fn listed<'t>(table: &'t str, item: &str) -> &'t str {
    let mut word = "";
    for known in pieces(table, ' ') {
        if let Some(next) = known.strip_prefix('=') {
            word = next;
        } else if item.eq_ignore_ascii_case(known) || (known.ends_with('/') && item.starts_with(known)) {
            return word;
        }
    }
    ""
}

/// The class of a zone or a host in a list: a space between two items, two spaces between two classes. What ends with
/// a slash stands for all that begins with it; what ends with a dot for itself in every country; a host for all below.
#[inline(never)]
pub fn class(list: &str, name: &str) -> Option<u8> {
    let mut class = 0;
    for item in pieces(list, ' ') {
        let (before, after) = (name.strip_suffix(item), name.strip_prefix(item));
        let found = match item.as_bytes().last() {
            Some(b'/') => after.is_some(),
            Some(b'.') => after.is_some_and(|country| country.len() <= "com.au".len()),
            Some(_) => before.is_some_and(|below| matches!(below.as_bytes().last(), None | Some(b'.'))),
            None => {
                class += 1;
                false
            }
        };
        if found {
            return Some(class);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_by_its_items_and_by_what_is_below_them() {
        let table = "=DE Europe/Berlin Europe/Busingen =AU Australia/";
        assert_eq!(listed(table, "Europe/Busingen"), "DE");
        assert_eq!(listed(table, "Australia/Perth"), "AU");
        assert_eq!(listed(table, "europe/berlin"), "DE");
        assert_eq!(listed(table, "Europe/Berlin/"), "");
        assert_eq!(listed(table, ""), "");
        assert_eq!(listed("", ""), "");
    }
}
