// Written by `cargo xtask codegen` from `law/*.toml`. Do not edit.

//! United Kingdom General Data Protection Regulation (Regulation (EU) 2016/679 as it forms part of domestic law).

use cardea_units::date;

use crate::{Clause, Instrument, Reach};

/// United Kingdom General Data Protection Regulation (Regulation (EU) 2016/679 as it forms part of domestic law).
pub static INSTRUMENT: Instrument = Instrument {
    name: "UK GDPR",
    also: &["GDPR"],
    title: "United Kingdom General Data Protection Regulation (Regulation (EU) 2016/679 as it forms part of domestic law)",
    in_force: date(2020, 12, 31),
    list: || {
        &[
            ART_2,
            ART_4_1,
            ART_4_7,
            ART_4_8,
            ART_4_11,
            ART_4_14,
            ART_4_15,
            ART_4A,
            ART_5_1_A,
            ART_5_1_B,
            ART_5_1_C,
            ART_5_1_D,
            ART_5_1_E,
            ART_5_1_F,
            ART_5_2,
            ART_5_3,
            ART_6_1,
            ART_6_1_A,
            ART_6_1_B,
            ART_6_1_C,
            ART_6_1_D,
            ART_6_1_E,
            ART_6_1_EA,
            ART_6_1_F,
            ART_6_3,
            ART_6_5,
            ART_6_11,
            ART_7,
            ART_7_1,
            ART_7_2,
            ART_7_3,
            ART_7_4,
            ART_8_1,
            ART_8_2,
            ART_8_2A,
            ART_8_2B,
            ART_8ZA,
            ART_8A,
            ART_9_1,
            ART_9_2,
            ART_9_2_A,
            ART_11,
            ART_11A,
            ART_12_1,
            ART_12_2,
            ART_12_3,
            ART_12_4,
            ART_12_5,
            ART_12_6,
            ART_12A_1,
            ART_12A_2,
            ART_12A_2_B,
            ART_12A_3,
            ART_12A_4,
            ART_12A_5,
            ART_12A_6,
            ART_13,
            ART_13_1,
            ART_13_1_C,
            ART_13_1_E,
            ART_13_2_A,
            ART_13_2_CA,
            ART_13_2_D,
            ART_13_2_E,
            ART_13_2_F,
            ART_13_3,
            ART_14,
            ART_14_2_DA,
            ART_14_3,
            ART_14_4,
            ART_14_5,
            ART_14_6,
            ART_14_7,
            ART_15_1,
            ART_15_1_EA,
            ART_15_1A,
            ART_15_3,
            ART_15_4,
            ART_16,
            ART_17,
            ART_17_1_B,
            ART_17_1_F,
            ART_17_3,
            ART_18,
            ART_19,
            ART_20,
            ART_20_4,
            ART_21,
            ART_21_2,
            ART_21_3,
            ART_22A,
            ART_22B,
            ART_22B_4,
            ART_22C,
            ART_22C_2_A,
            ART_22D,
            ART_24,
            ART_24_3,
            ART_25,
            ART_25_1,
            ART_25_1A,
            ART_25_1B,
            ART_25_2,
            ART_26,
            ART_27,
            ART_28,
            ART_28_2,
            ART_28_3,
            ART_28_4,
            ART_29,
            ART_30,
            ART_32,
            ART_32_1,
            ART_32_1_A,
            ART_32_1_B,
            ART_32_1_C,
            ART_32_1_D,
            ART_32_2,
            ART_32_4,
            ART_33_1,
            ART_33_2,
            ART_33_3,
            ART_33_4,
            ART_33_5,
            ART_34,
            ART_35,
            ART_35_1,
            ART_35_2,
            ART_35_3,
            ART_35_4,
            ART_35_7,
            ART_35_9,
            ART_35_11,
            ART_36,
            ART_37,
            ART_38,
            ART_39,
            ART_40,
            ART_41,
            ART_42,
            ART_43,
            ART_44A,
            ART_45A,
            ART_45B,
            ART_45C,
            ART_46,
            ART_47,
            ART_47A,
            ART_49,
            ANNEX_1,
            ANNEX_2,
            RECITAL_26,
            RECITAL_32,
            RECITAL_42,
            RECITAL_43,
            RECITAL_75,
        ]
    },
};

/// Art 2: material scope.
pub const ART_2: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 2",
    heading: "material scope",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "what a person does for purely personal ends, which the maker never may claim",
};

/// Art 4(1): definition: personal data.
pub const ART_4_1: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 4(1)",
    heading: "definition: personal data",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether the manifest names every field and everybody whom it can say something about",
};

