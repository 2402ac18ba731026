//! From the citation that a person types to the clause.

use crate::{ALL, Clause, Instrument};

/// The clause that a text cites: `PECR Sch A1 para 5`, `gdpr article 5(1)(e)`, `DPA 2018 section 164A`.
///
/// Case, spaces and dots do not matter; the other names of an instrument and the long forms of `Art`, `s.`, `reg`, `Sch`, `para`,
/// `std` and `chapter` are understood. `None` when no such clause is known, which does not mean that the instrument has none.
pub fn find(text: &str) -> Option<Clause> {
    let (instrument, place) = split(text)?;
    instrument
        .clauses()
        .iter()
        .copied()
        .find(|clause| tokens(clause.place) == place)
}

/// The clauses at and beneath a citation, in the order of the instrument: `PECR Sch A1` gives its paragraphs too, `PECR` alone
/// gives all of its clauses. Empty when nothing is known there.
pub fn under(text: &str) -> Vec<Clause> {
    let Some((instrument, place)) = split(text) else {
        return Vec::new();
    };
    instrument
        .clauses()
        .iter()
        .copied()
        .filter(|clause| tokens(clause.place).starts_with(&place))
        .collect()
}

/// The instrument that a text begins with, by its longest fitting name, and the tokens of the rest.
fn split(text: &str) -> Option<(&'static Instrument, Vec<String>)> {
    let text = tokens(text);
    ALL.iter()
        .flat_map(|instrument| {
            let names = instrument.also.iter().chain([&instrument.name]);
            names.map(|name| (*instrument, tokens(name)))
        })
        .filter_map(|(instrument, name)| {
            Some((name.len(), instrument, text.strip_prefix(name.as_slice())?))
        })
        .max_by_key(|(length, _, _)| *length)
        .map(|(_, instrument, rest)| (instrument, rest.to_vec()))
}

/// A citation taken apart: `Art 5(1)(e)` is `art`, `5`, `(1`, `(e`. What stood in brackets stays apart from what did not.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens = vec![String::new()];
    for letter in text.chars().flat_map(char::to_lowercase) {
        match (letter, tokens.last_mut()) {
            ('\'' | '’', _) => {}
            (letter, Some(last)) if letter.is_alphanumeric() => last.push(letter),
            ('(', _) => tokens.push("(".to_owned()),
            _ => tokens.push(String::new()),
        }
    }
    tokens.retain(|token| !token.is_empty());
    for token in &mut tokens {
        if let Some((_, short)) = SHORT.iter().find(|(long, _)| token == long) {
            (*short).clone_into(token);
        }
    }
    tokens
}

