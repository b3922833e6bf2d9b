//! What a reset would do: every user and every rule is known, and every secret drawn and checked, before
//! the first write.

use std::collections::{BTreeMap, HashMap};

use rand::CryptoRng;

use crate::api::{ErrorBody, ErrorCode};
use crate::directory::{ChangedBy, CredentialChange, Directory, DirectoryError};
use crate::domain::{CredentialKind, LocationName, Secret, User};
use crate::rules::{GenerateError, Generator, Owner, Rules, check, strength};

/// A credential to set.
pub struct Wanted {
    /// Whose.
    pub user: User,
    /// Which.
    pub kind: CredentialKind,
    /// What a person chose; `None` has one generated.
    pub secret: Option<Secret>,
}

/// What is asked of all of them.
#[derive(Clone, Copy, Debug)]
pub struct Demands {
    /// The least strength of a password that a person chose.
    pub min_score: u8,
    /// Whether the user has to choose another at the next sign-in; `None` is each credential's default.
    pub must_change: Option<bool>,
}

/// One credential, checked.
pub struct Planned {
    /// The change to make.
    pub change: CredentialChange,
    /// Why it cannot be made, if it cannot.
    pub refused: Option<ErrorBody>,
    /// Whether the secret was generated.
    pub generated: bool,
}

/// A plan, in the order of what was wanted.
pub struct Plan {
    /// The changes.
    pub changes: Vec<Planned>,
    /// The entropy of the generated secrets of each kind in bits, the least of all locations.
    pub entropy_bits: BTreeMap<CredentialKind, f64>,
}

impl Plan {
    /// Whether a secret that a person chose breaks a rule or is too weak: then nothing is sent.
    pub fn is_refused(&self) -> bool {
        self.changes.iter().any(|planned| planned.refused.is_some())
    }
}

/// There is no plan.
#[derive(Debug, thiserror::Error)]
pub enum PlanError {
    /// The rules could not be read.
    #[error(transparent)]
    Directory(#[from] DirectoryError),
    /// The rules of a location leave nothing to generate from.
    #[error("{error} ({location})")]
    Generate {
        /// Where.
        location: LocationName,
        /// What.
        error: GenerateError,
    },
}

/// Reads the rules of every location concerned, generates what is to be generated and checks the rest.
pub async fn plan(
    directory: &dyn Directory,
    wanted: Vec<Wanted>,
    demands: Demands,
    rng: &mut impl CryptoRng,
) -> Result<Plan, PlanError> {
    let mut rules: HashMap<LocationName, Rules> = HashMap::new();
    for Wanted { user, .. } in &wanted {
        if !rules.contains_key(&user.location) {
            rules.insert(user.location.clone(), directory.rules(Some(&user.location)).await?);
        }
    }
    let mut generators: HashMap<(&LocationName, CredentialKind), Generator<'_>> = HashMap::new();
    let mut changes = Vec::with_capacity(wanted.len());
    for Wanted { user, kind, secret } in &wanted {
        let Some((location, rules)) = rules.get_key_value(&user.location) else { continue };
        let owner = Owner::from(user);
        let (secret, refused, generated) = if let Some(secret) = secret {
            (secret.clone(), judge(rules, *kind, secret, &owner, demands.min_score), false)
        } else {
            let generator = generators.entry((location, *kind)).or_insert_with(|| Generator::new(rules, *kind));
            let drawn = generator.draw(Some(&owner), rng);
            (drawn.map_err(|error| PlanError::Generate { location: location.clone(), error })?, None, true)
        };
        let must_change = demands.must_change.unwrap_or(kind.must_change_by_default());
        let change = CredentialChange {
            user_id: user.user_id.clone(),
            kind: *kind,
            secret,
            must_change,
            by: ChangedBy::Admin,
            idempotency_key: None,
        };
        changes.push(Planned { change, refused, generated });
    }
    let mut entropy_bits: BTreeMap<CredentialKind, f64> = BTreeMap::new();
    for ((_, kind), generator) in &generators {
        let bits = generator.entropy_bits();
        entropy_bits.entry(*kind).and_modify(|least| *least = least.min(bits)).or_insert(bits);
    }
    Ok(Plan { changes, entropy_bits })
}

/// Why a secret that a person chose cannot be used: every broken rule, else that it is too weak.
fn judge(rules: &Rules, kind: CredentialKind, secret: &Secret, owner: &Owner, min_score: u8) -> Option<ErrorBody> {
    let verdict = check(rules, kind, secret.expose(), Some(owner));
    if !verdict.is_valid() {
        return Some(ErrorBody::from(&DirectoryError::from_violations(&verdict.violations)));
    }
    if kind != CredentialKind::Application {
        return None;
    }
    let strength = strength(secret.expose(), Some(owner)).filter(|strength| strength.score < min_score)?;
    let why = strength.warning.map(|warning| format!("; {warning}")).unwrap_or_default();
    let message = format!("it is too easy to guess (score {} of 4, needs {min_score}){why}", strength.score);
    Some(ErrorBody { code: ErrorCode::TooWeak, message, rules: None })
}
