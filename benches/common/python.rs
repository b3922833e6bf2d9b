//! Python for programs to measure against.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A Python that has a package, `NAME==VERSION`, which is fetched once.
pub(crate) fn python(package: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("python-{package}"));
    let python = folder.join("bin/python");
    let run = |command: &mut Command| assert!(command.status().is_ok_and(|status| status.success()), "{command:?}");
    if !folder.join("is-complete").exists() {
        run(Command::new("python3").args(["-m", "venv"]).arg(&folder));
        run(Command::new(&python).args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", package]));
        fs::write(folder.join("is-complete"), package).expect("a note");
    }
    python
}