/// Art 4(7): definition: controller.
pub const ART_4_7: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 4(7)",
    heading: "definition: controller",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether the organisation named is the one that really decides",
};

/// Art 4(8): definition: processor.
pub const ART_4_8: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 4(8)",
    heading: "definition: processor",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether a processor really acts on instructions only",
};

/// Art 4(11): definition: consent.
pub const ART_4_11: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 4(11)",
    heading: "definition: consent",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether the wording informs, and whether people feel free to say no",
};

/// Art 4(14): definition: biometric data.
pub const ART_4_14: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 4(14)",
    heading: "definition: biometric data",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether a measurement allows or confirms who somebody is",
};

/// Art 4(15): definition: data concerning health.
pub const ART_4_15: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 4(15)",
    heading: "definition: data concerning health",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether data that is not marked still reveals something about health",
};

/// Art 4A: how periods of time are counted.
pub const ART_4A: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 4A",
    heading: "how periods of time are counted",
    in_force: date(2025, 8, 20),
    reach: Reach::Part,
    people: "which public holidays apply to the controller",
};

/// Art 5(1)(a): lawfulness, fairness and transparency.
pub const ART_5_1_A: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 5(1)(a)",
    heading: "lawfulness, fairness and transparency",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether people would find the processing fair",
};

/// Art 5(1)(b): purpose limitation.
pub const ART_5_1_B: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 5(1)(b)",
    heading: "purpose limitation",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether a purpose is explicit enough, and a new use compatible",
};

/// Art 5(1)(c): data minimisation.
pub const ART_5_1_C: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 5(1)(c)",
    heading: "data minimisation",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether a purpose could be reached with less than it asks for",
};

/// Art 5(1)(d): accuracy.
pub const ART_5_1_D: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 5(1)(d)",
    heading: "accuracy",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "how good the measurements and estimates are",
};

/// Art 5(1)(e): storage limitation.
pub const ART_5_1_E: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 5(1)(e)",
    heading: "storage limitation",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether a period that has been set is as short as it could be",
};

/// Art 5(1)(f): integrity and confidentiality.
pub const ART_5_1_F: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 5(1)(f)",
    heading: "integrity and confidentiality",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether the measures declared are in the product",
};

/// Art 5(2): accountability.
pub const ART_5_2: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 5(2)",
    heading: "accountability",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether the evidence shows what it is said to show",
};

/// Art 5(3): what purpose limitation means for re-use.
pub const ART_5_3: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 5(3)",
    heading: "what purpose limitation means for re-use",
    in_force: date(2026, 2, 5),
    reach: Reach::Part,
    people: "whether data was first collected by this controller, and fairly",
};

/// Art 6(1): lawfulness of processing.
pub const ART_6_1: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 6(1)",
    heading: "lawfulness of processing",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether the facts of the product meet the basis that was chosen",
};

/// Art 6(1)(a): basis: consent.
pub const ART_6_1_A: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 6(1)(a)",
    heading: "basis: consent",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether people feel free to say no",
};

/// Art 6(1)(b): basis: contract with the person.
pub const ART_6_1_B: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 6(1)(b)",
    heading: "basis: contract with the person",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether the contract really needs the processing",
};

/// Art 6(1)(c): basis: legal obligation.
pub const ART_6_1_C: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 6(1)(c)",
    heading: "basis: legal obligation",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether the law named really demands the processing",
};

/// Art 6(1)(d): basis: vital interests.
pub const ART_6_1_D: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 6(1)(d)",
    heading: "basis: vital interests",
    in_force: date(2020, 12, 31),
    reach: Reach::None,
    people: "all of it: no control checks this clause yet",
};

/// Art 6(1)(e): basis: public task.
pub const ART_6_1_E: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 6(1)(e)",
    heading: "basis: public task",
    in_force: date(2026, 2, 5),
    reach: Reach::None,
    people: "all of it: no control checks this clause yet",
};

/// Art 6(1)(ea): basis: recognised legitimate interest.
pub const ART_6_1_EA: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 6(1)(ea)",
    heading: "basis: recognised legitimate interest",
    in_force: date(2026, 2, 5),
    reach: Reach::Part,
    people: "whether the processing is necessary for the interest",
};

/// Art 6(1)(f): basis: legitimate interests.
pub const ART_6_1_F: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 6(1)(f)",
    heading: "basis: legitimate interests",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "the balance between the interest and the person",
};

