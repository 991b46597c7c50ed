/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.inference;

import org.jspecify.annotations.Nullable;

/**
 * Where a request goes.
 *
 * @param host the host name, of an override if the client has one
 * @param port the port
 * @param region the AWS region that the client targets
 */
public record ServerEndpoint(
    @Nullable String host, @Nullable Integer port, @Nullable String region) {}
