//! Finds a form in a text, both in one way of writing: whole words and whole numbers, with any space where the form has one.

use core::ops::Range;

use crate::fold::folded;

/// What Arabic writes before a word without a space: and, so, by, to, like, the.
pub const BEFORE: [&str; 20] = [
    "و", "ف", "ب", "ل", "ك", "ال", "وال", "بال", "فال", "كال", "لل", "وب", "ول", "ولل", "وبال", "فب", "فل", "وك", "س",
    "وس",
];
/// What makes another value of a number that it follows.
const UNITS: [&str; 22] = [
    "percent",
    "per cent",
    "prozent",
    "euro",
    "euros",
    "dollar",
    "dollars",
    "eur",
    "usd",
    "gbp",
    "cent",
    "cents",
    "mio",
    "mrd",
    "بالمئة",
    "بالمائة",
    "يورو",
    "دولار",
    "ريال",
    "درهم",
    "جنيه",
    "k",
];
/// Signs of currencies and shares.
pub const SIGNS: &str = "€$£¥₹₽₺₩₪%‰";

/// Is a form in a text?
pub fn has(text: &str, form: &str) -> bool {
    !all(&folded(text), &folded(form)).is_empty()
}

/// Where a form stands in a text that is in one way of writing, as is the form.
pub fn all(text: &str, form: &str) -> Vec<Range<usize>> {
    let form = form.trim();
    let Some(first) = form.split(' ').find(|word| !word.is_empty()) else { return Vec::new() };
    let mut found: Vec<Range<usize>> = Vec::new();
    for (start, _) in text.match_indices(first) {
        if found.last().is_some_and(|last| start < last.end) {
            continue;
        }
        if let Some(end) = behind(text, start, form)
            && is_whole(text, &(start..end), form)
        {
            found.push(start..end);
        }
    }
    found
}

/// Behind the form, if it stands here.
fn behind(text: &str, start: usize, form: &str) -> Option<usize> {
    let mut at = start;
    for (number, word) in form.split(' ').filter(|word| !word.is_empty()).enumerate() {
        let rest = text.get(at..)?;
        let bare = rest.trim_start_matches([' ', '\n']);
        if number > 0 && bare.len() == rest.len() {
            return None;
        }
        at += rest.len() - bare.len() + word.len();
        bare.starts_with(word).then_some(())?;
    }
    Some(at)
}

fn is_whole(text: &str, Range { start, end }: &Range<usize>, form: &str) -> bool {
    let before = text.get(..*start).unwrap_or_default();
    let after = text.get(*end..).unwrap_or_default();
    is_free_before(before, form) && is_free_after(after, form)
}

fn is_free_before(before: &str, form: &str) -> bool {
    let starts_digit = form.starts_with(|one: char| one.is_ascii_digit());
    let mut back = before.chars().rev();
    let (last, second) = (back.next(), back.next());
    let Some(last) = last else { return true };
    if starts_digit && is_mark(last) && second.is_some_and(|one| one.is_ascii_digit()) {
        return false;
    }
    if starts_digit && (matches!(last, '-' | '+') && !second.is_some_and(char::is_alphanumeric) || SIGNS.contains(last))
    {
        return false;
    }
    if !last.is_alphanumeric() {
        return true;
    }
    let word = before.rsplit(|one: char| !one.is_alphanumeric()).next().unwrap_or_default();
    form.starts_with(char::is_alphanumeric) && BEFORE.contains(&word)
}

fn is_free_after(after: &str, form: &str) -> bool {
    let ends_value = form.ends_with(|one: char| one.is_ascii_digit() || SIGNS.contains(one));
    let mut ahead = after.chars();
    let (first, second) = (ahead.next(), ahead.next());
    let Some(first) = first else { return true };
    if form.ends_with(char::is_alphanumeric) && first.is_alphanumeric() {
        return false;
    }
    if !ends_value {
        return true;
    }
    if is_mark(first) && second.is_some_and(|one| one.is_ascii_digit()) {
        return false;
    }
    let next = after.trim_start_matches([' ', '-']);
    let word = next.split(|one: char| !one.is_alphanumeric()).next().unwrap_or_default();
    !next.starts_with(|one| SIGNS.contains(one)) && !UNITS.contains(&word)
}

fn is_mark(letter: char) -> bool {
    matches!(letter, '.' | ',' | '\'' | ':' | '/')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_and_whole_numbers_are_found() {
        for (text, form, count) in [
            ("costs 1.299,00\u{202f}€ today", "1.299,00 €", 1),
            ("costs 11.299,00 €", "1.299,00 €", 0),
            ("costs 1.299,00 €", "299,00 €", 0),
            ("1,299.50", "1,299", 0),
            ("best bestest", "best", 1),
            ("49 %", "49", 0),
            ("49 percent, $49, -49 and 49", "49", 1),
            ("-49", "49", 0),
            ("بالقهوة والقهوة قهوة", "قهوة", 3),
            ("two\nwords", "two words", 1),
            ("", "a", 0),
            ("a", "", 0),
        ] {
            assert_eq!(all(&folded(text), &folded(form)).len(), count, "{text}: {form}");
        }
    }
}
