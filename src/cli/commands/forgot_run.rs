//! A run that mails recovery links, and perhaps resets those without an email: begun anew, or taken up again.

use std::sync::Arc;
use std::time::Duration;

use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

use super::forgot_fallback::Reset;
use super::forgot_told::Told;
use super::reset_run::ResetRun;
use super::reset_told::tell_untried;
use super::stagger::Stagger;
use crate::api::{ErrorBody, UserBody};
use crate::bulk::{Batch, Numbered, StopSwitch};
use crate::cli::carrier::{CameTo, Carrier};
use crate::cli::context::{Context, Opened};
use crate::cli::exit::{Exit, Failure};
use crate::cli::journaled;
use crate::cli::new_file::NewFile;
use crate::cli::outbox::Outbox;
use crate::cli::render::seen;
use crate::cli::run_args::Pushing;
use crate::cli::signals::until_interrupted;
use crate::domain::{CredentialKind, User, UserId};
use crate::journal::{Fate, Item, ItemResult, Journal};
use crate::recovery::WantedLink;
use crate::reset::{SecretsFile, Setup, Supply};

/// Users that one call queues links for.
const BATCH: usize = 50;

/// What it takes to take such a run up again, as its journal has it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct ForgotSetup {
    /// Those without an email are reset.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) reset: Option<Setup>,
    /// How the mails are spread.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) stagger: Option<String>,
    /// What took its mails, where somebody said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) mail: Option<String>,
}

impl ForgotSetup {
    /// Mails that went to a server must not end up in the folder that takes them by default.
    pub(super) fn has_its_mail(&self, context: &Context<'_>) -> Result<(), Failure> {
        match &self.mail {
            Some(mail) if context.settings.mail.is_none() => {
                Err(Failure::usage(format!("the mails of this run go to {mail}, and nothing says so now"))
                    .hint(format!("add --mail '{mail}', and what else was given with it")))
            }
            _ => Ok(()),
        }
    }
}

/// What is to be done: a link for whoever has an email, and what else is to be reset for the others.
pub(super) fn items<'u>(users: &'u [User], reset: Option<&Reset>) -> impl Iterator<Item = Item> + use<'u> {
    let kinds: &'static [CredentialKind] = reset.map_or(&[][..], |reset| reset.kinds);
    users.iter().flat_map(move |user| {
        let item = move |credential| Item {
            credential,
            user: Some(Box::new(UserBody::from(user))),
            ..Item::of(&user.user_id)
        };
        let credentials: Vec<Option<String>> = match &user.email {
            Some(_) => vec![None],
            None => kinds.iter().map(|kind| Some(kind.to_string())).collect(),
        };
        credentials.into_iter().map(item)
    })
}

/// A run, ready to be carried out.
pub(super) struct ForgotRun<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) opened: &'a Opened,
    pub(super) journal: Arc<Journal>,
    pub(super) reset: Option<(Setup, Supply)>,
    pub(super) stagger: Option<Stagger>,
}

impl<'a> ForgotRun<'a> {
    /// Begins a run: the file of new secrets, if there are any, then the journal.
    pub(super) fn begin(
        context: &'a Context<'a>,
        opened: &'a Opened,
        command: &str,
        users: &[User],
        reset: Option<Reset>,
        stagger: Option<Stagger>,
    ) -> anyhow::Result<Self> {
        let plan = journaled::plan(context, items(users, reset.as_ref()))?;
        let setup = ForgotSetup {
            reset: reset.as_ref().map(|reset| reset.setup.clone()),
            stagger: stagger.as_ref().map(ToString::to_string),
            mail: context.settings.value("mail").filter(|_| opened.hands_over_mails()),
        };
        let setup = serde_json::to_value(setup)?;
        let reset = reset.map(|Reset { source, setup, .. }| {
            let create = |path| anyhow::Ok(SecretsFile::create(path, setup.form()?)?);
            let file = setup.secrets_file.as_deref().map(create).transpose()?;
            anyhow::Ok((setup, Supply::new(source, file)))
        });
        let reset = reset.transpose()?;
        let journal = journaled::begin(context, command, &opened.server, plan, setup);
        let journal = journal.inspect_err(|_| {
            // Nothing was sent, and nothing is in it.
            if let Some(path) = reset.as_ref().and_then(|(setup, _)| setup.secrets_file.as_ref()) {
                let _ = std::fs::remove_file(path);
            }
        })?;
        Ok(Self { context, opened, journal: Arc::new(journal), reset, stagger })
    }

