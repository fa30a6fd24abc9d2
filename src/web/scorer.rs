//! The scorer's side of the channel: a file of vectors and what a reader did → scores, as numbers of eight bytes each.

use crate::prelude::*;
use crate::protocol::{ITEM, Score};
use crate::text::pieces;
use crate::vectors::Vectors;
use crate::vectors::fold::{Event, Reader};
use crate::vectors::score::{Best, Query, Scored};

/// The largest popularity.
const POPULAR: f64 = 65_535.0;
/// No event is the reason.
const NONE: f64 = -1.0;

/// A file at work. `scripts/calls.mjs` wants a channel where anything with this alignment is.
#[derive(Default)]
#[repr(align(8))]
pub(super) struct Core {
    vectors: Option<Vectors>,
    /// 1 divided by the length of the integers of each item.
    norms: Vec<f32>,
    /// The reader, and what is asked for them.
    reader: Option<(Reader, Query)>,
}

/// An answer.
pub(super) struct Answer(Vec<u8>);

impl Answer {
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.0
    }

    fn numbers(numbers: impl IntoIterator<Item = f64>) -> Self {
        Self(numbers.into_iter().flat_map(f64::to_le_bytes).collect())
    }
}

impl Core {
    /// Takes in a file. The answer is why it is refused: a place, a separator and a sentence.
    pub(super) fn open(&mut self, bytes: Vec<u8>) -> String {
        *self = Self::default();
        match Vectors::read(&bytes) {
            Ok(vectors) => {
                self.norms = (0..vectors.len()).map(|item| norm(vectors.of(item))).collect();
                self.vectors = Some(vectors);
                String::new()
            }
            Err(problem) => {
                let mut said = problem.path;
                said.push(ITEM);
                said.push_str(&problem.message);
                said
            }
        }
    }

    /// Answers a [`Score`]. Without a file there is no answer.
    pub(super) fn ask(&mut self, question: u8, texts: &str, numbers: &[f64]) -> Answer {
        let none = Answer::numbers([]);
        let Some(vectors) = &self.vectors else { return none };
        let first = numbers.first().map_or(0, |number| *number as usize);
        let rest = numbers.get(1..).unwrap_or_default();
        match Score::of(question) {
            Some(Score::Find) => Answer::numbers(
                pieces(texts, ITEM).map(|id| vectors.find(id.as_bytes()).map_or(NONE, |item| item as f64)),
            ),
            Some(Score::Names) => {
                let mut names = Vec::new();
                for number in numbers {
                    names.extend_from_slice(vectors.id(*number as usize));
                    names.push(ITEM as u8);
                }
                Answer(names)
            }
            Some(Score::Fold) => {
                let (pairs, _) = numbers.as_chunks::<2>();
                // An item that is not there has the number −1, which becomes one that is too large.
                let events: Vec<Event> = pairs.iter().map(|[item, weight]| (place(*item), *weight)).collect();
                self.reader = vectors.fold(&events).map(|reader| {
                    let query = Query::of(&reader.vector);
                    (reader, query)
                });
                Answer::numbers([f64::from(u8::from(self.reader.is_some()))])
            }
            Some(Score::Top) => {
                let mut best = Best::new(first, rest.iter().map(|item| place(*item)).collect());
                match &self.reader {
                    Some((_, query)) => vectors.top(query, &vectors.scales, &mut best),
                    None => popular(vectors, &mut best),
                }
                self.told(vectors, &best.items)
            }
            Some(Score::Of) => {
                let items: Vec<Scored> = numbers.iter().map(|item| self.scored(vectors, place(*item))).collect();
                self.told(vectors, &items)
            }
            Some(Score::Like) => {
                let [one, count] = [first, rest.first().map_or(0, |count| *count as usize)];
                let mut best = Best::new(count, vec![one]);
                let query = Query::of(&vectors.floats(one));
                vectors.top(&query, &self.norms, &mut best);
                let length = f64::from(self.norms.get(one).copied().unwrap_or_default());
                let scale = f64::from(vectors.scales.get(one).copied().unwrap_or_default());
                let unit = if scale > 0.0 { query.unit * length / scale } else { 0.0 };
                Answer::numbers(
                    best.items.iter().flat_map(|(item, score)| [*item as f64, f64::from(*score) * unit, NONE, 0.0]),
                )
            }
            Some(Score::Diverse) => {
                let (diversity, pool) = rest.split_first().map_or((0.0, rest), |(first, rest)| (*first, rest));
                let (pairs, _) = pool.as_chunks::<2>();
                let pool: Vec<(usize, f64)> = pairs.iter().map(|[item, value]| (place(*item), *value)).collect();
                let order = vectors.diverse(&self.norms, &pool, first, diversity);
                Answer::numbers(order.into_iter().map(|place| place as f64))
            }
            Some(Score::About) => Answer::numbers([
                vectors.len() as f64,
                vectors.dims as f64,
                f64::from(vectors.bits),
                vectors.method as u8 as f64,
                f64::from(vectors.date),
            ]),
            _ => none,
        }
    }

    /// The score of one item in the units of the query, as the loop over all of them has it.
    fn scored(&self, vectors: &Vectors, item: usize) -> Scored {
        let scale = vectors.scales.get(item).copied().unwrap_or_default();
        (item, self.reader.as_ref().map_or(0.0, |(_, query)| vectors.dot(query, item) as f32 * scale))
    }

    /// Four numbers for each item: its own, its score, the place of the event that adds most to it, and how popular it is.
    fn told(&self, vectors: &Vectors, items: &[Scored]) -> Answer {
        Answer::numbers(items.iter().flat_map(|(item, score)| {
            let popular = f64::from(vectors.popularity.get(*item).copied().unwrap_or_default()) / POPULAR;
            let (score, because) = match &self.reader {
                Some((reader, query)) => (f64::from(*score) * query.unit, because(reader, &vectors.floats(*item))),
                None => (0.0, NONE),
            };
            [*item as f64, score, because, popular]
        }))
    }
}

/// The place of the event that adds most to the score of an item.
fn because(reader: &Reader, vector: &[f64]) -> f64 {
    let (mut best, mut most) = (NONE, 0.0);
    for (place, part) in reader.parts.iter().enumerate() {
        let sum: f64 = part.iter().zip(vector).map(|(one, other)| one * other).sum();
        if sum > most {
            (best, most) = (place as f64, sum);
        }
    }
    best
}

/// Of a reader of whom nothing is known, the most popular come first.
fn popular(vectors: &Vectors, best: &mut Best) {
    for (item, popularity) in vectors.popularity.iter().enumerate() {
        best.offer(item, f32::from(*popularity));
    }
}

fn place(number: f64) -> usize {
    if number >= 0.0 { number as usize } else { usize::MAX }
}

fn norm(values: &[i8]) -> f32 {
    let sum: i32 = values.iter().map(|value| i32::from(*value) * i32::from(*value)).sum();
    if sum == 0 { 0.0 } else { 1.0 / libm::sqrtf(sum as f32) }
}
