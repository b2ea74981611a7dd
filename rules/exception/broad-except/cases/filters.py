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
