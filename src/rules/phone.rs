//! The shape of an application password that is read aloud: `F7k2m.w94ry.3k6mr.86wyf.2r4k7`.
//!
//! Of the characters whose names rhyme, or that look alike in some face, one at most is used: 3 stands for
//! b c d e g p t v z, 2 for q and u, k for a and j, 9 for 5 and i, m for n, f for s and x, r and y for
//! themselves; 0 o 1 l are left out, and 8 keeps h away. Capitals are no more than the rules demand, and of
//! those that do not look like their small letters.

use std::collections::BTreeMap;

use super::password::{PasswordRules, SPECIALS, rank};

const LETTERS: &str = "fkmrwy";
const DIGITS: &str = "2346789";
/// What a capital may be where small letters are used too.
const CAPITALS: &str = "FMR";
/// What parts groups: the first of these that is allowed. All have a short name that is known to everybody.
const SEPARATORS: &str = "./#*@!&_~^";
/// There are as many characters as this many bits need, before the rules reject any.
const BITS: u32 = 90;
/// Characters of a group.
const GROUP: usize = 5;

/// What each place of a password may hold, or `None` where the rules leave no such shape.
pub(super) fn shape(rules: &PasswordRules) -> Option<Vec<Vec<char>>> {
    let allowed = |set: &str| -> Vec<char> {
        let portal = PasswordRules::default().allowed_characters.unwrap_or_default();
        let allowed = rules.allowed_characters.as_ref().unwrap_or(&portal);
        set.chars().filter(|c| allowed.contains(*c)).collect()
    };
    let capitals_only = allowed(LETTERS).is_empty();
    let letters = if capitals_only { allowed(&LETTERS.to_ascii_uppercase()) } else { allowed(LETTERS) };
    let capitals = if capitals_only { letters.clone() } else { allowed(CAPITALS) };
    let every: Vec<char> = letters.iter().copied().chain(allowed(DIGITS)).collect();
    let separator = allowed(SEPARATORS).first().copied();

    // Of two characters or more, one bit a character at least.
    let wanted = (1..=BITS).find(|count| log2(every.len()) * f64::from(*count) >= f64::from(BITS))?;
    let wanted = usize::try_from(wanted).ok()?;
    let parted = |separator: Option<char>| separator.map_or(0, |_| wanted.div_ceil(GROUP) - 1);
    let length = (wanted + parted(separator)).max(rules.min_length).min(rules.max_length.unwrap_or(usize::MAX));
    let separators = separator.map_or(0, |_| length.saturating_sub(1) / (GROUP + 1)).max(rules.min_special);
    let groups = separators + 1;
    let characters = length.checked_sub(separators).filter(|characters| *characters >= groups)?;

    let mut shape = Vec::with_capacity(length);
    let mut begins = Vec::with_capacity(groups);
    for group in 0..groups {
        if group > 0 {
            shape.push(vec![separator?]);
        }
        begins.push(shape.len());
        let size = characters / groups + usize::from(group < characters % groups);
        shape.extend(std::iter::repeat_n(every.clone(), size));
    }
    // A capital is said with one more word: where a group begins it does not break the rhythm.
    let inner = (0..shape.len()).filter(|at| shape[*at].len() > 1 && !begins.contains(at));
    let mut places = begins.iter().copied().chain(inner.collect::<Vec<_>>());
    shape[0] = letters;
    for _ in 0..rules.min_upper {
        shape[places.next()?].clone_from(&capitals);
    }
    shape.iter().all(|choices| !choices.is_empty()).then_some(shape)
}

/// The share of the strings of a shape that meet the rules, counted.
pub(super) fn share(rules: &PasswordRules, shape: &[Vec<char>]) -> f64 {
    let mut ways = BTreeMap::from([(Ending::default(), 1.0)]);
    for choices in shape {
        let mut longer = BTreeMap::new();
        let each = log2(choices.len()).exp2().recip();
        for (ending, share) in ways {
            for next in choices.iter().filter_map(|c| ending.then(*c, rules)) {
                *longer.entry(next).or_insert(0.0) += share * each;
            }
        }
        ways = longer;
    }
    ways.into_iter().filter(|(ending, _)| ending.meets(rules)).map(|(_, share)| share).sum()
}

