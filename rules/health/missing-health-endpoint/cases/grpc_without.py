"""A gRPC server without the health service."""

from concurrent import futures

import grpc


def serve():
    server = grpc.server(futures.ThreadPoolExecutor(10))
    #        ^^^^^^^^^^^ HLT001
    server.add_insecure_port("[::]:50051")
    server.start()
