"""Which handlers are broad."""
import builtins

EXPECTED = (KeyError, ValueError)
TOO_MUCH = (KeyError, Exception)


class Error(Exception):
    pass


def one():
    try:
        work()
    except Exception:
    #<^^^^^^^^^^^^^^ EXC001: programming errors
        return None


def all_of_them():
    try:
        work()
    except BaseException as error:
    #<^^^^^^^^^^^^^^^^^^^^^^^^^^^ EXC001
        print(error)


def bare():
    try:
        work()
    except:
    #<^^^^ EXC001
        return None


def among_others():
    try:
        work()
    except (KeyError, Exception) as error:
    #<^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ EXC001
        print("failed", error)


def through_a_name():
    try:
        work()
    except TOO_MUCH:
    #<^^^^^^^^^^^^^ EXC001
        return 1


def grouped():
    try:
        work()
    except* Exception:
    #<^^^^^^^^^^^^^^^ EXC001
        print("failed")


def last_of_several():
    try:
        work()
    except KeyError:
        return 0
    except Exception:
    #<^^^^^^^^^^^^^^ EXC001
        return 1


def narrow():
    try:
        work()
    except KeyError:
        return None
    except (OSError, ValueError):
        return None
    except EXPECTED:
        return None
    except Error:
        return None
    except unknown.Error:
        return None


def parameter(classes=(OSError,)):
    try:
        work()
    except classes:
        return None


def shadowed():
    from errors import Exception

    try:
        work()
    except Exception:
        return None


try:
    import fast
except Exception:
#<^^^^^^^^^^^^^^ EXC001
    fast = None
