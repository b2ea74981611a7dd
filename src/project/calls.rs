//! Who calls whom in the whole project, through everything that hands functions on.

use super::Project;
use crate::semantic::index::FunctionId;
use crate::semantic::program::In;
use std::collections::BTreeSet;

impl Project {
    /// The calls between functions of the project, by qualified names: `package.module.Class.method` calls
    /// `package.other.function`. A module's own code goes by the module's name.
    pub fn call_edges(&self) -> BTreeSet<(String, String)> {
        let program = self.program();
        let named = self.callers.edges().iter().map(|edge| {
            let model = program.model(edge.at.file);
            let caller = model.here(model.function_of(edge.at.id));
            (self.full_name(caller), self.full_name(edge.callee))
        });
        named.collect()
    }

    /// `package.module.Class.method`
    pub(super) fn full_name(&self, function: In<FunctionId>) -> String {
        let module = self.imports.name(function.file);
        let qualified = &self.module(function.file).index.functions[function.id.0 as usize].qualified;
        if qualified.is_empty() { module.to_string() } else { format!("{module}.{qualified}") }
    }
}
