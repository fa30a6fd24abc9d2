//! A page on a store whose reader lets it learn: it looks, does something and writes down what there is to keep.

use tailorbird::manifest::compile_text;
use tailorbird::profile::Profile;
use tailorbird::profile::writer::Writer;
use tailorbird::program::Program;
use tailorbird::rule::platform::NoPlatform;

use crate::entries::{Entries, apply, merge};

/// A site with one slot: a variant for each rule, and a plain one about cycling.
pub fn program(rules: &[String]) -> Program {
    let variants: String = rules
        .iter()
        .enumerate()
        .map(|(number, rule)| format!(r#""v{number}": {{ "when": "{rule}", "fields": {{ "title": "a" }} }}, "#))
        .collect();
    let manifest = format!(
        r#"{{ "tailorbird": 1, "locales": ["en"], "slots": {{ "hero": {{ "default": "plain", "variants": {{
            {variants} "plain": {{ "topics": ["cycling"], "fields": {{ "title": "a" }} }} }} }} }} }}"#
    );
    compile_text(&manifest, &NoPlatform).program.expect("a sound manifest")
}

/// A reader who agreed that pages learn.
pub fn reader() -> Profile {
    let mut profile = Profile::default();
    profile.writer.allowed = Writer::REMEMBER | Writer::LEARN;
    profile
}

/// One visit under an id of its own.
pub fn page(program: &Program, store: &mut Entries, id: &str, now: i64, act: impl Fn(&mut Profile)) -> Profile {
    let mut profile = reader();
    let changes = merge(&mut profile, program, id, store, now).changes;
    act(&mut profile);
    apply(store, &changes);
    apply(store, &profile.writer.write(now));
    profile
}

/// The same to twelve digits.
pub fn is_near(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-12 * other.abs().max(1.0)
}
