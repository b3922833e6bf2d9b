//! What was learned of a server is kept beside its runs: which forms of commands it takes is not found out each time.

use std::path::Path;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::kept;
use crate::ocip::Forms;

/// After so long it is found out again: the server may have been upgraded.
const FRESH: Duration = Duration::from_hours(30 * 24);

#[derive(Default, Serialize, Deserialize)]
struct Learned {
    /// The place of the form that is taken, by the name of its family.
    forms: std::collections::BTreeMap<String, usize>,
}

/// The forms that a server was found to take lately. What cannot be read was not learned.
pub(super) fn load(file: &Path) -> Forms {
    let age = std::fs::metadata(file).and_then(|meta| meta.modified()).ok().and_then(|at| at.elapsed().ok());
    if age.is_none_or(|age| age > FRESH) {
        return Forms::default();
    }
    let learned = std::fs::read(file).ok().and_then(|text| serde_json::from_slice::<Learned>(&text).ok());
    Forms(learned.unwrap_or_default().forms)
}

/// Keeps the forms, where they are not known yet. A disk that will not take them is no reason to fail.
pub(super) fn save(file: &Path, forms: &Forms) {
    if forms.0.is_empty() || load(file) == *forms {
        return;
    }
    let text = serde_json::to_vec(&Learned { forms: forms.0.clone() }).map_err(std::io::Error::other);
    if let Err(e) = text.and_then(|text| kept::replace(file, &text)) {
        tracing::debug!("what was learned of the server is not kept in {}: {e}", file.display());
    }
}
