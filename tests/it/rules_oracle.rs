//! The rules against a second, independent formulation: written from the documented meanings alone, as
//! plainly as possible, and judged on random and near-edge secrets.

use ossmosis::domain::CredentialKind::{Application, VoicePortal};
use ossmosis::rules::{Generator, Owner, Rules, check};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use rand::SeedableRng;

const CASES: u32 = 20_000;
const SPECIALS: [char; 12] = ['/', '#', '@', '-', '|', '_', '~', '!', '.', '^', '&', '*'];

fn runner() -> TestRunner {
    let config = Config { cases: CASES, failure_persistence: None, ..Config::default() };
    TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]))
}

/// Every broken rule of an application password, by looking at each window of three, each position.
fn password_oracle(password: &str) -> Vec<&'static str> {
    let c: Vec<char> = password.chars().collect();
    let mut broken = Vec::new();
    let mut rule = |name, is_broken: bool| {
        if is_broken {
            broken.push(name);
        }
    };
    rule("min_length", c.len() < 8);
    rule("max_length", c.len() > 40);
    rule("allowed_characters", c.iter().any(|x| !(x.is_ascii_alphanumeric() || SPECIALS.contains(x))));
    rule("min_upper", !c.iter().any(|x| "ABCDEFGHIJKLMNOPQRSTUVWXYZ".contains(*x)));
    rule("min_lower", !c.iter().any(|x| "abcdefghijklmnopqrstuvwxyz".contains(*x)));
    rule("min_digits", !c.iter().any(|x| "0123456789".contains(*x)));
    rule("min_special", !c.iter().any(|x| SPECIALS.contains(x)));
    rule("max_repeat", c.windows(3).any(|w| w[0] == w[1] && w[1] == w[2]));
    let alphabets = ["0123456789", "abcdefghijklmnopqrstuvwxyz"];
    let holds_sequence = c.windows(3).any(|w| {
        let text: String = w.iter().map(char::to_ascii_lowercase).collect();
        let back: String = text.chars().rev().collect();
        alphabets.iter().any(|alphabet| alphabet.contains(&text) || alphabet.contains(&back))
    });
    rule("max_sequence", holds_sequence);
    broken
}

/// Every broken rule of a passcode for a user with this extension and number.
fn passcode_oracle(passcode: &str, extension: &str, number: &str) -> Vec<&'static str> {
    let length = passcode.chars().count();
    let numeric = passcode.chars().all(|x| "0123456789".contains(x));
    let mut broken = Vec::new();
    let mut rule = |name, is_broken: bool| {
        if is_broken {
            broken.push(name);
        }
    };
    rule("digits_only", !numeric);
    rule("min_length", length < 6);
    rule("max_length", length > 30);
    if numeric && length >= 2 {
        let first = &passcode[..1];
        rule("no_repeated_digit", first.repeat(length) == passcode);
        // Runs as long as ten digits allow; a longer one would have to wrap around.
        rule("no_sequence", "0123456789".contains(passcode) || "9876543210".contains(passcode));
        let repeats = (2..length).any(|n| length / n * n == length && passcode[..n].repeat(length / n) == passcode);
        rule("no_repeated_pattern", repeats);
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        let mut own = vec![extension.to_owned(), digits.clone()];
        if number.starts_with('+') {
            for cut in 1..=3 {
                if digits.len() - cut >= 6 {
                    own.push(digits[cut..].to_owned());
                }
            }
        } else if digits.len() == 10 {
            own.push(format!("1{digits}"));
        } else if digits.len() == 11 && digits.starts_with('1') {
            own.push(digits[1..].to_owned());
        }
        rule("not_own_number", own.iter().any(|one| one == passcode));
        rule("not_own_number_reversed", own.iter().any(|one| one.chars().rev().eq(passcode.chars())));
    }
    broken
}

/// Passwords near the edges of the rules: lengths around 8 and 40, runs, sequences, odd characters.
fn passwords() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => "[A-Z]", 6 => "[a-z]", 6 => "[0-9]", 4 => "[/#@|_~!.^&*-]",
        1 => "[ $é漢\\\\%=]",
        1 => Just("aa".to_owned()), 1 => Just("AAA".to_owned()), 1 => Just("77".to_owned()), 1 => Just("...".to_owned()),
        1 => Just("ab".to_owned()), 1 => Just("xYz".to_owned()), 1 => Just("CbA".to_owned()), 1 => Just("89".to_owned()),
        1 => Just("321".to_owned()), 1 => Just("90".to_owned()), 1 => Just("za".to_owned()), 1 => Just("9a".to_owned()),
    ];
    prop_oneof![
        4 => vec(piece.clone(), 5..12).prop_map(|pieces| pieces.concat()),
        1 => vec(piece.clone(), 28..42).prop_map(|pieces| pieces.concat()),
        1 => vec(piece, 0..4).prop_map(|pieces| pieces.concat()),
        2 => (any::<u64>(), 0_usize..16, "[A-Za-z0-9!. ]").prop_map(|(seed, at, c)| {
            let mut drawn: Vec<char> = generated(seed, true).chars().collect();
            drawn[at] = c.chars().next().unwrap();
            drawn.into_iter().collect()
        }),
    ]
}

