//! Dated statements of named persons, in `assessments`.

use cardea_manifest::model::Assessment;

use crate::World;

/// What `assessments` has for a control on the day of judgement.
#[derive(Clone, Copy, Debug)]
pub enum Statement<'m> {
    /// Nothing.
    Missing,
    /// A statement with a date that has not come yet.
    NotYet(&'m Assessment),
    /// A statement whose last day has passed.
    Expired(&'m Assessment),
    /// A statement that holds today.
    Holds(&'m Assessment),
}

impl<'m> World<'m> {
    /// The statement about the control with this code.
    pub fn statement(&self, code: &str) -> Statement<'m> {
        let Some(assessment) = self.manifest.assessments.get(code) else {
            return Statement::Missing;
        };
        if *assessment.on > self.today {
            Statement::NotYet(assessment)
        } else if *assessment.until < self.today {
            Statement::Expired(assessment)
        } else {
            Statement::Holds(assessment)
        }
    }
}
