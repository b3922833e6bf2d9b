//! Whether users have to choose another secret after a reset, where that is not for a reset to say.

use super::rules_show::after_reset;
use crate::cli::exit::Failure;
use crate::cli::ui::Ui;
use crate::domain::CredentialKind;
use crate::reset::RulesAt;

/// Refuses what was asked for expressly where rules say otherwise, and tells what they say.
pub(super) fn check(asked: Option<bool>, rules: &RulesAt, kinds: &[CredentialKind], ui: &Ui) -> Result<(), Failure> {
    for kind in kinds {
        let told = rules.forced_changes(*kind);
        let unmet = asked.and_then(|asked| Some((asked, told.iter().find(|(_, says)| **says != Some(asked))?)));
        if let Some((asked, (location, says))) = unmet {
            let flag = if asked { "--must-change" } else { "--no-must-change" };
            let noun = kind.noun();
            return Err(Failure::usage(format!(
                "{flag} cannot be honoured for the {noun} at {location}: BroadWorks decides that by a rule, and {}",
                after_reset(*says)
            ))
            .hint("leave it out; nothing was changed"));
        }
        for says in [Some(true), Some(false), None] {
            let at: Vec<&str> = told.iter().filter(|(_, of)| **of == says).map(|(name, _)| name.as_str()).collect();
            let place = match at.as_slice() {
                [] => continue,
                [one] => format!("at {one}"),
                several => format!("at {} locations", several.len()),
            };
            ui.say(format!("{}, {place}: {}", kind.noun(), after_reset(says)));
        }
    }
    Ok(())
}
