"""Looks at a process through channelz with grpcio's own messages. The process has a channel to the server
at TARGET that has made three calls which succeeded and one which failed.

usage: channelz_client.py TARGET
"""

import socket
import sys
import time

import grpc
from grpc_channelz.v1 import channelz_pb2 as z
from grpc_channelz.v1 import channelz_pb2_grpc


def not_found(call):
    try:
        call()
    except grpc.RpcError as error:
        assert error.code() == grpc.StatusCode.NOT_FOUND, error
    else:
        raise AssertionError("what is not there was found")


def pages(call, request, items, start):
    """All items; the process may have more servers and channels than a page holds."""
    while True:
        page = call(request)
        yield from items(page)
        if page.end:
            return
        setattr(request, start, items(page)[-1].ref.ListFields()[0][1] + 1)


def recent(data, name):
    """Whether the time lies within this test."""
    assert data.HasField(name), (name, data)
    age = time.time() - getattr(data, name).ToMicroseconds() / 1e6
    assert -1 < age < 120, (name, age)


def check_activity(data, opened, not_opened):
    for name in [opened, "last_message_sent_timestamp", "last_message_received_timestamp"]:
        recent(data, name)
    assert not data.HasField(not_opened), data
    assert data.keep_alives_sent == 0
    assert data.local_flow_control_window.value >= 65535, data
    assert data.remote_flow_control_window.value >= 65535, data


def check_socket(data):
    assert (data.streams_started, data.streams_succeeded, data.streams_failed) == (4, 3, 1), data


def check_server(stub, target, port):
    servers = pages(stub.GetServers, z.GetServersRequest(), lambda p: p.server, "start_server_id")
    server = next(s for s in servers if s.ref.name == target)
    server = stub.GetServer(z.GetServerRequest(server_id=server.ref.server_id)).server
    assert server.data.calls_succeeded >= 3 and server.data.calls_failed == 1, server
    recent(server.data, "last_call_started_timestamp")
    listener = stub.GetSocket(z.GetSocketRequest(socket_id=server.listen_socket[0].socket_id)).socket
    assert listener.local.tcpip_address.port == port, listener

    everything = z.GetServerSocketsRequest(server_id=server.ref.server_id)
    page = stub.GetServerSockets(everything)
    assert page.end and len(page.socket_ref) == 2, page
    everything.max_results = 1
    first = stub.GetServerSockets(everything)
    assert not first.end and list(first.socket_ref) == [page.socket_ref[0]], first
    everything.start_socket_id = page.socket_ref[1].socket_id
    second = stub.GetServerSockets(everything)
    assert second.end and list(second.socket_ref) == [page.socket_ref[1]], second

    sockets = [stub.GetSocket(z.GetSocketRequest(socket_id=ref.socket_id)).socket
               for ref in page.socket_ref]
    channels, = (s for s in sockets if s.data.streams_failed == 1)
    check_socket(channels.data)
    assert (channels.data.messages_received, channels.data.messages_sent) == (4, 3), channels
    check_activity(channels.data, "last_remote_stream_created_timestamp",
                   "last_local_stream_created_timestamp")
    assert channels.local.tcpip_address.port == port
    assert socket.inet_ntoa(channels.remote.tcpip_address.ip_address) == "127.0.0.1"
    assert not channels.HasField("security")


def check_channel(stub, target, port):
    channels = pages(
        stub.GetTopChannels, z.GetTopChannelsRequest(), lambda p: p.channel, "start_channel_id")
    channel, = (c for c in channels if c.data.target == target)
    channel = stub.GetChannel(z.GetChannelRequest(channel_id=channel.ref.channel_id)).channel
    ready = z.ChannelConnectivityState.READY
    data = channel.data
    assert data.state.state == ready, channel
    assert (data.calls_started, data.calls_succeeded, data.calls_failed) == (4, 3, 1), data
    recent(data, "last_call_started_timestamp")
    reference, = channel.subchannel_ref
    request = z.GetSubchannelRequest(subchannel_id=reference.subchannel_id)
    subchannel = stub.GetSubchannel(request).subchannel
    assert subchannel.data.state.state == ready and subchannel.data.calls_started == 4, subchannel
    connection = stub.GetSocket(
        z.GetSocketRequest(socket_id=subchannel.socket_ref[0].socket_id)).socket
    check_socket(connection.data)
    recent(subchannel.data, "last_call_started_timestamp")
    check_activity(connection.data, "last_local_stream_created_timestamp",
                   "last_remote_stream_created_timestamp")
    assert (connection.data.messages_sent, connection.data.messages_received) == (4, 3)
    assert connection.remote.tcpip_address.port == port


if __name__ == "__main__":
    address = sys.argv[1]
    with grpc.insecure_channel(address) as own:
        service = channelz_pb2_grpc.ChannelzStub(own)
        check_server(service, address, int(address.rsplit(":", 1)[1]))
        check_channel(service, address, int(address.rsplit(":", 1)[1]))
        not_found(lambda: service.GetServer(z.GetServerRequest(server_id=1 << 40)))
        not_found(lambda: service.GetChannel(z.GetChannelRequest(channel_id=1 << 40)))
        not_found(lambda: service.GetSubchannel(z.GetSubchannelRequest(subchannel_id=1 << 40)))
        not_found(lambda: service.GetSocket(z.GetSocketRequest(socket_id=1 << 40)))
