//! Locations of a BroadWorks system: a location is a group, and a group is named by two ids.

use super::super::DirectoryError;
use crate::domain::LocationName;

/// A group.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Place {
    /// Its service provider or enterprise.
    pub(super) service_provider_id: String,
    /// Its own id, unique there.
    pub(super) group_id: String,
}

impl Place {
    pub(super) fn new(service_provider_id: impl Into<String>, group_id: impl Into<String>) -> Self {
        Self { service_provider_id: service_provider_id.into(), group_id: group_id.into() }
    }

    /// `SERVICE_PROVIDER_ID/GROUP_ID`; within an id, `/` and `\` have a `\` before them.
    pub(super) fn name(&self) -> Result<LocationName, DirectoryError> {
        let escaped = |id: &str| id.replace('\\', "\\\\").replace('/', "\\/");
        let name = format!("{}/{}", escaped(&self.service_provider_id), escaped(&self.group_id));
        LocationName::parse(&name).map_err(|e| {
            DirectoryError::Unanswered(format!("the server sent a group that cannot be a location, {name:?}: {e}"))
        })
    }

    /// Reads such a name; `None` if it is none.
    pub(super) fn parse(name: &LocationName) -> Option<Self> {
        let mut ids = vec![String::new()];
        let mut characters = name.as_str().chars();
        while let Some(c) = characters.next() {
            match c {
                '/' => ids.push(String::new()),
                '\\' => ids.last_mut()?.push(characters.next().filter(|c| matches!(c, '/' | '\\'))?),
                c => ids.last_mut()?.push(c),
            }
        }
        match ids.as_slice() {
            [service_provider_id, group_id] if !service_provider_id.is_empty() && !group_id.is_empty() => {
                Some(Self::new(service_provider_id, group_id))
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_is_told_by_both_its_ids_whatever_they_hold() {
        for (service_provider_id, group_id, name) in [
            ("acme", "oslo", "acme/oslo"),
            ("a/b", "c\\d", "a\\/b/c\\\\d"),
            ("\\", "/", "\\\\/\\/"),
            ("Åse & Co", "漢 <1>", "Åse & Co/漢 <1>"),
        ] {
            let place = Place::new(service_provider_id, group_id);
            assert_eq!(place.name().unwrap().as_str(), name);
            assert_eq!(Place::parse(&place.name().unwrap()), Some(place));
        }
        for bad in ["oslo", "acme/", "/oslo", "a/b/c", "a\\b/c", "a/b\\"] {
            assert_eq!(Place::parse(&LocationName::parse(bad).unwrap()), None, "{bad}");
        }
    }
}
