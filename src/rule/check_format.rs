//! Formats, checked while compiling: a text that stands in the rule, its clauses and the types of their values.

use crate::error::{count, say};
use crate::prelude::*;

use super::check::Checker;
use super::code::Function;
use super::format::clause;
use super::node::{Checked, Node};
use super::parse::{Expr, ExprKind};
use super::types::Type;

impl Checker<'_> {
    pub(super) fn format(&mut self, of: &Expr, arguments: &[Expr], column: u32) -> Option<Checked> {
        let [list] = arguments else {
            return self.trouble(column, "“format” takes a list");
        };
        let (text, values) = (self.expr(of), self.expr(list));
        let (text, values) = (text?, values?);
        if !text.ty.is_text() || !(values.ty.is_list() || values.ty.is_open()) {
            let wrong = if text.ty.is_text() { &values } else { &text };
            return self.trouble(wrong.column, say("“format” does not take {} here", &[wrong.ty.describe()]));
        }
        if let ExprKind::Text(written) = &of.kind {
            self.clauses(written, of.column, &values)?;
        }
        Some(Checked::new(Node::Call(Function::Format, vec![text, values]), Type::Text, column))
    }

    /// Each clause with its value, where both stand in the rule.
    fn clauses(&mut self, text: &str, column: u32, values: &Checked) -> Option<()> {
        let mut letters = text.chars().peekable();
        let mut place = 0;
        let mut at = column;
        while let Some(letter) = letters.next() {
            at += 1;
            if letter != '%' {
                continue;
            }
            let before = letters.clone().count();
            let Some((letter, _)) = clause(&mut letters) else {
                return self.trouble(at, "this is no clause; there are %s %d %f %e %b %o %x %X and %%");
            };
            at += u32::try_from(before - letters.clone().count()).unwrap_or_default();
            let Node::List(items) = &values.node else { continue };
            if letter == '%' {
                continue;
            }
            let Some(item) = items.get(place) else {
                return self
                    .trouble(values.column, say("the list has {} values, and the text more", &[&count(items.len())]));
            };
            place += 1;
            if !shows(letter, &item.ty) {
                return self
                    .trouble(item.column, say("“%{}” does not show {}", &[&String::from(letter), item.ty.describe()]));
            }
        }
        Some(())
    }
}

fn shows(letter: char, ty: &Type) -> bool {
    match letter {
        's' => !matches!(ty, Type::Optional(_)),
        'd' | 'f' | 'e' => ty.is_number(),
        'b' => matches!(ty, Type::Int | Type::Bool) || ty.is_open(),
        'o' => *ty == Type::Int || ty.is_open(),
        _ => *ty == Type::Int || ty.is_text(),
    }
}
