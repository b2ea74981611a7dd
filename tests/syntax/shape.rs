//! A tree written as text, every grouping explicit, so that an expectation is one line.

use faultlint::syntax::ast::*;
use faultlint::syntax::parse;

/// The statements of `text`, in one line each; blocks in braces. Asserts that all of it was read.
pub(crate) fn shape(text: &str) -> String {
    let ast = parse(text);
    assert!(ast.unread.is_empty(), "{text:?} was not read at {:?}", ast.unread);
    Shape(&ast).block(&ast.body)
}

/// As [`shape`], where some of the text may not be read.
pub(crate) fn shape_of_readable(text: &str) -> String {
    let ast = parse(text);
    Shape(&ast).block(&ast.body)
}

/// The shape of one expression.
pub(crate) fn expr(text: &str) -> String {
    shape(&format!("{text}\n"))
}

struct Shape<'a>(&'a Ast);

impl Shape<'_> {
    fn block(&self, block: &[StmtId]) -> String {
        block.iter().map(|id| self.stmt(*id)).collect::<Vec<_>>().join("; ")
    }

    fn braces(&self, word: &str, block: &[StmtId]) -> String {
        if block.is_empty() { String::new() } else { format!(" {word}{{{}}}", self.block(block)) }
    }

    fn list(&self, ids: &[ExprId]) -> String {
        ids.iter().map(|id| self.expr(*id)).collect::<Vec<_>>().join(", ")
    }

    fn behind(&self, word: &str, id: Option<ExprId>) -> String {
        id.map(|id| format!("{word}{}", self.expr(id))).unwrap_or_default()
    }

    fn stmt(&self, id: StmtId) -> String {
        match &self.0[id].kind {
            StmtKind::Expr(value) => self.expr(*value),
            StmtKind::Assign { targets, value } => {
                let targets: Vec<_> = targets.iter().map(|target| self.expr(*target)).collect();
                format!("{} = {}", targets.join(" = "), self.expr(*value))
            }
            StmtKind::AugAssign { target, op, value } => {
                format!("{} {op:?}= {}", self.expr(*target), self.expr(*value))
            }
            StmtKind::AnnAssign { target, annotation, value } => {
                format!("{}: {}{}", self.expr(*target), self.expr(*annotation), self.behind(" = ", *value))
            }
            StmtKind::Return(value) => format!("return{}", self.behind(" ", *value)),
            StmtKind::Raise { exc, cause } => {
                format!("raise{}{}", self.behind(" ", *exc), self.behind(" from ", *cause))
            }
            StmtKind::Delete(targets) => format!("del {}", self.list(targets)),
            StmtKind::Assert { test, message } => format!("assert {}{}", self.expr(*test), self.behind(", ", *message)),
            StmtKind::Pass => "pass".into(),
            StmtKind::Break => "break".into(),
            StmtKind::Continue => "continue".into(),
            StmtKind::Global(names) => format!("global {}", names.join(", ")),
            StmtKind::Nonlocal(names) => format!("nonlocal {}", names.join(", ")),
            StmtKind::Import(items) => format!("import {}", imported(items)),
            StmtKind::ImportFrom { module, level, items } => {
                format!("from {}{module} import {}", ".".repeat(*level as usize), imported(items))
            }
            StmtKind::Other(parts) => format!("other({})", self.list(parts)),
            compound => self.compound(compound),
        }
    }

    fn compound(&self, kind: &StmtKind) -> String {
        match kind {
            StmtKind::If { test, body, orelse } => {
                format!("if {}{}{}", self.expr(*test), self.braces("", body), self.braces("else", orelse))
            }
            StmtKind::For(parts) => format!(
                "{}for {} in {}{}{}",
                asynchronous(parts.is_async),
                self.expr(parts.target),
                self.expr(parts.iter),
                self.braces("", &parts.body),
                self.braces("else", &parts.orelse)
            ),
            StmtKind::While { test, body, orelse, .. } => {
                format!("while {}{}{}", self.expr(*test), self.braces("", body), self.braces("else", orelse))
            }
            StmtKind::Try(parts) => self.try_stmt(parts),
            StmtKind::With { is_async, items, body } => {
                let item = |item: &WithItem| format!("{}{}", self.expr(item.context), self.behind(" as ", item.target));
                let items: Vec<_> = items.iter().map(item).collect();
                format!("{}with {}{}", asynchronous(*is_async), items.join(", "), self.braces("", body))
            }
            StmtKind::Match { subject, cases } => {
                let cases: Vec<_> = cases.iter().map(|case| self.case(case)).collect();
                format!("match {} {{{}}}", self.expr(*subject), cases.join("; "))
            }
            StmtKind::Function(function) => format!(
                "{}{}def {}({}){}{}",
                self.decorators(&function.decorators),
                asynchronous(function.is_async),
                function.name,
                self.params(&function.params),
                self.behind(" -> ", function.returns),
                self.braces("", &function.body)
            ),
            StmtKind::Class(class) => format!(
                "{}class {}({}){}",
                self.decorators(&class.decorators),
                class.name,
                self.args(&class.args),
                self.braces("", &class.body)
            ),
            simple => unreachable!("{simple:?} has no block"),
        }
    }

    fn decorators(&self, decorators: &[ExprId]) -> String {
        decorators.iter().map(|decorator| format!("@{} ", self.expr(*decorator))).collect::<Vec<_>>().concat()
    }

    fn try_stmt(&self, parts: &Try) -> String {
        let star = if parts.star { "*" } else { "" };
        let handlers: String = parts.handlers.iter().map(|handler| self.handler(star, handler)).collect();
        format!(
            "try{}{handlers}{}{}",
            self.braces("", &parts.body),
            self.braces("else", &parts.orelse),
            self.braces("finally", &parts.finalbody)
        )
    }

    fn handler(&self, star: &str, handler: &ExceptClause) -> String {
        let name = handler.name.as_ref().map(|name| format!(" as {name}")).unwrap_or_default();
        format!(" except{star}{}{name}{}", self.behind(" ", handler.class), self.braces("", &handler.body))
    }

    fn case(&self, case: &Case) -> String {
        let kind = if case.irrefutable { "all" } else { "case" };
        format!(
            "{kind} binds({}) values({}){}{}",
            self.list(&case.bindings),
            self.list(&case.values),
            self.behind(" if ", case.guard),
            self.braces("", &case.body)
        )
    }

    fn params(&self, params: &[Param]) -> String {
        let param = |param: &Param| {
            let kind = match param.kind {
                ParamKind::Plain => "",
                ParamKind::KeywordOnly => "keyword ",
                ParamKind::Args => "*",
                ParamKind::Kwargs => "**",
            };
            let annotation = self.behind(": ", param.annotation);
            format!("{kind}{}{annotation}{}", param.name, self.behind(" = ", param.default))
        };
        params.iter().map(param).collect::<Vec<_>>().join(", ")
    }

    fn args(&self, args: &[Arg]) -> String {
        let arg = |arg: &Arg| match &arg.kind {
            ArgKind::Positional => self.expr(arg.value),
            ArgKind::Keyword(name) => format!("{name}={}", self.expr(arg.value)),
            ArgKind::Star => format!("*{}", self.expr(arg.value)),
            ArgKind::DoubleStar => format!("**{}", self.expr(arg.value)),
        };
        args.iter().map(arg).collect::<Vec<_>>().join(", ")
    }

    fn expr(&self, id: ExprId) -> String {
        match &self.0[id].kind {
            ExprKind::Name(name) => name.to_string(),
            ExprKind::Str(text) => format!("{text:?}"),
            ExprKind::Bytes => "bytes".into(),
            ExprKind::Number(number) => number.to_string(),
            ExprKind::Bool(value) => value.to_string(),
            ExprKind::None => "None".into(),
            ExprKind::Ellipsis => "...".into(),
            ExprKind::FString(parts) => format!("f({})", self.list(parts)),
            ExprKind::Attribute { value, attr } => format!("{}.{attr}", self.expr(*value)),
            ExprKind::Call { func, args } => format!("{}({})", self.expr(*func), self.args(args)),
            ExprKind::Subscript { value, index } => format!("{}[{}]", self.expr(*value), self.expr(*index)),
            ExprKind::Slice(parts) => format!("slice({})", self.list(parts)),
            ExprKind::Starred(value) => format!("*{}", self.expr(*value)),
            ExprKind::Tuple(items) => format!("tuple({})", self.list(items)),
            ExprKind::List(items) => format!("[{}]", self.list(items)),
            ExprKind::Set(items) => format!("{{{}}}", self.list(items)),
            ExprKind::Dict(items) => self.dict(items),
            ExprKind::Other(parts) => format!("other({})", self.list(parts)),
            operation => self.operation(operation),
        }
    }

    fn dict(&self, items: &[(Option<ExprId>, ExprId)]) -> String {
        let item = |(key, value): &(Option<ExprId>, ExprId)| match key {
            Some(key) => format!("{}: {}", self.expr(*key), self.expr(*value)),
            None => format!("**{}", self.expr(*value)),
        };
        format!("dict({})", items.iter().map(item).collect::<Vec<_>>().join(", "))
    }

    fn operation(&self, kind: &ExprKind) -> String {
        let expr = |id: &ExprId| self.expr(*id);
        match kind {
            ExprKind::Binary { left, op, right } => format!("({} {op:?} {})", expr(left), expr(right)),
            ExprKind::Logical { left, and, right } => {
                format!("({} {} {})", expr(left), if *and { "and" } else { "or" }, expr(right))
            }
            ExprKind::Not(operand) => format!("(not {})", expr(operand)),
            ExprKind::Unary { operand, minus } => format!("({} {})", if *minus { "-" } else { "~" }, expr(operand)),
            ExprKind::Compare { first, rest } => {
                let rest: Vec<_> = rest.iter().map(|(op, operand)| format!(" {op:?} {}", expr(operand))).collect();
                format!("({}{})", expr(first), rest.concat())
            }
            ExprKind::Conditional { test, body, orelse } => {
                format!("({} if {} else {})", expr(body), expr(test), expr(orelse))
            }
            ExprKind::Lambda { params, body } => format!("(lambda {}: {})", self.params(params), expr(body)),
            ExprKind::Await(value) => format!("(await {})", expr(value)),
            ExprKind::Yield(value) => format!("(yield{})", self.behind(" ", *value)),
            ExprKind::YieldFrom(value) => format!("(yield from {})", expr(value)),
            ExprKind::Walrus { target, value } => format!("({} := {})", expr(target), expr(value)),
            ExprKind::Comprehension { kind, key, element, clauses } => {
                let clauses: String = clauses.iter().map(|clause| self.clause(clause)).collect();
                let key = key.map(|key| format!("{}: ", self.expr(key))).unwrap_or_default();
                format!("{kind:?}({key}{}{clauses})", expr(element))
            }
            plain => unreachable!("{plain:?} is no operation"),
        }
    }

    fn clause(&self, clause: &Clause) -> String {
        let conditions: Vec<_> = clause.conditions.iter().map(|test| format!(" if {}", self.expr(*test))).collect();
        let word = asynchronous(clause.is_async);
        format!(" {word}for {} in {}{}", self.expr(clause.target), self.expr(clause.iter), conditions.concat())
    }
}

fn asynchronous(is_async: bool) -> &'static str {
    if is_async { "async " } else { "" }
}

fn imported(items: &[ImportItem]) -> String {
    if items.is_empty() {
        return "*".into();
    }
    let item = |item: &ImportItem| match &item.alias {
        Some(alias) => format!("{} as {alias}", item.path),
        None => item.path.to_string(),
    };
    items.iter().map(item).collect::<Vec<_>>().join(", ")
}
