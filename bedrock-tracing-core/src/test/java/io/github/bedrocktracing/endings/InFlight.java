/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.endings;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.client.StreamConsumer;
import io.github.bedrocktracing.testing.server.ScriptedBedrock;
import java.util.concurrent.CompletableFuture;

/**
 * A call that has been started.
 *
 * @param tracing what traces it; one that traces nothing where the call is not traced
 * @param closeClient closes the client and its connections
 */
record InFlight(
    ScriptedBedrock bedrock,
    BedrockTracing tracing,
    StreamConsumer consumer,
    CompletableFuture<?> future,
    Runnable closeClient) {}
