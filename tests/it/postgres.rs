//! PostgreSQL as the database of a backend.

use sqlx::{AssertSqlSafe, Connection, PgConnection};

use crate::outside::{POSTGRES, named};
use crate::sandbox::Sandbox;

/// A database of its own for a test; it ends with the test.
pub(crate) struct Database {
    pub(crate) url: String,
    name: String,
}

impl Database {
    /// An empty one, whose own order of texts is not that of their bytes. `None` where there is no server.
    pub(crate) fn new() -> Option<Self> {
        let mut url = server()?;
        let name = format!("ossmosis_{}", uuid::Uuid::new_v4().simple());
        run_on_server(format!(
            "CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'en-US' LOCALE 'C'"
        ));
        url.set_path(&name);
        Some(Self { url: url.to_string(), name })
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        run_on_server(format!("DROP DATABASE {} WITH (FORCE)", self.name));
    }
}

fn server() -> Option<url::Url> {
    Some(named(POSTGRES)?.parse().unwrap())
}

fn run_on_server(sql: String) {
    let run = async move {
        let mut connection = PgConnection::connect(server().unwrap().as_str()).await.unwrap();
        sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await.unwrap();
    };
    // On a thread of its own: a test may be within a runtime already.
    let work = || tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(run);
    std::thread::spawn(work).join().unwrap();
}

#[test]
fn users_come_in_the_order_of_their_bytes() {
    let Some(database) = Database::new() else { return };
    let mut sandbox = Sandbox::new();
    let _served = sandbox.serve_on(&database.url);
    let ids = ["A", "B", "Z", "a", "a-1", "a.1", "a1", "aB", "ab", "z", "É", "é"];
    let rows = ids.map(|id| format!("{id},Ann,Lee,Denver\n")).concat();
    let file = sandbox.write("users.csv", format!("user_id,first_name,last_name,location\n{rows}"));
    sandbox.run(&["users", "import", &file]).succeeds();
    let listed = sandbox.run(&["users", "list", "-o", "ids"]).succeeds().stdout;
    assert_eq!(listed.lines().collect::<Vec<_>>(), ids);
}

#[test]
fn a_database_without_its_key_file_is_refused() {
    let Some(database) = Database::new() else { return };
    let mut sandbox = Sandbox::new();
    assert_eq!(sandbox.serve_on(&database.url).terminate(), Some(0));
    let key = sandbox.path("share/ossmosis/secret.key");
    std::fs::remove_file(&key).unwrap();
    let again = sandbox.run(&["serve", "--listen", "127.0.0.1:0", "--data", &database.url]).ends_with(10);
    again.says("secret.key is missing");
    assert!(!key.exists());
    let gone = database.url.replace("ossmosis_", "gone_");
    sandbox.run(&["serve", "--listen", "127.0.0.1:0", "--data", &gone]).ends_with(10).says("does not exist");
}

#[test]
fn an_address_that_leads_nowhere_is_told_without_its_password() {
    let sandbox = Sandbox::new();
    for (address, code, said) in [
        ("postgres://acme:Kanarie7Vogel@127.0.0.1:1/voice", 7, "postgres://acme@127.0.0.1:1/voice cannot be reached"),
        ("postgres://acme:Kanarie7Vogel@127.0.0.1:x/voice", 10, "it is no URL"),
        ("postgres://acme:Kanarie7Vogel@127.0.0.1/voice?sslmod=require", 10, "sslmode"),
        ("mysql://acme:Kanarie7Vogel@127.0.0.1/voice", 10, "no place for data"),
    ] {
        let mut command = sandbox.command(&["serve", "--listen", "127.0.0.1:0"]);
        let output = command.env("OSSMOSIS_DATA", address).env("OSSMOSIS_LOG", "trace").output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(code), "{stderr}");
        assert!(stderr.contains(said) && stderr.contains("hint: ") && !stderr.contains("Kanarie7Vogel"), "{stderr}");
    }
    let help = sandbox.command(&["serve", "--help"]).env("OSSMOSIS_DATA", "postgres://a:Kanarie7Vogel@b").output();
    assert!(!String::from_utf8(help.unwrap().stdout).unwrap().contains("Kanarie7Vogel"));
}
