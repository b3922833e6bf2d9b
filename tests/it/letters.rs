//! Slips on paper, as Chromium prints them.

use std::collections::BTreeMap;

use ossmosis::domain::{Brand, Color, CredentialKind, LocationName, Logo, Secret, User, UserId};
use ossmosis::reset::{Slip, SlipCredential, Slips};
use ossmosis::rules::{Generator, Rules, Style};
use ossmosis::texts::ENGLISH;
use rand::SeedableRng;
use rand::rngs::StdRng;
use regex::Regex;

use crate::chromium::Chromium;
use crate::outside::{TOOLS, named};

const SLIPS: usize = 60;

/// Slips of every make: one credential and both, short and long secrets, names of any length.
fn sheet(brand: &Brand) -> String {
    let mut rng = StdRng::seed_from_u64(11);
    let rules = Rules::default();
    let mut slips = Slips::begin(Vec::new(), brand, &ENGLISH).unwrap();
    for number in 0..SLIPS {
        let (first_name, last_name) = match number % 5 {
            0 => ("Amara".to_owned(), "Okafor".to_owned()),
            1 => ("Nguyễn Thị".to_owned(), "O'Neill-Québec".to_owned()),
            2 => (String::new(), String::new()),
            3 => ("Llanfairpwllgwyngyll".repeat(4), "Wolfeschlegelstein ".repeat(5)),
            _ => ("<b>Bold</b>".to_owned(), "& Sons".to_owned()),
        };
        let user = User {
            protected: false,
            user_id: UserId::parse(&format!("48425{number:05}")).unwrap(),
            first_name,
            last_name,
            email: None,
            phone_number: None,
            extension: None,
            location: LocationName::parse("Denver").unwrap(),
            department: None,
        };
        let style = if number % 2 == 0 { Style::Random } else { Style::Phone };
        let mut draw = |kind| Generator::in_style(&rules, kind, style).draw(None, &mut rng).unwrap();
        let password = match number % 7 {
            6 => Secret::new("0O1lI|B8S5Z2".repeat(4).chars().take(40).collect()),
            _ => draw(CredentialKind::Application),
        };
        let passcode = draw(CredentialKind::VoicePortal);
        let both = [
            SlipCredential { kind: CredentialKind::Application, secret: &password, must_change: false },
            SlipCredential { kind: CredentialKind::VoicePortal, secret: &passcode, must_change: true },
        ];
        let credentials = match number % 3 {
            0 => &both[..],
            1 => &both[..1],
            _ => &both[1..],
        };
        slips.slip(&Slip { user: &user, credentials }).unwrap();
    }
    String::from_utf8(slips.end().unwrap()).unwrap()
}

fn brand() -> Brand {
    Brand {
        name: Some("Acme Voice".to_owned()),
        color: Color::parse("#8a1c4a").unwrap(),
        help: Some("Help desk: extension 4357, or help@acme.example.".to_owned()),
        voice_portal: Some("Dial *86 from your telephone.".to_owned()),
        logo: Some(Logo::new(include_bytes!("../data/logo.png").to_vec()).unwrap()),
    }
}

/// Which page each of a sheet's slips begins and ends on, and how high. Chromium writes links as they are,
/// with their place, so each slip was given one at its top and one at its bottom.
fn places(pdf: &[u8]) -> BTreeMap<(usize, bool), (usize, f64)> {
    let pdf = String::from_utf8_lossy(pdf);
    let objects = pdf.split("endobj").filter_map(|object| object.split_once(" 0 obj"));
    let objects: BTreeMap<&str, &str> =
        objects.map(|(id, body)| (id.rsplit(['\n', '\r']).next().unwrap(), body)).collect();
    let annotations = Regex::new(r"/Annots\s*\[([^\]]*)\]").unwrap();
    let reference = Regex::new(r"(\d+) 0 R").unwrap();
    let link =
        Regex::new(r"(?s)/Rect\s*\[\s*\S+\s+(\S+)\s.*/URI\s*\(https://slip\.example/(\d+)/(top|bottom)\)").unwrap();
    let pages = Regex::new(r"/Kids\s*\[([^\]]*)\]").unwrap();
    let mut found = BTreeMap::new();
    let trees = objects.values().filter(|body| body.contains("/Type /Pages"));
    let in_order = trees.filter_map(|body| pages.captures(body)).flat_map(|kids| {
        let kids = kids.get(1).unwrap().as_str();
        reference.captures_iter(kids).map(|one| one.get(1).unwrap().as_str()).collect::<Vec<_>>()
    });
    for (page, id) in in_order.enumerate() {
        let Some(annotations) = annotations.captures(objects[id]) else { continue };
        for one in reference.captures_iter(&annotations[1]) {
            let Some(link) = link.captures(objects[one.get(1).unwrap().as_str()]) else { continue };
            let place = (link[2].parse().unwrap(), &link[3] == "bottom");
            assert!(found.insert(place, (page, link[1].parse().unwrap())).is_none(), "{place:?} stands twice");
        }
    }
    found
}

#[tokio::test]
async fn no_slip_is_cut_by_a_page_break() {
    if named(TOOLS).is_none() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("letters.html");
    std::fs::write(&file, sheet(&brand())).unwrap();
    let browser = Chromium::start(true).await;
    browser.open(&format!("file://{}", file.display())).await;
    browser.look("letters").await;
    // What 12 mm of margin leave of A4.
    browser.picture_of_print("letters-a4", 703, 1032).await;
    browser
        .run(
            "document.querySelectorAll('.slip').forEach((slip, number) => ['top', 'bottom'].forEach((edge) => {
                const link = document.createElement('a');
                link.href = `https://slip.example/${number}/${edge}`;
                link.textContent = '.';
                link.style.cssText = `position: absolute; left: 0; ${edge}: 2px; font-size: 4px; line-height: 1`;
                slip.append(link);
            }))",
        )
        .await;
    for (paper, width, height) in [("A4", 8.27, 11.69), ("Letter", 8.5, 11.0)] {
        let pdf = browser.print(width, height).await;
        let places = places(&pdf);
        assert_eq!(places.len(), 2 * SLIPS, "{paper}");
        let mut pages = BTreeMap::new();
        for slip in 0..SLIPS {
            let ((page, top), (last, bottom)) = (places[&(slip, false)], places[&(slip, true)]);
            assert!(page == last && top > bottom, "{paper}: slip {slip} from page {page} ({top}) to {last} ({bottom})");
            *pages.entry(page).or_insert(0) += 1;
        }
        assert!(pages.len() * 5 < SLIPS * 2, "{paper} is wasted: {pages:?}");
    }
}
