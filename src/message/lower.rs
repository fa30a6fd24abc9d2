//! A message's tree → what is left to do when it is said: every name resolved, every function and option checked, the
//! variants in the order in which they are tried.

use super::check::check;
use super::parse::parse;
use super::resolve::{Environment, Resolver};
use super::resolved::{Content, Number, Resolved, Select, Text};
use super::tree::{Markup, Piece, Tree, Variant, Word};
use super::trouble::{ErrorKind, Trouble};
use crate::error::say;
use crate::nearest::hint;
use crate::prelude::*;
use crate::rule::platform::{Platform, json_number};
use crate::sorted::sorted;

/// A message, lowered.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lowered {
    /// The selectors.
    pub selectors: Vec<Resolved>,
    /// The variants, the first that matches is chosen; without selectors there is one.
    pub variants: Vec<LoweredVariant>,
}

/// A variant.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LoweredVariant {
    /// The keys, one for each selector.
    pub keys: Vec<Key>,
    /// The parts of its pattern.
    pub parts: Vec<Part>,
    /// The mistakes, where mistakes do not stop: they count only if this variant is chosen.
    pub troubles: Vec<Trouble>,
}

/// A key that a selector has to match.
#[derive(Clone, Debug, PartialEq)]
pub enum Key {
    /// Anything.
    Any,
    /// This number.
    Number(f64),
    /// This text, or a number of this plural category.
    Text(String),
}

/// A part of what is said.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// The site's words.
    Text(String),
    /// A value.
    Value(Resolved),
    /// An end of an element.
    Markup(Markup),
}

impl Lowered {
    /// The same text whatever is true.
    pub fn text(text: &str) -> Self {
        let parts = if text.is_empty() { Vec::new() } else { vec![Part::Text(text.to_owned())] };
        Self { selectors: Vec::new(), variants: vec![LoweredVariant { parts, ..LoweredVariant::default() }] }
    }

    /// The values that are shown.
    pub fn shown(&self) -> impl Iterator<Item = &Resolved> {
        self.variants.iter().flat_map(|variant| &variant.parts).filter_map(|part| match part {
            Part::Value(known) => Some(known),
            _ => None,
        })
    }
}

/// A message, lowered, and what is wrong with it.
pub fn lower(message: &str, environment: Environment<'_>) -> (Lowered, Vec<Trouble>) {
    let tree = match parse(message, environment.platform) {
        Ok(tree) => tree,
        Err(trouble) => return (Lowered::default(), vec![trouble]),
    };
    let troubles = check(&tree);
    if !troubles.is_empty() {
        return (Lowered::default(), troubles);
    }
    let strict = environment.custom.is_none();
    let mut resolver = Resolver::new(environment, &tree.declarations);
    let lowered = resolver.message(&tree);
    if strict {
        resolver.resolve_unused();
    }
    (lowered, resolver.troubles)
}

/// Variants and, for each key of a variant, how good a match it is: the lower, the better.
type Ranked = (Vec<u8>, LoweredVariant);

impl Resolver<'_, '_> {
    fn message(&mut self, tree: &Tree) -> Lowered {
        let selectors: Vec<Resolved> = tree.selectors.iter().map(|selector| self.selector(selector)).collect();
        let mut ranked: Vec<Ranked> = Vec::new();
        for variant in &tree.variants {
            if let Some((ranks, keys)) = self.keys(&selectors, variant) {
                let before = self.troubles.len();
                let parts = self.parts(&variant.pattern);
                let lenient = self.environment.custom.is_some();
                let troubles = if lenient { self.troubles.split_off(before) } else { Vec::new() };
                ranked.push((ranks, LoweredVariant { keys, parts, troubles }));
            }
        }
        // The first selector weighs most, then the second: what the specification calls the better match.
        ranked = sorted(ranked, &|(one, _), (other, _)| one < other);
        if self.environment.custom.is_some() {
            self.only(&selectors, &mut ranked);
        }
        Lowered { selectors, variants: ranked.into_iter().map(|(_, variant)| variant).collect() }
    }

    fn selector(&mut self, selector: &Word) -> Resolved {
        let known = self.variable(selector, false);
        let selects = match &known.content {
            Content::Text(_) => true,
            Content::Number(number) => number.select.is_some(),
            Content::Custom(custom) => custom.keys.is_some(),
            Content::Fallback | Content::Moment(_) | Content::List(..) | Content::Relative(..) | Content::Other(_) => {
                false
            }
        };
        if selects {
            return known;
        }
        // An unresolved selector was reported already.
        let style = match &known.content {
            Content::Number(number) => {
                ["currency", "unit"].into_iter().find(|style| number.options.get(style).is_some())
            }
            _ => None,
        };
        let message = match style {
            Some(style) => say(
                "“{}” is written as a {}, by which nothing is selected; select by the number: .local $n = {} .match $n",
                &[&selector.text, style, &["{$", &*selector.text, " :number}"].concat()],
            ),
            None => say("“{}” is {}, and nothing can be selected by it", &[&selector.text, known.describe()]),
        };
        self.troubles.push(Trouble { kind: ErrorKind::BadSelector, column: selector.column, message });
        Resolved::fallback(known.source)
    }

