//! How the provider looks: name, logo, colour.

use std::path::Path;

use super::ConfigError;
use super::file::BrandingSection;
use crate::domain::{Brand, Color, Logo, has_control};

/// Reads the section. A relative path of a logo begins where the configuration file lies.
pub(super) fn brand(section: &BrandingSection, config_file: &Path) -> Result<Brand, ConfigError> {
    let shown = |key: &str, text: &Option<String>| match text {
        Some(text) if text.trim().is_empty() || has_control(text) => {
            Err(ConfigError::new(format!("branding.{key} is empty, or has a character that does not show")))
        }
        text => Ok(text.clone()),
    };
    let color = match &section.color {
        None => Color::default(),
        Some(text) => Color::parse(text).ok_or_else(|| {
            ConfigError::new(format!("branding.color = {text:?} is no colour")).hint("write it like #0b57a4")
        })?,
    };
    let logo = section.logo.as_deref().map(|path| {
        let path = config_file.parent().unwrap_or(Path::new("")).join(path);
        let bad = |why: String| {
            ConfigError::new(format!("branding.logo {}: {why}", path.display()))
                .hint(format!("a logo is a PNG or JPEG file of at most {} bytes", Logo::MOST_BYTES))
        };
        std::fs::read(&path).map_err(|e| bad(e.to_string())).and_then(|bytes| Logo::new(bytes).map_err(bad))
    });
    Ok(Brand {
        name: shown("name", &section.name)?,
        help: shown("help", &section.help)?,
        voice_portal: shown("voice_portal", &section.voice_portal)?,
        logo: logo.transpose()?,
        color,
    })
}