/// Art 6(3): legal obligation and public task need a law behind them.
pub const ART_6_3: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 6(3)",
    heading: "legal obligation and public task need a law behind them",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether the law named is domestic law and lays down the duty",
};

/// Art 6(5): recognised legitimate interests are those of Annex 1.
pub const ART_6_5: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 6(5)",
    heading: "recognised legitimate interests are those of Annex 1",
    in_force: date(2026, 2, 5),
    reach: Reach::Part,
    people: "whether the facts meet the condition of Annex 1 that was chosen",
};

/// Art 6(11): examples of legitimate interests.
pub const ART_6_11: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 6(11)",
    heading: "examples of legitimate interests",
    in_force: date(2026, 2, 5),
    reach: Reach::Part,
    people: "whether the interest is like one of the examples",
};

/// Art 7: conditions for consent.
pub const ART_7: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 7",
    heading: "conditions for consent",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether people understand the choice and feel free to make it",
};

/// Art 7(1): consent can be shown.
pub const ART_7_1: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 7(1)",
    heading: "consent can be shown",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether the person in the record is the one who chose",
};

/// Art 7(2): the request stands apart and is plain.
pub const ART_7_2: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 7(2)",
    heading: "the request stands apart and is plain",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether the request is plain to the people who read or hear it",
};

/// Art 7(3): withdrawing is as easy as giving.
pub const ART_7_3: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 7(3)",
    heading: "withdrawing is as easy as giving",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether the steps counted in the manifest are those a person meets",
};

/// Art 7(4): consent is not the price of the service.
pub const ART_7_4: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 7(4)",
    heading: "consent is not the price of the service",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether the product without the choice is still worth having",
};

/// Art 8(1): age from which a child consents alone: 13.
pub const ART_8_1: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 8(1)",
    heading: "age from which a child consents alone: 13",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether the service is offered directly to a child",
};

/// Art 8(2): reasonable efforts to verify the parent's consent.
pub const ART_8_2: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 8(2)",
    heading: "reasonable efforts to verify the parent's consent",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether the efforts to verify a parent's consent are reasonable",
};

/// Art 8(2A): ministers may set another age from 13 to 16.
pub const ART_8_2A: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 8(2A)",
    heading: "ministers may set another age from 13 to 16",
    in_force: date(2026, 4, 29),
    reach: Reach::Part,
    people: "whether regulations have set another age",
};

/// Art 8(2B): such regulations need Parliament's approval.
pub const ART_8_2B: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 8(2B)",
    heading: "such regulations need Parliament's approval",
    in_force: date(2026, 4, 29),
    reach: Reach::Part,
    people: "whether regulations that set another age were approved",
};

/// Art 8ZA: ministers may make rules on verifying a child's age.
pub const ART_8ZA: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 8ZA",
    heading: "ministers may make rules on verifying a child's age",
    in_force: date(2026, 4, 29),
    reach: Reach::Part,
    people: "whether regulations have made rules on verifying age",
};

/// Art 8A: purpose limitation: further processing.
pub const ART_8A: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 8A",
    heading: "purpose limitation: further processing",
    in_force: date(2026, 2, 5),
    reach: Reach::Part,
    people: "whether a new purpose is compatible with the first",
};

/// Art 9(1): special categories of personal data.
pub const ART_9_1: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 9(1)",
    heading: "special categories of personal data",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether data that is not marked could still reveal a special category",
};

/// Art 9(2): conditions for special categories.
pub const ART_9_2: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 9(2)",
    heading: "conditions for special categories",
    in_force: date(2025, 8, 20),
    reach: Reach::Part,
    people: "whether the facts meet the condition that was chosen",
};

/// Art 9(2)(a): condition: explicit consent.
pub const ART_9_2_A: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 9(2)(a)",
    heading: "condition: explicit consent",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether the statement of consent is express and its words fit the use",
};

/// Art 11: processing that does not need identification.
pub const ART_11: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 11",
    heading: "processing that does not need identification",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether the data can still be joined to a person",
};

/// Art 11A: ministers may add special categories.
pub const ART_11A: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 11A",
    heading: "ministers may add special categories",
    in_force: date(2025, 8, 20),
    reach: Reach::Part,
    people: "whether regulations have added a category that the product touches",
};

/// Art 12(1): concise, plain and accessible information.
pub const ART_12_1: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 12(1)",
    heading: "concise, plain and accessible information",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether people understand what they are told",
};

/// Art 12(2): help people to use their rights.
pub const ART_12_2: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 12(2)",
    heading: "help people to use their rights",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether a person who never had an account finds the way",
};

