/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * A Bedrock that runs inside the program and speaks the service's wire protocol.
 *
 * <p>{@link io.github.bedrocktracing.examples.embedded.EmbeddedBedrock} is the server. A {@code
 * Route} ties a path to the answer given there, a {@code Reply} is what a scripted model says, and
 * the {@code *Wire} classes write a reply in the format of one operation. A further operation costs
 * one route and one wire class.
 */
@NullMarked
package io.github.bedrocktracing.examples.embedded;

import org.jspecify.annotations.NullMarked;