    /// The keys of a variant and how good they are; `None`: one can never match.
    fn keys(&mut self, selectors: &[Resolved], variant: &Variant) -> Option<(Vec<u8>, Vec<Key>)> {
        let (mut ranks, mut keys) = (Vec::new(), Vec::new());
        let mut matches = true;
        for (selector, (key, column)) in selectors.iter().zip(&variant.keys) {
            let Some(text) = key else {
                ranks.push(u8::MAX);
                keys.push(Key::Any);
                continue;
            };
            match self.key(selector, text) {
                Ok((rank, key)) => {
                    ranks.push(rank);
                    keys.push(key);
                }
                Err(None) => matches = false,
                Err(Some(message)) => {
                    self.troubles.push(Trouble { kind: ErrorKind::BadVariantKey, column: *column, message });
                    matches = false;
                }
            }
        }
        matches.then_some((ranks, keys))
    }

    /// A key, and how good a match it is.
    ///
    /// # Errors
    /// When it can never match; a sentence where that is a mistake.
    fn key(&self, selector: &Resolved, key: &str) -> Result<(u8, Key), Option<String>> {
        match &selector.content {
            Content::Text(Text::Word(_, words)) if !words.iter().any(|word| word == key) => {
                let known = words.iter().map(String::as_str).filter(|word| !word.is_empty());
                let source = selector.source.trim_start_matches('$');
                Err(Some(say("“{}” is never “{}”{}", &[source, key, &hint(key, known)])))
            }
            Content::Text(_) => Ok((0, Key::Text(key.to_owned()))),
            Content::Number(number) => number_key(number, key, self.environment.platform).map_err(Some),
            Content::Custom(custom) => match custom.keys.iter().flatten().position(|known| *known == key) {
                Some(rank) => Ok((rank as u8, Key::Text(key.to_owned()))),
                None => Err(None),
            },
            _ => Err(None),
        }
    }

    /// The keys of a custom function's value were compared already.
    fn only(&self, selectors: &[Resolved], ranked: &mut [Ranked]) {
        for (place, selector) in selectors.iter().enumerate() {
            if matches!(selector.content, Content::Custom(_)) {
                for key in ranked.iter_mut().filter_map(|(_, variant)| variant.keys.get_mut(place)) {
                    *key = Key::Any;
                }
            }
        }
    }

    fn parts(&mut self, pattern: &[Piece]) -> Vec<Part> {
        let mut parts = Vec::new();
        for piece in pattern {
            parts.push(match piece {
                Piece::Text(text) => Part::Text(text.clone()),
                Piece::Markup(markup) => Part::Markup(markup.clone()),
                Piece::Expression(expression) => {
                    let known = self.expression(expression);
                    Part::Value(
                        self.shown(known, expression.operand.as_ref().map_or(expression.column, |o| o.column())),
                    )
                }
            });
        }
        parts
    }

    /// Refuses a value that no text can show.
    fn shown(&mut self, known: Resolved, column: u32) -> Resolved {
        let name = known.source.trim_start_matches('$');
        let message = match &known.content {
            Content::Text(Text::Word(..)) => {
                say("“{}” is a word for rules, the same in every language; choose what to say by it instead", &[name])
            }
            Content::Moment(moment) if moment.precision.is_none() => {
                say("“{}” is a moment: say how to write it, as in {}{} :date{}", &[name, "{$", name, "}"])
            }
            Content::List(_, None) => {
                say("“{}” is a list: say how to write it, as in {}{} :tailorbird:list{}", &[name, "{$", name, "}"])
            }
            Content::Other(described) => say("“{}” is {}, which no text can show", &[name, described]),
            Content::Custom(custom) if custom.text.is_none() => "this value cannot be shown".to_owned(),
            _ => return known,
        };
        let kind =
            if matches!(known.content, Content::Custom(_)) { ErrorKind::BadOption } else { ErrorKind::BadOperand };
        self.troubles.push(Trouble { kind, column, message });
        Resolved::fallback(known.source)
    }
}

/// The categories that a plural can have (CLDR).
const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

fn number_key(number: &Number, key: &str, platform: &dyn Platform) -> Result<(u8, Key), String> {
    let exact = number.select == Some(Select::Exact);
    if CATEGORIES.contains(&key) {
        if exact {
            return Err(say("“{}” is a plural category, but what is selected by is the number itself", &[key]));
        }
        return Ok((1, Key::Text(key.to_owned())));
    }
    let Some(value) = json_number(key, platform) else {
        let known = if exact { &[][..] } else { &CATEGORIES };
        let hint = hint(key, known.iter().copied());
        return Err(say("“{}” is no number and no plural category{}", &[key, &hint]));
    };
    // A number is compared with a key as it is written, so that a key that is not written so can never match.
    let written = platform.digits(value);
    let whole = key.len() < 16 && key.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') && key != "-0";
    if whole || written == key {
        return Ok((0, Key::Number(value)));
    }
    Err(say("no number is written “{}”, and what is compared is how it is written", &[key]))
}

/// The facts that a message selects by.
pub fn selected(lowered: &Lowered) -> Vec<u32> {
    lowered.selectors.iter().flat_map(Resolved::names).collect()
}
