//! The schema of `rules/libraries/*.toml` and of `[[libraries]]` in the configuration.
//!
//! Names are fully qualified (`requests.Session.get`). Each name is described once; other spellings are
//! listed under `aliases`. What a file does not say is unknown, never a default.

use serde::Deserialize;
use std::collections::BTreeMap;

/// One library: a file in `rules/libraries/`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Library {
    /// The distribution's name, `requests`; `python` for the standard library.
    pub name: String,
    /// The newest version that the facts were verified against.
    #[serde(default)]
    pub verified: Option<String>,
    /// Importable modules, `["requests"]`: a name below one of them belongs to this library.
    pub modules: Vec<String>,
    /// Whether `import name` is so customary that an unbound use of a top-level module means this library.
    #[serde(default)]
    pub customary: bool,
    /// Whether operations without a timeout of their own heed `socket.setdefaulttimeout`.
    #[serde(default)]
    pub heeds_socket_default: bool,
    /// Whether the library answers health checks by itself once it is installed in an application.
    #[serde(default)]
    pub serves_health: bool,
    /// Whether it may talk to a database in the process (sqlite) as well as to one elsewhere.
    #[serde(default)]
    pub may_embed: bool,
    /// What methods of unknown objects customarily mean by their names: `close = "close"`.
    #[serde(default)]
    pub customary_methods: BTreeMap<String, Role>,
    /// Other spellings of a name: `"requests.sessions.Session" = "requests.Session"`.
    #[serde(default)]
    pub aliases: BTreeMap<String, String>,
    /// Exception classes and their direct bases (qualified; builtins bare).
    #[serde(default)]
    pub exceptions: BTreeMap<String, Vec<String>>,
    /// Settings whose strings name classes or functions of the project: `MIDDLEWARE`, `REST_FRAMEWORK.EXCEPTION_HANDLER`
    /// for a key of a mapping; with the class or function (qualified) for which those stand.
    #[serde(default)]
    pub settings: BTreeMap<String, String>,
    /// How generated base classes are recognised whose methods a project overrides.
    #[serde(default)]
    pub generated_base: Option<GeneratedBase>,
    /// Module-level functions, by qualified name.
    #[serde(default)]
    pub functions: BTreeMap<String, Function>,
    /// Classes, by qualified name.
    #[serde(default)]
    pub classes: BTreeMap<String, Class>,
    /// What was otherwise in earlier versions.
    #[serde(default)]
    pub before: Vec<Before>,
}

impl Library {
    /// Whether it is a part of the standard library.
    pub fn is_standard(&self) -> bool {
        self.name == "python"
    }
}

/// A base class that the library's code generator writes into the project.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct GeneratedBase {
    /// How its name ends: `Servicer`.
    pub suffix: String,
    /// How many parameters each method that answers a request has beside `self`.
    pub parameters: usize,
}

/// Facts that held before a version of the library: each takes the place of the one of that name.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Before {
    /// The first version in which they do not hold any more: `"10.0"`.
    pub version: String,
    /// Module-level functions, by qualified name.
    #[serde(default)]
    pub functions: BTreeMap<String, Function>,
    /// Constructors, by the class's qualified name.
    #[serde(default)]
    pub constructors: BTreeMap<String, Function>,
    /// Methods, by qualified name.
    #[serde(default)]
    pub methods: BTreeMap<String, Function>,
}

