//! `ossmosis` resets the passwords of hosted-telephony users, one caller or a whole location.
//!
//! `ARCHITECTURE.md` is the map of this crate.

pub mod domain;
pub mod import;
pub mod rules;
pub mod sheet;
