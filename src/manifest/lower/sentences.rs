//! The sentences that explain decisions, as messages. A program has those of the manifest's languages. A language that is
//! not here explains in English.

use super::draft::Draft;
use super::words::message;
use crate::capability::Capability;
use crate::context::locale::language;
use crate::decide::reason::Kind;
use crate::explain::{ARGUMENTS, EXPLAINED, GUESSED, RANKED, SENTENCES};
use crate::insight::TOLD;
use crate::manifest::model::Manifest;
use crate::message::lower::lower;
use core::ops::Range;

/// Those about arms of experiments.
const DRAWN: Range<usize> = Kind::Arm as usize..Kind::Learned as usize;
/// Those about slots that learn.
const LEARNED: Range<usize> = Kind::Learned as usize..Kind::ALL.len();
/// What is known of them.
const OUTCOMES: Range<usize> = SENTENCES - 2..SENTENCES;

/// Writes the sentences of each language.
/// Those that nobody asks for are empty, and where nobody asks for any there are none.
pub fn sentences(draft: &mut Draft<'_>, manifest: &Manifest) {
    let [explains, tells] = [Capability::Explain, Capability::Insight].map(|one| draft.program.asks(one));
    if !explains && !tells {
        return;
    }
    let guesses = draft.checker.facts.used.iter().any(|used| used.name.fact.is_guessed());
    let learns = manifest.slots.iter().any(|slot| slot.bandit.is_some());
    for (locale, tag) in manifest.locales.iter().enumerate() {
        for (number, sentence) in of_language(tag).into_iter().enumerate() {
            let idle = number == GUESSED && !guesses
                || DRAWN.contains(&number) && manifest.experiments.is_empty()
                || (LEARNED.contains(&number) || OUTCOMES.contains(&number)) && !learns;
            let is_asked = if number < EXPLAINED { explains } else { tells } && !idle;
            let sentence = if is_asked { sentence } else { "" };
            let arguments: &[&str] = if number < EXPLAINED { &ARGUMENTS } else { &TOLD };
            let rtl = draft.is_rtl(locale);
            let (lowered, troubles) = lower(sentence, draft.checker.environment(rtl, arguments));
            debug_assert!(troubles.is_empty());
            let message = message(draft, &lowered, locale);
            draft.program.sentences.push(&message);
        }
    }
    debug_assert_eq!(draft.program.sentences.len(), manifest.locales.len() * SENTENCES);
    if explains && manifest.slots.iter().any(|slot| slot.rank.is_some()) {
        ranked(draft, manifest);
    }
}

/// Writes those that say why an item stands where it does.
fn ranked(draft: &mut Draft<'_>, manifest: &Manifest) {
    for (locale, tag) in manifest.locales.iter().enumerate() {
        for sentence in ranked_in(tag) {
            let rtl = draft.is_rtl(locale);
            let (lowered, troubles) = lower(sentence, draft.checker.environment(rtl, &ARGUMENTS));
            debug_assert!(troubles.is_empty());
            let message = message(draft, &lowered, locale);
            draft.program.sentences.push(&message);
        }
    }
}

