//! The boundary: numbers cross, and lists lie in this memory, each in a room with a number. `js/learn/machine.ts` has the same
//! numbers.

use tailorbird::program::Program;
use wasm_bindgen::prelude::*;

use crate::estimate::Estimate;
use crate::evaluate::{Evaluated, Way, evaluate};
use crate::log::Log;
use crate::slot::Slot;
use crate::train::train;

/// Rooms of numbers: what came of rows, how likely they were, for how many views they stand, and the answer.
const REWARDS: usize = 0;
const PROPENSITIES: usize = 1;
const WEIGHTS: usize = 2;
const ANSWER: usize = 3;
/// Rooms of whole numbers: variants, readers, and the parts that they belong to.
const VARIANTS: usize = 0;
const UNITS: usize = 1;
const FOLDS: usize = 2;

/// Stands between the names of a slot.
const BETWEEN: &str = "\u{1f}";

/// The rooms.
#[wasm_bindgen]
#[derive(Default)]
pub struct Desk {
    slot: Slot,
    features: Vec<f32>,
    numbers: [Vec<f64>; 4],
    wholes: [Vec<u32>; 3],
    bytes: Vec<u8>,
}

#[wasm_bindgen]
impl Desk {
    /// With nothing in it.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Makes room for so many features, row by row, and answers where it is. What was in it stays.
    pub fn features(&mut self, length: usize) -> usize {
        self.features.resize(length, 0.0);
        self.features.as_mut_ptr().expose_provenance()
    }

    /// The same for numbers.
    pub fn numbers(&mut self, room: usize, length: usize) -> usize {
        let Some(list) = self.numbers.get_mut(room) else { return 0 };
        list.resize(length, 0.0);
        list.as_mut_ptr().expose_provenance()
    }

    /// The same for whole numbers.
    pub fn wholes(&mut self, room: usize, length: usize) -> usize {
        let Some(list) = self.wholes.get_mut(room) else { return 0 };
        list.resize(length, 0);
        list.as_mut_ptr().expose_provenance()
    }

    /// The same for bytes, of which there is one room.
    pub fn bytes(&mut self, length: usize) -> usize {
        self.bytes.resize(length, 0);
        self.bytes.as_mut_ptr().expose_provenance()
    }

    /// How long an answer is: 0 that of numbers, else that of bytes.
    pub fn length(&self, kind: usize) -> usize {
        if kind == 0 { self.numbers[ANSWER].len() } else { self.bytes.len() }
    }

    /// Takes the program in the room of bytes, which a name of so many bytes stands before, and answers with the slot of that name: in the
    /// room of bytes the names of its variants, and the name and the word of each feature; in that of numbers how many variants there are, the checksum of the features,
    /// whether anything is known beforehand, and of each feature whether it is a rule, from where a number goes, and how far. False: there is none.
    pub fn open(&mut self, name: usize) -> bool {
        let (name, program) = self.bytes.split_at_checked(name).unwrap_or_default();
        let name = String::from_utf8_lossy(name);
        let found = Program::read(program.to_vec()).ok().and_then(|program| Slot::read(&program, &name));
        let is_found = found.is_some();
        self.slot = found.unwrap_or_default();
        let slot = &self.slot;
        let features = slot.features.iter().flat_map(|one| [one.name.clone(), one.word.clone().unwrap_or_default()]);
        let names: Vec<String> = slot.variants.iter().cloned().chain(features).collect();
        self.bytes = names.join(BETWEEN).into_bytes();
        let flag = |is: bool| f64::from(u8::from(is));
        let head = [slot.variants.len() as f64, f64::from(slot.form), flag(slot.has_prior())];
        let features = slot.features.iter().flat_map(|one| [flag(one.is_rule), one.from, one.span]);
        self.numbers[ANSWER] = head.into_iter().chain(features).collect();
        is_found
    }

    /// Trains on the rows. In the room of bytes are the priors of all variants; in that of numbers the noise, how many views the prior is
    /// worth, whether that was chosen, and what it would have earned.
    pub fn train(&mut self, is_counted: bool) {
        let log = self.log(is_counted);
        let trained = train(&self.slot, &log);
        let is_chosen = f64::from(u8::from(trained.is_chosen));
        let mut answer = vec![trained.noise, trained.views, is_chosen];
        tell(&trained.held, &mut answer);
        self.numbers[ANSWER] = answer;
        self.bytes = trained.variants.iter().flat_map(crate::prior::Packed::bytes).collect();
    }

    /// Evaluates the slot with the prior that it has on the rows.
    pub fn evaluate(&mut self, is_counted: bool) {
        let log = self.log(is_counted);
        let mut answer = Vec::new();
        tell(&evaluate(&self.slot, &log), &mut answer);
        self.numbers[ANSWER] = answer;
    }
}

impl Desk {
    /// The rows. Without propensities they are supposed.
    fn log(&mut self, is_counted: bool) -> Log {
        let mut take = |room: usize| self.numbers.get_mut(room).map(core::mem::take).unwrap_or_default();
        let (rewards, propensities, weights) = (take(REWARDS), take(PROPENSITIES), take(WEIGHTS));
        let mut take = |room: usize| self.wholes.get_mut(room).map(core::mem::take).unwrap_or_default();
        let (variants, units, folds) = (take(VARIANTS), take(UNITS), take(FOLDS));
        let features = core::mem::take(&mut self.features);
        let width = self.slot.width();
        let mut log = Log { width, features, variants, rewards, propensities, weights, units, folds, is_counted };
        if log.propensities.is_empty() {
            log.suppose_propensities(self.slot.variants.len());
        }
        log
    }
}

/// The variant that is best for everybody and what was earned; then of each way its number, how much it is worth, and its estimates.
fn tell(found: &Evaluated, answer: &mut Vec<f64>) {
    let put = |answer: &mut Vec<f64>, one: &Estimate| answer.extend([one.value, one.low, one.high]);
    answer.push(found.best as f64);
    put(answer, &found.logged);
    for (way, earned) in &found.ways {
        let number = match way {
            Way::Frozen => 0.0,
            Way::Learning => 1.0,
            Way::Fixed => 2.0,
            Way::Uniform => 3.0,
        };
        answer.extend([number, earned.effective]);
        [earned.ips, earned.snips, earned.dr, earned.more].iter().for_each(|one| put(answer, one));
    }
}
