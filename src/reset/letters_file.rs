//! The sheet of slips as a file: made of what is in force, encrypted like the secrets are.

use std::io;
use std::path::Path;

use super::letters::{Slip, SlipCredential, Slips};
use super::plan::read_item;
use super::rows::SecretRow;
use super::secrets_file::{SecretsFileError, replace_with, written_for};
use super::setup::Setup;
use crate::domain::{Brand, CredentialKind, Secret, User};
use crate::journal::Items;
use crate::sealed::Recipients;
use crate::texts::Texts;

/// A sheet of slips.
pub struct Letters<'a> {
    /// Whose users they are.
    pub brand: &'a Brand,
    /// In which language.
    pub texts: &'static Texts,
    /// How the run was asked for.
    pub setup: &'a Setup,
}

impl Letters<'_> {
    /// Writes the sheet of these rows, which come in the order of the plan: a slip for each user.
    pub fn write(
        &self,
        out: &mut dyn io::Write,
        items: Items,
        rows: impl Iterator<Item = io::Result<SecretRow>>,
    ) -> io::Result<()> {
        let mut slips = Slips::begin(out, self.brand, self.texts)?;
        let mut rows = rows.peekable();
        let mut of_user: Option<(User, Vec<(CredentialKind, Secret)>)> = None;
        for item in items {
            let (_, item) = item?;
            // What was not set, or not by this file, has no row.
            let is_next =
                matches!(rows.peek(), Some(Ok(row)) if row.is_of(&item)) || matches!(rows.peek(), Some(Err(_)));
            let Some(row) = rows.next_if(|_| is_next).transpose()? else { continue };
            let (user, kind) = read_item(item)?;
            match &mut of_user {
                Some((last, credentials)) if last.user_id == user.user_id => credentials.push((kind, row.secret)),
                _ => {
                    if let Some((user, credentials)) = of_user.replace((user, vec![(kind, row.secret)])) {
                        slip(&mut slips, &user, &credentials, self.setup)?;
                    }
                }
            }
        }
        if rows.next().is_some() {
            return Err(io::Error::new(
                io::ErrorKind::InvalidData,
                "the secrets are not those of this run, in its order",
            ));
        }
        if let Some((user, credentials)) = &of_user {
            slip(&mut slips, user, credentials, self.setup)?;
        }
        slips.end().map(drop)
    }

    /// Makes a file of it (mode 0600), atomically, encrypted if it has recipients; one that was there is replaced.
    pub fn save(
        &self,
        path: &Path,
        recipients: Option<&Recipients>,
        items: Items,
        rows: impl Iterator<Item = io::Result<SecretRow>>,
    ) -> Result<(), SecretsFileError> {
        replace_with(path, |file| written_for(file, recipients, |out| self.write(out, items, rows)))
    }
}

fn slip(
    slips: &mut Slips<'_, &mut dyn io::Write>,
    user: &User,
    credentials: &[(CredentialKind, Secret)],
    setup: &Setup,
) -> io::Result<()> {
    let credential = |(kind, secret)| SlipCredential { kind, secret, must_change: setup.must_change(kind) };
    let credentials: Vec<SlipCredential<'_>> =
        credentials.iter().map(|(kind, secret)| credential((*kind, secret))).collect();
    slips.slip(&Slip { user, credentials: &credentials })
}
