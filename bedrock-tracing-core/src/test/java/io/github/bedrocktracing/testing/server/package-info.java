/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Servers on the loopback interface that replay bytes, and the bytes they replay. */
package io.github.bedrocktracing.testing.server;
