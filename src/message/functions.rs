//! The functions: an operand and options → a value and how it is written, or why not.

use super::custom::Functions;
use super::moments::{FIELDS, date_options, end, read_moment};
use super::options::{self, CURRENCY, INTEGER, NUMBER, OFFSET, OptionType, PERCENT, Table, UNIT, Value};
use super::resolved::{Amount, At, Content, Moment, Number, Options, Resolved, Select, Setting, Text};
use super::tree::{Choice, Word};
use super::trouble::{ErrorKind, Trouble, trouble};
use crate::error::say;
use crate::nearest::hint;
use crate::prelude::*;
use crate::rule::platform::{Platform, json_number};
use alloc::rc::Rc;

/// The functions there are.
const FUNCTIONS: &str = "string number integer offset percent currency unit date time datetime tailorbird:list \
    tailorbird:relativeTime";
/// The options of a list.
const LIST: Table = &[("type", OptionType::Words(&["conjunction", "disjunction", "unit"]))];

/// The options of a stretch of time, as `Intl.RelativeTimeFormat` takes them.
const RELATIVE: Table = &[
    ("unit", OptionType::Words(&["second", "minute", "hour", "day", "week", "month", "quarter", "year"])),
    ("numeric", OptionType::Words(&["always", "auto"])),
    ("style", OptionType::Words(&["long", "short", "narrow"])),
];

const LENGTHS: [&str; 3] = ["short", "medium", "long"];
const PRECISIONS: [&str; 3] = ["hour", "minute", "second"];
const STYLES: [&str; 2] = ["short", "long"];

/// A function and what it is given.
pub(super) struct Call<'a> {
    pub(super) name: &'a Word,
    pub(super) operand: Option<&'a Resolved>,
    /// The column of the operand; where there is none, that of the function.
    pub(super) column: u32,
    pub(super) given: &'a [(&'a Choice, Value)],
    pub(super) platform: &'a dyn Platform,
    pub(super) custom: Option<&'a dyn Functions>,
}

type Report<'t> = &'t mut dyn FnMut(Trouble);