/// What a function, method or constructor is.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Function {
    /// Take everything that is not said here from this function or method (qualified).
    pub like: Option<String>,
    /// The network operation that a call is, if it is one.
    pub network: Option<NetworkKind>,
    /// What else a call means.
    pub role: Option<Role>,
    /// Whether calling gives a coroutine (or an object that is awaited or entered with `async with`).
    #[serde(rename = "async")]
    pub is_async: Option<bool>,
    /// Whether the failure of what it starts comes out where the block around ends (`TaskGroup.create_task`).
    pub joined: Option<bool>,
    /// Parameters in positional order, without `self`; `"*"` ends the positional ones, and `"*name"` takes all that
    /// follow (its position is that of the first).
    pub parameters: Option<Vec<String>>,
    /// Network failures that a call may raise: the widest classes only.
    pub raises: Option<Vec<String>>,
    /// Class of the (awaited) result, or of what `with` binds.
    pub returns: Option<String>,
    /// How a call is kept from waiting for ever. Absent on a network operation: it cannot be said, never reported.
    pub timeout: Option<Timeout>,
    /// A parameter without which the call does no network I/O: `smtplib.SMTP()` connects only when given a host.
    pub connects_with: Option<String>,
    /// Qualified names that, as arguments, make something that talks to nobody elsewhere or waits for nobody:
    /// `socket.AF_UNIX`, `socket.SOCK_DGRAM`.
    pub local_with: Option<Vec<String>>,
    /// For error handlers: the statuses and classes that stand for every failure (`"500"`), as it is answered with
    /// them where nothing else is registered.
    pub everything_with: Option<Vec<String>>,
    /// For methods that subclasses override: parameters that the library passes by name in every call, also where its
    /// own caller gave none.
    pub always_passes: Option<Vec<String>>,
    /// For timeout objects: whether what they leave without a limit has none, as the library's default does not hold
    /// beside them.
    pub drops_default: Option<bool>,
    /// For timeout objects: whether a part's own limit stands in the place of the total for that part.
    pub parts_override: Option<bool>,
    /// How the waits of a retry policy or wait strategy change by default; a parameter of [`paces`](Self::paces) for
    /// the same that is given nothing (`jitter=None`) takes it away. On other functions: `random` where the result is.
    pub pace: Option<Pace>,
    /// What giving a parameter something (no `None`, `False` or zero) makes of the waits.
    pub paces: Option<BTreeMap<String, Pace>>,
    /// For error handlers that a router registers: whether they stand for the whole application.
    pub application_wide: Option<bool>,
    /// For includes: whether the prefix that is given here stands in the place of the included router's own.
    pub replaces_prefix: Option<bool>,
    /// For entry points: whether a call of what the decorator makes only has it run elsewhere, so that its failure does
    /// not come out of that call.
    pub deferred: Option<bool>,
    /// For what schedules callbacks: the functions and methods (qualified) out of which a callback's failure comes.
    pub fails_in: Option<Vec<String>>,
    /// For what is given objects: the names of those methods that it calls, `on_*` for all that begin so.
    pub calls_methods: Option<Vec<String>>,
    /// What the named parameters mean for rules; see [`Meaning`].
    pub meanings: Option<BTreeMap<Meaning, Parameter>>,
}

/// How the waits between attempts change; of two that are added up, the greater holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Pace {
    /// The same each time.
    Constant,
    /// Longer from attempt to attempt.
    Growing,
    /// With a random part.
    Random,
}

/// How an operation is kept from waiting for ever.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Timeout {
    /// The parameter of this call that sets it; absent where the call has none.
    #[serde(default)]
    pub parameter: Option<String>,
    /// The class of the value, where a plain number is not taken (`aiohttp.ClientTimeout`).
    #[serde(default)]
    pub object: Option<String>,
    /// Seconds when nothing sets it; absent: for ever.
    #[serde(default)]
    pub default: Option<f64>,
    /// Values beside `None` that switch it off: numbers, `0` or `-1`.
    #[serde(default)]
    pub off: Vec<f64>,
    /// Whether `None` means "take the client's" and not "for ever".
    #[serde(default)]
    pub none_inherits: bool,
    /// Whether the object's constructor (or a setter of its class) sets it when this call does not.
    #[serde(default)]
    pub from_client: bool,
    /// A parameter whose value brings the limit that it was made with: `client.send(client.build_request(timeout=))`.
    #[serde(default)]
    pub from_argument: Option<String>,
    /// Parameters that make the call return at once (`block=False`): name and the value that does.
    #[serde(default)]
    pub unless: BTreeMap<String, bool>,
    /// Parameters before it that take no number: a number that is given to one by its place was meant as the timeout.
    #[serde(default)]
    pub mistaken: Vec<String>,
    /// The framework's setting that sets it when this call does not.
    #[serde(default)]
    pub setting: Option<Setting>,
    /// Parameters that may set it in a way that is not followed (a DSN, a transport): when one is given, it cannot be
    /// said.
    #[serde(default)]
    pub unknown_with: Vec<String>,
}

