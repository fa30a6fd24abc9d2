//! Addresses in a text, with and without a protocol.

use core::ops::Range;

use super::Letters;
use super::domain::{domain, is_possible};
use super::letters::{
    is_directional, is_domain, is_invalid, is_latin_accent, is_path, is_path_end, is_query, is_query_end,
};

/// The longest piece of an address of X's own shortener.
const SLUG: usize = 40;

/// The addresses in a text, as ranges of its letters.
pub fn urls(letters: &Letters<'_>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut place = 0;
    // What is before an address is a letter of its own: two never touch.
    let mut least = 0;
    while place < letters.len() {
        let free = place == 0 || (place > least || least == 0) && letters.before(place).is_some_and(may_precede);
        match if free { one(letters, place) } else { None } {
            Some(address) => {
                place = address.end.max(place + 1);
                least = place;
                address.add(letters, &mut found);
            }
            None => place += 1,
        }
    }
    found
}

fn may_precede(letter: char) -> bool {
    is_directional(letter) || !(letter.is_ascii_alphanumeric() || "@＠$#＃".contains(letter) || is_invalid(letter))
}

/// What looks like an address.
struct Address {
    start: usize,
    has_protocol: bool,
    domain: Range<usize>,
    /// Behind its path and query.
    end: usize,
    has_path: bool,
}

fn one(letters: &Letters<'_>, start: usize) -> Option<Address> {
    let protocol = ["http://", "https://"].into_iter().find(|word| letters.starts(start, word));
    if let Some(word) = protocol
        && let Some(found) = with_domain(letters, start, start + word.len(), true)
    {
        return Some(found);
    }
    with_domain(letters, start, start, false)
}

fn with_domain(letters: &Letters<'_>, start: usize, from: usize, has_protocol: bool) -> Option<Address> {
    let behind = domain(letters, from, is_domain)?;
    let port = port(letters, behind);
    let has_path = letters.get(port) == Some('/');
    let path = if has_path { path(letters, port + 1) } else { port };
    let end = if letters.get(path) == Some('?') { query(letters, path) } else { path };
    Some(Address { start, has_protocol, domain: from..behind, end, has_path })
}

fn port(letters: &Letters<'_>, place: usize) -> usize {
    let digits = letters.behind(place + 1, |one| one.is_ascii_digit());
    if letters.get(place) == Some(':') && digits > place + 1 { digits } else { place }
}

/// Behind the path: to the last letter that may end one. Brackets are in it in pairs.
fn path(letters: &Letters<'_>, start: usize) -> usize {
    let (mut place, mut end) = (start, start);
    while let Some(letter) = letters.get(place) {
        if letter == '(' {
            let Some(closed) = bracket(letters, place) else { break };
            (place, end) = (closed, closed);
        } else if is_path(letter) {
            place += 1;
            if is_path_end(letter) {
                end = place;
            }
        } else {
            break;
        }
    }
    end
}

/// Behind brackets that are closed, with one pair in them at most.
fn bracket(letters: &Letters<'_>, start: usize) -> Option<usize> {
    let mut depth = 0;
    let mut place = start;
    while let Some(letter) = letters.get(place) {
        place += 1;
        match letter {
            '(' => depth += 1,
            ')' => depth -= 1,
            other if is_path(other) => {}
            _ => return None,
        }
        if depth == 0 {
            return (place > start + 2).then_some(place);
        }
        if depth > 2 {
            return None;
        }
    }
    None
}

fn query(letters: &Letters<'_>, start: usize) -> usize {
    let end = letters.behind(start + 1, is_query);
    (start + 1..end).rev().find(|place| letters.get(*place).is_some_and(is_query_end)).map_or(start, |last| last + 1)
}

impl Address {
    fn add(self, letters: &Letters<'_>, found: &mut Vec<Range<usize>>) {
        if self.has_protocol {
            let short = shortened(letters, self.domain.start);
            if short.as_ref().is_some_and(|(slug, _)| *slug > SLUG) || !is_possible(letters.slice(self.domain.clone()))
            {
                return;
            }
            found.push(self.start..short.map_or(self.end, |(_, end)| end));
        } else if !letters.before(self.start).is_some_and(|one| "-_./".contains(one)) {
            self.add_plain(letters, found);
        }
    }

    /// Without a protocol only domains of Latin letters are addresses; of several in a row the last has the path.
    fn add_plain(self, letters: &Letters<'_>, found: &mut Vec<Range<usize>>) {
        let is_plain = |letter: char| letter.is_ascii_alphanumeric() || is_latin_accent(letter);
        let mut place = self.domain.start;
        let before = found.len();
        while place < self.domain.end {
            match domain(letters, place, is_plain).filter(|end| *end <= self.domain.end) {
                Some(end) => {
                    if is_possible(letters.slice(place..end)) {
                        found.push(place..end);
                    }
                    place = end;
                }
                None => place += 1,
            }
        }
        if let Some(last) = found.last_mut().filter(|_| self.has_path)
            && last.end == self.domain.end
        {
            last.end = self.end;
        }
        debug_assert!(found.len() >= before);
    }
}

/// How long the name of an address of X's shortener is, and where that address ends.
fn shortened(letters: &Letters<'_>, domain: usize) -> Option<(usize, usize)> {
    if !letters.starts(domain, "t.co/") {
        return None;
    }
    let start = domain + "t.co/".len();
    let end = letters.behind(start, |one| one.is_ascii_alphanumeric());
    let behind = if letters.get(end) == Some('?') { query(letters, end) } else { end };
    (end > start).then_some((end - start, behind))
}
