//! The outbox of an embedded backend: nobody works it later, so the command that ordered mails does.

use super::context::{Context, Opened};
#[cfg(feature = "server")]
use crate::bulk::StopSwitch;

/// Hands over the mails that a change has ordered, where no server does. What hinders it is told and no
/// failure: the change was made.
#[cfg(feature = "server")]
pub(super) async fn work(context: &Context<'_>, opened: &Opened) {
    let Some(backend) = &opened.embedded else { return };
    let worked = async {
        if !backend.has_orders().await? {
            return anyhow::Ok(());
        }
        let delivery = backend.delivery(&context.settings, None)?;
        let worker = backend.worker(&delivery);
        worker.work_due(&StopSwitch::default()).await?;
        worker.why_put_off().map_or(Ok(()), |why| Err(anyhow::anyhow!(why)))
    };
    if let Err(e) = worked.await {
        context.ui.warn(format!("mails are waiting, and could not be handed over: {e:#}"));
    }
}

/// A build without the backend has a server, which does.
#[cfg(not(feature = "server"))]
#[expect(clippy::unused_async, reason = "the same call as in a build with the backend")]
pub(super) async fn work(_: &Context<'_>, _: &Opened) {}
