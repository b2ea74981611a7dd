//! What is known of a value on one way through a function.

use crate::semantic::arguments::Constant;
use crate::syntax::ast::Name;

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Val {
    /// What it is.
    pub(crate) what: What,
    /// Whether it is as it is because something failed.
    pub(crate) tainted: bool,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum What {
    /// Nothing is known.
    Unknown,
    /// A constant; an f-string as it is written.
    Const(Constant),
    /// A dict, or an object by its attributes. Items under keys that are not constant have an empty one.
    Dict(Vec<(Name, Val)>),
    /// A list, a tuple or a set.
    List(Vec<Val>),
    /// A framework's response.
    Answer {
        /// Its body.
        body: Box<Val>,
        /// Its status, where it says one.
        status: Option<Box<Val>>,
    },
    /// One of these.
    Either(Vec<Val>),
}

impl Val {
    /// A value of which nothing is known.
    pub(crate) const UNKNOWN: Self = Self { what: What::Unknown, tainted: false };

    pub(crate) fn new(what: What) -> Self {
        Self { what, tainted: false }
    }

    pub(crate) fn constant(constant: Constant) -> Self {
        Self::new(What::Const(constant))
    }

    pub(crate) fn bool(value: bool) -> Self {
        Self::constant(Constant::Bool(value))
    }

    /// The same, tainted where `tainted` holds.
    #[must_use]
    pub(crate) fn taint(mut self, tainted: bool) -> Self {
        self.tainted |= tainted;
        self
    }

    /// The same, it and what is in it tainted where `tainted` holds.
    #[must_use]
    pub(crate) fn taint_if(self, tainted: bool) -> Self {
        if !tainted {
            return self;
        }
        let all = |items: Vec<Self>| items.into_iter().map(|item| item.taint_if(true)).collect();
        let what = match self.what {
            What::List(items) => What::List(all(items)),
            What::Either(items) => What::Either(all(items)),
            What::Dict(items) => {
                What::Dict(items.into_iter().map(|(name, item)| (name, item.taint_if(true))).collect())
            }
            what => what,
        };
        Self { what, tainted: true }
    }

    /// The constants that a body says, each with its key.
    fn said(&self) -> Vec<(&Name, &Constant)> {
        match &self.what {
            What::Dict(items) => {
                let said = items.iter().filter_map(|(key, item)| match &item.what {
                    What::Const(constant) => Some((key, constant)),
                    _ => None,
                });
                said.collect()
            }
            What::List(items) | What::Either(items) => items.iter().flat_map(Self::said).collect(),
            What::Answer { body, .. } => body.said(),
            What::Unknown | What::Const(_) => Vec::new(),
        }
    }

    /// The item of a body under a key.
    fn body_item(&self, key: &Name) -> Option<&Self> {
        match &self.what {
            What::Dict(items) => items.iter().find(|(name, _)| name == key).map(|(_, item)| item),
            What::List(items) | What::Either(items) => items.iter().find_map(|item| item.body_item(key)),
            What::Answer { body, .. } => body.body_item(key),
            What::Unknown | What::Const(_) => None,
        }
    }

    /// Whether a body says something that none of the `others` says, nor may say.
    pub(crate) fn says_more_than(&self, others: &[Self]) -> bool {
        let new = |(key, constant): &(&Name, &Constant)| {
            others.iter().all(|other| match other.body_item(key).map(|item| &item.what) {
                None => true,
                Some(What::Const(usual)) => usual != *constant,
                Some(_) => false,
            })
        };
        !others.is_empty() && self.said().iter().any(new)
    }

    /// One of two values; the value itself where they are equal.
    pub(crate) fn either(one: Self, other: Self) -> Self {
        if one == other {
            return one;
        }
        let tainted = one.tainted || other.tainted;
        let options = [one, other].into_iter().flat_map(|value| match value.what {
            What::Either(options) => options,
            _ => vec![value],
        });
        Self { what: What::Either(options.collect()), tainted }
    }

    /// The values that it may be.
    pub(crate) fn options(&self) -> Vec<&Self> {
        match &self.what {
            What::Either(options) => options.iter().collect(),
            _ => vec![self],
        }
    }

    /// Whether Python takes it for true, if that is known.
    pub(crate) fn truth(&self) -> Option<bool> {
        match &self.what {
            What::Unknown => None,
            What::Const(constant) => Some(constant.truth()),
            What::Dict(items) => Some(!items.is_empty()),
            What::List(items) => Some(!items.is_empty()),
            What::Answer { .. } => Some(true),
            What::Either(options) => {
                let first = options.first()?.truth()?;
                options.iter().all(|option| option.truth() == Some(first)).then_some(first)
            }
        }
    }

    /// Whether it, or something in it, is as it is because something failed.
    pub(crate) fn is_touched(&self) -> bool {
        self.tainted || self.parts().into_iter().any(Self::is_touched)
    }

    /// What it is made of.
    pub(crate) fn parts(&self) -> Vec<&Self> {
        match &self.what {
            What::Unknown | What::Const(_) => Vec::new(),
            What::Dict(items) => items.iter().map(|(_, value)| value).collect(),
            What::List(items) | What::Either(items) => items.iter().collect(),
            What::Answer { body, status } => std::iter::once(&**body).chain(status.as_deref()).collect(),
        }
    }

    /// The item under a constant key; the last one stands.
    pub(crate) fn item(&self, key: &Constant) -> Option<&Self> {
        match (&self.what, key) {
            (What::Dict(items), Constant::Str(key)) => {
                items.iter().rev().find(|(name, _)| name == key).map(|(_, value)| value)
            }
            (What::List(items), Constant::Number(at)) if *at < 0.0 => items.last(),
            (What::List(items), Constant::Number(at)) => {
                let mut numbered = (0_u32..).zip(items);
                numbered.find(|(number, _)| (f64::from(*number) - at).abs() < 0.5).map(|(_, item)| item)
            }
            _ => None,
        }
    }

    /// Puts `value` under a key that may not be constant.
    pub(crate) fn put(&mut self, key: Option<Name>, value: Self) {
        match &mut self.what {
            What::Dict(items) => {
                let key = key.unwrap_or_default();
                items.retain(|(name, _)| key.is_empty() || *name != key);
                items.push((key, value));
            }
            What::List(items) => items.push(value),
            _ => {
                let tainted = value.is_touched();
                *self = Self { what: What::Unknown, tainted: self.tainted || tainted };
            }
        }
    }

    /// Puts in what another one holds, and `named`.
    pub(crate) fn merge(&mut self, other: Self, named: Vec<(Name, Self)>) {
        let touched = other.is_touched();
        match other.what {
            What::Dict(items) => items.into_iter().for_each(|(name, item)| self.put(Some(name), item)),
            What::List(items) => items.into_iter().for_each(|item| self.put(None, item)),
            _ if named.is_empty() => self.put(None, Self::UNKNOWN.taint(touched)),
            _ => {}
        }
        named.into_iter().for_each(|(name, item)| self.put(Some(name), item));
    }
}
