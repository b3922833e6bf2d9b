//! One story that every directory has to tell alike.

use std::sync::Arc;
use std::time::Duration;

use futures_util::TryStreamExt;
use ossmosis::db::Db;
use ossmosis::directory::sql::{FrontDirectory, SqlDirectory};
use ossmosis::directory::{
    ChangedBy, Counts, CredentialChange, Directory, DirectoryError, HttpDirectory, MemoryDirectory,
};
use ossmosis::domain::{
    Clock, CredentialKind, Email, Filters, LocationName, ManualClock, Patched, Secret, Selection, Source, SystemClock,
    UserId, UserPatch,
};
use ossmosis::hashing::{Cost, Hasher, KeyFile};
use ossmosis::http::{Client, Settings};
use ossmosis::rules::{RuleBook, RuleId};

use crate::front::Platform;
use crate::kit::{Differs, Kit, start};
use crate::postgres::Database;

use CredentialKind::{Application, VoicePortal};

fn clock() -> Arc<dyn Clock> {
    Arc::new(SystemClock)
}

/// What a directory calls the two places of the story.
pub(crate) struct Places {
    pub(crate) denver: LocationName,
    pub(crate) oslo: LocationName,
}

fn denver() -> LocationName {
    LocationName::parse("Denver").unwrap()
}

fn places() -> Places {
    Places { denver: denver(), oslo: LocationName::parse("Oslo \"Sentrum\"").unwrap() }
}

/// Denver asks for longer passcodes than other places.
fn rule_book() -> RuleBook {
    let mut book = RuleBook::default();
    let mut longer = book.elsewhere.clone();
    longer.voice_portal.min_length = 8;
    book.by_location.insert(denver(), longer);
    book
}

fn patch(
    id: &str,
    name: (&str, &str),
    email: Option<&str>,
    phone: Option<&str>,
    extension: &str,
    at: &str,
) -> UserPatch {
    UserPatch {
        first_name: Some(name.0.to_owned()),
        last_name: Some(name.1.to_owned()),
        email: Some(email.map(|email| Email::parse(email).unwrap())),
        phone_number: Some(phone.map(str::to_owned)),
        extension: Some(Some(extension.to_owned())),
        location: Some(LocationName::parse(at).unwrap()),
        department: Some(Some("Sales".to_owned())),
        ..UserPatch::of(UserId::parse(id).unwrap())
    }
}

async fn ids(directory: &dyn Directory, source: Source, has_email: Option<bool>) -> Vec<String> {
    let selection = Selection { source, filters: Filters { has_email } };
    directory.users(&selection).map_ok(|user| user.user_id.to_string()).try_collect().await.unwrap()
}

async fn story(directory: &dyn Directory) {
    load(directory).await;
    after_loading(directory).await;
}

async fn after_loading(directory: &dyn Directory) {
    rules_of_places(directory).await;
    told_anywhere(directory, &places()).await;
    passcodes_and_what_follows(directory).await;
    keys_of_changes(directory).await;
}

/// What is told alike also where users are made, and rules kept, by somebody else. Nothing is left changed but the
/// application password of 4842531928.
pub(crate) async fn told_anywhere(directory: &dyn Directory, places: &Places) {
    find(directory, places).await;
    set_passwords(directory).await;
    change_emails(directory).await;
}

async fn load(directory: &dyn Directory) {
    let patches = [
        patch("4842531928", ("Ines", "O'Neill"), Some("ines@bücher.example"), Some("(484) 253-1928"), "101", "Denver"),
        patch("4842530000.0200", ("Émile", "Park"), None, None, "0200", "Denver"),
        patch("303%_1", ("Ann", "Lee"), Some("ann@acme.example"), Some("+1-3035550101"), "101", "Oslo \"Sentrum\""),
    ];
    let outcomes = directory.import(&patches).await;
    assert_eq!(outcomes, [Ok(Patched::Created), Ok(Patched::Created), Ok(Patched::Created)]);
    let twice = directory.import(&patches[..1]).await;
    assert_eq!(twice, [Ok(Patched::Unchanged)]);
    let moved = UserPatch { department: Some(None), ..UserPatch::of(UserId::parse("303%_1").unwrap()) };
    assert_eq!(directory.import(&[moved]).await, [Ok(Patched::Updated)]);
    let nowhere = directory.import(&[UserPatch::of(UserId::parse("new").unwrap())]).await;
    assert!(matches!(nowhere.as_slice(), [Err(DirectoryError::Refused(_))]));
}

