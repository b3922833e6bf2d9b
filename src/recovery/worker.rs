//! The outbox worker: claims mail orders, draws their tokens and hands the mails over. Any number of
//! processes may work one outbox; an order is claimed by one of them at a time.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures_util::future::{BoxFuture, FutureExt};
use futures_util::stream::{FuturesUnordered, StreamExt};
use jiff::{SignedDuration, Timestamp};

use super::delivery::Delivery;
use super::outbox::{Close, Order, claim, forget_old};
use super::token::{Mailed, TOKEN_LENGTH};
use crate::bulk::StopSwitch;
use crate::db::Db;
use crate::directory::DirectoryError;
use crate::domain::{Email, User};
use crate::links::{Link, LinkState, MailKind};
use crate::mail::{MailError, letters_only};

/// Mails that are under way at once. One that takes long holds up none of the others.
const MOST_AT_ONCE: usize = 10;
/// How long an order is tried, from the first attempt, before it counts as refused for good.
const LONGEST_TRIED: SignedDuration = SignedDuration::from_hours(24);
/// How often a running backend looks for orders that are due.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// How often it looks for what may be forgotten.
const FORGET_EVERY: SignedDuration = SignedDuration::from_hours(1);

/// Works the outbox of a database.
pub struct Worker {
    db: Db,
    delivery: Arc<Delivery>,
    why_put_off: Mutex<Option<String>>,
    forgot_at: Mutex<Option<Timestamp>>,
}

/// What is done at the same time.
enum Step {
    /// Looking for orders.
    Looked(Result<Vec<Order>, DirectoryError>),
    /// Working one.
    Worked(Result<(), DirectoryError>),
}

/// When no order is left.
#[derive(Clone, Copy, PartialEq, Eq)]
enum WhenIdle {
    Return,
    LookAgain,
}

impl Worker {
    /// A worker for the outbox of `db`.
    pub fn new(db: Db, delivery: Arc<Delivery>) -> Self {
        Self { db, delivery, why_put_off: Mutex::default(), forgot_at: Mutex::default() }
    }

    fn now(&self) -> Timestamp {
        self.delivery.clock.now()
    }

    /// Works every order that is due, and returns when none is left, or when told to stop.
    pub async fn work_due(&self, stop: &StopSwitch) -> Result<(), DirectoryError> {
        self.work(stop, WhenIdle::Return).await
    }

    /// Works orders as they come due, until told to stop. An order under way is finished first.
    pub async fn run(&self, stop: Arc<StopSwitch>) {
        // Whatever fails was logged on the way.
        self.work(&stop, WhenIdle::LookAgain).await.unwrap_or_default();
    }

