//! A run that mails recovery links, and perhaps resets those without an email: begun anew, or taken up again.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

use super::forgot_fallback::Reset;
use super::forgot_told::Told;
use super::reset_run::{ResetRun, WasSet, stopped_here};
use super::reset_told::tell_untried;
use super::stagger::Stagger;
use crate::api::{ErrorBody, UserBody};
use crate::bulk::{self, Batch, Ended, Numbered, Outcome, StopSwitch, stretches};
use crate::cli::context::{Context, Opened};
use crate::cli::exit::{Exit, Failure};
use crate::cli::new_file::NewFile;
use crate::cli::outbox::Outbox;
use crate::cli::render::seen;
use crate::cli::run_args::Pushing;
use crate::cli::signals::{interrupted, until_interrupted};
use crate::cli::{journaled, progress, prompt};
use crate::directory::DirectoryError;
use crate::domain::{CredentialKind, User, UserId, counted};
use crate::journal::{Fate, Item, ItemResult, Journal};
use crate::recovery::WantedLink;
use crate::reset::{PrepareError, Recorder, SecretsFile, Setup, Supply};

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
}

/// What is to be done: a link for whoever has an email, and what else is to be reset for the others.
pub(super) fn items<'u>(users: &'u [User], reset: Option<&Reset>) -> impl Iterator<Item = Item> + use<'u> {
    let kinds: &'static [CredentialKind] = reset.map_or(&[][..], |reset| reset.kinds);
    users.iter().flat_map(move |user| {
        let item = move |credential| Item {
            user_id: user.user_id.to_string(),
            credential,
            user: Some(Box::new(UserBody::from(user))),
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
        };
        let setup = serde_json::to_value(setup)?;
        let reset = reset.map(|Reset { source, setup, .. }| {
            let create = |path| anyhow::Ok(SecretsFile::create(path, setup.form()?)?);
            let file = setup.secrets_file.as_deref().map(create).transpose()?;
            anyhow::Ok((setup, Supply::new(source, file)))
        });
        let reset = reset.transpose()?;
        let journal = journaled::begin_planned(context, command, &opened.server, plan, setup);
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
        let links = Links { context, opened, pushing, journal: &journal, stagger };
        let mut came_to = links.queue_all().await?;
        if let Some((setup, supply)) = reset.filter(|_| came_to.goes_on()) {
            // The links were its canary, if there were any.
            let run = ResetRun { context, opened, setup, journal: Arc::clone(&journal), supply };
            let WasSet { ended, interrupted, broken, finished, proved, .. } = run.set(pushing).await?;
            tell_untried(&proved, context.ui);
            came_to = CameTo { ended, interrupted, broken, finished, stopped_at_canary: false };
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
        let is_over = !came_to.interrupted && came_to.broken.is_none() && came_to.finished.is_ok();
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
        came_to.exit(told, &journal)
    }
}

/// How a run came to its end.
struct CameTo {
    ended: Ended<DirectoryError>,
    interrupted: bool,
    broken: Option<PrepareError>,
    finished: anyhow::Result<()>,
    stopped_at_canary: bool,
}

impl CameTo {
    fn goes_on(&self) -> bool {
        let Ended { stopped_by, out_of_time, too_many_failed } = &self.ended;
        let stopped = stopped_by.is_some() || *out_of_time || *too_many_failed || self.stopped_at_canary;
        !self.interrupted && self.broken.is_none() && !stopped
    }

    /// A run stopped early by an interrupt, or because the server cannot be used, ends with that code.
    fn exit(self, told: &Told, journal: &Journal) -> anyhow::Result<Exit> {
        self.finished?;
        if let Some(error) = &self.broken {
            return Err(stopped_here(error, journal.run_id()).into());
        }
        if self.interrupted {
            return Err(interrupted(journal.run_id()).into());
        }
        let progress = journal.progress();
        if let Some(error) = self.ended.stopped_by.as_ref().filter(|_| !progress.is_settled()) {
            return Err(Failure::from(error).into());
        }
        if self.ended.out_of_time {
            let message = format!("stopped at its deadline, with {} left", progress.count(Fate::Left));
            let hint = format!("ossmosis runs resume {}", journal.run_id());
            return Err(Failure::new(Exit::Unreachable, message).hint(hint).into());
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
            let in_doubt = matches!(journal.fate(index), Fate::InDoubt | Fate::Unknown);
            links.push(Numbered { index, in_doubt, item: UserId::parse(&item.user_id)? });
        }
    }
    Ok(links)
}

/// Queues links.
struct Links<'a> {
    context: &'a Context<'a>,
    opened: &'a Opened,
    pushing: &'a Pushing,
    journal: &'a Arc<Journal>,
    stagger: Option<Stagger>,
}

