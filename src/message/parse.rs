//! A message's text → its tree: the whole grammar of MessageFormat 2.

use super::scan::Scanner;
use super::tree::{Choice, Declaration, End, Expression, Function, Markup, Operand, Piece, Tree, Variant, Word};
use super::trouble::{ErrorKind, Trouble, trouble};
use crate::error::{count, say};
use crate::limits;
use crate::prelude::*;
use crate::rule::platform::Platform;

/// The message about a placeholder that shows something else.
const SHOWN: &str = "a placeholder shows a $name, a |text| or a word";

/// The tree of a message.
///
/// # Errors
/// The first place at which it is no message.
pub fn parse(message: &str, platform: &dyn Platform) -> Result<Tree, Trouble> {
    if message.len() > limits::MESSAGE_BYTES {
        return trouble(ErrorKind::Syntax, 1, say("a message has at most {} bytes", &[&count(limits::MESSAGE_BYTES)]));
    }
    let mut scanner = Scanner { letters: message.chars().collect(), at: 0, platform };
    scanner.space();
    if scanner.peek() == Some('.') || scanner.at_word("{{") {
        return scanner.complex();
    }
    scanner.at = 0;
    let pattern = scanner.pattern(false)?;
    let variants = vec![Variant { column: 1, keys: Vec::new(), pattern }];
    Ok(Tree { declarations: Vec::new(), selectors: Vec::new(), variants })
}