async fn find(directory: &dyn Directory, places: &Places) {
    let (ines, emile, ann) = ("4842531928", "4842530000.0200", "303%_1");
    assert_eq!(ids(directory, Source::All, None).await, [ann, emile, ines]);
    assert_eq!(ids(directory, Source::Location(places.denver.clone()), None).await, [emile, ines]);
    assert_eq!(ids(directory, Source::All, Some(false)).await, [emile]);
    assert_eq!(ids(directory, Source::Department("Sales".to_owned()), Some(true)).await, [ines]);
    for text in ["émile", "ÉMILE", "Park Ém", "0200"] {
        assert_eq!(ids(directory, Source::Search(text.to_owned()), None).await, [emile], "{text}");
    }
    assert_eq!(ids(directory, Source::Search("484-253-1928".to_owned()), None).await, [ines]);
    assert_eq!(ids(directory, Source::Search("%_".to_owned()), None).await, [ann]);
    assert_eq!(ids(directory, Source::Search("nobody".to_owned()), None).await, [""; 0]);
    let by = |handle: &str| Source::Handles(vec![handle.to_owned()]);
    assert_eq!(ids(directory, by("+1 484 253 1928"), None).await, [ines]);
    assert_eq!(ids(directory, by("101"), None).await, [ann, ines]);
    assert_eq!(ids(directory, by("INES@xn--bcher-kva.example"), None).await, [ines]);
    assert_eq!(ids(directory, by("dave"), None).await, [""; 0]);
    let locations = directory.locations(Counts::Wanted).await.unwrap();
    let counts: Vec<_> = locations.iter().map(|l| (l.name.as_str(), l.users, l.without_email)).collect();
    let expected = [(places.denver.as_str(), Some(2), Some(1)), (places.oslo.as_str(), Some(1), Some(0))];
    assert_eq!(counts, expected);
    assert_eq!(directory.user(&UserId::parse(emile).unwrap()).await.unwrap().first_name, "Émile");
    let unknown = directory.user(&UserId::parse("dave").unwrap()).await;
    assert!(matches!(unknown, Err(DirectoryError::NotFound(_))));
}

async fn rules_of_places(directory: &dyn Directory) {
    assert_eq!(directory.rules(Some(&denver())).await.unwrap().voice_portal.min_length, 8);
    assert_eq!(directory.rules(None).await.unwrap(), rule_book().elsewhere);
}

fn change(id: &str, kind: CredentialKind, secret: &str, must_change: bool) -> CredentialChange {
    CredentialChange {
        user_id: UserId::parse(id).unwrap(),
        kind,
        secret: Secret::new(secret.to_owned()),
        must_change,
        by: ChangedBy::Admin,
        idempotency_key: None,
    }
}

async fn signs_in(directory: &dyn Directory, id: &str, kind: CredentialKind, secret: &str) -> (bool, bool) {
    let secret = Secret::new(secret.to_owned());
    let answer = directory.sign_in(&UserId::parse(id).unwrap(), kind, &secret).await.unwrap();
    (answer.accepted, answer.must_change)
}

