//! The rules of a location: four commands at the most, once a location.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::time::Instant;

use super::super::{DirectoryError, ForcedChange, RulesTold};
use super::BroadWorksDirectory;
use super::errors::of_fault;
use super::passcode_rules;
use super::password_rules::{AtLevel, Effective, Level, effective};
use super::place::Place;
use crate::domain::{CredentialKind, LocationName};
use crate::ocip::{Command, Element, Family, Fault};
use crate::rules::{PasscodeRules, RuleId, Rules};

/// How long rules that were read are taken to hold: a server in front of BroadWorks asks again after that.
const FRESH: Duration = Duration::from_mins(5);
/// The forms of the password rules, alike at all levels.
const PASSWORD_RULES: Family = Family { name: "password rules", forms: 3 };
const SYSTEM: [&str; 3] =
    ["SystemPasswordRulesGetRequestRI", "SystemPasswordRulesGetRequest22", "SystemPasswordRulesGetRequest16"];
const SERVICE_PROVIDER: [&str; 3] = [
    "ServiceProviderPasswordRulesGetRequestRI",
    "ServiceProviderPasswordRulesGetRequest22",
    "ServiceProviderPasswordRulesGetRequest16",
];
const GROUP: [&str; 3] =
    ["GroupPasswordRulesGetRequestRI", "GroupPasswordRulesGetRequest22", "GroupPasswordRulesGetRequest16"];
/// The rules of passcodes that hold for a group, as one command or level by level.
const PASSCODE_RULES: Family = Family { name: "passcode rules", forms: 3 };
/// The place of the level-by-level forms among them: from there on the release is older than 22.
const BY_LEVEL: usize = 1;

/// What was read of rules, and when.
#[derive(Default)]
pub(super) struct Known {
    told: HashMap<LocationName, (Instant, RulesTold)>,
    /// Password rules of the levels above; `None` is a level that the account may not read.
    above: HashMap<Option<String>, (Instant, Option<Arc<AtLevel>>)>,
}

impl BroadWorksDirectory {
    /// The rules in force at a location. `Refused` where its users have their passwords outside BroadWorks.
    pub(super) async fn rules_at(&self, name: &LocationName) -> Result<RulesTold, DirectoryError> {
        let mut known = self.known_rules.lock().await;
        if let Some((_, told)) = known.told.get(name).filter(|(read, _)| read.elapsed() < FRESH) {
            return Ok(told.clone());
        }
        let unknown = || DirectoryError::NotFound(format!("no location is called {name}"));
        let place = Place::parse(name).ok_or_else(unknown)?;
        let (passcode, passcode_from) = self.passcode_rules(&place).await?;
        let levels = self.password_levels(&place, &mut known).await?;
        let Some(password) = effective(&levels) else {
            return Err(DirectoryError::Refused(format!(
                "the users of {name} have their passwords outside BroadWorks (external authentication): a reset here \
                 would change nothing that they sign in with"
            )));
        };
        let told = self.put_together(name, password, passcode, passcode_from);
        known.told.insert(name.clone(), (Instant::now(), told.clone()));
        Ok(told)
    }

    fn put_together(
        &self,
        name: &LocationName,
        password: Effective,
        passcode: PasscodeRules,
        passcode_from: &'static str,
    ) -> RulesTold {
        let Effective { mut rules, sources, forces_change } = password;
        let mut sources: Vec<(CredentialKind, RuleId, String)> =
            sources.into_iter().map(|(rule, from)| (CredentialKind::Application, rule, from.to_owned())).collect();
        if let Some(book) = &self.portal_rules {
            // BroadWorks has no rule of this kind; the portal in front of it has.
            let portal = &book.at(Some(name)).application;
            rules.max_length = [rules.max_length, portal.max_length].into_iter().flatten().min();
            rules.allowed_characters.clone_from(&portal.allowed_characters);
            (rules.max_repeat, rules.max_sequence) = (portal.max_repeat, portal.max_sequence);
            sources.retain(|(_, rule, _)| *rule != RuleId::MaxLength || rules.max_length != portal.max_length);
            for rule in [RuleId::MaxLength, RuleId::AllowedCharacters, RuleId::MaxRepeat, RuleId::MaxSequence] {
                if !sources.iter().any(|(_, known, _)| *known == rule) {
                    sources.push((CredentialKind::Application, rule, "the portal".to_owned()));
                }
            }
        }
        let of_passcode = passcode_rules::sources(&passcode, passcode_from);
        sources
            .extend(of_passcode.into_iter().map(|(rule, from)| (CredentialKind::VoicePortal, rule, from.to_owned())));
        RulesTold {
            rules: Rules { application: rules, voice_portal: passcode },
            sources,
            // Whoever gets a passcode from an administrator is asked for a new one at the next sign-in.
            forced_change: ForcedChange::ByRule { application: forces_change, voice_portal: Some(true) },
        }
    }