/// All that the rules need to know of the beginning of a string.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Ending {
    last: Option<char>,
    repeated: usize,
    ascending: usize,
    descending: usize,
    /// Capitals, small letters, digits, specials; counted no further than is asked.
    classes: [usize; 4],
}

impl Ending {
    /// The string with one more character, unless that breaks a rule for good.
    fn then(self, c: char, rules: &PasswordRules) -> Option<Self> {
        let step = self.last.and_then(rank).zip(rank(c)).map(|(left, right)| right - left);
        let run = |goes_on: bool, length: usize| if goes_on { length + 1 } else { 1 };
        let is = [c.is_ascii_uppercase(), c.is_ascii_lowercase(), c.is_ascii_digit(), SPECIALS.contains(c)];
        let least = least(rules);
        let next = Self {
            last: Some(c),
            repeated: run(self.last == Some(c), self.repeated),
            ascending: run(step == Some(1), self.ascending),
            descending: run(step == Some(-1), self.descending),
            classes: std::array::from_fn(|at| (self.classes[at] + usize::from(is[at])).min(least[at])),
        };
        let within = |found: usize, most: Option<usize>| most.is_none_or(|most| found <= most);
        let sequence = next.ascending.max(next.descending);
        (within(next.repeated, rules.max_repeat) && within(sequence, rules.max_sequence)).then_some(next)
    }

    fn meets(&self, rules: &PasswordRules) -> bool {
        self.classes == least(rules)
    }
}

fn least(rules: &PasswordRules) -> [usize; 4] {
    [rules.min_upper, rules.min_lower, rules.min_digits, rules.min_special]
}

