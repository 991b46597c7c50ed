/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.github.bedrocktracing.internal.content.ContentLimits;
import io.github.bedrocktracing.internal.content.ContentPolicy;
import io.github.bedrocktracing.internal.convention.ContentAttributes;
import io.github.bedrocktracing.internal.guard.Problem;
import io.github.bedrocktracing.internal.guard.Problems;
import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.StreamedEvent;
import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.message.InputContent;
import io.opentelemetry.api.common.Attributes;
import java.io.IOException;
import java.util.List;

/** What has to hold of everything that comes out, whatever went in. */
final class Oracle {
  static final int MAX_CHARACTERS = 20_000;
  static final CaptureLimits LIMITS = new CaptureLimits(MAX_CHARACTERS, 1 << 20, 64, true);

  /** Six characters for one that has to be escaped, and the names around each piece. */
  private static final int MAX_JSON_LENGTH = 64 * MAX_CHARACTERS;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(100_000).build())
          .build();

  private static final ContentPolicy POLICY =
      new ContentPolicy(null, new ContentLimits(4096, MAX_CHARACTERS));

  private Oracle() {}

  /** Asserts that content becomes bounded and valid JSON. */
  static void content(InputContent input, List<ChatMessage> output, List<StreamedEvent> events) {
    attributes(ContentAttributes.asText(POLICY.apply(input, output)));
    POLICY
        .applyToEvents(events)
        .forEach(event -> attributes(ContentAttributes.ofStreamedEvent(event)));
  }

  /** Asserts that the library had to swallow nothing of its own. */
  static void nothingSwallowed() {
    Problems.drainCounts(
        (problem, count) -> {
          if (problem == Problem.STREAM
              || problem == Problem.HOOK
              || problem == Problem.BODY
              || problem == Problem.RECORDING
              || problem == Problem.REDACTOR) {
            throw new AssertionError("swallowed: " + problem);
          }
        });
  }

  private static void attributes(Attributes attributes) {
    attributes.forEach((key, value) -> json(String.valueOf(value)));
  }

  private static void json(String text) {
    if (text.length() > MAX_JSON_LENGTH) {
      throw new AssertionError("too long: " + text.length());
    }
    if (!UTF_8.newEncoder().canEncode(text)) {
      throw new AssertionError("not encodable: " + text);
    }
    try (JsonParser parser = JSON.createParser(text)) {
      while (parser.nextToken() != null) {
        // Reads on to the end.
      }
    } catch (IOException invalid) {
      throw new AssertionError("not JSON: " + text, invalid);
    }
  }
}
