//! A message as it is written: the data model of MessageFormat 2, with the column of everything that can be wrong.

use crate::prelude::*;

/// A text and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    /// A name without its sign and in normal form (NFC), or a literal as it is.
    pub text: String,
    /// 1-based, in characters.
    pub column: u32,
}

/// A message.
#[derive(Clone, Debug, PartialEq)]
pub struct Tree {
    /// `.input` and `.local`, in their order.
    pub declarations: Vec<Declaration>,
    /// The selectors; a message without `.match` has none.
    pub selectors: Vec<Word>,
    /// The variants; one without keys where nothing is selected on.
    pub variants: Vec<Variant>,
}

/// `.input {$name …}` or `.local $name = {…}`
#[derive(Clone, Debug, PartialEq)]
pub struct Declaration {
    /// Is it `.input`?
    pub input: bool,
    /// The variable.
    pub name: Word,
    /// The value.
    pub value: Expression,
}

/// Keys and their pattern.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    /// The column of its first key.
    pub column: u32,
    /// `None` is `*`.
    pub keys: Vec<(Option<String>, u32)>,
    /// The pattern.
    pub pattern: Vec<Piece>,
}

/// A piece of a pattern.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// The site's words.
    Text(String),
    /// A value.
    Expression(Expression),
    /// An element begins, ends, or stands alone.
    Markup(Markup),
}

/// `{$name :function}`, `{|literal| :function}` or `{:function}`
#[derive(Clone, Debug, PartialEq)]
pub struct Expression {
    /// The opening brace.
    pub column: u32,
    /// The text.
    pub operand: Option<Operand>,
    /// The text as it is written.
    pub function: Option<Function>,
}

/// A variable or a literal.
#[derive(Clone, Debug, PartialEq)]
pub enum Operand {
    /// `$name`
    Variable(Word),
    /// `|text|` or a bare word.
    Literal(Word),
}

impl Operand {
    /// The column.
    pub fn column(&self) -> u32 {
        let (Self::Variable(word) | Self::Literal(word)) = self;
        word.column
    }

    /// As MessageFormat 2 writes it where it could not be resolved.
    pub fn source(&self) -> String {
        match self {
            Self::Variable(name) => "$".to_owned() + &name.text,
            Self::Literal(literal) => {
                let mut source = "|".to_owned();
                for letter in literal.text.chars() {
                    if matches!(letter, '\\' | '|') {
                        source.push('\\');
                    }
                    source.push(letter);
                }
                source.push('|');
                source
            }
        }
    }
}

/// `:name option=value`
#[derive(Clone, Debug, PartialEq)]
pub struct Function {
    /// Without the colon.
    pub name: Word,
    /// The options.
    pub options: Vec<Choice>,
}

/// `name=value`
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// The option.
    pub name: Word,
    /// The value.
    pub value: Operand,
}

/// The end of an element that markup is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// `{#b}`
    Open,
    /// `{/b}`
    Close,
    /// `{#br/}`
    Alone,
}

/// `{#b}`, `{/b}` or `{#br/}`
#[derive(Clone, Debug, PartialEq)]
pub struct Markup {
    /// The end.
    pub end: End,
    /// The name.
    pub name: Word,
    /// The options.
    pub options: Vec<Choice>,
}