impl Call<'_> {
    /// The value of the call.
    pub(super) fn content(&self, report: Report<'_>) -> Result<Content, Trouble> {
        match &*self.name.text {
            "string" => self.string(report),
            "number" => self.number(NUMBER, "decimal", report),
            "integer" => self.number(INTEGER, "decimal", report),
            "percent" => self.number(PERCENT, "percent", report),
            "currency" => self.number(CURRENCY, "currency", report),
            "unit" => self.number(UNIT, "unit", report),
            "offset" => self.offset(report),
            "date" | "time" | "datetime" => self.moment(report),
            "tailorbird:list" => self.list(report),
            "tailorbird:relativeTime" => self.relative(report),
            name => {
                let value = self.custom.and_then(|functions| {
                    let operand = self.operand.map(|known| &known.content);
                    functions.call(name, operand, self.given, self.column, report)
                });
                match value {
                    Some(value) => value.map(Content::Custom),
                    None => trouble(
                        ErrorKind::UnknownFunction,
                        self.name.column,
                        say("there is no function “:{}”{}", &[name, &hint(name, FUNCTIONS.split(' '))]),
                    ),
                }
            }
        }
    }

    fn refuse<T>(&self, wanted: &str) -> Result<T, Trouble> {
        let name = &self.name.text;
        let message = match self.operand {
            None => say("“:{}” needs something to write: {}$name :{}{}", &[name, "{", name, "}"]),
            Some(known) => {
                say("“:{}” takes {}, but “{}” is {}", &[name, wanted, shown(&known.source), known.describe()])
            }
        };
        trouble(ErrorKind::BadOperand, self.column, message)
    }

    fn string(&self, report: Report<'_>) -> Result<Content, Trouble> {
        options::set(&[], self.given, &mut Options::default(), report);
        match self.operand.map(|known| &known.content) {
            Some(content @ Content::Text(_)) => Ok(content.clone()),
            // The digits of a number, as they are in every language.
            Some(Content::Number(number)) => Ok(Content::Text(Text::Digits(number.amount.clone()))),
            // A missing operand was reported already. It becomes a text that no key has.
            Some(Content::Fallback) => {
                let source = self.operand.map_or("", |known| &known.source);
                Ok(Content::Text(Text::Known(say("{}{}{}", &["{", source, "}"]))))
            }
            _ => self.refuse("a text"),
        }
    }

    /// The items of a list in words.
    fn list(&self, report: Report<'_>) -> Result<Content, Trouble> {
        let Some(Content::List(name, _)) = self.operand.map(|known| &known.content) else {
            return self.refuse("a list of texts");
        };
        let mut settings = Options::default();
        options::set(LIST, self.given, &mut settings, report);
        Ok(Content::List(*name, Some(settings)))
    }

    /// How long from now: a number in a unit, or the time to a moment, which counts down.
    fn relative(&self, report: Report<'_>) -> Result<Content, Trouble> {
        let (to, given): (Vec<_>, Vec<_>) =
            self.given.iter().cloned().partition(|(choice, _)| choice.name.text == "to");
        let mut settings = Options::default();
        options::set(RELATIVE, &given, &mut settings, report);
        let refuse = |message: &str| trouble(ErrorKind::BadOperand, self.name.column, message);
        match (self.operand.map(|known| &known.content), to.first()) {
            (Some(Content::Moment(Moment { at: At::Name(now), .. })), Some((choice, value))) => {
                if self.has("unit") {
                    return refuse("a countdown takes the largest unit that fits: leave out “unit”");
                }
                let to = Amount::Known(end(choice, value)?);
                Ok(Content::Relative(Amount::Less(Rc::new([to, Amount::Name(*now)])), settings))
            }
            (Some(Content::Moment(_)), _) => refuse("a countdown needs its end: to=|2026-12-24T18:00:00+01:00|"),
            (_, Some(_)) => self.refuse("“now” where “to” says its end"),
            _ if !self.has("unit") => refuse("a number needs its unit: unit=day"),
            _ => Ok(Content::Relative(self.read()?.amount, settings)),
        }
    }

    /// The operand of a function of numbers.
    fn read(&self) -> Result<Number, Trouble> {
        match self.operand.map(|known| &known.content) {
            Some(Content::Number(number)) => Ok(number.clone()),
            // MessageFormat 2 writes number literals as JSON does.
            Some(Content::Text(Text::Known(text))) => match json_number(text, self.platform) {
                Some(number) => Ok(Number {
                    amount: Amount::Known(number),
                    options: Options::default(),
                    select: None,
                    percent: false,
                }),
                None => trouble(ErrorKind::BadOperand, self.column, say("“{}” is no number", &[text])),
            },
            _ => self.refuse("a number"),
        }
    }

    fn number(&self, table: Table, style: &str, report: Report<'_>) -> Result<Content, Trouble> {
        let mut number = self.read()?;
        let inherited = number.options.get("select").is_some() && !self.has("select");
        number.percent = style == "percent";
        number.options.clear("style");
        if style != "decimal" {
            number.options.set_word("style", style);
        }
        if self.name.text == "integer" {
            number.options.clear("minimumFractionDigits");
            number.options.clear("minimumSignificantDigits");
            number.options.set("maximumFractionDigits", Setting::Fixed("0".to_owned()));
            number.amount = number.amount.whole();
        }
        let select = self.chosen("select").map(|choice| choice.value.column());
        let mut selects = !matches!(style, "currency" | "unit");
        options::set(table, self.given, &mut number.options, &mut |trouble| {
            selects &= select != Some(trouble.column);
            report(trouble);
        });
        self.check_number(&number, style)?;
        if matches!(style, "currency" | "unit") && number.options.get(style).is_none() {
            // The wrong option was reported already.
            return Ok(Content::Fallback);
        }
        if inherited && selects {
            let message = "how something is selected is not passed on: “select” is written out where it is used";
            report(Trouble { kind: ErrorKind::BadOption, column: self.name.column, message: message.to_owned() });
            selects = false;
        }
        let exact = number.options.get("select") == Some(&Setting::Fixed("\"exact\"".to_owned()));
        number.select = selects.then_some(if exact { Select::Exact } else { Select::Plural });
        Ok(Content::Number(number))
    }

    /// Refuses options by which no number can be written.
    fn check_number(&self, number: &Number, style: &str) -> Result<(), Trouble> {
        if number.amount.is_deep() {
            return trouble(
                ErrorKind::BadOperand,
                self.column,
                "this number is reckoned in more steps than a page takes",
            );
        }
        let options = &number.options;
        let [fraction, significant] = [
            ["minimumFractionDigits", "maximumFractionDigits"],
            ["minimumSignificantDigits", "maximumSignificantDigits"],
        ];
        // `Intl` reads the digits of a fraction only where there are no significant ones.
        let only = significant.iter().any(|name| options.get(name).is_some());
        let read = if only && options.get("roundingPriority").is_none() {
            vec![significant]
        } else {
            vec![fraction, significant]
        };
        if read.iter().any(|[least, most]| options.number(least) > Some(options.number(most).unwrap_or(u32::MAX))) {
            return trouble(ErrorKind::BadOption, self.name.column, "the fewest digits are more than the most");
        }
        for (kind, wanted) in [("currency", "EUR"), ("unit", "kilometer")] {
            if style == kind && options.get(kind).is_none() && !self.has(kind) {
                let message = say("“:{}” needs one: {}={}", &[kind, kind, wanted]);
                return trouble(ErrorKind::BadOperand, self.name.column, message);
            }
        }
        Ok(())
    }

    fn has(&self, name: &str) -> bool {
        self.chosen(name).is_some()
    }

    fn chosen(&self, name: &str) -> Option<&Choice> {
        self.given.iter().find(|(choice, _)| choice.name.text == name).map(|(choice, _)| *choice)
    }

    fn offset(&self, report: Report<'_>) -> Result<Content, Trouble> {
        let number = self.read()?;
        let mut settings = Options::default();
        let mut told = None;
        options::set(OFFSET, self.given, &mut settings, &mut |trouble| match trouble.kind {
            ErrorKind::Slip => report(trouble),
            _ => told = Some(trouble),
        });
        if let Some(trouble) = told {
            return Err(trouble);
        }
        let amount = |setting: &Setting| match setting {
            Setting::Fixed(digits) => Amount::Known(digits.parse::<u32>().unwrap_or_default().into()),
            Setting::Amount(amount) => amount.clone(),
            Setting::Text(_) => Amount::Known(0.0),
        };
        let amount = match (settings.get("add"), settings.get("subtract")) {
            (Some(add), None) => match (number.amount, amount(add)) {
                (Amount::Known(a), Amount::Known(b)) => Amount::Known(a + b),
                (a, b) => Amount::Sum(Rc::new([a, b])),
            },
            (None, Some(subtract)) => match (number.amount, amount(subtract)) {
                (Amount::Known(a), Amount::Known(b)) => Amount::Known(a - b),
                (a, b) => Amount::Less(Rc::new([a, b])),
            },
            _ => {
                return trouble(ErrorKind::BadOption, self.name.column, "“:offset” needs one of “add” and “subtract”");
            }
        };
        // The result is a number again, which keeps how it was to be written.
        let again = Call {
            operand: Some(&Resolved {
                content: Content::Number(Number { amount, ..number }),
                ..Resolved::fallback(String::new())
            }),
            given: &[],
            name: self.name,
            column: self.column,
            platform: self.platform,
            custom: self.custom,
        };
        again.number(NUMBER, "decimal", report)
    }

    /// The operand of a function of dates.
    fn when(&self) -> Result<Moment, Trouble> {
        match self.operand.map(|known| &known.content) {
            Some(Content::Moment(moment)) => Ok(moment.clone()),
            Some(Content::Text(Text::Known(text))) => match read_moment(text) {
                Some(moment) => Ok(moment),
                None => trouble(
                    ErrorKind::BadOperand,
                    self.column,
                    say("“{}” is no moment, as in |2026-11-24| or |2026-11-24T18:00:00|", &[text]),
                ),
            },
            _ => self.refuse("a moment"),
        }
    }

    fn moment(&self, report: Report<'_>) -> Result<Content, Trouble> {
        let before = self.when()?;
        let date = self.name.text != "time";
        let time = self.name.text != "date";
        let (fields, length, precision) = match &*self.name.text {
            "datetime" => ("dateFields", "dateLength", "timePrecision"),
            _ => ("fields", "length", "precision"),
        };
        let mut known: Vec<&str> = vec!["calendar", "timeZone"];
        if date {
            known.extend([fields, length]);
        }
        if time {
            known.extend([precision, "timeZoneStyle", "hour12"]);
        }
        let mut options = Options::default();
        for kept in ["calendar", "timeZone"].into_iter().chain(time.then_some("hour12")) {
            if let Some((name, setting)) = before.options.all.iter().find(|(name, _)| *name == kept) {
                options.set(name, setting.clone());
            }
        }
        self.place(&before, &mut options, report)?;
        let mut words = |name, words: &[&'static str]| self.word(name, words, &mut *report);
        let mut moment = Moment { options, precision: Some(0), ..before };
        if date {
            let known: Vec<&'static str> = FIELDS.iter().map(|(name, _)| *name).collect();
            let fields = words(fields, &known).unwrap_or("year-month-day");
            let length = words(length, &LENGTHS).unwrap_or("medium");
            date_options(fields, length, &mut moment.options);
        }
        if time {
            let precision = words(precision, &PRECISIONS).unwrap_or("minute");
            moment.precision = PRECISIONS.iter().position(|known| *known == precision).map(|place| place as u8 + 1);
            let parts = ["hour", "minute", "second"].into_iter().take(moment.precision.unwrap_or_default().into());
            parts.for_each(|part| moment.options.set_word(part, "numeric"));
            if let Some(style) = words("timeZoneStyle", &STYLES) {
                moment.options.set_word("timeZoneName", style);
            }
        }
        for (choice, _) in self.given {
            let name = &*choice.name.text;
            if !known.contains(&name) && !name.starts_with("u:") {
                let hint = hint(name, known.iter().copied());
                let message = say("there is no option “{}” here{}", &[name, &hint]);
                report(Trouble { kind: ErrorKind::Slip, column: choice.name.column, message });
            }
        }
        Ok(Content::Moment(moment))
    }

    /// In which zone and calendar, and whether by a clock of twelve hours.
    fn place(&self, before: &Moment, options: &mut Options, report: Report<'_>) -> Result<(), Trouble> {
        for (name, ty) in
            [("calendar", OptionType::Name), ("hour12", OptionType::Truth), ("timeZone", OptionType::Name)]
        {
            let Some((choice, value)) = self.given.iter().find(|(choice, _)| choice.name.text == name) else {
                continue;
            };
            if name == "hour12" && self.name.text == "date" {
                continue;
            }
            let refuse = |kind, message: String| Trouble { kind, column: choice.value.column(), message };
            let setting = match value {
                Value::Known(text, _) => options::fixed(ty, text),
                _ => Err("written out".to_owned()),
            };
            match (setting, value, before.options.get(name)) {
                (_, Value::Known(text, _), known) if name == "timeZone" && text == "input" => {
                    if known.is_none() {
                        report(refuse(
                            ErrorKind::BadOperand,
                            "what is written here brings no time zone with it".to_owned(),
                        ));
                    }
                }
                (Ok(setting), _, Some(known)) if name == "timeZone" && *known != setting => {
                    let message = "a time that has a zone is not turned into another’s";
                    return Err(refuse(ErrorKind::BadOption, message.to_owned()));
                }
                (Ok(setting), ..) => {
                    if name == "timeZone" && matches!(before.at, At::Clock(_)) {
                        let message =
                            "what is written without an offset has no zone to be turned from: add one, as in …Z";
                        report(refuse(ErrorKind::Slip, message.to_owned()));
                    }
                    options.set(name, setting);
                }
                (Err(why), ..) => report(refuse(ErrorKind::BadOption, say("“{}” is {}", &[name, &why]))),
            }
        }
        Ok(())
    }

    /// The word that an option is set to; `None`: the option is not given, or wrong.
    fn word(&self, name: &str, words: &[&'static str], report: &mut dyn FnMut(Trouble)) -> Option<&'static str> {
        let (choice, value) = self.given.iter().find(|(choice, _)| choice.name.text == name)?;
        let text = if let Value::Known(text, _) = value { text } else { "" };
        let found = words.iter().find(|word| **word == text);
        if found.is_none() {
            let message = say("“{}” is one of {}{}", &[name, &words.join(", "), &hint(text, words.iter().copied())]);
            report(Trouble { kind: ErrorKind::BadOption, column: choice.value.column(), message });
        }
        found.copied()
    }
}

/// `$name` is called by its name, a literal by its text.
fn shown(source: &str) -> &str {
    source.strip_prefix('$').unwrap_or(source)
}
