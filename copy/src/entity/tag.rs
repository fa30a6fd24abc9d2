//! Mentions, hashtags and cashtags in a text.

use core::ops::Range;

use super::Letters;
use super::letters::{is_latin_accent, is_space, is_tag, is_tag_letter};

/// The longest name that is mentioned.
const NAME: usize = 20;

/// The names that are mentioned, with their “@” and the list that follows, if one does.
pub fn mentions(letters: &Letters<'_>) -> Vec<Range<usize>> {
    let is_name = |one: char| one.is_ascii_alphanumeric() || one == '_';
    let mut found: Vec<Range<usize>> = Vec::new();
    for place in 0..letters.len() {
        if !letters.get(place).is_some_and(|one| matches!(one, '@' | '＠')) || !may_mention(letters, place) {
            continue;
        }
        let end = letters.behind(place + 1, is_name).min(place + 1 + NAME);
        let behind = list(letters, end);
        let goes_on = letters.get(behind).is_some_and(|one| matches!(one, '@' | '＠') || is_latin_accent(one));
        if end > place + 1 && !goes_on && !letters.starts(behind, "://") {
            found.push(place..behind);
        }
    }
    found
}

fn may_mention(letters: &Letters<'_>, place: usize) -> bool {
    let is_free = |one: char| !(one.is_ascii_alphanumeric() || "_!#$%&*@＠".contains(one));
    match letters.before(place) {
        None => true,
        Some(before) => is_free(before) || is_retweet(letters, place),
    }
}

/// “RT@name” and “RT:@name”.
fn is_retweet(letters: &Letters<'_>, place: usize) -> bool {
    let end = if letters.before(place) == Some(':') { place - 1 } else { place };
    let Some(start) = end.checked_sub(2).filter(|start| letters.starts(*start, "rt")) else { return false };
    letters.before(start).is_none_or(|one| !(one.is_ascii_alphanumeric() || "_+~.-".contains(one)))
}

/// Behind the list of a name: “/list”.
fn list(letters: &Letters<'_>, end: usize) -> usize {
    let is_first = letters.get(end + 1).is_some_and(|one| one.is_ascii_alphabetic());
    if letters.get(end) != Some('/') || !is_first {
        return end;
    }
    letters.behind(end + 1, |one| one.is_ascii_alphanumeric() || "_-".contains(one)).min(end + 26)
}

/// The hashtags, with their “#”, but those that are part of an address.
pub fn hashtags(letters: &Letters<'_>, urls: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut place = 0;
    while place < letters.len() {
        match hashtag(letters, place).filter(|tag| !urls.iter().any(|url| url.start < tag.end && tag.start < url.end)) {
            Some(tag) => {
                place = tag.end;
                found.push(tag);
            }
            None => place += 1,
        }
    }
    found
}

fn hashtag(letters: &Letters<'_>, place: usize) -> Option<Range<usize>> {
    letters.get(place).filter(|one| matches!(one, '#' | '＃'))?;
    // A mark that chooses how an emoji looks is no part of a word.
    let is_free = |one: char| matches!(one, '\u{fe0e}' | '\u{fe0f}') || !(is_tag(one) || one == '&');
    let end = letters.behind(place + 1, is_tag);
    let first = letters.get(place + 1)?;
    let sound = letters.before(place).is_none_or(is_free)
        && !matches!(first, '\u{fe0f}' | '\u{20e3}')
        && (place + 1..end).any(|one| letters.get(one).is_some_and(is_tag_letter));
    let goes_on = letters.get(end).is_some_and(|one| matches!(one, '#' | '＃')) || letters.starts(end, "://");
    (sound && !goes_on).then_some(place..end)
}

/// The signs of shares, with their “$”.
pub fn cashtags(letters: &Letters<'_>) -> Vec<Range<usize>> {
    (0..letters.len()).filter_map(|place| cashtag(letters, place)).collect()
}

fn cashtag(letters: &Letters<'_>, place: usize) -> Option<Range<usize>> {
    letters.get(place).filter(|one| *one == '$')?;
    let free = letters.before(place).is_none_or(|one| is_space(one) || super::letters::is_directional(one));
    let word = letters.behind(place + 1, |one| one.is_ascii_alphabetic());
    if !free || word == place + 1 || word > place + 7 {
        return None;
    }
    let more = letters.behind(word + 1, |one| one.is_ascii_alphabetic());
    let joined = letters.get(word).is_some_and(|one| "._".contains(one)) && (word + 2..=word + 3).contains(&more);
    let end = if joined { more } else { word };
    let ends = letters
        .get(end)
        .is_none_or(|one| is_space(one) || one.is_ascii_punctuation() || super::letters::is_directional(one));
    ends.then_some(place..end)
}