async fn set_passwords(directory: &dyn Directory) {
    let changes = [
        change("4842531928", Application, "Tulip72!Harbor", false),
        change("dave", Application, "Tulip72!Harbor", false),
        change("4842530000.0200", Application, "short", false),
    ];
    let outcomes = directory.set_credentials(&changes).await;
    assert_eq!(outcomes[0], Ok(()));
    assert!(matches!(outcomes[1], Err(DirectoryError::NotFound(_))), "{outcomes:?}");
    let refused = matches!(outcomes[2], Err(DirectoryError::Refused(_) | DirectoryError::RefusedByRules { .. }));
    assert!(refused, "{outcomes:?}");
    for (id, password, accepted) in [
        ("4842531928", "Tulip72!Harbor", true),
        ("4842531928", "tulip72!harbor", false),
        ("4842530000.0200", "short", false),
        ("dave", "Tulip72!Harbor", false),
    ] {
        assert_eq!(signs_in(directory, id, Application, password).await, (accepted, false), "{id}, {password}");
    }
    let next = [change("4842531928", Application, "Garden47#Lantern", false)];
    assert_eq!(directory.set_credentials(&next).await, [Ok(())]);
    assert_eq!(signs_in(directory, "4842531928", Application, "Tulip72!Harbor").await, (false, false));
    assert_eq!(signs_in(directory, "4842531928", Application, "Garden47#Lantern").await, (true, false));
    let states = directory.credentials(&UserId::parse("4842531928").unwrap()).await.unwrap();
    assert_eq!((states[0].kind, states[0].set), (Application, true));
}

async fn passcodes_and_what_follows(directory: &dyn Directory) {
    let changes = [
        change("4842531928", VoicePortal, "481236", true),
        change("4842530000.0200", Application, "short", true),
        change("303%_1", VoicePortal, "481236", true),
    ];
    let outcomes = directory.set_credentials(&changes).await;
    let refused = |outcome: &Result<(), DirectoryError>, rule: RuleId| matches!(outcome, Err(DirectoryError::RefusedByRules { rules, .. }) if rules.contains(&rule));
    assert!(refused(&outcomes[0], RuleId::MinLength), "Denver's own rule was not applied: {:?}", outcomes[0]);
    assert!(refused(&outcomes[1], RuleId::MinUpper) && refused(&outcomes[1], RuleId::MinLength));
    assert_eq!(outcomes[2], Ok(()));
    assert_eq!(signs_in(directory, "4842531928", VoicePortal, "481236").await, (false, false));
    assert_eq!(signs_in(directory, "303%_1", VoicePortal, "481236").await, (true, true));

    let again = [change("4842531928", Application, "Garden47#Lantern", false)];
    let again = directory.set_credentials(&again).await;
    assert!(again[0].as_ref().is_err_and(DirectoryError::is_only_not_previous), "{again:?}");
    let next = [change("4842531928", Application, "Orchard3#Pebble", true)];
    assert_eq!(directory.set_credentials(&next).await, [Ok(())]);
    assert_eq!(signs_in(directory, "4842531928", Application, "Garden47#Lantern").await, (false, false));
    let states = directory.credentials(&UserId::parse("4842531928").unwrap()).await.unwrap();
    assert_eq!((states[0].kind, states[0].set, states[0].must_change), (Application, true, true));
    assert!(states[0].changed_at.is_some());
    assert_eq!((states[1].kind, states[1].set, states[1].changed_at), (VoicePortal, false, None));
}

/// A change that comes again under its key is not made again, whatever happened since; the batch around it may
/// be another one.
async fn keys_of_changes(directory: &dyn Directory) {
    let keyed = |key: &str, id: &str, secret: &str| CredentialChange {
        idempotency_key: Some(key.to_owned()),
        ..change(id, Application, secret, false)
    };
    let (first, other) = ("Meadow3&Copper", "Velvet9^Anchor");
    assert_eq!(directory.set_credentials(&[keyed("run/1", "303%_1", first)]).await, [Ok(())]);
    assert_eq!(directory.set_credentials(&[keyed("run/1", "303%_1", first)]).await, [Ok(())]);
    assert_eq!(directory.set_credentials(&[change("303%_1", Application, other, false)]).await, [Ok(())]);
    let batch = [
        keyed("run/2", "4842531928", "Walnut5!Ferry"),
        keyed("run/1", "303%_1", first),
        keyed("run/1", "303%_1", "Bramble2#Kite"),
        keyed("run/1", "4842531928", first),
    ];
    let outcomes = directory.set_credentials(&batch).await;
    assert_eq!(outcomes[..2], [Ok(()), Ok(())]);
    assert!(outcomes[2..].iter().all(|outcome| matches!(outcome, Err(DirectoryError::Conflict(_)))), "{outcomes:?}");
    let user = UserId::parse("303%_1").unwrap();
    for (secret, accepted) in [(first, false), (other, true), ("Bramble2#Kite", false)] {
        let answer = directory.sign_in(&user, Application, &Secret::new(secret.to_owned())).await.unwrap();
        assert_eq!(answer.accepted, accepted, "{secret}");
    }
}

