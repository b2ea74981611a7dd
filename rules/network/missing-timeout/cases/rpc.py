"""gRPC: waiting for a channel."""

import grpc


def without():
    channel = grpc.insecure_channel("orders.internal:50051")
    grpc.channel_ready_future(channel).result()
    #<^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NET002
    return channel


def limited():
    channel = grpc.insecure_channel("orders.internal:50051")
    grpc.channel_ready_future(channel).result(timeout=5)
    return channel