    /// Why mail was put off, the last time that it was.
    pub fn why_put_off(&self) -> Option<String> {
        self.why_put_off.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Looks for orders as long as there is room, and works them side by side. A mail under way is always
    /// finished: of one that is cut off nobody would know whether it arrives. What fails ends the work, unless
    /// it is to go on for ever.
    async fn work(&self, stop: &StopSwitch, idle: WhenIdle) -> Result<(), DirectoryError> {
        let mut steps: FuturesUnordered<BoxFuture<'_, Step>> = FuturesUnordered::new();
        let (mut mails, mut is_looking, mut found) = (0, false, true);
        let mut outcome = Ok(());
        loop {
            let goes_on = outcome.is_ok() && !stop.is_stopped() && (found || idle == WhenIdle::LookAgain);
            if goes_on && !is_looking && mails < MOST_AT_ONCE {
                is_looking = true;
                steps.push(self.look(MOST_AT_ONCE - mails, found, stop).map(Step::Looked).boxed());
            }
            let failed = match steps.next().await {
                None => return outcome,
                Some(Step::Looked(looked)) => {
                    let (orders, failed) = looked.map_or_else(|e| (Vec::new(), Some(e)), |orders| (orders, None));
                    (is_looking, found) = (false, !orders.is_empty());
                    mails += orders.len();
                    steps.extend(orders.into_iter().map(|order| self.hand_in(order).map(Step::Worked).boxed()));
                    failed
                }
                Some(Step::Worked(worked)) => {
                    mails -= 1;
                    worked.err()
                }
            };
            match (failed, idle) {
                (None, _) => {}
                (Some(e), WhenIdle::Return) => outcome = outcome.and(Err(e)),
                (Some(e), WhenIdle::LookAgain) => tracing::error!(error = %e, "the outbox could not be worked"),
            }
        }
    }

    /// Claims orders that are due; after a pause, where there were none before.
    async fn look(&self, most: usize, at_once: bool, stop: &StopSwitch) -> Result<Vec<Order>, DirectoryError> {
        if !at_once {
            pause(stop).await;
            if stop.is_stopped() {
                return Ok(Vec::new());
            }
        }
        self.forget_old().await;
        claim(&self.db, self.now(), most).await
    }

    async fn forget_old(&self) {
        let now = self.now();
        if !self.is_time_to_forget(now) {
            return;
        }
        if let Err(e) = forget_old(&self.db, now).await {
            tracing::warn!(error = %e, "what is old could not be deleted, tried again later");
        }
    }

    fn is_time_to_forget(&self, now: Timestamp) -> bool {
        let mut last = self.forgot_at.lock().unwrap_or_else(PoisonError::into_inner);
        let is_time = last.is_none_or(|last| now.duration_since(last) >= FORGET_EVERY);
        if is_time {
            *last = Some(now);
        }
        is_time
    }

    /// Hands the mail of an order over, and records what came of it.
    async fn hand_in(&self, order: Order) -> Result<(), DirectoryError> {
        let worked = match order.brings() {
            Some(link) if matches!(link.state(self.now()), LinkState::Ended(_)) => {
                return self.close(&order, Close::Needless("the link ended before its mail was handed over")).await;
            }
            Some(link) => self.hand_link_over(&order, link).await,
            None => self.hand_over(&order).await,
        };
        let now = self.now();
        match worked {
            Ok(()) => self.close(&order, Close::HandedOver).await,
            Err(MailError::Later(why)) if now.duration_since(order.first_tried_at) < LONGEST_TRIED => {
                let (id, attempts, error) = (&order.id, order.attempts, &why);
                tracing::warn!(order = id, attempts, error, "mail not handed over, tried again later");
                *self.why_put_off.lock().unwrap_or_else(PoisonError::into_inner) = Some(why.clone());
                self.close(&order, Close::Later(now + pause_after(attempts), &why)).await
            }
            Err(MailError::Later(why) | MailError::Never(why)) => {
                tracing::warn!(order = order.id, error = why, "mail refused for good");
                self.close(&order, Close::Refused(&why)).await
            }
        }
    }

    async fn close(&self, order: &Order, how: Close<'_>) -> Result<(), DirectoryError> {
        Ok(order.close(&self.db, how, self.now(), self.delivery.link_life).await?)
    }

    /// Draws a token, stores its hash and hands the mail over. A retry draws another token: all tokens of
    /// a link open the same link, so a mail that did arrive works too.
    async fn hand_link_over(&self, order: &Order, link: &Link) -> Result<(), MailError> {
        let user = self.user(order).await?;
        let to = on_file(&user)?;
        let token = letters_only(TOKEN_LENGTH);
        let mail = self.delivery.link_mail(&user, &to, &token)?;
        Mailed::store(&self.db, &link.id, &token, &mail).await.map_err(|e| later(&e.into()))?;
        // Mail servers quote what they refuse: the token is not for logs.
        let untold = |why: String| why.replace(&token, "…");
        self.delivery.mailer.hand_over(&mail.mail).await.map_err(|e| match e {
            MailError::Later(why) => MailError::Later(untold(why)),
            MailError::Never(why) => MailError::Never(untold(why)),
        })
    }

    /// Hands a mail over that brings no link.
    async fn hand_over(&self, order: &Order) -> Result<(), MailError> {
        let user = self.user(order).await?;
        let letters = &self.delivery.letters;
        let letter = match (order.kind, &order.to) {
            (MailKind::Changed(kind), _) => letters.changed(&user, on_file(&user)?, kind, order.ordered_at),
            (MailKind::EmailChanged, to) => {
                let to = to.as_deref().and_then(|to| Email::parse(to).ok());
                letters.email_changed(&user, to.ok_or_else(|| never("the order names no address"))?)
            }
            (MailKind::Link, _) => return Err(never("the order names no link")),
        };
        self.delivery.hand_over(letter).await
    }

    async fn user(&self, order: &Order) -> Result<User, MailError> {
        self.delivery.directory.user(&order.user_id).await.map_err(|e| match e {
            DirectoryError::NotFound(why) => MailError::Never(why),
            other => later(&other),
        })
    }
}

/// Until it is time to look again, or to stop.
async fn pause(stop: &StopSwitch) {
    tokio::select! {
        () = tokio::time::sleep(LOOK_EVERY) => {}
        () = stop.stopped() => {}
    }
}

/// Twice as long after each attempt, from a minute to an hour.
fn pause_after(attempts: i64) -> SignedDuration {
    let minutes = 1_i64 << attempts.clamp(1, 7).saturating_sub(1);
    SignedDuration::from_mins(minutes.min(60))
}

fn on_file(user: &User) -> Result<Email, MailError> {
    user.email.clone().ok_or_else(|| never("the user has no email any more"))
}

fn later(error: &DirectoryError) -> MailError {
    MailError::Later(error.to_string())
}

fn never(why: &str) -> MailError {
    MailError::Never(why.to_owned())
}
