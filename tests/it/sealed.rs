//! Files that only their recipients can read: ours, and those of age itself.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use age::secrecy::ExposeSecret;
use ossmosis::sealed::{Identity, Recipients, SealError};

use crate::outside::{AGE, named};

/// A key of nobody's.
const SSH_PUBLIC: &str =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEETKO5CRuz1StAqimC47LfLvcA6sHlCdgaX/PuAiq/J nobody@nowhere";
const SSH_SECRET: &str = "\
b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW
QyNTUxOQAAACBBEyjuQkbs9UrQKopguOy3y73AOrB5QnYGl/z7gIqvyQAAAIjyPBcX8jwX
FwAAAAtzc2gtZWQyNTUxOQAAACBBEyjuQkbs9UrQKopguOy3y73AOrB5QnYGl/z7gIqvyQ
AAAEBsuXre2As9eAFwx4wwvDuG9mNSeoNy/SGIc9r9sd+l6kETKO5CRuz1StAqimC47LfL
vcA6sHlCdgaX/PuAiq/JAAAABHRlc3QB
";
const ROWS: &str = "user_id,credential,secret\n4842531928,application,Tulip7!Harbor\n";

struct Keys {
    folder: tempfile::TempDir,
    recipients: [String; 2],
    identities: [PathBuf; 2],
}

fn keys() -> Keys {
    let folder = tempfile::tempdir().unwrap();
    let key = age::x25519::Identity::generate();
    let text = format!("# created: today\n\n{}\n", key.to_string().expose_secret());
    let pem = |of: &str| format!("-----{of} OPENSSH PRIVATE KEY-----\n");
    let files = [("age.txt", text), ("id_ed25519", format!("{}{SSH_SECRET}{}", pem("BEGIN"), pem("END")))];
    let identities = files.map(|(name, text)| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        // ssh keys are taken from private files alone, also by age.
        std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
        path
    });
    Keys { folder, recipients: [key.to_public().to_string(), SSH_PUBLIC.to_owned()], identities }
}

fn sealed(recipients: &[String], text: &str) -> Vec<u8> {
    let mut sealed = Recipients::parse(recipients).unwrap().seal(Vec::new()).unwrap();
    sealed.write_all(text.as_bytes()).unwrap();
    sealed.finish().unwrap()
}

fn opened(identity: &Path, sealed: &[u8]) -> Result<String, String> {
    let identity = Identity::read(identity).map_err(|e| e.to_string())?;
    let mut text = String::new();
    identity.open(sealed).map_err(|e| e.to_string())?.read_to_string(&mut text).map_err(|e| e.to_string())?;
    Ok(text)
}

#[test]
fn each_recipient_opens_what_is_sealed_for_them_and_nobody_else_does() {
    let keys = keys();
    let both = sealed(&keys.recipients, ROWS);
    assert!(both.starts_with(b"age-encryption.org/v1\n"));
    assert!(!both.windows(6).any(|part| part == b"Harbor"));
    for (mine, other) in [(0, 1), (1, 0)] {
        let one = sealed(&keys.recipients[mine..=mine], ROWS);
        assert_eq!(opened(&keys.identities[mine], &both).unwrap(), ROWS);
        assert_eq!(opened(&keys.identities[mine], &one).unwrap(), ROWS);
        assert!(opened(&keys.identities[other], &one).unwrap_err().contains("opens it"));
    }
}

#[test]
fn what_is_large_altered_or_cut_off_is_told() {
    let keys = keys();
    let large = ROWS.repeat(5_000);
    let whole = sealed(&keys.recipients, &large);
    assert_eq!(opened(&keys.identities[0], &whole).unwrap(), large);
    let mut altered = whole.clone();
    altered[200_000] ^= 1;
    for damaged in [&altered[..], &whole[..whole.len() - 1], &whole[..whole.len() / 2], &whole[..30], b"", b"user_id\n"]
    {
        assert!(opened(&keys.identities[0], damaged).is_err(), "{} bytes", damaged.len());
    }
}

#[test]
fn a_wrong_recipient_or_identity_is_named_with_the_reason_and_no_secret_is_told() {
    let keys = keys();
    let secret = std::fs::read_to_string(&keys.identities[0]).unwrap().lines().last().unwrap().to_owned();
    let mistyped = format!("{}q", keys.recipients[0]);
    for (recipient, named, why) in [
        (mistyped.as_str(), mistyped.as_str(), "mistyped"),
        ("ssh-ed25519 AAAAC3Nza", "ssh-ed25519 AAAAC3Nza", "no whole"),
        ("ssh-rsa AAAAB3NzaC1yc2E", "ssh-rsa", "only ssh-ed25519"),
        (&secret, "recipient 2", "secret key"),
        ("ann@acme.example", "recipient 2", "neither"),
    ] {
        let recipients = [keys.recipients[0].clone(), recipient.to_owned()];
        let error = Recipients::parse(&recipients).err().unwrap().to_string();
        assert!(error.contains(named) && error.contains(why) && !error.contains(&secret), "{error}");
    }
    assert!(matches!(Recipients::parse(&[]), Err(SealError::Recipient { .. })));

    let check = |name: &str, text: &str, why: &str| {
        let path = keys.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        let error = Identity::read(&path).err().unwrap().to_string();
        assert!(error.contains(name) && error.contains(why) && !error.contains(&secret), "{error}");
    };
    check("public.txt", &keys.recipients[0], "public");
    check("empty.txt", "# nothing\n", "no key");
    check("second.txt", &format!("{secret}\n{secret}x\n"), "line 2");
    check("cut.pem", &std::fs::read_to_string(&keys.identities[1]).unwrap()[..120], "no whole");
    let missing = keys.folder.path().join("missing.txt");
    assert!(Identity::read(&missing).err().unwrap().to_string().contains("missing.txt"));
}

#[test]
fn age_itself_opens_ours_and_we_open_its() {
    let Some(program) = named(AGE) else { return };
    let keys = keys();
    let run = |arguments: &[&str], input: &[u8]| {
        let mut age = Command::new(&program);
        let mut age = age.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        age.stdin.take().unwrap().write_all(input).unwrap();
        let output = age.wait_with_output().unwrap();
        assert!(output.status.success(), "{arguments:?}");
        output.stdout
    };
    for (recipient, identity) in keys.recipients.iter().zip(&keys.identities) {
        let ours = sealed(std::slice::from_ref(recipient), ROWS);
        assert_eq!(run(&["-d", "-i", identity.to_str().unwrap()], &ours), ROWS.as_bytes());
        let theirs = run(&["-r", recipient], ROWS.as_bytes());
        assert_eq!(opened(identity, &theirs).unwrap(), ROWS);
    }
}
