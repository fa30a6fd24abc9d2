//! How wide a title is in the results of a search: Arial at 20 pixels, by the widths of Helvetica's letters, which it has too.

use unicode_normalization::UnicodeNormalization;

/// The widths of the letters from space to “~”, in thousandths of the size of the type.
const WIDTHS: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
    556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
    260, 334, 584,
];
const SIZE: u32 = 20;

/// The width of a text in pixels, rounded up. Letters of other scripts are reckoned as wide as most of them are.
pub fn pixels(text: &str) -> u32 {
    text.nfd().map(width).sum::<u32>().saturating_mul(SIZE).div_ceil(1000)
}

fn width(letter: char) -> u32 {
    let known = u32::from(letter).checked_sub(32).and_then(|place| WIDTHS.get(place as usize));
    match letter {
        _ if known.is_some() => known.map_or(0, |width| u32::from(*width)),
        '\u{300}'..='\u{36f}'
        | '\u{64b}'..='\u{65f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2066}'..='\u{2069}'
        | '\u{fe0f}' => 0,
        '\u{590}'..='\u{8ff}' => 480,
        '\u{2014}'
        | '\u{2026}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{1f000}'.. => 1000,
        _ => 556,
    }
}
