"""A handler that decides by the exception whether to raise is a filter."""


def by_class():
    try:
        work()
    except Exception as error:
        if isinstance(error, KeyError):
            return None
        raise


def by_negated_class():
    try:
        work()
    except Exception as error:
        if not isinstance(error, (OSError, ValueError)):
            raise
        print(error)


def by_status():
    try:
        work()
    except Exception as error:
        status = error.response.status_code
        if status == 404:
            return None
        raise


def by_message():
    try:
        work()
    except Exception as error:
        message = str(error).lower()
        if "not found" in message:
            return None
        else:
            raise


def by_a_function():
    try:
        work()
    except Exception as error:
        if (code := code_of(error)) and code > 500:
            return None
        raise


def by_match():
    try:
        work()
    except Exception as error:
        match error:
            case KeyError():
                return None
            case _:
                raise


def by_elif(strict):
    try:
        work()
    except Exception as error:
        if strict:
            print("strict")
        elif error.errno != 2:
            raise
        return None


def by_something_else(fatal):
    try:
        work()
    except Exception as error:
    #<^^^^^^^^^^^^^^^^^^^^^^^ EXC001
        if fatal:
            raise
        print("failed", error)


def looks_but_goes_on():
    try:
        work()
    except Exception as error:
    #<^^^^^^^^^^^^^^^^^^^^^^^ EXC001
        if isinstance(error, KeyError):
            print("key")
        else:
            print("other")


def let_go_or_raise(error, attempt):
    if not isinstance(error, OSError) or attempt > 3:
        raise error
    print("again", attempt)


class Policy:
    def let_go(self, error):
        if error.args:
            return
        raise error

    def judge(self, error):
        self.let_go(error)


def says(error):
    if isinstance(error, OSError):
        print("system", error)


def by_a_function(attempt):
    try:
        work()
    except Exception as error:
        let_go_or_raise(error, attempt=attempt)
        return None


def by_a_method(policy: Policy):
    try:
        work()
    except Exception as error:
        policy.judge(error)
        return None


def a_function_that_looks_only():
    try:
        work()
    except Exception as error:
    #<^^^^^^^^^^^^^^^^^^^^^^^ EXC001
        says(error)
        return None
