//! `config`: make and see the configuration.

use std::fs::OpenOptions;
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;

use anyhow::Context as _;
use clap::Subcommand;
use serde::Serialize;

use crate::cli::args::Global;
use crate::cli::context::Context;
use crate::cli::exit::{Exit, Failure};
use crate::cli::render::text_or_json;
use crate::cli::ui::Ui;
use crate::config::{Given, Paths, Server, TEMPLATE};

#[derive(Subcommand)]
pub(in crate::cli) enum Config {
    /// Write a configuration file with every setting explained; --server sets the server in it
    Init,
    /// Show the settings in force, and where each comes from
    Show,
    /// Print where the configuration file is
    Path,
}

pub(in crate::cli) fn run(args: &Config, global: Global, given: Given, ui: &Ui) -> anyhow::Result<Exit> {
    match args {
        Config::Init => init(&global, ui),
        Config::Show => show(&Context::new(global, given, ui)?),
        Config::Path => {
            let path = Paths::find(global.config.clone())?.config_file.display().to_string();
            text_or_json(ui, global.output, &Where { path: path.clone() }, &[path])?;
            Ok(Exit::Done)
        }
    }
}

/// `config path` as JSON.
#[derive(Serialize)]
struct Where {
    path: String,
}

fn init(global: &Global, ui: &Ui) -> anyhow::Result<Exit> {
    let paths = Paths::find(global.config.clone())?;
    let file = &paths.config_file;
    let text = match &global.server {
        Some(server) => {
            Server::parse(server, &paths)?;
            let line = format!("server = {}", toml::Value::String(server.clone()));
            TEMPLATE.replacen("# server = \"https://provisioning.example\"", &line, 1)
        }
        None => TEMPLATE.to_owned(),
    };
    let folder = file.parent().unwrap_or(Path::new("."));
    let failed = || format!("{} cannot be written", file.display());
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder).with_context(failed)?;
    let created = OpenOptions::new().write(true).create_new(true).mode(0o600).open(file);
    if created.as_ref().is_err_and(|e| e.kind() == std::io::ErrorKind::AlreadyExists) {
        return Err(Failure::usage(format!("{} exists already; it is not overwritten", file.display()))
            .hint("edit it, or name another with --config FILE")
            .into());
    }
    created.with_context(failed)?.write_all(text.as_bytes()).with_context(failed)?;
    ui.say(format!("wrote {}", file.display()));
    Ok(Exit::Done)
}

/// `config show` as JSON.
#[derive(Serialize)]
struct Shown {
    schema: &'static str,
    file: String,
    settings: Vec<Setting>,
}

#[derive(Serialize)]
struct Setting {
    key: &'static str,
    value: Option<String>,
    origin: String,
}

fn show(context: &Context<'_>) -> anyhow::Result<Exit> {
    let file = context.settings.paths.config_file.display().to_string();
    let setting = |(key, value, origin): &(&'static str, Option<String>, crate::config::Origin)| Setting {
        key,
        value: value.clone(),
        origin: origin.to_string(),
    };
    let settings: Vec<Setting> = context.settings.shown.iter().map(setting).collect();
    let mut lines = vec![format!("file: {file}")];
    lines.extend(
        settings.iter().map(|Setting { key, value, origin }| {
            format!("{key} = {}  ({origin})", value.as_deref().unwrap_or("(none)"))
        }),
    );
    text_or_json(context.ui, context.output, &Shown { schema: "ossmosis.config/v1", file, settings }, &lines)?;
    Ok(Exit::Done)
}
