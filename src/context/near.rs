//! A coarse position and a circle → whether the one lies in the other.

use super::sun::{cosine, sine};

/// The radius of the Earth that has its mean circumference, in kilometres.
#[cfg(feature = "compile")]
const EARTH: f64 = 6371.0;

/// A circle on the Earth: the direction of its middle from the Earth's centre, and the square of the straight distance
/// to its edge, in radii of the Earth.
pub type Circle = [f64; 4];

/// The circle around a place, which is given in degrees.
#[cfg(feature = "compile")]
pub fn circle(latitude: f64, longitude: f64, km: f64) -> Circle {
    let [x, y, z] = direction(latitude / 360.0, longitude / 360.0);
    // Half of the angle between the middle and the edge, in turns.
    let half = km / (2.0 * core::f64::consts::TAU * EARTH);
    let straight = 2.0 * sine(half);
    // Nothing on the Earth is farther than half way round it.
    [x, y, z, if half < 0.25 { straight * straight } else { 5.0 }]
}

/// Does a position, in tenths of a degree, lie in the circle? One that is not known does not. Rounding alone moves a
/// position by up to eight kilometres, so that much of the edge is left to chance.
pub fn is_near(position: Option<(i16, i16)>, circle: Circle) -> bool {
    let Some((latitude, longitude)) = position else {
        return false;
    };
    let turns = |tenths: i16| f64::from(tenths) / 3600.0;
    let [a, b, c] = direction(turns(latitude), turns(longitude));
    let [x, y, z, reach] = circle;
    (a - x) * (a - x) + (b - y) * (b - y) + (c - z) * (c - z) <= reach
}

/// Toward 0° N 0° E, toward 0° N 90° E, and north.
fn direction(latitude: f64, longitude: f64) -> [f64; 3] {
    [cosine(latitude) * cosine(longitude), cosine(latitude) * sine(longitude), sine(latitude)]
}

#[cfg(all(test, feature = "compile"))]
mod tests {
    use super::*;

    /// Great-circle distances from Berlin (52.52° N, 13.405° E), by the haversine formula with the library's own sines.
    fn kilometres(latitude: f64, longitude: f64) -> f64 {
        let (a, b) = (52.52_f64.to_radians(), latitude.to_radians());
        let (north, east) = ((a - b) / 2.0, (13.405 - longitude).to_radians() / 2.0);
        2.0 * EARTH * (north.sin().powi(2) + a.cos() * b.cos() * east.sin().powi(2)).sqrt().min(1.0).asin()
    }

    #[test]
    fn a_circle_holds_what_is_within_its_radius() {
        let mut beyond = 0;
        for latitude in (-900..=900).step_by(7) {
            for longitude in (-1800..=1800).step_by(13) {
                let distance = kilometres(f64::from(latitude) / 10.0, f64::from(longitude) / 10.0);
                for km in [10.0, 50.0, 300.0, 3000.0, 15_000.0] {
                    let near = is_near(Some((latitude, longitude)), circle(52.52, 13.405, km));
                    // The series of the sine is right to a millionth.
                    if (distance - km).abs() > 0.05 {
                        assert_eq!(near, distance < km, "{latitude} {longitude} {km} {distance}");
                    }
                    beyond += usize::from(!near);
                }
            }
        }
        assert!(beyond > 1000);
    }

    #[test]
    fn the_nearest_point_of_the_grid_is_near_and_nowhere_is_not() {
        assert!(is_near(Some((525, 134)), circle(52.52, 13.405, 10.0)));
        assert!(!is_near(Some((526, 135)), circle(52.52, 13.405, 10.0)));
        assert!(!is_near(None, circle(52.52, 13.405, 20_000.0)));
        assert!(is_near(Some((-525, -1666)), circle(52.52, 13.405, 20_037.5)));
    }
}
