//! `ossmosis` resets the passwords of hosted-telephony users, one caller or a whole location.
//!
//! `ARCHITECTURE.md` is the map of this crate.

pub mod api;
pub mod bulk;
pub mod cli;
pub mod config;
#[cfg(feature = "server")]
pub mod db;
pub mod directory;
pub mod domain;
#[cfg(feature = "server")]
pub mod hashing;
pub mod http;
pub mod import;
pub mod journal;
pub mod kept;
#[cfg(feature = "server")]
pub mod links;
#[cfg(feature = "server")]
pub mod mail;
#[cfg(feature = "broadworks")]
pub mod ocip;
#[cfg(feature = "server")]
pub mod portal;
pub mod recovery;
pub mod reset;
pub mod rules;
pub mod sealed;
pub mod sheet;
pub mod texts;
