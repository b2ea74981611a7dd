"""A wait with a limit, inside the block that waits for the same work without one."""

import os
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, TimeoutError, as_completed
from multiprocessing.pool import ThreadPool


def one(work):
    with ThreadPoolExecutor() as pool:
        future = pool.submit(work)
        return future.result(timeout=5)
        #      ^^^^^^^^^^^^^ NET007: holds this thread all the same


def at_once(work):
    with ProcessPoolExecutor(max_workers=1) as pool:
        return pool.submit(work).result(5)
        #      ^^^^^^^^^^^^^^^^^^^^^^^^ NET007


def handled(work):
    with ThreadPoolExecutor() as pool:
        future = pool.submit(work)
        try:
            return future.result(timeout=5)
            #      ^^^^^^^^^^^^^ NET007
        except TimeoutError:
            pool.shutdown(wait=False)
            return None


def many(work, items):
    with ThreadPoolExecutor(4) as pool:
        futures = [pool.submit(work, item) for item in items]
        return [future.result(timeout=5) for future in futures]
        #       ^^^^^^^^^^^^^ NET007


def as_they_end(work, items):
    with ThreadPoolExecutor(4) as pool:
        futures = {pool.submit(work, item): item for item in items}
        for future in as_completed(futures):
            print(futures[future], future.result(timeout=5))
            #                      ^^^^^^^^^^^^^ NET007


def collected(work, items):
    with ThreadPoolExecutor(4) as pool:
        futures = []
        for item in items:
            futures.append(pool.submit(work, item))
        for future in futures:
            future.exception(timeout=5)
            #<^^^^^^^^^^^^^^ NET007


def no_limit(work):
    with ThreadPoolExecutor() as pool:
        future = pool.submit(work)
        future.result(timeout=None)
        return future.result()


def outside(work):
    pool = ThreadPoolExecutor()
    future = pool.submit(work)
    try:
        return future.result(timeout=5)
    finally:
        pool.shutdown(wait=False)


shared = ThreadPoolExecutor()


def another_pool(work):
    with ThreadPoolExecutor() as pool:
        pool.submit(work)
        return shared.submit(work).result(timeout=5)


def behind(work):
    with ThreadPoolExecutor() as pool:
        future = pool.submit(work)
    return future.result(timeout=5)


def tick(work):
    with ThreadPoolExecutor() as pool:
        future = pool.submit(work)
        while True:
            try:
                return future.result(timeout=1)
            except TimeoutError:
                print("still at work")


def killed(work):
    with ProcessPoolExecutor() as pool:
        future = pool.submit(work)
        try:
            return future.result(timeout=5)
        except TimeoutError:
            for process in pool._processes.values():
                process.kill()


def ends_the_process(work):
    with ThreadPoolExecutor() as pool:
        future = pool.submit(work)
        try:
            return future.result(timeout=5)
        except TimeoutError:
            os._exit(1)


def terminated(work):
    with ThreadPool() as pool:
        return pool.apply_async(work).get(timeout=5)
