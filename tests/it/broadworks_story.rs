//! The story of every directory as BroadWorks tells it, over each transport.

use std::time::Duration;

use ossmosis::directory::broadworks::{BroadWorks, BroadWorksDirectory};
use ossmosis::directory::{ChangedBy, CredentialChange, Directory};
use ossmosis::domain::{CredentialKind, LocationName, Secret, UserId};
use ossmosis::rules::{RuleBook, RuleId};

use crate::broadworks::{Company, Double, Setup, Transport, User};
use crate::broadworks_sessions::{SOCKETS, client};
use crate::directory_story::{Places, told_anywhere};

/// The users of the story, as BroadWorks keeps such.
fn company() -> Company {
    let mut company = Company::acme();
    company.users.clear();
    company.groups.clear();
    for place in ["Denver", "Oslo \"Sentrum\""] {
        company.add_group("acme", place, place);
    }
    company.group_mut("acme", "Denver").passcode_rules.min_length = 8;
    let sales = || Some("Sales".to_owned());
    for (id, (first, last), email, phone, extension, group, department) in [
        (
            "4842531928",
            ("Ines", "O'Neill"),
            Some("ines@bücher.example"),
            Some("+1-4842531928"),
            "101",
            "Denver",
            sales(),
        ),
        ("4842530000.0200", ("Émile", "Park"), None, None, "0200", "Denver", sales()),
        ("303%_1", ("Ann", "Lee"), Some("ann@acme.example"), Some("+1-3035550101"), "101", "Oslo \"Sentrum\"", None),
    ] {
        company.add_user(User {
            id: id.to_owned(),
            provider: "acme".to_owned(),
            group: group.to_owned(),
            first_name: first.to_owned(),
            last_name: last.to_owned(),
            email: email.map(str::to_owned),
            phone: phone.map(str::to_owned),
            extension: Some(extension.to_owned()),
            department,
            ..User::default()
        });
    }
    company
}

fn on(double: &Double, transport: Transport) -> BroadWorksDirectory {
    let timeout = Duration::from_secs(10);
    let parts = BroadWorks {
        client: client(double, transport, timeout),
        sockets: SOCKETS,
        portal_rules: Some(RuleBook::default()),
        xsi_url: Some(double.xsi_url().parse().unwrap()),
        timeout,
        ca_file: None,
        learned: None,
    };
    BroadWorksDirectory::new(parts).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_told_over_every_transport() {
    let name = |text: &str| LocationName::parse(text).unwrap();
    for transport in [Transport::Tcp, Transport::Tls, Transport::Soap, Transport::Soaps] {
        let double = Double::start(Setup::default().company(company()).encrypted());
        let directory = on(&double, transport);
        let places = Places { denver: name("acme/Denver"), oslo: name("acme/Oslo \"Sentrum\"") };
        told_anywhere(&directory, &places).await;
        passcodes(&directory, &double, &places).await;
        directory.close().await;
        let record = double.record();
        assert_eq!((&record.invalid[..], record.overlaps), (&[][..], 0), "{transport:?}");
    }
}

/// Nobody can sign in with a passcode from afar: what was set is looked up.
async fn passcodes(directory: &BroadWorksDirectory, double: &Double, places: &Places) {
    let change = |id: &str, passcode: &str| CredentialChange {
        user_id: UserId::parse(id).unwrap(),
        kind: CredentialKind::VoicePortal,
        secret: Secret::new(passcode.to_owned()),
        must_change: true,
        by: ChangedBy::Admin,
        idempotency_key: None,
    };
    let rules = directory.rules(Some(&places.denver)).await.unwrap();
    assert_eq!(rules.voice_portal.min_length, 8);
    assert!(rules.entries(CredentialKind::VoicePortal).iter().any(|(rule, _)| *rule == RuleId::MaxRepeatedDigits));
    let outcomes = directory.set_credentials(&[change("4842531928", "481236"), change("303%_1", "481236")]).await;
    assert!(outcomes[0].is_err() && outcomes[1].is_ok(), "Denver's own rule was not applied: {outcomes:?}");
    assert_eq!(double.company().users["303%_1"].passcode(), Some("481236"));
}
