//! A real browser, driven from outside: Debian's Chromium by its own driver.

use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use axum::http::Method;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use fantoccini::elements::Element;
use fantoccini::key::Key;
use fantoccini::wd::{Capabilities, WebDriverCompatibleCommand};
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use url::{ParseError, Url};

use crate::outside::{TOOLS, named};

/// A running browser; it ends with the test.
pub(crate) struct Chromium {
    driver: Child,
    pub(crate) client: Client,
    _profile: tempfile::TempDir,
}

/// A command of Chromium's own protocol.
#[derive(Debug)]
struct Devtools(&'static str, Value);

impl WebDriverCompatibleCommand for Devtools {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(json!({"cmd": self.0, "params": self.1}).to_string()))
    }
}

impl Chromium {
    /// Starts a browser, with scripts or without.
    pub(crate) async fn start(scripts: bool) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let driver = Command::new("chromedriver").arg(format!("--port={port}")).stdout(Stdio::null()).spawn();
        let driver = driver.expect("chromedriver, of the Debian package chromium-driver");
        let since = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(since.elapsed() < Duration::from_secs(20), "chromedriver does not answer");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let profile = tempfile::tempdir().unwrap();
        let arguments = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            &format!("--user-data-dir={}", profile.path().display()),
        ];
        let mut options = json!({"args": arguments});
        if !scripts {
            options["prefs"] = json!({"profile.managed_default_content_settings.javascript": 2});
        }
        let mut capabilities = Capabilities::new();
        capabilities.insert("goog:chromeOptions".to_owned(), options);
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let client = builder.capabilities(capabilities).connect(&format!("http://127.0.0.1:{port}")).await.unwrap();
        Self { driver, client, _profile: profile }
    }

    pub(crate) async fn open(&self, address: &str) {
        self.client.goto(address).await.unwrap();
    }

    pub(crate) async fn find(&self, css: &str) -> Element {
        match self.client.wait().at_most(Duration::from_secs(10)).for_element(Locator::Css(css)).await {
            Ok(element) => element,
            Err(e) => panic!("no {css}: {e}\n{}", self.text().await),
        }
    }

    pub(crate) async fn type_into(&self, css: &str, text: &str) {
        let field = self.find(css).await;
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    pub(crate) async fn press(&self, css: &str) {
        self.find(css).await.click().await.unwrap();
    }

    /// Presses a button that sends a form, and waits until the page that it stood on is gone.
    pub(crate) async fn send(&self, css: &str) {
        let page = self.find("html").await;
        self.press(css).await;
        let since = Instant::now();
        while page.tag_name().await.is_ok() {
            assert!(since.elapsed() < Duration::from_secs(20), "{css} leads nowhere");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Presses a key, wherever the focus is.
    pub(crate) async fn key(&self, key: Key) {
        let key = char::from(key).to_string();
        self.client.active_element().await.unwrap().send_keys(&key).await.unwrap();
    }

    pub(crate) async fn text(&self) -> String {
        self.client.find(Locator::Css("body")).await.unwrap().text().await.unwrap()
    }

    /// Waits until the page says this.
    pub(crate) async fn says(&self, text: &str) {
        let since = Instant::now();
        loop {
            // A page that is about to go may have no body for a moment.
            let said = match self.client.find(Locator::Css("body")).await {
                Ok(body) => body.text().await.unwrap_or_default(),
                Err(_) => String::new(),
            };
            if said.contains(text) {
                return;
            }
            assert!(since.elapsed() < Duration::from_secs(20), "it does not say {text:?}: {said}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    pub(crate) async fn run(&self, script: &str) -> Value {
        self.client.execute(script, vec![]).await.unwrap()
    }

    /// The cookies that would be sent, as a header.
    pub(crate) async fn cookies(&self) -> String {
        let cookies = self.client.get_all_cookies().await.unwrap();
        cookies.iter().map(|cookie| format!("{}={}", cookie.name(), cookie.value())).collect::<Vec<_>>().join("; ")
    }

    async fn devtools(&self, command: &'static str, parameters: Value) -> Value {
        self.client.issue_cmd(Devtools(command, parameters)).await.unwrap()
    }

    /// The page as it would be printed on paper of this size in inches, as PDF.
    pub(crate) async fn print(&self, width: f64, height: f64) -> Vec<u8> {
        let paper = json!({"paperWidth": width, "paperHeight": height, "preferCSSPageSize": true});
        let printed = self.devtools("Page.printToPDF", paper).await;
        BASE64_STANDARD.decode(printed["data"].as_str().unwrap()).unwrap()
    }

    /// Keeps a picture of the page as on paper, as far as so many pixels in width and height show it.
    pub(crate) async fn picture_of_print(&self, name: &str, width: u32, height: u32) {
        let screen = json!({"width": width, "height": height, "deviceScaleFactor": 2, "mobile": false});
        self.devtools("Emulation.setDeviceMetricsOverride", screen).await;
        self.devtools("Emulation.setEmulatedMedia", json!({"media": "print"})).await;
        let overflow = self.run("return document.documentElement.scrollWidth - innerWidth").await;
        assert!(overflow.as_i64().unwrap() <= 0, "{name} is wider than {width}");
        keep(name, &self.client.screenshot().await.unwrap());
        self.devtools("Emulation.setEmulatedMedia", json!({"media": ""})).await;
    }

    async fn looks(&self, width: u32, dark: bool) {
        let screen = json!({"width": width, "height": 844, "deviceScaleFactor": 1, "mobile": width < 500});
        self.devtools("Emulation.setDeviceMetricsOverride", screen).await;
        let scheme = if dark { "dark" } else { "light" };
        let features = json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]});
        self.devtools("Emulation.setEmulatedMedia", features).await;
    }

    /// Looks at the page on a phone and on a desk, light and dark: nothing may be wrong for those who use
    /// it by other means, nor wider than the screen. Pictures are kept below the target folder.
    pub(crate) async fn look(&self, name: &str) {
        for (width, dark) in [(390, false), (390, true), (1280, false), (1280, true)] {
            self.looks(width, dark).await;
            let overflow = self.run("return document.documentElement.scrollWidth - innerWidth").await;
            assert!(overflow.as_i64().unwrap() <= 0, "{name} is wider than {width}");
            let picture = self.client.screenshot().await.unwrap();
            let shade = if dark { "dark" } else { "light" };
            keep(&format!("{name}-{width}-{shade}"), &picture);
            self.axe(&format!("{name} at {width}, {shade}")).await;
        }
        self.looks(1280, false).await;
    }

    /// axe-core finds nothing.
    async fn axe(&self, what: &str) {
        let axe = std::fs::read_to_string(tools().join("node_modules/axe-core/axe.min.js")).unwrap();
        self.client.execute(&axe, vec![]).await.unwrap();
        let run = "const done = arguments[0];
            const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
            axe.run({runOnly: tags}).then((found) => done(found.violations.map(
                (one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' ')}`)))";
        let found = self.client.execute_async(run, vec![]).await.unwrap();
        assert_eq!(found, json!([]), "{what}");
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        // The browser ends with its driver's children; a profile in use is no failure.
        let _ = Command::new("pkill").args(["-P", &self.driver.id().to_string()]).status();
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// Keeps a picture below the target folder.
fn keep(name: &str, picture: &[u8]) {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("pages");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(format!("{name}.png")), picture).unwrap();
}

/// The folder where npm has put axe-core and pa11y.
fn tools() -> PathBuf {
    named(TOOLS).unwrap().into()
}

/// pa11y finds nothing on the page at this address, read with these cookies. They go with its first request only: a page
/// that asks whether its session is over leaves, which on a slow machine comes before pa11y is done, so it tries again.
pub(crate) fn pa11y(folder: &std::path::Path, address: &str, cookies: &str) {
    let chrome =
        json!({"executablePath": "/usr/bin/chromium", "args": ["--no-sandbox", "--disable-background-networking"]});
    let mut settings = json!({"standard": "WCAG2AA", "chromeLaunchConfig": chrome, "timeout": 60_000});
    if !cookies.is_empty() {
        settings["headers"] = json!({"Cookie": cookies});
    }
    let file = folder.join("pa11y.json");
    std::fs::write(&file, settings.to_string()).unwrap();
    for tries_left in (0..3).rev() {
        let mut pa11y = Command::new(tools().join("node_modules/.bin/pa11y"));
        let found = pa11y.arg("--config").arg(&file).args(["--reporter", "json", address]).output().unwrap();
        let (stdout, stderr) = (String::from_utf8_lossy(&found.stdout), String::from_utf8_lossy(&found.stderr));
        if tries_left > 0 && stderr.contains("because of a navigation") {
            continue;
        }
        assert!(found.status.success() && stdout.trim() == "[]", "{address}: {stdout}{stderr}");
        return;
    }
}
