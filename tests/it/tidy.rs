//! What no compiler checks: the layers, and that no test was forgotten.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The modules, from the vocabulary down to the edges: each names only modules above its own line.
const LAYERS: &[&str] = &[
    "domain",
    "texts",
    "rules",
    "sheet",
    "api",
    "bulk",
    "journal",
    "sealed",
    "kept",
    "http",
    "ocip",
    "hashing",
    "db",
    "links",
    "directory",
    "mail",
    "import",
    "reset",
    "recovery",
    "config",
    "portal",
    "cli",
];
/// The files that may name an adapter of a port: the composition of the whole.
const COMPOSITION: &[&str] = &["cli/context.rs", "cli/backend.rs", "cli/broadworks.rs"];
/// The adapters, each with the folder of its port.
const ADAPTERS: &[(&str, &str)] = &[
    ("directory/", "HttpDirectory"),
    ("directory/", "SqlDirectory"),
    ("directory/", "FrontDirectory"),
    ("directory/", "MemoryDirectory"),
    ("directory/", "directory::sql"),
    ("directory/", "BroadWorksDirectory"),
    ("recovery/", "HttpRecovery"),
    ("recovery/", "SqlRecovery"),
    ("mail/", "Smtp::"),
    ("mail/", "Folder::"),
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Every module that a source names by `crate::…`, also within braces.
fn named_modules(source: &str) -> BTreeSet<String> {
    let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut named = BTreeSet::new();
    for (at, _) in source.match_indices("crate::") {
        let rest = &source[at + "crate::".len()..];
        if let Some(list) = rest.strip_prefix('{') {
            named.extend(list.split('}').next().unwrap_or_default().split(',').map(|item| word(item.trim())));
        } else {
            named.insert(word(rest));
        }
    }
    named
}

#[test]
fn each_module_names_only_modules_above_it() {
    let source_root = root().join("src");
    let mut seen = BTreeSet::new();
    for path in sources(&source_root) {
        let inner = path.strip_prefix(&source_root).unwrap();
        let module = inner.iter().next().unwrap().to_str().unwrap().trim_end_matches(".rs").to_owned();
        if module == "lib" || module == "main" {
            continue;
        }
        let layer = LAYERS.iter().position(|known| *known == module);
        let layer = layer.unwrap_or_else(|| panic!("{module} has no layer"));
        seen.insert(module.clone());
        for named in named_modules(&fs::read_to_string(&path).unwrap()) {
            if let Some(other) = LAYERS.iter().position(|known| *known == named) {
                assert!(other <= layer, "{} names {named}, which stands below {module}", inner.display());
            }
        }
    }
    assert_eq!(seen.len(), LAYERS.len(), "the table names a module that is not there");
}

#[test]
fn only_the_composition_names_adapters() {
    let source_root = root().join("src");
    for path in sources(&source_root) {
        let inner = path.strip_prefix(&source_root).unwrap().display().to_string();
        if COMPOSITION.contains(&inner.as_str()) {
            continue;
        }
        let source = fs::read_to_string(&path).unwrap();
        for (port, adapter) in ADAPTERS {
            assert!(inner.starts_with(port) || !source.contains(adapter), "{inner} names the adapter {adapter}");
        }
    }
}

#[test]
fn architecture_shows_these_layers() {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let mut last = 0;
    for layer in LAYERS {
        let line = format!("\n{layer}/");
        let at =
            text[last..].find(&line).unwrap_or_else(|| panic!("ARCHITECTURE.md does not show {layer}/ in its place"));
        last += at;
    }
}

#[test]
fn no_test_file_is_forgotten() {
    let folder = root().join("tests/it");
    let main = fs::read_to_string(folder.join("main.rs")).unwrap();
    for path in sources(&folder) {
        let name = path.file_stem().unwrap().to_str().unwrap();
        assert!(name == "main" || main.contains(&format!("mod {name};")), "tests/it/main.rs does not name {name}");
    }
}

#[test]
fn the_domain_does_no_input_and_no_serialisation() {
    for path in sources(&root().join("src/domain")).into_iter().chain(sources(&root().join("src/rules"))) {
        let source = fs::read_to_string(&path).unwrap();
        for word in ["serde", "std::fs", "std::net", "tokio", "std::env"] {
            assert!(!source.contains(word), "{} names {word}", path.display());
        }
    }
}