/// Art 12(3): action without undue delay.
pub const ART_12_3: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 12(3)",
    heading: "action without undue delay",
    in_force: date(2026, 2, 5),
    reach: Reach::Part,
    people: "whether what was done was done without undue delay",
};

/// Art 12(4): reasons when a request is refused.
pub const ART_12_4: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 12(4)",
    heading: "reasons when a request is refused",
    in_force: date(2026, 6, 19),
    reach: Reach::Part,
    people: "whether the reasons given are good ones",
};

/// Art 12(5): free of charge.
pub const ART_12_5: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 12(5)",
    heading: "free of charge",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether a request is manifestly unfounded or excessive",
};

/// Art 12(6): more information where identity is in reasonable doubt.
pub const ART_12_6: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 12(6)",
    heading: "more information where identity is in reasonable doubt",
    in_force: date(2026, 2, 5),
    reach: Reach::Part,
    people: "whether the doubt about who asks is reasonable",
};

/// Art 12A(1): the period: one month.
pub const ART_12A_1: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 12A(1)",
    heading: "the period: one month",
    in_force: date(2026, 2, 5),
    reach: Reach::Part,
    people: "whether an answer could have come sooner than the month",
};

/// Art 12A(2): when the period begins.
pub const ART_12A_2: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 12A(2)",
    heading: "when the period begins",
    in_force: date(2026, 2, 5),
    reach: Reach::Part,
    people: "which day the request, the proof of identity or the fee came, where no system saw it",
};

/// Art 12A(2)(b): the period begins with the information on identity.
pub const ART_12A_2_B: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 12A(2)(b)",
    heading: "the period begins with the information on identity",
    in_force: date(2026, 2, 5),
    reach: Reach::Part,
    people: "whether the proof of identity was asked for with reason",
};

/// Art 12A(3): two more months.
pub const ART_12A_3: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 12A(3)",
    heading: "two more months",
    in_force: date(2026, 2, 5),
    reach: Reach::Part,
    people: "whether the request is complex enough for two more months",
};

/// Art 12A(4): notice of the longer period, with reasons.
pub const ART_12A_4: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 12A(4)",
    heading: "notice of the longer period, with reasons",
    in_force: date(2026, 2, 5),
    reach: Reach::Part,
    people: "whether the reasons for the longer period are good ones",
};

/// Art 12A(5): time that does not count while an answer is awaited.
pub const ART_12A_5: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 12A(5)",
    heading: "time that does not count while an answer is awaited",
    in_force: date(2026, 2, 5),
    reach: Reach::Part,
    people: "whether the question to the person was put without delay",
};

/// Art 12A(6): when such a question may be asked.
pub const ART_12A_6: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 12A(6)",
    heading: "when such a question may be asked",
    in_force: date(2026, 2, 5),
    reach: Reach::Part,
    people: "whether the question to the person was reasonable",
};

/// Art 13: information where data is collected from the person.
pub const ART_13: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 13",
    heading: "information where data is collected from the person",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether people see and understand what they are told",
};

/// Art 13(1): told at the time of collection.
pub const ART_13_1: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 13(1)",
    heading: "told at the time of collection",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether people are really told before the first reading",
};

/// Art 13(1)(c): told: purposes and lawful basis.
pub const ART_13_1_C: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 13(1)(c)",
    heading: "told: purposes and lawful basis",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether the purpose is worded so that people understand it",
};

/// Art 13(1)(e): told: recipients.
pub const ART_13_1_E: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 13(1)(e)",
    heading: "told: recipients",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether data goes to somebody whom the manifest does not name",
};

/// Art 13(2)(a): told: how long.
pub const ART_13_2_A: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 13(2)(a)",
    heading: "told: how long",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether the period is worded so that people understand it",
};

/// Art 13(2)(ca): told: the complaint to the controller.
pub const ART_13_2_CA: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 13(2)(ca)",
    heading: "told: the complaint to the controller",
    in_force: date(2026, 6, 19),
    reach: Reach::Part,
    people: "whether people find the way to complain",
};

/// Art 13(2)(d): told: the complaint to the regulator.
pub const ART_13_2_D: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 13(2)(d)",
    heading: "told: the complaint to the regulator",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether people find the way to the regulator",
};

/// Art 13(2)(e): told: whether giving the data is required.
pub const ART_13_2_E: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 13(2)(e)",
    heading: "told: whether giving the data is required",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether the set-up tells people what they may leave out",
};

