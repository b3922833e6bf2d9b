//! A directory in memory: what the port means, in the fewest lines, and what tests of other parts run on.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard};

use async_trait::async_trait;
use futures_util::stream::{self, BoxStream, StreamExt};
use jiff::Timestamp;

use super::refusals::{key_taken, no_location, not_previous, not_previous_reversed, previous_rules, unknown};
use super::{Counts, CredentialChange, Directory, DirectoryError, DirectoryTraits, KINDS, SignIn};
use crate::domain::{
    Clock, CredentialKind, CredentialState, Email, Location, LocationName, Patched, Secret, Selection, User, UserId,
    UserPatch,
};
use crate::rules::{Owner, RuleBook, Rules, check};

/// Users and credentials in memory.
pub struct MemoryDirectory {
    clock: Arc<dyn Clock>,
    rules: RuleBook,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    users: BTreeMap<UserId, User>,
    credentials: HashMap<(UserId, CredentialKind), Stored>,
    made: HashMap<String, CredentialChange>,
}

struct Stored {
    secret: Secret,
    must_change: bool,
    changed_at: Timestamp,
}

impl MemoryDirectory {
    /// An empty directory with these rules.
    pub fn new(rules: RuleBook, clock: Arc<dyn Clock>) -> Self {
        Self { clock, rules, state: Mutex::default() }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn set(&self, state: &mut State, change: &CredentialChange) -> Result<(), DirectoryError> {
        if let Some(made) = change.idempotency_key.as_ref().and_then(|key| state.made.get(key)) {
            return if is_same(made, change) { Ok(()) } else { Err(key_taken()) };
        }
        let user = state.users.get(&change.user_id).ok_or_else(|| unknown(&change.user_id))?;
        let rules = self.rules.at(Some(&user.location));
        let mut violations = check(rules, change.kind, change.secret.expose(), Some(&Owner::from(user))).violations;
        let key = (change.user_id.clone(), change.kind);
        let previous = state.credentials.get(&key).map(|stored| stored.secret.expose());
        let (same, reversed) = previous_rules(rules, change.kind);
        if same && previous == Some(change.secret.expose()) {
            violations.push(not_previous(change.kind));
        }
        if reversed && previous.is_some_and(|previous| previous.chars().rev().eq(change.secret.expose().chars())) {
            violations.push(not_previous_reversed(change.kind));
        }
        if !violations.is_empty() {
            return Err(DirectoryError::from_violations(&violations));
        }
        let changed_at = self.clock.now();
        let stored = Stored { secret: change.secret.clone(), must_change: change.must_change, changed_at };
        state.credentials.insert(key, stored);
        state.made.extend(change.idempotency_key.clone().map(|key| (key, change.clone())));
        Ok(())
    }
}

fn is_same(made: &CredentialChange, change: &CredentialChange) -> bool {
    (&made.user_id, made.kind, made.must_change) == (&change.user_id, change.kind, change.must_change)
        && made.secret.expose() == change.secret.expose()
}

#[async_trait]
impl Directory for MemoryDirectory {
    fn traits(&self) -> DirectoryTraits {
        DirectoryTraits { batch_size: 10, in_flight: 4, import_size: 500, handles: usize::MAX }
    }

    fn users(&self, of: &Selection) -> BoxStream<'_, Result<User, DirectoryError>> {
        let found: Vec<User> = self.state().users.values().filter(|user| of.contains(user)).cloned().collect();
        stream::iter(found.into_iter().map(Ok)).boxed()
    }

    async fn locations(&self, _: Counts) -> Result<Vec<Location>, DirectoryError> {
        let mut by_name: BTreeMap<LocationName, (u64, u64)> = BTreeMap::new();
        for user in self.state().users.values() {
            let (users, without_email) = by_name.entry(user.location.clone()).or_default();
            *users += 1;
            *without_email += u64::from(user.email.is_none());
        }
        let location = |(name, (users, without)): (LocationName, (u64, u64))| Location {
            name,
            users: Some(users),
            without_email: Some(without),
            aliases: Vec::new(),
        };
        Ok(by_name.into_iter().map(location).collect())
    }

    async fn rules(&self, at: Option<&LocationName>) -> Result<Rules, DirectoryError> {
        Ok(self.rules.at(at).clone())
    }

    async fn set_credentials(&self, changes: &[CredentialChange]) -> Vec<Result<(), DirectoryError>> {
        let mut state = self.state();
        changes.iter().map(|change| self.set(&mut state, change)).collect()
    }

    async fn set_email(&self, user: &UserId, email: Option<&Email>) -> Result<(), DirectoryError> {
        let mut state = self.state();
        let found = state.users.get_mut(user).ok_or_else(|| unknown(user))?;
        found.email = email.cloned();
        Ok(())
    }

    async fn sign_in(&self, user: &UserId, kind: CredentialKind, secret: &Secret) -> Result<SignIn, DirectoryError> {
        let state = self.state();
        let stored = state.credentials.get(&(user.clone(), kind));
        let accepted = stored.is_some_and(|stored| stored.secret.expose() == secret.expose());
        Ok(SignIn { accepted, must_change: accepted && stored.is_some_and(|stored| stored.must_change), proved: None })
    }

    async fn credentials(&self, user: &UserId) -> Result<Vec<CredentialState>, DirectoryError> {
        let state = self.state();
        state.users.get(user).ok_or_else(|| unknown(user))?;
        let of = |kind| {
            let stored = state.credentials.get(&(user.clone(), kind));
            CredentialState {
                kind,
                set: stored.is_some(),
                must_change: stored.is_some_and(|stored| stored.must_change),
                changed_at: stored.map(|stored| stored.changed_at),
                locked: None,
            }
        };
        Ok(KINDS.map(of).into())
    }

    async fn import(&self, patches: &[UserPatch]) -> Vec<Result<Patched, DirectoryError>> {
        let mut state = self.state();
        let mut apply = |patch: &UserPatch| {
            let before = state.users.get(&patch.user_id);
            let after = patch.applied_to(before).ok_or_else(|| no_location(&patch.user_id))?;
            let patched = match before {
                None => Patched::Created,
                Some(before) if *before == after => Patched::Unchanged,
                Some(_) => Patched::Updated,
            };
            state.users.insert(after.user_id.clone(), after);
            Ok(patched)
        };
        patches.iter().map(&mut apply).collect()
    }
}