/// The sentences in the order that `explain` and `insight` know. `$rule` and `$facts` are in the site's own words.
const ENGLISH: [&str; SENTENCES] = [
    "“{$variant}” is shown because {$rule} holds ({$facts}).",
    "“{$variant}” is shown: it has no condition, and nothing before it applied.",
    "“{$variant}” is shown: it is the default, and nothing else applied.",
    "“{$variant}” was passed over because {$rule} does not hold ({$facts}).",
    "“{$variant}” was passed over because {$rule} has no answer ({$facts}).",
    "“{$variant}” was passed over because its time has not come yet.",
    "“{$variant}” was passed over because its time is over.",
    "“{$variant}” was passed over because {$rule} is not known.",
    "“{$variant}” was passed over because it was seen as often as it may be.",
    "“{$variant}” was passed over because it was sent away not long ago.",
    "“{$variant}” was passed over because what it asks for was done.",
    "“{$variant}” is shown: it has no condition, and the list had room for it.",
    "“{$variant}” is shown because a preview asks for it.",
    "“{$variant}” is shown because the experiment “{$rule}” drew it ({$facts}).",
    "“{$variant}” was passed over because the experiment “{$rule}” drew another arm or none ({$facts}).",
    "“{$variant}” was passed over because this reader is held out of the experiment “{$rule}” ({$facts}).",
    "“{$variant}” was passed over because this reader is not in the part of the layer that the experiment “{$rule}” has ({$facts}).",
    "“{$variant}” was passed over because this reader is not in the traffic of the experiment “{$rule}” ({$facts}).",
    "“{$variant}” is shown: as far as is known it promises most here{$facts}.",
    "“{$variant}” is shown because chance chose it, so that all are shown now and then.",
    "“{$variant}” was passed over because another promises more here.",
    "This holds until {$until} unless something else changes.",
    "This holds until something else changes.",
    " (guessed from the time zone)",
    "Interest in “{$name}”: {$value}.",
    "Interest in “{$name}”: {$value}, and more of late.",
    "Pages opened: {$pages}. Followed: {$clicks}. Sent away: {$away}. Goals reached: {$goals}.",
    "You want more of “{$name}”.",
    "You want less of “{$name}”.",
    "You want nothing of “{$name}”.",
    "You said so here.",
    "{$name}: {$value}",
    "Visits: {$value}. The first one: {$since}.",
    "Counted here when you come after more than half an hour.",
    "Most visits so far: {$value}.",
    "You sent “{$name}” away, last on {$since}.",
    "You reached “{$name}”, last on {$since}.",
    "Noted here as it happened. Times: {$value}.",
    "Shown to you: {$pages}. Followed: {$clicks}.",
    "Seen of “{$name}”: {$pages}. It worked: {$value}.",
    "Noted here, so that you are shown what suits you.",
];

const GERMAN: [&str; SENTENCES] = [
    "„{$variant}“ wird gezeigt, weil {$rule} zutrifft ({$facts}).",
    "„{$variant}“ wird gezeigt: Es hat keine Bedingung, und nichts davor traf zu.",
    "„{$variant}“ wird gezeigt: Es ist die Vorgabe, und nichts anderes traf zu.",
    "„{$variant}“ wurde übergangen, weil {$rule} nicht zutrifft ({$facts}).",
    "„{$variant}“ wurde übergangen, weil {$rule} keine Antwort hat ({$facts}).",
    "„{$variant}“ wurde übergangen, weil seine Zeit noch nicht gekommen ist.",
    "„{$variant}“ wurde übergangen, weil seine Zeit vorbei ist.",
    "„{$variant}“ wurde übergangen, weil {$rule} nicht bekannt ist.",
    "„{$variant}“ wurde übergangen, weil es so oft gesehen wurde, wie es darf.",
    "„{$variant}“ wurde übergangen, weil es vor Kurzem weggeschickt wurde.",
    "„{$variant}“ wurde übergangen, weil getan ist, worum es bittet.",
    "„{$variant}“ wird gezeigt: Es hat keine Bedingung, und in der Liste war Platz.",
    "„{$variant}“ wird gezeigt, weil eine Vorschau es verlangt.",
    "„{$variant}“ wird gezeigt, weil das Experiment „{$rule}“ es gelost hat ({$facts}).",
    "„{$variant}“ wurde übergangen, weil das Experiment „{$rule}“ einen anderen Arm gelost hat oder keinen ({$facts}).",
    "„{$variant}“ wurde übergangen, weil das Experiment „{$rule}“ ohne Sie stattfindet: Sie gehören zu denen, die es nicht sehen ({$facts}).",
    "„{$variant}“ wurde übergangen, weil das Experiment „{$rule}“ einen anderen Teil seiner Schicht hat ({$facts}).",
    "„{$variant}“ wurde übergangen, weil das Experiment „{$rule}“ nur mit einem Teil der Leser stattfindet ({$facts}).",
    "„{$variant}“ wird gezeigt: Es verspricht hier am meisten, soweit bekannt ist{$facts}.",
    "„{$variant}“ wird gezeigt, weil der Zufall es gewählt hat, damit alle hin und wieder gezeigt werden.",
    "„{$variant}“ wurde übergangen, weil ein anderes hier mehr verspricht.",
    "Das gilt bis {$until}, wenn sich sonst nichts ändert.",
    "Das gilt, bis sich etwas anderes ändert.",
    " (aus der Zeitzone geschlossen)",
    "Interesse an „{$name}“: {$value}.",
    "Interesse an „{$name}“: {$value}, zuletzt mehr.",
    "Seiten geöffnet: {$pages}. Angeklickt: {$clicks}. Weggeschickt: {$away}. Ziele erreicht: {$goals}.",
    "Sie möchten mehr von „{$name}“.",
    "Sie möchten weniger von „{$name}“.",
    "Sie möchten nichts von „{$name}“.",
    "Das haben Sie hier gesagt.",
    "{$name}: {$value}",
    "Besuche: {$value}. Der erste: {$since}.",
    "Hier gezählt, wenn Sie nach mehr als einer halben Stunde kommen.",
    "Die meisten Besuche bisher: {$value}.",
    "Sie haben „{$name}“ weggeschickt, zuletzt am {$since}.",
    "Sie haben „{$name}“ erreicht, zuletzt am {$since}.",
    "Hier notiert, als es geschah. Anzahl: {$value}.",
    "Ihnen gezeigt: {$pages}. Angeklickt: {$clicks}.",
    "Von „{$name}“ gesehen: {$pages}. Es passte: {$value}.",
    "Hier notiert, damit Ihnen gezeigt wird, was zu Ihnen passt.",
];