/// Passcodes near the edges: repeated, ascending, patterned, the user's own numbers and near them.
fn passcodes() -> impl Strategy<Value = String> {
    let own =
        ["860", "068", "14842531928", "4842531928", "842531928", "42531928", "2531928", "82913524841", "8291352484"];
    prop_oneof![
        3 => "[0-9]{4,9}",
        1 => "[0-9]{28,32}",
        1 => "[0-9]{0,3}",
        1 => ("[0-9]", 1_usize..32).prop_map(|(digit, n)| digit.repeat(n)),
        2 => ("[0-9]{1,4}", 1_usize..8).prop_map(|(block, n)| block.repeat(n)),
        2 => (0_usize..10, 1_usize..11).prop_map(|(from, n)| "0123456789".chars().skip(from).take(n).collect()),
        2 => (0_usize..10, 1_usize..11).prop_map(|(from, n)| "9876543210".chars().skip(from).take(n).collect()),
        1 => "[0-9]{3}[a٣ é-][0-9]{3}",
        2 => proptest::sample::select(own.to_vec()).prop_map(str::to_owned),
        1 => (proptest::sample::select(own.to_vec()), "[0-9]").prop_map(|(number, more)| format!("{number}{more}")),
        1 => any::<u64>().prop_map(|seed| generated(seed, false)),
    ]
}

fn generated(seed: u64, password: bool) -> String {
    let rules = Rules::default();
    let kind = if password { Application } else { VoicePortal };
    let mut rng = rand::rngs::StdRng::seed_from_u64(seed);
    Generator::new(&rules, kind).draw(None, &mut rng).unwrap().expose().to_owned()
}

#[test]
fn twenty_thousand_passwords_get_the_documented_verdict() {
    let rules = Rules::default();
    let valid = std::cell::Cell::new(0_u32);
    runner()
        .run(&passwords(), |password| {
            let verdict = check(&rules, Application, &password, None);
            let broken: Vec<&str> = verdict.violations.iter().map(|violation| violation.rule.as_str()).collect();
            prop_assert_eq!(&broken, &password_oracle(&password));
            valid.set(valid.get() + u32::from(broken.is_empty()));
            Ok(())
        })
        .unwrap();
    // A test in which nothing, or everything, were valid would show little.
    assert!((CASES / 20..CASES * 19 / 20).contains(&valid.get()), "{valid:?} of {CASES} are valid");
}

#[test]
fn twenty_thousand_passcodes_get_the_documented_verdict() {
    let rules = Rules::default();
    for number in ["+1-4842531928", "(484) 253-1928", "14842531928"] {
        let owner = Owner {
            extension: Some("860".to_owned()),
            phone_number: Some(number.to_owned()),
            numbers_known: true,
            ..Owner::with_user_id("4842531928")
        };
        let valid = std::cell::Cell::new(0_u32);
        runner()
            .run(&passcodes(), |passcode| {
                let verdict = check(&rules, VoicePortal, &passcode, Some(&owner));
                let broken: Vec<&str> = verdict.violations.iter().map(|violation| violation.rule.as_str()).collect();
                prop_assert_eq!(&broken, &passcode_oracle(&passcode, "860", number));
                valid.set(valid.get() + u32::from(broken.is_empty()));
                Ok(())
            })
            .unwrap();
        assert!((CASES / 20..CASES * 19 / 20).contains(&valid.get()), "{valid:?} of {CASES} are valid");
    }
}

#[test]
fn twenty_thousand_generated_secrets_are_valid_and_differ() {
    let mut seen = std::collections::HashSet::new();
    for seed in 0..u64::from(CASES) {
        let password = generated(seed, true);
        assert!(password_oracle(&password).is_empty(), "{password}");
        assert!(password.starts_with(|c: char| c.is_ascii_alphabetic()), "{password}");
        assert!(!password.contains(['0', 'O', '1', 'l', 'I', '|', '-']), "{password}");
        assert!(seen.insert(password), "a password was drawn twice");
        let passcode = generated(seed, false);
        assert!(passcode_oracle(&passcode, "", "").is_empty(), "{passcode}");
    }
}
