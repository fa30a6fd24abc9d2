//! Tokens → the tree that they mean, by CEL's grammar (recursive descent; `&&` and `||` are kept flat).

pub use super::token::Trouble;
use super::token::{Kind, Token, tokens};
use crate::error::{count, say};
use crate::limits;
use crate::prelude::*;

/// A part of a rule and where it begins.
#[derive(Clone, Debug, PartialEq)]
pub struct Expr {
    /// Its kind.
    pub kind: ExprKind,
    /// 1-based, in characters.
    pub column: u32,
}

/// The kinds of expressions.
#[derive(Clone, Debug, PartialEq)]
pub enum ExprKind {
    /// `null`
    Null,
    /// `true`, `false`
    Bool(bool),
    /// `1`
    Int(i64),
    /// `1.5`, as it is written
    Double(String),
    /// `'a'`
    Text(String),
    /// `a`
    Name(String),
    /// `a.b`; true: `a.?b`
    Select(Box<Expr>, String, bool),
    /// `a[b]`; true: `a[?b]`
    Index(Box<Expr>, Box<Expr>, bool),
    /// `f(a)`, `a.f(b)`
    Call(Option<Box<Expr>>, String, Vec<Expr>),
    /// `[a, ?b]`; true: only if the optional has a value
    List(Vec<(bool, Expr)>),
    /// `{a: b, ?c: d}`
    Map(Vec<(bool, Expr, Expr)>),
    /// `!a`
    Not(Box<Expr>),
    /// `-a`
    Negate(Box<Expr>),
    /// `a + b` and its like, `in` included
    Binary(&'static str, Box<Expr>, Box<Expr>),
    /// `a && b && c`
    And(Vec<Expr>),
    /// `a || b || c`
    Or(Vec<Expr>),
    /// `a ? b : c`
    Choose(Box<[Expr; 3]>),
}

/// Words that CEL keeps for itself.
const RESERVED: [&str; 19] = [
    "as",
    "break",
    "const",
    "continue",
    "else",
    "for",
    "function",
    "if",
    "import",
    "in",
    "let",
    "loop",
    "namespace",
    "package",
    "return",
    "var",
    "void",
    "while",
    "null",
];

/// Operators by how strongly they bind, the weakest first; those of one row bind from the left.
const LEVELS: [&[&str]; 3] = [&["<", "<=", ">=", ">", "==", "!=", "in"], &["+", "-"], &["*", "/", "%"]];

/// The tree of a rule.
pub fn parse(rule: &str) -> Result<Expr, Trouble> {
    if rule.len() > limits::RULE_BYTES {
        return Err(Trouble { column: 1, message: say("a rule has at most {} bytes", &[&count(limits::RULE_BYTES)]) });
    }
    let mut parser = Parser { tokens: tokens(rule)?, at: 0, depth: 0 };
    let expr = parser.choice()?;
    match parser.peek() {
        Kind::End => Ok(expr),
        _ => parser.unexpected("the end of the rule"),
    }
}

/// Could it name a message, as `a.b` in `a.b{}`?
fn dotted(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Name(_) => true,
        ExprKind::Select(of, _, false) => dotted(of),
        _ => false,
    }
}

struct Parser {
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
}

impl Parser {
    fn peek(&self) -> &Kind {
        self.tokens.get(self.at).map_or(&Kind::End, |token| &token.kind)
    }

    fn column(&self) -> u32 {
        self.tokens.get(self.at).map_or(1, |token| token.column)
    }

    fn trouble<T>(&self, message: impl Into<String>) -> Result<T, Trouble> {
        Err(Trouble { column: self.column(), message: message.into() })
    }

    fn unexpected<T>(&self, wanted: &str) -> Result<T, Trouble> {
        let found = match self.peek() {
            Kind::End => "the rule ends here".to_owned(),
            Kind::Name(name) => say("“{}” stands here", &[name]),
            Kind::Mark(mark) => say("“{}” stands here", &[mark]),
            _ => "a value stands here".to_owned(),
        };
        self.trouble(say("{} was expected, but {}", &[wanted, &found]))
    }

    /// Takes a mark, or the word `in`, if it stands here.
    fn take(&mut self, wanted: &str) -> bool {
        let found = match self.peek() {
            Kind::Mark(mark) => *mark == wanted,
            Kind::Name(name) => name == wanted && wanted == "in",
            _ => false,
        };
        self.at += usize::from(found);
        found
    }

