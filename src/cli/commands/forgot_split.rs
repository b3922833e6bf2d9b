//! Those who can be mailed, and those who cannot.

use std::collections::BTreeMap;
use std::io::BufWriter;

use crate::cli::context::Context;
use crate::cli::new_file::NewFile;
use crate::cli::render::Output;
use crate::cli::table::Columns;
use crate::domain::{Email, User};
use crate::import::COLUMNS;
use crate::sheet::{Format, SheetWriter};

/// A selection, split by who has an email.
pub(super) struct Split<'a> {
    pub(super) with_email: Vec<&'a User>,
    pub(super) without_email: Vec<&'a User>,
}

impl<'a> Split<'a> {
    pub(super) fn of(users: &'a [User]) -> Self {
        let (with_email, without_email) = users.iter().partition(|user| user.email.is_some());
        Self { with_email, without_email }
    }

    /// Mailboxes that several of the users share, with how many.
    fn shared(&self) -> Vec<(&str, usize)> {
        let mut by_mailbox: BTreeMap<String, (&str, usize)> = BTreeMap::new();
        for email in self.with_email.iter().filter_map(|user| user.email.as_ref()) {
            by_mailbox.entry(email.key()).or_insert((email.as_str(), 0)).1 += 1;
        }
        by_mailbox.into_values().filter(|(_, users)| *users > 1).collect()
    }

    /// Prints both lists: as a table they are the data, beside machine output they are talk.
    pub(super) fn tell(&self, context: &Context<'_>) -> anyhow::Result<()> {
        let ui = context.ui;
        let (with, without) = (self.with_email.len(), self.without_email.len());
        let headings = [format!("With an email ({with}):"), format!("Without an email ({without}):")];
        for (heading, users) in headings.iter().zip([&self.with_email, &self.without_email]) {
            let mut lines = Vec::new();
            let mut table = Columns::new(&mut lines, ui, &["USER ID", "NAME", "EMAIL", "LOCATION"]);
            for user in users {
                let name = user.full_name();
                let email = user.email.as_ref().map(Email::as_str);
                table.row([Some(user.user_id.as_str()), Some(&name), email, Some(user.location.as_str())])?;
            }
            table.finish()?;
            let list = if users.is_empty() { String::new() } else { format!("\n{}", String::from_utf8_lossy(&lines)) };
            let text = format!("{heading}{list}");
            if context.output == Output::Table {
                use std::io::Write;
                let mut out = ui.out();
                writeln!(out, "{text}")?;
                out.flush()?;
            } else {
                ui.say(text.trim_end());
            }
        }
        let shared = self.shared();
        if !shared.is_empty() {
            let named: Vec<String> = shared.iter().map(|(email, users)| format!("{email} ({users} users)")).collect();
            let mailboxes = if shared.len() == 1 {
                "1 shared mailbox".to_owned()
            } else {
                format!("{} shared mailboxes", shared.len())
            };
            ui.say(format!("{mailboxes}, a mail for each user: {}", named.join(", ")));
        }
        Ok(())
    }
}

/// Writes those without an email as a user list, so that whoever fills in the emails knows whose they are.
pub(super) fn save_without_email(file: &NewFile, users: &[&User]) -> anyhow::Result<()> {
    file.write(|file| {
        let mut sheet = SheetWriter::new(BufWriter::new(file), COLUMNS.to_vec(), Format::Exact)?;
        for user in users {
            let cells = [
                Some(user.user_id.as_str()),
                Some(&user.first_name),
                Some(&user.last_name),
                None,
                user.phone_number.as_deref(),
                user.extension.as_deref(),
                Some(user.location.as_str()),
                user.department.as_deref(),
            ];
            sheet.row(&cells)?;
        }
        sheet.flush()
    })
}
