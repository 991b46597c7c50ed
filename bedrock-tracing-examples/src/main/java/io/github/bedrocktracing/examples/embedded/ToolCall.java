/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples.embedded;

/**
 * A model's wish to have a tool called.
 *
 * @param id the id by which the result refers to the call
 * @param name the tool
 * @param arguments the arguments, a JSON object
 */
record ToolCall(String id, String name, String arguments) {}