    fn need(&mut self, wanted: &str) -> Result<(), Trouble> {
        if self.take(wanted) { Ok(()) } else { self.unexpected(&say("“{}”", &[wanted])) }
    }

    /// Runs `parse` one level deeper.
    fn deeper(&mut self, parse: fn(&mut Self) -> Result<Expr, Trouble>) -> Result<Expr, Trouble> {
        if self.depth >= limits::RULE_DEPTH {
            return self.trouble(say("a rule nests at most {} levels deep", &[&count(limits::RULE_DEPTH)]));
        }
        self.depth += 1;
        let result = parse(self);
        self.depth -= 1;
        result
    }

    fn choice(&mut self) -> Result<Expr, Trouble> {
        self.deeper(|parser| {
            let column = parser.column();
            let condition = parser.either()?;
            if !parser.take("?") {
                return Ok(condition);
            }
            let then = parser.either()?;
            parser.need(":")?;
            let other = parser.choice()?;
            Ok(Expr { kind: ExprKind::Choose(Box::new([condition, then, other])), column })
        })
    }

    fn either(&mut self) -> Result<Expr, Trouble> {
        self.row("||", ExprKind::Or, |parser| parser.row("&&", ExprKind::And, |parser| parser.binary(0)))
    }

    fn row(
        &mut self,
        mark: &str,
        join: fn(Vec<Expr>) -> ExprKind,
        part: fn(&mut Self) -> Result<Expr, Trouble>,
    ) -> Result<Expr, Trouble> {
        let column = self.column();
        let first = part(self)?;
        if !self.take(mark) {
            return Ok(first);
        }
        let mut parts = vec![first, part(self)?];
        while self.take(mark) {
            parts.push(part(self)?);
        }
        Ok(Expr { kind: join(parts), column })
    }

    fn binary(&mut self, level: usize) -> Result<Expr, Trouble> {
        let Some(operators) = LEVELS.get(level) else {
            return self.unary();
        };
        let mut left = self.binary(level + 1)?;
        let mut links = 0;
        loop {
            let column = self.column();
            let Some(operator) = operators.iter().find(|operator| self.take(operator)) else {
                return Ok(left);
            };
            links += 1;
            if links > limits::RULE_DEPTH {
                return self.trouble(say("a rule chains at most {} operators", &[&count(limits::RULE_DEPTH)]));
            }
            let right = self.binary(level + 1)?;
            left = Expr { kind: ExprKind::Binary(operator, Box::new(left), Box::new(right)), column };
        }
    }

    fn unary(&mut self) -> Result<Expr, Trouble> {
        let column = self.column();
        if self.take("!") {
            let inner = self.deeper(Self::unary)?;
            return Ok(Expr { kind: ExprKind::Not(Box::new(inner)), column });
        }
        if self.take("-") {
            // The smallest whole number has no positive counterpart, so a sign before a number belongs to it.
            if let Kind::Int(number) = *self.peek() {
                self.at += 1;
                let kind = ExprKind::Int(0i64.wrapping_sub_unsigned(number));
                return self.members(Expr { kind, column });
            }
            let inner = self.deeper(Self::unary)?;
            return Ok(Expr { kind: ExprKind::Negate(Box::new(inner)), column });
        }
        let primary = self.primary()?;
        self.members(primary)
    }

    fn members(&mut self, mut expr: Expr) -> Result<Expr, Trouble> {
        let mut links = 0;
        loop {
            let column = self.column();
            links += 1;
            if links > limits::RULE_DEPTH {
                return self.trouble(say("a rule chains at most {} members", &[&count(limits::RULE_DEPTH)]));
            }
            if self.take(".") {
                let maybe = self.take("?");
                let name = self.name()?;
                let kind = if !maybe && self.take("(") {
                    let arguments = self.items(")", Self::choice)?;
                    ExprKind::Call(Some(Box::new(expr)), name, arguments)
                } else {
                    ExprKind::Select(Box::new(expr), name, maybe)
                };
                expr = Expr { kind, column: column + 1 };
            } else if self.take("[") {
                let maybe = self.take("?");
                let index = self.choice()?;
                self.need("]")?;
                expr = Expr { kind: ExprKind::Index(Box::new(expr), Box::new(index), maybe), column };
            } else if *self.peek() == Kind::Mark("{") && dotted(&expr) {
                return self.trouble("messages are left out of these rules");
            } else {
                return Ok(expr);
            }
        }
    }

