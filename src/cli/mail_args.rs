//! Options on mails: for `serve`, and for commands on an embedded backend.

use clap::Args;

use crate::config::Given;

/// How mails are made and handed over
#[derive(Args, Clone)]
#[command(next_help_heading = "Mail (for serve, and on an embedded backend)")]
pub(super) struct MailArgs {
    /// What links in mails begin with
    #[arg(long, value_name = "URL", env = "OSSMOSIS_PUBLIC_URL")]
    public_url: Option<String>,
    /// What takes mails: smtp://HOST, at most smtp://USER@HOST:PORT?tls=none|starttls|implicit, or dir:FOLDER
    #[arg(long, value_name = "URL", env = "OSSMOSIS_MAIL")]
    mail: Option<String>,
    /// File with the password of the user that signs in to the mail server
    #[arg(long, value_name = "FILE", env = "OSSMOSIS_MAIL_PASSWORD_FILE")]
    mail_password_file: Option<String>,
    /// From whom mails come, like "Acme Voice <no-reply@acme.example>"
    #[arg(long, value_name = "ADDR", env = "OSSMOSIS_MAIL_FROM")]
    mail_from: Option<String>,
}

impl MailArgs {
    /// What was given, for the settings.
    pub(super) fn given(&self) -> Given {
        Given {
            public_url: self.public_url.clone(),
            mail: self.mail.clone(),
            mail_password_file: self.mail_password_file.clone(),
            mail_from: self.mail_from.clone(),
            ..Given::default()
        }
    }
}
