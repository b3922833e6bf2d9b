//! The provisioning backend on the wire: the REST API and, under `/r/`, the recovery site.

mod address;
mod admins;
mod applications;
mod auth;
mod certificate;
mod credentials;
mod extract;
mod health;
mod import;
mod limits;
mod locations;
mod mails;
mod problem;
mod recovery_links;
mod router;
mod rules;
mod sign_in;
mod site;
mod tls;
mod tokens;
mod users;

pub use admins::Admins;
pub use router::{Parts, Portal, openapi, router};
pub use tls::{Tls, TlsListener};
