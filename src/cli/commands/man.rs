//! `man`: the manual as roff, generated from the same definitions as `--help`.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::{Args as ClapArgs, Command};

use crate::cli::exit::Exit;
use crate::cli::ui::Ui;

#[derive(ClapArgs)]
pub(in crate::cli) struct Args {
    /// Write a page for every command into this folder
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
}

pub(in crate::cli) fn run(args: &Args, ui: &Ui) -> anyhow::Result<Exit> {
    let mut command = crate::cli::command();
    command.build();
    if let Some(folder) = &args.dir {
        std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
        let count = write_pages(&command, "ossmosis", folder)?;
        ui.say(format!("wrote {count} pages to {}", folder.display()));
        return Ok(Exit::Done);
    }
    let mut out = ui.out();
    out.write_all(&page(&command, "ossmosis")?)?;
    out.flush()?;
    Ok(Exit::Done)
}

/// Writes the page of a command and of everything beneath it.
fn write_pages(command: &Command, name: &str, folder: &Path) -> anyhow::Result<usize> {
    let file = folder.join(format!("{name}.1"));
    std::fs::write(&file, page(command, name)?).with_context(|| file.display().to_string())?;
    let mut count = 1;
    for sub in command.get_subcommands().filter(|sub| sub.get_name() != "help") {
        count += write_pages(sub, &format!("{name}-{}", sub.get_name()), folder)?;
    }
    Ok(count)
}

fn page(command: &Command, name: &str) -> std::io::Result<Vec<u8>> {
    let mut roff = Vec::new();
    let version = concat!("ossmosis ", env!("CARGO_PKG_VERSION"));
    clap_mangen::Man::new(command.clone().name(name.to_owned()))
        .title(name.to_uppercase())
        .source(version)
        .manual("ossmosis manual")
        .render(&mut roff)?;
    Ok(roff)
}
