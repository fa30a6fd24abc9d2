//! The boundary: numbers cross, and lists lie in this memory, each in a room with a number. `js/vectors/machine.ts` has the same
//! numbers.

use tailorbird::vectors::write::Catalogue;
use tailorbird::vectors::{Method, Vectors};
use wasm_bindgen::prelude::*;

use crate::als::{Fit, random, solve};
use crate::dense::gram;
use crate::ease::ease;
use crate::evaluate::{Model, evaluate, numbers};
use crate::pairs::{count, multiply};
use crate::quantise::quantise;
use crate::rows::Rows;
use crate::subspace::{orthonormal, to_own_axes, turn};

/// Rooms of numbers with fractions: the vectors that rows are fitted to, their square, what stands in rows, the rows' own vectors,
/// and answers.
const OTHER: usize = 0;
const GRAM: usize = 1;
const WEIGHTS: usize = 2;
const OWN: usize = 3;
const ANSWER: usize = 4;
/// Rooms of whole numbers: where rows start, their columns, the same of other rows, and answers.
const STARTS: usize = 0;
const COLUMNS: usize = 1;
const OTHER_STARTS: usize = 2;
const OTHER_COLUMNS: usize = 3;
const ANSWER_STARTS: usize = 4;
const ANSWER_COLUMNS: usize = 5;

/// The rooms.
#[wasm_bindgen]
#[derive(Default)]
pub struct Workshop {
    floats: [Vec<f32>; 5],
    wholes: [Vec<u32>; 6],
    bytes: Vec<u8>,
    fit: Fit,
    vectors: Option<(Vectors, Vec<f32>)>,
}

