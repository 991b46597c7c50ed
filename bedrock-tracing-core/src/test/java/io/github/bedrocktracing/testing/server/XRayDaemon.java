/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

/** Stands in for the X-Ray daemon, to which programs send their segments. */
public final class XRayDaemon implements AutoCloseable {
  private static final int MAX_DATAGRAM = 65_535;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final DatagramSocket socket;

  private XRayDaemon(DatagramSocket socket) {
    this.socket = socket;
  }

  /** Starts a daemon on the loopback interface. */
  public static XRayDaemon start() {
    try {
      DatagramSocket socket =
          new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
      return new XRayDaemon(socket);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Returns the address for {@code AWS_XRAY_DAEMON_ADDRESS}. */
  public String address() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  /** Waits for the next segment; returns it as it was sent, in JSON. */
  public String nextSegment() {
    DatagramPacket packet = new DatagramPacket(new byte[MAX_DATAGRAM], MAX_DATAGRAM);
    try {
      socket.receive(packet);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return new String(packet.getData(), 0, packet.getLength(), UTF_8);
  }

  @Override
  public void close() {
    socket.close();
  }
}
