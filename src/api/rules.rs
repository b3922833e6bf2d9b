//! Rules and checks as JSON.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::domain::CredentialKind;
use crate::rules::{RuleValue, Rules, Strength, Verdict};

/// `rules show`, and `GET /api/v1/rules`.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct RulesDocument {
    /// [`super::RULES_SCHEMA`].
    pub schema: String,
    /// Where they hold; `null`: wherever a location has none of its own.
    pub location: Option<String>,
    /// Each credential's rules in force, by id. Rules that are off are left out.
    #[cfg_attr(feature = "server", schema(value_type = Object))]
    pub credentials: Map<String, Value>,
    /// Where they come from.
    pub source: String,
    /// Where single rules come from, by credential and id; absent: all from there.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    #[cfg_attr(feature = "server", schema(value_type = Object))]
    pub sources: Map<String, Value>,
    /// By credential, whether users have to choose another secret after a reset, where rules decide that (`null`: they
    /// do not tell); absent: as each reset says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "server", schema(value_type = Option<Object>))]
    pub must_change: Option<Map<String, Value>>,
}

/// The rules of both credentials as a JSON object.
pub fn rules_map(rules: &Rules) -> Map<String, Value> {
    let of = |kind: CredentialKind| {
        let entries = rules.entries(kind).into_iter().map(|(rule, value)| {
            let value = match value {
                RuleValue::Number(number) => Value::from(number),
                RuleValue::Switch(on) => Value::from(on),
                RuleValue::Text(text) => Value::from(text),
            };
            (rule.as_str().to_owned(), value)
        });
        (kind.as_str().to_owned(), Value::Object(entries.collect()))
    };
    [of(CredentialKind::Application), of(CredentialKind::VoicePortal)].into_iter().collect()
}

/// The rules that a JSON object states. A rule that this version does not know is left to the server that
/// sent it; a value of the wrong kind is an error.
pub fn rules_from(map: &Map<String, Value>) -> Result<Rules, String> {
    let mut rules = Rules::default();
    for kind in [CredentialKind::Application, CredentialKind::VoicePortal] {
        rules.clear(kind);
        for (rule, value) in map.get(kind.as_str()).and_then(Value::as_object).into_iter().flatten() {
            let value = match value {
                Value::Bool(on) => RuleValue::Switch(*on),
                Value::String(text) => RuleValue::Text(text.clone()),
                other => RuleValue::Number(
                    other
                        .as_u64()
                        .and_then(|n| usize::try_from(n).ok())
                        .ok_or_else(|| format!("rule {rule}: {other}"))?,
                ),
            };
            if crate::rules::RuleId::ALL.iter().any(|known| known.as_str() == rule) {
                rules.set(kind, rule, value).map_err(|e| e.to_string())?;
            }
        }
    }
    Ok(rules)
}

/// A broken rule.
#[derive(Debug, Serialize)]
pub struct ViolationBody {
    /// Its id.
    pub rule: &'static str,
    /// What is wrong.
    pub message: String,
}

/// How hard a password is to guess.
#[derive(Debug, Serialize)]
pub struct StrengthBody {
    /// 0 to 4.
    pub score: u8,
    /// What makes it easy to guess.
    pub warning: Option<String>,
    /// What would make it better.
    pub suggestions: Vec<String>,
}

impl From<Strength> for StrengthBody {
    fn from(strength: Strength) -> Self {
        Self { score: strength.score, warning: strength.warning, suggestions: strength.suggestions }
    }
}

/// The verdict on one line.
#[derive(Debug, Serialize)]
pub struct CheckResult {
    /// Which line, from 1.
    pub line: u64,
    /// Whether it breaks no rule.
    pub valid: bool,
    /// Every broken rule.
    pub violations: Vec<ViolationBody>,
    /// Rules in force that were not judged.
    pub unchecked: Vec<&'static str>,
    /// For application passwords of at most 72 characters.
    pub strength: Option<StrengthBody>,
}

impl CheckResult {
    /// A verdict as JSON.
    pub fn new(line: u64, verdict: Verdict, strength: Option<Strength>) -> Self {
        Self {
            line,
            valid: verdict.is_valid(),
            violations: verdict
                .violations
                .into_iter()
                .map(|violation| ViolationBody { rule: violation.rule.as_str(), message: violation.message })
                .collect(),
            unchecked: verdict.unchecked.into_iter().map(crate::rules::RuleId::as_str).collect(),
            strength: strength.map(StrengthBody::from),
        }
    }
}
