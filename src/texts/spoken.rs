//! How a secret is read aloud, in English: letters by the words of ICAO and NATO, special characters by name.

use std::borrow::Cow;

use zeroize::Zeroizing;

/// Most characters that are said in one breath.
const BREATH: usize = 5;

/// A secret as it is read aloud, group by group: `capital FOXTROT seven kilo two mike dot`. Every printable
/// ASCII character has a form of its own; any other is said as it is, or by its number if it does not show.
pub fn spoken(secret: &str) -> Vec<Zeroizing<String>> {
    let say = |group: &str| {
        // Room from the start: what grows leaves copies behind.
        let mut said = Zeroizing::new(String::with_capacity(group.chars().count() * 24));
        for c in group.chars() {
            if !said.is_empty() {
                said.push(' ');
            }
            said.push_str(&name(c));
        }
        said
    };
    groups(secret).into_iter().map(say).collect()
}

/// The secret in groups that can be kept in mind: a special character ends one, and what stands between two
/// of them is divided evenly.
fn groups(secret: &str) -> Vec<&str> {
    let mut groups = Vec::new();
    for run in secret.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let ends: Vec<usize> = run.char_indices().map(|(at, c)| at + c.len_utf8()).collect();
        let said = run.chars().filter(|c| c.is_alphanumeric()).count().max(1);
        let (parts, mut begin, mut taken) = (said.div_ceil(BREATH), 0, 0);
        for part in 0..parts {
            taken += said / parts + usize::from(part < said % parts);
            let end = if part + 1 == parts { run.len() } else { ends[taken - 1] };
            groups.push(&run[begin..end]);
            begin = end;
        }
    }
    groups
}

/// What a character is called.
fn name(c: char) -> Cow<'static, str> {
    let name = match c {
        'A'..='Z' => return format!("capital {}", letter(c.to_ascii_lowercase()).to_uppercase()).into(),
        'a'..='z' => letter(c),
        '0' => "zero",
        '1' => "one",
        '2' => "two",
        '3' => "three",
        '4' => "four",
        '5' => "five",
        '6' => "six",
        '7' => "seven",
        '8' => "eight",
        '9' => "nine",
        ' ' => "space",
        '!' => "exclamation mark",
        '"' => "double quote",
        '#' => "hash",
        '$' => "dollar",
        '%' => "percent",
        '&' => "ampersand",
        '\'' => "apostrophe",
        '(' => "opening bracket",
        ')' => "closing bracket",
        '*' => "star",
        '+' => "plus",
        ',' => "comma",
        '-' => "hyphen",
        '.' => "dot",
        '/' => "slash",
        ':' => "colon",
        ';' => "semicolon",
        '<' => "less than",
        '=' => "equals",
        '>' => "greater than",
        '?' => "question mark",
        '@' => "at",
        '[' => "opening square bracket",
        '\\' => "backslash",
        ']' => "closing square bracket",
        '^' => "circumflex",
        '_' => "underscore",
        '`' => "backtick",
        '{' => "opening brace",
        '|' => "vertical bar",
        '}' => "closing brace",
        '~' => "tilde",
        c if c.is_whitespace() || crate::domain::has_control(c.encode_utf8(&mut [0; 4])) => {
            return format!("character U+{:04X}", u32::from(c)).into();
        }
        c => return c.to_string().into(),
    };
    name.into()
}

fn letter(c: char) -> &'static str {
    const WORDS: [&str; 26] = [
        "alfa", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel", "india", "juliett", "kilo", "lima",
        "mike", "november", "oscar", "papa", "quebec", "romeo", "sierra", "tango", "uniform", "victor", "whiskey",
        "xray", "yankee", "zulu",
    ];
    WORDS.get((c as usize).wrapping_sub('a' as usize)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    fn check(secret: &str, expected: &str) {
        let said: Vec<String> = spoken(secret).iter().map(|group| group.as_str().to_owned()).collect();
        assert_eq!(said.join(" | "), expected, "{secret}");
    }

    #[test]
    fn every_printable_character_has_a_spoken_form_of_its_own() {
        let printable: Vec<char> = (' '..='~').collect();
        let names: Vec<String> = printable.iter().map(|c| name(*c).into_owned()).collect();
        assert!(names.iter().all(|name| name.len() > 1 && name.is_ascii()), "{names:?}");
        // Said aloud, capitals in print are no difference.
        let distinct: HashSet<String> = names.iter().map(|name| name.to_lowercase()).collect();
        assert_eq!(distinct.len(), printable.len());
        assert!(spoken(&printable.iter().collect::<String>()).iter().all(|group| !group.is_empty()));
    }

    #[test]
    fn secrets_are_said_in_short_groups() {
        check("", "");
        check("F7k2m.w9", "capital FOXTROT seven kilo two mike dot | whiskey nine");
        check("48203961", "four eight two zero | three nine six one");
        check("a/B#", "alfa slash | capital BRAVO hash");
        check("é\u{200b}~~x", "é character U+200B | tilde | tilde | xray");
        check("abcdef2", "alfa bravo charlie delta | echo foxtrot two");
    }
}
