/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Clients of every kind, the calls that tests make with them, and what a caller sees of a call. */
package io.github.bedrocktracing.testing.client;
