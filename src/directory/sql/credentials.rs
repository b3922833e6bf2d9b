//! Setting credentials: checked and hashed first, then written in one transaction.

use futures_util::future::join_all;

use super::keys::Making;
use super::{SqlDirectory, keys, links};
use crate::db::{Tx, Value};
use crate::directory::refusals::{not_previous, not_previous_reversed, previous_rules};
use crate::directory::{ChangedBy, CredentialChange, Directory, DirectoryError, KINDS};
use crate::domain::{CredentialState, Secret, UserId};
use crate::hashing::{Lane, Places};
use crate::links::{hold, in_lock_order};
use crate::rules::{Owner, Violation, check};

/// What a change takes: comparing with the last secret, and hashing. Where the last one backwards is refused
/// too, a third operation goes without a place of its own.
const OPERATIONS_A_CHANGE: usize = 2;

impl SqlDirectory {
    /// One outcome a change. Hashing comes before the transaction: it is slow, and SQLite has one writer.
    /// Where too much waits to be hashed, none is begun.
    pub(super) async fn set_all(&self, changes: &[CredentialChange]) -> Vec<Result<(), DirectoryError>> {
        let is_bulk = changes.iter().all(|change| matches!(change.by, ChangedBy::Admin));
        let lane = if is_bulk { Lane::Bulk } else { Lane::Person };
        let places = match self.hasher.places(lane, OPERATIONS_A_CHANGE * changes.len()) {
            Ok(places) => places,
            Err(full) => return changes.iter().map(|_| Err(full.into())).collect(),
        };
        let hashed = join_all(changes.iter().map(|change| self.prepared(change, &places))).await;
        drop(places);
        match self.write_all(changes, &hashed).await {
            Ok(outcomes) => outcomes,
            Err(e) => hashed.into_iter().map(|outcome| outcome.and(Err(e.clone()))).collect(),
        }
    }

    /// The hash to store; `None` where the change was made before under its key.
    async fn prepared(&self, change: &CredentialChange, places: &Places<'_>) -> Result<Option<String>, DirectoryError> {
        if keys::was_made(&self.db, &self.hasher, change).await? {
            return Ok(None);
        }
        match self.checked_and_hashed(change, places).await {
            // It is the last secret, perhaps because the same change was made since we looked.
            Err(e) if e.is_only_not_previous() && keys::was_made(&self.db, &self.hasher, change).await? => Ok(None),
            hashed => hashed.map(Some),
        }
    }

    async fn write_all(
        &self,
        changes: &[CredentialChange],
        hashed: &[Result<Option<String>, DirectoryError>],
    ) -> Result<Vec<Result<(), DirectoryError>>, DirectoryError> {
        let mut outcomes: Vec<Result<(), DirectoryError>> =
            hashed.iter().map(|hash| hash.as_ref().map(drop).map_err(Clone::clone)).collect();
        let mut tx = self.db.begin().await?;
        keys::forget_old(&mut tx, changes, self.clock.now()).await?;
        for (at, change) in in_lock_order(changes, |change| &change.user_id) {
            let Ok(Some(hash)) = &hashed[at] else { continue };
            outcomes[at] = match self.write(&mut tx, change, hash).await {
                Err(e @ (DirectoryError::Unanswered(_) | DirectoryError::Busy { .. })) => return Err(e),
                outcome => outcome,
            };
        }
        tx.commit().await?;
        Ok(outcomes)
    }

    /// Writes one credential, with what it means for the user's recovery links.
    async fn write(&self, tx: &mut Tx, change: &CredentialChange, hash: &str) -> Result<(), DirectoryError> {
        hold(tx, &change.user_id).await?;
        // Only now: whatever was waited for may have taken long.
        let now = self.clock.now();
        match &change.by {
            ChangedBy::Link { id, passcodes } => drop(links::check_session(tx, change, id, *passcodes, now).await?),
            ChangedBy::Owner { proved } => check_owner(tx, change, proved).await?,
            ChangedBy::Admin => {}
        }
        if keys::take(tx, &self.hasher, change, Making::Now, now).await? {
            return Ok(());
        }
        links::made(tx, change, now).await?;
        let sql = "INSERT INTO credentials (user_id, kind, hash, must_change, changed_at) \
                   VALUES ($1, $2, $3, $4, $5) ON CONFLICT (user_id, kind) DO UPDATE SET \
                   hash = excluded.hash, must_change = excluded.must_change, changed_at = excluded.changed_at";
        let values: Vec<Value> = vec![
            change.user_id.as_str().into(),
            change.kind.as_str().into(),
            hash.into(),
            change.must_change.into(),
            now.into(),
        ];
        Ok(tx.execute(sql, values).await?)
    }