/// A variable of a framework's settings, which are modules of the project: `EMAIL_TIMEOUT`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Setting {
    /// Its name.
    pub name: String,
    /// Another setting, by which the project is seen to have the settings for this at all: `EMAIL_HOST`.
    pub beside: String,
    /// Settings that may put something else in the place of what heeds it: `EMAIL_BACKEND`.
    #[serde(default)]
    pub replaced_by: Vec<String>,
}

/// A parameter that a rule asks for.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Parameter {
    /// Its name; positions come from [`Function::parameters`]. Empty where no parameter says it and `default` always
    /// holds (`router.get` answers GET).
    #[serde(default)]
    pub name: String,
    /// Other parameters that say the same (`retrying.retry(wait_fixed=, wait_func=, …)`).
    #[serde(default)]
    pub also: Vec<String>,
    /// The class of policies that it takes in place of a number (`HTTPAdapter(max_retries=Retry(…))`).
    #[serde(default)]
    pub takes: Option<String>,
    /// What a good value looks like, for help: an expression, `{}` stands for the class of the failure (a tuple where
    /// there are several), `{*}` for the classes with commas between.
    #[serde(default)]
    pub example: Option<String>,
    /// Its default, where a rule must know it: a number, a boolean or a string; absent: none or `None`.
    #[serde(default)]
    pub default: Option<toml::Value>,
}

/// What a parameter means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Meaning {
    /// Retry policies: the wait between attempts (`tenacity.retry(wait=)`, `Retry(backoff_factor=)`).
    Wait,
    /// Retry policies: what ends the attempts by number (`Retry(total=)`, `backoff max_tries=`).
    Stop,
    /// Retry policies: another parameter that ends the attempts, by time.
    Deadline,
    /// Retry policies: what is retried (`tenacity.retry(retry=)`, backoff's exceptions).
    RetryOn,
    /// Retry policies: what is not retried although it is among what is (`backoff giveup=`).
    Filter,
    /// Calls: who asks and by which way, not what is asked of whom (`auth`, `headers`, `proxies`).
    Credentials,
    /// Sessions and calls: `raise_for_status=True`, which checks every response.
    ChecksStatus,
    /// Sessions: hooks that may look at every response.
    Hooks,
    /// Queues: the bound.
    Bound,
    /// Semaphores, pools: how many run at once.
    Limit,
    /// Threads, executors, scheduled callbacks: the function that will run.
    Target,
    /// Wrappers of awaitables (`wait_for`, `shield`, `gather`): what is awaited.
    Awaitable,
    /// The wait of a blocking wait (`Event.wait(timeout)`), a sleep, a retry's countdown.
    Delay,
    /// Timeout objects: the limit of the whole operation (`ClientTimeout(total=)`).
    Total,
    /// Timeout objects: the limit of each wait for the answer, where the whole operation has none (`sock_read`).
    Reading,
    /// Mappings: what is given, or set, where the key is missing.
    Fallback,
    /// Log calls: the keyword that records the traceback (`exc_info=`).
    Traceback,
    /// Route registration: the path.
    Path,
    /// Route registration: the methods.
    Methods,
    /// Route registration: the handler.
    Handler,
    /// Mounts and included routers: what is included.
    Included,
    /// Mounts, routers, blueprints: the prefix of their paths.
    Prefix,
    /// What makes or sends an answer: its body; all keywords together where none is given.
    Body,
    /// What makes or sends an answer: its status; `default` is the one that goes out where none is given.
    Status,
    /// Error handlers of a framework: the exception class, a status, or a mapping from them to handlers; of a method or
    /// function that a project's own stands for: the exception that it is given.
    Exception,
    /// What is called at some time by itself, no route: `lifespan=`, `on_startup=`.
    Callbacks,
    /// What runs as a part of requests: `before_request=`, middleware objects.
    Hooked,
    /// Tasks: the class that they are made of, which may say what they are run again for.
    Base,
    /// Retry decorators: what is done, or raised, after the last attempt in the place of the failure.
    GivesUp,
    /// Calls that give an argument back: which one; the first where nothing is said.
    Passed,
    /// Calls that give an argument back: the type that it is declared to have (`typing.cast`).
    Declared,
    /// Context managers that raise the exception being handled again, retry policies that end with the failure itself
    /// and not an exception of their own: whether they do.
    Reraises,
}

