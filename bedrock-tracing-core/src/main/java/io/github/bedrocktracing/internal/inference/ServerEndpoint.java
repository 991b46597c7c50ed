/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.inference;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a request goes.
 *
 * @param host the host name, of an override if the client has one
 * @param port the port
 * @param region the AWS region that the client targets
 */
public record ServerEndpoint(@Nullable String host, @Nullable Long port, @Nullable String region) {
  /** Nothing known. */
  public static final ServerEndpoint UNKNOWN = new ServerEndpoint(null, null, null);

  /** Returns whether it is this place. */
  public boolean is(String otherHost, int otherPort, @Nullable String otherRegion) {
    return port != null
        && port == otherPort
        && otherHost.equals(host)
        && Objects.equals(otherRegion, region);
  }

  /** Returns whether another is the same place. */
  public boolean isSame(ServerEndpoint other) {
    return Objects.equals(host, other.host)
        && Objects.equals(port, other.port)
        && Objects.equals(region, other.region);
  }
}
