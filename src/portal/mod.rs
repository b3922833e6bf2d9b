//! The provisioning backend on the wire: the REST API and, under `/r/`, where recovery links lead.

mod admins;
mod auth;
mod credentials;
mod extract;
mod health;
mod import;
mod locations;
mod problem;
mod recovery_links;
mod recovery_page;
mod router;
mod rules;
mod sign_in;
mod users;

pub use admins::Admins;
pub use router::{Portal, openapi, router};
