"""A comment does not silence a handler that does something; an empty handler with a reason is silent."""


def answers():
    try:
        return work()
    except Exception:
    #<^^^^^^^^^^^^^^ EXC001
        # the peer is often away, which is fine here
        return None


def empty():
    try:
        work()
    except Exception:
        # the peer is often away, which is fine here
        pass


class Handle:
    def __del__(self):
        try:
            self.library.free(self)
        except Exception:
            pass
