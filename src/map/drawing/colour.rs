//! One colour, as readers see it.

use std::fmt;

/// A colour as red, green and blue.
///
/// # Example
///
/// ```
/// use suzerain::map::Colour;
///
/// assert_eq!(Colour(0xd9, 0xa4, 0x41).to_string(), "#d9a441");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Colour(
    /// Red.
    pub u8,
    /// Green.
    pub u8,
    /// Blue.
    pub u8,
);

/// Normal vision, then vision without the cones for red and without those for green (Machado, Oliveira and Fernandes
/// 2009).
const SIGHT: [[[f64; 3]; 3]; 3] = [
    [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
    [[0.152_286, 1.052_583, -0.204_868], [0.114_503, 0.786_281, 0.099_216], [-0.003_882, -0.048_116, 1.051_998]],
    [[0.367_322, 0.860_646, -0.227_968], [0.280_085, 0.672_501, 0.047_413], [-0.011_820, 0.042_940, 0.968_881]],
];

impl Colour {
    /// The colour a share of the way to another.
    pub(crate) fn towards(self, other: Self, share: f64) -> Self {
        let part = |from: u8, to: u8| byte(f64::from(from) + (f64::from(to) - f64::from(from)) * share);
        Self(part(self.0, other.0), part(self.1, other.1), part(self.2, other.2))
    }

    /// How the colour looks to each reader.
    pub(crate) fn look(self) -> Look {
        Look(SIGHT.map(|sight| self.lab(&sight)))
    }

    fn lab(self, sight: &[[f64; 3]; 3]) -> [f64; 3] {
        let linear = [self.0, self.1, self.2].map(|value| {
            let value = f64::from(value) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        });
        let [red, green, blue] =
            sight.map(|row| row.iter().zip(linear).map(|(a, b)| a * b).sum::<f64>().clamp(0.0, 1.0));
        let [x, y, z] = [
            (0.412_456 * red + 0.357_576 * green + 0.180_437 * blue) / 0.950_47,
            0.212_673 * red + 0.715_152 * green + 0.072_175 * blue,
            (0.019_334 * red + 0.119_192 * green + 0.950_304 * blue) / 1.088_83,
        ]
        .map(|t: f64| if t > 0.008_856 { t.cbrt() } else { 7.787 * t + 16.0 / 116.0 });
        [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
    }
}

/// How a colour looks: lightness and two hues (CIE 1976) for normal vision, and for the two kinds of red-green colour
/// blindness.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Look([[f64; 3]; 3]);

impl Look {
    /// How different two colours look to readers with normal vision, and to those with the red-green colour blindness that
    /// tells them apart worst.
    pub(crate) fn difference(&self, other: &Self) -> (f64, f64) {
        let apart =
            |one: &[f64; 3], other: &[f64; 3]| one.iter().zip(other).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt();
        let [normal, without_red, without_green] = &self.0;
        let [other_normal, other_without_red, other_without_green] = &other.0;
        let blind = apart(without_red, other_without_red).min(apart(without_green, other_without_green));
        (apart(normal, other_normal), blind)
    }
}

impl fmt::Display for Colour {
    /// `#d9a441`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between two bytes")]
fn byte(value: f64) -> u8 {
    value.round() as u8
}