    async fn passcode_rules(&self, place: &Place) -> Result<(PasscodeRules, &'static str), DirectoryError> {
        let name = |form: usize| {
            [
                "UserPortalPasscodeRulesGetRequest",
                "GroupPortalPasscodeRulesGetRequest19",
                "GroupPortalPasscodeRulesGetRequest",
            ][form]
        };
        let (form, answer) = self.client.read_newest(PASSCODE_RULES, |form| of_group(name(form), place)).await?;
        if form >= BY_LEVEL && self.client.form(PASSWORD_RULES).is_none() {
            // A release as old as that has the oldest form alone.
            self.client.settle(PASSWORD_RULES, PASSWORD_RULES.forms - 1);
        }
        let answer = answer.map_err(|fault| of_fault(&fault))?;
        if form < BY_LEVEL {
            return Ok((passcode_rules::read(&answer), "BroadWorks"));
        }
        let suffix = if form == BY_LEVEL { "19" } else { "" };
        let (command, from) = match (answer.value("useRuleLevel"), suffix) {
            (Some("System"), "19") => (Command::new("SystemPortalPasscodeRulesGetRequest19"), Level::System),
            (Some("System"), _) => (Command::new("SystemPortalPasscodeRulesGetRequest"), Level::System),
            (Some("Service Provider"), "19") => {
                (of_provider("ServiceProviderPortalPasscodeRulesGetRequest19", place), Level::ServiceProvider)
            }
            (Some("Service Provider"), _) => {
                (of_provider("ServiceProviderPortalPasscodeRulesGetRequest", place), Level::ServiceProvider)
            }
            _ => return Ok((passcode_rules::read(&answer), Level::Group.source())),
        };
        let answer = match self.client.read_one(command).await? {
            Ok(above) => above,
            // The group's own reply holds the rules too; which of them bind, this account cannot see.
            Err(fault) if fault.is(Fault::UNAUTHORIZED) => answer,
            Err(fault) => return Err(of_fault(&fault)),
        };
        Ok((passcode_rules::read(&answer), from.source()))
    }

    /// What every level says that this account may read, from the top.
    async fn password_levels(&self, place: &Place, known: &mut Known) -> Result<Vec<Arc<AtLevel>>, DirectoryError> {
        let (form, answer) = self.client.read_newest(PASSWORD_RULES, |form| of_group(GROUP[form], place)).await?;
        let answer = answer.map_err(|fault| of_fault(&fault))?;
        let provider = Some(place.service_provider_id.clone());
        let missing: Vec<Option<String>> = [None, provider.clone()]
            .into_iter()
            .filter(|level| known.above.get(level).is_none_or(|(read, _)| read.elapsed() >= FRESH))
            .collect();
        let command = |level: &Option<String>| {
            if level.is_none() { Command::new(SYSTEM[form]) } else { of_provider(SERVICE_PROVIDER[form], place) }
        };
        let commands: Vec<Command> = missing.iter().map(command).collect();
        let answers = if commands.is_empty() { Vec::new() } else { self.client.read(&commands).await? };
        for (level, answer) in missing.into_iter().zip(answers) {
            let kind = if level.is_none() { Level::System } else { Level::ServiceProvider };
            let read: Option<Element> = match answer {
                Ok(answer) => Some(answer),
                // Most accounts may not read what is above them.
                Err(fault) if fault.is(Fault::UNAUTHORIZED) => None,
                Err(fault) => return Err(of_fault(&fault)),
            };
            let above = read.map(|answer| Arc::new(AtLevel::read(kind, &answer)));
            known.above.insert(level, (Instant::now(), above));
        }
        let above = [None, provider].into_iter().filter_map(|level| known.above.get(&level)?.1.clone());
        Ok(above.chain([Arc::new(AtLevel::read(Level::Group, &answer))]).collect())
    }
}

fn of_group(name: &'static str, place: &Place) -> Command {
    of_provider(name, place).text("groupId", &place.group_id)
}

fn of_provider(name: &'static str, place: &Place) -> Command {
    Command::new(name).text("serviceProviderId", &place.service_provider_id)
}
