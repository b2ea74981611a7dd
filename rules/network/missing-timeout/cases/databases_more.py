"""Drivers and clients of databases: some wait for ever to connect unless they are told otherwise."""

import aiomysql
import asyncpg
import clickhouse_connect
import mysql.connector
import psycopg
import pymysql
from cassandra.cluster import Cluster
from mysql.connector.pooling import MySQLConnectionPool


def mysql_without():
    return mysql.connector.connect(host="orders.internal", user="app", password="secret")
    #      ^^^^^^^^^^^^^^^^^^^^^^^ NET002


def mysql_limited():
    return mysql.connector.connect(host="orders.internal", user="app", connection_timeout=5)


def mysql_limited_by_its_other_name():
    return mysql.connector.connect(host="orders.internal", user="app", connect_timeout=5)


def mysql_by_settings(settings):
    return mysql.connector.connect(**settings)


def mysql_by_a_file():
    return mysql.connector.connect(option_files="/etc/mysql/app.cnf")


def mysql_here():
    return mysql.connector.connect(unix_socket="/run/mysqld/mysqld.sock", user="app")


def mysql_pool():
    return MySQLConnectionPool(pool_size=5, host="orders.internal", user="app")
    #      ^^^^^^^^^^^^^^^^^^^ NET002


def mysql_pool_connects_later():
    return MySQLConnectionPool(pool_size=5)


async def aiomysql_without():
    return await aiomysql.connect(host="orders.internal", user="app", password="secret")
    #            ^^^^^^^^^^^^^^^^ NET002


async def aiomysql_limited():
    return await aiomysql.connect(host="orders.internal", user="app", connect_timeout=5)


async def aiomysql_pool():
    async with aiomysql.create_pool(host="orders.internal", user="app") as pool:
        #      ^^^^^^^^^^^^^^^^^^^^ NET002
        async with pool.acquire() as connection:
            async with connection.cursor() as cursor:
                await cursor.execute("select 1")


def limited_by_default(keyspace):
    psycopg.connect("dbname=orders")
    psycopg.connect("dbname=orders", connect_timeout=None)
    pymysql.connect(host="orders.internal", user="app")
    clickhouse_connect.get_client(host="events.internal")
    Cluster(["events.internal"]).connect(keyspace)


async def limited_by_default_too():
    await psycopg.AsyncConnection.connect("dbname=orders")
    await asyncpg.connect("postgres://orders.internal/orders")
    return await asyncpg.create_pool("postgres://orders.internal/orders")


async def switched_off():
    return await asyncpg.connect("postgres://orders.internal/orders", timeout=None)
    #            ^^^^^^^^^^^^^^^ NET002: its timeout is switched off
