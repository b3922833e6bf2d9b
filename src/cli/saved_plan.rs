//! A plan in a file: what would be done to whom, without a secret. `apply` carries it out, unless the selection has
//! changed meanwhile.

use std::collections::HashSet;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::exit::{Exit, Failure};
use super::new_file::NewFile;
use super::ui::Ui;
use crate::api::PLAN_SCHEMA;
use crate::domain::counted;
use crate::journal::Item;

/// Names that are told of those who came or went.
const MOST_NAMED: usize = 20;

/// The first line of the file.
#[derive(Serialize, Deserialize)]
struct Head {
    schema: String,
    /// The command and its options, as `apply` reads them again.
    words: Vec<String>,
    server: String,
    at: String,
    items: usize,
}

/// An item: a user, and a credential where it is about one.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
struct Line {
    user_id: String,
    credential: Option<String>,
}

impl From<Item> for Line {
    fn from(item: Item) -> Self {
        Self { user_id: item.user_id, credential: item.credential }
    }
}

/// What a plan is made from.
pub(super) struct Made<'a> {
    pub(super) words: Vec<String>,
    pub(super) server: &'a str,
    pub(super) at: String,
    pub(super) items: usize,
    /// What has to be said anew to carry it out.
    pub(super) with: &'a str,
}

/// Writes a plan, and says how to carry it out.
pub(super) fn save(
    file: &NewFile,
    made: Made<'_>,
    items: impl Iterator<Item = io::Result<Item>>,
    ui: &Ui,
) -> anyhow::Result<()> {
    let Made { words, server, at, items: count, with } = made;
    file.write(|file| {
        let mut out = BufWriter::new(file);
        let schema = PLAN_SCHEMA.to_owned();
        let head = Head { schema, words, server: server.to_owned(), at, items: count };
        serde_json::to_writer(&mut out, &head)?;
        for item in items {
            out.write_all(b"\n")?;
            serde_json::to_writer(&mut out, &Line::from(item?))?;
        }
        out.write_all(b"\n")?;
        out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
    })?;
    let path = file.path();
    ui.say(format!("{} planned in {path}; to carry it out: ossmosis apply {path}{with}", counted(count, "item")));
    Ok(())
}

/// Whether a word is one that plans are made of: whom it is about, and what they get. Nothing that names a file.
fn is_planned(word: &str) -> bool {
    const SWITCHES: [&str; 9] = [
        "--all",
        "--has-email",
        "--no-email",
        "--shared",
        "--must-change",
        "--no-must-change",
        "--include-protected",
        "--only-not-done",
        "--skip-no-email",
    ];
    const OPTIONS: [&str; 7] =
        ["--location=", "--search=", "--department=", "--exclude=", "--credential=", "--fallback=", "--stagger="];
    SWITCHES.contains(&word) || OPTIONS.iter().any(|option| word.starts_with(option))
}

/// A plan that was read.
pub(super) struct SavedPlan {
    pub(super) words: Vec<String>,
    pub(super) server: String,
    items: Vec<Line>,
}

impl SavedPlan {
    /// Reads a plan.
    pub(super) fn read(path: &Path) -> Result<Self, Failure> {
        let cannot = |why: String| Failure::usage(format!("{} is no plan that can be used: {why}", path.display()));
        let file = std::fs::File::open(path).map_err(|e| cannot(e.to_string()))?;
        let mut lines = BufReader::new(file)
            .lines()
            .enumerate()
            .map(|(number, line)| line.map_err(|e| cannot(e.to_string())).map(|line| (number + 1, line)));
        let first = lines.next().transpose()?.map(|(_, line)| line).unwrap_or_default();
        let head: Head = serde_json::from_str(&first).map_err(|e| cannot(format!("line 1: {e}")))?;
        if head.schema != PLAN_SCHEMA {
            return Err(cannot(format!("its schema is {:?}, not {PLAN_SCHEMA:?}", head.schema)));
        }
        let mut items = Vec::new();
        for line in lines {
            let (number, line) = line?;
            items.push(serde_json::from_str(&line).map_err(|e| cannot(format!("line {number}: {e}")))?);
        }
        if let Some(odd) = head.words.iter().skip(1).take_while(|word| *word != "--").find(|word| !is_planned(word)) {
            return Err(cannot(format!("{odd:?} is nothing that a plan says")));
        }
        if items.len() != head.items {
            return Err(cannot(format!("it names {} of {} items", items.len(), head.items)));
        }
        Ok(Self { words: head.words, server: head.server, items })
    }

    /// Whether the same is to be done now as was planned; if not, who came and went is told.
    pub(super) fn check(&self, now: impl Iterator<Item = io::Result<Item>>) -> anyhow::Result<()> {
        let mut gone: HashSet<&Line> = self.items.iter().collect();
        let mut came = Vec::new();
        for item in now {
            let line = Line::from(item?);
            if !gone.remove(&line) {
                came.push(line.user_id);
            }
        }
        // In the order of the plan.
        let went: Vec<String> =
            self.items.iter().filter(|line| gone.contains(line)).map(|line| line.user_id.clone()).collect();
        if came.is_empty() && went.is_empty() {
            return Ok(());
        }
        let named = |what: &str, mut ids: Vec<String>| {
            ids.dedup();
            let more = ids.len().saturating_sub(MOST_NAMED);
            let text = ids.into_iter().take(MOST_NAMED).collect::<Vec<_>>().join(", ");
            match more {
                _ if text.is_empty() => String::new(),
                0 => format!("; {what}: {text}"),
                more => format!("; {what}: {text} and {more} more"),
            }
        };
        let message =
            format!("the selection has changed since the plan was made{}{}", named("new", came), named("gone", went));
        Err(Failure::new(Exit::NotFound, message).hint("nothing was changed; make a new plan").into())
    }
}
