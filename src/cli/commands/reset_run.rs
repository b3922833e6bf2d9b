//! A run that resets credentials, from its journal to its report: begun anew, or taken up again.

use std::collections::HashMap;
use std::io;
use std::sync::Arc;

use anyhow::Context as _;

use super::reset_told::{Report, tell_untried};
use crate::bulk::{Ended, Outcome, StopSwitch};
use crate::cli::carrier::stopped_here;
use crate::cli::context::{Context, Opened};
use crate::cli::exit::{Exit, Failure};
use crate::cli::failed_out::tell_reasons;
use crate::cli::new_file::NewFile;
use crate::cli::render::seen;
use crate::cli::run_args::Pushing;
use crate::cli::signals::until_interrupted;
use crate::cli::{journaled, progress, prompt};
use crate::directory::DirectoryError;
use crate::domain::{Secret, counted};
use crate::journal::{Fate, Item, ItemResult, Journal};
use crate::reset::{
    Carried, Job, Letters, PrepareError, Preparer, Proved, ResetPlan, SecretsFile, Setup, Source, Supply,
};
use crate::texts::ENGLISH;

/// A run, ready to be carried out.
pub(super) struct ResetRun<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) opened: &'a Opened,
    pub(super) setup: Setup,
    pub(super) journal: Arc<Journal>,
    pub(super) supply: Supply,
}

impl<'a> ResetRun<'a> {
    /// Begins a run: its file of new secrets, then its journal.
    pub(super) fn begin(
        context: &'a Context<'a>,
        opened: &'a Opened,
        command: &str,
        setup: Setup,
        plan: ResetPlan,
        source: Source,
    ) -> anyhow::Result<Self> {
        let ResetPlan { plan, left_out, .. } = plan;
        let create = |path| anyhow::Ok(SecretsFile::create(path, setup.form()?)?);
        let file = setup.secrets_file.as_deref().map(create).transpose()?;
        let as_kept = serde_json::to_value(&setup)?;
        let journal = journaled::begin(context, command, &opened.server, plan, as_kept);
        let journal = journal.inspect_err(|_| {
            // Nothing was sent, and nothing is in it.
            if let Some(path) = &setup.secrets_file {
                let _ = std::fs::remove_file(path);
            }
        })?;
        for (index, why) in left_out {
            journal.outcome(index, ItemResult::Skipped, Some(why))?;
        }
        Ok(Self { context, opened, setup, journal: Arc::new(journal), supply: Supply::new(source, file) })
    }

    /// Sets what is not set yet, and reports.
    pub(super) async fn carry_out(self, pushing: &Pushing, failed_out: Option<&NewFile>) -> anyhow::Result<Exit> {
        let (context, opened, setup) = (self.context, self.opened, self.setup.clone());
        let journal = Arc::clone(&self.journal);
        let WasSet { ended, interrupted, broken, shown, finished, proved } = self.set(pushing).await?;
        // What is not as it should be is left to be taken up.
        let is_over = !interrupted && broken.is_none() && finished.is_ok();
        let kept = if is_over { journal.end(context.clock.as_ref()) } else { journal.sync() };
        let progress = journal.progress();
        let report = Report { selected: setup.users, dry_run: false, context };
        let printed = seen(report.print_run(&journal, &progress, &shown));
        report.tell(&progress, journal.run_id());
        report.tell_sent(opened.directory.sent());
        tell_untried(&proved, context.ui);
        let saved = failed_out.map_or(Ok(()), |file| report.save_unserved(file, &journal, &progress));
        finished?;
        if let Some(error) = broken {
            return Err(stopped_here(&error, journal.run_id()).into());
        }
        kept.with_context(|| format!("the journal of run {} cannot be written", journal.run_id()))?;
        saved?;
        let printed = printed?;
        if setup.show && !printed && setup.secrets_file.is_none() {
            let message = "standard output was closed: nobody has seen the new secrets; reset these users again";
            return Err(Failure::new(Exit::Internal, message).into());
        }
        let exit = report.exit(&progress, &ended, interrupted, journal.run_id())?;
        Ok(if exit == Exit::Done && proved.untried > 0 { Exit::Partial } else { exit })
    }

    /// Sets what is not set yet. The file of new secrets then holds exactly what is in force.
    pub(super) async fn set(self, pushing: &Pushing) -> anyhow::Result<WasSet> {
        let Self { context, opened, setup, journal, supply } = self;
        let batch_size = pushing.batch_size(opened.directory.traits().batch_size);
        let preparer = Preparer::new(&journal, supply, setup.must_change, batch_size)?;
        let (show, proves) = (setup.show, setup.proves);
        let mut phases = Phases { context, opened, pushing, journal: &journal, show, proves, shown: HashMap::new() };
        let Phase { carried: Carried { preparer, ended, broken, proved }, interrupted } = phases.all(preparer).await?;
        let shown = phases.shown;
        let file = preparer.map(Preparer::into_supply).and_then(Supply::into_file);
        let finished = match file.filter(|_| broken.is_none()) {
            Some(file) => finish_file(file, &setup, &journal, context),
            // What the journal does not know of yet, only the file does.
            None => Ok(()),
        };
        let finished =
            finished.with_context(|| "the run is over, but its files of new secrets are not as they should be");
        Ok(WasSet { ended, interrupted, broken, shown, finished, proved })
    }
}

