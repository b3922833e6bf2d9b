//! Journals of old runs go.

use std::fs;
use std::io;
use std::path::Path;

use jiff::{SignedDuration, Timestamp};

use super::read::{RunState, find, ids};

/// Which journals are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keep {
    /// Those younger than this.
    pub age: SignedDuration,
    /// At most so many.
    pub most: usize,
}

impl Default for Keep {
    fn default() -> Self {
        Self { age: SignedDuration::from_hours(90 * 24), most: 500 }
    }
}

/// Removes the journals that need not be kept. A run that left something, or that cannot be read, goes by age alone:
/// somebody may still want to take it up.
pub fn prune(runs: &Path, keep: Keep, now: Timestamp) -> io::Result<()> {
    let ids = ids(runs)?;
    let too_many = ids.len().saturating_sub(keep.most);
    for (place, id) in ids.iter().enumerate() {
        let is_old = began(id).is_some_and(|began| now.duration_since(began) > keep.age);
        // Ids begin with the time: when neither age nor number asks for one, none of the later ones goes.
        if !is_old && place >= too_many {
            break;
        }
        let state = find(runs, id).map(|run| run.state);
        let is_done = matches!(state, Ok(RunState::Done));
        if !matches!(state, Ok(RunState::Running)) && (is_old || is_done) {
            fs::remove_dir_all(runs.join(id))?;
        }
    }
    Ok(())
}

/// When a run began, as its id has it.
fn began(run_id: &str) -> Option<Timestamp> {
    let time = run_id.get(..15)?;
    let time = jiff::civil::DateTime::strptime("%Y%m%d-%H%M%S", time).ok()?;
    jiff::tz::TimeZone::UTC.to_timestamp(time).ok()
}

#[cfg(test)]
mod tests {
    use super::super::{Item, Journal, PlanWriter};
    use super::*;
    use crate::domain::{Clock, ManualClock};

    #[test]
    fn old_runs_go_and_so_do_too_many() {
        let runs = tempfile::tempdir().unwrap();
        let clock = ManualClock::at("2026-01-01T00:00:00Z".parse().unwrap());
        let begin = |ends: bool| {
            let mut plan = PlanWriter::new(runs.path()).unwrap();
            plan.push(&Item::of(&"a")).unwrap();
            let plan = plan.finish().unwrap();
            let journal =
                Journal::begin(runs.path(), "users edit", "x", plan, serde_json::Value::Null, &clock).unwrap();
            if ends {
                journal.outcome(0, super::super::ItemResult::Done, None).unwrap();
                journal.end(&clock).unwrap();
            }
            clock.advance(SignedDuration::from_hours(1));
            journal.run_id().to_owned()
        };
        let [cut, first, second, third] = [false, true, true, true].map(begin);
        let keep = Keep { age: SignedDuration::from_hours(100), most: 2 };
        prune(runs.path(), keep, clock.now()).unwrap();
        assert_eq!(ids(runs.path()).unwrap(), [cut.as_str(), &second, &third], "not {first}");
        clock.advance(SignedDuration::from_hours(97));
        prune(runs.path(), keep, clock.now()).unwrap();
        assert_eq!(ids(runs.path()).unwrap(), [second, third]);
    }
}
