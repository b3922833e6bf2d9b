//! The vocabulary: users, what identifies them, what they sign in with. No I/O, no serialisation.

mod brand;
mod clock;
mod credential;
mod email;
mod link;
mod patch;
mod phone;
mod search;
mod secret;
mod selection;
mod text;
mod user;

pub use brand::{Brand, Color, Logo};
pub use clock::{Clock, ManualClock, SystemClock};
pub use credential::{APPLICATIONS, CredentialKind, CredentialState};
pub use email::{Email, EmailError};
pub use link::{LinkEnd, Reference};
pub use patch::{Patched, UserPatch};
pub use phone::{phone_key, phone_variants};
pub use search::{SearchKey, search_text};
pub use secret::Secret;
pub use selection::{Filters, Selection, Source};
pub use text::{counted, has_control, masked_user_id, printable};
pub use user::{Location, LocationName, User, UserId, ValueError, check_name};
