//! The secrets of what is left of a run: read back, given again, or new ones.

use std::path::{Path, PathBuf};

use super::reset_source::{Given, GivenAgain};
use crate::cli::context::{Context, Opened};
use crate::cli::exit::{Exit, Failure};
use crate::domain::{CredentialKind, User};
use crate::journal::Journal;
use crate::reset::{Origin, RulesAt, SecretsFile, Setup, Source, Supply, read_item, take_up};
use crate::sealed::Identity;

/// The secrets of what is left.
pub(super) async fn supply(
    setup: &Setup,
    identity: Option<&Path>,
    again: &GivenAgain,
    journal: &Journal,
    opened: &Opened,
    context: &Context<'_>,
) -> anyhow::Result<Supply> {
    let identity = identity.map(Identity::read).transpose()?;
    if identity.is_some() && setup.recipients.is_empty() {
        return Err(Failure::usage("the secrets of this run are not encrypted: no identity is needed").into());
    }
    let rules = rules_of_rest(journal, opened).await?;
    let kinds = setup.kinds.iter().map(|kind| kind.parse()).collect::<Result<Vec<CredentialKind>, String>>();
    let kinds = kinds.map_err(anyhow::Error::msg)?;
    let (again, can_ask) = (again.prepare(setup)?, context.ui.can_ask());
    let given = match (setup.origin, again) {
        (Origin::Drawn, None) => Given::Generate,
        (Origin::Drawn, Some(_)) => {
            return Err(Failure::usage("the secrets of this run were generated, not given").into());
        }
        (Origin::Same, None) if can_ask => Given::Prompt,
        (_, None) => {
            return Err(Failure::usage("the secrets of this run were chosen by a person, and are not kept")
                .hint("give the same ones again: --password-stdin, --password-file FILE or --from-csv FILE")
                .into());
        }
        (_, Some(given)) => given,
    };
    let mut source = given.read(&kinds, &rules, setup.style(), context)?;
    judge_rest(journal, &rules, &mut source)?;
    let is_readable = setup.recipients.is_empty() || identity.is_some();
    if let Some(path) = setup.part_file(journal.part()).filter(|_| is_readable) {
        let supply = take_up(&path, setup.form()?, identity.as_ref(), journal, source)?;
        journal.taken_up(journal.part(), context.clock.as_ref())?;
        return Ok(supply);
    }
    // Nobody may have seen those that were shown, and nobody here can read those that are encrypted: there are new
    // ones, under keys of their own.
    let is_new = setup.origin == Origin::Drawn;
    let mut part = journal.part() + u32::from(is_new);
    while is_new && setup.part_file(part).is_some_and(|path| path.symlink_metadata().is_ok()) {
        part += 1;
    }
    let create = |path: PathBuf| anyhow::Ok(SecretsFile::create(&path, setup.form()?)?);
    let file = setup.part_file(part).filter(|_| is_new).map(create).transpose()?;
    if let Some(path) = setup.part_file(part).filter(|_| is_new) {
        context.ui.say(format!("new secrets for those who are not done go to {}", path.display()));
    }
    journal.taken_up(part, context.clock.as_ref())?;
    Ok(Supply::new(source, file))
}

/// The rules in force for what is left.
async fn rules_of_rest(journal: &Journal, opened: &Opened) -> anyhow::Result<RulesAt> {
    let mut rules = RulesAt::default();
    for rest in rest(journal)? {
        rules.read(opened.directory.as_ref(), &rest?.0.location).await?;
    }
    Ok(rules)
}

/// A secret that a person chose is checked again: rules may have changed.
fn judge_rest(journal: &Journal, rules: &RulesAt, source: &mut Source) -> anyhow::Result<()> {
    for rest in rest(journal)? {
        let (user, kind) = rest?;
        let judged = source.judge(&user, kind, rules.at(&user.location)?, 0);
        let unfit = |e| Failure::usage(format!("{e}")).hint("nothing was sent; give the source of this run, whole");
        if let Some(why) = judged.map_err(unfit)? {
            let message = format!("the {} for {} is not acceptable: {}", kind.noun(), user.user_id, why.message);
            return Err(Failure::new(Exit::Rules, message).hint("nothing was sent; see ossmosis rules show").into());
        }
    }
    Ok(())
}

/// The credentials that are left.
fn rest(journal: &Journal) -> anyhow::Result<impl Iterator<Item = std::io::Result<(User, CredentialKind)>>> {
    Ok(journal.items()?.filter_map(move |item| match item {
        Ok((index, item)) if item.credential.is_some() && !journal.fate(index).is_settled() => Some(read_item(item)),
        Ok(_) => None,
        Err(e) => Some(Err(e)),
    }))
}
