//! What runs while a function runs: the functions that it calls, to any depth, each by a shortest way.

use super::entry::Runs;
use super::index::FunctionId;
use super::program::In;
use super::{Call, Model};
use crate::syntax::ast::ExprId;
use rustc_hash::FxHashSet;
use std::collections::VecDeque;

/// How many functions are looked at for one question.
const MAX_FUNCTIONS: usize = 256;

/// A function that runs while another one does.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The function.
    pub function: In<FunctionId>,
    /// The call sites by which it is reached, the outermost first; empty for the function asked about.
    pub path: Vec<In<ExprId>>,
    /// `false` where a call on the way may call something else.
    pub sure: bool,
    /// Whether it runs in a thread or process of its own, for which somebody on the way waits.
    pub aside: bool,
}

impl<'a> Model<'a> {
    /// The functions that run while `function` runs, itself first, then breadth first. A coroutine or thread that is
    /// waited for runs within; one that is only started does not.
    pub fn running(&self, function: FunctionId) -> Vec<Frame> {
        let first = Frame { function: self.here(function), path: Vec::new(), sure: true, aside: false };
        self.follow_calls(vec![first], &|_| true)
    }

    /// The functions that run while `calls` of one function of this file do, breadth first; only those that `enters`
    /// lets in are looked into.
    pub fn running_in(&self, calls: &[Call<'a>], enters: &dyn Fn(&Frame) -> bool) -> Vec<Frame> {
        let first = calls.iter().flat_map(|call| self.frames_behind(call, None));
        self.follow_calls(first.collect(), enters)
    }

    fn follow_calls(&self, first: Vec<Frame>, enters: &dyn Fn(&Frame) -> bool) -> Vec<Frame> {
        let mut seen = FxHashSet::default();
        let mut pending = VecDeque::from(first);
        let mut found = Vec::new();
        while let Some(frame) = pending.pop_front() {
            if found.len() >= MAX_FUNCTIONS || !enters(&frame) || !seen.insert(frame.function) {
                continue;
            }
            let (model, function) = self.of(frame.function);
            for call in model.calls_of(function) {
                pending.extend(model.frames_behind(&call, Some(&frame)));
            }
            found.push(frame);
        }
        found
    }

    /// The functions that run within a call of a function that runs.
    fn frames_behind(&self, call: &Call<'a>, outer: Option<&Frame>) -> Vec<Frame> {
        let called = self.callees(call.expr).into_iter().filter(|&(callee, _)| self.runs_within(call, callee));
        let called = called.map(|(callee, sure)| (callee, sure, false));
        let handed = self.handed_functions(call).into_iter().map(|callee| (callee, call.value.sure, true));
        let frames = called.chain(handed).map(|(function, sure, aside)| {
            let path = outer.map_or(&[][..], |outer| &outer.path);
            Frame {
                function,
                path: path.iter().copied().chain([self.here(call.expr)]).collect(),
                sure: sure && outer.is_none_or(|outer| outer.sure),
                aside: aside || outer.is_some_and(|outer| outer.aside),
            }
        });
        frames.collect()
    }

    /// Whether a callee runs before the code behind the call, or behind what waits for it, goes on.
    fn runs_within(&self, call: &Call<'a>, callee: In<FunctionId>) -> bool {
        matches!(self.runs(call.expr, callee), Runs::At(_))
    }

    /// The functions that a call hands to a thread or a process for which this function waits.
    fn handed_functions(&self, call: &Call<'a>) -> Vec<In<FunctionId>> {
        let waited = call.args.iter().filter(|arg| matches!(self.handed_off(arg.value), Runs::At(_)));
        waited.filter_map(|arg| self.infer(arg.value).ty.function()).collect()
    }
}
