/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.interceptor;

import io.github.bedrocktracing.internal.guard.Problem;
import io.github.bedrocktracing.internal.guard.Problems;
import io.github.bedrocktracing.internal.settings.ContentSettings;
import io.github.bedrocktracing.internal.settings.Flags;

/** What the user is told where OpenTelemetry's instrumentation of the SDK records calls too. */
final class NeighbourNotices {
  private static final String OFF =
      "-Dotel.instrumentation.aws-sdk-2.2-bedrock-runtime.enabled=false";

  private NeighbourNotices() {}

  /**
   * Tells of the other's spans, and of content that it sends past the user's redactor.
   *
   * @param shares whether this library records on the other's spans
   */
  static void tell(boolean shares, ContentSettings content) {
    Problems.report(
        Problem.NEIGHBOUR,
        (shares
                ? "this library puts what it knows on those spans"
                : "each has two spans and counts twice")
            + "; the agent leaves them to this library with "
            + OFF);
    if (content.redactsBesideOthersNow()) {
      Problems.report(
          Problem.UNREDACTED,
          Flags.CONTENT + "=SPAN_ONLY asks this library alone; " + OFF + " keeps the agent silent");
    }
  }
}
