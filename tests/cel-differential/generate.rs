//! Chance → expressions whose types are right, and whose answers mostly are there.

use tailorbird::rule::testing::Variable;
use tailorbird::rule::types::Type;

use super::chance::Chance;
use super::worlds::TEXTS;

/// The types of what is written; a list or a map is one of texts or of whole numbers.
#[derive(Clone, Copy, PartialEq)]
pub enum Kind {
    Bool,
    Int,
    Double,
    Text,
    Instant,
    Duration,
    Ints,
    Texts,
    Doubles,
    IntMap,
    TextMap,
}

use Kind::{Bool, Double, Doubles, Duration, Instant, Int, IntMap, Ints, Text, TextMap, Texts};

const KINDS: [Kind; 11] = [Bool, Int, Double, Text, Instant, Duration, Ints, Texts, Doubles, IntMap, TextMap];
const SCALARS: [Kind; 6] = [Bool, Int, Double, Text, Instant, Duration];
const COMPARISONS: [&str; 6] = ["==", "!=", "<", "<=", ">", ">="];
const ZONES: [&str; 6] = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "+02:00", "-09:30"];
const PARTS: [&str; 10] = [
    "getFullYear",
    "getMonth",
    "getDate",
    "getDayOfMonth",
    "getDayOfWeek",
    "getDayOfYear",
    "getHours",
    "getMinutes",
    "getSeconds",
    "getMilliseconds",
];

/// How deep an expression may nest.
const DEPTH: usize = 4;

/// Writes one expression.
pub struct Writer<'w> {
    chance: &'w mut Chance,
    names: Vec<(String, Kind)>,
    bound: usize,
}

impl<'w> Writer<'w> {
    /// Over the names of a world.
    pub fn new(chance: &'w mut Chance, world: &[Variable]) -> Self {
        let names = world.iter().map(|variable| (variable.name.clone(), kind(&variable.ty))).collect();
        Self { chance, names, bound: 0 }
    }

    /// An expression of any type.
    pub fn any(&mut self) -> String {
        let wanted = if self.chance.once_in(3) { Bool } else { self.chance.of(&KINDS) };
        self.expr(wanted, DEPTH)
    }

    fn expr(&mut self, wanted: Kind, depth: usize) -> String {
        if depth == 0 || self.chance.once_in(6) {
            return self.leaf(wanted);
        }
        let depth = depth - 1;
        if self.chance.once_in(12) {
            let condition = self.expr(Bool, depth);
            return format!("({condition} ? {} : {})", self.expr(wanted, depth), self.expr(wanted, depth));
        }
        match wanted {
            Bool => self.bool(depth),
            Int => self.int(depth),
            Double => self.double(depth),
            Text => self.text(depth),
            Instant => {
                let sign = self.chance.of(&["+", "-"]);
                format!("({} {sign} {})", self.expr(Instant, depth), self.expr(Duration, depth))
            }
            Duration if self.chance.once_in(3) => {
                format!("({} - {})", self.expr(Instant, depth), self.expr(Instant, depth))
            }
            Duration => {
                let sign = self.chance.of(&["+", "-"]);
                format!("({} {sign} {})", self.expr(Duration, depth), self.expr(Duration, depth))
            }
            Ints | Texts | Doubles => self.list(wanted, depth),
            IntMap | TextMap => self.map(wanted, depth),
        }
    }

    /// A name that is there, or a literal.
    fn leaf(&mut self, wanted: Kind) -> String {
        let fitting: Vec<String> =
            self.names.iter().filter(|(_, kind)| *kind == wanted).map(|(name, _)| name.clone()).collect();
        if !fitting.is_empty() && !self.chance.once_in(3) {
            return fitting[self.chance.below(fitting.len())].clone();
        }
        match wanted {
            Bool => self.chance.of(&["true", "false"]).to_owned(),
            Int if self.chance.once_in(12) => {
                self.chance.of(&["9223372036854775807", "0x1F", "-9007199254740993"]).to_owned()
            }
            Int => (self.chance.below(12) as i64 - 3).to_string(),
            Double => self.chance.of(&["0.0", "1.5", "-2.25", "1e3", "0.1", ".5", "1e21", "3e-7"]).to_owned(),
            Text => quoted(self.chance.of(&TEXTS)),
            Instant => {
                let written = [
                    "2026-11-23T18:30:00Z",
                    "2024-02-29T23:59:59.999Z",
                    "1969-12-31T23:00:00+02:00",
                    "2026-03-29T01:00:00.000000001Z",
                ];
                format!("timestamp('{}')", self.chance.of(&written))
            }
            Duration => {
                format!("duration('{}')", self.chance.of(&["1h", "90m", "-1.5s", "36h15m", "1ns", "0", "250ms"]))
            }
            Ints | Texts | Doubles => {
                let items: Vec<String> = (0..self.chance.below(4)).map(|_| self.leaf(item(wanted))).collect();
                format!("[{}]", items.join(", "))
            }
            IntMap | TextMap => {
                let keys = ["a", "b", "c"];
                let count = self.chance.below(4);
                let entries: Vec<String> =
                    keys.iter().take(count).map(|key| format!("'{key}': {}", self.leaf(item(wanted)))).collect();
                format!("{{{}}}", entries.join(", "))
            }
        }
    }