const ARABIC: [&str; SENTENCES] = [
    "يُعرض «{$variant}» لأن الشرط {$rule} متحقق ({$facts}).",
    "يُعرض «{$variant}»: لا شرط له، ولم ينطبق شيء قبله.",
    "يُعرض «{$variant}»: هو الخيار الافتراضي، ولم ينطبق غيره.",
    "تُجووز «{$variant}» لأن الشرط {$rule} غير متحقق ({$facts}).",
    "تُجووز «{$variant}» لأن الشرط {$rule} بلا جواب ({$facts}).",
    "تُجووز «{$variant}» لأن وقته لم يحن بعد.",
    "تُجووز «{$variant}» لأن وقته انتهى.",
    "تُجووز «{$variant}» لأن {$rule} غير معروف.",
    "تُجووز «{$variant}» لأنه شوهد بالعدد المسموح به.",
    "تُجووز «{$variant}» لأنه صُرف منذ وقت قريب.",
    "تُجووز «{$variant}» لأن ما يطلبه قد تم.",
    "يُعرض «{$variant}»: لا شرط له، وفي القائمة متسع له.",
    "يُعرض «{$variant}» لأن معاينةً تطلبه.",
    "يُعرض «{$variant}» لأن التجربة «{$rule}» اختارته ({$facts}).",
    "تُجووز «{$variant}» لأن التجربة «{$rule}» اختارت غيره أو لم تختر شيئًا ({$facts}).",
    "تُجووز «{$variant}» لأن هذا القارئ خارج التجربة «{$rule}» ({$facts}).",
    "تُجووز «{$variant}» لأن للتجربة «{$rule}» جزءًا آخر من طبقتها ({$facts}).",
    "تُجووز «{$variant}» لأن التجربة «{$rule}» تجري مع جزء من القراء فقط ({$facts}).",
    "يُعرض «{$variant}» لأنه الأوفر حظًا هنا بحسب المعروف{$facts}.",
    "يُعرض «{$variant}» لأن المصادفة اختارته، كي يُعرض الجميع من حين إلى آخر.",
    "تُجووز «{$variant}» لأن غيره أوفر حظًا هنا.",
    "يسري هذا حتى {$until} ما لم يتغير شيء آخر.",
    "يسري هذا حتى يتغير شيء آخر.",
    " (تخمين من المنطقة الزمنية)",
    "الاهتمام بـ«{$name}»: {$value}.",
    "الاهتمام بـ«{$name}»: {$value}، وقد ازداد مؤخرًا.",
    "صفحات فُتحت: {$pages}. نقرات: {$clicks}. ما صُرف: {$away}. أهداف تحققت: {$goals}.",
    "تريد المزيد من «{$name}».",
    "تريد القليل من «{$name}».",
    "لا تريد شيئًا من «{$name}».",
    "أنت قلت ذلك هنا.",
    "{$name}: {$value}",
    "الزيارات: {$value}. أولها: {$since}.",
    "تُحسب هنا حين تأتي بعد أكثر من نصف ساعة.",
    "معظم الزيارات حتى الآن: {$value}.",
    "صرفتَ «{$name}»، آخر مرة في {$since}.",
    "بلغتَ «{$name}»، آخر مرة في {$since}.",
    "سُجل هنا وقت حدوثه. المرات: {$value}.",
    "عُرض عليك: {$pages}. نقرات: {$clicks}.",
    "شوهد «{$name}»: {$pages}. نجح: {$value}.",
    "سُجل هنا كي يُعرض عليك ما يناسبك.",
];

