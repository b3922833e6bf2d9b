//! Where the secrets of a run come from: drawn, chosen by a person, or read back from the file of a run that is taken
//! up. They are on disk, where they are to be, before they are handed out.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::io;

use rand::rngs::StdRng;

use super::plan::{RulesAt, judge};
use super::rows::SecretRow;
use super::secrets_file::{RowsRead, SecretsFile, SecretsFileError};
use crate::api::ErrorBody;
use crate::domain::{CredentialKind, LocationName, Secret, User, UserId};
use crate::rules::{GenerateError, Generator, Owner, Rules, Style};

/// Where new secrets come from.
pub enum Source {
    /// They are drawn by the rules in force.
    Drawn {
        /// The rules.
        rules: RulesAt,
        /// How passwords are made up.
        style: Style,
        /// What they are drawn with.
        rng: Box<StdRng>,
    },
    /// A person chose one of each kind.
    Same(HashMap<CredentialKind, Secret>),
    /// A person chose one for each.
    Each(HashMap<(UserId, CredentialKind), Secret>),
}

/// A secret cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum SupplyError {
    /// The rules leave nothing to generate from.
    #[error("{error} (for {user})")]
    Generate {
        /// For whom.
        user: UserId,
        /// What.
        error: GenerateError,
    },
    /// Nobody chose one.
    #[error("no {} is given for {user}", .kind.noun())]
    Missing {
        /// For whom.
        user: UserId,
        /// Which.
        kind: CredentialKind,
    },
    /// The file of new secrets cannot be written, or is not as it was left.
    #[error(transparent)]
    File(#[from] SecretsFileError),
    /// What the run left cannot be read.
    #[error(transparent)]
    Io(#[from] io::Error),
}

impl Source {
    /// Whether the secrets are this run's own: then one that is in force already was set by it.
    pub fn is_drawn(&self) -> bool {
        matches!(self, Self::Drawn { .. })
    }

    /// A new secret for a user.
    pub(super) fn secret(&mut self, user: &User, kind: CredentialKind) -> Result<Secret, SupplyError> {
        let missing = || SupplyError::Missing { user: user.user_id.clone(), kind };
        self.secrets(&[(user, kind)])?.pop().ok_or_else(missing)
    }

    /// New secrets for users, one each.
    fn secrets(&mut self, of: &[(&User, CredentialKind)]) -> Result<Vec<Secret>, SupplyError> {
        let chosen = |user: &User, kind, secret: Option<&Secret>| {
            secret.cloned().ok_or_else(|| SupplyError::Missing { user: user.user_id.clone(), kind })
        };
        let of = of.iter().copied();
        match self {
            Self::Drawn { rules, style, rng } => drawn(rules, *style, rng, of),
            Self::Same(secrets) => of.map(|(user, kind)| chosen(user, kind, secrets.get(&kind))).collect(),
            Self::Each(secrets) => {
                of.map(|(user, kind)| chosen(user, kind, secrets.get(&(user.user_id.clone(), kind)))).collect()
            }
        }
    }

    /// Why what a person chose for a user cannot be used, if it cannot. What is drawn always can.
    pub fn judge(
        &mut self,
        user: &User,
        kind: CredentialKind,
        rules: &Rules,
        min_score: u8,
    ) -> Result<Option<ErrorBody>, SupplyError> {
        if self.is_drawn() {
            return Ok(None);
        }
        Ok(judge(rules, kind, &self.secret(user, kind)?, &Owner::from(user), min_score))
    }
}

fn drawn<'a>(
    rules: &RulesAt,
    style: Style,
    rng: &mut StdRng,
    of: impl Iterator<Item = (&'a User, CredentialKind)>,
) -> Result<Vec<Secret>, SupplyError> {
    // To prepare for a place and a kind takes longer than to draw.
    let mut generators: HashMap<(&LocationName, CredentialKind), Generator<'_>> = HashMap::new();
    let draw = |(user, kind): (&'a User, CredentialKind)| {
        let generator = match generators.entry((&user.location, kind)) {
            Entry::Occupied(prepared) => prepared.into_mut(),
            Entry::Vacant(new) => new.insert(Generator::in_style(rules.at(&user.location)?, kind, style)),
        };
        let secret = generator.draw(Some(&Owner::from(user)), rng);
        secret.map_err(|error| SupplyError::Generate { user: user.user_id.clone(), error })
    };
    of.map(draw).collect()
}

/// The secrets of a run, in the order of its plan.
pub struct Supply {
    source: Source,
    file: Option<SecretsFile>,
    earlier: Option<RowsRead>,
}

impl Supply {
    /// Secrets of a new run.
    pub fn new(source: Source, file: Option<SecretsFile>) -> Self {
        Self { source, file, earlier: None }
    }

    /// Secrets of a run that is taken up, whose file holds rows already: those come first.
    pub(super) fn going_on(source: Source, file: SecretsFile) -> Result<Self, SupplyError> {
        let earlier = Some(file.rows()?);
        Ok(Self { source, file: Some(file), earlier })
    }

    /// Whether the secrets are this run's own.
    pub(super) fn is_drawn(&self) -> bool {
        self.source.is_drawn()
    }

    /// How many secrets should be handed out at once, at least.
    pub(super) fn at_once(&self) -> usize {
        self.file.as_ref().map_or(1, SecretsFile::at_once)
    }

    /// The file, when everything was handed out.
    pub fn into_file(self) -> Option<SecretsFile> {
        self.file
    }

    /// The secrets of these credentials, in the order of the plan. On return they are on disk, if there is a file.
    pub(super) fn hand_out(&mut self, wanted: &[(User, CredentialKind)]) -> Result<Vec<Secret>, SupplyError> {
        let known: Vec<Option<Secret>> =
            wanted.iter().map(|(user, kind)| self.read_back(user, *kind)).collect::<Result<_, _>>()?;
        let without = wanted.iter().zip(&known).filter(|(_, known)| known.is_none());
        let without: Vec<(&User, CredentialKind)> = without.map(|((user, kind), _)| (user, *kind)).collect();
        let row = |((user, kind), secret): (&(&User, CredentialKind), Secret)| SecretRow {
            user_id: user.user_id.to_string(),
            kind: *kind,
            secret,
        };
        let new: Vec<SecretRow> = without.iter().zip(self.source.secrets(&without)?).map(row).collect();
        if let Some(file) = self.file.as_mut().filter(|_| !new.is_empty()) {
            file.add(&new)?;
        }
        let mut new = new.into_iter().map(|row| row.secret);
        Ok(known.into_iter().filter_map(|known| known.or_else(|| new.next())).collect())
    }

    /// The secret that was on file for a credential when the run was taken up.
    fn read_back(&mut self, user: &User, kind: CredentialKind) -> Result<Option<Secret>, SupplyError> {
        let Some(earlier) = &mut self.earlier else { return Ok(None) };
        // Rows of those who are done stand between.
        while let Some(row) = earlier.next().transpose()? {
            if row.user_id == user.user_id.as_str() && row.kind == kind {
                return Ok(Some(row.secret));
            }
        }
        // Everything that is on file comes before everything that is not.
        self.earlier = None;
        Ok(None)
    }
}
