//! The days on which rules begin, and the words that no longer stand.

use cardea_law::{
    ALL, Clause, Instrument, childrens_code, cwsa_2026, dpa_2018, eu_cra, eu_data_act,
    eu_radio_equipment, find, ico_complaints, ico_iot_guidance, ico_storage_and_access, pecr,
    psti_act_2022, psti_regulations_2023, uk_gdpr,
};
use cardea_units::{Date, date};

/// The day before, the day, and what begins.
static BEGINNINGS: &[(Date, Date, &[Clause])] = &[
    (
        date(2024, 4, 28),
        date(2024, 4, 29),
        &[
            psti_act_2022::S_9,
            psti_regulations_2023::REG_8,
            psti_regulations_2023::SCH_1_PARA_1,
            psti_regulations_2023::SCH_1_PARA_2,
            psti_regulations_2023::SCH_1_PARA_3,
            psti_regulations_2023::SCH_4,
        ],
    ),
    (
        date(2025, 2, 24),
        date(2025, 2, 25),
        &[psti_regulations_2023::SCH_3],
    ),
    (date(2025, 6, 18), date(2025, 6, 19), &[uk_gdpr::ART_15_1A]),
    (
        date(2025, 7, 31),
        date(2025, 8, 1),
        &[
            eu_radio_equipment::ART_1_1,
            eu_radio_equipment::ART_1_2,
            eu_radio_equipment::ART_1_3,
        ],
    ),
    (date(2025, 8, 19), date(2025, 8, 20), &[pecr::REG_5A]),
    (
        date(2025, 9, 11),
        date(2025, 9, 12),
        &[
            eu_data_act::ART_3_2,
            eu_data_act::ART_3_3,
            eu_data_act::ART_4,
            eu_data_act::ART_5,
            eu_data_act::ART_6,
            eu_data_act::ART_7,
        ],
    ),
    (
        date(2025, 12, 3),
        date(2025, 12, 4),
        &[psti_regulations_2023::SCH_2A],
    ),
    (
        date(2026, 2, 4),
        date(2026, 2, 5),
        &[
            pecr::SCH_A1,
            pecr::SCH_A1_PARA_4,
            pecr::SCH_A1_PARA_5_2,
            uk_gdpr::ART_12A_1,
            uk_gdpr::ART_12A_5,
            uk_gdpr::ART_22A,
            uk_gdpr::ART_22B,
            uk_gdpr::ART_22C,
            uk_gdpr::ART_22D,
            uk_gdpr::ART_25_1A,
            uk_gdpr::ART_44A,
            dpa_2018::S_157,
        ],
    ),
    (
        date(2026, 4, 28),
        date(2026, 4, 29),
        &[
            ico_storage_and_access::CHAPTER_EXCEPTIONS,
            cwsa_2026::S_72,
            uk_gdpr::ART_8_2A,
            uk_gdpr::ART_8ZA,
        ],
    ),
    (
        date(2026, 6, 10),
        date(2026, 6, 11),
        &[ico_iot_guidance::CHAPTER_ABOUT],
    ),
    (
        date(2026, 6, 18),
        date(2026, 6, 19),
        &[
            dpa_2018::S_164A_1,
            dpa_2018::S_164A_3,
            uk_gdpr::ART_13_2_CA,
            uk_gdpr::ART_14_2_DA,
            uk_gdpr::ART_15_1_EA,
            ico_complaints::CHAPTER_ACKNOWLEDGE,
        ],
    ),
    (date(2026, 9, 10), date(2026, 9, 11), &[eu_cra::ART_14]),
    (
        date(2026, 9, 11),
        date(2026, 9, 12),
        &[eu_data_act::ART_3_1],
    ),
    (
        date(2027, 12, 10),
        date(2027, 12, 11),
        &[
            eu_cra::ART_13,
            eu_cra::ANNEX_I_PART_I,
            eu_cra::ANNEX_I_PART_II,
        ],
    ),
];

#[test]
fn clauses_begin_on_the_day_from_which_they_apply() {
    for (eve, day, clauses) in BEGINNINGS {
        for clause in *clauses {
            assert_eq!(clause.in_force, *day, "{clause}");
            assert!(!clause.is_in_force(*eve), "{clause} on {eve}");
            assert!(clause.is_in_force(*day), "{clause} on {day}");
        }
    }
}

#[test]
fn instruments_begin_on_the_day_from_which_they_apply() {
    let beginnings: &[(&Instrument, Date)] = &[
        (&psti_act_2022::INSTRUMENT, date(2024, 4, 29)),
        (&psti_regulations_2023::INSTRUMENT, date(2024, 4, 29)),
        (&childrens_code::INSTRUMENT, date(2021, 9, 2)),
        (&eu_radio_equipment::INSTRUMENT, date(2025, 8, 1)),
        (&eu_data_act::INSTRUMENT, date(2025, 9, 12)),
        (&ico_storage_and_access::INSTRUMENT, date(2026, 4, 29)),
        (&ico_iot_guidance::INSTRUMENT, date(2026, 6, 11)),
    ];
    for (instrument, day) in beginnings {
        assert_eq!(instrument.in_force, *day, "{}", instrument.name);
    }
}

#[test]
fn only_the_cyber_resilience_act_is_still_to_come() {
    let day = date(2026, 11, 23);
    for clause in ALL.iter().flat_map(|instrument| instrument.clauses()) {
        assert!(
            clause.is_in_force(day) || clause.instrument.name == eu_cra::INSTRUMENT.name,
            "{clause} is not in force on {day}"
        );
    }
}

#[test]
fn what_was_repealed_or_never_enacted_cannot_be_cited() {
    for text in [
        "DPA 2018 s.9",
        "PECR reg 6(3)",
        "PECR reg 6(4)",
        "PECR Sch A1 para 8",
        "UK GDPR Art 22",
        "UK GDPR Art 44",
        "UK GDPR Art 45",
        "UK GDPR Art 77",
    ] {
        assert_eq!(find(text), None, "{text}");
    }
}
