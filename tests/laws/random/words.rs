//! Chance → what a field says: words that are sound, some of which change with the clock.

use crate::chance::Chance;

/// The fields of a variant; in the default nothing in them may be missing.
pub fn fields(chance: &mut Chance, is_default: bool) -> String {
    let (title, lead) = (words(chance, is_default), words(chance, is_default));
    // A field is a URL in every language or in none.
    if title.starts_with('/') || lead.starts_with('/') || chance.once_in(2) {
        format!(r#""title":"{title}""#)
    } else {
        format!(r#""title":{{"en":"{title}","de":"{lead}"}}"#)
    }
}

/// Words that are sound; in the default nothing in them may be missing.
fn words(chance: &mut Chance, is_default: bool) -> &'static str {
    let lacking = [
        "Hello, {$preference.name}!",
        "{$signal.headline} at {$signal.degrees}",
        "From {$place.zone}",
        "{$page.campaign.source :string}",
    ];
    let always = [
        "Plain words",
        "",
        "{$now :date}",
        "{$now :date fields=weekday length=long}",
        "{$now :time}",
        "{$now :time precision=hour}",
        "{$now :datetime dateFields=month-day timePrecision=minute}",
        "{$now.hour} and {$now.minute}",
        "{$now.year :integer}-{$now.month}-{$now.day}",
        "{$now.date}",
        "{$visitor.daysAway} days, {$preference.size :number minimumFractionDigits=2}",
        "{|set apart|} {3.5 :number}",
        ".input {$now.hour :number} .match $now.hour 0 {{Midnight}} one {{{$now.hour}}} * {{{$now.hour} o'clock}}",
        ".input {$preference.diet :string} .match $preference.diet green {{Green}} * {{All {#b}{$now :time}{/b}}}",
        ".input {$preference.name :string} .match $preference.name Ana {{Ana}} * {{Somebody}}",
        ".local $n = {$preference.size :offset add=1} {{{$n :percent maximumFractionDigits=$now.hour} {#br/}{$n}}}",
        "/a/link?x=1",
    ];
    if !is_default && chance.once_in(6) { chance.of(&lacking) } else { chance.of(&always) }
}