/// The base-2 logarithm of a count.
pub(super) fn log2(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX)).log2()
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use rand::SeedableRng;
    use rand::rngs::StdRng;

    use super::super::{Generator, Rules, Style, check};
    use super::*;
    use crate::domain::CredentialKind::{Application, VoicePortal};

    fn rules(change: impl FnOnce(&mut PasswordRules)) -> Rules {
        let mut rules = Rules::default();
        change(&mut rules.application);
        rules
    }

    fn draws(rules: &Rules, count: usize) -> Vec<String> {
        let generator = Generator::in_style(rules, Application, Style::Phone);
        let mut rng = StdRng::seed_from_u64(7);
        (0..count).map(|_| generator.draw(None, &mut rng).unwrap().expose().to_owned()).collect()
    }

    fn everything_drawn_is_valid(rules: &Rules) {
        for password in draws(rules, 4_000) {
            let verdict = check(rules, Application, &password, None);
            assert!(verdict.is_valid(), "{password}: {:?}", verdict.violations);
            assert!(password.starts_with(|c: char| c.is_ascii_alphabetic()), "{password}");
            let capitals = password.chars().filter(char::is_ascii_uppercase).count();
            assert!(capitals <= rules.application.min_upper || !password.contains(char::is_lowercase), "{password}");
        }
    }

    #[test]
    fn everything_drawn_is_valid_under_many_rules() {
        everything_drawn_is_valid(&Rules::default());
        everything_drawn_is_valid(&rules(|r| r.max_length = Some(8)));
        everything_drawn_is_valid(&rules(|r| (r.min_length, r.max_length) = (40, None)));
        everything_drawn_is_valid(&rules(|r| (r.max_repeat, r.max_sequence) = (Some(1), Some(1))));
        everything_drawn_is_valid(&rules(|r| {
            (r.max_length, r.min_upper, r.min_lower, r.min_digits, r.min_special) = (Some(16), 3, 3, 3, 4);
        }));
        everything_drawn_is_valid(&rules(|r| {
            r.allowed_characters = Some("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_".to_owned());
            (r.min_lower, r.max_length) = (0, Some(12));
        }));
    }

    #[test]
    fn groups_of_five_stand_where_the_rules_have_room_for_them() {
        let sizes = |rules: &Rules| {
            let password = draws(rules, 1).remove(0);
            password.split(|c| SPECIALS.contains(c)).map(str::len).collect::<Vec<_>>()
        };
        assert_eq!(sizes(&Rules::default()), [5, 5, 5, 5, 5]);
        assert_eq!(sizes(&rules(|r| r.max_length = Some(16))), [5, 5, 4]);
        assert_eq!(sizes(&rules(|r| r.max_length = Some(8))), [4, 3]);
        assert_eq!(sizes(&rules(|r| (r.max_length, r.min_special) = (Some(16), 4))), [3, 3, 2, 2, 2]);
        let no_special = rules(|r| {
            r.allowed_characters = Some(('0'..='z').filter(char::is_ascii_alphanumeric).collect());
            r.min_special = 0;
        });
        assert_eq!(sizes(&no_special), [25]);
    }

    #[test]
    fn characters_are_as_often_as_they_stand_in_the_shape() {
        let mut counts: HashMap<char, i32> = HashMap::new();
        let drawn = draws(&Rules::default(), 20_000);
        for c in drawn.iter().flat_map(|password| password.chars()) {
            *counts.entry(c).or_default() += 1;
        }
        assert_eq!(counts.len(), 13 + 3 + 1);
        assert_eq!(counts[&'.'], 4 * 20_000);
        for c in CAPITALS.chars() {
            assert!((counts[&c] - 20_000 / 3).abs() < 400, "{c}: {}", counts[&c]);
        }
        // 24 places of 13 characters each; what stands in more forbidden runs (7, 8) is a little rarer.
        let even = 20_000 * 24 / 13;
        for c in LETTERS.chars().chain(DIGITS.chars()) {
            assert!((counts[&c] - even).abs() < even / 20, "{c}: {} of {even}", counts[&c]);
        }
    }

    #[test]
    fn no_two_characters_sound_or_look_alike() {
        let rhymes = ["ahjk", "bcdegptvz3", "fsx", "lmn", "iy", "59", "i5", "qu2", "h8", "o0"];
        let looks = ["0o", "1li", "2z", "5s", "6b", "gq9", "uv", "vy", "nm", "rn"];
        let used: Vec<char> = LETTERS.chars().chain(DIGITS.chars()).collect();
        for alike in rhymes.iter().chain(&looks) {
            let both: String = used.iter().filter(|c| alike.contains(**c)).collect();
            assert!(both.len() < 2, "{both}");
        }
    }

    #[test]
    fn entropy_is_the_true_count_of_outcomes() {
        for (length, capitals, digits, repeat, sequence) in [(5, 1, 1, 1, 1), (6, 0, 2, 2, 1), (7, 1, 3, 1, 2)] {
            let tiny = rules(|r| {
                r.allowed_characters = Some("Fkm234.".to_owned());
                (r.min_length, r.max_length, r.min_special) = (length, Some(length), usize::from(length > 5));
                (r.min_upper, r.min_digits) = (capitals, digits);
                (r.max_repeat, r.max_sequence) = (Some(repeat), Some(sequence));
            });
            let mut all = vec![String::new()];
            for choices in shape(&tiny.application).unwrap() {
                all = all.iter().flat_map(|begun| choices.iter().map(move |c| format!("{begun}{c}"))).collect();
            }
            let valid = all.iter().filter(|password| check(&tiny, Application, password, None).is_valid()).count();
            assert!(valid > 10 && valid < all.len(), "{valid} of {}", all.len());
            let bits = Generator::in_style(&tiny, Application, Style::Phone).entropy_bits();
            assert!((bits - log2(valid)).abs() < 1e-9, "{bits} for {valid}");
        }
    }

    #[test]
    fn the_default_rules_leave_ninety_bits() {
        let bits = Generator::in_style(&Rules::default(), Application, Style::Phone).entropy_bits();
        assert!((90.0..91.0).contains(&bits), "{bits}");
    }

    #[test]
    fn passcodes_are_digits_in_either_style() {
        let rules = Rules::default();
        let draw = |style| {
            let generator = Generator::in_style(&rules, VoicePortal, style);
            let secret = generator.draw(None, &mut StdRng::seed_from_u64(3)).unwrap();
            (secret.expose().to_owned(), generator.entropy_bits().to_bits())
        };
        assert!(draw(Style::Phone) == draw(Style::Random));
    }

    #[test]
    fn rules_without_a_fitting_character_are_told() {
        for impossible in [
            rules(|r| r.allowed_characters = Some("0123456789".to_owned())),
            rules(|r| r.allowed_characters = Some("abcABC123-".to_owned())),
            rules(|r| (r.max_length, r.min_special) = (Some(8), 5)),
        ] {
            let generator = Generator::in_style(&impossible, Application, Style::Phone);
            assert!(generator.draw(None, &mut StdRng::seed_from_u64(1)).is_err());
            assert!(generator.entropy_bits().abs() < f64::EPSILON);
        }
    }
}
