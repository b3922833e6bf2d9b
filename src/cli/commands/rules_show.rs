//! `rules show`: the rules in force.

use clap::{Args as ClapArgs, ValueEnum};
use serde::Serialize;

use super::rules_drift::{self, Drift};
use crate::api::RulesDocument;
use crate::cli::context::Context;
use crate::cli::exit::{Exit, Failure};
use crate::cli::look_up::location;
use crate::cli::render::text_or_json;
use crate::directory::{Counts, RulesTold};
use crate::domain::CredentialKind;
use crate::rules::Rules;

/// Which credential is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Credential {
    /// The password of the applications
    Application,
    /// The passcode of the voice portal
    VoicePortal,
}

impl From<Credential> for CredentialKind {
    fn from(credential: Credential) -> Self {
        match credential {
            Credential::Application => Self::Application,
            Credential::VoicePortal => Self::VoicePortal,
        }
    }
}

#[derive(ClapArgs)]
pub(in crate::cli) struct Args {
    /// Location whose rules to show
    #[arg(short, long, value_name = "NAME")]
    location: Option<String>,
    /// Show one credential's rules only
    #[arg(short, long, value_enum)]
    credential: Option<Credential>,
    /// Say also what differs from when they were last shown, and from the built-in rules
    #[arg(long)]
    drift: bool,
}

/// The rules, and what differs.
#[derive(Serialize)]
struct Shown {
    #[serde(flatten)]
    document: RulesDocument,
    #[serde(skip_serializing_if = "Option::is_none")]
    drift: Option<Drift>,
}

pub(in crate::cli) async fn run(args: &Args, context: &Context<'_>) -> anyhow::Result<Exit> {
    let (told, location, source) = find(args.location.as_deref(), context).await?;
    let mut document = told.document(location, source);
    let kinds: Vec<CredentialKind> = match args.credential {
        Some(one) => vec![one.into()],
        None => vec![CredentialKind::Application, CredentialKind::VoicePortal],
    };
    let is_wanted = |kind: &str| kinds.iter().any(|wanted| wanted.as_str() == kind);
    let kept = rules_drift::last_shown(&document, context);
    if context.settings.server.is_some() {
        // That they cannot be kept is no reason not to show them.
        let kept = rules_drift::keep(&document, context);
        kept.unwrap_or_else(|e| context.ui.warn(format!("{e:#}")));
    }
    let drift = args.drift.then(|| rules_drift::drift(&document, kept, is_wanted));
    document.credentials.retain(|kind, _| is_wanted(kind));
    document.sources.retain(|kind, _| is_wanted(kind));
    let mut lines = vec![match &document.location {
        Some(name) => format!("rules at {name} (from {})", document.source),
        None => format!("rules (from {})", document.source),
    }];
    for kind in kinds.iter().copied() {
        lines.push(String::new());
        lines.push(kind.noun().to_owned());
        lines.extend(told.rules.entries(kind).into_iter().map(|(rule, value)| {
            let from = told.source(kind, rule).map(|source| format!("  [{source}]")).unwrap_or_default();
            format!("  {:<24} {}: {value}{from}", rule.as_str(), rule.about())
        }));
        lines.extend(told.forced_change.by_rule(kind).map(|told| format!("  {}", after_reset(told))));
    }
    lines.extend(drift.iter().flat_map(Drift::lines));
    text_or_json(context.ui, context.output, &Shown { document, drift }, &lines)?;
    Ok(Exit::Done)
}

/// What a platform's rules have users do after a reset.
pub(super) const fn after_reset(must_change: Option<bool>) -> &'static str {
    match must_change {
        Some(true) => "after a reset, the user has to choose another at the next sign-in",
        Some(false) => "after a reset, the user is not asked to choose another",
        None => "whether the user has to choose another after a reset, this release does not tell",
    }
}

/// The rules of a location, or those that hold elsewhere; without a server those built in.
pub(super) async fn find(
    typed: Option<&str>,
    context: &Context<'_>,
) -> anyhow::Result<(RulesTold, Option<String>, String)> {
    if context.settings.server.is_none() {
        return match typed {
            Some(name) => Err(Failure::new(Exit::Config, format!("the rules at {name} are known to a server only"))
                .hint("give --server URL, or leave --location out")
                .into()),
            None => Ok((Rules::default().into(), None, "built-in".to_owned())),
        };
    }
    let opened = context.open().await?;
    let Some(typed) = typed else {
        return Ok((opened.directory.rules_told(None).await?, None, opened.server));
    };
    let known = opened.directory.locations(Counts::Unneeded).await?;
    let name = location(typed, &known)?;
    let told = opened.directory.rules_told(Some(&name)).await?;
    Ok((told, Some(name.to_string()), opened.server))
}