/// In the order of [`crate::rank::Because`].
const RANKED_IN_ENGLISH: [&str; RANKED] = [
    "“{$variant}” is shown: it is the next in the site’s order.",
    "“{$variant}” is shown because it is like “{$rule}”, which you opened.",
    "“{$variant}” is shown because of your interest in “{$rule}”.",
    "“{$variant}” is shown because it is new.",
    "“{$variant}” is shown because many read it.",
    "“{$variant}” is shown because “{$rule}” has a least share of this list.",
    "“{$variant}” is shown because the site recommends it.",
];

const RANKED_IN_GERMAN: [&str; RANKED] = [
    "„{$variant}“ wird gezeigt: Es ist das nächste in der Reihenfolge der Website.",
    "„{$variant}“ wird gezeigt, weil es „{$rule}“ ähnelt, das Sie geöffnet haben.",
    "„{$variant}“ wird gezeigt, weil Sie sich für „{$rule}“ interessieren.",
    "„{$variant}“ wird gezeigt, weil es neu ist.",
    "„{$variant}“ wird gezeigt, weil viele es lesen.",
    "„{$variant}“ wird gezeigt, weil „{$rule}“ einen Mindestanteil an dieser Liste hat.",
    "„{$variant}“ wird gezeigt, weil die Website es empfiehlt.",
];

const RANKED_IN_ARABIC: [&str; RANKED] = [
    "يُعرض «{$variant}»: هو التالي في ترتيب الموقع.",
    "يُعرض «{$variant}» لأنه يشبه «{$rule}» الذي فتحته.",
    "يُعرض «{$variant}» بسبب اهتمامك بـ«{$rule}».",
    "يُعرض «{$variant}» لأنه جديد.",
    "يُعرض «{$variant}» لأن كثيرين يقرؤونه.",
    "يُعرض «{$variant}» لأن لـ«{$rule}» حصة دنيا من هذه القائمة.",
    "يُعرض «{$variant}» لأن الموقع يوصي به.",
];

fn ranked_in(tag: &str) -> [&'static str; RANKED] {
    match &*language(tag).to_ascii_lowercase() {
        "de" => RANKED_IN_GERMAN,
        "ar" => RANKED_IN_ARABIC,
        _ => RANKED_IN_ENGLISH,
    }
}

/// The sentences for a language tag.
fn of_language(tag: &str) -> [&'static str; SENTENCES] {
    match &*language(tag).to_ascii_lowercase() {
        "de" => GERMAN,
        "ar" => ARABIC,
        _ => ENGLISH,
    }
}