impl Scanner<'_> {
    fn complex(&mut self) -> Result<Tree, Trouble> {
        let mut declarations = Vec::new();
        while let Some(declaration) = self.declaration()? {
            declarations.push(declaration);
            if declarations.len() > limits::MESSAGE_HOLES {
                return self.trouble(say("a message has at most {} declarations", &[&count(limits::MESSAGE_HOLES)]));
            }
            self.space();
        }
        let (mut selectors, mut variants) = (Vec::new(), Vec::new());
        if self.at_word(".match") {
            (selectors, variants) = self.matcher()?;
        } else if self.at_word("{{") {
            variants.push(Variant { column: self.column(), keys: Vec::new(), pattern: self.quoted_pattern()? });
        } else {
            return self.trouble("what is said here stands in {{two braces}}, after .input, .local or .match");
        }
        self.space();
        match self.peek() {
            None => Ok(Tree { declarations, selectors, variants }),
            Some(_) if selectors.is_empty() => self.trouble("nothing may follow the {{pattern}}"),
            Some(_) => self.trouble("a key, or the end of the message, was expected"),
        }
    }

    fn declaration(&mut self) -> Result<Option<Declaration>, Trouble> {
        if self.take_word(".input") {
            self.space();
            let column = self.column();
            let value = self.braced()?;
            return match &value.operand {
                Some(Operand::Variable(name)) => Ok(Some(Declaration { input: true, name: name.clone(), value })),
                _ => trouble(ErrorKind::Syntax, column, ".input declares a variable: .input {$name :function}"),
            };
        }
        if !self.take_word(".local") {
            return Ok(None);
        }
        if !self.space() {
            return self.trouble("a space was expected after .local");
        }
        let name = self.variable()?;
        self.space();
        if !self.take('=') {
            return self.trouble("a “=” was expected: .local $name = {…}");
        }
        self.space();
        Ok(Some(Declaration { input: false, name, value: self.braced()? }))
    }

    fn variable(&mut self) -> Result<Word, Trouble> {
        let column = self.column();
        if !self.take('$') {
            return self.trouble("a $name was expected");
        }
        Ok(Word { column, ..self.name()? })
    }

    /// An expression where only one may stand.
    fn braced(&mut self) -> Result<Expression, Trouble> {
        let column = self.column();
        if self.peek() != Some('{') {
            return self.trouble("an expression was expected: {$name}, {|text|} or {:function}");
        }
        match self.placeholder()? {
            Piece::Expression(expression) => Ok(expression),
            _ => trouble(ErrorKind::Syntax, column, "markup stands only in what is said"),
        }
    }

    fn matcher(&mut self) -> Result<(Vec<Word>, Vec<Variant>), Trouble> {
        self.take_word(".match");
        let (mut selectors, mut variants) = (Vec::new(), Vec::new());
        let mut spaced = self.space();
        while spaced && self.peek() == Some('$') {
            selectors.push(self.variable()?);
            spaced = self.space();
        }
        if selectors.is_empty() {
            return self.trouble("what is matched was expected: .match $name");
        }
        if selectors.len() > limits::MESSAGE_SELECTORS {
            return self.trouble(say("a message matches at most {} names", &[&count(limits::MESSAGE_SELECTORS)]));
        }
        if !spaced {
            return self.trouble("a space was expected");
        }
        while variants.is_empty() || self.peek().is_some() {
            if variants.len() == limits::MESSAGE_VARIANTS {
                return self.trouble(say("a message has at most {} variants", &[&count(limits::MESSAGE_VARIANTS)]));
            }
            variants.push(self.variant()?);
            self.space();
        }
        Ok((selectors, variants))
    }

    fn variant(&mut self) -> Result<Variant, Trouble> {
        let column = self.column();
        let mut keys = vec![self.key()?];
        loop {
            let spaced = self.space();
            if self.at_word("{{") {
                return Ok(Variant { column, keys, pattern: self.quoted_pattern()? });
            }
            if !spaced || self.peek().is_none() {
                return self.trouble("the {{pattern}} of these keys was expected");
            }
            keys.push(self.key()?);
        }
    }

    fn key(&mut self) -> Result<(Option<String>, u32), Trouble> {
        let column = self.column();
        if self.take('*') {
            return Ok((None, column));
        }
        let literal = self.literal("a key was expected: a word, a |text| or *")?;
        Ok((Some(self.platform.normalize(&literal.text)), column))
    }

    fn quoted_pattern(&mut self) -> Result<Vec<Piece>, Trouble> {
        let start = self.at;
        self.take_word("{{");
        let pattern = self.pattern(true)?;
        if self.take_word("}}") {
            return Ok(pattern);
        }
        if self.peek().is_none() {
            self.at = start;
            return self.trouble("this {{pattern}} has no end");
        }
        self.trouble("two braces “}}” end a pattern; write “\\}” for the sign itself")
    }

    /// Up to the end of the message, or within two braces to the brace that closes.
    fn pattern(&mut self, quoted: bool) -> Result<Vec<Piece>, Trouble> {
        let (mut pieces, mut text, mut holes) = (Vec::new(), String::new(), 0);
        while let Some(letter) = self.peek() {
            match letter {
                '{' => {
                    holes += 1;
                    if holes > limits::MESSAGE_HOLES {
                        return self
                            .trouble(say("a message has at most {} placeholders", &[&count(limits::MESSAGE_HOLES)]));
                    }
                    if !text.is_empty() {
                        pieces.push(Piece::Text(core::mem::take(&mut text)));
                    }
                    pieces.push(self.placeholder()?);
                }
                '}' if quoted => break,
                '}' => return self.trouble("a “}” closes nothing here; write “\\}” for the sign itself"),
                '\\' => text.push(self.escape()?),
                '\0' => return self.trouble("a message has no NUL character"),
                _ => {
                    text.push(letter);
                    self.at += 1;
                }
            }
        }
        if !text.is_empty() {
            pieces.push(Piece::Text(text));
        }
        Ok(pieces)
    }

    fn placeholder(&mut self) -> Result<Piece, Trouble> {
        let column = self.column();
        self.at += 1;
        self.space();
        let piece = match self.peek() {
            Some('#' | '/') => Piece::Markup(self.markup()?),
            _ => Piece::Expression(self.expression(column)?),
        };
        match self.peek() {
            _ if self.take('}') => Ok(piece),
            None => self.trouble("this placeholder has no end"),
            Some(_) => self.trouble("a “}” was expected"),
        }
    }

    fn expression(&mut self, column: u32) -> Result<Expression, Trouble> {
        let operand = match self.peek() {
            Some('$') => Some(Operand::Variable(self.variable()?)),
            Some(':') => None,
            _ => Some(Operand::Literal(self.literal(SHOWN)?)),
        };
        let mut spaced = operand.is_none() || self.space();
        let mut function = None;
        if self.peek() == Some(':') {
            let column = self.column();
            if !spaced {
                return self.trouble("a space was expected before the function");
            }
            self.at += 1;
            let name = Word { column, ..self.identifier()? };
            let options = self.options(&mut spaced)?;
            function = Some(Function { name, options });
        }
        self.attributes(spaced)?;
        Ok(Expression { column, operand, function })
    }

    fn markup(&mut self) -> Result<Markup, Trouble> {
        let close = self.peek() == Some('/');
        self.at += 1;
        let name = self.identifier()?;
        let mut spaced = false;
        let options = self.options(&mut spaced)?;
        self.attributes(spaced)?;
        let end = if close {
            End::Close
        } else if self.take('/') {
            End::Alone
        } else {
            End::Open
        };
        Ok(Markup { end, name, options })
    }

    /// Options, each after a space; `spaced` tells whether one follows them.
    fn options(&mut self, spaced: &mut bool) -> Result<Vec<Choice>, Trouble> {
        let mut options: Vec<Choice> = Vec::new();
        loop {
            *spaced = self.space();
            if !*spaced || !self.at_name() {
                return Ok(options);
            }
            let name = self.identifier()?;
            self.space();
            if !self.take('=') {
                return self.trouble("an option is written name=value");
            }
            self.space();
            let value = match self.peek() {
                Some('$') => Operand::Variable(self.variable()?),
                _ => Operand::Literal(self.literal("the value of an option is a $name, a |text| or a word")?),
            };
            options.push(Choice { name, value });
            if options.len() > limits::MESSAGE_HOLES {
                return self.trouble(say("a function has at most {} options", &[&count(limits::MESSAGE_HOLES)]));
            }
        }
    }

    /// `@name` or `@name=value`: for translators and their tools; they change nothing.
    fn attributes(&mut self, mut spaced: bool) -> Result<(), Trouble> {
        while self.peek() == Some('@') {
            if !spaced {
                return self.trouble("a space was expected before the attribute");
            }
            self.at += 1;
            self.identifier()?;
            spaced = self.space();
            if self.take('=') {
                self.space();
                self.literal("the value of an attribute is a |text| or a word")?;
                spaced = self.space();
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::platform::NoPlatform;

    fn tree(message: &str) -> Tree {
        parse(message, &NoPlatform).unwrap()
    }

    #[test]
    fn words_and_holes() {
        let tree = tree("Hi {$preference.name}, {$now :date length=long} \\{x\\}");
        let pieces = &tree.variants[0].pattern;
        assert_eq!(pieces.len(), 5);
        let name = Word { text: "preference.name".into(), column: 5 };
        assert!(
            matches!(&pieces[1], Piece::Expression(Expression { operand: Some(Operand::Variable(word)), .. }) if *word == name)
        );
        assert_eq!(pieces[4], Piece::Text(" {x}".into()));
    }

    #[test]
    fn declarations_and_variants() {
        let tree = tree(".input {$n :number} .local $m = {$n :offset add=1}\n.match $n $m\n1 * {{one}}\n* |*| {{}}");
        assert_eq!(tree.declarations.len(), 2);
        assert_eq!(tree.selectors.iter().map(|word| word.column).collect::<Vec<_>>(), [59, 62]);
        assert_eq!(tree.variants[1].keys, [(None, 77), (Some("*".into()), 79)]);
    }

    #[test]
    fn trouble_has_its_column() {
        for (message, column) in [
            ("a } b", 3),
            ("a {", 4),
            ("{$}", 3),
            ("{$a :}", 6),
            ("{|x}", 2),
            ("\\q", 1),
            (".match", 7),
            (".match $x", 10),
            (".match $x * {{a}} b", 20),
            (".input {x} {{}}", 8),
            (".local $x {1} {{}}", 11),
            ("{{a}} b", 7),
            ("{{a", 1),
            ("{$a@b}", 4),
            ("{1:f}", 3),
            ("{$a :f b}", 9),
            ("{#b", 4),
            (".local $x = {#b} {{}}", 13),
        ] {
            assert_eq!(parse(message, &NoPlatform).unwrap_err().column, column, "{message}");
        }
    }
}
