//! `rules show`: the rules in force.

use clap::{Args as ClapArgs, ValueEnum};

use crate::api::{RULES_SCHEMA, RulesDocument, rules_map};
use crate::cli::context::Context;
use crate::cli::exit::{Exit, Failure};
use crate::cli::look_up::location;
use crate::cli::render::text_or_json;
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
}

pub(in crate::cli) async fn run(args: &Args, context: &Context<'_>) -> anyhow::Result<Exit> {
    let (rules, location, source) = find(args.location.as_deref(), context).await?;
    let mut credentials = rules_map(&rules);
    let kinds: Vec<CredentialKind> = match args.credential {
        Some(one) => vec![one.into()],
        None => vec![CredentialKind::Application, CredentialKind::VoicePortal],
    };
    credentials.retain(|kind, _| kinds.iter().any(|wanted| wanted.as_str() == kind));
    let mut lines = vec![match &location {
        Some(name) => format!("rules at {name} (from {source})"),
        None => format!("rules (from {source})"),
    }];
    for kind in kinds {
        lines.push(String::new());
        lines.push(kind.noun().to_owned());
        lines.extend(
            rules
                .entries(kind)
                .into_iter()
                .map(|(rule, value)| format!("  {:<24} {}: {value}", rule.as_str(), rule.about())),
        );
    }
    let document = RulesDocument { schema: RULES_SCHEMA.to_owned(), location, credentials, source };
    text_or_json(context.ui, context.output, &document, &lines)?;
    Ok(Exit::Done)
}

/// The rules of a location, or those that hold elsewhere; without a server those built in.
pub(super) async fn find(
    typed: Option<&str>,
    context: &Context<'_>,
) -> anyhow::Result<(Rules, Option<String>, String)> {
    if context.settings.server.is_none() {
        return match typed {
            Some(name) => Err(Failure::new(Exit::Config, format!("the rules at {name} are known to a server only"))
                .hint("give --server URL, or leave --location out")
                .into()),
            None => Ok((Rules::default(), None, "built-in".to_owned())),
        };
    }
    let opened = context.open().await?;
    let Some(typed) = typed else {
        return Ok((opened.directory.rules(None).await?, None, opened.server));
    };
    let known = opened.directory.locations().await?;
    let name = location(typed, known.iter().map(|location| &location.name))?;
    let rules = opened.directory.rules(Some(&name)).await?;
    Ok((rules, Some(name.to_string()), opened.server))
}
