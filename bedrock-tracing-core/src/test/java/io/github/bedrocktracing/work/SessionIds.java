/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.work;

import io.github.bedrocktracing.testing.telemetry.Spans;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;

/** To whom spans say that they belong. */
final class SessionIds {
  private SessionIds() {}

  /** Returns the session, the user and the conversation of a span; null for each that it lacks. */
  static List<String> ids(SpanData span) {
    List<String> ids = new ArrayList<>();
    ids.add(Spans.text(span, "session.id"));
    ids.add(Spans.text(span, "user.id"));
    ids.add(Spans.text(span, "gen_ai.conversation.id"));
    return ids;
  }
}
