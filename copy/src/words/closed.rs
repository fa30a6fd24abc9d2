//! Small words by language: those of a formal style, those of a spoken one, and the commonest words of plain texts in the order of their rank.

/// The small words of a language.
pub struct Closed {
    /// Articles and prepositions, which stand before nouns.
    pub nominal: &'static str,
    /// Pronouns, interjections and short forms, which stand for them.
    pub spoken: &'static str,
    /// What names who speaks.
    pub we: &'static str,
    /// What names the reader.
    pub you: &'static str,
    /// The commonest words of plain texts.
    pub common: &'static str,
}

const ENGLISH: Closed = Closed {
    nominal: "the a an of in to for on with at by from under over between through into within during regarding upon per",
    spoken: "i you he she it we they me him us them my your our this that these those who what oh hey wow yeah yes well just really so i'm you're it's we're don't can't let's that's there's you'll we'll isn't won't",
    we: "we us our ours we're we'll we've",
    you: "you your yours you're you'll you've",
    common: "the of and to a in is that it was for on with he as i his be at by they we say her she or an will my one all would there their what so up out if about who get which go me when make can like time just him know take into year your good some could them see other than then now look only come its over think also back after use two how our work first well way even new want because any these give day most us",
};
const GERMAN: Closed = Closed {
    nominal: "der die das den dem des ein eine einen einem einer eines in im an am auf aus bei mit nach von vom zu zum zur fur uber unter durch gegen um wahrend wegen hinsichtlich gemass",
    spoken: "ich du er sie es wir ihr mich dich uns euch mir dir dein deine deinen euer eure unser unsere mein meine das dies ach oh hey ja na mal doch halt eben echt gern super so gibt's geht's",
    we: "wir uns unser unsere unseren unserem unserer",
    you: "du dich dir dein deine deinen deiner deinem ihr euch euer eure euren sie ihnen ihre ihren",
    common: "der die und in den von zu das mit sich des auf fur ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem uber einen so zum war haben nur oder aber vor zur bis mehr durch man sein wurde sei ich wir kann gegen vom konnen schon wenn habe seine mark ihre dann unter wir soll ihr diese alle was da jahr ja gut sehr hier wieder neu zwischen immer",
};
const ARABIC: Closed = Closed {
    nominal: "في من الى على عن مع بين خلال بعد قبل تحت فوق حول لدى ضمن عند",
    spoken: "انا انت انتم نحن هو هي هم هذا هذه ذلك تلك يا هيا نعم طبعا جدا الان هنا لكم لك لنا",
    we: "نحن لنا عندنا معنا لدينا",
    you: "انت انتم لك لكم عندك معك معكم",
    common: "في من على ان الى عن مع التي الذي هذا هذه ما هو هي كان كل بعد بين او قد ذلك كما عند حتى اذا ثم لكن حيث اي كانت يكون قبل منذ خلال تم اليوم عام يوم وقت ناس بيت عمل",
};

/// Those of a language; English where there are none.
pub fn closed(language: &str) -> &'static Closed {
    match language {
        "de" => &GERMAN,
        "ar" => &ARABIC,
        _ => &ENGLISH,
    }
}