/// Art 13(2)(f): told: significant automated decisions.
pub const ART_13_2_F: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 13(2)(f)",
    heading: "told: significant automated decisions",
    in_force: date(2026, 2, 5),
    reach: Reach::Part,
    people: "whether the explanation of the logic means something to people",
};

/// Art 13(3): told before a new purpose.
pub const ART_13_3: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 13(3)",
    heading: "told before a new purpose",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether people notice the change before it comes",
};

/// Art 14: information where data comes from elsewhere.
pub const ART_14: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 14",
    heading: "information where data comes from elsewhere",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether there are sources that the manifest does not name",
};

/// Art 14(2)(da): told: the complaint to the controller.
pub const ART_14_2_DA: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 14(2)(da)",
    heading: "told: the complaint to the controller",
    in_force: date(2026, 6, 19),
    reach: Reach::Part,
    people: "whether people find the way to complain",
};

/// Art 14(3): told within a month at most.
pub const ART_14_3: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 14(3)",
    heading: "told within a month at most",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether the moment chosen is early enough for the facts",
};

/// Art 14(4): told before a new purpose.
pub const ART_14_4: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 14(4)",
    heading: "told before a new purpose",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether people notice the change before it comes",
};

/// Art 14(5): when people need not be told.
pub const ART_14_5: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 14(5)",
    heading: "when people need not be told",
    in_force: date(2026, 2, 5),
    reach: Reach::Part,
    people: "whether the facts meet the exception that was chosen",
};

/// Art 14(6): what disproportionate effort depends on.
pub const ART_14_6: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 14(6)",
    heading: "what disproportionate effort depends on",
    in_force: date(2026, 2, 5),
    reach: Reach::Part,
    people: "whether the effort would really be disproportionate",
};

/// Art 14(7): protection where people are not told.
pub const ART_14_7: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 14(7)",
    heading: "protection where people are not told",
    in_force: date(2026, 2, 5),
    reach: Reach::Part,
    people: "whether the measures for people who are not told protect them",
};

/// Art 15(1): right of access.
pub const ART_15_1: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 15(1)",
    heading: "right of access",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether data is held that no store of the manifest shows",
};

/// Art 15(1)(ea): access: the complaint to the controller.
pub const ART_15_1_EA: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 15(1)(ea)",
    heading: "access: the complaint to the controller",
    in_force: date(2026, 6, 19),
    reach: Reach::Part,
    people: "whether people find the way to complain",
};

/// Art 15(1A): reasonable and proportionate search.
pub const ART_15_1A: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 15(1A)",
    heading: "reasonable and proportionate search",
    in_force: date(2025, 6, 19),
    reach: Reach::Part,
    people: "how far a reasonable search goes where data is not in a store that the manifest names",
};

/// Art 15(3): a copy of the data.
pub const ART_15_3: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 15(3)",
    heading: "a copy of the data",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether the copy is intelligible to the person who gets it",
};

/// Art 15(4): the copy does not harm others.
pub const ART_15_4: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 15(4)",
    heading: "the copy does not harm others",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whose rights the copy would harm, and how to prevent it",
};

/// Art 16: right to rectification.
pub const ART_16: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 16",
    heading: "right to rectification",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "what is true where the person and the product differ",
};

/// Art 17: right to erasure.
pub const ART_17: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 17",
    heading: "right to erasure",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether a ground for erasure or for refusing it applies",
};

/// Art 17(1)(b): erasure after withdrawal.
pub const ART_17_1_B: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 17(1)(b)",
    heading: "erasure after withdrawal",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether another basis is left after the withdrawal",
};

/// Art 17(1)(f): erasure of what was collected from a child.
pub const ART_17_1_F: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 17(1)(f)",
    heading: "erasure of what was collected from a child",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether the person was a child when the data was collected",
};

/// Art 17(3): when erasure may be refused.
pub const ART_17_3: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 17(3)",
    heading: "when erasure may be refused",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether a reason to refuse erasure fits the facts",
};

/// Art 18: right to restriction.
pub const ART_18: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 18",
    heading: "right to restriction",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether a ground for restriction applies",
};

/// Art 19: telling recipients.
pub const ART_19: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 19",
    heading: "telling recipients",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether recipients act on what they are told",
};

/// Art 20: right to data portability.
pub const ART_20: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 20",
    heading: "right to data portability",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether another service can use the file",
};

/// Art 20(4): portability does not harm others.
pub const ART_20_4: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 20(4)",
    heading: "portability does not harm others",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whose rights the file would harm, and how to prevent it",
};

