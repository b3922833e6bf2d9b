//! No recovery links: what a telephony platform has of its own accord.

use async_trait::async_trait;

use super::{LinkFilter, QueuedLink, Recovery, WantedLink};
use crate::api::LinkBody;
use crate::directory::DirectoryError;

/// Where there are no recovery links, and none can be made.
pub struct NoRecovery;

fn none() -> DirectoryError {
    DirectoryError::Refused("recovery links take a provisioning backend in front of the platform".to_owned())
}

#[async_trait]
impl Recovery for NoRecovery {
    async fn queue(&self, links: &[WantedLink], _: Option<&str>) -> Vec<Result<QueuedLink, DirectoryError>> {
        links.iter().map(|_| Err(none())).collect()
    }

    async fn page(&self, _: &LinkFilter, _: Option<&str>, _: usize) -> Result<Vec<LinkBody>, DirectoryError> {
        Ok(Vec::new())
    }

    async fn revoke(&self, link_ids: &[String]) -> Vec<Result<bool, DirectoryError>> {
        link_ids.iter().map(|_| Err(none())).collect()
    }
}
