//! A text → what a reader sees of it, in one way of writing: small letters without accents, digits and marks of one kind, no letter that
//! cannot be seen. Each byte knows where it stood, so that whoever hides a word among other letters is found out at its place.

use core::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A text in one way of writing.
pub struct Folded {
    /// The text.
    pub text: String,
    /// For each byte of it, and behind the last: which bytes it stands for.
    places: Vec<(usize, usize)>,
}

impl Folded {
    /// Of a text.
    pub fn of(text: &str) -> Self {
        let mut folded = Self { text: String::with_capacity(text.len()), places: Vec::with_capacity(text.len()) };
        for (at, letter) in text.char_indices() {
            fold(letter, &mut |one| {
                folded.text.push(one);
                let place = (at, at + letter.len_utf8());
                folded.places.resize(folded.text.len(), place);
            });
        }
        folded.places.push((text.len(), text.len()));
        folded
    }

    /// Where some bytes of it stood.
    pub fn place(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.places.get(range.start).map_or(0, |place| place.0);
        let last = range.end.checked_sub(1).filter(|last| *last >= range.start);
        start..last.and_then(|last| self.places.get(last)).map_or(start, |place| place.1)
    }
}

/// A text in one way of writing, without its places.
pub fn folded(text: &str) -> String {
    let mut all = String::with_capacity(text.len());
    text.chars().for_each(|letter| fold(letter, &mut |one| all.push(one)));
    all
}

fn fold(letter: char, push: &mut dyn FnMut(char)) {
    if letter == '\n' || letter.is_ascii_lowercase() {
        return push(letter);
    }
    if is_invisible(letter) {
        return;
    }
    for part in core::iter::once(letter).nfkd().filter(|one| !is_combining_mark(*one)) {
        plain(part, push);
    }
}

fn plain(letter: char, push: &mut dyn FnMut(char)) {
    if let Some(digit) = digit(letter) {
        return push(digit);
    }
    match letter {
        _ if letter.is_whitespace() => push(' '),
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => push('-'),
        '\u{2018}'..='\u{201b}' | '\u{2032}' | '\u{b4}' | '`' | '\u{2bc}' => push('\''),
        '\u{201c}'..='\u{201f}' | '\u{2033}' | '\u{ab}' | '\u{bb}' => push('"'),
        '\u{66c}' | '\u{60c}' => push(','),
        '\u{66b}' => push('.'),
        '\u{66a}' => push('%'),
        '\u{61f}' => push('?'),
        '\u{61b}' => push(';'),
        '\u{2044}' | '\u{2215}' => push('/'),
        'ß' | 'ẞ' => "ss".chars().for_each(push),
        'æ' | 'Æ' => "ae".chars().for_each(push),
        'œ' | 'Œ' => "oe".chars().for_each(push),
        'ø' | 'Ø' => push('o'),
        'ł' | 'Ł' => push('l'),
        'ı' => push('i'),
        // Forms of one letter in Arabic and Persian.
        'ى' | 'ی' => push('ي'),
        'ک' => push('ك'),
        'ٱ' => push('ا'),
        _ => letter.to_lowercase().for_each(|small| push(latin(small).unwrap_or(small))),
    }
}

/// Cannot be seen: joins, marks of direction, tags, choices of a look, and letters that are only room.
pub fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{640}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180e}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// Zero of each script whose digits stand in a row.
const ZEROS: [u32; 46] = [
    0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0, 0xf20,
    0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0,
    0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10, 0x104a0, 0x10d30, 0x11066, 0x110f0, 0x11136, 0x111d0, 0x112f0,
    0x11450, 0x114d0, 0x1e950,
];

/// A digit of any script, as ASCII writes it.
pub fn digit(letter: char) -> Option<char> {
    let code = u32::from(letter);
    let place = ZEROS.iter().find(|zero| (**zero..**zero + 10).contains(&code)).map(|zero| code - zero);
    place.and_then(|place| char::from_digit(place, 10))
}

/// Letters of other scripts that look like Latin ones.
const LIKE: [(&str, &str); 2] =
    [("авекмнорстухіјѕһԁԛԝьӏ", "abekmhopctyxijshdqwbl"), ("αβεικνορτυχγηω", "abeikvoptuxynw")];

/// The Latin letter that a small letter of another script looks like.
pub fn latin(letter: char) -> Option<char> {
    if !matches!(letter, '\u{370}'..='\u{52f}') {
        return None;
    }
    LIKE.into_iter()
        .find_map(|(theirs, ours)| theirs.chars().zip(ours.chars()).find(|(one, _)| *one == letter))
        .map(|(_, ours)| ours)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_alike_is_written_alike() {
        for (text, plain) in [
            ("Bést", "best"),
            ("b\u{200b}e\u{ad}st", "best"),
            ("ｂｅｓｔ 𝐛𝐞𝐬𝐭", "best best"),
            ("Ьеst ЅАLЕ", "best sale"),
            ("١٬٢٩٩٫٠٠ ٪", "1,299.00 %"),
            ("４９\u{a0}€", "49 €"),
            ("größte", "grosste"),
            ("أفضلُ ســـعر", "افضل سعر"),
            ("½", "1/2"),
        ] {
            assert_eq!(folded(text), plain, "{text}");
        }
    }

    #[test]
    fn every_byte_knows_where_it_stood() {
        let text = "Größe: b\u{200b}est";
        let all = Folded::of(text);
        let at = all.text.find("best").unwrap();
        assert_eq!(&text[all.place(&(at..at + 4))], "b\u{200b}est");
    }
}