#[wasm_bindgen]
impl Workshop {
    /// With nothing in it.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Makes a room of numbers with fractions so long, and answers where it is. What was in it stays.
    pub fn floats(&mut self, room: usize, length: usize) -> usize {
        let Some(list) = self.floats.get_mut(room) else { return 0 };
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

    /// How long an answer is: 0 that of fractions, 1 that of whole numbers, 2 the bytes.
    pub fn length(&self, kind: usize) -> usize {
        match kind {
            0 => self.floats[ANSWER].len(),
            1 => self.wholes[ANSWER_COLUMNS].len(),
            _ => self.bytes.len(),
        }
    }

    /// How rows are fitted, and readers folded in.
    pub fn fit(&mut self, regularisation: f32, alpha: f32, per_event: bool) {
        self.fit = Fit { regularisation, alpha, per_event };
    }

    /// What fitting begins with, for the rows of OWN from `first` on.
    pub fn random(&mut self, dims: usize, first: usize) {
        for (row, own) in self.floats[OWN].chunks_exact_mut(dims.max(1)).enumerate() {
            random((first + row) as u64, 1, own);
        }
    }

    /// ANSWER = OWNᵀ·OWN.
    pub fn gram(&mut self, dims: usize) {
        self.floats[ANSWER] = gram(&self.floats[OWN], dims);
    }

    /// Fits OWN to its rows, by OTHER and GRAM.
    pub fn solve(&mut self, dims: usize) {
        let mut own = core::mem::take(&mut self.floats[OWN]);
        let fit = self.fit;
        let (rows, other, gram) = (self.rows(), &self.floats[OTHER], &self.floats[GRAM]);
        match dims {
            32 => solve::<32>(rows, other, gram, fit, &mut own),
            _ => solve::<64>(rows, other, gram, fit, &mut own),
        }
        self.floats[OWN] = own;
    }

    /// Counts readers: the rows are what they used of so many items, the other rows who used an item. ANSWER has the counts.
    pub fn count(&mut self, items: usize, floor: u32) {
        let counts = count(self.rows(), self.other_rows(), items, floor);
        self.wholes[ANSWER_STARTS] = counts.starts;
        self.wholes[ANSWER_COLUMNS] = counts.columns;
        self.floats[ANSWER] = counts.counts;
    }

    /// OWN = rows · OTHER.
    pub fn multiply(&mut self, dims: usize) {
        let mut own = core::mem::take(&mut self.floats[OWN]);
        multiply(self.rows(), &self.floats[OTHER], dims, &mut own);
        self.floats[OWN] = own;
    }

    /// Makes the columns of OWN orthonormal.
    pub fn orthonormal(&mut self, dims: usize) {
        orthonormal(&mut self.floats[OWN], dims);
    }

    /// Turns OWN to eigenvectors, where OTHER is the matrix times OWN. ANSWER has the eigenvalues.
    pub fn turn(&mut self, dims: usize) {
        let mut own = core::mem::take(&mut self.floats[OWN]);
        let values = turn(&mut own, &self.floats[OTHER], dims);
        self.floats[OWN] = own;
        self.floats[ANSWER] = values.into_iter().map(|one| one as f32).collect();
    }

    /// OTHER = the weights of EASE by the rows' counts. False: there are none.
    pub fn ease(&mut self, regularisation: f32) -> bool {
        let found = ease(self.rows(), regularisation);
        let is_found = found.is_some();
        self.floats[OTHER] = found.unwrap_or_default();
        is_found
    }

    /// Packs OWN. The room of bytes has the popularity of each item, two bytes each, and the names; OTHER_STARTS where each name ends.
    /// The answer is in the room of bytes: nothing where it cannot be written.
    pub fn pack(&mut self, dims: usize, bits: u8, method: usize, date: u32) {
        if method < 3 {
            to_own_axes(&mut self.floats[OWN], dims);
        }
        let quantised = quantise(&self.floats[OWN], dims, bits);
        let ends = &self.wholes[OTHER_STARTS];
        let (popularity, ids) = self.bytes.split_at(self.bytes.len().min(2 * ends.len()));
        let popularity: Vec<u16> = popularity.as_chunks().0.iter().map(|two| u16::from_le_bytes(*two)).collect();
        let method = Method::ALL.get(method).copied().unwrap_or(Method::Elsewhere);
        let catalogue = Catalogue {
            dims,
            bits,
            regularisation: self.fit.regularisation,
            alpha: self.fit.alpha,
            per_event: self.fit.per_event,
            method,
            date,
            scales: &quantised.scales,
            popularity: &popularity,
            values: &quantised.numbers,
            ids,
            ends,
        };
        let packed = catalogue.write();
        self.bytes = packed.unwrap_or_default();
    }

    /// Takes the file in the room of bytes as the vectors that are judged. False: it is none.
    pub fn open(&mut self) -> bool {
        self.vectors = Vectors::read(&self.bytes).ok().map(|vectors| {
            let numbers = numbers(&vectors);
            (vectors, numbers)
        });
        self.vectors.is_some()
    }

    /// Folds readers into these vectors as `fit` says, whatever the file does.
    pub fn refit(&mut self) {
        if let Some((vectors, _)) = &mut self.vectors {
            vectors.regularisation = self.fit.regularisation;
            vectors.alpha = self.fit.alpha;
        }
    }

    /// ANSWER = nDCG and recall of each reader: the rows are shown, the other rows are held out. 0: by the vectors, 1: by the pairs in
    /// OTHER, 2: by the popularity in OTHER.
    pub fn evaluate(&mut self, kind: usize, items: usize) {
        let other = &self.floats[OTHER];
        let model = match (kind, &self.vectors) {
            (0, Some((vectors, numbers))) => Model::Vectors(vectors, numbers),
            (1, _) => Model::Pairs(other, items),
            _ => Model::Popularity(other),
        };
        self.floats[ANSWER] = evaluate(model, self.rows(), self.other_rows());
    }

    /// ANSWER = the vector of the reader who did what is in the first row, by the file that was opened; nothing if nobody is found.
    pub fn fold(&mut self) {
        let events: Vec<_> = self.rows().row(0).map(|(item, weight)| (item, f64::from(weight))).collect();
        let reader = self.vectors.as_ref().and_then(|(vectors, _)| vectors.fold(&events));
        self.floats[ANSWER] =
            reader.map(|one| one.vector).unwrap_or_default().into_iter().map(|one| one as f32).collect();
    }
}

impl Workshop {
    fn rows(&self) -> Rows<'_> {
        Rows { starts: &self.wholes[STARTS], columns: &self.wholes[COLUMNS], weights: &self.floats[WEIGHTS] }
    }

    fn other_rows(&self) -> Rows<'_> {
        Rows { starts: &self.wholes[OTHER_STARTS], columns: &self.wholes[OTHER_COLUMNS], weights: &[] }
    }
}
