//! A message's tree → what is wrong with it whatever its variables hold: the data model errors of the specification.

use super::tree::{Choice, Declaration, Expression, Operand, Piece, Tree, Variant, Word};
use super::trouble::{ErrorKind, Trouble};
use crate::error::{count, say};
use crate::prelude::*;

/// Everything that is wrong with it.
pub fn check(tree: &Tree) -> Vec<Trouble> {
    let mut checker = Checker { troubles: Vec::new() };
    checker.declarations(&tree.declarations);
    checker.selectors(tree);
    for variant in &tree.variants {
        checker.pattern(&variant.pattern);
    }
    if !tree.selectors.is_empty() {
        checker.variants(tree);
    }
    checker.troubles
}

struct Checker {
    troubles: Vec<Trouble>,
}

impl Checker {
    fn report(&mut self, kind: ErrorKind, column: u32, message: impl Into<String>) {
        self.troubles.push(Trouble { kind, column, message: message.into() });
    }

    /// Each variable is declared once, and before it is used.
    fn declarations(&mut self, declarations: &[Declaration]) {
        let mut taken: Vec<&str> = Vec::new();
        for Declaration { input, name, value } in declarations {
            let own = |word: &Word| word.text == name.text;
            // `.input {$name}` is its own operand.
            let within = variables(value).skip(usize::from(*input)).find(|word| own(word));
            if taken.contains(&&*name.text) {
                let message = say("“${}” is declared twice, or was used before it is declared", &[&name.text]);
                self.report(ErrorKind::DuplicateDeclaration, name.column, message);
            } else if let Some(word) = within {
                let message = say("“${}” cannot be used in what it is declared to be", &[&name.text]);
                self.report(ErrorKind::DuplicateDeclaration, word.column, message);
            }
            taken.push(&name.text);
            taken.extend(variables(value).map(|word| &*word.text));
            self.expression(value);
        }
    }

    /// A selector has to have a function, which says how it selects.
    fn selectors(&mut self, tree: &Tree) {
        for selector in &tree.selectors {
            let mut name = &*selector.text;
            // Each step goes to an earlier declaration.
            for Declaration { name: declared, value, input } in tree.declarations.iter().rev() {
                if declared.text != name {
                    continue;
                }
                match &value.operand {
                    _ if value.function.is_some() => name = "",
                    Some(Operand::Variable(word)) if !input => name = &word.text,
                    _ => {}
                }
            }
            if !name.is_empty() {
                let message = say(
                    "“${}” is matched, so a function has to say how: .input {}",
                    &[&selector.text, &say("{}${} :string{}", &["{", &selector.text, "}"])],
                );
                self.report(ErrorKind::MissingSelectorAnnotation, selector.column, message);
            }
        }
    }

    fn pattern(&mut self, pattern: &[Piece]) {
        for piece in pattern {
            match piece {
                Piece::Text(_) => {}
                Piece::Expression(expression) => self.expression(expression),
                Piece::Markup(markup) => self.options(&markup.options),
            }
        }
    }

    fn expression(&mut self, expression: &Expression) {
        expression.function.iter().for_each(|function| self.options(&function.options));
    }

    fn options(&mut self, options: &[Choice]) {
        for (place, Choice { name, .. }) in options.iter().enumerate() {
            if options.iter().take(place).any(|other| other.name.text == name.text) {
                let message = say("the option “{}” is given twice", &[&name.text]);
                self.report(ErrorKind::DuplicateOptionName, name.column, message);
            }
        }
    }

    fn variants(&mut self, tree: &Tree) {
        let wanted = tree.selectors.len();
        for (place, Variant { column, keys, .. }) in tree.variants.iter().enumerate() {
            if keys.len() != wanted {
                let column = keys.get(wanted).map_or(*column, |(_, column)| *column);
                let message = say(
                    "keys expected, one for each name that is matched: {}; here are {}",
                    &[&count(wanted), &count(keys.len())],
                );
                self.report(ErrorKind::VariantKeyMismatch, column, message);
            }
            if tree.variants.iter().take(place).any(|other| same(other, keys)) {
                self.report(ErrorKind::DuplicateVariant, *column, "a variant before this one has the same keys");
            }
        }
        let catches_all = |variant: &Variant| variant.keys.iter().all(|(key, _)| key.is_none());
        if let (false, Some(last)) = (tree.variants.iter().any(catches_all), tree.variants.last()) {
            let stars = say("{}{}", &["*", &" *".repeat(wanted - 1)]);
            let message = say("nothing is said for everything else: add a variant “{}”", &[&stars]);
            self.report(ErrorKind::MissingFallbackVariant, last.column, message);
        }
    }
}

fn same(variant: &Variant, keys: &[(Option<String>, u32)]) -> bool {
    variant.keys.len() == keys.len() && variant.keys.iter().zip(keys).all(|((a, _), (b, _))| a == b)
}

/// The variables that an expression reads, its operand first.
fn variables(expression: &Expression) -> impl Iterator<Item = &Word> {
    let options = expression.function.iter().flat_map(|function| function.options.iter().map(|choice| &choice.value));
    expression.operand.iter().chain(options).filter_map(|operand| match operand {
        Operand::Variable(word) => Some(word),
        Operand::Literal(_) => None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::parse::parse;
    use super::*;
    use crate::rule::platform::NoPlatform;

    #[test]
    fn every_flaw_has_its_column() {
        for (message, kind, column) in [
            (".input {$a} .input {$a} {{}}", ErrorKind::DuplicateDeclaration, 21),
            (".local $a = {$b} .local $b = {1} {{}}", ErrorKind::DuplicateDeclaration, 25),
            (".local $a = {1 :f x=$a} {{}}", ErrorKind::DuplicateDeclaration, 21),
            (".input {$a} .match $a * {{}}", ErrorKind::MissingSelectorAnnotation, 20),
            (".input {$a :f} .match $a * * {{}}", ErrorKind::VariantKeyMismatch, 28),
            (".input {$a :f} .match $a 1 {{}}", ErrorKind::MissingFallbackVariant, 26),
            (".input {$a :f} .match $a * {{}} * {{}}", ErrorKind::DuplicateVariant, 33),
            ("{:f a=1 a=2}", ErrorKind::DuplicateOptionName, 9),
        ] {
            let troubles = check(&parse(message, &NoPlatform).unwrap());
            assert_eq!(troubles.len(), 1, "{message}: {troubles:?}");
            assert_eq!((troubles[0].kind, troubles[0].column), (kind, column), "{message}");
        }
        let sound = ".input {$a :f} .local $b = {$a} .match $b |*| {{}} * {{}}";
        assert_eq!(check(&parse(sound, &NoPlatform).unwrap()), []);
    }
}
