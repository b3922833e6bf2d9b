//! Connections to a mail server that are open and wait for the next mail.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use lettre::transport::smtp::client::AsyncSmtpConnection;
use tokio::time::{Instant, sleep, timeout};

/// How long a connection is kept: less than servers wait (RFC 5321 asks for five minutes) and firewalls remember.
const LONGEST_IDLE: Duration = Duration::from_secs(30);
/// How long a server may take to say goodbye.
const GOODBYE: Duration = Duration::from_secs(5);

type Idle = Mutex<Vec<(Instant, AsyncSmtpConnection)>>;

/// Connections that were used and are good for another mail. There are never more than mails were handed
/// over at once: each hand-over takes one if there is one, and puts back one at most.
#[derive(Default)]
pub(super) struct Kept(Arc<Idle>);

impl Kept {
    /// The connection used last, so that those that are not needed grow old.
    pub(super) fn take(&self) -> Option<AsyncSmtpConnection> {
        locked(&self.0).pop().map(|(_, connection)| connection)
    }

    /// Keeps a connection on which a mail was taken; closes it once it has been idle for long.
    pub(super) fn put(&self, connection: AsyncSmtpConnection) {
        locked(&self.0).push((Instant::now(), connection));
        let kept = Arc::downgrade(&self.0);
        tokio::spawn(async move {
            sleep(LONGEST_IDLE).await;
            let Some(kept) = kept.upgrade() else { return };
            for mut connection in take_old(&kept) {
                let _ = timeout(GOODBYE, connection.quit()).await;
            }
        });
    }
}

/// The oldest stand first.
fn take_old(kept: &Idle) -> Vec<AsyncSmtpConnection> {
    let mut kept = locked(kept);
    let old = kept.partition_point(|(since, _)| since.elapsed() >= LONGEST_IDLE);
    kept.drain(..old).map(|(_, connection)| connection).collect()
}

fn locked(kept: &Idle) -> MutexGuard<'_, Vec<(Instant, AsyncSmtpConnection)>> {
    kept.lock().unwrap_or_else(PoisonError::into_inner)
}
