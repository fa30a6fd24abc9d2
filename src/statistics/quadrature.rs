//! Integrals of smooth functions: Gauss and Legendre's rule on short pieces.

/// Nodes and weights of the rule with 16 points on (−1, 1), which is symmetric (Abramowitz and Stegun, table 25.4).
const RULE: [(f64, f64); 8] = [
    (0.095_012_509_837_637_44, 0.189_450_610_455_068_5),
    (0.281_603_550_779_258_9, 0.182_603_415_044_923_6),
    (0.458_016_777_657_227_4, 0.169_156_519_395_002_54),
    (0.617_876_244_402_643_7, 0.149_595_988_816_576_73),
    (0.755_404_408_355_003, 0.124_628_971_255_533_87),
    (0.865_631_202_387_831_7, 0.095_158_511_682_492_78),
    (0.944_575_023_073_232_6, 0.062_253_523_938_647_89),
    (0.989_400_934_991_649_9, 0.027_152_459_411_754_095),
];

/// Hands over every node between neighbouring places, with its weight.
pub(super) fn nodes(places: &[f64], mut take: impl FnMut(f64, f64)) {
    let pairs = places.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.get(1)?)));
    for (from, to) in pairs.filter(|(from, to)| from < to) {
        let (middle, half) = (0.5 * (from + to), 0.5 * (to - from));
        for (node, weight) in RULE {
            take(middle - half * node, half * weight);
            take(middle + half * node, half * weight);
        }
    }
}