impl Links<'_> {
    /// All at once, or the first few, a question, and the others.
    async fn queue_all(&self) -> anyhow::Result<CameTo> {
        let after = |place: usize| self.stagger.map_or(Duration::ZERO, |stagger| stagger.after(place));
        let wanted = links_of(self.journal)?.into_iter().enumerate().map(|(place, link)| {
            let item = WantedLink { user: link.item, after: after(place) };
            Numbered { index: link.index, in_doubt: link.in_doubt, item }
        });
        let mut wanted: Vec<Numbered<WantedLink>> =
            wanted.filter(|link| self.journal.fate(link.index) != Fate::Done).collect();
        let Some(canary) = self.pushing.canary.map(std::num::NonZeroUsize::get).filter(|first| *first < wanted.len())
        else {
            return self.queue(wanted).await;
        };
        let failed_before = self.journal.progress().count(Fate::Failed);
        let others = wanted.split_off(canary);
        let first = self.queue(wanted).await?;
        if !first.goes_on() {
            return Ok(first);
        }
        let failed = self.journal.progress().count(Fate::Failed).saturating_sub(failed_before);
        let ui = self.context.ui;
        ui.say(format!(
            "the first {}: {} queued, {failed} failed",
            counted(canary, "user"),
            canary.saturating_sub(failed)
        ));
        let question = format!("Go on with the other {}?", counted(others.len(), "user"));
        let goes_on = if self.pushing.yes { failed == 0 } else { prompt::goes_on(ui, &question)? };
        if goes_on { self.queue(others).await } else { Ok(CameTo { stopped_at_canary: true, ..first }) }
    }

    /// Queueing again in the same run is harmless: the run's link is found again.
    async fn queue(&self, links: Vec<Numbered<WantedLink>>) -> anyhow::Result<CameTo> {
        let stop = StopSwitch::default();
        let recorder = Recorder::new(self.journal, &stop);
        let bar = progress::bar(self.context.ui, links.len(), "queueing");
        let limits = self.pushing.limits(self.opened.directory.traits(), links.len());
        let call = async |batch: &Batch<WantedLink>| {
            // The disk is waited for, not the other calls.
            let (journal, stretches) = (Arc::clone(self.journal), stretches(batch.places()));
            let written = tokio::task::spawn_blocking(move || journal.about_to(stretches)).await;
            if let Err(e) = written.unwrap_or_else(|e| Err(io::Error::other(e))) {
                stop.stop();
                let error = DirectoryError::Unreachable(format!("the journal cannot be written: {e}"));
                return vec![Err(error); batch.len()];
            }
            let outcomes = self.opened.recovery.queue(batch.items(), Some(self.journal.run_id())).await;
            outcomes.into_iter().map(|outcome| outcome.map(drop)).collect::<Vec<_>>()
        };
        let batches = bulk::batches(links, self.pushing.batch_size(BATCH));
        let work = bulk::run(batches, limits, &stop, &call, |landed| {
            bar.inc(landed.len() as u64);
            recorder.record(landed.iter().filter(|(_, outcome)| !matches!(outcome, Outcome::NotSent)));
        });
        let (ended, interrupted) = until_interrupted(self.context.ui, &stop, work).await?;
        bar.finish_and_clear();
        let broken = recorder.broken().map(PrepareError::Journal);
        Ok(CameTo { ended, interrupted, broken, finished: Ok(()), stopped_at_canary: false })
    }
}

/// Records that an item came to nothing after all.
pub(super) fn record_failed(journal: &Journal, index: usize, error: ErrorBody) -> std::io::Result<()> {
    journal.outcome(index, ItemResult::Failed, Some(error))
}
