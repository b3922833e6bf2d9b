//! What a login may see: its kind decides, and the ids that it belongs to.

use super::super::DirectoryError;
use super::place::Place;
use crate::ocip::{Login, LoginType};

/// Where users are looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// The whole system, or as much of it as a reseller has.
    System,
    /// One service provider or enterprise.
    ServiceProvider(String),
    /// One group, or a department of it.
    Group(Place),
}

impl Scope {
    /// What this login may see.
    pub(super) fn of(login: &Login) -> Result<Self, DirectoryError> {
        let belongs = |id: &Option<String>, to: &str| {
            let untold =
                || DirectoryError::NotAllowed(format!("the server does not say which {to} {} is of", login.user));
            id.clone().ok_or_else(untold)
        };
        let service_provider = || belongs(&login.service_provider_id, "service provider");
        match &login.login_type {
            LoginType::System | LoginType::Provisioning | LoginType::Reseller => Ok(Self::System),
            LoginType::ServiceProvider => Ok(Self::ServiceProvider(service_provider()?)),
            LoginType::Group | LoginType::GroupDepartment => {
                Ok(Self::Group(Place::new(service_provider()?, belongs(&login.group_id, "group")?)))
            }
            other @ (LoginType::User | LoginType::Other(_)) => Err(DirectoryError::NotAllowed(format!(
                "{} is a login of type {other}: it takes an administrator's to see and reset users",
                login.user
            ))),
        }
    }
}
