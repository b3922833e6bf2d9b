//! Where new secrets go, as the command line says it.

use std::path::PathBuf;

use clap::Args as ClapArgs;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::cli::exit::Failure;
use crate::domain::CredentialKind;
use crate::reset::{Origin, SecretsFile, Setup};
use crate::rules::Style;
use crate::sealed::Recipients;

/// Where new secrets go.
#[derive(ClapArgs)]
pub(in crate::cli) struct SecretsOut {
    /// Write the new secrets to this file (CSV, readable by you alone, never overwritten)
    #[arg(id = "secrets_out", long = "secrets-out", value_name = "FILE", help_heading = "New secret")]
    pub(super) file: Option<PathBuf>,
    /// Write that file for people with a spreadsheet: ids and passcodes keep their zeros
    #[arg(long, requires = "secrets_out", help_heading = "New secret")]
    pub(super) excel: bool,
    /// Encrypt that file for age1… or "ssh-ed25519 AAAA…" (repeatable)
    #[arg(long, value_name = "RECIPIENT", requires = "secrets_out", help_heading = "New secret")]
    pub(super) encrypt_to: Vec<String>,
    /// Write a sheet to print as well (HTML): a slip for each user, to cut out; encrypted if the file is
    #[arg(long, value_name = "FILE", requires = "secrets_out", help_heading = "New secret")]
    pub(super) letters: Option<PathBuf>,
    /// Prove each new application password by signing in with it
    #[arg(long, help_heading = "New secret")]
    pub(super) verify: bool,
    /// How generated passwords are made up: phone is for reading aloud
    #[arg(long, value_name = "STYLE", default_value = "random", value_parser = style(), help_heading = "New secret")]
    pub(super) style: Style,
}

fn style() -> impl TypedValueParser<Value = Style> {
    let words = PossibleValuesParser::new(Style::ALL.map(Style::as_str));
    words.try_map(|word| word.parse::<Style>())
}

impl SecretsOut {
    /// Whether there is somewhere for them to go.
    pub(super) fn is_given(&self) -> bool {
        self.file.is_some()
    }

    /// The files that it names, each with its flag.
    pub(super) fn files(&self) -> [(&'static str, Option<&PathBuf>); 2] {
        [("--secrets-out", self.file.as_ref()), ("--letters", self.letters.as_ref())]
    }

    /// Whether they can go there is known before anything is done.
    pub(super) fn check(&self) -> anyhow::Result<()> {
        if let Some(letters) = &self.letters {
            SecretsFile::check(letters)?;
        }
        if !self.encrypt_to.is_empty() {
            Recipients::parse(&self.encrypt_to)?;
        }
        let Some(file) = &self.file else { return Ok(()) };
        if file.as_os_str() == "-" {
            return Err(Failure::usage("--secrets-out takes a file")
                .hint("--show prints secrets on standard output")
                .into());
        }
        Ok(SecretsFile::check(file)?)
    }

    /// How a run is asked for that has its new secrets go there. Its files are found wherever it is taken up from.
    pub(super) fn setup(&self, users: usize, kinds: &[CredentialKind], origin: Origin) -> anyhow::Result<Setup> {
        let absolute = |file: &Option<PathBuf>| file.as_ref().map(std::path::absolute).transpose();
        Ok(Setup {
            users,
            kinds: kinds.iter().map(ToString::to_string).collect(),
            origin,
            must_change: None,
            show: false,
            secrets_file: absolute(&self.file)?,
            excel: self.excel,
            recipients: self.encrypt_to.clone(),
            letters_file: absolute(&self.letters)?,
            style: self.style.as_str().to_owned(),
            proves: self.verify,
        })
    }
}