/// A kind of network operation; see *Words* in the documentation of rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NetworkKind {
    /// HTTP.
    Http,
    /// gRPC, XML-RPC, SOAP.
    Rpc,
    /// Plain sockets and streams.
    Socket,
    /// SMTP, IMAP, POP.
    Mail,
    /// FTP, SSH, SFTP.
    Transfer,
    /// Websockets.
    Websocket,
    /// AWS, GCP, Azure and software as a service.
    Cloud,
    /// Kafka, AMQP, NATS, MQTT, job queues.
    Broker,
    /// Redis, memcached.
    Cache,
    /// SQL, document, search and vector databases.
    Db,
    /// Resolver libraries.
    Dns,
}

/// What a call means beside network I/O.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Waits: `time.sleep`, `asyncio.sleep`, `Event.wait`. `meanings.delay` names the length.
    Delay,
    /// Waits for other work: `queue.get`, `Condition.wait`, `thread.join`, `select`; a blocking wait in a service loop.
    BlockingWait,
    /// Only closes or releases something: no network operation, clean-up.
    Close,
    /// Writes a log line.
    Log,
    /// Records the current exception with its traceback.
    RecordsTraceback,
    /// Formats or prints without recording (`str`, `repr`, `print`): the exception is not handed on.
    Formats,
    /// Cannot raise an exception worth naming.
    Harmless,
    /// Leaves the process or the thread and does not return (`sys.exit`, `os._exit`).
    Exits,
    /// A context manager that bounds the time of what is inside (`asyncio.timeout`, `anyio.fail_after`).
    TimeoutScope,
    /// A context manager that swallows exceptions (`contextlib.suppress`, the classes are its arguments).
    Suppress,
    /// A context manager that raises the exception being handled again when it is left;
    /// [`Meaning::Reraises`] names the parameter, and the attribute, that says whether.
    Reraises,
    /// Awaits a given awaitable with a time limit (`asyncio.wait_for`).
    WaitFor,
    /// Starts a task for a coroutine (`create_task`, `TaskGroup.create_task`, `start_soon`).
    SpawnTask,
    /// Awaits many awaitables at once (`gather`, `wait`, `as_completed`).
    Gather,
    /// Makes a thread or process object; `meanings.target` names its function.
    Thread,
    /// Starts the thread object (`Thread.start`).
    StartThread,
    /// Hands a function to a bounded pool or thread (`executor.submit`, `asyncio.to_thread`).
    HandOff,
    /// Makes something that bounds concurrency (`Semaphore`, `CapacityLimiter`, `ThreadPoolExecutor`).
    Limiter,
    /// Makes a lock.
    Lock,
    /// Makes a queue; `meanings.bound`.
    Queue,
    /// Puts an item into a queue.
    QueuePut,
    /// Makes a retry policy object (`urllib3.Retry`).
    RetryPolicy,
    /// Makes something that carries a retry policy or a number of retries (`HTTPAdapter(max_retries=)`).
    RetryCarrier,
    /// A retry decorator or context manager (`tenacity.retry`, `backoff.on_exception`).
    RetryDecorator,
    /// A wait strategy that waits a positive time by itself (`tenacity.wait_exponential`).
    WaitStrategy,
    /// A wait strategy that waits nothing (`tenacity.wait_none`).
    NoWaitStrategy,
    /// A stop strategy that stops some time.
    StopStrategy,
    /// A stop strategy that never stops (`tenacity.stop_never`).
    NeverStopStrategy,
    /// A retry predicate that looks at the exception or the result.
    RetryPredicate,
    /// A retry predicate that looks at results only (`retry_if_result`): polling, exceptions end it.
    ResultPredicate,
    /// A retry predicate that takes every exception (`retry_if_exception_type()` without arguments).
    RetryEverything,
    /// A timeout object (`aiohttp.ClientTimeout`, `httpx.Timeout`); `meanings.total`.
    TimeoutObject,
    /// Sets the default timeout of all new sockets.
    SocketDefaultTimeout,
    /// Sets the timeout of the object whose method it is (`sock.settimeout(5)`).
    TimeoutSetter,
    /// Switches the object to non-blocking (`sock.setblocking(False)`).
    NonBlocking,
    /// Gives the object something that its calls go through and that may set their timeout (`session.mount`).
    Mounts,
    /// Waits for a peer or a message to come (`accept`, a subscriber's read): in a loop it is meant to wait.
    Listens,
    /// Looks at the response's status (`raise_for_status`).
    ChecksStatus,
    /// Makes a web application.
    Application,
    /// Makes a router or blueprint that an application includes.
    Router,
    /// Registers a route: a decorator or a call; `meanings.path`, `.handler`, `.methods`.
    Route,
    /// Includes a router, blueprint or application in another (`include_router`, `mount`).
    Include,
    /// Registers the function as an error handler (`app.errorhandler`).
    ErrorHandler,
    /// Registers the function as an entry point (`click.command`, celery `app.task`); of a method in the catalogue: a
    /// method that overrides it is one (`BaseCommand.handle`).
    EntryPoint,
    /// Registers the function to run as a part of requests, so that its failure is the request's (`before_request`); of
    /// a method in the catalogue: a method that overrides it answers requests (`View.get`).
    RequestHook,
    /// Registers the function as a middleware around the routes, which it calls by a parameter; of a method in the
    /// catalogue: a method that overrides it is one.
    Middleware,
    /// Renders a page for people.
    Page,
    /// Wraps a function and keeps its behaviour (`functools.wraps`, `staticmethod`).
    Transparent,
    /// `functools.partial`.
    Partial,
    /// Gives an argument back, perhaps wrapped so that it is closed in the end (`contextlib.closing`);
    /// `meanings.passed`, `.declared`.
    Passes,
    /// Schedules a callback or a job.
    Schedule,
    /// Iterates numbers or a counter (`range`, `itertools.count`): a loop over it makes the same attempt.
    Counter,
    /// Takes the next item out of a collection (`deque.popleft`, `next`): what it gives is other work each time.
    Takes,
    /// Runs a coroutine or an application until it ends (`asyncio.run`).
    Runs,
}