/// Long forms of the words in a citation, as tokens.
const SHORT: &[(&str, &str)] = &[
    ("article", "art"),
    ("articles", "art"),
    ("arts", "art"),
    ("section", "s"),
    ("sections", "s"),
    ("ss", "s"),
    ("regulation", "reg"),
    ("regulations", "reg"),
    ("regs", "reg"),
    ("schedule", "sch"),
    ("paragraph", "para"),
    ("paragraphs", "para"),
    ("paras", "para"),
    ("standard", "std"),
    ("ch", "chapter"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{en_303_645, pecr, uk_gdpr};

    #[test]
    fn every_clause_is_found_by_its_own_citation_and_by_every_name_of_its_instrument() {
        for instrument in ALL {
            for clause in instrument.clauses() {
                assert_eq!(find(&clause.to_string()), Some(*clause));
                for name in instrument.also {
                    assert_eq!(
                        find(&format!("{name}  {}", clause.place.to_uppercase())),
                        Some(*clause)
                    );
                }
            }
        }
    }

    #[test]
    fn people_write_citations_in_many_ways() {
        let same = [
            ("PECR Sch A1 para 5", pecr::SCH_A1_PARA_5),
            ("pecr schedule A1, paragraph 5", pecr::SCH_A1_PARA_5),
            ("gdpr article 5 (1) (e)", uk_gdpr::ART_5_1_E),
            ("UK GDPR Art. 5(1)(e)", uk_gdpr::ART_5_1_E),
            ("DPA section 164A", crate::dpa_2018::S_164A),
            (
                "Data Protection Act 2018 s 164A(3)",
                crate::dpa_2018::S_164A_3,
            ),
            ("ETSI EN 303 645 5.5-1", en_303_645::P_5_5_1),
            ("Children’s code standard 7", crate::childrens_code::STD_7),
            (
                "SI 2023/1007 Sch 1 para 1",
                crate::psti_regulations_2023::SCH_1_PARA_1,
            ),
        ];
        for (text, clause) in same {
            assert_eq!(find(text), Some(clause), "{text}");
        }
    }

    #[test]
    fn instruments_answer_to_the_names_in_use() {
        use crate::{
            case_law, charges_regulations_2018, dmcc_act_2024, equality_act_2010, eu_cra,
            eu_data_act, eu_radio_equipment, ico_audit_toolkits, ico_cma_harmful_design,
            ico_complaints, ico_must_should_could, ico_subject_access, iso_29147,
        };
        let same = [
            ("Data Act Art 3(1)", eu_data_act::ART_3_1),
            ("Regulation (EU) 2023/2854 Article 50", eu_data_act::ART_50),
            ("CRA Art 14", eu_cra::ART_14),
            (
                "Cyber Resilience Act Annex I, Part II",
                eu_cra::ANNEX_I_PART_II,
            ),
            (
                "Delegated Reg (EU) 2022/30 Art 1(2)",
                eu_radio_equipment::ART_1_2,
            ),
            ("EN 303 645 5.3-13", en_303_645::P_5_3_13),
            ("EN 303 645 5.3", en_303_645::P_5_3),
            ("EN 303 645 Annex B", en_303_645::ANNEX_B),
            ("ISO/IEC 29147:2018 6.2.5", iso_29147::P_6_2_5),
            (
                "Data Protection (Charges and Information) Regulations 2018 regulation 2",
                charges_regulations_2018::REG_2,
            ),
            ("Equality Act 2010 section 20", equality_act_2010::S_20),
            ("DMCC Act s.230", dmcc_act_2024::S_230),
            (
                "ICO audit toolkit: toolkit Connected toys",
                ico_audit_toolkits::TOOLKIT_CONNECTED_TOYS,
            ),
            (
                "ICO-CMA joint position on harmful design, practice Nudges",
                ico_cma_harmful_design::PRACTICE_NUDGES,
            ),
            (
                "ICO complaints guidance, ch. Acknowledge",
                ico_complaints::CHAPTER_ACKNOWLEDGE,
            ),
            (
                "ICO subject access guidance chapter time",
                ico_subject_access::CHAPTER_TIME,
            ),
            (
                "ICO definition of must/should/could: meaning of should",
                ico_must_should_could::MEANING_OF_SHOULD,
            ),
            (
                "case law: Fairhurst v Woodard",
                case_law::FAIRHURST_V_WOODARD,
            ),
        ];
        for (text, clause) in same {
            assert_eq!(find(text), Some(clause), "{text}");
        }
        assert_eq!(
            under("Data Act Art 3"),
            [
                eu_data_act::ART_3_1,
                eu_data_act::ART_3_2,
                eu_data_act::ART_3_3
            ]
        );
        assert_eq!(under("CRA Annex I").len(), 2);
    }

    #[test]
    fn what_is_not_there_is_not_found() {
        for text in [
            "",
            "PECR",
            "PECR reg 6(4)",
            "UK GDPR Art 22",
            "UK GDPR Art 77",
            "DPA 2018 s.9",
            "UK GDPR Art 51",
            "GDPRArt 5",
        ] {
            assert_eq!(find(text), None, "{text}");
        }
        assert_eq!(under("nothing of the kind"), []);
    }

    #[test]
    fn a_part_of_an_instrument_gives_what_stands_beneath_it() {
        let places = |text| {
            under(text)
                .iter()
                .map(|clause| clause.place)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            places("PECR reg 6"),
            [
                "reg 6",
                "reg 6(1)",
                "reg 6(2)",
                "reg 6(2)(a)",
                "reg 6(2)(b)"
            ]
        );
        assert_eq!(places("EN 303 645 5.7"), ["5.7-1", "5.7-2"]);
        assert_eq!(places("UK GDPR Art 5(1)").len(), 6);
        assert_eq!(under("PECR").len(), pecr::INSTRUMENT.clauses().len());
    }
}
