//! Limits that a framework takes from its settings: variables of modules of the project.

use crate::catalog::schema::{Setting, Timeout};
use crate::semantic::Model;
use crate::semantic::index::ScopeId;
use crate::semantic::limit::Limit;
use crate::syntax::ast::Name;

impl Model<'_> {
    /// The limit that the project's settings set: `Absent` where they have none, and all that decides is in sight.
    pub(super) fn setting_in_project(&self, setting: &Setting, timeout: &Timeout) -> Limit {
        let name = Name::from(setting.name.as_str());
        let limits = self.program.files().filter_map(|file| {
            let model = self.program.model(file);
            let bound = !model.bindings(ScopeId(0), &name).is_empty();
            bound.then(|| model.limit_of_variable(&name, timeout))
        });
        match limits.reduce(Limit::or) {
            Some(limit) => limit,
            None if self.is_setting(&setting.beside)
                && !setting.replaced_by.iter().any(|name| self.is_setting(name)) =>
            {
                Limit::Absent
            }
            None => Limit::Unknown,
        }
    }

    /// Whether a module of the project binds the name of a setting.
    fn is_setting(&self, name: &str) -> bool {
        let name = Name::from(name);
        self.program.files().any(|file| !self.program.model(file).bindings(ScopeId(0), &name).is_empty())
    }
}
