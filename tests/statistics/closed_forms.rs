//! What can be worked out by hand.

use tailorbird::statistics::*;
use tailorbird::{analysis, protocol};

fn near(got: f64, wanted: f64) {
    assert!((got - wanted).abs() <= 1e-12 * wanted.abs().max(1e-300), "{got:e}, wanted {wanted:e}");
}

/// With one degree of freedom it is Cauchy's distribution; with two it has no integral either.
#[test]
fn student_with_few_degrees_of_freedom() {
    for t in [0.1, 1.0, 3.0, 50.0, 1e6] {
        near(student::above(t, 1.0), (1.0 / t).atan() / std::f64::consts::PI);
        let root = (2.0 + t * t).sqrt();
        near(student::above(t, 2.0), 1.0 / (root * (root + t)));
        near(student::quantile_above(student::above(t, 1.0), 1.0), t);
    }
    near(student::above(-1.0, 1.0), 0.75);
}

/// Where it turns into the normal distribution no digit jumps.
#[test]
fn student_with_many_degrees_of_freedom() {
    for t in [0.5, 2.0, 6.0] {
        let (before, after) = (student::above(t, 0.999e8), student::above(t, 1.001e8));
        assert!((before / after - 1.0).abs() < 1e-7, "{t}: {before:e} {after:e}");
        near(student::above(t, f64::INFINITY), normal::above(t));
        let exact = normal::above(t) + normal::density(t) * t * (t * t + 1.0) / (4.0 * 1e6);
        assert!((student::above(t, 1e6) / exact - 1.0).abs() < 1e-7, "{t}");
    }
}

#[test]
fn chi_square_with_two_degrees_of_freedom() {
    for x in [0.0_f64, 0.3, 2.9, 30.0, 700.0] {
        near(chi_square::above(x, 2.0), (-0.5 * x).exp());
        near(chi_square::above(x, 4.0), (-0.5 * x).exp() * (1.0 + 0.5 * x));
    }
}

#[test]
fn quantiles_undo_the_distributions() {
    for p in [1e-300, 1e-12, 1e-3, 0.025, 0.3, 0.5] {
        near(normal::above(normal::quantile_above(p)), p);
        for freedom in [1.5, 10.0, 1e3, 1e7] {
            if p > 1e-100 {
                let found = student::above(student::quantile_above(p, freedom), freedom);
                assert!((found / p - 1.0).abs() < 1e-9, "{p} {freedom}: {found}");
            }
        }
        if p > 1e-4 {
            let beta = beta::Beta { a: 3.0, b: 41.0 };
            assert!((beta.below_at(beta.quantile(p)) - p).abs() < 1e-13);
        }
    }
}

/// Beta(1, n) and Beta(n, 1) are powers; two arms without data are alike.
#[test]
fn beta_distributions_that_are_powers() {
    let beta = |a: f64, b: f64| beta::Beta { a, b };
    near(beta(5.0, 1.0).below_at(0.7), 0.7_f64.powi(5));
    near(beta(1.0, 3.0).below_at(0.2), 1.0 - 0.8_f64.powi(3));
    // P(X < Y) = ∫ P(X < y) 5y⁴ dy.
    near(best::beats(beta(1.0, 1.0), beta(5.0, 1.0)), 5.0 / 6.0);
    near(best::beats(beta(0.5, 0.5), beta(0.5, 0.5)), 0.5);
    near(best::loss_of_second(beta(1.0, 1.0), beta(1.0, 1.0)), 1.0 / 6.0);
    near(best::of_normals(&[(0.0, 3.0), (0.0, 3.0), (0.0, 3.0)])[1], 1.0 / 3.0);
}

/// What is no number is none in the answer, and is no work either.
#[test]
fn nonsense_ends_at_once() {
    for odd in [f64::NAN, f64::INFINITY, -1.0, 0.0] {
        for question in protocol::Statistic::ALL {
            for count in [0, 3, 12, 40, 60] {
                analysis::answer(*question, &vec![odd; count]);
            }
        }
    }
}

