/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.inference.message;

import org.jspecify.annotations.Nullable;

/**
 * A tool that the model may ask for.
 *
 * @param type {@code function} for the program's own tools, else the service's word
 * @param name the tool's name
 * @param description what the tool is for
 * @param parameters the JSON schema of its arguments, as maps and lists
 */
public record ToolDefinition(
    String type, String name, @Nullable String description, @Nullable Object parameters) {
  public static final String FUNCTION = "function";
}