    async fn checked_and_hashed(
        &self,
        change: &CredentialChange,
        places: &Places<'_>,
    ) -> Result<String, DirectoryError> {
        let user = self.user(&change.user_id).await?;
        let rules = self.rules.at(Some(&user.location));
        let mut violations = check(rules, change.kind, change.secret.expose(), Some(&Owner::from(&user))).violations;
        // A secret that breaks a rule is not worth the time of comparing it with the last one.
        if violations.is_empty() {
            violations = self.judge_previous(change, previous_rules(rules, change.kind), places).await?;
        }
        if !violations.is_empty() {
            return Err(DirectoryError::from_violations(&violations));
        }
        Ok(places.hash(&change.secret).await?)
    }

    async fn judge_previous(
        &self,
        change: &CredentialChange,
        (same, reversed): (bool, bool),
        places: &Places<'_>,
    ) -> Result<Vec<Violation>, DirectoryError> {
        let sql = "SELECT hash FROM credentials WHERE user_id = $1 AND kind = $2";
        let values: Vec<Value> = vec![change.user_id.as_str().into(), change.kind.as_str().into()];
        let rows = self.db.fetch(sql, values).await?;
        let mut violations = Vec::new();
        let Some(row) = rows.first() else { return Ok(violations) };
        let stored = row.text("hash")?;
        let is_last = same && places.verify(&change.secret, &stored).await?;
        let backwards = Secret::new(change.secret.expose().chars().rev().collect());
        let is_palindrome = backwards.expose() == change.secret.expose();
        let is_last_backwards = if is_last || (same && is_palindrome) {
            // Known without another slow comparison.
            reversed && is_last && is_palindrome
        } else {
            reversed && places.verify(&backwards, &stored).await?
        };
        violations.extend(is_last.then(|| not_previous(change.kind)));
        violations.extend(is_last_backwards.then(|| not_previous_reversed(change.kind)));
        Ok(violations)
    }

    pub(super) async fn states(&self, user: &UserId) -> Result<Vec<CredentialState>, DirectoryError> {
        let sql = "SELECT kind, must_change, changed_at FROM credentials WHERE user_id = $1";
        let rows = self.db.fetch(sql, vec![user.as_str().into()]).await?;
        let mut states = Vec::with_capacity(KINDS.len());
        for kind in KINDS {
            let mut state = CredentialState { kind, set: false, must_change: false, changed_at: None, locked: None };
            for row in &rows {
                if row.text("kind")? == kind.as_str() {
                    let must_change = row.int("must_change")? != 0;
                    state = CredentialState {
                        set: true,
                        must_change,
                        changed_at: row.time_or_null("changed_at")?,
                        ..state
                    };
                }
            }
            states.push(state);
        }
        Ok(states)
    }
}

/// Refuses a change by who proved a secret that is no longer in force, or need not be changed.
async fn check_owner(tx: &mut Tx, change: &CredentialChange, proved: &Secret) -> Result<(), DirectoryError> {
    let sql = "SELECT must_change, hash FROM credentials WHERE user_id = $1 AND kind = $2";
    let rows = tx.fetch(sql, vec![change.user_id.as_str().into(), change.kind.as_str().into()]).await?;
    let Some(row) = rows.first() else { return Err(DirectoryError::Refused("there is none to change".to_owned())) };
    let noun = change.kind.noun();
    if row.int("must_change")? == 0 {
        return Err(DirectoryError::Refused(format!("the {noun} need not be changed")));
    }
    // Each has a salt of its own. Times would be those of several processes' clocks.
    if row.text("hash")? != proved.expose() {
        return Err(DirectoryError::Refused(format!("the {noun} was changed meanwhile")));
    }
    Ok(())
}
