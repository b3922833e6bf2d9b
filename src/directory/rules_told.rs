//! Rules, with where they come from and what a reset leads to.

use serde_json::{Map, Value};

use super::KINDS;
use crate::api::{RULES_SCHEMA, RulesDocument, rules_from, rules_map};
use crate::domain::CredentialKind;
use crate::rules::{RuleId, Rules};

/// Whether users have to choose another secret after a reset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ForcedChange {
    /// As each reset says.
    AsAsked,
    /// As the platform's own rules say, whatever a reset says; `None`: they do not tell.
    ByRule {
        /// After a reset of the application password.
        application: Option<bool>,
        /// After a reset of the voice portal passcode.
        voice_portal: Option<bool>,
    },
}

impl ForcedChange {
    /// What the platform's rules say of a credential, where they decide: `Some(None)` is a rule that does not tell.
    pub fn by_rule(self, kind: CredentialKind) -> Option<Option<bool>> {
        match (self, kind) {
            (Self::AsAsked, _) => None,
            (Self::ByRule { application, .. }, CredentialKind::Application) => Some(application),
            (Self::ByRule { voice_portal, .. }, CredentialKind::VoicePortal) => Some(voice_portal),
        }
    }
}

/// The rules of a location, with what else is known of them.
#[derive(Clone, Debug)]
pub struct RulesTold {
    /// The rules in force.
    pub rules: Rules,
    /// Where single rules come from; empty where all have one source.
    pub sources: Vec<(CredentialKind, RuleId, String)>,
    /// Whether users have to choose another secret after a reset.
    pub forced_change: ForcedChange,
}

impl RulesTold {
    /// Where a rule comes from, if that is told rule by rule.
    pub fn source(&self, kind: CredentialKind, rule: RuleId) -> Option<&str> {
        let found = self.sources.iter().find(|(of, known, _)| (*of, *known) == (kind, rule));
        found.map(|(_, _, source)| source.as_str())
    }

    /// The same as JSON.
    pub fn document(&self, location: Option<String>, source: String) -> RulesDocument {
        let mut sources = Map::new();
        for (kind, rule, source) in &self.sources {
            let of_kind = sources.entry(kind.as_str()).or_insert_with(|| Value::Object(Map::new()));
            if let Value::Object(of_kind) = of_kind {
                of_kind.insert(rule.to_string(), Value::from(source.as_str()));
            }
        }
        let by_rule = |kind: CredentialKind| {
            self.forced_change.by_rule(kind).map(|told| (kind.to_string(), told.map_or(Value::Null, Value::from)))
        };
        RulesDocument {
            schema: RULES_SCHEMA.to_owned(),
            location,
            credentials: rules_map(&self.rules),
            source,
            sources,
            must_change: KINDS.map(by_rule).into_iter().collect(),
        }
    }

    /// Reads such a document.
    pub(super) fn read(document: &RulesDocument) -> Result<Self, String> {
        let mut sources = Vec::new();
        for kind in KINDS {
            for (rule, source) in document.sources.get(kind.as_str()).and_then(Value::as_object).into_iter().flatten() {
                // A rule that this version does not know is left to the server that sent it.
                if let (Ok(rule), Some(source)) = (rule.parse(), source.as_str()) {
                    sources.push((kind, rule, source.to_owned()));
                }
            }
        }
        let forced_change = document.must_change.as_ref().map_or(ForcedChange::AsAsked, |told| {
            let of = |kind: CredentialKind| told.get(kind.as_str()).and_then(Value::as_bool);
            let (application, voice_portal) = (of(CredentialKind::Application), of(CredentialKind::VoicePortal));
            ForcedChange::ByRule { application, voice_portal }
        });
        Ok(Self { rules: rules_from(&document.credentials)?, sources, forced_change })
    }
}

impl From<Rules> for RulesTold {
    fn from(rules: Rules) -> Self {
        Self { rules, sources: Vec::new(), forced_change: ForcedChange::AsAsked }
    }
}
