//! How a provider looks to its users: name, logo and colour.

/// A provider's looks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Brand {
    /// Its name.
    pub name: Option<String>,
    /// Its logo.
    pub logo: Option<Logo>,
    /// Its colour.
    pub color: Color,
    /// How to reach its help desk, in a sentence.
    pub help: Option<String>,
    /// How to reach its voice portal, in a sentence. Shown with a temporary passcode.
    pub voice_portal: Option<String>,
}

/// A picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logo {
    /// The file as it is.
    pub bytes: Vec<u8>,
    /// `image/png` or `image/jpeg`.
    pub kind: &'static str,
}

impl Logo {
    /// The largest logo: with it a page stays small.
    pub const MOST_BYTES: usize = 16 * 1024;

    /// Takes a PNG or JPEG file that is small enough.
    pub fn new(bytes: Vec<u8>) -> Result<Self, String> {
        let kind = if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            "image/png"
        } else if bytes.starts_with(b"\xff\xd8\xff") {
            "image/jpeg"
        } else {
            return Err("it is neither PNG nor JPEG".to_owned());
        };
        if bytes.len() > Self::MOST_BYTES {
            return Err(format!("it has {} bytes, at most {} are taken", bytes.len(), Self::MOST_BYTES));
        }
        Ok(Self { bytes, kind })
    }
}

/// An opaque colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Color {
    red: u8,
    green: u8,
    blue: u8,
}

impl Default for Color {
    fn default() -> Self {
        Self { red: 0x0b, green: 0x57, blue: 0xa4 }
    }
}

impl Color {
    /// Reads `#rrggbb`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
        let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
        Some(Self { red: part(0)?, green: part(2)?, blue: part(4)? })
    }

    /// Black or white: whichever is easier to read on it. One of them always has a contrast of 4.5 or more
    /// (WCAG 2.2, 1.4.3).
    pub fn ink(self) -> &'static str {
        if self.luminance() > 0.179 { "#000000" } else { "#ffffff" }
    }

    /// Relative luminance, 0 to 1 (WCAG 2.2).
    fn luminance(self) -> f64 {
        let part = |value: u8| {
            let share = f64::from(value) / 255.0;
            if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(self.red) + 0.7152 * part(self.green) + 0.0722 * part(self.blue)
    }
}

impl std::fmt::Display for Color {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_colour_can_be_written_on() {
        for (red, green, blue) in
            [(0, 0, 0), (255, 255, 255), (11, 87, 164), (255, 204, 0), (118, 118, 118), (220, 20, 60)]
        {
            let color = Color { red, green, blue };
            let ink = Color::parse(color.ink()).unwrap().luminance();
            let (light, dark) = (ink.max(color.luminance()), ink.min(color.luminance()));
            assert!((light + 0.05) / (dark + 0.05) >= 4.5, "{color}");
            assert_eq!(Color::parse(&color.to_string()), Some(color));
        }
        for bad in ["", "0b57a4", "#0b57a", "#0b57ag", "red", "#é57a4"] {
            assert_eq!(Color::parse(bad), None, "{bad}");
        }
    }
}