/// Art 21: right to object.
pub const ART_21: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 21",
    heading: "right to object",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether the maker's grounds outweigh the person's",
};

/// Art 21(2): objecting to direct marketing.
pub const ART_21_2: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 21(2)",
    heading: "objecting to direct marketing",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether a use is direct marketing in disguise",
};

/// Art 21(3): direct marketing stops.
pub const ART_21_3: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 21(3)",
    heading: "direct marketing stops",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether partners stop too",
};

/// Art 22A: automated processing and significant decisions.
pub const ART_22A: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 22A",
    heading: "automated processing and significant decisions",
    in_force: date(2026, 2, 5),
    reach: Reach::Part,
    people: "whether a person takes a meaningful part in the decision, and whether its effect is significant",
};

/// Art 22B: restrictions on automated decision-making.
pub const ART_22B: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 22B",
    heading: "restrictions on automated decision-making",
    in_force: date(2026, 2, 5),
    reach: Reach::Part,
    people: "whether the facts meet the condition for special categories",
};

/// Art 22B(4): no automated decision on a recognised legitimate interest.
pub const ART_22B_4: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 22B(4)",
    heading: "no automated decision on a recognised legitimate interest",
    in_force: date(2026, 2, 5),
    reach: Reach::Part,
    people: "whether the decision rests on that basis even in part",
};

/// Art 22C: safeguards for automated decision-making.
pub const ART_22C: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 22C",
    heading: "safeguards for automated decision-making",
    in_force: date(2026, 2, 5),
    reach: Reach::Part,
    people: "whether the person who reviews a decision can and does change it",
};

/// Art 22C(2)(a): told about the automated decision.
pub const ART_22C_2_A: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 22C(2)(a)",
    heading: "told about the automated decision",
    in_force: date(2026, 2, 5),
    reach: Reach::Part,
    people: "whether people understand what was decided about them",
};

/// Art 22D: further provision about automated decision-making.
pub const ART_22D: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 22D",
    heading: "further provision about automated decision-making",
    in_force: date(2026, 2, 5),
    reach: Reach::None,
    people: "all of it: no control checks this clause yet",
};

/// Art 24: responsibility of the controller.
pub const ART_24: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 24",
    heading: "responsibility of the controller",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether the measures fit the risk",
};

/// Art 24(3): codes and certification as evidence.
pub const ART_24_3: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 24(3)",
    heading: "codes and certification as evidence",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether the code or certificate covers the processing",
};

/// Art 25: data protection by design and by default.
pub const ART_25: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 25",
    heading: "data protection by design and by default",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether the measures declared are in the product",
};

/// Art 25(1): data protection by design.
pub const ART_25_1: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 25(1)",
    heading: "data protection by design",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether the measures chosen are effective and up to date",
};

/// Art 25(1A): children's higher protection matters.
pub const ART_25_1A: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 25(1A)",
    heading: "children's higher protection matters",
    in_force: date(2026, 2, 5),
    reach: Reach::Part,
    people: "how children are best protected and supported by this product",
};

/// Art 25(1B): what those matters are.
pub const ART_25_1B: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 25(1B)",
    heading: "what those matters are",
    in_force: date(2026, 2, 5),
    reach: Reach::Part,
    people: "what children of different ages need",
};

/// Art 25(2): data protection by default.
pub const ART_25_2: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 25(2)",
    heading: "data protection by default",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether the defaults in the manifest are those of the product on the shelf",
};

/// Art 26: joint controllers.
pub const ART_26: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 26",
    heading: "joint controllers",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether two organisations that decide together are declared so",
};

/// Art 27: representative of a maker outside the UK.
pub const ART_27: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 27",
    heading: "representative of a maker outside the UK",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether the representative is appointed in writing and can be reached",
};

/// Art 28: processors.
pub const ART_28: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 28",
    heading: "processors",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether the processor gives sufficient guarantees",
};

/// Art 28(2): no further processor without authorisation.
pub const ART_28_2: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 28(2)",
    heading: "no further processor without authorisation",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether the authorisation was given before the further processor began",
};

/// Art 28(3): terms of the contract with a processor.
pub const ART_28_3: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 28(3)",
    heading: "terms of the contract with a processor",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether the signed contract says what the manifest says of it",
};

/// Art 28(4): the same duties for a further processor.
pub const ART_28_4: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 28(4)",
    heading: "the same duties for a further processor",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether the further contract really imposes the same duties",
};

