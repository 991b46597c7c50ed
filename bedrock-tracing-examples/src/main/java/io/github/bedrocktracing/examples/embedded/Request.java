/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples.embedded;

import java.util.Map;
import java.util.Objects;

/**
 * What a route is told of a request.
 *
 * @param pathValues the values that the path carries, by the name the route gives them
 * @param body the body as text
 */
record Request(Map<String, String> pathValues, String body) {
  /** Returns a value of the path. */
  String pathValue(String name) {
    return Objects.requireNonNull(pathValues.get(name), name);
  }
}
