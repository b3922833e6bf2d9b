//! The rules that the configuration file states, over those of the portal.

use super::ConfigError;
use super::file::RulesSection;
use crate::domain::{CredentialKind, LocationName};
use crate::rules::{RuleBook, RuleValue, Rules};

/// The rules of every location.
pub(super) fn rule_book(section: &RulesSection) -> Result<RuleBook, ConfigError> {
    let mut elsewhere = Rules::default();
    overlay(&mut elsewhere, CredentialKind::Application, &section.application, "rules")?;
    overlay(&mut elsewhere, CredentialKind::VoicePortal, &section.voice_portal, "rules")?;
    let mut book = RuleBook { elsewhere, ..RuleBook::default() };
    for (name, stated) in &section.locations {
        let location =
            LocationName::parse(name).map_err(|e| ConfigError::new(format!("rules.locations.{name:?}: {e}")))?;
        let mut rules = book.elsewhere.clone();
        let path = format!("rules.locations.{name:?}");
        overlay(&mut rules, CredentialKind::Application, &stated.application, &path)?;
        overlay(&mut rules, CredentialKind::VoicePortal, &stated.voice_portal, &path)?;
        book.by_location.insert(location, rules);
    }
    Ok(book)
}

fn overlay(rules: &mut Rules, kind: CredentialKind, stated: &toml::Table, path: &str) -> Result<(), ConfigError> {
    for (rule, value) in stated {
        let bad = |why: String| ConfigError::new(format!("{path}.{kind}.{rule}: {why}"));
        let value = match value {
            toml::Value::Boolean(on) => RuleValue::Switch(*on),
            toml::Value::String(text) => RuleValue::Text(text.clone()),
            toml::Value::Integer(number) => {
                RuleValue::Number(usize::try_from(*number).map_err(|_| bad("is negative".to_owned()))?)
            }
            _ => return Err(bad("is no number, text, true or false".to_owned())),
        };
        rules.set(kind, rule, value).map_err(|e| bad(e.to_string()))?;
    }
    Ok(())
}
