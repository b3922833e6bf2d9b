//! Which forms of a command a server knows. Releases add forms under new names and keep the old ones; which release a
//! server is, no command says reliably. So the newest form that is of use is sent, and what is answered by error 6004
//! is never sent to that server again.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Commands that do the same in several forms, newest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Family {
    /// What they do.
    pub name: &'static str,
    /// How many forms there are.
    pub forms: usize,
}

/// The forms that a server is known to take: the place of the form, by the name of its family.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Forms(pub BTreeMap<String, usize>);

/// What is known of the forms, as it is learned.
#[derive(Default)]
pub(super) struct Known(Mutex<Forms>);

impl Known {
    /// The form to send; `None` as long as nobody knows.
    pub(super) fn settled(&self, family: Family) -> Option<usize> {
        self.forms().0.get(family.name).copied().filter(|form| *form < family.forms)
    }

    /// This form was taken.
    pub(super) fn settle(&self, family: Family, form: usize) {
        self.forms().0.insert(family.name.to_owned(), form);
    }

    pub(super) fn forms(&self) -> MutexGuard<'_, Forms> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
