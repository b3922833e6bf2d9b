//! A browser without scripts: it keeps cookies by their paths, reads forms, and follows redirects.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use reqwest::header::{COOKIE, HeaderMap, LOCATION, SET_COOKIE};
use reqwest::{Method, StatusCode, redirect};

/// Someone at a browser of their own.
#[derive(Clone)]
pub(crate) struct Visitor {
    http: reqwest::Client,
    address: String,
    /// Values by path and name.
    cookies: Arc<Mutex<BTreeMap<(String, String), String>>>,
}

/// What a browser was answered.
pub(crate) struct Seen {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
    /// The path that answered.
    pub(crate) path: String,
}

/// What opens the sample user's link by this page. At few moments the date of the mail holds one of the two.
pub(crate) fn amaras_answer(page: &str) -> &'static str {
    if page.contains("Your extension") { "102" } else { "2525" }
}

/// A form of a page.
#[derive(Clone, Debug)]
pub(crate) struct Form {
    pub(crate) action: String,
    pub(crate) fields: Vec<(String, String)>,
}

impl Visitor {
    pub(crate) fn new(address: &str) -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = reqwest::Client::builder().redirect(redirect::Policy::none()).build().unwrap();
        Self { http, address: address.to_owned(), cookies: Arc::default() }
    }

    /// Asks once, and follows nothing.
    pub(crate) async fn ask(
        &self,
        method: Method,
        path: &str,
        fields: Option<&[(String, String)]>,
        headers: &[(&'static str, &str)],
    ) -> Seen {
        let mut request = self.http.request(method, format!("{}{path}", self.address));
        let cookies: Vec<String> = self
            .cookies
            .lock()
            .unwrap()
            .iter()
            .filter(|((on, _), _)| path == on || path.starts_with(&format!("{on}/")))
            .map(|((_, name), value)| format!("{name}={value}"))
            .collect();
        if !cookies.is_empty() {
            request = request.header(COOKIE, cookies.join("; "));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(fields) = fields {
            let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
            request = request.header("content-type", "application/x-www-form-urlencoded").body(body);
        }
        let response = request.send().await.unwrap();
        for cookie in response.headers().get_all(SET_COOKIE) {
            self.keep(cookie.to_str().unwrap());
        }
        let (status, headers) = (response.status(), response.headers().clone());
        Seen { status, headers, body: response.text().await.unwrap(), path: path.to_owned() }
    }

    fn keep(&self, cookie: &str) {
        let mut parts = cookie.split("; ");
        let (name, value) = parts.next().unwrap().split_once('=').unwrap();
        let path = parts.find_map(|part| part.strip_prefix("Path=")).unwrap();
        self.cookies.lock().unwrap().insert((path.to_owned(), name.to_owned()), value.to_owned());
    }

    /// Reads a page.
    pub(crate) async fn get(&self, path: &str) -> Seen {
        self.ask(Method::GET, path, None, &[]).await
    }

    /// Sends a form, and goes where it leads.
    pub(crate) async fn send(&self, form: &Form) -> Seen {
        let path = form.action.split('#').next().unwrap();
        let seen = self.ask(Method::POST, path, Some(&form.fields), &[]).await;
        match seen.headers.get(LOCATION) {
            Some(location) if seen.status == StatusCode::SEE_OTHER => self.get(location.to_str().unwrap()).await,
            _ => seen,
        }
    }

    /// Opens a link and answers its question.
    pub(crate) async fn start(&self, token: &str, answer: &str) -> Seen {
        let landing = self.get(&format!("/r/{token}")).await;
        match landing.forms().first() {
            Some(form) => self.send(&form.with("answer", answer)).await,
            None => landing,
        }
    }
}

impl Seen {
    /// It has this status.
    pub(crate) fn is(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.body);
        self
    }

    /// It says this.
    pub(crate) fn says(self, text: &str) -> Self {
        assert!(self.text().contains(text), "it does not say {text:?}: {}", self.text());
        self
    }

    /// It does not say this.
    pub(crate) fn hides(self, text: &str) -> Self {
        assert!(!self.body.contains(text), "it says {text:?}: {}", self.body);
        self
    }

    /// What is read of it.
    pub(crate) fn text(&self) -> String {
        let body = &self.body[self.body.find("<body").unwrap_or_default()..];
        let text: String = body.split('>').filter_map(|part| part.split('<').next()).collect::<Vec<_>>().join(" ");
        text.replace("&amp;", "&").split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The forms of the page, as a browser without scripts would send them.
    pub(crate) fn forms(&self) -> Vec<Form> {
        let forms = self.body.split("<form").skip(1).map(|rest| rest.split("</form>").next().unwrap());
        let read = |form: &str| Form {
            action: attribute(form.split('>').next().unwrap(), "action").unwrap(),
            fields: form
                .split("<input")
                .skip(1)
                .filter_map(|input| {
                    let input = input.split('>').next().unwrap();
                    Some((attribute(input, "name")?, attribute(input, "value").unwrap_or_default()))
                })
                .collect(),
        };
        forms.map(read).collect()
    }

    /// The form that goes to an address ending in this.
    pub(crate) fn form(&self, end: &str) -> Form {
        let forms = self.forms();
        forms
            .into_iter()
            .find(|form| form.action.split('#').next().unwrap().ends_with(end))
            .unwrap_or_else(|| panic!("no {end}: {}", self.body))
    }

    /// The passcode that it shows.
    pub(crate) fn passcode(&self) -> Option<String> {
        let shown = self.body.split("class=\"passcode\"").nth(1)?.split("<span class=\"sr\"").next()?;
        Some(shown.split('>').skip(1).filter_map(|part| part.split('<').next()).collect())
    }

    /// The deadline that it counts down to.
    pub(crate) fn deadline(&self) -> String {
        attribute(self.body.split("id=\"clock\"").nth(1).unwrap_or_else(|| panic!("{}", self.body)), "data-deadline")
            .unwrap()
    }
}

impl Form {
    /// The same, with this typed into a field.
    pub(crate) fn with(&self, name: &str, value: &str) -> Self {
        let mut form = self.clone();
        form.fields.retain(|(found, _)| found != name);
        form.fields.push((name.to_owned(), value.to_owned()));
        form
    }

    /// The same, without a field.
    pub(crate) fn without(&self, name: &str) -> Self {
        let mut form = self.clone();
        form.fields.retain(|(found, _)| found != name);
        form
    }
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let rest = tag.split(&format!(" {name}=\"")).nth(1)?;
    Some(rest.split('"').next()?.replace("&amp;", "&"))
}
