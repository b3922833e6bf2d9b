//! The rules of every location.

use std::collections::HashMap;

use super::Rules;
use crate::domain::LocationName;

/// Rules by location, with those that hold wherever a location has none of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RuleBook {
    /// What holds elsewhere.
    pub elsewhere: Rules,
    /// Locations with rules of their own.
    pub by_location: HashMap<LocationName, Rules>,
}

impl RuleBook {
    /// The rules in force at a location.
    pub fn at(&self, location: Option<&LocationName>) -> &Rules {
        location.and_then(|name| self.by_location.get(name)).unwrap_or(&self.elsewhere)
    }
}
