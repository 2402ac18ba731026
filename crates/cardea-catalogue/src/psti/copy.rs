//! Until when a copy of a statement of compliance is kept (PSTI Regulations 2023 regs 8, 9).

use cardea_units::{CalendarDuration, Date};

/// Ten years, counted from the day of issue.
const TEN_YEARS: CalendarDuration = CalendarDuration::from_months(120);

/// The last day for which a copy is kept: ten years from issue, or the end of the support period where that is later.
pub(crate) fn copy_until(issued: Date, support_until: Option<Date>) -> Date {
    let ten_years = TEN_YEARS.after_date(issued);
    support_until.map_or(ten_years, |until| until.max(ten_years))
}

#[cfg(test)]
mod tests {
    use cardea_units::date;

    use super::*;

    #[test]
    fn the_longer_of_ten_years_and_the_support_period() {
        let issued = date(2026, 11, 23);
        for (support, until) in [
            (Some(date(2031, 6, 30)), date(2036, 11, 23)),
            (Some(date(2040, 1, 1)), date(2040, 1, 1)),
            (Some(date(2036, 11, 23)), date(2036, 11, 23)),
            (Some(date(2036, 11, 24)), date(2036, 11, 24)),
            (None, date(2036, 11, 23)),
        ] {
            assert_eq!(copy_until(issued, support), until, "{support:?}");
        }
        assert_eq!(copy_until(date(2028, 2, 29), None), date(2038, 2, 28));
    }
}
