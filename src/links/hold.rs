//! Holding users: whoever changes anything about a user, their credentials or their links does so alone.
//!
//! A transaction holds the user's row. Where the user lives elsewhere, a change also takes the time in which that side
//! is asked, and no transaction may be open so long: SQLite has one writer, and PostgreSQL ends what stands idle. Such
//! a change is written on the user's row instead, and whoever else wants the user waits for it outside of any
//! transaction. It is good for a while by the database's clock, the only one that all processes share: should the
//! process that made it be gone, the next one that wants the user does what its outcome, which nobody knows, asks for.

use std::time::{Duration, Instant};

use jiff::Timestamp;

use super::end;
use crate::db::{Db, DbError, Tx, Value};
use crate::domain::{Clock, LinkEnd, UserId};

/// How long a change that is under way elsewhere is waited for: as long as for a row that a transaction holds.
const LONGEST_WAIT: Duration = Duration::from_secs(10);
/// How often it is looked whether it is over.
const LOOK_EVERY: Duration = Duration::from_millis(50);
/// How long a change may be under way, in milliseconds: longer than [`LONGEST_ASKED`], and recording what came of it.
const UNDER_WAY: i64 = 120_000;
/// How long the side where a user lives may take to answer a change.
pub(crate) const LONGEST_ASKED: Duration = Duration::from_mins(1);

/// Waits until no other transaction is changing this user, their credentials or their links, and keeps everybody
/// from it until the transaction ends. It works for users who live elsewhere, too.
pub(crate) async fn hold(tx: &mut Tx, user: &UserId) -> Result<(), DbError> {
    let sql = "INSERT INTO recovery_users (user_id) VALUES ($1) \
               ON CONFLICT (user_id) DO UPDATE SET user_id = excluded.user_id";
    tx.execute(sql, vec![user.as_str().into()]).await
}

/// Begins a transaction that holds these users, of whom no change is under way elsewhere.
pub(crate) async fn held(db: &Db, clock: &dyn Clock, mut users: Vec<&UserId>) -> Result<Tx, DbError> {
    // In the order in which every transaction takes users.
    users.sort_unstable();
    users.dedup();
    let began = Instant::now();
    loop {
        let mut tx = db.begin().await?;
        if hold_free(&mut tx, clock, &users).await? {
            return Ok(tx);
        }
        // Before the pause: whoever is in the way needs a transaction to be done.
        drop(tx);
        if began.elapsed() >= LONGEST_WAIT {
            return Err(DbError::not_free("another change of the user is still under way"));
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
}

/// Holds users as long as no change of them is under way; `false` where one is.
async fn hold_free(tx: &mut Tx, clock: &dyn Clock, users: &[&UserId]) -> Result<bool, DbError> {
    let sql = format!(
        "INSERT INTO recovery_users (user_id) VALUES ($1) \
         ON CONFLICT (user_id) DO UPDATE SET user_id = excluded.user_id RETURNING change_id, change_ends, \
         CAST(CASE WHEN recovery_users.change_until > {} THEN 1 ELSE 0 END AS BIGINT) AS is_under_way",
        tx.own_time()
    );
    for user in users {
        let rows = tx.fetch(sql.as_str(), vec![user.as_str().into()]).await?;
        let row = rows.first().ok_or_else(DbError::gone)?;
        let Some(change_id) = row.text_or_null("change_id")? else { continue };
        if row.int("is_under_way")? != 0 {
            return Ok(false);
        }
        let ends = row.text_or_null("change_ends")?.and_then(|word| LinkEnd::from_word(&word));
        given_up(tx, user, &change_id, ends, clock.now()).await?;
    }
    Ok(true)
}

/// Nobody told what came of a change: it may be in force.
async fn given_up(
    tx: &mut Tx,
    user: &UserId,
    change_id: &str,
    ends: Option<LinkEnd>,
    now: Timestamp,
) -> Result<(), DbError> {
    tracing::warn!(%user, "what came of a change was never told");
    if let Some(ends) = ends {
        end(tx, user, ends, now).await?;
    }
    over(tx, user, change_id).await
}

/// Writes down that a change of a held user is under way. `ends` is how their links end should nobody ever tell what
/// came of it.
pub(crate) async fn under_way(
    tx: &mut Tx,
    user: &UserId,
    change_id: &str,
    ends: Option<LinkEnd>,
) -> Result<(), DbError> {
    // Of several changes at once, one that ends links counts.
    let sql = format!(
        "UPDATE recovery_users SET change_id = $2, change_until = {} + $3, change_ends = COALESCE(change_ends, $4) \
         WHERE user_id = $1",
        tx.own_time()
    );
    let ends = ends.map(|ends| ends.as_str().to_owned());
    let values: Vec<Value> = vec![user.as_str().into(), change_id.into(), UNDER_WAY.into(), ends.into()];
    tx.execute(sql, values).await
}

/// The change of a held user is over.
pub(crate) async fn over(tx: &mut Tx, user: &UserId, change_id: &str) -> Result<(), DbError> {
    let sql = "UPDATE recovery_users SET change_id = NULL, change_until = NULL, change_ends = NULL \
               WHERE user_id = $1 AND change_id = $2";
    tx.execute(sql, vec![user.as_str().into(), change_id.into()]).await
}
