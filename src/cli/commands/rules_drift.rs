//! `rules show --drift`: what differs from the rules as they were last shown, and from the built-in ones.

use std::path::PathBuf;

use anyhow::Context as _;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::api::{RulesDocument, rules_map};
use crate::cli::context::Context;
use crate::kept;
use crate::rules::Rules;

/// The rules of a server as they were last shown.
#[derive(Serialize, Deserialize)]
pub(super) struct Kept {
    at: String,
    credentials: Map<String, Value>,
}

/// A rule that is another one now.
#[derive(Debug, PartialEq, Serialize)]
pub(super) struct Difference {
    credential: String,
    rule: String,
    /// `null`: it was off.
    was: Value,
    /// `null`: it is off.
    is: Value,
}

/// What differs.
#[derive(Serialize)]
pub(super) struct Drift {
    /// When the rules were last shown; `null`: never.
    last_shown_at: Option<String>,
    since_last_shown: Vec<Difference>,
    from_built_in: Vec<Difference>,
}

/// The file that keeps the rules of this server and location.
fn file_of(document: &RulesDocument, context: &Context<'_>) -> PathBuf {
    let of = format!("{}\n{}", document.source, document.location.as_deref().unwrap_or_default());
    context.settings.paths.learned_of("rules", &of)
}

/// What was kept of these rules, if anything was. What cannot be read was not kept.
pub(super) fn last_shown(document: &RulesDocument, context: &Context<'_>) -> Option<Kept> {
    serde_json::from_slice(&std::fs::read(file_of(document, context)).ok()?).ok()
}

/// Keeps the rules as they are shown now.
pub(super) fn keep(document: &RulesDocument, context: &Context<'_>) -> anyhow::Result<()> {
    let file = file_of(document, context);
    let rules = Kept { at: context.clock.now().to_string(), credentials: document.credentials.clone() };
    kept::replace(&file, &serde_json::to_vec(&rules)?)
        .with_context(|| format!("the rules cannot be kept in {}", file.display()))
}

/// What differs, of the credentials that are shown.
pub(super) fn drift(document: &RulesDocument, kept: Option<Kept>, wanted: impl Fn(&str) -> bool) -> Drift {
    let built_in = rules_map(&Rules::default());
    let differences = |before: &Map<String, Value>| {
        let all = differences(before, &document.credentials);
        all.into_iter().filter(|found| wanted(&found.credential)).collect()
    };
    Drift {
        since_last_shown: kept.as_ref().map(|kept| differences(&kept.credentials)).unwrap_or_default(),
        last_shown_at: kept.map(|kept| kept.at),
        from_built_in: differences(&built_in),
    }
}

fn differences(before: &Map<String, Value>, now: &Map<String, Value>) -> Vec<Difference> {
    let mut found = Vec::new();
    for (credential, rules) in now {
        let empty = Map::new();
        let of = |all: &Value| all.as_object().cloned().unwrap_or_else(|| empty.clone());
        let (was, is) = (before.get(credential).map(of).unwrap_or_default(), of(rules));
        let gone = was.keys().filter(|rule| !is.contains_key(*rule));
        for rule in is.keys().chain(gone) {
            let value = |rules: &Map<String, Value>| rules.get(rule).cloned().unwrap_or_default();
            if value(&was) != value(&is) {
                let (credential, rule, was, is) = (credential.clone(), rule.clone(), value(&was), value(&is));
                found.push(Difference { credential, rule, was, is });
            }
        }
    }
    found
}

impl Drift {
    /// The same for people.
    pub(super) fn lines(&self) -> Vec<String> {
        let mut lines = vec![String::new()];
        match &self.last_shown_at {
            None => lines.push("these rules were not shown before".to_owned()),
            Some(at) if self.since_last_shown.is_empty() => lines.push(format!("nothing has changed since {at}")),
            Some(at) => lines.push(format!("changed since {at}")),
        }
        lines.extend(self.since_last_shown.iter().map(Difference::line));
        lines.push(if self.from_built_in.is_empty() {
            "nothing differs from the built-in rules".to_owned()
        } else {
            "other than the built-in rules".to_owned()
        });
        lines.extend(self.from_built_in.iter().map(Difference::line));
        lines
    }
}

impl Difference {
    fn line(&self) -> String {
        let shown = |value: &Value| match value {
            Value::Null => "off".to_owned(),
            Value::Bool(true) => "on".to_owned(),
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        format!("  {:<13} {:<24} {} -> {}", self.credential, self.rule, shown(&self.was), shown(&self.is))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_rule_that_came_went_or_changed_is_told() {
        let map = |value: Value| value.as_object().cloned().unwrap_or_default();
        let before = map(json!({"application": {"min_length": 8, "not_previous": true, "max_repeat": 2}}));
        let now = map(json!({"application": {"min_length": 10, "max_repeat": 2, "not_user_id": true}}));
        let lines: Vec<String> = differences(&before, &now).iter().map(Difference::line).collect();
        let words: Vec<String> =
            lines.iter().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        assert_eq!(
            words,
            [
                "application min_length 8 -> 10",
                "application not_user_id off -> on",
                "application not_previous on -> off"
            ]
        );
        assert!(differences(&now, &now).is_empty());
    }
}