    fn bool(&mut self, depth: usize) -> String {
        match self.chance.below(14) {
            0 => format!("!{}", self.expr(Bool, depth)),
            1 | 2 => {
                let sign = self.chance.of(&["&&", "||"]);
                format!("({} {sign} {})", self.expr(Bool, depth), self.expr(Bool, depth))
            }
            3..=5 => {
                let (of, sign) = (self.chance.of(&SCALARS), self.chance.of(&COMPARISONS));
                format!("({} {sign} {})", self.expr(of, depth), self.expr(of, depth))
            }
            6 => {
                let (of, sign) = (self.chance.of(&KINDS), self.chance.of(&["==", "!="]));
                format!("({} {sign} {})", self.expr(of, depth), self.expr(of, depth))
            }
            7 => {
                let of = self.chance.of(&[Ints, Texts, Doubles, TextMap, IntMap]);
                let key = if matches!(of, TextMap | IntMap) { Text } else { item(of) };
                format!("({} in {})", self.expr(key, depth), self.expr(of, depth))
            }
            8 => {
                let function = self.chance.of(&["contains", "startsWith", "endsWith"]);
                format!("{}.{function}({})", self.expr(Text, depth), self.expr(Text, depth))
            }
            9 => {
                let pattern = self.chance.of(&["^/", "[a-z]+", "o{2}", "^.?$", "(Cyc|fo)", "^[^0-9]*$"]);
                format!("{}.matches('{pattern}')", self.expr(Text, depth))
            }
            10 => format!("has({}.{})", self.chance.of(&["page.query", "counts"]), self.chance.of(&["a", "utm"])),
            11 => format!(
                "(dyn({}) {} dyn({}))",
                self.expr(Int, depth),
                self.chance.of(&COMPARISONS),
                self.expr(Double, depth)
            ),
            _ => {
                let of = self.chance.of(&[Ints, Texts, Doubles, TextMap]);
                let each = self.chance.of(&["exists", "all", "exists_one"]);
                let list = self.expr(of, depth);
                let (name, body) = self.with(if of == TextMap { Text } else { item(of) }, Bool, depth);
                format!("{list}.{each}({name}, {body})")
            }
        }
    }

    fn int(&mut self, depth: usize) -> String {
        match self.chance.below(14) {
            0..=3 => {
                let sign = self.chance.of(&["+", "-", "*", "/", "%"]);
                format!("({} {sign} {})", self.expr(Int, depth), self.expr(Int, depth))
            }
            4 => format!("-({})", self.expr(Int, depth)),
            5 => {
                let of = self.chance.of(&[Text, Ints, Texts, IntMap]);
                format!("size({})", self.expr(of, depth))
            }
            6 => format!("{}.size()", self.expr(Text, depth)),
            7 => {
                let function = self.chance.of(&["indexOf", "lastIndexOf"]);
                format!("{}.{function}({})", self.expr(Text, depth), self.expr(Text, depth))
            }
            8 => format!("int({})", self.expr(Double, depth)),
            9 => format!("int({})", self.expr(Instant, depth)),
            10 => format!("{}[{}]", self.expr(Ints, depth), self.chance.below(3)),
            11 => format!("{}['{}']", self.expr(IntMap, depth), self.chance.of(&["a", "b"])),
            12 => format!("{}.{}()", self.expr(Duration, depth), self.chance.of(&PARTS[6..])),
            _ => {
                let zone = if self.chance.once_in(2) { String::new() } else { quoted(self.chance.of(&ZONES)) };
                format!("{}.{}({zone})", self.expr(Instant, depth), self.chance.of(&PARTS))
            }
        }
    }

    fn double(&mut self, depth: usize) -> String {
        match self.chance.below(8) {
            0..=3 => {
                let sign = self.chance.of(&["+", "-", "*", "/"]);
                format!("({} {sign} {})", self.expr(Double, depth), self.expr(Double, depth))
            }
            4 => format!("-({})", self.expr(Double, depth)),
            5 => format!("double({})", self.expr(Int, depth)),
            6 => format!("double('{}')", self.chance.of(&["1.5", "-0.0", "1e300", "7"])),
            _ => format!("{}[{}]", self.expr(Doubles, depth), self.chance.below(3)),
        }
    }