/// Two looks with nothing spent at the first are one look.
#[test]
fn one_look_is_the_fixed_test() {
    let last = |information: &[f64], power: f64| *group_sequential::bounds(information, 0.05, power).last().unwrap();
    near(last(&[1.0], 2.0), normal::quantile_above(0.025));
    assert!((last(&[0.01, 1.0], 40.0) - normal::quantile_above(0.025)).abs() < 1e-9);
    // By 300 points of Gauss and Legendre's rule on each region, in another program.
    let three = group_sequential::bounds(&[0.1, 0.5, 1.0], 0.05, 2.0);
    for (got, wanted) in three.iter().zip([3.480_756_404_346_212, 2.509_572_101_526_08, 2.019_366_536_286_586]) {
        assert!((got - wanted).abs() < 1e-9, "{got}, wanted {wanted}");
    }
}

#[test]
fn corrections_for_many_questions() {
    let p = [0.01, 0.04, 0.03, 0.005];
    for (got, wanted) in multiple::holm(&p).iter().zip([0.03, 0.06, 0.06, 0.02]) {
        near(*got, wanted);
    }
    for (got, wanted) in multiple::benjamini_hochberg(&p).iter().zip([0.02, 0.04, 0.04, 0.02]) {
        near(*got, wanted);
    }
}

/// 5 % against 6 %: 8,158 in each arm, 36,573 where ε is 2, and what so many find is 6 % again.
#[test]
fn the_size_of_an_experiment() {
    let goal = power::Goal { base: 0.05, target: 0.06, sd: None, alpha: 0.05, power: 0.8 };
    assert_eq!(goal.units().ceil(), 8158.0);
    assert_eq!(goal.told(1.0).units().ceil(), 152_683.0);
    assert_eq!(goal.told(2.0).units().round(), 36_573.0);
    assert_eq!(goal.told(4.0).units().round(), 11_141.0);
    assert!((goal.smallest(goal.units(), 0.0) - 0.06).abs() < 1e-9);
    assert!(goal.units_always(5000.0) > goal.units());
}

/// As many say yes as would if nobody had to lie, and more lies mean less certainty.
#[test]
fn randomised_answers_are_debiased() {
    let lies = randomised::Lies::new(2.0, 2.0);
    let told = lies.q + (lies.p - lies.q) * 0.3;
    let found = randomised::rate(1000.0, 1000.0 * told, lies);
    near(found.mean, 0.3);
    assert!(found.variance > 0.3 * 0.7 / 1000.0);
    // With ε without end everybody tells the truth.
    let open = randomised::joint(1000.0, 100.0, 300.0, randomised::Lies { p: 1.0, q: 0.0 }).estimate;
    near(open.mean, 0.25);
    near(open.variance, 0.25 * 0.75 / 400.0);
}

/// How often so many of n say yes.
fn binomial(n: u32, rate: f64) -> Vec<f64> {
    let mut all = vec![(1.0 - rate).powi(n as i32)];
    for yes in 0..n {
        all.push(all[yes as usize] * f64::from(n - yes) / f64::from(yes + 1) * rate / (1.0 - rate));
    }
    all
}

/// How often the interval for one look holds what is true: every outcome with its probability.
fn coverage(n: u32, rates: [f64; 2]) -> f64 {
    let [own, other] = rates.map(|rate| binomial(n, rate));
    let arm = |yes: usize| sample::Sample::Proportion(sample::Proportion { n: f64::from(n), sum: yes as f64 });
    let mut held = 0.0;
    for (a, first) in own.iter().enumerate() {
        for (b, second) in other.iter().enumerate().filter(|(_, second)| *first * **second > 1e-12) {
            let effect = proportions::between(&arm(a), &arm(b), effect::Scale::Absolute).unwrap();
            let (from, to) = t_test::t_test(&effect, t_test::Side::Both, 0.0, 0.05).interval;
            if from <= rates[1] - rates[0] && rates[1] - rates[0] <= to {
                held += first * second;
            }
        }
    }
    held
}

/// Nobody in an arm said yes: the interval of Agresti and Caffo holds what is true as often as it should.
#[test]
fn arms_without_a_yes_have_intervals_that_cover() {
    for (n, rates) in
        [(100, [0.0, 0.05]), (100, [0.0, 0.3]), (400, [0.0, 0.02]), (400, [1e-4, 0.05]), (400, [0.0, 0.0])]
    {
        let found = coverage(n, rates);
        println!("{n} units, {rates:?}: {found:.4}");
        // Counts are whole, so that it is a little more for some rates and a little less for others.
        assert!(found > 0.93, "{n} {rates:?}: {found}");
    }
}
