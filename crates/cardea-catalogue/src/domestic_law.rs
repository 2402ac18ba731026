//! Whether a text names a law of the United Kingdom.

use cardea_law::{
    Instrument, charges_regulations_2018, cwsa_2026, dmcc_act_2024, dpa_2018, equality_act_2010,
    find, pecr, psti_act_2022, psti_regulations_2023, uk_gdpr,
};

/// The instruments of `law/` that are domestic law. The others are guidance, codes, standards, judgments and law of the European Union.
static DOMESTIC: [&Instrument; 9] = [
    &charges_regulations_2018::INSTRUMENT,
    &cwsa_2026::INSTRUMENT,
    &dmcc_act_2024::INSTRUMENT,
    &dpa_2018::INSTRUMENT,
    &equality_act_2010::INSTRUMENT,
    &pecr::INSTRUMENT,
    &psti_act_2022::INSTRUMENT,
    &psti_regulations_2023::INSTRUMENT,
    &uk_gdpr::INSTRUMENT,
];

/// How a law of the United Kingdom is called, before its year. `Regulation` alone is how the European Union calls its own.
const FORMS: [&str; 4] = ["Act", "Order", "Regulations", "Rules"];

/// Whether a text names a law of the United Kingdom: by its title with the year (`Consumer Rights Act 2015`), or by a clause that
/// `law/` knows (`PECR reg 5A`), which may stand before a colon and what is meant.
pub(crate) fn names_a_law(text: &str) -> bool {
    has_a_title(text) || is_a_clause(text.split(':').next().unwrap_or(text))
}

fn has_a_title(text: &str) -> bool {
    let words: Vec<&str> = text
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    // The first word is part of a title: an Act is the Act of something.
    let titles = words.windows(3);
    titles
        .into_iter()
        .any(|words| matches!(words, [_, form, year] if FORMS.contains(form) && is_year(year)))
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|letter| letter.is_ascii_digit())
}

fn is_a_clause(text: &str) -> bool {
    find(text).is_some_and(|clause| {
        DOMESTIC
            .iter()
            .any(|law| law.name == clause.instrument.name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_with_its_year_names_a_law() {
        for named in [
            "Consumer Rights Act 2015",
            "Product Security and Telecommunications Infrastructure Act 2022 s.8",
            "the General Product Safety Regulations 2005 (SI 2005/1803)",
            "Some Order 2031",
            "Civil Procedure Rules 1998",
        ] {
            assert!(names_a_law(named), "{named}");
        }
        for other in [
            "",
            "the Act",
            "Act 2015",
            "we act 2015 times",
            "Consumer Rights Act",
            "Consumer Rights Act of the year 2015",
            "Consumer Rights Act 215",
            "Consumer Rights Act 20155",
            "Consumer Rights Act soon",
            "Regulation 2016/679",
            "Cyber Resilience Regulation 2024",
        ] {
            assert!(!names_a_law(other), "{other}");
        }
    }

    #[test]
    fn a_clause_of_domestic_law_names_it_and_one_of_other_texts_does_not() {
        for law in DOMESTIC {
            let clause = law.clauses()[0];
            assert!(names_a_law(&clause.to_string()), "{clause}");
            assert!(names_a_law(&format!("{clause}: what it asks of us")));
        }
        for other in [
            "PECR",
            "UK GDPR Art 9999",
            "EN 303 645 5.3",
            "ICO IoT guidance chapter Lawfully",
            "Children's code std 13",
        ] {
            assert!(!names_a_law(other), "{other}");
        }
    }
}
