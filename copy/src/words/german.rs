//! Numbers of German that are one word: zweihundertdreizehn, einundzwanzig, fünfmal, sechsstellig.

/// The parts of which they are made, in one way of writing.
const PARTS: [&str; 33] = [
    "hundert",
    "tausend",
    "millionen",
    "million",
    "zwanzig",
    "dreissig",
    "zwei",
    "zwo",
    "drei",
    "vier",
    "funf",
    "sechzehn",
    "siebzehn",
    "sechzig",
    "siebzig",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwolf",
    "zig",
    "ein",
    "eins",
    "und",
    "mal",
    "fach",
    "fache",
    "fachen",
    "prozentige",
    "prozentigen",
    "prozentig",
];
/// Parts that alone are no number.
const SMALL: [&str; 5] = ["ein", "eins", "und", "mal", "fach"];

/// Is a word of German a number?
pub fn is_number(word: &str) -> bool {
    !SMALL.contains(&word)
        && word != "einmal"
        && word != "einfach"
        && word != "einfache"
        && word != "einfachen"
        && made(word, 0)
}

fn made(rest: &str, depth: usize) -> bool {
    rest.is_empty() && depth > 0
        || depth < 9 && PARTS.iter().filter_map(|part| rest.strip_prefix(part)).any(|rest| made(rest, depth + 1))
}
