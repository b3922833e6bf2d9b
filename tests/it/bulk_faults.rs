//! Resets against a backend that fails in every way there is: nobody is lost, nobody gets two secrets, and the report
//! is true. `OSSMOSIS_TEST_SCENARIOS` says how many seeds are tried.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use futures_util::{StreamExt, TryStreamExt, stream};
use ossmosis::bulk::{Limits, StopSwitch};
use ossmosis::directory::{Directory, HttpDirectory};
use ossmosis::domain::{CredentialKind, Selection, SystemClock};
use ossmosis::http::{Client, Settings};
use ossmosis::journal::{Fate, Journal};
use ossmosis::reset::{
    Form, Job, Preparer, Rows, SecretsFile, Source, Supply, Wanted, plan, take_up, unresolved_beside,
};
use ossmosis::rules::Style;
use ossmosis::sheet::Format;
use rand::SeedableRng;
use rand::rngs::StdRng;

use crate::share::number;
use crate::stub::{Behaviour, Stub};

const USERS: usize = 40;
const CLEAR: Form = Form { format: Format::Exact, recipients: None };

#[tokio::test(flavor = "multi_thread")]
async fn whatever_goes_wrong_nobody_is_lost_and_nobody_gets_two_secrets() {
    let scenarios = number("OSSMOSIS_TEST_SCENARIOS", 100);
    stream::iter(0..scenarios).for_each_concurrent(12, scenario).await;
}

async fn scenario(seed: u64) {
    let folder = tempfile::tempdir().unwrap();
    let faulty = Behaviour { users: USERS, faults: Some(seed), ..Behaviour::default() };
    let stub = Stub::start(faulty).await;
    let mut run = Run::begin(folder.path(), &stub, seed).await;
    run.carry_out(Supply::new(run.source(), Some(SecretsFile::create(&run.file(), CLEAR).unwrap()))).await;
    run.is_told_truly(&stub, seed);
    stub.behave(Behaviour { users: USERS, ..Behaviour::default() });
    // Whoever answers in the end is waited for, however busy this machine is.
    run.directory = directory(&stub, Duration::from_mins(1));
    run.carry_out(take_up(&run.file(), CLEAR, None, &run.journal, run.source()).unwrap()).await;
    run.is_told_truly(&stub, seed);
    let progress = run.journal.progress();
    assert_eq!(progress.count(Fate::Done), USERS - 1, "seed {seed}: the rest is done");
    assert_eq!(progress.count(Fate::Failed), 1, "seed {seed}: one user is locked for good");
}

fn directory(stub: &Stub, timeout: Duration) -> HttpDirectory {
    let client = Client::new(Settings { base: stub.url().parse().unwrap(), token: None, timeout });
    HttpDirectory::new(Arc::new(client.unwrap()))
}

struct Run<'a> {
    folder: &'a Path,
    directory: HttpDirectory,
    rules: ossmosis::reset::RulesAt,
    journal: Arc<Journal>,
    seed: u64,
}

impl<'a> Run<'a> {
    async fn begin(folder: &'a Path, stub: &Stub, seed: u64) -> Self {
        let patient = directory(stub, Duration::from_mins(1));
        let kinds = vec![CredentialKind::Application];
        let all = Selection::all();
        let wanted = patient.users(&all).map_ok(|user| Wanted { user, kinds: kinds.clone(), left_out: None });
        let plan = plan(&patient, wanted, &folder.join("runs")).await.unwrap();
        let setup = serde_json::Value::Null;
        let runs = folder.join("runs");
        let journal = Journal::begin(&runs, "reset-password", "x", plan.plan, setup, &SystemClock).unwrap();
        // A change that goes unanswered is not waited for long.
        let directory = directory(stub, Duration::from_millis(400));
        Self { folder, directory, rules: plan.rules, journal: Arc::new(journal), seed }
    }

    fn file(&self) -> std::path::PathBuf {
        self.folder.join("new.csv")
    }

    fn source(&self) -> Source {
        // Another one each time: what is not read back is noticed.
        let drawn = self.journal.progress().count(Fate::Done) as u64;
        let rng = Box::new(StdRng::seed_from_u64(self.seed * 1000 + drawn));
        Source::Drawn { rules: self.rules.clone(), style: Style::Random, rng }
    }

    async fn carry_out(&self, supply: Supply) {
        let preparer = Preparer::new(&self.journal, supply, None, 7).unwrap();
        let limits = Limits {
            jobs: 4,
            first_pause: Duration::from_millis(2),
            longest_pause: Duration::from_millis(20),
            ..Limits::default()
        };
        let stop = Arc::new(StopSwitch::default());
        let job = Job { directory: &self.directory, journal: &self.journal, limits, stop: &stop, proves: false };
        let carried = job.carry_out(preparer, None, |_, _| {}).await;
        assert!(carried.broken.is_none());
        let file = carried.preparer.unwrap().into_supply().into_file().unwrap();
        file.finish(&self.journal).unwrap();
    }

    /// Journal, files and backend say the same.
    fn is_told_truly(&self, stub: &Stub, seed: u64) {
        let rows = |path: &Path| -> BTreeMap<String, String> {
            let Ok(rows) = Rows::open(path) else { return BTreeMap::new() };
            rows.map(|row| row.unwrap()).map(|row| (row.user_id, row.secret.expose().to_owned())).collect()
        };
        let (set, in_doubt) = (rows(&self.file()), rows(&unresolved_beside(&self.file())));
        let state = stub.state();
        let mut sent: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for change in &state.asked {
            sent.entry(&change.user_id).or_default().insert(&change.secret);
        }
        for item in self.journal.items().unwrap() {
            let (index, item) = item.unwrap();
            let (user, fate) = (item.user_id.as_str(), self.journal.fate(index));
            let in_force = state.in_force(user, "application");
            let because = format!("seed {seed}, {user}, {fate:?}, in force: {in_force:?}");
            let secrets = sent.get(user).map_or(0, BTreeSet::len);
            // One that was refused for good, and so was set by nobody, is drawn anew.
            assert!(secrets <= 1 || user.ends_with("13"), "{because}: {secrets} secrets were sent");
            let (set, in_doubt) = (set.get(user).map(String::as_str), in_doubt.get(user).map(String::as_str));
            match fate {
                Fate::Done => assert!(set.is_some() && in_force == set, "{because}: {set:?}"),
                Fate::Failed | Fate::Left => assert!(in_force.is_none() && set.is_none(), "{because}: {set:?}"),
                Fate::Unknown => {
                    assert!(in_doubt.is_some() && set.is_none(), "{because}");
                    assert!(in_force.is_none() || in_force == in_doubt, "{because}: {in_doubt:?}");
                }
                Fate::InDoubt | Fate::Skipped => panic!("{because}"),
            }
        }
    }
}
