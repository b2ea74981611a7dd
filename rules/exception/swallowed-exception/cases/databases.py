"""What a database answers is no failure of the network."""

import asyncpg
import psycopg
from cassandra import AlreadyExists
from cassandra.cluster import Session as Cassandra
from psycopg.errors import UniqueViolation
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session


def created(session: Cassandra):
    try:
        session.execute("create table orders (id int primary key)")
    except AlreadyExists:
        pass


def stored(connection: psycopg.Connection):
    try:
        connection.execute("insert into orders values (1)")
    except UniqueViolation:
        pass


async def inserted(connection: asyncpg.Connection):
    try:
        await connection.execute("insert into orders values (1)")
    except asyncpg.UniqueViolationError:
        pass


def committed(session: Session):
    try:
        session.commit()
    except IntegrityError:
        pass


def dropped(session: Session):
    try:
        session.commit()
    except OperationalError:
    #<^^^^^^^^^^^^^^^^^^^^^ EXC002
        pass


def dropped_with_the_connection(connection: psycopg.Connection):
    try:
        connection.execute("insert into orders values (1)")
    except psycopg.OperationalError:
    #<^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ EXC002
        pass
