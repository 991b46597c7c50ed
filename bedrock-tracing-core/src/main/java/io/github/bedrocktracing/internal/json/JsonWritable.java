/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.json;

/** A JSON value that writes itself, for which no maps and lists have to be made. */
@FunctionalInterface
public interface JsonWritable {
  /** Writes the value, the same each time. */
  void writeTo(JsonOutput out);
}
