//! How easy a text is to read, by the published formula of its language. All give about 100 to what is very easy and 0 to what is very hard.
//!
//! | language | formula |
//! |---|---|
//! | English | Flesch 1948: 206.835 − 1.015·words per sentence − 84.6·syllables per word |
//! | German | Amstad 1978: 180 − words per sentence − 58.5·syllables per word |
//! | Arabic | OSMAN (El-Haj and Rayson 2016): 200.791 − 1.015·A/B − 24.181·(C + D + G + H)/A |
//!
//! Syllables are counted as groups of vowels. OSMAN takes its syllables from vowel marks, which texts mostly lack: here a letter that is not a long
//! vowel begins a syllable, so its figure is an approximation of OSMAN's.

use crate::fold::folded;
use crate::proof::place::sentences;
use crate::proof::tokens::words;

/// The score of a text; none where there is no formula, or no word.
pub fn ease(text: &str, language: &str) -> Option<f64> {
    let text = folded(text);
    let words: Vec<&str> =
        words(&text).into_iter().map(|(word, _)| word).filter(|word| word.chars().any(char::is_alphabetic)).collect();
    let count = words.len() as f64;
    let long = count / sentences(&text).len().max(1) as f64;
    if words.is_empty() {
        return None;
    }
    let syllables = |of: fn(&str) -> usize| words.iter().map(|word| of(word)).sum::<usize>() as f64;
    match language {
        "en" => Some(206.835 - 1.015 * long - 84.6 * syllables(english) / count),
        "de" => Some(180.0 - long - 58.5 * syllables(german) / count),
        "ar" => Some(200.791 - 1.015 * long - 24.181 * (hard(&words) + syllables(arabic)) / count),
        _ => None,
    }
}

fn groups(word: &str, vowels: &str) -> usize {
    let mut count = 0;
    let mut before = false;
    for letter in word.chars() {
        let is_vowel = vowels.contains(letter);
        count += usize::from(is_vowel && !before);
        before = is_vowel;
    }
    count.max(1)
}

/// A silent “e” at the end is no syllable.
fn english(word: &str) -> usize {
    let silent = word.ends_with('e') && !word.ends_with("le") || word.ends_with("es") || word.ends_with("ed");
    let count = groups(word, "aeiouy");
    if silent && count > 1 { count - 1 } else { count }
}

fn german(word: &str) -> usize {
    groups(word, "aeiouy")
}

fn arabic(word: &str) -> usize {
    word.chars().filter(|letter| !"اوي".contains(*letter)).count().max(1) / 2 + 1
}

/// Words of more than five letters, of more than four syllables, and with letters of Arabic's higher register.
fn hard(words: &[&str]) -> f64 {
    let is_long = |word: &&&str| word.chars().count() > 5;
    let is_complex = |word: &&&str| arabic(word) > 4;
    let is_high = |word: &&&str| is_complex(word) && word.chars().any(|letter| "ءئؤذظ".contains(letter));
    (words.iter().filter(is_long).count()
        + words.iter().filter(is_complex).count()
        + words.iter().filter(is_high).count()) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_sentences_are_easier_than_long_ones() {
        for (language, plain, hard) in [
            (
                "en",
                "The cat sat on the mat.",
                "Comprehensive organisational transformation necessitates interdepartmental collaboration.",
            ),
            (
                "de",
                "Die Katze saß auf der Matte.",
                "Umfassende Organisationsveränderungen erfordern abteilungsübergreifende Zusammenarbeit.",
            ),
            (
                "ar",
                "جلس الولد في بيت.",
                "تستوجب التحولات المؤسسية الشاملة استراتيجيات تعاونية متكاملة بين الإدارات المختلفة.",
            ),
        ] {
            assert!(ease(plain, language) > ease(hard, language).map(|hard| hard + 30.0), "{language}");
        }
        // Words 6, sentence 1, syllables 6: 206.835 − 6.09 − 84.6.
        assert!((ease("The cat sat on the mat.", "en").unwrap() - 116.145).abs() < 0.001);
        assert_eq!(ease("…", "en"), None);
        assert_eq!(ease("ça va", "fr"), None);
    }
}
