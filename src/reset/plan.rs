//! What a reset would do: every user and every rule is known, and every secret that a person chose is checked,
//! before the first write.

use std::collections::{BTreeMap, HashMap};
use std::io;
use std::path::Path;

use futures_util::{Stream, StreamExt};
use rand::CryptoRng;

use crate::api::{ErrorBody, ErrorCode, UserBody};
use crate::directory::{Directory, DirectoryError, RulesTold};
use crate::domain::{CredentialKind, LocationName, Secret, User, UserId};
use crate::journal::{Item, Plan, PlanWriter};
use crate::rules::{GenerateError, Generator, Owner, Rules, Style, check, strength};

/// Whose credentials are to be set, and which.
pub struct Wanted {
    /// Whose.
    pub user: User,
    /// Which, in the order in which they are told.
    pub kinds: Vec<CredentialKind>,
    /// Why they are left out, if they are.
    pub left_out: Option<ErrorBody>,
}

/// Everything that is to be done, on disk, and the rules that hold for it.
pub struct ResetPlan {
    /// The items: one a user and credential.
    pub plan: Plan,
    /// How many users it is about, those left out included.
    pub users: usize,
    /// The items that are left out, and why.
    pub left_out: Vec<(usize, ErrorBody)>,
    /// Which credentials it is about.
    pub kinds: Vec<CredentialKind>,
    /// The rules of every location concerned.
    pub rules: RulesAt,
}

/// The rules of the locations that a plan is about.
#[derive(Clone, Default)]
pub struct RulesAt(HashMap<LocationName, RulesTold>);

/// There is no plan.
#[derive(Debug, thiserror::Error)]
pub enum PlanError {
    /// Users or rules could not be read.
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
    /// It cannot be kept.
    #[error("no plan can be kept in the folder of runs")]
    Io(#[from] io::Error),
}

/// Reads whose credentials are to be set, and the rules of every location concerned. The plan is kept in the folder of
/// runs: it may be larger than memory.
pub async fn plan(
    directory: &dyn Directory,
    mut wanted: impl Stream<Item = Result<Wanted, DirectoryError>> + Unpin,
    runs: &Path,
) -> Result<ResetPlan, PlanError> {
    let mut plan = PlanWriter::new(runs)?;
    let (mut users, mut kinds, mut rules, mut left_out) = (0, Vec::new(), RulesAt::default(), Vec::new());
    let mut last: Option<UserId> = None;
    while let Some(Wanted { user, kinds: of_user, left_out: why }) = wanted.next().await.transpose()? {
        // A file of chosen secrets may name a user's credentials in two rows.
        if last.as_ref() != Some(&user.user_id) {
            users += 1;
            last = Some(user.user_id.clone());
        }
        rules.read(directory, &user.location).await?;
        for kind in of_user {
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
            left_out.extend(why.clone().map(|why| (plan.items(), why)));
            plan.push(&item(&user, kind))?;
        }
    }
    kinds.sort();
    Ok(ResetPlan { plan: plan.finish()?, users, left_out, kinds, rules })
}

/// A credential of a user as an item of a plan.
fn item(user: &User, kind: CredentialKind) -> Item {
    let body = Some(Box::new(UserBody::from(user)));
    Item { credential: Some(kind.to_string()), user: body, ..Item::of(&user.user_id) }
}

/// What an item of a plan is about.
pub fn read_item(item: Item) -> io::Result<(User, CredentialKind)> {
    let bad = |why: String| io::Error::new(io::ErrorKind::InvalidData, format!("the plan: {why}"));
    let kind = item.credential.as_deref().unwrap_or_default().parse().map_err(bad)?;
    let user = item.user.ok_or_else(|| bad(format!("nothing is known of {}", item.user_id)))?;
    Ok((User::try_from(*user).map_err(bad)?, kind))
}

impl RulesAt {
    /// Reads the rules of a location, once.
    pub async fn read(&mut self, directory: &dyn Directory, at: &LocationName) -> Result<(), DirectoryError> {
        if !self.0.contains_key(at) {
            self.0.insert(at.clone(), directory.rules_told(Some(at)).await?);
        }
        Ok(())
    }

    /// The rules at a location that was read.
    pub fn at(&self, location: &LocationName) -> io::Result<&Rules> {
        let told = self.0.get(location).map(|told| &told.rules);
        told.ok_or_else(|| io::Error::other(format!("the rules of {location} were not read")))
    }

    /// Where a platform's own rules say whether users have to choose another secret after a reset: each location whose
    /// rules do, by name, with what they say (`None`: they do not tell).
    pub fn forced_changes(&self, kind: CredentialKind) -> BTreeMap<&LocationName, Option<bool>> {
        self.0.iter().filter_map(|(location, told)| Some((location, told.forced_change.by_rule(kind)?))).collect()
    }

    /// The entropy of generated secrets of these kinds in bits, the least of all locations. Rules that leave nothing
    /// to generate from are found here, before anything is sent.
    pub fn entropy_bits(
        &self,
        kinds: &[CredentialKind],
        style: Style,
        rng: &mut impl CryptoRng,
    ) -> Result<BTreeMap<CredentialKind, f64>, PlanError> {
        let mut least: BTreeMap<CredentialKind, f64> = BTreeMap::new();
        // Many locations share their rules.
        let mut known: Vec<(&Rules, CredentialKind)> = Vec::new();
        for (location, RulesTold { rules, .. }) in &self.0 {
            for kind in kinds {
                if known.contains(&(rules, *kind)) {
                    continue;
                }
                known.push((rules, *kind));
                let generator = Generator::in_style(rules, *kind, style);
                let drawn = generator.draw(None, rng);
                drawn.map_err(|error| PlanError::Generate { location: location.clone(), error })?;
                let bits = generator.entropy_bits();
                least.entry(*kind).and_modify(|least| *least = least.min(bits)).or_insert(bits);
            }
        }
        Ok(least)
    }
}

/// Why a secret that a person chose cannot be used: every broken rule, else that it is too weak.
pub(super) fn judge(
    rules: &Rules,
    kind: CredentialKind,
    secret: &Secret,
    owner: &Owner,
    min_score: u8,
) -> Option<ErrorBody> {
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
