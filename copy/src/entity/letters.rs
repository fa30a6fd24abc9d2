//! The kinds of letters that decide where an address, a mention or a hashtag ends.

use unicode_normalization::char::is_combining_mark;

/// Turns the direction of a line, or marks it.
pub fn is_directional(letter: char) -> bool {
    matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// May stand in no post.
pub fn is_invalid(letter: char) -> bool {
    matches!(letter, '\u{fffe}' | '\u{feff}' | '\u{ffff}')
}

/// Latin letters with accents.
pub fn is_latin_accent(letter: char) -> bool {
    matches!(letter, '\u{c0}'..='\u{24f}' | '\u{253}' | '\u{254}' | '\u{256}' | '\u{257}' | '\u{259}' | '\u{25b}' | '\u{263}'
        | '\u{268}' | '\u{26f}' | '\u{272}' | '\u{289}' | '\u{28b}' | '\u{2bb}' | '\u{300}'..='\u{36f}' | '\u{1e00}'..='\u{1eff}')
        && !matches!(letter, '\u{d7}' | '\u{f7}')
}

/// May stand in a label of a domain.
pub fn is_domain(letter: char) -> bool {
    !letter.is_ascii_punctuation()
        && !letter.is_ascii_control()
        && !is_space(letter)
        && !is_directional(letter)
        && !is_invalid(letter)
}

/// A space of any kind.
pub fn is_space(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '\u{180e}')
}

/// May stand in a path.
pub fn is_path(letter: char) -> bool {
    letter.is_ascii_alphanumeric()
        || is_cyrillic(letter)
        || is_latin_accent(letter)
        || "!*';:=+,.$/%#[]-\u{2013}_~@|&".contains(letter)
}

/// May end a path.
pub fn is_path_end(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || is_cyrillic(letter) || is_latin_accent(letter) || "=_#/+-".contains(letter)
}

/// May stand in a query.
pub fn is_query(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || "!?*'@();:&=+$/%#[]-_.,~|".contains(letter)
}

/// May end a query.
pub fn is_query_end(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || "-_&=#/".contains(letter)
}

fn is_cyrillic(letter: char) -> bool {
    matches!(letter, '\u{400}'..='\u{4ff}')
}

/// Is a letter in a hashtag, or a mark upon one.
pub fn is_tag_letter(letter: char) -> bool {
    letter.is_alphabetic() || is_combining_mark(letter)
}

/// May stand in a hashtag.
pub fn is_tag(letter: char) -> bool {
    is_tag_letter(letter) || is_digit(letter) || "_\u{200c}\u{200d}\u{a67e}\u{5be}\u{5f3}\u{5f4}\u{ff5e}\u{301c}\u{309b}\u{309c}\u{30a0}\u{30fb}\u{3003}\u{f0b}\u{f0c}\u{b7}".contains(letter)
}

/// A decimal digit of any script.
fn is_digit(letter: char) -> bool {
    letter.is_numeric()
        && !letter.is_alphabetic()
        && !matches!(letter, '\u{b2}' | '\u{b3}' | '\u{b9}' | '\u{bc}'..='\u{be}' | '\u{2070}'..='\u{24ff}' | '\u{2776}'..='\u{2793}')
}
