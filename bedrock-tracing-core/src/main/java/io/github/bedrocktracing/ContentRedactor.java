/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing;

import io.github.bedrocktracing.internal.content.PatternRedactor;
import org.jspecify.annotations.Nullable;

/**
 * Changes or drops pieces of content before they are recorded anywhere.
 *
 * <p>Called for each text of a prompt or an answer, each string and number inside tool arguments,
 * tool results and tool definitions, each name, id and URI, and the message of an exception; only
 * when content is captured at all. Of a text that is too long to be recorded, it sees as much as
 * can be recorded and 1,024 characters more. Not called for binary content, which is not recorded
 * whole where it is text and a redactor is set. May be called by several threads at once, on the
 * threads of the calls, of streams on those that deliver them, and so should be quick.
 *
 * <p>Of calls to Bedrock that a redactor itself begins on the thread that it is called on, as to
 * mask a text by a guardrail, no content is recorded. It must not wait for an asynchronous client:
 * the thread may be the one that brings that client's answers. Nor may it hand such a call to
 * another thread, whose content would be redacted as any other, without end.
 */
@FunctionalInterface
public interface ContentRedactor {
  /**
   * Returns what is recorded in place of a piece of content.
   *
   * @param content the piece as it was sent or received, or its beginning
   * @return what to record; null to drop the piece. A piece for which this method throws is dropped
   */
  @Nullable String redact(String content);

  /**
   * {@return a redactor that replaces what looks like an e-mail address, a payment card number, a
   * telephone number or an AWS access key by a word in brackets}
   */
  static ContentRedactor patterns() {
    return PatternRedactor.INSTANCE;
  }
}
