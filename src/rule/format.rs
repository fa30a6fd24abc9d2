//! `'%d of %s'.format([1, name])`: the text is taken apart while compiling, and its pieces are put together.

use crate::prelude::*;

use super::calls::bind;
use super::check::Checker;
use super::code::{Function, Op};
use super::node::{Checked, Node};
use super::parse::{Expr, ExprKind};
use super::types::Type;
use super::value::Value;

/// The most digits that may be asked for after the point.
const DIGITS: i64 = 100;

/// A piece of the text.
enum Piece {
    Text(String),
    /// The letter after `%`, and the digits after its point.
    Value(char, Option<i64>),
}

impl Checker<'_> {
    pub(super) fn format(&mut self, of: &Expr, arguments: &[Expr], column: u32) -> Option<Checked> {
        let (ExprKind::Text(text), [list]) = (&of.kind, arguments) else {
            return self.trouble(column, "“format” belongs to a text that stands here, and takes a list");
        };
        let pieces = match pieces(text) {
            Ok(pieces) => pieces,
            Err((place, message)) => return self.trouble(of.column + place, message),
        };
        let checked = self.expr(list)?;
        if !matches!(checked.ty, Type::List(_)) && !checked.ty.is_open() {
            return self.trouble(list.column, format!("a list was expected, but this is {}", checked.ty.describe()));
        }
        // A list that stands here is taken item by item, so that only what is shown is looked at.
        let items = if let Node::List(items) = &checked.node { Some(items.clone()) } else { None };
        let count = pieces.iter().filter(|piece| matches!(piece, Piece::Value(..))).count();
        if let Some(items) = &items
            && items.len() < count
        {
            return self
                .trouble(list.column, format!("the text shows {count} values, but the list has {}", items.len()));
        }
        let local = self.local();
        let mut parts = vec![Checked::text("", column)];
        let mut place = 0;
        for piece in pieces {
            parts.push(match piece {
                Piece::Text(text) => Checked::text(&text, column),
                Piece::Value(letter, digits) => {
                    let value = items.as_ref().and_then(|items| items.get(place).cloned()).unwrap_or_else(|| {
                        let whole = Checked { node: Node::Local(local), ..checked.clone() };
                        let at = Checked::int(place as i64, column);
                        Checked::new(Node::Binary(Op::Index, Box::new(whole), Box::new(at)), Type::Dyn, column)
                    });
                    place += 1;
                    self.shown(letter, digits, value)?
                }
            });
        }
        let join = |left: Checked, right: Checked| {
            Checked::new(Node::Binary(Op::Add, Box::new(left), Box::new(right)), Type::Text, column)
        };
        let text = parts.into_iter().reduce(join)?;
        Some(if items.is_some() { text } else { bind(vec![(local, checked)], text) })
    }

    fn shown(&mut self, letter: char, digits: Option<i64>, value: Checked) -> Option<Checked> {
        let (ty, column) = (value.ty.clone(), value.column);
        let number = |number| Checked::int(number, column);
        let fits = match letter {
            's' => !matches!(ty, Type::Optional(_)),
            'd' => ty.is_number(),
            'f' | 'e' => ty.is_number(),
            'b' => matches!(ty, Type::Int | Type::Bool) || ty.is_open(),
            'o' => ty == Type::Int || ty.is_open(),
            _ => ty == Type::Int || ty.is_text(),
        };
        if !fits {
            return self.trouble(column, format!("“%{letter}” does not show {}", ty.describe()));
        }
        let (function, more) = match letter {
            's' => (Function::Show, vec![]),
            'd' => (Function::Radix, vec![number(10)]),
            'b' => (Function::Radix, vec![number(2)]),
            'o' => (Function::Radix, vec![number(8)]),
            'f' | 'e' => {
                let exponential = Checked::new(Node::Const(Value::Bool(letter == 'e')), Type::Bool, column);
                (Function::Fixed, vec![number(digits.unwrap_or(6)), exponential])
            }
            _ => (Function::Radix, vec![number(16)]),
        };
        let shown = Checked::new(Node::Call(function, [vec![value], more].concat()), Type::Text, column);
        if letter != 'X' {
            return Some(shown);
        }
        Some(Checked::new(Node::Call(Function::UpperAscii, vec![shown]), Type::Text, column))
    }
}

/// The pieces of a text, or what is wrong with it and after how many characters.
fn pieces(text: &str) -> Result<Vec<Piece>, (u32, String)> {
    let mut pieces = Vec::new();
    let mut plain = String::new();
    let mut letters = (1u32..).zip(text.chars()).peekable();
    while let Some((place, letter)) = letters.next() {
        if letter != '%' {
            plain.push(letter);
            continue;
        }
        let mut digits = None;
        if letters.next_if(|(_, letter)| *letter == '.').is_some() {
            digits = Some(0);
            while let Some(digit) = letters.peek().and_then(|(_, letter)| letter.to_digit(10)) {
                letters.next();
                digits = digits.map(|digits| (digits * 10 + i64::from(digit)).min(DIGITS + 1));
            }
            if digits > Some(DIGITS) {
                return Err((place, format!("at most {DIGITS} digits can be asked for")));
            }
        }
        match letters.next() {
            Some((_, '%')) => plain.push('%'),
            Some((_, letter @ ('s' | 'd' | 'b' | 'o' | 'x' | 'X' | 'e' | 'f'))) => {
                pieces.push(Piece::Text(core::mem::take(&mut plain)));
                pieces.push(Piece::Value(letter, digits));
            }
            Some((_, other)) => {
                return Err((place, format!("there is no “%{other}”; there are %s %d %f %e %b %o %x %X and %%")));
            }
            None => return Err((place, "“%%” stands for “%”".to_owned())),
        }
    }
    pieces.push(Piece::Text(plain));
    Ok(pieces)
}
