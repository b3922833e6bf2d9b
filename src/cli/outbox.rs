//! The outbox of an embedded backend: nobody works it later, so the command that ordered mails does.

use super::context::{Context, Opened};
use super::signals::until_interrupted;
use crate::bulk::StopSwitch;
#[cfg(feature = "server")]
use crate::recovery::Worker;

/// The outbox of an embedded backend. A build without the backend has none: a server works its own.
pub(super) struct Outbox {
    #[cfg(feature = "server")]
    worker: Worker,
}

impl Outbox {
    /// The outbox that this command has to work, if there is one. What its mails need is settled here.
    #[cfg(feature = "server")]
    pub(super) fn of(opened: &Opened, context: &Context<'_>) -> anyhow::Result<Option<Self>> {
        let Some(backend) = &opened.embedded else { return Ok(None) };
        let delivery = backend.delivery(&context.settings, None)?;
        Ok(Some(Self { worker: backend.worker(&delivery) }))
    }

    #[cfg(not(feature = "server"))]
    #[expect(clippy::unnecessary_wraps, reason = "the same call as in a build with the backend")]
    pub(super) fn of(_: &Opened, _: &Context<'_>) -> anyhow::Result<Option<Self>> {
        Ok(None)
    }

    /// Hands over the mails that are due.
    #[cfg(feature = "server")]
    pub(super) async fn work(&self, stop: &StopSwitch) -> anyhow::Result<()> {
        Ok(self.worker.work_due(stop).await?)
    }

    #[cfg(not(feature = "server"))]
    #[expect(clippy::unused_async, reason = "the same call as in a build with the backend")]
    pub(super) async fn work(&self, _: &StopSwitch) -> anyhow::Result<()> {
        Ok(())
    }

    /// Why mails were put off, if some were.
    #[cfg(feature = "server")]
    pub(super) fn why_put_off(&self) -> Option<String> {
        self.worker.why_put_off()
    }

    #[cfg(not(feature = "server"))]
    #[expect(clippy::unused_self, reason = "the same call as in a build with the backend")]
    pub(super) fn why_put_off(&self) -> Option<String> {
        None
    }
}

/// Hands over the mails that a change has ordered, where no server does. What hinders it is told and no
/// failure: the change was made.
pub(super) async fn work(context: &Context<'_>, opened: &Opened) {
    let worked = async {
        if !opened.has_orders().await? {
            return anyhow::Ok(());
        }
        let Some(outbox) = Outbox::of(opened, context)? else { return Ok(()) };
        let stop = StopSwitch::default();
        until_interrupted(context.ui, &stop, outbox.work(&stop)).await?.0?;
        outbox.why_put_off().map_or(Ok(()), |why| Err(anyhow::anyhow!(why)))
    };
    if let Err(e) = worked.await {
        context.ui.warn(format!("mails are waiting, and could not be handed over: {e:#}"));
    }
}
