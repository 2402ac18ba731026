//! Where a source file can be mutated, and the same file with a switch at each place.

use core::fmt;

use anyhow::Result;
use proc_macro2::Span;
use quote::ToTokens as _;
use syn::visit_mut::{self, VisitMut};
use syn::{Attribute, BinOp, Expr, ImplItemFn, Item, ItemFn, Pat, Stmt, UnOp, parse_quote};

/// One change that can be switched on.
#[derive(Clone, Debug)]
pub(super) struct Mutant {
    /// Its number, from 1.
    pub(super) number: u32,
    /// The file, from the root of the crate.
    pub(super) file: String,
    /// Line, from 1.
    line: usize,
    /// What is changed, such as `< becomes <=`.
    pub(super) what: String,
}

impl fmt::Display for Mutant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.what)
    }
}

/// The file with switches; its mutants are added to `mutants`.
pub(super) fn with_switches(file: &str, source: &str, mutants: &mut Vec<Mutant>) -> Result<String> {
    let mut tree = syn::parse_file(source)?;
    Switches { file, mutants }.visit_file_mut(&mut tree);
    Ok(tree.to_token_stream().to_string())
}

struct Switches<'a> {
    file: &'a str,
    mutants: &'a mut Vec<Mutant>,
}

impl Switches<'_> {
    /// A new mutant, as the expression that says whether it is on.
    fn switch(&mut self, at: Span, what: impl Into<String>) -> Expr {
        let number = u32::try_from(self.mutants.len())
            .unwrap_or(u32::MAX)
            .saturating_add(1);
        self.mutants.push(Mutant {
            number,
            file: self.file.to_owned(),
            line: at.start().line,
            what: what.into(),
        });
        parse_quote!(crate::mutant::on(#number))
    }

    fn negated(&mut self, expr: &Expr, at: Span, what: &str) -> Expr {
        let on = self.switch(at, format!("`{what}` is negated"));
        parse_quote!(((#expr) != #on))
    }

    fn binary(&mut self, expr: &syn::ExprBinary) -> Option<Expr> {
        let (left, right) = (&expr.left, &expr.right);
        let at = spanned(&expr.op);
        let other_op: BinOp = match expr.op {
            BinOp::Lt(_) => parse_quote!(<=),
            BinOp::Le(_) => parse_quote!(<),
            BinOp::Gt(_) => parse_quote!(>=),
            BinOp::Ge(_) => parse_quote!(>),
            BinOp::Eq(_) => parse_quote!(!=),
            BinOp::Ne(_) => parse_quote!(==),
            BinOp::And(_) if !has_let(&Expr::Binary(expr.clone())) => {
                let on = self.switch(at, "`&&` becomes `||`");
                return Some(
                    parse_quote!((match #on { switched_by_mutation => if (#left) != switched_by_mutation { #right } else { switched_by_mutation } })),
                );
            }
            BinOp::Or(_) => {
                let on = self.switch(at, "`||` becomes `&&`");
                return Some(
                    parse_quote!((match #on { switched_by_mutation => if (#left) == switched_by_mutation { #right } else { !switched_by_mutation } })),
                );
            }
            _ => return None,
        };
        let op = &expr.op;
        let words = |op: &BinOp| op.to_token_stream().to_string();
        let on = self.switch(
            at,
            format!("`{}` becomes `{}`", words(op), words(&other_op)),
        );
        let compared: Expr = parse_quote!((match (&(#left), &(#right)) {
            (left_of_mutation, right_of_mutation) => if #on { left_of_mutation #other_op right_of_mutation } else { left_of_mutation #op right_of_mutation }
        }));
        if matches!(expr.op, BinOp::Eq(_) | BinOp::Ne(_)) {
            return Some(compared);
        }
        Some(self.negated(&compared, at, &words(op)))
    }

    /// `matches!(value, A | B if guard)`: negated, and with each alternative left out.
    fn matches(&mut self, mac: &syn::Macro, at: Span) -> Option<Expr> {
        let parts: Matches = mac.parse_body().ok()?;
        let (value, guard) = (
            &parts.value,
            parts.guard.as_ref().map(|guard| quote::quote!(if #guard)),
        );
        let mut expr: Expr = parse_quote!(#mac);
        if let Pat::Or(alternatives) = &parts.pattern {
            for case in &alternatives.cases {
                let on = self.switch(at, format!("`{}` is left out", case.to_token_stream()));
                expr = parse_quote!((#expr && !(#on && matches!(#value, #case #guard))));
            }
        }
        Some(self.negated(&expr, at, "matches!"))
    }
}

/// Methods whose answer is worth negating.
const ASKING: [&str; 10] = [
    "is_some",
    "is_none",
    "is_empty",
    "any",
    "all",
    "contains",
    "is_some_and",
    "is_none_or",
    "starts_with",
    "is_stated",
];

/// What a control says to its verdict.
const SAYING: [&str; 5] = [
    "broken",
    "cannot_tell",
    "not_applicable",
    "kept_by_construction",
    "ask_statement",
];

impl VisitMut for Switches<'_> {
    fn visit_item_mut(&mut self, item: &mut Item) {
        match item {
            // A switch cannot be asked while the compiler computes.
            Item::Const(_) | Item::Static(_) => {}
            Item::Mod(module) if is_test(&module.attrs) => {}
            Item::Fn(function) if function.sig.constness.is_some() || is_test(&function.attrs) => {}
            _ => visit_mut::visit_item_mut(self, item),
        }
    }

    fn visit_item_fn_mut(&mut self, function: &mut ItemFn) {
        if function.sig.constness.is_none() {
            visit_mut::visit_item_fn_mut(self, function);
        }
    }

    fn visit_impl_item_fn_mut(&mut self, function: &mut ImplItemFn) {
        if function.sig.constness.is_none() {
            visit_mut::visit_impl_item_fn_mut(self, function);
        }
    }

    fn visit_pat_mut(&mut self, _: &mut Pat) {}

    fn visit_stmt_mut(&mut self, stmt: &mut Stmt) {
        let said = match stmt {
            Stmt::Expr(Expr::MethodCall(call), Some(_)) => says(call),
            _ => None,
        };
        visit_mut::visit_stmt_mut(self, stmt);
        if let Some((method, at)) = said {
            let on = self.switch(at, format!("`{method}` is not said"));
            *stmt = parse_quote!(if !#on { #stmt });
        }
    }

    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        if let Expr::Unary(unary) = expr
            && matches!(unary.op, UnOp::Not(_))
        {
            // What stands behind a `!` is negated once, not twice.
            visit_inside(self, &mut unary.expr);
            let at = spanned(&unary.op);
            *expr = self.negated(&expr.clone(), at, "!");
            return;
        }
        visit_mut::visit_expr_mut(self, expr);
        let changed = match expr {
            Expr::Binary(binary) => self.binary(binary),
            Expr::MethodCall(call) if ASKING.iter().any(|name| call.method == name) => {
                let (at, name) = (call.method.span(), call.method.to_string());
                Some(self.negated(&expr.clone(), at, &name))
            }
            Expr::Macro(mac) if mac.mac.path.is_ident("matches") => {
                self.matches(&mac.mac, spanned(&mac.mac.path))
            }
            _ => None,
        };
        if let Some(changed) = changed {
            *expr = changed;
        }
    }
}

/// Visits what a `!` stands before without negating it once more.
fn visit_inside(switches: &mut Switches<'_>, expr: &mut Expr) {
    match expr {
        Expr::MethodCall(_) | Expr::Macro(_) => visit_mut::visit_expr_mut(switches, expr),
        _ => switches.visit_expr_mut(expr),
    }
}

/// The method of a verdict at the beginning of a chain of calls.
fn says(call: &syn::ExprMethodCall) -> Option<(String, Span)> {
    let name = call.method.to_string();
    if SAYING.contains(&name.as_str()) {
        return Some((name, call.method.span()));
    }
    match &*call.receiver {
        Expr::MethodCall(inner) => says(inner),
        _ => None,
    }
}

fn has_let(expr: &Expr) -> bool {
    match expr {
        Expr::Let(_) => true,
        Expr::Binary(binary) if matches!(binary.op, BinOp::And(_)) => {
            has_let(&binary.left) || has_let(&binary.right)
        }
        _ => false,
    }
}

fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg") && attribute.to_token_stream().to_string().contains("test")
    })
}

fn spanned(tokens: &impl quote::ToTokens) -> Span {
    tokens
        .to_token_stream()
        .into_iter()
        .next()
        .map_or_else(Span::call_site, |token| token.span())
}

/// The inside of `matches!`.
struct Matches {
    value: Expr,
    pattern: Pat,
    guard: Option<Expr>,
}

impl syn::parse::Parse for Matches {
    fn parse(input: syn::parse::ParseStream<'_>) -> syn::Result<Self> {
        let value = input.parse()?;
        input.parse::<syn::Token![,]>()?;
        let pattern = Pat::parse_multi_with_leading_vert(input)?;
        let guard = if input.peek(syn::Token![if]) {
            input.parse::<syn::Token![if]>()?;
            Some(input.parse()?)
        } else {
            None
        };
        input.parse::<Option<syn::Token![,]>>()?;
        Ok(Self {
            value,
            pattern,
            guard,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mutants(source: &str) -> (String, Vec<String>) {
        let mut mutants = Vec::new();
        let text = with_switches("a.rs", source, &mut mutants).unwrap();
        syn::parse_file(&text).unwrap();
        (text, mutants.iter().map(Mutant::to_string).collect())
    }

    #[test]
    fn comparisons_move_by_one_and_turn_round() {
        let (_, found) = mutants("fn f(a: u8) -> bool { a < 3 }");
        assert_eq!(
            found,
            ["a.rs:1: `<` becomes `<=`", "a.rs:1: `<` is negated"]
        );
    }

    #[test]
    fn alternatives_are_left_out_one_by_one() {
        let (_, found) = mutants("fn f(a: u8) -> bool { matches!(a, 1 | 2) }");
        assert_eq!(
            found,
            [
                "a.rs:1: `1` is left out",
                "a.rs:1: `2` is left out",
                "a.rs:1: `matches!` is negated"
            ]
        );
    }

    #[test]
    fn what_is_said_is_left_unsaid() {
        let (_, found) = mutants("fn f(v: &mut V) { v.broken(1, 2).with_help(3); v.other(); }");
        assert_eq!(found, ["a.rs:1: `broken` is not said"]);
    }

    #[test]
    fn constants_tests_and_lets_are_left_alone() {
        let (_, found) = mutants(
            "const A: bool = 1 < 2; const fn f() -> bool { 1 < 2 } #[cfg(test)] mod tests { fn g() -> bool { 1 < 2 } }\n\
             fn h(a: Option<u8>) { if let Some(b) = a && b == 1 {} }",
        );
        assert_eq!(found, ["a.rs:2: `==` becomes `!=`"]);
    }

    #[test]
    fn a_double_negation_is_one_mutant() {
        let (_, found) = mutants("fn f(a: &str) -> bool { !a.is_empty() }");
        assert_eq!(found, ["a.rs:1: `!` is negated"]);
    }
}