/// A class.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Class {
    /// Qualified bases, whose methods and attributes hold here too.
    #[serde(default)]
    pub bases: Vec<String>,
    /// What calling the class means; `returns` is the class itself.
    #[serde(default)]
    pub constructor: Function,
    /// Methods by name; `"*"` stands for every name that is not listed (an RPC proxy's remote methods).
    #[serde(default)]
    pub methods: BTreeMap<String, Function>,
    /// Attributes whose class is known.
    #[serde(default)]
    pub attributes: BTreeMap<String, String>,
    /// The attribute that sets the time limit of later calls when it is assigned to (`HTTPConnection.timeout`).
    #[serde(default)]
    pub timeout_attribute: Option<String>,
    /// Attributes that can be assigned to like a time limit, and that the library never reads.
    #[serde(default)]
    pub attributes_without_effect: Vec<String>,
    /// Whether leaving its `with` block waits until all work is done that was handed to it.
    #[serde(default)]
    pub joins_on_exit: bool,
    /// For classes of tasks: the attribute that says after which exceptions one is run again.
    #[serde(default)]
    pub retry_on_attribute: Option<String>,
    /// Attributes that take a function to call by being assigned to (`client.on_message = f`).
    #[serde(default)]
    pub callbacks: Vec<String>,
    /// For HTTP responses: what reading the body and looking at the status are.
    #[serde(default)]
    pub response: Option<Response>,
    /// Names that variables of this class customarily have where nothing binds them to another (`logger`, `log`).
    #[serde(default)]
    pub customary: Vec<String>,
    /// What entering with `with`/`async with` binds, if not the object itself.
    #[serde(default)]
    pub enters: Option<String>,
}

impl Class {
    /// Whether its constructor or a method is described as being like another.
    pub fn has_like(&self) -> bool {
        self.constructor.like.is_some() || self.methods.values().any(|method| method.like.is_some())
    }
}

/// An HTTP response's attributes and methods.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Response {
    /// Those that read the body.
    pub body: Vec<String>,
    /// Those that look at the status.
    pub status: Vec<String>,
    /// Among `status`, the one that holds the number.
    #[serde(default)]
    pub code: Option<String>,
    /// Among `status`, those that are true on success.
    #[serde(default)]
    pub success: Vec<String>,
    /// Whether iterating the response reads the body.
    #[serde(default)]
    pub iterable: bool,
    /// Whether the response is false on 4xx and 5xx.
    #[serde(default)]
    pub truth_is_success: bool,
}
