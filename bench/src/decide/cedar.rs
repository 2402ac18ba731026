//! The same policy in Cedar. What the people of a home permit stands with the home as a set, worked out beforehand as the gate's masks are;
//! a policy for each purpose and stream asks whether the purpose is in it.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use anyhow::{Context as _, Result};
use cedar_policy::{
    Authorizer, Context, Decision, Entities, Entity, EntityTypeName, EntityUid, PolicySet, Request,
    RestrictedExpression,
};

use super::gate::Houses;

/// Cedar with everything it is asked, made beforehand.
pub struct Cedar {
    authorizer: Authorizer,
    policies: PolicySet,
    homes: Vec<Entities>,
    /// Home by home, in them streams, in them purposes.
    requests: Vec<Request>,
}

impl Cedar {
    pub fn new(houses: &Houses) -> Result<Self> {
        let mut text = String::new();
        for stream in 0..houses.streams {
            for purpose in 0..houses.purposes {
                let name = houses.purpose(purpose);
                writeln!(
                    text,
                    "permit(principal == Purpose::\"{name}\", action == Action::\"keep_{stream}\", resource) when {{ resource.permitted.contains(\"{name}\") }};"
                )?;
            }
        }
        let mut homes = Vec::with_capacity(houses.homes());
        let mut requests = Vec::new();
        for home in 0..houses.homes() {
            let resource = uid("Home", &home.to_string())?;
            let permitted = houses
                .permitted(home)
                .into_iter()
                .map(|purpose| RestrictedExpression::new_string(houses.purpose(purpose)));
            let attributes = HashMap::from([(
                "permitted".to_owned(),
                RestrictedExpression::new_set(permitted),
            )]);
            let entity = Entity::new(resource.clone(), attributes, HashSet::new())?;
            homes.push(Entities::from_entities([entity], None)?);
            for stream in 0..houses.streams {
                for purpose in 0..houses.purposes {
                    let principal = uid("Purpose", &houses.purpose(purpose))?;
                    let action = uid("Action", &format!("keep_{stream}"))?;
                    requests.push(Request::new(
                        principal,
                        action,
                        resource.clone(),
                        Context::empty(),
                        None,
                    )?);
                }
            }
        }
        Ok(Self {
            authorizer: Authorizer::new(),
            policies: text.parse().context("the policies")?,
            homes,
            requests,
        })
    }

    /// How many cases there are.
    pub fn cases(&self) -> usize {
        self.requests.len()
    }

    /// Whether a case is permitted.
    pub fn permits(&self, case: usize) -> bool {
        let each = self.requests.len() / self.homes.len();
        let (Some(request), Some(entities)) =
            (self.requests.get(case), self.homes.get(case / each))
        else {
            return false;
        };
        self.authorizer
            .is_authorized(request, &self.policies, entities)
            .decision()
            == Decision::Allow
    }

    /// The same as a number.
    pub fn decide(&mut self, case: usize) -> u64 {
        u64::from(self.permits(case))
    }
}

fn uid(kind: &str, id: &str) -> Result<EntityUid> {
    let kind: EntityTypeName = kind.parse()?;
    Ok(EntityUid::from_type_name_and_id(
        kind,
        cedar_policy::EntityId::new(id),
    ))
}