/// Art 29: processing on instructions only.
pub const ART_29: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 29",
    heading: "processing on instructions only",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether staff and processors keep to their instructions",
};

/// Art 30: records of processing activities.
pub const ART_30: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 30",
    heading: "records of processing activities",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether processing takes place that the manifest does not name",
};

/// Art 32: security of processing.
pub const ART_32: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 32",
    heading: "security of processing",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether the measures declared are in the product and fit the risk",
};

/// Art 32(1): security fit to the risk.
pub const ART_32_1: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 32(1)",
    heading: "security fit to the risk",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether the measures fit the state of the art, the cost and the risk",
};

/// Art 32(1)(a): pseudonymisation and encryption.
pub const ART_32_1_A: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 32(1)(a)",
    heading: "pseudonymisation and encryption",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether the firmware encrypts as the manifest says, with methods that are sound today",
};

/// Art 32(1)(b): confidentiality, integrity, availability and resilience.
pub const ART_32_1_B: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 32(1)(b)",
    heading: "confidentiality, integrity, availability and resilience",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether the systems hold under load and attack",
};

/// Art 32(1)(c): restoring access after an incident.
pub const ART_32_1_C: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 32(1)(c)",
    heading: "restoring access after an incident",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether a restore works in the time that people need",
};

/// Art 32(1)(d): regular testing.
pub const ART_32_1_D: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 32(1)(d)",
    heading: "regular testing",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether the tests would find what matters",
};

/// Art 32(2): risks that count.
pub const ART_32_2: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 32(2)",
    heading: "risks that count",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "which risks were not thought of",
};

/// Art 32(4): staff act on instructions only.
pub const ART_32_4: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 32(4)",
    heading: "staff act on instructions only",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether staff keep to their instructions",
};

/// Art 33(1): breach: 72 hours to the regulator.
pub const ART_33_1: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 33(1)",
    heading: "breach: 72 hours to the regulator",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether a breach is likely to put people at risk, and when it was known",
};

/// Art 33(2): breach: the processor tells the controller.
pub const ART_33_2: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 33(2)",
    heading: "breach: the processor tells the controller",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether processors tell of a breach as soon as they know",
};

/// Art 33(3): breach: what the notice says.
pub const ART_33_3: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 33(3)",
    heading: "breach: what the notice says",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether what the notice says is true and complete",
};

/// Art 33(4): breach: information in phases.
pub const ART_33_4: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 33(4)",
    heading: "breach: information in phases",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether what is still missing is sent without undue delay",
};

/// Art 33(5): breach: record of every one.
pub const ART_33_5: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 33(5)",
    heading: "breach: record of every one",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether every breach was noticed",
};

/// Art 34: breach: telling people.
pub const ART_34: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 34",
    heading: "breach: telling people",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether the risk to people is high, and whether the message helps them",
};

/// Art 35: data protection impact assessment.
pub const ART_35: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 35",
    heading: "data protection impact assessment",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "the assessment itself",
};

/// Art 35(1): assessment before high-risk processing.
pub const ART_35_1: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 35(1)",
    heading: "assessment before high-risk processing",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "the assessment itself, and whether processing that no trigger names is still high risk",
};

/// Art 35(2): advice of the data protection officer.
pub const ART_35_2: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 35(2)",
    heading: "advice of the data protection officer",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether the advice was independent, and was followed or answered",
};

/// Art 35(3): processing that always needs an assessment.
pub const ART_35_3: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 35(3)",
    heading: "processing that always needs an assessment",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether the scale of the processing is large",
};

/// Art 35(4): the regulator's list of processing that needs an assessment.
pub const ART_35_4: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 35(4)",
    heading: "the regulator's list of processing that needs an assessment",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "entries of the list that no fact of a manifest shows",
};

/// Art 35(7): contents of an assessment.
pub const ART_35_7: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 35(7)",
    heading: "contents of an assessment",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether the risks are all there and the measures suffice",
};

/// Art 35(9): views of the people concerned.
pub const ART_35_9: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 35(9)",
    heading: "views of the people concerned",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether the views sought are those of the people concerned",
};

/// Art 35(11): review when the risk changes.
pub const ART_35_11: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 35(11)",
    heading: "review when the risk changes",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether a change outside the manifest alters the risk",
};

/// Art 36: prior consultation.
pub const ART_36: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 36",
    heading: "prior consultation",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether the risk that remains is high",
};

/// Art 37: designation of the data protection officer.
pub const ART_37: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 37",
    heading: "designation of the data protection officer",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether the monitoring is regular, systematic and large",
};

