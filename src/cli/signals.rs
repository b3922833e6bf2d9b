//! Ctrl-C and termination during a run.

use tokio::signal::unix::{SignalKind, signal};

use super::exit::{Exit, Failure};
use super::ui::Ui;
use crate::bulk::StopSwitch;

/// Runs `work`; the first Ctrl-C or SIGTERM lets what is in flight finish and begins nothing new, the
/// second does not wait for it. Returns also whether the first came.
pub(super) async fn until_interrupted<T>(
    ui: &Ui,
    stop: &StopSwitch,
    work: impl Future<Output = T>,
) -> Result<(T, bool), Failure> {
    let mut interrupted = false;
    tokio::pin!(work);
    loop {
        tokio::select! {
            done = &mut work => return Ok((done, interrupted)),
            () = asked_to_stop() => {
                if interrupted {
                    let message = "interrupted without waiting; what was in flight is in doubt, and in the journal";
                    return Err(Failure::new(Exit::Interrupted, message).hint("ossmosis runs list names the run: take it up with ossmosis runs resume"));
                }
                ui.say("stopping: what is in flight is waited for; once more to leave at once");
                stop.stop();
                interrupted = true;
            }
        }
    }
}

/// The failure of a run that was interrupted.
pub(super) fn interrupted(run_id: &str) -> Failure {
    Failure::new(Exit::Interrupted, format!("interrupted; run {run_id} is in the journal"))
        .hint(format!("ossmosis runs resume {run_id}"))
}

/// Ready when the process is asked to end. It listens from this call on.
pub(super) fn asked_to_stop() -> impl Future<Output = ()> {
    let (terminate, interrupt) = (signal(SignalKind::terminate()), signal(SignalKind::interrupt()));
    async move {
        match (terminate, interrupt) {
            (Ok(mut terminate), Ok(mut interrupt)) => {
                tokio::select! {
                    _ = terminate.recv() => {}
                    _ = interrupt.recv() => {}
                }
            }
            // Without a listener a signal ends the process, as it does by itself.
            _ => std::future::pending().await,
        }
    }
}
