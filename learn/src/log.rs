//! A log: what was shown, by which features, and what came of it.

/// Into so many parts readers are divided.
pub const FOLDS: usize = 5;

/// Rows, in the order in which they happened.
#[derive(Clone, Debug, Default)]
pub struct Log {
    /// The number of numbers of a row: a one, then the features.
    pub width: usize,
    /// The numbers of all rows.
    pub features: Vec<f32>,
    /// Which variant was shown.
    pub variants: Vec<u32>,
    /// The success of each row, from 0 to 1.
    pub rewards: Vec<f64>,
    /// How likely it was that this variant was shown.
    pub propensities: Vec<f64>,
    /// For how many views each row stands.
    pub weights: Vec<f64>,
    /// Whose view it was; empty: each is of somebody else.
    pub units: Vec<u32>,
    /// The part that its reader belongs to.
    pub folds: Vec<u32>,
    /// Does a row stand for several views, each a success or none, of as many readers?
    pub is_counted: bool,
}

/// A row.
#[derive(Clone, Copy, Debug, Default)]
pub struct Row {
    /// Its number.
    pub number: usize,
    /// The variant that was shown.
    pub variant: usize,
    /// Its success.
    pub reward: f64,
    /// How likely that variant was.
    pub propensity: f64,
    /// For how many views it stands.
    pub weight: f64,
    /// The part that its reader belongs to.
    pub fold: usize,
}

impl Log {
    /// The number of rows.
    pub fn len(&self) -> usize {
        self.variants.len()
    }

    /// Is nothing in it?
    pub fn is_empty(&self) -> bool {
        self.variants.is_empty()
    }

    /// A row.
    pub fn row(&self, number: usize) -> Row {
        let of = |list: &[f64], otherwise: f64| list.get(number).copied().unwrap_or(otherwise);
        Row {
            number,
            variant: self.variants.get(number).copied().unwrap_or_default() as usize,
            reward: of(&self.rewards, 0.0),
            propensity: of(&self.propensities, 1.0),
            weight: of(&self.weights, 1.0),
            fold: self.folds.get(number).copied().unwrap_or_default() as usize % FOLDS,
        }
    }

    /// All rows.
    pub fn rows(&self) -> impl Iterator<Item = Row> {
        (0..self.len()).map(|number| self.row(number))
    }

    /// The numbers of a row, which go where there is room for them.
    pub fn put(&self, number: usize, to: &mut Vec<f64>) {
        to.clear();
        let start = number * self.width;
        to.extend(self.features.get(start..start + self.width).unwrap_or_default().iter().map(|one| f64::from(*one)));
    }

    /// The rows of each reader, in their order.
    pub fn readers(&self) -> Vec<Vec<usize>> {
        let count = self.units.iter().max().map_or(0, |most| *most as usize + 1);
        let mut readers = vec![Vec::new(); count];
        for (number, unit) in self.units.iter().enumerate() {
            if let Some(reader) = readers.get_mut(*unit as usize) {
                reader.push(number);
            }
        }
        readers
    }

    /// Where nobody noted how likely variants were: as likely as they are in the log, whatever the features.
    pub fn suppose_propensities(&mut self, variants: usize) {
        let mut views = vec![0.0; variants];
        for row in self.rows() {
            if let Some(sum) = views.get_mut(row.variant) {
                *sum += row.weight;
            }
        }
        let all: f64 = views.iter().sum();
        let share = |variant: &u32| views.get(*variant as usize).map_or(1.0, |own| own / all);
        self.propensities = self.variants.iter().map(share).collect();
    }
}