/// Art 38: position of the data protection officer.
pub const ART_38: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 38",
    heading: "position of the data protection officer",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether the officer is independent and heard",
};

/// Art 39: tasks of the data protection officer.
pub const ART_39: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 39",
    heading: "tasks of the data protection officer",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether the officer does the tasks",
};

/// Art 40: codes of conduct.
pub const ART_40: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 40",
    heading: "codes of conduct",
    in_force: date(2026, 2, 5),
    reach: Reach::Part,
    people: "whether an approved code fits the product",
};

/// Art 41: monitoring of codes of conduct.
pub const ART_41: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 41",
    heading: "monitoring of codes of conduct",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether the monitoring body is accredited for the code",
};

/// Art 42: certification.
pub const ART_42: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 42",
    heading: "certification",
    in_force: date(2026, 2, 5),
    reach: Reach::Part,
    people: "whether the certificate covers the processing",
};

/// Art 43: certification bodies.
pub const ART_43: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 43",
    heading: "certification bodies",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether the certification body is accredited",
};

/// Art 44A: general principles for transfers.
pub const ART_44A: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 44A",
    heading: "general principles for transfers",
    in_force: date(2026, 2, 5),
    reach: Reach::Part,
    people: "whether data leaves the UK in ways that the manifest does not name",
};

/// Art 45A: transfers approved by regulations.
pub const ART_45A: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 45A",
    heading: "transfers approved by regulations",
    in_force: date(2026, 2, 5),
    reach: Reach::Part,
    people: "whether the recipient falls under the regulations for its country",
};

/// Art 45B: the data protection test.
pub const ART_45B: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 45B",
    heading: "the data protection test",
    in_force: date(2026, 2, 5),
    reach: Reach::Part,
    people: "whether protection in the other country is not materially lower",
};

/// Art 45C: approved transfers are monitored.
pub const ART_45C: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 45C",
    heading: "approved transfers are monitored",
    in_force: date(2026, 2, 5),
    reach: Reach::Part,
    people: "whether approval of a country was changed or withdrawn",
};

/// Art 46: transfers subject to appropriate safeguards.
pub const ART_46: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 46",
    heading: "transfers subject to appropriate safeguards",
    in_force: date(2026, 2, 5),
    reach: Reach::Part,
    people: "whether the safeguards hold in the country they are used for",
};

/// Art 47: binding corporate rules.
pub const ART_47: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 47",
    heading: "binding corporate rules",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether the rules were approved for this group",
};

/// Art 47A: transfers subject to appropriate safeguards: further provision.
pub const ART_47A: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 47A",
    heading: "transfers subject to appropriate safeguards: further provision",
    in_force: date(2026, 2, 5),
    reach: Reach::Part,
    people: "whether regulations have set other standard clauses",
};

/// Art 49: transfers in specific situations.
pub const ART_49: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 49",
    heading: "transfers in specific situations",
    in_force: date(2026, 2, 5),
    reach: Reach::Part,
    people: "whether the situation is really specific and the transfer necessary",
};

/// Annex 1: recognised legitimate interests.
pub const ANNEX_1: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Annex 1",
    heading: "recognised legitimate interests",
    in_force: date(2026, 2, 5),
    reach: Reach::Part,
    people: "whether the facts meet the condition that was chosen",
};

/// Annex 2: purpose limitation: processing treated as compatible.
pub const ANNEX_2: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Annex 2",
    heading: "purpose limitation: processing treated as compatible",
    in_force: date(2026, 2, 5),
    reach: Reach::None,
    people: "all of it: no control checks this clause yet",
};

/// recital 26: anonymous information.
pub const RECITAL_26: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "recital 26",
    heading: "anonymous information",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether somebody who tries could still find the person",
};

/// recital 32: how consent is given.
pub const RECITAL_32: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "recital 32",
    heading: "how consent is given",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether the act of consent is unmistakable to the person who does it",
};

/// recital 42: no detriment for refusing.
pub const RECITAL_42: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "recital 42",
    heading: "no detriment for refusing",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether saying no costs people something that the manifest does not show",
};

/// recital 43: separate consent for separate operations.
pub const RECITAL_43: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "recital 43",
    heading: "separate consent for separate operations",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether operations that share one choice belong together",
};

/// recital 75: risks, also non-material.
pub const RECITAL_75: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "recital 75",
    heading: "risks, also non-material",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "which harm the product could do to feelings, standing and relationships",
};
