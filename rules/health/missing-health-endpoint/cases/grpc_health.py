"""A gRPC server with the health service."""

from concurrent import futures

import grpc
from grpc_health.v1 import health, health_pb2_grpc


def serve():
    server = grpc.server(futures.ThreadPoolExecutor(10))
    health_pb2_grpc.add_HealthServicer_to_server(health.HealthServicer(), server)
    server.start()