/// How setting credentials came to its end.
pub(super) struct WasSet {
    pub(super) ended: Ended<DirectoryError>,
    pub(super) interrupted: bool,
    pub(super) broken: Option<PrepareError>,
    /// The new secrets that are to be shown, by the place of their item.
    pub(super) shown: HashMap<usize, Secret>,
    /// Whether the file of new secrets is as it should be.
    pub(super) finished: anyhow::Result<()>,
    /// What proving came to.
    pub(super) proved: Proved,
}

/// A run, or the first users of it.
struct Phase {
    carried: Carried,
    interrupted: bool,
}

/// Carries out a run: all at once, or the first few users, a question, and the others.
struct Phases<'a> {
    context: &'a Context<'a>,
    opened: &'a Opened,
    pushing: &'a Pushing,
    journal: &'a Arc<Journal>,
    show: bool,
    proves: bool,
    shown: HashMap<usize, Secret>,
}

impl Phases<'_> {
    async fn all(&mut self, preparer: Preparer) -> anyhow::Result<Phase> {
        let Some(users) = self.pushing.canary.map(std::num::NonZeroUsize::get) else {
            return Ok(self.one(preparer, None).await?);
        };
        let (places, others) = self.first_to_do(users)?;
        let first = self.one(preparer, Some(users)).await?;
        let Ended { stopped_by, out_of_time, too_many_failed } = &first.carried.ended;
        let was_stopped = stopped_by.is_some() || *out_of_time || *too_many_failed;
        let went_wrong = first.interrupted || first.carried.broken.is_some() || was_stopped;
        if went_wrong || others == 0 {
            return Ok(first);
        }
        let goes_on = self.goes_on(&places, others, users);
        match first.carried.preparer {
            Some(preparer) if goes_on == Some(true) => {
                let mut rest = self.one(preparer, None).await?;
                rest.carried.proved.add(first.carried.proved);
                Ok(rest)
            }
            preparer => {
                let interrupted = goes_on.is_none();
                Ok(Phase { carried: Carried { preparer, ..first.carried }, interrupted })
            }
        }
    }

    /// The places of the first so many users' credentials that are to be set, and how many others there are.
    fn first_to_do(&self, users: usize) -> io::Result<(Vec<usize>, usize)> {
        let progress = self.journal.progress();
        let (mut places, mut others) = (Vec::new(), 0);
        let (mut seen, mut last) = (0, None);
        for item in self.journal.items()? {
            let (index, Item { user_id, credential, .. }) = item?;
            if credential.is_none() || progress.fate(index).is_settled() {
                continue;
            }
            seen += usize::from(last.as_ref() != Some(&user_id));
            last = Some(user_id);
            if seen <= users { places.push(index) } else { others += 1 }
        }
        Ok((places, others))
    }

    async fn one(&mut self, preparer: Preparer, users: Option<usize>) -> Result<Phase, Failure> {
        let directory = self.opened.directory.as_ref();
        let to_do = self.journal.progress().to_do();
        let stop = Arc::new(StopSwitch::default());
        let limits = self.pushing.limits(directory.traits().in_flight, to_do);
        let job = Job { directory, journal: self.journal, limits, stop: &stop, proves: self.proves };
        let bar = progress::bar(self.context.ui, to_do, "resetting");
        let (show, shown) = (self.show, &mut self.shown);
        let work = job.carry_out(preparer, users, |one, outcome| {
            bar.inc(1);
            if show && matches!(outcome, Outcome::Done) {
                shown.insert(one.index, one.item.secret.clone());
            }
        });
        let (carried, interrupted) = until_interrupted(self.context.ui, &stop, work).await?;
        bar.finish_and_clear();
        Ok(Phase { carried, interrupted })
    }

    /// Tells what became of the first users' credentials, and whether the others are to follow; `None`: interrupted.
    fn goes_on(&self, places: &[usize], others: usize, users: usize) -> Option<bool> {
        let ui = self.context.ui;
        let progress = self.journal.progress();
        let done = places.iter().filter(|place| progress.fate(**place) == Fate::Done).count();
        let failed = places.len() - done;
        let changed = counted(done, "credential");
        ui.say(format!("the first {}: {changed} changed, {failed} failed", counted(users, "user")));
        tell_reasons(progress.errors(), ui);
        if self.pushing.yes {
            return Some(failed == 0);
        }
        prompt::goes_on(ui, &format!("Go on with the other {}?", counted(others, "credential")))
    }
}

/// The file then holds exactly what is in force.
pub(super) fn finish_file(
    file: SecretsFile,
    setup: &Setup,
    journal: &Journal,
    context: &Context<'_>,
) -> anyhow::Result<()> {
    let finished = file.finish(journal)?;
    if let Some((path, rows)) = &finished.unresolved {
        context.ui.warn(format!("{} of which nobody knows are in {}", counted(*rows, "secret"), path.display()));
    }
    if let Some(path) = setup.part_letters(journal.part()) {
        let letters = Letters { brand: &context.settings.brand, texts: &ENGLISH, setup };
        letters.save(&path, setup.form()?.recipients.as_ref(), journal.items()?, finished.rows()?)?;
    }
    Ok(())
}
