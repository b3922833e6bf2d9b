//! Ctrl-C and termination during a run.

use crate::bulk::StopSwitch;

/// Runs `work`; the first Ctrl-C or SIGTERM lets what is in flight finish and begins nothing new. Returns
/// also whether that happened.
pub(super) async fn until_interrupted<T>(stop: &StopSwitch, work: impl Future<Output = T>) -> (T, bool) {
    let mut interrupted = false;
    tokio::pin!(work);
    loop {
        tokio::select! {
            done = &mut work => return (done, interrupted),
            () = asked_to_stop(), if !interrupted => {
                stop.stop();
                interrupted = true;
            }
        }
    }
}

/// Returns when the process is asked to end.
pub(super) async fn asked_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
            }
        }
        Err(_) => {
            let _ = tokio::signal::ctrl_c().await;
        }
    }
}