    /// Queues the links, resets the others, hands over mails where no server does, and reports.
    pub(super) async fn carry_out(
        self,
        told: &mut Told,
        outbox: Option<Outbox>,
        pushing: &Pushing,
        failed_out: Option<&NewFile>,
    ) -> anyhow::Result<Exit> {
        let Self { context, opened, journal, reset, stagger } = self;
        told.run_id = Some(journal.run_id().to_owned());
        let mut came_to = queue(context, opened, &journal, pushing, stagger).await?;
        let mut finished = Ok(());
        if let Some((setup, supply)) = reset.filter(|_| came_to.goes_on()) {
            // The links were its canary, if there were any.
            let run = ResetRun { context, opened, setup, journal: Arc::clone(&journal), supply };
            let set = run.set(pushing).await?;
            tell_untried(&set.proved, context.ui);
            finished = set.finished;
            came_to = CameTo { ended: set.ended, interrupted: set.interrupted, broken: set.broken, ..came_to };
        }
        told.apply(&journal)?;
        let mut worked = Ok(());
        if let Some(outbox) = &outbox {
            if !came_to.interrupted {
                let stop = StopSwitch::default();
                let (done, interrupted) = until_interrupted(context.ui, &stop, outbox.work(&stop)).await?;
                came_to.interrupted = interrupted;
                worked = done;
            }
            worked = worked.and(told.after_work(opened).await);
            told.why_delayed = outbox.why_put_off();
            told.record_refused(&journal)?;
        }
        let is_over = !came_to.interrupted && came_to.broken.is_none() && finished.is_ok();
        let kept = if is_over { journal.end(context.clock.as_ref()) } else { journal.sync() };
        // The report comes first, whatever became of the mails.
        seen(told.print(context))?;
        told.tell(&journal, context);
        if let Some(stagger) = stagger {
            let last = stagger.after(links_of(&journal)?.len().saturating_sub(1));
            let last = SignedDuration::try_from(last).unwrap_or_default();
            context.ui.say(format!("the last of them is due in {last:#}; the server sends them, this command is done"));
        }
        let saved = failed_out.map_or(Ok(()), |file| told.save_unserved(file, context));
        kept?;
        saved?;
        worked?;
        finished?;
        came_to.cut_short(&journal)?;
        let progress = journal.progress();
        // What made the server unusable is the run's end, unless all was done before.
        if let Some(error) = came_to.ended.stopped_by.as_ref().filter(|_| !progress.is_settled()) {
            return Err(Failure::from(error).into());
        }
        Ok(if progress.is_settled() && !told.has_failed() { Exit::Done } else { Exit::Partial })
    }
}

/// The links of a run, in the order of its plan.
fn links_of(journal: &Journal) -> anyhow::Result<Vec<Numbered<UserId>>> {
    let mut links = Vec::new();
    for item in journal.items()? {
        let (index, item) = item?;
        if item.credential.is_none() {
            let in_doubt = journal.fate(index).is_in_doubt();
            links.push(Numbered { index, in_doubt, item: UserId::parse(&item.user_id)? });
        }
    }
    Ok(links)
}

/// Queues the links that are not queued yet. Queueing again in the same run is harmless: the run's link is found again.
async fn queue(
    context: &Context<'_>,
    opened: &Opened,
    journal: &Arc<Journal>,
    pushing: &Pushing,
    stagger: Option<Stagger>,
) -> anyhow::Result<CameTo> {
    let after = |place: usize| stagger.map_or(Duration::ZERO, |stagger| stagger.after(place));
    let wanted = links_of(journal)?.into_iter().enumerate().map(|(place, link)| {
        let item = WantedLink { user: link.item, after: after(place) };
        Numbered { index: link.index, in_doubt: link.in_doubt, item }
    });
    let wanted = wanted.filter(|link| journal.fate(link.index) != Fate::Done).collect();
    let jobs = opened.directory.traits().in_flight;
    let carrier = Carrier { context, pushing, journal, jobs, batch_size: BATCH, doing: "queueing", done: "queued" };
    let run_id = Some(journal.run_id());
    let call = async |batch: &Batch<WantedLink>| {
        let outcomes = opened.recovery.queue(batch.items(), run_id).await;
        outcomes.into_iter().map(|outcome| outcome.map(drop)).collect::<Vec<_>>()
    };
    carrier.carry_out(wanted, call).await
}

/// Records that an item came to nothing after all.
pub(super) fn record_failed(journal: &Journal, index: usize, error: ErrorBody) -> std::io::Result<()> {
    journal.outcome(index, ItemResult::Failed, Some(error))
}