    fn text(&mut self, depth: usize) -> String {
        match self.chance.below(15) {
            0..=2 => format!("({} + {})", self.expr(Text, depth), self.expr(Text, depth)),
            3 => format!("{}.{}()", self.expr(Text, depth), self.chance.of(&["lowerAscii", "upperAscii", "trim"])),
            4 => format!("{}.substring({})", self.expr(Text, depth), self.chance.below(3)),
            5 => {
                format!("{}.substring({}, {})", self.expr(Text, depth), self.chance.below(2), 1 + self.chance.below(3))
            }
            6 => format!("{}.charAt({})", self.expr(Text, depth), self.chance.below(2)),
            7 => format!("{}.replace({}, {})", self.expr(Text, depth), self.leaf(Text), self.leaf(Text)),
            8 => format!("{}.join({})", self.expr(Texts, depth), quoted(self.chance.of(&[", ", "", "·"]))),
            9 | 10 => {
                // The conversion that does nothing shows a reader of the expression what is written there.
                let (of, shown) = self.chance.of(&SCALARS.map(|of| (of, conversion(of))));
                format!("string({shown}({}))", self.expr(of, depth))
            }
            11 => format!("{}[{}]", self.expr(Texts, depth), self.chance.below(2)),
            12 => format!("{}['{}']", self.expr(TextMap, depth), self.chance.of(&["a", "b", "utm"])),
            13 => {
                let (clause, of) = self.chance.of(&[
                    ("%s", Text),
                    ("%d", Int),
                    ("%s", Int),
                    ("%x", Int),
                    ("%.2f", Double),
                    ("%s", Bool),
                ]);
                format!("'a {clause}%%'.format([{}])", self.expr(of, depth))
            }
            _ => format!("strings.quote({})", self.expr(Text, depth)),
        }
    }

    fn list(&mut self, wanted: Kind, depth: usize) -> String {
        match self.chance.below(6) {
            0 | 1 => format!("({} + {})", self.expr(wanted, depth), self.expr(wanted, depth)),
            2 => {
                let list = self.expr(wanted, depth);
                let (name, body) = self.with(item(wanted), Bool, depth);
                format!("{list}.filter({name}, {body})")
            }
            3 => {
                let of = self.chance.of(&[Ints, Texts, Doubles]);
                let list = self.expr(of, depth);
                let (name, body) = self.with(item(of), item(wanted), depth);
                format!("{list}.map({name}, {body})")
            }
            4 if wanted == Texts => {
                format!("{}.split({})", self.expr(Text, depth), quoted(self.chance.of(&[",", "", "a", " "])))
            }
            _ => {
                let items: Vec<String> = (0..self.chance.below(4)).map(|_| self.expr(item(wanted), depth)).collect();
                format!("[{}]", items.join(", "))
            }
        }
    }

    fn map(&mut self, wanted: Kind, depth: usize) -> String {
        let value = item(wanted);
        format!("{{'a': {}, 'b': {}}}", self.expr(value, depth), self.expr(value, depth))
    }

    /// What is said of each item, and the name that the item has in it.
    fn with(&mut self, item: Kind, wanted: Kind, depth: usize) -> (String, String) {
        self.bound += 1;
        let name = format!("it{}", self.bound);
        self.names.push((name.clone(), item));
        let body = self.expr(wanted, depth.min(2));
        self.names.pop();
        (name, body)
    }
}

fn kind(ty: &Type) -> Kind {
    match ty {
        Type::Bool => Bool,
        Type::Int => Int,
        Type::Double => Double,
        Type::Text => Text,
        Type::Instant => Instant,
        Type::Duration => Duration,
        Type::List(inner) if **inner == Type::Int => Ints,
        Type::List(inner) if **inner == Type::Text => Texts,
        Type::List(_) => Doubles,
        Type::Map(types) if types[1] == Type::Int => IntMap,
        _ => TextMap,
    }
}

/// The conversion that does nothing to it.
fn conversion(of: Kind) -> &'static str {
    match of {
        Bool => "bool",
        Int => "int",
        Double => "double",
        Instant => "timestamp",
        Duration => "duration",
        _ => "string",
    }
}

/// Of what a list or a map is one.
fn item(of: Kind) -> Kind {
    match of {
        Ints | IntMap => Int,
        Doubles => Double,
        _ => Text,
    }
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'").replace('\t', "\\t"))
}