async fn change_emails(directory: &dyn Directory) {
    let emile = UserId::parse("4842530000.0200").unwrap();
    directory.set_email(&emile, Some(&Email::parse("emile@acme.example").unwrap())).await.unwrap();
    assert_eq!(ids(directory, Source::All, Some(false)).await, [""; 0]);
    directory.set_email(&emile, None).await.unwrap();
    assert_eq!(directory.user(&emile).await.unwrap().email, None);
    let unknown = directory.set_email(&UserId::parse("dave").unwrap(), None).await;
    assert!(matches!(unknown, Err(DirectoryError::NotFound(_))));
}

async fn open_sql(folder: &std::path::Path) -> (Db, SqlDirectory) {
    let db = Db::open_sqlite(&folder.join("test.sqlite")).await.unwrap();
    (db.clone(), sql_on(db, folder))
}

pub(crate) fn sql_on(db: Db, folder: &std::path::Path) -> SqlDirectory {
    SqlDirectory::new(db, hasher(folder), rule_book(), clock())
}

fn hasher(folder: &std::path::Path) -> Hasher {
    let key = KeyFile::open_or_create(&folder.join("secret.key")).unwrap();
    Hasher::new(key, Cost { memory_kib: 8, iterations: 1, parallelism: 1 }).unwrap()
}

#[tokio::test]
async fn in_memory() {
    story(&MemoryDirectory::new(rule_book(), clock())).await;
}

#[tokio::test]
async fn in_a_database() {
    let folder = tempfile::tempdir().unwrap();
    story(&open_sql(folder.path()).await.1).await;
}

#[tokio::test]
async fn in_a_postgres_database() {
    let Some(database) = Database::new() else { return };
    let folder = tempfile::tempdir().unwrap();
    story(&sql_on(Db::open_postgres(&database.url).await.unwrap(), folder.path())).await;
}

/// A platform tells it itself, and whoever stands in front of it tells it after it.
#[tokio::test]
async fn in_front_of_a_platform() {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::open_sqlite(&folder.path().join("test.sqlite")).await.unwrap();
    story_in_front(db, folder.path()).await;
}

#[tokio::test]
async fn in_front_of_a_platform_on_postgresql() {
    let Some(database) = Database::new() else { return };
    let folder = tempfile::tempdir().unwrap();
    story_in_front(Db::open_postgres(&database.url).await.unwrap(), folder.path()).await;
}

async fn story_in_front(db: Db, folder: &std::path::Path) {
    let platform: Arc<dyn Directory> = Platform::new(rule_book(), clock());
    load(platform.as_ref()).await;
    let front = FrontDirectory::new(Arc::clone(&platform), db, hasher(folder), clock());
    after_loading(&front).await;
}

#[tokio::test]
async fn over_the_network() {
    let folder = tempfile::tempdir().unwrap();
    let differs = Differs { rules: rule_book(), ..Differs::default() };
    let kit = Kit::with(folder.path(), Arc::new(ManualClock::at(start())), differs).await;
    let token = kit.owner().await;
    let base = kit.serve().await.parse().unwrap();
    let settings = Settings { base, token: Some(token), timeout: Duration::from_secs(10) };
    story(&HttpDirectory::new(Arc::new(Client::new(settings).unwrap()))).await;
}

#[tokio::test]
async fn no_secret_is_stored_in_the_clear() {
    let folder = tempfile::tempdir().unwrap();
    let (db, directory) = open_sql(folder.path()).await;
    story(&directory).await;
    db.close().await;
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        for canary in ["Tulip72!Harbor", "Garden47#Lantern", "Orchard3#Pebble"] {
            assert!(!bytes.windows(canary.len()).any(|window| window == canary.as_bytes()), "{canary} is on disk");
        }
    }
}
