//! Lists whose order says something.

use core::ops::Deref;

use serde_json::Value as Json;

use crate::shape::{Definitions, Reader, Shape};
use crate::{Node, Span};

/// A list in which the order carries meaning: a ladder, or steps one after the other. Every other list of a manifest is a set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sequence<T>(pub Vec<T>);

impl<T> Deref for Sequence<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<'a, T> IntoIterator for &'a Sequence<T> {
    type Item = &'a T;
    type IntoIter = core::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<T: Shape> Shape for Sequence<T> {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        Vec::read(node, reader).map(Self)
    }

    fn absent(at: Span) -> Option<Self> {
        Vec::absent(at).map(Self)
    }

    fn schema(defs: &mut Definitions) -> Json {
        Vec::<T>::schema(defs)
    }

    fn normal(&self) -> Option<Json> {
        let items: Vec<Json> = self.0.iter().filter_map(Shape::normal).collect();
        (!items.is_empty()).then_some(Json::Array(items))
    }
}