    fn name(&mut self) -> Result<String, Trouble> {
        let Kind::Name(name) = self.peek() else {
            return self.unexpected("a name");
        };
        let name = name.clone();
        self.at += 1;
        Ok(name)
    }

    /// Parts with commas between them, up to `end`; one comma more at the end is fine.
    fn items<T>(&mut self, end: &str, part: impl Fn(&mut Self) -> Result<T, Trouble>) -> Result<Vec<T>, Trouble> {
        let mut items = Vec::new();
        while !self.take(end) {
            items.push(part(self)?);
            if !self.take(",") {
                self.need(end)?;
                break;
            }
        }
        Ok(items)
    }

    fn entry(&mut self) -> Result<(bool, Expr, Expr), Trouble> {
        let maybe = self.take("?");
        let key = self.choice()?;
        self.need(":")?;
        Ok((maybe, key, self.choice()?))
    }

    fn primary(&mut self) -> Result<Expr, Trouble> {
        let column = self.column();
        let kind = match self.peek().clone() {
            Kind::Int(number) => match i64::try_from(number) {
                Ok(number) => ExprKind::Int(number),
                Err(_) => return self.trouble("this number does not fit into 64 bits"),
            },
            Kind::Double(number) => ExprKind::Double(number),
            Kind::Text(text) => ExprKind::Text(text),
            Kind::Name(name) => return self.named(name, column),
            Kind::Mark("(") => {
                self.at += 1;
                let inner = self.choice()?;
                self.need(")")?;
                return Ok(inner);
            }
            Kind::Mark("[") => {
                self.at += 1;
                let items = self.items("]", |parser| Ok((parser.take("?"), parser.choice()?)))?;
                return Ok(Expr { kind: ExprKind::List(items), column });
            }
            Kind::Mark("{") => {
                self.at += 1;
                let entries = self.items("}", Self::entry)?;
                return Ok(Expr { kind: ExprKind::Map(entries), column });
            }
            // A name from the very top: nothing of ours stands in a container.
            Kind::Mark(".") => {
                self.at += 1;
                let name = self.name()?;
                self.at -= 1;
                return self.named(name, column);
            }
            _ => return self.unexpected("a value"),
        };
        self.at += 1;
        Ok(Expr { kind, column })
    }

    fn named(&mut self, name: String, column: u32) -> Result<Expr, Trouble> {
        let kind = match &*name {
            "true" => ExprKind::Bool(true),
            "false" => ExprKind::Bool(false),
            "null" => ExprKind::Null,
            word if RESERVED.contains(&word) => {
                return self.trouble(say("“{}” is a reserved word", &[word]));
            }
            _ => {
                self.at += 1;
                let kind = if self.take("(") {
                    ExprKind::Call(None, name, self.items(")", Self::choice)?)
                } else {
                    ExprKind::Name(name)
                };
                return Ok(Expr { kind, column });
            }
        };
        self.at += 1;
        Ok(Expr { kind, column })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn and_binds_stronger_than_or() {
        let ExprKind::Or(parts) = parse("a || b && c").unwrap().kind else { panic!() };
        assert!(matches!(parts[1].kind, ExprKind::And(_)));
    }

    #[test]
    fn trouble_has_its_column() {
        for (rule, column) in [
            ("", 1),
            ("1 +", 4),
            ("a b", 3),
            ("'x", 1),
            ("a = b", 3),
            ("(1", 3),
            ("[1,", 4),
            ("1u", 2),
            ("a{}", 2),
            ("{1}", 3),
        ] {
            assert_eq!(parse(rule).unwrap_err().column, column, "{rule}");
        }
    }

    #[test]
    fn depth_and_length_are_bounded() {
        for rule in [
            "(".repeat(3000),
            "!".repeat(3000),
            "-".repeat(3000),
            "a.".repeat(2000),
            "1+".repeat(3000),
            "[".repeat(9000),
        ] {
            assert!(parse(&rule).is_err());
        }
        assert!(parse(&vec!["a"; 2000].join("||")).is_ok());
    }

    #[test]
    fn the_smallest_number() {
        assert_eq!(parse("-9223372036854775808").unwrap().kind, ExprKind::Int(i64::MIN));
        assert!(parse("9223372036854775808").is_err());
    }
}
